"""Serious case reviews as their pages show them."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils import timezone

from sharedduty.foundations.access.api import Viewer
from sharedduty.foundations.design.sections import Coming
from sharedduty.foundations.forms.api import FormRecord
from sharedduty.foundations.gatherings.api import Gathering
from sharedduty.foundations.journal.api import record_sight
from sharedduty.foundations.plain.references import NotAReference, normalise_reference
from sharedduty.foundations.plain.words import time_left
from sharedduty.foundations.process.api import Clock, ClockLine, Handover, Move, Task, clock_line, tasks
from sharedduty.modules.serious_case_review.models import (
    CaseChild,
    CaseNote,
    CaseNotice,
    CaseRecommendation,
    CaseWriting,
    FairnessConfirmation,
    ManagementReview,
    Nomination,
    PublishedSummary,
    SeriousCaseReview,
)
from sharedduty.modules.serious_case_review.process import AFTER, CLOSED, HELD, KEPT, PROCESS
from sharedduty.modules.serious_case_review.queries import choices
from sharedduty.modules.serious_case_review.queries.agency import parts_of
from sharedduty.modules.serious_case_review.queries.choices import Line
from sharedduty.modules.serious_case_review.queries.meetings import meetings_of
from sharedduty.modules.serious_case_review.queries.publication import last_writing
from sharedduty.modules.serious_case_review.rules.noting import NOTES, Noting

PREFIX, MOST = "SR", 50
LISTS = {
    "open": ("referred", "recommended", *(one for one in HELD if one not in AFTER)), "following": (*AFTER, "declined"),
    "ended": (CLOSED, KEPT),
}  # fmt: skip


@dataclass
class CaseView:
    """Everything on a review's page."""

    review: SeriousCaseReview
    stage: str
    clocks: list[ClockLine]
    tasks: list[Task]
    children: list[Any]
    adults: list[Any]
    forms: list[tuple[str, list[tuple[str, str]]]]
    notices: list[CaseNotice]
    consideration: CaseWriting | None
    criteria: list[Line]
    questions: list[Line]
    panel: list[Line]
    nominations: list[Nomination]
    written: dict[str, tuple[CaseWriting, list[Line], int]]
    parts: list[ManagementReview]
    meetings: list[Gathering]
    recommendations: list[CaseRecommendation]
    confirmations: list[FairnessConfirmation]
    notes: list[tuple[Noting, list[CaseNote]]]
    gates: list[CaseNote]
    page: PublishedSummary | None
    handovers: list[Handover]
    moves: list[tuple[Move, str]]

    @property
    def late(self) -> list[str]:
        """What is late, in words; empty when nothing is."""
        running = [f"{one.clock.title}, {one.left}" for one in self.clocks if one.state == "late"]
        return running + [
            f"The review of {one.agency}"
            for one in self.parts
            if is_owed(one) and one.due_at and one.due_at < timezone.now()
        ]


def is_owed(part: ManagementReview) -> bool:
    """Whether an agency still owes its review by a day that was set."""
    return part.stage in ("asked", "endorsed") and part.due_at is not None


def coming(viewer: Viewer, view: CaseView) -> list[Coming]:
    """What falls due or takes place in a review, the earliest first: limits, meetings, agencies' reviews, the time agreed."""
    found = [
        Coming(timezone.localdate(one.clock.due_at), one.clock.title) for one in view.clocks if one.clock.met_at is None
    ]
    found += [
        Coming(
            timezone.localdate(one.starts_at), "A meeting", reverse("serious_case_review:meeting", args=[one.reference])
        )
        for one in view.meetings
        if one.stage == "called"
    ]
    found += [
        Coming(
            timezone.localdate(one.due_at),
            f"Review of {one.agency}",
            reverse("serious_case_review:part", args=[one.reference]),
        )
        for one in view.parts
        if is_owed(one)
    ]
    held = view.review
    if held.agreed_until_on and held.completed_at is None:
        found.append(Coming(held.agreed_until_on, "The review is complete, as agreed with the inspectorate"))
    return sorted(found, key=lambda one: one.by)


def reviews() -> QuerySet[SeriousCaseReview]:
    """Reviews with what every page names of them."""
    return SeriousCaseReview.objects.select_related(
        "case_file", "team__organisation", "area", "opened_by__account", "referral", "recommended", "ruling"
    )


def by_reference(viewer: Viewer, reference: str) -> SeriousCaseReview | None:
    """The review with this reference; None where it does not exist or is out of sight."""
    try:
        known = normalise_reference(reference, prefix=PREFIX)
    except NotAReference:
        return None
    return reviews().filter(reference=known).first()


def listed(viewer: Viewer, which: str) -> QuerySet[SeriousCaseReview]:
    """The reviews in sight of one list; of those open the earliest first, else the latest first."""
    found = reviews().filter(stage__in=LISTS.get(which, LISTS["open"]))
    return found.order_by("opened_at", "pk") if which == "open" else found.order_by("-opened_at", "-pk")


@dataclass(frozen=True)
class Row:
    """One review as a list shows it."""

    review: SeriousCaseReview
    stage: str
    children: str
    clock: Clock | None
    left: str
    late: bool


def rows(viewer: Viewer, shown: Sequence[SeriousCaseReview]) -> list[Row]:
    """The reviews of one page of a list, with a fixed number of queries. Journals the files shown."""
    record_sight(
        by=viewer, verb="listed", object_type="serious case reviews", files=[one.case_file_id for one in shown]
    )
    now = timezone.now()
    running = Clock.objects.filter(record__in=[one.reference for one in shown], met_at=None, stopped_at=None)
    clocks = {one.record: one for one in running.order_by("-due_at", "-pk")}
    named: dict[int, list[str]] = {}
    for child in CaseChild.objects.filter(review__in=shown).order_by("recorded_at", "pk"):
        named.setdefault(child.review_id, []).append(str(child))
    return [
        Row(
            one, PROCESS.stage(one.stage).title, ", ".join(named.get(one.pk, [])), clock,
            time_left(clock.due_at, now=now) if clock else "", bool(clock and clock.due_at < now),
        )
        for one in shown
        for clock in [clocks.get(one.reference)]
    ]  # fmt: skip


def view_of(viewer: Viewer, held: SeriousCaseReview) -> CaseView:
    """Read a whole review, and journal every file it showed."""
    found = Handover.objects.filter(from_record=held.reference).select_related("owner_team", "owner_post")
    handovers, parts = list(found.order_by("left_at", "pk")), parts_of(viewer, held)
    meetings = meetings_of(viewer, held.reference)
    files = {held.case_file_id, *(one.case_file_id for one in (*handovers, *parts, *meetings))}
    record_sight(
        by=viewer, verb="opened", object_type="serious case review", object_ref=held.reference, files=sorted(files)
    )
    clocks = Clock.objects.filter(record=held.reference, stopped_at__isnull=True).order_by("due_at", "pk")
    now, considered, panel = timezone.now(), last_writing(held, "consideration"), last_writing(held, "panel")
    given = considered.answers if considered else {}
    return CaseView(
        review=held, stage=PROCESS.stage(held.stage).title, clocks=[clock_line(one, now) for one in clocks],
        tasks=tasks(PROCESS, held), children=list(held.children.order_by("recorded_at", "pk")),
        adults=list(held.adults.order_by("recorded_at", "pk")), forms=_forms(held),
        notices=list(held.notices.order_by("sent_at", "pk")), consideration=considered,
        criteria=choices.answered(held.pack, choices.CRITERIA, given, choices.MET) if considered else [],
        questions=choices.answered(held.pack, "scr.question", given, choices.ANSWERS) if considered else [],
        panel=choices.answered(held.pack, "scr.service", panel.answers) if panel else [],
        nominations=list(held.nominations.order_by("nominated_on", "pk")), written=_written(held), parts=parts,
        meetings=meetings, recommendations=list(held.recommendations.order_by("number", "pk")),
        confirmations=list(held.confirmations.order_by("recorded_at", "pk")), notes=_notes(held),
        gates=list(held.notes.filter(kind__in=("gate", "timescale")).order_by("recorded_at", "pk")),
        page=PublishedSummary.objects.filter(reference=held.publication).first() if held.publication else None,
        handovers=handovers, moves=_moves(held),
    )  # fmt: skip


def _forms(held: SeriousCaseReview) -> list[tuple[str, list[tuple[str, str]]]]:
    """The three parts of the referral form that are filled in: title, and each question in short with its answer."""
    parts: tuple[tuple[str, FormRecord | None], ...] = (
        ("Referral", held.referral), ("What the panel recommends", held.recommended), ("What the chair decided", held.ruling),
    )  # fmt: skip
    return [
        (
            title,
            [(one.short, str(record.answers.get(one.key, ""))) for one in choices.questions(record.pack, record.form)],
        )
        for title, record in parts
        if record
    ]


LISTED = {"scope": ("scr.scoping",), "overview": ("scr.overview",), "summary": ("scr.summary",),
          "disclosure": ("scr.interest", "scr.balance")}  # fmt: skip


def _written(held: SeriousCaseReview) -> dict[str, tuple[CaseWriting, list[Line], int]]:
    """For each kind that is written: the version that stands, its answers, and how many versions there are."""
    found: dict[str, tuple[CaseWriting, list[Line], int]] = {}
    for one in held.writings.filter(kind__in=LISTED).order_by("number", "pk"):
        lines = [line for name in LISTED[one.kind] for line in choices.answered(held.pack, name, one.answers)]
        found[one.kind] = (one, lines, one.number)
    return found


def _notes(held: SeriousCaseReview) -> list[tuple[Noting, list[CaseNote]]]:
    """The notes by kind, in the order the kinds are declared; kinds without any are left out."""
    found: dict[str, list[CaseNote]] = {}
    for one in held.notes.order_by("recorded_at", "pk"):
        found.setdefault(one.kind, []).append(one)
    return [(kind, found[kind.code]) for kind in NOTES if kind.code in found]


def _moves(held: SeriousCaseReview) -> list[tuple[Move, str]]:
    """Every step, the latest first, each with the reason it was taken for where its verb asks for one."""
    reasons = dict(held.step_reasons.order_by("recorded_at", "pk").values_list("verb", "text"))
    found = Move.objects.filter(record=held.reference).order_by("-moved_at", "-pk")
    return [(one, reasons.get(one.verb, "")) for one in found]


def is_late(viewer: Viewer, held: SeriousCaseReview, key: str, when: datetime.datetime | None) -> bool:
    """Whether a running clock of a review had run out at a moment, now where none is given."""
    open_ones = Clock.objects.filter(record=held.reference, key=key, met_at=None, stopped_at=None)
    return open_ones.filter(due_at__lt=when or timezone.now()).exists()


def in_part(held: SeriousCaseReview) -> dict[str, str]:
    """Those nominated who have not stopped: reference to words."""
    found = held.nominations.filter(ended_on__isnull=True).order_by("nominated_on", "pk")
    return {one.reference: f"{one.name}, {one.body} ({one.get_part_display()})" for one in found}


def unreplied(held: SeriousCaseReview) -> dict[str, str]:
    """What was sent and is not answered: reference to words."""
    named = choices.labels(held.pack, "scr.notice")
    found = held.notices.filter(replied_on__isnull=True).order_by("sent_at", "pk")
    return {one.reference: f"{named.get(one.code, 'Notice of an incident')}: {one.recipient}" for one in found}


def recommended(held: SeriousCaseReview) -> dict[str, str]:
    """The recommendations: reference to number and words."""
    return {one.reference: f"{one.number}. {one.text[:80]}" for one in held.recommendations.order_by("number", "pk")}


def found_by(viewer: Viewer, words: str) -> QuerySet[SeriousCaseReview]:
    """Reviews in sight that name a child by these words."""
    named = Q()
    for part in words.split()[:4]:
        named &= Q(children__given_names__icontains=part) | Q(children__family_name__icontains=part)
    return reviews().filter(named).distinct().order_by("-opened_at", "-pk")
