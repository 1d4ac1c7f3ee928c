"""Reading protection records and plans: lists, one record as its page shows it, and what a step may rest on."""

import datetime
from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet
from django.utils import timezone

from sharedduty.foundations.access.api import Appointment, Viewer
from sharedduty.foundations.gatherings.api import Action, Gathering, of_record
from sharedduty.foundations.guidance.api import outcomes
from sharedduty.foundations.journal.api import record_sight
from sharedduty.foundations.process.api import Clock, Handover, Move, Task, tasks
from sharedduty.foundations.requests.api import InformationRequest, left_words, of_enquiry, state_of
from sharedduty.foundations.requests.api import agencies as askable
from sharedduty.modules.assessment.api import Standing, standing
from sharedduty.modules.child_protection.models import (
    ConferenceRequest,
    Discussion,
    FamilyPreparation,
    HelpAfter,
    Judgement,
    PlanContact,
    PlanItem,
    PlanMeeting,
    PlanSupervision,
    PlanVersion,
    ProtectionPlan,
    ProtectionRecord,
    WorkerReport,
)
from sharedduty.modules.child_protection.process import ENDED, ENQUIRY, ON_PLAN, PLAN
from sharedduty.modules.child_protection.queries.asking import of_enquiry_record
from sharedduty.modules.child_protection.queries.births import birth_elsewhere
from sharedduty.modules.child_protection.queries.clocks import Limit, limits_of
from sharedduty.modules.child_protection.queries.glance import (
    Glance,
    last_seen,
    late_actions,
    late_items,
    late_limits,
    late_reports,
    late_supervision,
    late_visit,
    next_line,
    to_be_seen,
)
from sharedduty.modules.child_protection.queries.held import ReportLine, meeting_called, report_lines
from sharedduty.modules.front_door import api as front_door

OPEN = [stage.code for stage in ENQUIRY.stages if not stage.ends]


def record_by_reference(viewer: Viewer, reference: str) -> ProtectionRecord | None:
    """One protection record; None where there is none in this viewer's sight."""
    held = ProtectionRecord.objects.select_related("case_file", "team", "worker__post", "worker__account", "person")
    return held.prefetch_related("work").filter(reference=reference).first()


def plan_by_reference(viewer: Viewer, reference: str) -> ProtectionPlan | None:
    """One plan; None where there is none in this viewer's sight."""
    held = ProtectionPlan.objects.select_related(
        "case_file", "protection__team", "protection__person",
        "lead_worker__account", "lead_worker__post", "chair__account", "protection__worker",
    )  # fmt: skip
    return held.filter(reference=reference).first()


def from_handover(viewer: Viewer, reference: str) -> ProtectionRecord | None:
    """The record a hand-over led to; None where it led to none in sight."""
    return ProtectionRecord.objects.filter(from_handover=reference).first()


def handover_to_start(viewer: Viewer, reference: str) -> Handover | None:
    """An open hand-over in this viewer's sight."""
    return Handover.objects.select_related("case_file").filter(reference=reference, closed_at__isnull=True).first()


def open_records(viewer: Viewer) -> QuerySet[ProtectionRecord]:
    """The strategy discussions and enquiries in sight that are not closed, the oldest first."""
    found = ProtectionRecord.objects.filter(stage__in=OPEN).select_related("worker__account")
    return found.order_by("opened_at", "pk")


def plans_today(viewer: Viewer) -> QuerySet[ProtectionPlan]:
    """Every child in sight who has a plan today, by name."""
    found = ProtectionPlan.objects.filter(stage__in=ON_PLAN).select_related("protection", "lead_worker__account")
    return found.order_by("protection__child_name", "pk")


def plans_to_end(viewer: Viewer) -> QuerySet[ProtectionPlan]:
    """Plans that ended and of which the agencies are still to be told."""
    return ProtectionPlan.objects.filter(stage__in=ENDED).select_related("protection").order_by("ended_at", "pk")


def next_clocks(viewer: Viewer, references: list[str]) -> dict[str, Clock]:
    """The clock that runs out next of each of these records and plans, by reference."""
    running = Clock.objects.filter(record__in=references, met_at__isnull=True, stopped_at__isnull=True)
    held: dict[str, Clock] = {}
    for clock in running.order_by("due_at", "pk"):
        held.setdefault(clock.record, clock)
    return held


@dataclass(frozen=True)
class Asked:
    """One request to an agency as a page shows it: how far it is, and what is left of its time, in words."""

    request: InformationRequest
    state: str
    left: str


@dataclass
class RecordView:
    """One protection record as its page shows it."""

    record: ProtectionRecord
    stage: str
    discussions: list[Discussion]
    work: list[Any]
    judgements: list[Judgement]
    moves: list[Move]
    clocks: list[Limit]
    plans: list[ProtectionPlan]
    meetings: list[Gathering]
    actions: list[Action]
    tasks: list[Task]
    history: list[ProtectionPlan]
    reports: list[ReportLine]
    written: list[WorkerReport]
    prepared: list[FamilyPreparation]
    help_after: list[HelpAfter]
    protections: list[Any]
    together: list[ProtectionRecord]
    assessment: Standing | None
    asked: list[Asked]
    may_ask: list[ConferenceRequest]
    born_elsewhere: datetime.date | None

    @property
    def glance(self) -> Glance:
        """The case in ten seconds."""
        awaited = self.record.reports_by_on if self.record.stage == "conference_due" else None
        late = late_limits(self.clocks) + late_actions(self.actions) + late_reports(self.reports, awaited)
        late += [f"answer of {one.request.asked_organisation.name}" for one in self.asked if one.state == "late"]
        return Glance(next_line(self.clocks), tuple(late), last_seen(self.work, [], self.assessment))


def open_record(viewer: Viewer, record: ProtectionRecord) -> RecordView:
    """Read a whole protection record, and journal that the viewer opened it."""
    resting, asked = standing(viewer, record.assessment), asked_of_agencies(viewer, record)
    may_ask = of_enquiry_record(viewer, record)
    files = [
        record.case_file_id,
        *(one.case_file_id for one in may_ask),
        *(resting.files if resting else ()),
        *(one.request.case_file_id for one in asked),
    ]
    record_sight(
        by=viewer, verb="opened", object_type="protection record", object_ref=record.reference, files=sorted(set(files))
    )
    return RecordView(
        record=record, stage=ENQUIRY.stage(record.stage).title, discussions=list(record.discussions.order_by("number")),
        work=list(record.work.all()), judgements=_judgements(record.reference), moves=_moves(record.reference),
        clocks=limits_of(viewer, record.reference), plans=list(record.plans.order_by("held_at", "pk")),
        meetings=list(of_record(viewer, record.reference)),
        actions=_actions(record.reference), tasks=_tasks(record), history=plans_of_child(viewer, record),
        reports=report_lines(viewer, record.reference), written=list(record.reports.order_by("-written_at", "-pk")),
        prepared=list(record.preparations.order_by("-recorded_at", "-pk")),
        help_after=list(record.help_after.order_by("-recorded_at", "-pk")),
        protections=immediate_protections(viewer, record), together=brothers_and_sisters(viewer, record),
        assessment=resting, asked=asked, may_ask=may_ask, born_elsewhere=birth_elsewhere(viewer, record),
    )  # fmt: skip


def _tasks(record: ProtectionRecord) -> list[Task]:
    """What has to be on record before the step that comes next: the enquiry's work, or what a conference needs."""
    needed = {"s47_started": "finish enquiries", "conference_due": "hold conference"}.get(record.stage)
    return [one for one in tasks(ENQUIRY, record) if one.needed_by == needed]


def immediate_protections(viewer: Viewer, record: ProtectionRecord) -> list[Any]:
    """What was done at once to protect this child, from the contact the record came from, where it is in sight (WT-IMM)."""
    contact = front_door.contact_by_reference(viewer, record.from_record) if record.from_record else None
    if contact is None:
        return []
    found = [
        one for child in contact.children.all() if str(child) == record.child_name for one in child.protections.all()
    ]
    return sorted(found, key=lambda one: one.recorded_at)


def about_child(viewer: Viewer, record: ProtectionRecord) -> dict[str, Any]:
    """How the child is described to an agency that is asked: as the contact has it, and nothing of the enquiries."""
    handover = Handover.objects.filter(reference=record.from_handover).first() if record.from_handover else None
    known = {
        "names": record.child_name, "birth_on": record.birth_on.isoformat() if record.birth_on else "",
        "unborn": record.unborn, "expected_on": record.expected_on.isoformat() if record.expected_on and record.unborn else "",
    }  # fmt: skip
    return {**(front_door.about_child(viewer, handover.about) if handover else {}), **known}


def agencies(viewer: Viewer, record: ProtectionRecord) -> tuple[dict[str, Any], dict[str, Any]]:
    """The teams that can be asked about this child, by key: those near the child first, then all others."""
    told = about_child(viewer, record)
    return askable(viewer, area_id=record.area_id, own_team_id=record.team_id, told=told)


def asked_of_agencies(viewer: Viewer, record: ProtectionRecord) -> list[Asked]:
    """What agencies were asked for these enquiries, and for the assessment they rest on."""
    now = timezone.now()
    found = [one for name in (record.reference, record.assessment) if name for one in of_enquiry(viewer, name)]
    return [Asked(one, state_of(one, now), left_words(one, now)) for one in found]


def brothers_and_sisters(viewer: Viewer, record: ProtectionRecord) -> list[ProtectionRecord]:
    """The other children of the same contact whose records stand at the same stage: one meeting may be about all of them.

    At most 20.
    """
    if not record.from_record:
        return []
    others = ProtectionRecord.objects.filter(from_record=record.from_record, team_id=record.team_id, stage=record.stage)
    return list(others.exclude(pk=record.pk).order_by("birth_on", "pk")[:20])


def plans_together(viewer: Viewer, plan: ProtectionPlan) -> list[ProtectionPlan]:
    """The plans of brothers and sisters from the same contact that stand at the same stage; at most 20."""
    if not plan.protection.from_record:
        return []
    others = ProtectionPlan.objects.filter(
        protection__from_record=plan.protection.from_record,
        protection__team_id=plan.protection.team_id,
        stage=plan.stage,
    ).exclude(pk=plan.pk)
    return list(others.select_related("protection").order_by("protection__birth_on", "pk")[:20])


def plans_of_child(viewer: Viewer, record: ProtectionRecord) -> list[ProtectionPlan]:
    """Every plan in sight that this child ever had, the latest first: the same person, where they were identified."""
    same = {"protection__person_id": record.person_id} if record.person_id else {"protection": record}
    return list(
        ProtectionPlan.objects.filter(**same)
        .exclude(began_at=None)
        .select_related("protection")
        .order_by("-began_at", "-pk")
    )


@dataclass
class PlanView:
    """One plan as its page shows it."""

    plan: ProtectionPlan
    stage: str
    members: list[Any]
    items: list[PlanItem]
    meetings: list[PlanMeeting]
    called: list[Gathering]
    actions: list[Action]
    judgements: list[Judgement]
    moves: list[Move]
    clocks: list[Limit]
    tasks: list[Task]
    notices: list[Any]
    reports: list[ReportLine]
    written: list[WorkerReport]
    versions: list[PlanVersion]
    contacts: list[PlanContact]
    supervisions: list[PlanSupervision]
    assessment: Standing | None
    born_elsewhere: datetime.date | None
    work: list[Any]

    @property
    def reports_over(self) -> bool:
        """Whether the review that the agencies' reports were for was held: what did not come by then does not come."""
        last = next((one for one in self.called if one.kind == "review_conference" and one.stage != "cancelled"), None)
        return last is not None and last.stage == "held"

    @property
    def glance(self) -> Glance:
        """The case in ten seconds. Once the plan has ended nothing of it is late any more."""
        seen = last_seen(self.work, self.contacts, self.assessment)
        if self.plan.ended_at or not self.plan.began_at:
            return Glance(next_line(self.clocks), tuple(late_limits(self.clocks)), seen)
        see_by = to_be_seen(self.plan, self.contacts)
        late = late_limits(self.clocks) + late_visit(see_by) + late_items(self.items) + late_actions(self.actions)
        return Glance(next_line(self.clocks), tuple(late + late_supervision(self.supervisions)), seen, see_by)


def open_plan(viewer: Viewer, plan: ProtectionPlan) -> PlanView:
    """Read a whole plan, and journal that the viewer opened it."""
    resting = standing(viewer, plan.protection.assessment)
    files = [plan.case_file_id, *(resting.files if resting else ())]
    record_sight(by=viewer, verb="opened", object_type="protection plan", object_ref=plan.reference, files=files)
    return PlanView(
        plan=plan, stage=PLAN.stage(plan.stage).title, members=list(plan.members.order_by("joined_at", "pk")),
        items=list(plan.items.order_by("due_on", "pk")), meetings=list(plan.meetings.order_by("held_at", "pk")),
        called=list(of_record(viewer, plan.reference)), actions=_actions(plan.reference),
        judgements=_judgements(plan.reference, plan.protection.reference),
        moves=_moves(plan.reference), clocks=limits_of(viewer, plan.reference),
        tasks=tasks(PLAN, plan) if plan.stage == "conference_held" else [], notices=list(plan.notices.order_by("pk")),
        reports=report_lines(viewer, plan.reference),
        written=list(plan.protection.reports.filter(for_review=True).order_by("-written_at", "-pk")),
        versions=list(plan.versions.order_by("-number")), contacts=list(plan.contacts.order_by("-done_at", "-pk")),
        supervisions=list(plan.supervisions.select_related("recorded_by__account").order_by("-held_on", "-pk")),
        assessment=resting, born_elsewhere=birth_elsewhere(viewer, plan.protection),
        work=list(plan.protection.work.filter(kind="child_seen")),
    )  # fmt: skip


def _judgements(reference: str, record: str = "") -> list[Judgement]:
    """What was decided on a record or plan, the latest first; of the `record` a plan belongs to, the birth alone."""
    found = Q(record=reference) | Q(record=record, verb="record_birth") if record else Q(record=reference)
    return list(Judgement.objects.filter(found).select_related("decided_by__post").order_by("-decided_at", "-pk"))


def _actions(reference: str) -> list[Action]:
    """Who was to do what by when, as agreed in the meetings about a record, the soonest first (WT-STR-08, WT-STR-10)."""
    return list(
        Action.objects.filter(part__record=reference)
        .select_related("owner", "part__gathering")
        .order_by("due_on", "pk")
    )


def _moves(reference: str) -> list[Move]:
    return list(Move.objects.filter(record=reference).order_by("-moved_at", "-pk"))


def to_be_told(viewer: Viewer, plan: ProtectionPlan) -> dict[str, str]:
    """Those invited to the initial conference for an agency: from invitations, not attendance (WT-END-05)."""
    meeting = meeting_called(viewer, plan.conference)
    if meeting is None:
        return {}
    invited = meeting.invitations.filter(family=False, withdrawn_at__isnull=True).order_by("invited_at", "pk")
    return {
        one.reference: f"{one.name}{', ' + one.organisation_name if one.organisation_name else ''}" for one in invited
    }


def categories() -> dict[str, str]:
    """The categories a plan may be made under, of the editions in force today."""
    return {one.code: one.label for one in outcomes("protection.category")}


def social_workers(viewer: Viewer) -> dict[str, str]:
    """Who may be lead social worker: those in post as social workers in the viewer's team, by appointment."""
    held = Appointment.objects.filter(
        role="social_worker", post__team_id=viewer.team_id or 0, approved_at__isnull=False, ended_at__isnull=True,
        account__is_active=True,
    ).select_related("account", "post").order_by("account__name", "pk")  # fmt: skip
    return {str(one.pk): f"{one.account.name}, {one.post.title}" for one in held}


def open_items(plan: ProtectionPlan) -> dict[str, str]:
    """The lines of a plan that still stand, by reference."""
    return {
        one.reference: one.change[:120] for one in plan.items.filter(closed_at__isnull=True).order_by("due_on", "pk")
    }
