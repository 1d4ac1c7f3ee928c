"""A rapid review and the review of a child's death held as one meeting: two parts, two quorums, two outcomes (GL-RR-18)."""

import datetime
from dataclasses import dataclass
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django.utils import timezone

from sharedduty.foundations.access.api import CaseFile, Viewer, exclude, seen_by
from sharedduty.foundations.gatherings import actions as meetings
from sharedduty.foundations.gatherings import minuting, queries
from sharedduty.foundations.gatherings.models import Gathering, Hearing, Part, QuorumFinding
from sharedduty.foundations.people.api import register_person
from sharedduty.foundations.process.api import CannotMove, Clock
from sharedduty.modules.child_death.actions import gathering as death_gathering
from sharedduty.modules.child_death.models import ChildDeath
from sharedduty.modules.child_death.queries import meetings as death_meetings
from sharedduty.modules.child_death.queries import reading as death_reading
from sharedduty.modules.child_death.tests.scenes import Death
from sharedduty.modules.child_death.tests.scenes import opened as death_of
from sharedduty.modules.front_door.tests.partnership import Partnership
from sharedduty.modules.rapid_review.actions import gathering
from sharedduty.modules.rapid_review.models import RapidReview
from sharedduty.modules.rapid_review.process import MEETING
from sharedduty.modules.rapid_review.queries import joining, reading
from sharedduty.modules.rapid_review.queries.meetings import MEETINGS, about_review, who_was_there
from sharedduty.modules.rapid_review.tests.scenes import HOUR, Review, appointment_of, begun
from sharedduty.modules.serious_incident.models import RequestToConsider

pytestmark = [pytest.mark.django_db, pytest.mark.rows("GL-RR-18")]
NOTED = {"kind": "child_death", "lead": "Designated doctor", "agreed": "One meeting for both.", "joint_meeting": True}


@dataclass
class Both:
    """A review and a death of the same child, and whoever works on both."""

    house: Partnership
    review: Review
    death: Death
    meeting: Gathering | None = None

    @property
    def unit(self) -> Viewer:
        """The business unit, which holds both records."""
        return self.review.unit

    def noted(self) -> "Both":
        """That one meeting serves both."""
        with seen_by(self.unit):
            gathering.note_process(
                by=self.unit, held=self.review.held, given={**NOTED, "record": self.death.held.reference}
            )
        return self

    def called(self, **more: Any) -> Gathering:
        """The meeting, called for both with the members of the review."""
        began = timezone.now() - HOUR
        with seen_by(self.unit):
            about = about_review(self.unit, self.review.held.reference)
            assert about is not None
            self.meeting = meetings.call_together(
                by=self.unit, people=about.people, room=MEETINGS, use=MEETING, about=about, purpose="Both at once",
                mode="video", **{"starts_at": began, "ends_at": began + HOUR, "joint": [self.death.held.reference], **more},
            )  # fmt: skip
            return self.meeting

    def part(self) -> Part:
        """The part of the child's death."""
        return Part.objects.get(gathering=self.meeting, room="child_death")

    def comes_for_death(self, role: str, seat: str, *, both: str = "") -> Any:
        """Somebody invited for the death, and where `both` says as what, for the review too."""
        with seen_by(self.unit):
            more: dict[str, Any] = {"capacity": both} if both else {"capacity": "child_death", "parts": ()}
            assert self.meeting is not None
            return meetings.invite(
                by=self.unit, gathering=self.meeting, seats={self.part().reference: seat},
                appointment=appointment_of(self.house.post_holder(role)), **more,
            )  # fmt: skip

    def sat(self, *, absent: tuple[str, ...] = ()) -> dict[str, QuorumFinding]:
        """The meeting begun, everybody there but those of these names; the newest finding of each process."""
        assert self.meeting is not None
        with seen_by(self.unit):
            meetings.begin(by=self.unit, gathering=self.meeting, at=timezone.now() - HOUR)
            for one in self.meeting.invitations.order_by("pk"):
                if one.name not in absent:
                    meetings.came(by=self.unit, gathering=self.meeting, invitation=one, may_decide=True)
            meetings.judge_quorum(by=self.unit, gathering=self.meeting)
            return {"death" if one.part_id else "review": one for one in self.meeting.findings.order_by("pk")}

    def ended(self) -> Gathering:
        """The meeting, ended."""
        assert self.meeting is not None
        with seen_by(self.unit):
            meetings.end(by=self.unit, gathering=self.meeting, at=timezone.now())
        return self.meeting


@pytest.fixture
def both(house: Partnership) -> Both:
    """A review with its members named, asked and noticed, and the death of the same boy, gathering what is known."""
    review, death = begun(house), death_of(house).settled().family("key_contact", "booklet")
    review.named().noticed().secured()
    review.asked()
    death.asked()
    return Both(house, review, death)


def refused(act: Any, **given: Any) -> list[str]:
    """What an act says is missing."""
    with pytest.raises(CannotMove) as told:
        act(**given)
    return [one.text for one in told.value.missing]


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


def _alone(both: Both) -> Gathering:
    """The meeting, called for the rapid review alone, an hour from now; the death is noted afterwards."""
    soon = timezone.now() + HOUR
    made = both.called(joint=[], starts_at=soon, ends_at=soon + HOUR)
    both.noted()
    return made


def test_a_meeting_called_alone_is_made_joint_before_it_begins_and_each_takes_its_outcome(both: Both) -> None:
    made = _alone(both)
    both.death.meeting(
        death_meetings.MEETINGS, (("health_mash", "health"), ("social_worker", "lead")),
        at=timezone.now() - datetime.timedelta(days=2),
    )  # fmt: skip
    with seen_by(both.unit):
        before = set(made.invitations.values_list("name", flat=True))
        record = both.death.held.reference
        meetings.hold_jointly(by=both.unit, gathering=made, joint=[record], because="It was noted late.")
        part = both.part()
        assert part.record == record and part.case_file.came_out_of == [CaseFile.objects.get(reference=record).pk]
        assert made.changes.get().what == "held jointly" and made.changes.get().because == "It was noted late."
        seats = dict(part.hearings.values_list("invitation__name", "capacity"))
        assert seats == {"Health Mash 1": "health", "Social Worker 1": "lead"}
        assert set(made.invitations.values_list("name", flat=True)) == before | set(seats)
        assert made.invitations.filter(name="Health Mash 1").count() == 1, (
            "who was invited already is not invited again"
        )
    found = both.sat()
    assert found["review"].quorate and found["death"].quorate
    both.ended()
    with seen_by(both.unit):
        gathering.take_in_meeting(by=both.unit, held=both.review.held, given={"meeting": made.reference})
        death_gathering.take_in_meeting(by=both.unit, held=both.death.held, given={"meeting": made.reference})
        both.review.held.refresh_from_db()
        both.death.held.refresh_from_db()
        assert both.review.held.stage == both.death.held.stage == "met"


@pytest.mark.parametrize("when", ["before", "afterwards"])
def test_whoever_is_shut_out_of_the_death_is_shut_out_of_a_meeting_that_was_made_joint(both: Both, when: str) -> None:
    made = _alone(both)
    shut = both.house.post_holder("business_manager", 2)
    with seen_by(both.unit):
        file = CaseFile.objects.get(reference=both.death.held.reference)

    def shut_out() -> None:
        with seen_by(both.unit):
            exclude(by=both.unit, file=file, reason="conflict", account_id=shut.account_id)

    if when == "before":
        shut_out()
    with seen_by(shut):
        assert Gathering.objects.filter(pk=made.pk).exists(), "of the rapid review alone they are not shut out"
    with seen_by(both.unit):
        joint = [both.death.held.reference]
        meetings.hold_jointly(by=both.unit, gathering=made, joint=joint, because="One child.")
    if when == "afterwards":
        shut_out()
    with seen_by(shut):
        assert not Gathering.objects.filter(pk=made.pk).exists()
        assert not Part.objects.filter(gathering=made, room="child_death").exists()


def test_a_meeting_is_made_joint_only_while_it_is_called_with_a_reason_and_by_who_sees_both(both: Both) -> None:
    made = _alone(both)
    record = both.death.held.reference
    act = {"by": both.unit, "gathering": made, "joint": [record], "because": "One child."}
    unseen, police = both.house.post_holder("business_manager", 2), both.house.post_holder("police_mash")
    with seen_by(both.unit):
        assert refused(meetings.hold_jointly, **{**act, "because": " "}) == ["Say why."]
        assert refused(meetings.hold_jointly, **{**act, "joint": []}) == ["Choose which review it serves too."]
        assert "that you see" in refused(meetings.hold_jointly, **{**act, "joint": ["DT-2222-2222"]})[0]
        file = CaseFile.objects.get(reference=record)
        exclude(by=both.unit, file=file, reason="conflict", account_id=unseen.account_id)
    with seen_by(unseen):
        assert "that you see" in refused(meetings.hold_jointly, **{**act, "by": unseen})[0]
    with seen_by(police), pytest.raises((PermissionDenied, Gathering.DoesNotExist)):
        meetings.hold_jointly(**{**act, "by": police})  # type: ignore[arg-type]
    with seen_by(both.unit):
        assert not Part.objects.filter(gathering=made, room="child_death").exists()
        meetings.hold_jointly(**act)  # type: ignore[arg-type]
        assert refused(meetings.hold_jointly, **act) == ["Choose which review it serves too."], "once"
        assert Part.objects.filter(gathering=made, room="child_death").count() == 1
        meetings.begin(by=both.unit, gathering=made)
        assert refused(meetings.hold_jointly, **act) == ["It has begun, or is over. Call another meeting."]


def test_the_page_of_a_called_meeting_offers_to_hold_it_jointly_until_it_is(both: Both) -> None:
    made = both.called(joint=[], starts_at=timezone.now() + HOUR, ends_at=timezone.now() + 2 * HOUR)
    page, at = both.house.client(both.unit), f"/rapid-reviews/meetings/{made.reference}/"
    assert "Hold it jointly" not in page.get(at).content.decode()
    refusal = page.post(f"{at}hold-jointly/", {"because": "One child."})
    assert refusal.status_code == 422 and "Note it on the review first." in refusal.content.decode()
    both.noted()
    assert "Hold it jointly with another review" in page.get(at).content.decode()
    form = page.get(f"{at}hold-jointly/").content.decode()
    assert f"Child death {both.death.held.reference}" in form and "checked" in form
    refusal = page.post(f"{at}hold-jointly/", {"joint": both.death.held.reference, "because": ""})
    assert refusal.status_code == 422 and "Say why." in refusal.content.decode()
    done = page.post(f"{at}hold-jointly/", {"joint": both.death.held.reference, "because": "One child."}, follow=True)
    shown = done.content.decode()
    assert "It is held jointly from now on." in shown and "One meeting, held jointly with" in shown
    assert "Hold it jointly with another review" not in shown
