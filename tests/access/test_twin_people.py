"""A protected address and an adopted child's two identities change nothing for whom they are not (goals C1, C6)."""

import pytest
from django.utils import timezone

from sharedduty.foundations.access.api import CaseFile, seen_by
from sharedduty.foundations.people.api import add_residence, keep_identities_apart, register_person
from sharedduty.foundations.people.models import Person
from sharedduty.foundations.people.search import refresh
from sharedduty.modules.front_door.models import ContactChild
from tests.access.scene import Scene
from tests.access.twin_house import POSTCODE, SECRET, House, assert_told_nothing
from tests.access.twins import Asked

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock_stands")]


def test_a_protected_address_is_nowhere_for_those_who_see_the_child(scene: Scene) -> None:
    """C1: whoever works with the child, asks whether the child is known with that very postcode, or guesses its file.

    Not the privacy officer, who sees of any file of the area that is not sealed who has seen it, and never what is in it.
    """
    house = House(scene)
    worker, manager = scene.holder("front_door_worker"), scene.holder("front_door_manager")
    outsiders = [
        house.outsider("front_door_worker"), house.outsider("out_of_hours_worker"), house.outsider("social_worker"),
        house.outsider("administrator"), house.outsider("police_mash"), house.outsider("front_door_worker", 2),
    ]  # fmt: skip
    with seen_by(worker):  # so that the check below asks with the postcode that nobody may connect with the child
        ContactChild.objects.filter(reference=scene.values["contact"]["child_reference"]).update(postcode=POSTCODE)

    def secret() -> list[Asked]:
        with seen_by(manager):
            person = Person.objects.get(reference=scene.values["child"]["reference"])
            kept = add_residence(by=manager, person=person, address="1 Hidden Row", postcode=POSTCODE, protected=True)
            return house.guesses(file=CaseFile.objects.get(pk=kept.case_file_id).reference)

    assert_told_nothing(house, outsiders, secret)


@pytest.mark.rows("GL-XN-05")
def test_nothing_ties_an_adopted_childs_identities_for_anybody_outside(scene: Scene) -> None:
    """C6: neither the desk nor another manager learns that two records are one child, from either side."""
    house, manager = House(scene), scene.holder("front_door_manager")
    with seen_by(manager):
        before = register_person(
            by=manager, area_id=scene.own.area.pk, given_names=SECRET, family_name="Formerley",
            birth_on=timezone.localdate().replace(year=2016, day=1),
        )  # fmt: skip
        now = register_person(
            by=manager, area_id=scene.own.area.pk, given_names=SECRET, family_name="Newlington",
            birth_on=before.birth_on,
        )  # fmt: skip
        for person in (before, now):  # kept apart in both worlds; only whether they are tied is the secret
            person.identity_restricted = True
            person.save(update_fields=["identity_restricted"])
            refresh(person, by=manager)
    outsiders = [
        house.outsider("front_door_worker"), house.outsider("front_door_manager", 2),
        house.outsider("out_of_hours_worker"), house.outsider("social_worker"), house.outsider("privacy_officer"),
        house.outsider("administrator"),
    ]  # fmt: skip
    worker = scene.holder("front_door_worker")
    with seen_by(worker):  # the check asks under the new name with the old one as another, and the other way about
        ContactChild.objects.filter(reference=scene.values["contact"]["child_reference"]).update(
            given_names=SECRET, family_name="Newlington", also_known_as=f"{SECRET} Formerley", birth_on=before.birth_on
        )

    def secret() -> list[Asked]:
        with seen_by(manager):
            file = keep_identities_apart(by=manager, now=now, before=before, reason="An adoption order")
        return [
            *house.guesses(child=before.reference), *house.guesses(child=now.reference),
            *house.guesses(file=file.reference),
            Asked("get", f"/people/{now.reference}/merge/?other={before.reference}"),
            Asked("get", f"/people/{before.reference}/merge/?other={now.reference}"),
            *(Asked("post", "/search/", {"words": words}) for words in ("Formerley", "Newlington")),
            *(Asked("get", f"/privacy/files/{one}/") for one in (before.reference, now.reference, file.reference)),
        ]  # fmt: skip

    assert_told_nothing(house, outsiders, secret)
