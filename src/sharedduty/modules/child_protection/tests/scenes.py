"""One invented child from a contact to wherever a test needs the case to be, driven by the room's own actions."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.utils import timezone

from sharedduty.foundations.access.api import Appointment, Viewer, seen_by
from sharedduty.foundations.gatherings import actions as meetings
from sharedduty.foundations.gatherings.api import Gathering, GatheringUse
from sharedduty.foundations.process.api import Handover
from sharedduty.modules.child_protection.actions import conferring, discussing, enquiring, planning
from sharedduty.modules.child_protection.models import ProtectionPlan, ProtectionRecord
from sharedduty.modules.child_protection.process import CONFERENCE, CORE_GROUP, REVIEW, STRATEGY
from sharedduty.modules.child_protection.queries.meetings import MEETINGS, about_record
from sharedduty.modules.front_door.tests.partnership import Partnership, decide_all, make_partnership, prepare

HOUR = datetime.timedelta(hours=1)


def an_hour_ago_today() -> datetime.datetime:
    """An hour ago, or just after midnight if that was yesterday: what was done today, whenever the tests are run."""
    now = timezone.localtime()
    return max(now - HOUR, now.replace(hour=0, minute=0, second=0, microsecond=0))


NEEDED = (
    "child_seen", "parents", "history", "other_children", "welfare_strand", "police_strand", "health", "criminal_decision",
    "evidence_shared",
)  # fmt: skip
THREE = (("social_worker", "social_worker"), ("health", "health_mash"), ("police", "police_mash"))
DISCUSSED: dict[str, Any] = {
    "cause": "Bruises that nobody explains.", "information_shared": "The school saw bruises twice.",
    "criminal_investigation": "None for now.", "risk": "High until the child was seen.", "medical": "None is needed.",
    "designated": "Not needed.", "looked_after": "no", "not_there_because": "School holidays; the referrer wrote.",
    "family_told": "told", "family_told_note": "", "may_decide": "yes", "gap_because": "",
}  # fmt: skip
CONFERENCE_PEOPLE = (("chair", "conference_chair"), *THREE)
STARTED = {
    "joint": "yes",
    "police_lead": "A sergeant",
    "information_needed": "From the hospital.",
    "legal_action": "None needed now.",
    "reasons": "Reasonable cause stands.",
}
WHY = {"reasons": "Because of what was found."}
MADE = {
    "category": "neglect",
    "lead_body": "csc",
    "reasons": "Likely to suffer.",
    "legal_action": "None needed now.",
    "foreign_link": "no",
    "embassy": "",
}
HELP = {
    "talked_over": "With Robin, his mother and the school.",
    "services": "A family worker, weekly.",
    "look_again": "Whether he is fed each morning.",
    "look_again_on": datetime.date(2027, 2, 1),
    "answers_for_it": "A. Worker",
}
READY = {
    "child_ready": "He drew what he wants said.",
    "parents_ready": "Told what it is for and who comes.",
    "advocate": "taken",
    "advocate_because": "",
    "supporter": "A friend",
}
REPORT = {
    "harm": "Two injuries.",
    "needs": "He needs to be safe.",
    "context": "An aunt helps.",
    "analysis": "The risk is high.",
    "recommendation": "A plan.",
    "not_shared_because": "",
}
FIT = {"chair_independent": "yes", "chair_met_family_on": None, "chair_not_met_because": "They came late."}
DETAIL = {
    "child_agrees": "yes",
    "child_said": "",
    "circulated_to": "Everybody in the core group",
    "offender": "no",
    "offender_plan": "",
    "contributions": "The health visitor wrote how he grows; the school how he learns.",
}
LINE = {
    "aim": "develops", "change": "Robin is fed each morning", "measure": "Five mornings a week, seen by school",
    "owner": "Mother",
    "due_on": datetime.date(2027, 3, 1),
}  # fmt: skip


def days_of(plan: ProtectionPlan) -> dict[str, datetime.date]:
    """The days a conference sets, as early as can be."""
    return dict.fromkeys(("core_group_on", "detail_by_on", "review_on"), timezone.localdate(plan.held_at))


@dataclass
class Case:
    """The partnership and the hand-over the case starts from; every method acts as the social worker."""

    house: Partnership
    handover: str

    @property
    def worker(self) -> Viewer:
        """The social worker who leads it."""
        return self.house.post_holder("social_worker")

    def opened_all(self) -> list[ProtectionRecord]:
        """The records of every child of the contact, each opened from its own hand-over."""
        with seen_by(self.worker):
            first = Handover.objects.get(reference=self.handover)
            found = Handover.objects.filter(from_record=first.from_record, start=first.start).order_by("pk")
            return [discussing.open_from_handover(by=self.worker, handover=one) for one in found]

    def opened(self) -> ProtectionRecord:
        """The record, opened from the hand-over."""
        with seen_by(self.worker):
            return discussing.open_from_handover(by=self.worker, handover=Handover.objects.get(reference=self.handover))

    def meeting(
        self, about: str, use: GatheringUse = STRATEGY, people: Iterable[tuple[str, str]] = THREE, *,
        at: datetime.datetime | None = None, action: bool = True, absent: Iterable[str] = (),
        family: Iterable[tuple[str, str]] = (),
    ) -> Gathering:  # fmt: skip
        """A meeting called, held by people (capacity, role) and family (capacity, name), and ended, quorate or gone on with."""
        by, began = self.worker, at or an_hour_ago_today()
        with seen_by(by):
            record = about_record(by, about)
            assert record is not None
            made = meetings.call(
                by=by, room=MEETINGS, use=use, about=record, purpose="To decide", starts_at=began, ends_at=began + HOUR,
                mode="video",
            )  # fmt: skip
            invited = [
                meetings.invite(by=by, gathering=made, capacity=capacity, appointment=self.appointment(role))
                for capacity, role in people
            ]
            invited += [meetings.invite(by=by, gathering=made, capacity=part, name=name) for part, name in family]
            meetings.begin(by=by, gathering=made, at=began)
            for one in [one for one in invited if one.capacity not in absent]:
                meetings.came(by=by, gathering=made, invitation=one, at=began)
            finding = meetings.judge_quorum(by=by, gathering=made)
            if not finding.quorate:
                meetings.decide_on_quorum(
                    by=by, finding=finding, go_on=True, decided_by_name="A manager", because="Urgent."
                )
            if action:
                meetings.agree_action(
                    by=by,
                    part=made.parts.get(record=about),
                    what="See the child",
                    owner=invited[0],
                    due_on=timezone.localdate(),
                )
            meetings.end(by=by, gathering=made, at=began + HOUR / 2)
            return made

    def appointment(self, role: str) -> Appointment:
        """The appointment of a role's holder."""
        holder = self.house.post_holder(role)
        return Appointment.objects.select_related("account", "post__team__organisation").get(pk=holder.appointment_id)

    def discussed(self, record: ProtectionRecord, people: Iterable[tuple[str, str]] = THREE, **more: Any) -> Gathering:
        """A strategy discussion held and taken in; `at` and `action` go to the meeting, the rest to what is written."""
        of_meeting = {name: more.pop(name) for name in ("at", "action") if name in more}
        made = self.meeting(record.reference, people=people, **of_meeting)
        with seen_by(self.worker):
            discussing.take_in_discussion(
                by=self.worker, record=record, given={**DISCUSSED, "meeting": made.reference, **more}
            )
            record.refresh_from_db()
        return made

    def started(self, **more: Any) -> ProtectionRecord:
        """Section 47 enquiries started from one quorate discussion."""
        record = self.opened()
        self.discussed(record, **more)
        with seen_by(self.worker):
            discussing.start_enquiries(by=self.worker, record=record, given=STARTED)
            record.refresh_from_db()
        return record

    def enquired(self) -> ProtectionRecord:
        """Every thing of the enquiry on record, and the enquiries made."""
        return self.enquire(self.started())

    def enquire(self, record: ProtectionRecord) -> ProtectionRecord:
        """The same for a record whose enquiries have started."""
        for kind in NEEDED:
            self.work(record, kind)
        self.take(record, "finish_enquiries")
        return record

    def work(self, record: ProtectionRecord, kind: str, **more: Any) -> None:
        """One thing done in the enquiry."""
        given = {
            "kind": kind,
            "done_at": timezone.now() - HOUR,
            "worker": "A. Worker",
            "alone": "yes",
            "parents_knew": "yes",
            "text": "It was done.",
        }
        with seen_by(self.worker):
            enquiring.record_work(by=self.worker, record=record, given={**given, **more})
            record.refresh_from_db()

    def take(self, record: ProtectionRecord, verb: str, **more: Any) -> None:
        """One plain step of the enquiry."""
        with seen_by(self.worker):
            enquiring.take(by=self.worker, record=record, verb=verb, given={**WHY, **more})
            record.refresh_from_db()

    def concluded(self, outcome: str) -> ProtectionRecord:
        """The enquiries made and their outcome decided."""
        return self.conclude(self.started(), outcome)

    def conclude(self, record: ProtectionRecord, outcome: str) -> ProtectionRecord:
        """The same for a record whose enquiries have started."""
        self.enquire(record)
        with seen_by(self.worker):
            enquiring.decide_outcome(
                by=self.worker, record=record, given={**WHY, "outcome": outcome, "late_because": "Entered later."}
            )
            record.refresh_from_db()
        return record

    def conferred(self, **more: Any) -> ProtectionPlan:
        """The initial conference held and taken in."""
        return self.confer(self.concluded("substantiated"), **more)

    def confer(self, record: ProtectionRecord, **more: Any) -> ProtectionPlan:
        """The same for a record whose concerns are substantiated."""
        self.convened(record)
        self.ready(record)
        made = self.meeting(record.reference, CONFERENCE, CONFERENCE_PEOPLE, **more)
        with seen_by(self.worker):
            plan = conferring.take_in_conference(
                by=self.worker, record=record, given={**FIT, "meeting": made.reference}
            )
            return ProtectionPlan.objects.get(pk=plan.pk)

    def convened(self, record: ProtectionRecord, **more: Any) -> None:
        """The conference convened for today."""
        days = dict.fromkeys(("conference_by_on", "reports_by_on"), timezone.localdate())
        with seen_by(self.worker):
            conferring.convene(
                by=self.worker, record=record, given={**WHY, **days, "specialists": "None needed.", **more}
            )
            record.refresh_from_db()

    def ready(self, record: ProtectionRecord) -> None:
        """The family prepared, and the social worker's report written and shared."""
        today = timezone.localdate()
        with seen_by(self.worker):
            conferring.prepare_family(by=self.worker, record=record, given={**READY, "prepared_on": today})
            record.refresh_from_db()
            conferring.write_report(by=self.worker, record=record, given={**REPORT, "shared_on": today})
            record.refresh_from_db()

    def help_goes_on(self, record: ProtectionRecord, **more: Any) -> None:
        """Help goes on without a conference."""
        with seen_by(self.worker):
            enquiring.continue_help(by=self.worker, record=record, given={**WHY, **HELP, **more})
            record.refresh_from_db()

    def planned(self, **more: Any) -> ProtectionPlan:
        """A plan made, with its core group and one line."""
        return self.plan_after(self.conferred(**more))

    def plan_after(self, plan: ProtectionPlan) -> ProtectionPlan:
        """The same after a conference that was held."""
        with seen_by(self.worker):
            planning.add_member(
                by=self.worker, plan=plan, given={"name": "Sam Testwick", "part": "Mother", "family": "yes"}
            )
            planning.add_item(by=self.worker, plan=plan, given=LINE)
            lead = str(self.worker.appointment_id)
            planning.make_plan(by=self.worker, plan=plan, given={**MADE, **days_of(plan), "lead_worker": lead})
            plan.refresh_from_db()
        return plan

    def record(self, plan: ProtectionPlan) -> ProtectionRecord:
        """The record a plan belongs to."""
        with seen_by(self.worker):
            return ProtectionRecord.objects.get(pk=plan.protection_id)

    def met(self, plan: ProtectionPlan, verb: str, **more: Any) -> None:
        """A core group or review held and taken in."""
        review = planning.MEETINGS[verb][0] == "review_conference"
        people = CONFERENCE_PEOPLE if review else (("lead", "social_worker"),)
        if review:
            with seen_by(self.worker):
                given = {**REPORT, "shared_on": timezone.localdate()}
                conferring.write_report(by=self.worker, record=plan, given=given)
                plan.refresh_from_db()
        made = self.meeting(plan.reference, REVIEW if review else CORE_GROUP, people, **more)
        with seen_by(self.worker):
            planning.take_in_meeting(
                by=self.worker, plan=plan, verb=verb, given={"meeting": made.reference, "found": "Better."}
            )
            plan.refresh_from_db()

    def plan_step(self, plan: ProtectionPlan, verb: str, **more: Any) -> None:
        """One plain step of the plan."""
        with seen_by(self.worker):
            planning.take(by=self.worker, plan=plan, verb=verb, given={**WHY, **more})
            plan.refresh_from_db()

    def detailed(self) -> ProtectionPlan:
        """The first core group met and the plan in detail."""
        plan = self.planned()
        self.met(plan, "hold_first_core_group")
        return self.detail(plan)

    def detail(self, plan: ProtectionPlan) -> ProtectionPlan:
        """The plan written in detail."""
        today = timezone.localdate()
        with seen_by(self.worker):
            given = {**WHY, **DETAIL, "explained_on": today, "circulated_on": today}
            planning.write_in_detail(by=self.worker, plan=plan, given=given)
            plan.refresh_from_db()
        return plan

    def go_on(self, plan: ProtectionPlan) -> ProtectionPlan:
        """After a review: the plan goes on."""
        with seen_by(self.worker):
            last = plan.meetings.filter(kind="review_conference").latest("held_at")
            planning.go_on(by=self.worker, plan=plan, given={**WHY, "review_on": timezone.localdate(last.held_at)})
            plan.refresh_from_db()
        return plan

    def continued(self) -> ProtectionPlan:
        """The first review held, and the plan goes on."""
        plan = self.detailed()
        self.met(plan, "hold_first_review")
        return self.go_on(plan)


def make_case(
    yes: tuple[str, ...] = ("significant_harm",), *, house: Partnership | None = None, name: str = "Robin",
    also: tuple[str, ...] = (),
) -> Case:  # fmt: skip
    """A contact about one child (and those `also` on it), decided so that a strategy discussion is handed over for each."""
    house = house or make_partnership()
    reference = house.contact(name, *also)
    by = house.post_holder("front_door_worker")
    with seen_by(by):
        contact = house.held(by, reference)
        prepare(by, contact)
        decide_all(
            by, contact, yes=yes, level=4, level4_category="Child in need of protection", health_without_services="Harmed.",
            effect_of_services="Safer.",
        )  # fmt: skip
    worker = house.post_holder("social_worker")
    with seen_by(worker):
        found = Handover.objects.filter(from_record=reference, start__startswith="strategy discussion").order_by("pk")
        return Case(house, found[0].reference)
