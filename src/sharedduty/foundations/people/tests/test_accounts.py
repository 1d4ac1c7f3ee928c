"""Somebody on record who also signs in never sees a file about themselves, whatever else they hold."""

import pytest
from django.core.exceptions import ValidationError

from sharedduty.foundations.access.api import Account, CaseFile, seen_by
from sharedduty.foundations.people import api as people
from sharedduty.foundations.people.actions import accounts
from sharedduty.foundations.people.models import Person
from sharedduty.foundations.people.tests.conftest import BORN, Place, post_holder

pytestmark = pytest.mark.django_db


@pytest.fixture
def subject(place: Place):
    """A front door worker who is also on record, and who reaches every file of the front door."""
    return post_holder("Subject", "front_door_worker", place.front_door)


@pytest.mark.rows("GL-XN-05")
def test_linking_shuts_the_subject_out_of_every_file_about_them(place: Place, subject, monkeypatch) -> None:
    monkeypatch.setattr(accounts, "_files_about", [])
    person = place.child("Subject", "Testwick", birth=BORN.replace(year=1990), kind="adult")
    other = place.child()
    about = place.contact()
    people.register_files_about(lambda viewer, ids: [about] if person.pk in ids else [])
    with seen_by(subject):
        assert Person.objects.count() == 2
    with seen_by(place.manager):
        shut = people.link_account(by=place.manager, person=person, account=Account.objects.get(pk=subject.account_id))
    assert shut == 2
    with seen_by(subject):
        assert [one.reference for one in Person.objects.all()] == [other.reference]
        assert not CaseFile.objects.filter(pk=about.pk).exists()
        assert not place.ask("Subject", "Testwick", BORN.replace(year=1990), by=subject).candidates
    with seen_by(place.manager):
        again = people.link_account(by=place.manager, person=person, account=Account.objects.get(pk=subject.account_id))
        assert again == 0
        with pytest.raises(ValidationError):
            people.link_account(
                by=place.manager, person=person, account=Account.objects.get(pk=place.officer.account_id)
            )


def test_a_later_file_about_them_is_shut_too(place: Place, subject) -> None:
    person = place.child("Subject", "Testwick", birth=BORN.replace(year=1990), kind="adult")
    with seen_by(place.manager):
        people.link_account(by=place.manager, person=person, account=Account.objects.get(pk=subject.account_id))
    later = place.contact()
    assert people.exclude_subjects(by=place.worker, file=later, people=[person, place.child()]) == 1
    assert people.exclude_subjects(by=place.worker, file=later, people=[person]) == 0
    with seen_by(subject):
        assert not CaseFile.objects.filter(pk=later.pk).exists()
