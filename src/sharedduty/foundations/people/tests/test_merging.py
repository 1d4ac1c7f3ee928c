"""Two records that are one person, and one that was two: it takes two people, and it can be undone whole."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from sharedduty.foundations.access.api import Account, Appointment, seen_by, viewer_of
from sharedduty.foundations.directory.models import Post
from sharedduty.foundations.people import api as people
from sharedduty.foundations.people.models import Identifier, Person
from sharedduty.foundations.people.tests.conftest import BORN, Place

pytestmark = pytest.mark.django_db


def test_merging_takes_two_people_and_unmerging_gives_back_everything(place: Place) -> None:
    keep, absorb = place.child("Jamie", "Examplewood"), place.child("Jaimie", "Examplewood")
    people.add_identifier(by=place.worker, person=absorb, system="nhs", value="9990000018")
    proposal = people.propose_merge(by=place.worker, keep=keep, absorb=absorb, grounds="Same school, same mother.")
    with pytest.raises(PermissionDenied):
        people.confirm_merge(by=place.worker, proposal=proposal)
    assert Person.objects.get(pk=absorb.pk).merged_into_id is None
    with seen_by(place.colleague):
        people.confirm_merge(by=place.colleague, proposal=proposal)
    absorb.refresh_from_db()
    assert people.kept(place.worker, absorb) == keep
    assert [one.value for one in people.summary(place.worker, keep).identifiers] == ["9990000018"]
    assert [one.reference for one in place.ask("Jaimie", "Examplewood", BORN).candidates] == [keep.reference]

    undo = people.propose_unmerge(by=place.colleague, absorbed=absorb, grounds="They are cousins.")
    people.confirm_merge(by=place.worker, proposal=undo)
    absorb.refresh_from_db()
    assert absorb.merged_into_id is None
    assert people.summary(place.worker, keep).identifiers == ()
    assert Identifier.objects.get(person=absorb).value == "9990000018"
    assert {one.reference for one in place.ask("Jamie", "Examplewood", BORN).candidates} == {
        keep.reference, absorb.reference
    }  # fmt: skip


def test_a_second_post_of_the_proposer_is_not_a_second_person(place: Place) -> None:
    keep, absorb = place.child("Jamie", "Examplewood"), place.child("Jaimie", "Examplewood")
    proposal = people.propose_merge(by=place.worker, keep=keep, absorb=absorb, grounds="Same school.")
    post = Post.objects.create(team=place.front_door, title="Second post")
    account = Account.objects.get(pk=place.worker.account_id)
    second = Appointment.objects.get(pk=place.worker.appointment_id)
    second.pk, second.reference, second.post = None, "", post
    second._state.adding = True
    second.save()
    with pytest.raises(PermissionDenied):
        people.confirm_merge(by=viewer_of(account, second.pk), proposal=proposal)


def test_a_refused_proposal_changes_nothing_and_leaves_the_way_open(place: Place) -> None:
    keep, absorb = place.child("Jamie", "Examplewood"), place.child("Jaimie", "Examplewood")
    proposal = people.propose_merge(by=place.worker, keep=keep, absorb=absorb, grounds="Same school.")
    assert [one.pk for one in people.proposals(place.manager)] == [proposal.pk]
    with pytest.raises(ValidationError, match="already waiting"):
        people.propose_merge(by=place.worker, keep=absorb, absorb=keep, grounds="The other way round.")
    people.refuse_merge(by=place.manager, proposal=proposal, because="Different mothers.")
    with pytest.raises(ValidationError, match="settled"):
        people.confirm_merge(by=place.manager, proposal=proposal)
    assert not people.proposals(place.manager)
    people.propose_merge(by=place.worker, keep=absorb, absorb=keep, grounds="New information.")


def test_what_is_merged_already_is_not_merged_again(place: Place) -> None:
    first, second, third = (place.child(name, "Examplewood") for name in ("Ann", "Anna", "Anne"))
    people.confirm_merge(
        by=place.manager,
        proposal=people.propose_merge(by=place.worker, keep=first, absorb=second, grounds="One child."),
    )
    second.refresh_from_db()
    for keep, absorb in ((first, first), (third, second), (second, third), (third, first)):
        with pytest.raises(ValidationError):
            people.propose_merge(by=place.worker, keep=keep, absorb=absorb, grounds="One child.")
    with pytest.raises(ValidationError):
        people.propose_unmerge(by=place.worker, absorbed=third, grounds="Never was.")
