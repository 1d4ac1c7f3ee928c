"""Meetings of this room that were held: which a step may rest on, who was there and who not, and the agencies' reports."""

import datetime
from dataclasses import dataclass
from typing import Any

from sharedduty.foundations.access.api import Appointment, Viewer
from sharedduty.foundations.gatherings.api import Gathering, GatheringView, of_record, view_of
from sharedduty.modules.child_protection.models import Discussion, PlanMeeting, ProtectionPlan, ReportShared

CONFERENCES = ("initial_conference", "review_conference")
OWN = ("chair", "social_worker")  # who reads the reports, and whose own report is written on the record
REPORT = "_report"  # how the code of an agency's report to a conference ends (process.py)


def held_and_not_taken_in(viewer: Viewer, reference: str, kind: str) -> list[Gathering]:
    """Meetings of a kind about a record that were really held and that this record has not taken in, the earliest first.

    A meeting about brothers and sisters together is taken in once for each of them.
    """
    taken: Any = PlanMeeting.objects.filter(plan__reference=reference).values("meeting")
    if kind == "initial_conference":
        taken = ProtectionPlan.objects.filter(protection__reference=reference).values("conference")
    elif kind == "strategy_discussion":
        taken = Discussion.objects.filter(protection__reference=reference).values("meeting")
    found = of_record(viewer, reference).filter(kind=kind, stage="held")
    return list(found.exclude(reference__in=taken).order_by("began_at", "pk"))


@dataclass(frozen=True)
class MeetingFacts:
    """What a step needs to know of a meeting that was held.

    `actions` counts those about this child. `there` holds the capacities of whoever was there. `absent` names practitioners
    who neither came, nor sent somebody, nor wrote; `unheard` everybody who did not come and gave no view.
    """

    held_at: datetime.datetime
    quorate: bool
    actions: int
    chair_id: int | None
    there: frozenset[str] = frozenset()
    absent: tuple[str, ...] = ()
    unheard: tuple[str, ...] = ()


def facts_of(viewer: Viewer, meeting: Gathering, reference: str) -> MeetingFacts:
    """The facts of a meeting that was held, for one of the records it was about; never typed again."""
    seen: GatheringView = view_of(viewer, meeting)
    standing = [one.invitation for one in seen.invited if not one.invitation.withdrawn_at]
    chairs = [one.appointment_id for one in standing if one.chairs]
    about = [one for one in seen.parts if one.part.record == reference]
    there = {one.invitation_id for one in seen.attendances}
    wrote = {view.invitation_id for part in about for view in part.part.views.all()}
    reported = {paper.sent_by_id for part in about for paper in part.papers}
    missing = [one for one in standing if one.pk not in there | wrote]
    return MeetingFacts(
        held_at=meeting.began_at or meeting.starts_at, quorate=bool(seen.finding and seen.finding.quorate),
        actions=sum(len(part.actions) for part in about), chair_id=chairs[0] if chairs else None,
        there=frozenset(one.capacity for one in seen.attendances), unheard=tuple(one.name for one in missing),
        absent=tuple(one.name for one in missing if not one.family and one.pk not in reported),
    )  # fmt: skip


def meeting_called(viewer: Viewer, reference: str) -> Gathering | None:
    """A meeting in sight by its reference."""
    return Gathering.objects.filter(room="child_protection", reference=reference).first() if reference else None


@dataclass(frozen=True)
class ReportLine:
    """One practitioner asked for a report to a conference: whether it came, and whether the parents have it."""

    name: str
    capacity: str
    paper: str
    title: str
    received_at: datetime.datetime | None
    shared: ReportShared | None


def report_lines(viewer: Viewer, reference: str) -> list[ReportLine]:
    """The reports to the latest conference or review about a record that was not cancelled, one line a practitioner."""
    meeting = of_record(viewer, reference).filter(kind__in=CONFERENCES).exclude(stage="cancelled").first()
    return reports_to(viewer, meeting, reference) if meeting else []


def reports_to(viewer: Viewer, meeting: Gathering, reference: str) -> list[ReportLine]:
    """The reports to one conference, one line for each practitioner invited from another agency."""
    seen = view_of(viewer, meeting)
    papers = {
        paper.sent_by_id: paper
        for part in seen.parts
        if part.part.record == reference
        for paper in part.papers
        if paper.code.endswith(REPORT)
    }
    decided = {one.paper: one for one in ReportShared.objects.filter(record=reference).order_by("decided_at", "pk")}
    lines = []
    for one in seen.invited:
        who = one.invitation
        if who.family or who.withdrawn_at or who.capacity in OWN:
            continue
        paper = papers.get(who.pk)
        lines.append(
            ReportLine(
                who.name, one.capacity, paper.reference if paper else "", paper.title if paper else "",
                paper.circulated_at if paper else None, decided.get(paper.reference) if paper else None,
            )
        )  # fmt: skip
    return lines


def undecided_reports(viewer: Viewer, reference: str) -> dict[str, str]:
    """The reports received of which nobody decided yet whether the parents have them, by reference."""
    return {
        one.paper: f"{one.title}, {one.name}" for one in report_lines(viewer, reference) if one.paper and not one.shared
    }


def one_account(viewer: Viewer, first: int | None, second: int | None) -> bool:
    """Whether two appointments are held by one person."""
    if first is None or second is None:
        return False
    return Appointment.objects.filter(pk__in={first, second}).values("account_id").distinct().count() == 1
