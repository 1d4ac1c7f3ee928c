"""Registering people and keeping what is known of them: what is refused, what is kept, who may."""

import datetime

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from sharedduty.foundations.access.api import seen_by
from sharedduty.foundations.journal import recording
from sharedduty.foundations.people import api as people
from sharedduty.foundations.people.models import Name, Person, Relationship, Residence, SearchName
from sharedduty.foundations.people.tests.conftest import BORN, Place

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate


def years_ago(years: int) -> datetime.date:
    return TODAY() - datetime.timedelta(days=round(years * 365.25) + 2)


def test_a_child_gets_a_case_file_of_their_own_with_the_front_door(place: Place) -> None:
    child = place.child("Юлия", "Examplewood")
    assert child.reference == child.case_file.reference
    assert (child.case_file.kind, child.case_file.team_id) == ("person", place.front_door.pk)
    assert Person.objects.get(reference=child.reference).given_names == "Юлия"
    with seen_by(place.teacher):
        assert not Person.objects.exists() and not SearchName.objects.exists()


@pytest.mark.parametrize(
    ("details", "field"),
    [
        ({"birth": None}, "birth_on"),
        ({"birth": datetime.date(2999, 1, 1)}, "birth_on"),
        ({"birth": years_ago(19)}, "birth_on"),
        ({"birth": years_ago(26), "care_leaver": True}, "birth_on"),
        ({"birth": datetime.date(1850, 1, 1), "kind": "adult"}, "birth_on"),
        ({"given": "", "family": " "}, "family_name"),
        ({"kind": "unborn", "birth": None}, "expected_on"),
        ({"kind": "unborn", "birth": None, "expected_on": TODAY() + datetime.timedelta(days=400)}, "expected_on"),
    ],
)
def test_what_cannot_be_is_refused_by_field(place: Place, details: dict, field: str) -> None:
    with pytest.raises(ValidationError) as refused:
        place.child(**details)
    assert list(refused.value.message_dict) == [field]
    assert not Person.objects.exists()


def test_where_the_exception_is_allowed_there_is_a_way_to_say_so(place: Place) -> None:
    assert place.child(birth=years_ago(19), care_leaver=True).pk
    assert place.child(birth=None, birth_known="unknown").pk
    assert place.child("", "", birth=None, kind="unborn", expected_on=TODAY() + datetime.timedelta(days=90)).pk


def test_an_unborn_child_is_born_on_the_same_record(place: Place) -> None:
    due = TODAY() + datetime.timedelta(days=5)
    child = place.child("", "Testwick", birth=None, kind="unborn", expected_on=due)
    with pytest.raises(ValidationError):
        people.born(by=place.worker, person=child, birth_on=due, given_names="Ada")
    people.born(by=place.worker, person=child, birth_on=TODAY(), given_names="Ada", sex="female")
    again = Person.objects.get(reference=child.reference)
    assert (again.kind, again.birth_on, again.given_names) == ("child", TODAY(), "Ada")
    with pytest.raises(ValidationError):
        people.born(by=place.worker, person=again, birth_on=TODAY())


@pytest.mark.parametrize(
    ("system", "value"), [("nhs", "9990000017"), ("nhs", "12345"), ("upn", "A123"), ("liquid", " ")]
)
def test_a_number_that_fails_its_check_is_refused(place: Place, system: str, value: str) -> None:
    child = place.child()
    with pytest.raises(ValidationError) as refused:
        people.add_identifier(by=place.worker, person=child, system=system, value=value)
    assert value.strip() == "" or value not in str(refused.value)


def test_a_number_typed_twice_is_one(place: Place) -> None:
    child = place.child()
    first = people.add_identifier(by=place.worker, person=child, system="nhs", value="999 000 0018")
    assert first.value == "9990000018"
    assert people.add_identifier(by=place.worker, person=child, system="nhs", value="9990000018") == first


def test_a_corrected_name_is_kept_as_the_previous_one_and_nobody_overwrites_another(place: Place) -> None:
    child = place.child("Jamie", "Examplewood")
    people.correct(by=place.worker, person=child, version=1, family_name="Testwick", reason="misheard")
    assert Name.objects.get(person=child).family_name == "Examplewood"
    with pytest.raises(people.Overtaken):
        people.correct(by=place.manager, person=child, version=1, family_name="Mockbury")
    assert Person.objects.get(pk=child.pk).family_name == "Testwick"


def test_relations_are_kept_from_both_sides_and_drawn(place: Place) -> None:
    child, baby = place.child(), place.child("Robin", "Examplewood", birth=datetime.date(2019, 1, 1))
    mother = place.child("Ash", "Examplewood", birth=datetime.date(1988, 5, 5), kind="adult", sex="female")
    for one in (child, baby):
        people.add_relationship(by=place.worker, person=mother, other=one, kind="parent", parental_responsibility=True)
    people.add_relationship(by=place.worker, person=child, other=baby, kind="sibling")
    relatives = {
        (one.person.given_names, one.kind, one.parental_responsibility) for one in people.family(place.worker, child)
    }
    assert relatives == {("Ash", "parent", True), ("Robin", "sibling", False)}
    assert {one.kind for one in people.family(place.worker, mother)} == {"child"}
    picture = people.genogram_of(place.worker, child)
    assert all(name in str(picture.svg) for name in ("Jamie", "Robin", "Ash"))
    with pytest.raises(ValidationError):
        people.add_relationship(by=place.worker, person=baby, other=mother, kind="parent")
    with pytest.raises(ValidationError):
        people.add_relationship(by=place.worker, person=child, other=child, kind="sibling")
    assert Relationship.objects.count() == 6


def test_a_protected_address_is_seen_by_nobody_who_was_not_given_sight(place: Place) -> None:
    child = place.child()
    people.add_residence(by=place.worker, person=child, address="1 Open Road", postcode="gl1 2tg")
    with pytest.raises(PermissionDenied):
        people.add_residence(by=place.worker, person=child, address="2 Hidden Way", protected=True)
    with seen_by(place.manager):
        people.add_residence(
            by=place.manager, person=child, address="2 Hidden Way", postcode="GL50 1AA", protected=True
        )
        assert Residence.objects.count() == 2
    assert [one.address for one in Residence.objects.all()] == ["1 Open Road"]
    assert all(one.districts == ["GL1"] for one in SearchName.objects.filter(person=child))


@pytest.mark.parametrize(
    "act",
    [
        lambda p, c: people.register_person(by=p.teacher, area_id=p.area.pk, given_names="A", birth_on=BORN),
        lambda p, c: people.add_name(by=p.teacher, person=c, kind="alias", given_names="B"),
        lambda p, c: people.add_identifier(by=p.teacher, person=c, system="nhs", value="9990000018"),
        lambda p, c: people.add_relationship(by=p.teacher, person=c, other=c, kind="sibling"),
        lambda p, c: people.add_involvement(by=p.teacher, person=c, kind="x", opened_on=BORN, team_id=p.front_door.pk),
        lambda p, c: people.propose_merge(by=p.teacher, keep=c, absorb=c, grounds="x"),
        lambda p, c: people.keep_identities_apart(by=p.worker, now=c, before=c, reason="x"),
        lambda p, c: people.link_account(by=p.worker, person=c, account=None),
    ],
)
def test_each_act_needs_its_permission(place: Place, act) -> None:
    child = place.child()
    with pytest.raises(PermissionDenied):
        act(place, child)


@pytest.mark.rows("GL-XN-05")
def test_acts_and_openings_are_journalled_and_never_with_values(place: Place, monkeypatch) -> None:
    rows = []
    write = recording._write

    def note(by, *row) -> None:
        rows.append(row)
        write(by, *row)

    monkeypatch.setattr(recording, "_write", note)
    child = place.child("Unmistakable", "Testwick")
    people.add_identifier(by=place.worker, person=child, system="nhs", value="9990000018")
    people.add_residence(by=place.worker, person=child, address="7 Plain Lane", postcode="GL1 2TG")
    people.summary(place.worker, child, purpose="triage")
    assert [row[0] for row in rows] == ["opened file", "registered person", "added number", "added address", "opened"]
    assert all(child.case_file_id in row[3] for row in rows)
    for value in ("Unmistakable", "Testwick", "9990000018", "Plain", "GL1"):
        assert value not in str([row[:6] for row in rows])
