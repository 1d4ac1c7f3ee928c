"""A secret contact changes nothing for whom it is not: not a list, count, search, figure, export, error or guess (C1, C5).

Each test puts one secret record into a house and asks everything of it, and of the same house without it, as each kind of
outsider (tests/access/twins.py). One byte that differs fails the test and is shown.
"""

import pytest

from sharedduty.foundations.access.api import CaseFile, Viewer, exclude, grant, hand_to_team, seen_by
from sharedduty.foundations.people.models import Person
from sharedduty.foundations.requests.models import InformationRequest
from sharedduty.modules.front_door.actions import enquiring, handing
from sharedduty.modules.front_door.models import Contact
from sharedduty.modules.front_door.tests.partnership import prepare
from tests.access.scene import Scene
from tests.access.twin_house import SECRET, House, assert_told_nothing, noticed
from tests.access.twins import Asked

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock_stands")]


def worked_contact(scene: Scene) -> Contact:
    """A contact about the same family as the scene's, worked: children registered, the police asked, handed over."""
    worker = scene.holder("front_door_worker")
    reference = scene.own.contact(SECRET, "Petronella")
    with seen_by(worker):
        contact = scene.own.held(worker, reference)
        prepare(worker, contact)
        enquiring.open_enquiry(
            by=worker, contact=contact, child=contact.children.get(given_names=SECRET),
            teams=[scene.own.teams["police"]], priority="amber", priority_reason="Unclear", question="What is known?",
            purpose="To decide",
        )  # fmt: skip
        handing.disagree(by=worker, contact=contact, why=f"{SECRET} is not safe.", wanted="An assessment.")
    return contact


def files_of(scene: Scene, contact: Contact, known: set[int]) -> list[CaseFile]:
    """Every file the contact's work opened, seen by those who hold one."""
    files: dict[int, CaseFile] = {}
    for role in ("front_door_worker", "front_door_manager", "social_worker"):
        with seen_by(scene.holder(role)):
            files |= {one.pk: one for one in CaseFile.objects.exclude(pk__in=known)}
    assert {contact.case_file_id, contact.working_file_id} <= files.keys()
    return list(files.values())


def held_before(scene: Scene) -> set[int]:
    known: set[int] = set()
    for viewer in scene.own.people.values():
        with seen_by(viewer):
            known |= set(CaseFile.objects.values_list("pk", flat=True))
    return known


def of_contact(house: House, contact: Contact) -> list[Asked]:
    with seen_by(house.scene.holder("front_door_worker")):
        child = contact.children.get(given_names=SECRET)
        request = InformationRequest.objects.get(for_record=contact.reference)
        person = Person.objects.get(given_names=SECRET)
    return [
        *house.guesses(contact=contact.reference, concern=contact.reference, file=contact.reference),
        *house.guesses(file=contact.working_file.reference, child=person.reference, request=request.reference),
        Asked("get", f"/front-door/contacts/{contact.reference}/children/{child.reference}/known/"),
    ]


def test_a_sealed_contact_is_not_there_for_anybody_it_was_not_given_to(scene: Scene) -> None:
    """C1: nobody reaches it by standing; neither the desk, nor the managers, nor those who administer and review."""
    house, known, keeper = House(scene), held_before(scene), scene.own.post_holder("front_door_manager", 5)
    outsiders = [
        house.outsider("front_door_worker", 2), house.outsider("front_door_manager"),
        house.outsider("out_of_hours_worker"), house.outsider("social_worker"), house.outsider("health_mash"),
        house.outsider("privacy_officer"), house.outsider("administrator"), house.outsider("business_manager"),
    ]  # fmt: skip

    def secret() -> list[Asked]:
        contact = worked_contact(scene)
        guesses = of_contact(house, contact)
        for file in files_of(scene, contact, known):
            by = next(one for one in scene.own.people.values() if works(one, file))
            with seen_by(by):
                grant(by=by, file=file, level="work", why="sealed", account_id=keeper.account_id)
            with seen_by(keeper):
                CaseFile.objects.filter(pk=file.pk).update(sealed=True)
                hand_to_team(by=keeper, file=file, team_id=file.team_id, sensitivity="sealed")
        return guesses

    assert_told_nothing(house, outsiders, secret)


def works(viewer: Viewer, file: CaseFile) -> bool:
    with seen_by(viewer):
        return (
            viewer.role in {"front_door_worker", "front_door_manager", "social_worker"}
            and CaseFile.objects.filter(pk=file.pk).update(legal_hold=file.legal_hold) == 1
        )


def test_who_is_shut_out_of_a_contact_lives_in_a_house_without_it(scene: Scene) -> None:
    """C5: the subject of a record, who works in the very team, in every role there."""
    house, known = House(scene), held_before(scene)
    outsiders = [
        house.outsider("front_door_worker", 9), house.outsider("front_door_manager", 9),
        house.outsider("out_of_hours_worker", 9), house.outsider("social_worker", 9),
    ]  # fmt: skip

    def secret() -> list[Asked]:
        contact = worked_contact(scene)
        guesses = of_contact(house, contact)
        for file in files_of(scene, contact, known):
            by = next(one for one in scene.own.people.values() if works(one, file))
            with seen_by(by):
                for one in outsiders:
                    exclude(by=by, file=file, reason="subject", account_id=one.viewer.account_id)
        return guesses

    assert_told_nothing(house, outsiders, secret)


def test_a_contact_is_not_there_for_another_area_or_for_colleagues_it_was_not_given_to(scene: Scene) -> None:
    """C1, the ordinary case: wrong organisation, and roles of the same area without sight of it.

    The right name with the full reference opens a contact that is not sealed in an emergency: so the name guessed is wrong.
    """
    house = House(scene, called="Somebody Else")
    outsiders = [
        house.outsider("front_door_worker", elsewhere=True), house.outsider("front_door_manager", elsewhere=True),
        house.outsider("business_manager", elsewhere=True), house.outsider("privacy_officer", elsewhere=True),
        house.outsider("teacher", 7), house.outsider("health_mash"), house.outsider("practitioner"),
        house.outsider("administrator"), house.outsider("lado"),
    ]  # fmt: skip

    def secret() -> list[Asked]:
        return of_contact(house, worked_contact(scene))

    assert_told_nothing(house, outsiders, secret)


def test_the_comparison_would_notice(scene: Scene) -> None:
    """Whoever the record is for does see it: without this, an answer that never changes would pass everything above."""
    house = House(scene)
    reader = house.outsider("front_door_worker", 2)

    def secret() -> list[Asked]:
        return of_contact(house, worked_contact(scene))

    [seen] = noticed(
        [reader],
        secret,
        Asked("get", "/front-door/"),
        Asked("get", "/front-door/figures/"),
        Asked("post", "/search/", {"words": SECRET}),
    ).values()
    for asked in ("GET /front-door/", "GET /front-door/figures/", f"POST /search/ { {'words': SECRET} }"):
        assert asked in seen, f"{asked} told the same to somebody of the team"
