"""A rapid review and the review of a child's death held as one meeting: two parts, two quorums, two outcomes (GL-RR-18)."""

import datetime

import pytest
from django.urls import reverse
from django.utils import timezone

from sharedduty.foundations.access.api import CaseFile, exclude, seen_by
from sharedduty.foundations.gatherings import actions as meetings
from sharedduty.foundations.gatherings import minuting, queries
from sharedduty.foundations.gatherings.models import Gathering, Hearing, Part, QuorumFinding
from sharedduty.foundations.people.api import register_person
from sharedduty.foundations.process.api import Clock
from sharedduty.modules.child_death.actions import gathering as death_gathering
from sharedduty.modules.child_death.models import ChildDeath
from sharedduty.modules.child_death.queries import meetings as death_meetings
from sharedduty.modules.child_death.queries import reading as death_reading
from sharedduty.modules.rapid_review.actions import gathering
from sharedduty.modules.rapid_review.models import RapidReview
from sharedduty.modules.rapid_review.queries import joining, reading
from sharedduty.modules.rapid_review.queries.meetings import MEETINGS, who_was_there
from sharedduty.modules.rapid_review.tests.joined import NOTED, Both, refused
from sharedduty.modules.serious_incident.models import RequestToConsider

pytestmark = [pytest.mark.django_db, pytest.mark.rows("GL-RR-18")]


def test_only_a_child_death_review_that_one_sees_is_noted_by_its_reference(both: Both) -> None:
    unseen = both.house.post_holder("business_manager", 2)
    with seen_by(both.unit):
        file = CaseFile.objects.get(reference=both.death.held.reference)
        exclude(by=both.unit, file=file, reason="conflict", account_id=unseen.account_id)
        act, own = gathering.note_process, {"by": both.unit, "held": both.review.held}
        assert "No child death review that you see" in refused(act, **own, given={**NOTED, "record": "CD-0000-0000"})[0]
        other = {**NOTED, "kind": "coroner", "record": both.death.held.reference}
        assert "Only a child death review" in refused(act, **own, given=other)[0]
    with seen_by(unseen):
        given = {**NOTED, "record": both.death.held.reference}
        assert "that you see" in refused(act, by=unseen, held=RapidReview.objects.get(), given=given)[0]
        assert not both.review.held.parallel_processes.exists()
    both.noted()
    with seen_by(both.unit):
        assert both.review.held.parallel_processes.get().record == both.death.held.reference


def test_the_death_is_offered_where_its_child_is_a_child_of_the_review_and_not_by_name_alone(both: Both) -> None:
    worker = both.house.post_holder("front_door_worker")
    with seen_by(worker):
        boy = register_person(
            by=worker, area_id=both.house.area.pk, given_names="Robin", family_name="Testwick",
            birth_on=timezone.localdate() - datetime.timedelta(days=100),
        )  # fmt: skip
    with seen_by(both.unit):
        assert joining.deaths_near(both.unit, both.review.held) == {}  # of one name, and nobody said they are one child
        both.review.held.children.update(person=boy)
        ChildDeath.objects.filter(pk=both.death.held.pk).update(person=boy)
        assert joining.deaths_near(both.unit, both.review.held) == {both.death.held.reference: "Robin Testwick"}
    page = both.house.client(both.unit).get(f"/rapid-reviews/{both.review.held.reference}/process/").content.decode()
    assert f'value="{both.death.held.reference}"' in page


@pytest.mark.rows("GL-RR-18", "GL-CD-32")
def test_the_death_is_offered_where_the_incident_was_asked_from_it(both: Both) -> None:
    with seen_by(both.unit):
        given = {"why": "The account does not fit.", "safe_now": "A sister is with an aunt."}
        death_gathering.refer_incident(by=both.unit, held=both.death.held, given=given)
        assert joining.deaths_near(both.unit, both.review.held) == {}
    with seen_by(both.house.post_holder("head_of_service")):
        RequestToConsider.objects.update(incident=both.review.held.incident)
    with seen_by(both.unit):
        assert list(joining.deaths_near(both.unit, both.review.held)) == [both.death.held.reference]


def test_one_meeting_serves_two_reviews_and_each_takes_its_own_outcome_from_it(both: Both) -> None:
    made = both.noted().called()
    both.comes_for_death("social_worker", "lead")
    both.comes_for_death("gp", "health")
    both.comes_for_death("police_mash", "police", both="agency")
    found = both.sat()
    assert found["review"].quorate and found["death"].quorate
    both.ended()
    rr, cd = both.review.held, both.death.held
    with seen_by(both.unit):
        gathering.take_in_meeting(by=both.unit, held=rr, given={"meeting": made.reference})
        death_gathering.take_in_meeting(by=both.unit, held=cd, given={"meeting": made.reference})
        rr.refresh_from_db()
        cd.refresh_from_db()
        assert (rr.meeting, rr.stage, rr.quorate) == (made.reference, "met", True)
        assert (cd.meeting, cd.stage) == (made.reference, "met")
        assert cd.met_at == rr.met_at == made.began_at
        hold = Clock.objects.filter(record=cd.reference, key="cdrm.hold").first()
        assert hold is None or hold.met_at == made.began_at
        # Each reads those alone who came for it.
        assert {seat for _, seat, _, _ in death_meetings.who_came(both.unit, cd, made)} == {"lead", "health", "police"}
        there = who_was_there(both.unit, made.reference)
        assert "Police Mash 1, Lead of another agency" in there and not any("Gp 1" in one for one in there)
        assert made in reading.view_of(both.unit, rr).meetings and made in death_reading.view_of(both.unit, cd).meetings
    both.review.weighed().decided()
    both.death.work("response", "safeguarding").form()
    with seen_by(both.unit):
        rr.refresh_from_db()
        cd.refresh_from_db()
        assert rr.stage == "decided" and rr.decisions.count() == 1
        assert cd.written_forms.filter(form__submitted_at__isnull=False).exists() and not cd.reviewed_at


def test_the_quorum_of_both_is_asked_and_the_meeting_cannot_end_while_one_is_undecided(both: Both) -> None:
    made = both.noted().called()
    both.comes_for_death("social_worker", "lead")
    both.comes_for_death("gp", "health")
    lead = both.house.post_holder("social_worker").name
    found = both.sat(absent=(lead,))
    assert found["review"].quorate and not found["death"].quorate
    words = " ".join(found["death"].missing)
    assert "Lead of the meeting" in words and "2 organisations are needed, 1 is there" in words
    with seen_by(both.unit):
        act = {"by": both.unit, "gathering": made}
        told = refused(meetings.end, **act)
        assert told == [
            "Child death review meeting: The meeting was not quorate: record who decided to go on, or adjourn it."
        ]
        finding = queries.undecided_finding(made)
        assert finding == found["death"]
        meetings.decide_on_quorum(
            by=both.unit, finding=finding, go_on=False, decided_by_name="C. Hair", because="No lead."
        )
        assert "adjourn the meeting" in refused(meetings.end, **act)[0]
        meetings.judge_quorum(**act)
        finding = queries.undecided_finding(made)
        assert finding is not None and finding.part_id
        meetings.decide_on_quorum(
            by=both.unit, finding=finding, go_on=True, decided_by_name="C. Hair", because="By letter."
        )
        meetings.end(**act, at=timezone.now())
        assert made.stage == "held"


@pytest.mark.parametrize("lacks", ["police", "chair"])
def test_who_came_for_the_death_alone_makes_no_quorum_of_the_rapid_review(both: Both, lacks: str) -> None:
    both.noted().called()
    both.comes_for_death("police_mash", "police")
    both.comes_for_death("social_worker", "lead")
    with seen_by(both.unit):
        assert both.meeting is not None
        missing = both.meeting.invitations.get(capacity=lacks).name
    found = both.sat(absent=(missing,))
    assert not found["review"].quorate


def test_who_comes_for_one_review_alone_sees_nothing_of_the_other(both: Both) -> None:
    made = both.noted().called()
    both.comes_for_death("social_worker", "lead")
    both.comes_for_death("gp", "health")
    both.sat()
    part, gp = both.part, both.house.post_holder("gp")
    with seen_by(both.unit):
        own = Part.objects.get(gathering=made, room="")
        meetings.decide(by=both.unit, part=own, text="A local review follows.", reason="Two did not speak.")
        meetings.decide(by=both.unit, part=part(), text="Ask the coroner.", reason="Cause not known.")
        health = made.invitations.get(capacity="health").appointment
        assert health is not None
    house = both.house
    delegate = next(one for one in house.people.values() if one.appointment_id == health.pk)
    with seen_by(gp):
        shown = queries.view_of(gp, queries.by_reference(gp, death_meetings.MEETINGS, made.reference))
        assert [one.part.room for one in shown.parts] == ["child_death"]
        assert [one.text for one in shown.parts[0].decisions] == ["Ask the coroner."]
        assert not RapidReview.objects.exists() and Hearing.objects.exclude(part__room="child_death").count() == 0
        assert QuorumFinding.objects.filter(part__isnull=False).count() == 1
    with seen_by(delegate):
        shown = queries.view_of(delegate, queries.by_reference(delegate, MEETINGS, made.reference))
        assert [one.part.room for one in shown.parts] == [""]
        assert not ChildDeath.objects.exists() and not QuorumFinding.objects.filter(part__isnull=False).exists()


def test_the_minutes_of_each_part_are_of_those_who_came_for_it(both: Both) -> None:
    made = both.noted().called()
    both.comes_for_death("social_worker", "lead")
    both.comes_for_death("gp", "health")
    both.sat()
    both.ended()
    with seen_by(both.unit):
        view = queries.view_of(both.unit, made)
        said = {
            one.part.room: {row["title"]: row["lines"] for row in minuting.minutes_of(view, one)} for one in view.parts
        }
        assert [line.split(",")[0] for line in said["child_death"]["There"]] == ["Social Worker 1", "Gp 1"]
        assert not any("Gp 1" in line for line in said[""]["There"])
        assert "Held jointly with the rapid review meeting" in said["child_death"]["Meeting"]
        death = next(one for one in view.parts if one.part.room)
        assert {one.name for one in minuting.entitled(death)} == {"Social Worker 1", "Gp 1"}


def test_whoever_is_shut_out_of_either_record_is_shut_out_of_the_meeting(both: Both) -> None:
    shut = both.house.post_holder("business_manager", 2)
    made = both.noted().called()
    with seen_by(shut):
        assert Gathering.objects.filter(pk=made.pk).exists()  # of the unit's team
    with seen_by(both.unit):
        file = CaseFile.objects.get(reference=both.death.held.reference)
        exclude(by=both.unit, file=file, reason="conflict", account_id=shut.account_id)
    with seen_by(shut):
        assert not Gathering.objects.filter(pk=made.pk).exists()
        assert RapidReview.objects.filter(pk=both.review.held.pk).exists()


def test_a_record_that_was_not_noted_or_is_out_of_sight_is_not_joined(both: Both) -> None:
    assert "Choose a record that you see" in refused(both.called)[0]  # nothing was noted
    with seen_by(both.unit):
        assert not Gathering.objects.exists()
        given = {**NOTED, "record": both.death.held.reference, "joint_meeting": False}
        gathering.note_process(by=both.unit, held=both.review.held, given=given)
    assert "Choose a record" in refused(both.called)[0]  # two meetings were agreed


def test_a_seat_of_the_other_review_is_one_it_knows_and_the_person_fits(both: Both) -> None:
    both.noted().called()
    assert "Say as what they come to the child death review meeting." in refused(
        both.comes_for_death, role="gp", seat="emperor"
    )
    outside = refused(both.comes_for_death, role="out_of_hours_worker", seat="other")
    assert outside == ["Their post opens no meeting of rapid reviews here. Invite them by name."]
    guest = both.comes_for_death("gp", "health")
    with seen_by(both.unit):
        assert refused(meetings.hear, by=both.unit, part=both.part(), invitation=guest) == [
            "Gp 1 may hear this part already."
        ]
        member = both.meeting.invitations.get(capacity="health")  # type: ignore[union-attr]
        assert "Say as what" in refused(meetings.hear, by=both.unit, part=both.part(), invitation=member)[0]
        meetings.hear(by=both.unit, part=both.part(), invitation=member, seat="health", because="She knew him.")
        assert both.part().hearings.get(invitation=member).capacity == "health"


def test_those_invited_to_an_earlier_review_meeting_of_the_death_are_invited_to_the_joint_one(both: Both) -> None:
    both.death.meeting(
        death_meetings.MEETINGS, (("health_mash", "health"), ("social_worker", "lead")),
        at=timezone.now() - datetime.timedelta(days=2),
    )  # fmt: skip
    made = both.noted().called()
    with seen_by(both.unit):
        seats = dict(both.part().hearings.values_list("invitation__name", "capacity"))
        assert seats == {"Health Mash 1": "health", "Social Worker 1": "lead"}
        theirs = made.invitations.get(name="Social Worker 1")
        assert theirs.capacity == "child_death" and theirs.hearings.count() == 1


def test_the_pages_of_both_show_the_one_meeting_each_at_its_own_address(both: Both) -> None:
    rr, cd = both.review.held.reference, both.death.held.reference
    both.noted()
    page = both.house.client(both.unit)
    assert "One meeting serves both." in page.get(f"/rapid-reviews/{rr}/").content.decode()
    death = page.get(f"/child-deaths/{cd}/").content.decode()
    assert f"Rapid review {rr}" in death and "Call one meeting for both" in death
    form = page.get(f"{reverse('rapid_review:call-meeting')}?about={rr}").content.decode()
    assert 'name="joint"' in form and f"Child death {cd}" in form
    made = both.called()
    both.comes_for_death("gp", "health")
    for address in (f"/rapid-reviews/meetings/{made.reference}/", f"/child-deaths/meetings/{made.reference}/"):
        shown = page.get(address).content.decode()
        assert "One meeting, held jointly with: child death review meeting" in shown
        assert "Quorum of the child death review meeting" in shown
    gp = both.house.client(both.house.post_holder("gp"))
    shown = gp.get(f"/child-deaths/meetings/{made.reference}/").content.decode()
    assert "The whole review" not in shown and "Child death review meeting: Robin" in shown and rr not in shown
    assert gp.get(f"/rapid-reviews/{rr}/").status_code in (403, 404)
    assert made.reference in page.get(f"/child-deaths/meetings/?about={cd}").content.decode()
    other = both.house.post_holder("health_mash")
    assert both.house.client(other).get(f"/child-deaths/meetings/{made.reference}/").status_code == 404
