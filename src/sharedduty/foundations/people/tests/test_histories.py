"""What ends stays on record; two people told apart are not offered as one; whoever is on record never sees their file."""

import datetime

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from sharedduty.foundations.access.api import Account, seen_by
from sharedduty.foundations.people import actions, endings, pages
from sharedduty.foundations.people import api as people
from sharedduty.foundations.people.models import Identifier, Name, NotSame, Person, Relationship
from sharedduty.foundations.people.tests.conftest import BORN, Place, post_holder
from sharedduty.foundations.people.tests.test_pages import browser, page, words

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate


def years_ago(years: int) -> datetime.date:
    return TODAY() - datetime.timedelta(days=round(years * 365.25) + 2)


def test_a_relation_ends_on_a_day_with_the_reason_from_both_sides_and_stays_on_record(place: Place) -> None:
    child = place.child()
    carer = place.child("Fern", "Testwick", datetime.date(1980, 1, 2), kind="adult")
    tie = people.add_relationship(by=place.worker, person=carer, other=child, kind="carer", from_on=years_ago(3))
    for wrong in ({"reason": " "}, {"until_on": years_ago(4)}, {"until_on": TODAY() + datetime.timedelta(days=1)}):
        with pytest.raises(ValidationError):
            actions.end_relationship(
                by=place.worker, relationship=tie, **{"until_on": TODAY(), "reason": "The placement ended.", **wrong}
            )
    actions.end_relationship(by=place.worker, relationship=tie, until_on=TODAY(), reason="The placement ended.")
    assert set(Relationship.objects.values_list("until_on", "ended_because")) == {(TODAY(), "The placement ended.")}
    assert [(one.kind, one.ended) for one in people.family(place.worker, child)] == [("carer", True)]
    client = browser(place.worker)
    assert "The placement ended." in words(client, page(child)) and "Ended" in words(client, page(carer))


def test_a_name_or_number_recorded_by_mistake_finds_nobody_and_one_that_ended_still_does(place: Place) -> None:
    child = place.child()
    wrong, old = (
        people.add_name(by=place.worker, person=child, kind="alias", given_names="Robin", family_name=name)
        for name in ("Mistakeham", "Formerly")
    )
    number = people.add_identifier(by=place.worker, person=child, system="nhs", value="9990000018")
    assert place.ask("Quite", "Different", nhs_number="9990000018").is_known
    for name, was_wrong in ((wrong, True), (old, False)):
        actions.end_name(by=place.worker, name=name, ended_on=TODAY(), reason="Told by the mother", was_wrong=was_wrong)
    actions.end_identifier(
        by=place.worker, identifier=number, ended_on=TODAY(), reason="Another child's", was_wrong=True
    )
    assert not place.ask("Robin", "Mistakeham").is_known
    assert place.ask("Robin", "Formerly").is_known
    assert not place.ask("Quite", "Different", nhs_number="9990000018").is_known
    assert Name.objects.count() == 2 and Identifier.objects.get().ended_because == "Another child's"
    with pytest.raises(ValidationError):
        actions.end_name(by=place.worker, name=old, ended_on=TODAY(), reason="again")


@pytest.mark.rows("D11")
def test_an_nhs_number_is_optional_checked_by_its_digit_sourced_and_verified_later(place: Place) -> None:
    child = place.child()
    client = browser(place.worker)
    assert "No number is recorded" in words(client, page(child))
    answer = client.post(
        page(child, "numbers", "add"), {"system": "nhs", "value": "999 000 0017", "source": "the GP's letter"}
    )
    assert answer.status_code == 422 and not Identifier.objects.exists()
    client.post(page(child, "numbers", "add"), {"system": "nhs", "value": "999 000 0018", "source": "the mother"})
    number = Identifier.objects.get()
    assert (number.value, number.source, number.verified) == ("9990000018", "the mother", False)
    assert "As told, not checked" in words(client, page(child))
    check = page(child, "numbers", endings.mark_of(number), "checked")
    assert client.post(check, {"source": ""}).status_code == 422
    assert client.post(check, {"source": "the NHS record"}).status_code == 302
    number.refresh_from_db()
    assert (number.verified, number.verified_on, number.source) == (True, TODAY(), "the NHS record")
    assert "Checked" in words(client, page(child)) and client.get(check).status_code == 404
    assert number.pk != child.pk and "9990000018" not in page(child)


@pytest.mark.rows("D10")
def test_unborn_child_care_leaver_to_twenty_four_and_a_child_who_died_are_all_one_kind_of_record(place: Place) -> None:
    unborn = place.child("", "Testwick", birth=None, kind="unborn", expected_on=TODAY() + datetime.timedelta(days=90))
    assert "Unborn child" in words(browser(place.worker), page(unborn))
    leaver = place.child(birth=years_ago(24), care_leaver=True)
    assert Person.objects.get(pk=leaver.pk).care_leaver
    assert "Care leaver" in words(browser(place.worker), page(leaver))
    people.correct(by=place.worker, person=leaver, version=1, ethnicity="Not stated")
    assert Person.objects.get(pk=leaver.pk).care_leaver
    with pytest.raises(ValidationError):
        place.child(birth=years_ago(25), care_leaver=True)
    dead = place.child(birth=years_ago(10))
    people.correct(by=place.worker, person=dead, version=1, died_on=TODAY())
    # Long after, the record of a child who died at eight is still a child's, and still put right.
    Person.objects.filter(pk=dead.pk).update(birth_on=years_ago(30), died_on=years_ago(22))
    dead = Person.objects.get(pk=dead.pk)
    people.correct(by=place.worker, person=dead, version=2, died_on=years_ago(23), reason="from the certificate")
    assert Person.objects.get(pk=dead.pk).kind == "child"


def test_two_people_told_apart_are_not_offered_as_one_until_it_is_taken_back(place: Place) -> None:
    one, other = place.child("Jamie", "Examplewood"), place.child("Jamie", "Examplewood", birth=BORN.replace(day=9))
    assert pages.alike(place.worker, one) == [other]
    client = browser(place.worker)
    address = page(one, "not-same")
    assert client.post(address, {"other": other.reference, "grounds": ""}).status_code == 422
    assert client.post(address, {"other": "PN-0000-0000", "grounds": "Twins."}).status_code == 422
    assert client.post(address, {"other": other.reference, "grounds": "Seen both at school."}).status_code == 302
    said = NotSame.objects.get()
    assert pages.alike(place.worker, one) == [] == pages.alike(place.worker, other)
    assert "Seen both at school." in words(client, page(other))
    with pytest.raises(ValidationError, match="two people"):
        people.propose_merge(by=place.worker, keep=one, absorb=other, grounds="Same name.")
    assert "not the same person as" in place.ask("Jamie", "Examplewood", BORN).candidates[0].explanation
    taken_back = page(one, "not-same", endings.mark_of(said), "end")
    assert client.post(taken_back, {"reason": "It was one child."}).status_code == 302
    assert pages.alike(place.worker, one) == [other] and NotSame.objects.get().ended_because == "It was one child."


def test_an_account_linked_by_mistake_is_let_in_again_and_a_declared_conflict_stays(place: Place) -> None:
    worker = post_holder("Subject", "front_door_worker", place.front_door)
    email = Account.objects.get(pk=worker.account_id).email
    person = place.child("Subject", "Testwick", birth=BORN.replace(year=1990), kind="adult")
    manager = browser(place.manager)
    assert manager.post(page(person, "account"), {"email": "nobody@example.org"}).status_code == 422
    assert manager.post(page(person, "account"), {"email": email.upper()}).status_code == 302
    with seen_by(worker):
        assert not Person.objects.exists()
    assert manager.post(page(person, "account"), {"reason": ""}).status_code == 422
    assert manager.post(page(person, "account"), {"reason": "A namesake."}).status_code == 302
    with seen_by(worker):
        assert Person.objects.get().account_id is None
    with pytest.raises(PermissionDenied):
        people.unlink_account(by=place.worker, person=person, reason="x")


def test_ending_pages_answer_only_for_what_stands_there(place: Place) -> None:
    child, other = place.child(), place.child("Robin", "Testwick")
    name = people.add_name(by=place.worker, person=child, kind="alias", given_names="Sky", family_name="")
    mark = endings.mark_of(name)
    client = browser(place.worker)
    assert client.get(page(child, "name", mark, "end")).status_code == 200
    for missing in (
        page(other, "name", mark, "end"),
        page(child, "number", mark, "end"),
        page(child, "x", mark, "end"),
    ):
        assert client.get(missing).status_code == 404, missing
    assert client.post(page(child, "name", mark, "end"), {"reason": "Nobody says it."}).status_code == 422
    today = TODAY()
    given = {
        "ended_on-day": today.day,
        "ended_on-month": today.month,
        "ended_on-year": today.year,
        "reason": "Nobody says it.",
    }
    assert client.post(page(child, "name", mark, "end"), given).status_code == 302
    assert client.get(page(child, "name", mark, "end")).status_code == 404
    assert browser(place.teacher).get(page(child, "name", mark, "end")).status_code in (403, 404)
