"""Escalations as their pages show them."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone

from sharedduty.foundations.access.api import Appointment, Viewer
from sharedduty.foundations.gatherings.api import Gathering
from sharedduty.foundations.guidance.api import NoNumber, UnknownClock, due
from sharedduty.foundations.journal.api import record_sight
from sharedduty.foundations.notices.models import Notice
from sharedduty.foundations.plain.references import NotAReference, normalise_reference
from sharedduty.foundations.plain.words import time_left
from sharedduty.foundations.process.api import Clock, ClockLine, Move, Task, clock_line, files_of, href, tasks
from sharedduty.modules.escalation.models import (
    Ending,
    Escalation,
    Participant,
    PlannedAction,
    StageRun,
    WrittenCopy,
)
from sharedduty.modules.escalation.process import PROCESS
from sharedduty.modules.escalation.queries.choices import topics
from sharedduty.modules.escalation.queries.meetings import meetings_of
from sharedduty.modules.escalation.rules import PARTS, STAGES

PREFIX = "ES"
CLOCKS = {number: f"escalation.stage{number}" for number in (1, 2, 3, 4)}
GUIDE = "escalation.guide"
MOST = 50
LISTS = {"open": ("one", "two", "three", "four", "referred"), "ended": ("settled", "closed", "withdrawn")}
TITLES = {1: "the two workers", 2: "line managers", 3: "senior managers", 4: "the chair", 5: "the Secretary of State"}


@dataclass(frozen=True)
class CopyLine:
    """What somebody had in writing, and what became of the message."""

    copy: WrittenCopy
    notice: Notice | None


@dataclass(frozen=True)
class RunView:
    """One stage with everything recorded in it."""

    run: StageRun
    title: str
    people: list[Participant]
    talks: list[Any]
    planned: list[PlannedAction]
    copies: list[CopyLine]


@dataclass
class EscalationView:
    """Everything on an escalation's page."""

    escalation: Escalation
    stage: str
    topic: str
    about_href: str
    clocks: list[ClockLine]
    tasks: list[Task]
    runs: list[RunView]
    tiers: list[Any]
    told: list[Any]
    logged: list[Any]
    taken: list[Any]
    advice: list[Any]
    referrals: list[Any]
    endings: list[Ending]
    debriefs: list[Any]
    meetings: list[Gathering]
    moves: list[tuple[Move, str]]
    decider: Participant | None

    @property
    def late(self) -> list[str]:
        """What is late, in words; empty when nothing is."""
        return [f"{one.clock.title}, {one.left}" for one in self.clocks if one.state == "late"]

    @property
    def ending(self) -> Ending | None:
        """How it ended; None while it goes on."""
        return self.endings[-1] if self.endings else None


def escalations() -> QuerySet[Escalation]:
    """Escalations with what every page names of them."""
    return Escalation.objects.select_related(
        "case_file", "area", "raised_for", "against", "raised_by__account", "raised_by__post__team__organisation"
    )


def by_reference(viewer: Viewer, reference: str) -> Escalation | None:
    """The escalation with this reference; None where it does not exist or is out of sight."""
    try:
        known = normalise_reference(reference, prefix=PREFIX)
    except NotAReference:
        return None
    return escalations().filter(reference=known).first()


def appointment_of(viewer: Viewer) -> Appointment:
    """The appointment the viewer acts in. Raises PermissionDenied for one who holds no post."""
    return Appointment.objects.select_related("account", "post__team__organisation").get(pk=viewer.holding)


def limit_on(key: str, at: datetime.datetime) -> datetime.date | None:
    """The last day of a limit that begins at a moment, by the editions in force; None where none has it."""
    try:
        return timezone.localdate(due(key, at).due)
    except (UnknownClock, NoNumber):  # said in the docstring
        return None


def running_clock(viewer: Viewer, held: Escalation, number: int) -> Clock | None:
    """The running limit of a stage; None where it has none."""
    return Clock.objects.filter(
        record=held.reference, key=CLOCKS.get(number, ""), met_at__isnull=True, stopped_at__isnull=True
    ).first()


def is_late(viewer: Viewer, held: Escalation, key: str) -> bool:
    """Whether a running limit has run out: the child's own timescale where that is shorter."""
    found = Clock.objects.filter(record=held.reference, key=key, met_at=None, stopped_at=None)
    return found.filter(due_at__lt=timezone.now()).exists()


def is_decider(viewer: Viewer, held: Escalation) -> bool:
    """Whether the viewer is the one named to decide: by the appointment they act in, or the post they stand in."""
    found = held.participants.filter(part="decider").select_related("appointment")
    return any(
        one.appointment_id == viewer.appointment_id or (one.appointment and one.appointment.post_id == viewer.post_id)
        for one in found
    )


def listed(viewer: Viewer, which: str) -> QuerySet[Escalation]:
    """The escalations in sight of one list, those raised last first; of those open the earliest first."""
    found = escalations().filter(stage__in=LISTS.get(which, LISTS["open"]))
    return found.order_by("raised_at", "pk") if which == "open" else found.order_by("-raised_at", "-pk")


@dataclass(frozen=True)
class Row:
    """One escalation as a list shows it."""

    escalation: Escalation
    stage: str
    topic: str
    clock: Clock | None
    left: str
    late: bool


def rows(viewer: Viewer, shown: Sequence[Escalation]) -> list[Row]:
    """The escalations of one page of a list, with a fixed number of queries. Journals the files shown."""
    record_sight(by=viewer, verb="listed", object_type="escalations", files=[one.case_file_id for one in shown])
    now = timezone.now()
    running = Clock.objects.filter(
        record__in=[one.reference for one in shown], key__in=CLOCKS.values(), met_at=None, stopped_at=None
    )
    clocks = {one.record: one for one in running.order_by("-due_at", "-pk")}
    words = topics(shown[0].area.local_pack) if shown else {}
    return [
        Row(
            one, PROCESS.stage(one.stage).title, words.get(one.topic, one.topic), clock,
            time_left(clock.due_at, now=now) if clock else "", bool(clock and clock.due_at < now),
        )
        for one in shown
        for clock in [clocks.get(one.reference)]
    ]  # fmt: skip


def view_of(viewer: Viewer, held: Escalation) -> EscalationView:
    """Read a whole escalation, and journal every file it showed."""
    now, meetings = timezone.now(), meetings_of(viewer, held.reference)
    files = {held.case_file_id, *(one.case_file_id for one in meetings)}
    record_sight(by=viewer, verb="opened", object_type="escalation", object_ref=held.reference, files=sorted(files))
    clocks = Clock.objects.filter(record=held.reference, stopped_at__isnull=True).order_by("key", "pk")
    participants = list(held.participants.order_by("stage", "recorded_at", "pk"))
    return EscalationView(
        escalation=held, stage=PROCESS.stage(held.stage).title, topic=topics(held.area.local_pack).get(held.topic, held.topic),
        about_href=about_page(viewer, held),
        clocks=[clock_line(one, now) for one in sorted(clocks, key=lambda one: one.key == GUIDE)], tasks=tasks(PROCESS, held),
        runs=_runs(held, participants), tiers=list(held.tiers.order_by("tried_on", "pk")),
        told=list(held.told.order_by("told_at", "pk")), logged=list(held.logged.order_by("recorded_at", "pk")),
        taken=list(held.meetings.order_by("met_at", "pk")), advice=list(held.advice.order_by("recorded_at", "pk")),
        referrals=list(held.referrals.order_by("sent_at", "pk")), endings=list(held.endings.order_by("recorded_at", "pk")),
        debriefs=list(held.debriefs.order_by("recorded_at", "pk")), meetings=meetings, moves=_moves(held),
        decider=next((one for one in reversed(participants) if one.part == "decider"), None),
    )  # fmt: skip


def about_page(viewer: Viewer, held: Escalation) -> str:
    """The page of the record it is about, for those who see that record; empty for all others and where it has none."""
    if not held.about_record or not files_of(viewer, held.about_record):
        return ""
    return href(viewer, held.about_record)


def _runs(held: Escalation, participants: Sequence[Participant]) -> list[RunView]:
    copies = list(held.copies.select_related("participant").order_by("recorded_at", "pk"))
    sent = {
        one.reference: one for one in Notice.objects.filter(reference__in=[one.notice for one in copies if one.notice])
    }
    talks = list(held.discussions.order_by("talked_at", "pk"))
    planned = list(held.planned.order_by("due_on", "pk"))
    return [
        RunView(
            run, f"Stage {run.number}: {TITLES[run.number]}" if run.number < 5 else "With the Secretary of State",
            [one for one in participants if one.stage == run.number],
            [one for one in talks if one.number == run.number], [one for one in planned if one.number == run.number],
            [CopyLine(one, sent.get(one.notice)) for one in copies if one.number == run.number],
        )
        for run in held.runs.order_by("number")
    ]  # fmt: skip


def _moves(held: Escalation) -> list[tuple[Move, str]]:
    reasons = dict(held.step_reasons.order_by("recorded_at", "pk").values_list("verb", "text"))
    found = Move.objects.filter(record=held.reference).order_by("-moved_at", "-pk")
    return [(one, reasons.get(one.verb, "")) for one in found]


def open_action(held: Escalation, reference: str) -> PlannedAction | None:
    """Something agreed that is not done yet, by its reference."""
    return held.planned.filter(reference=reference, done_on__isnull=True).first()


def open_actions(held: Escalation) -> dict[str, str]:
    """What is agreed and not done yet: reference to words."""
    found = held.planned.filter(done_on__isnull=True).order_by("due_on", "pk")
    return {one.reference: f"{one.what[:80]} ({one.owner})" for one in found}


def waiting_copies(held: Escalation) -> list[WrittenCopy]:
    """Those who have no account here and wait to have it in writing."""
    return list(held.copies.filter(sent_at__isnull=True).select_related("participant").order_by("recorded_at", "pk"))


def not_logged(held: Escalation) -> bool:
    """Whether the business manager has not logged it yet."""
    return not held.logged.exists()


def part_words(part: str) -> str:
    """As what somebody takes part, in words."""
    return PARTS.get(part, part)


def stage_number(held: Escalation) -> int:
    """The number of the stage an escalation stands at; 0 once it ended."""
    return STAGES.get(held.stage, 0)


__all__ = [
    "CLOCKS", "GUIDE", "LISTS", "MOST", "PREFIX", "about_page", "appointment_of", "by_reference",
    "escalations", "is_decider", "is_late", "limit_on", "listed", "not_logged", "open_action", "open_actions",
    "part_words", "rows", "running_clock", "stage_number", "view_of", "waiting_copies",
]  # fmt: skip
