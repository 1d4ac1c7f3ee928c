"""Practice reviews as their pages show them."""

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet
from django.utils import timezone

from sharedduty.foundations.access.api import Viewer
from sharedduty.foundations.access.models import Exclusion
from sharedduty.foundations.design.sections import Coming
from sharedduty.foundations.journal.api import record_sight
from sharedduty.foundations.plain.references import NotAReference, normalise_reference
from sharedduty.foundations.plain.words import time_left
from sharedduty.foundations.process.api import Clock, ClockLine, Handover, Move, Task, clock_line, tasks
from sharedduty.modules.practice_review.models import (
    BeginDecision,
    Participant,
    PracticeReview,
    PublicationDecision,
    PublishedReview,
    Recommendation,
    ReportVersion,
    ReviewedChild,
    Reviewer,
    Supervision,
    Terms,
)
from sharedduty.modules.practice_review.process import PROCESS
from sharedduty.modules.practice_review.queries.limits import BEFORE, earliest_on, last_moments
from sharedduty.modules.practice_review.queries.publication import last_publication_decision, last_report, page_for

PREFIX = "PR"
MOST = 50
LISTS = {
    "open": ("to_decide", "commissioning", "reviewing", "reported", "decided"), "published": ("published", "unpublished"),
    "ended": ("closed", "not_begun", "set_aside"),
}  # fmt: skip


@dataclass
class ReviewView:
    """Everything on a review's page."""

    review: PracticeReview
    stage: str
    clocks: list[ClockLine]
    tasks: list[Task]
    children: list[ReviewedChild]
    beginning: BeginDecision | None
    reviewers: list[Reviewer]
    terms: list[Terms]
    participants: list[Participant]
    supervisions: list[Supervision]
    learning: list[Any]
    delays: list[Any]
    processes: list[Any]
    report: ReportVersion | None
    recommendations: list[Recommendation]
    decisions: list[PublicationDecision]
    limits: list[tuple[str, datetime.datetime, str]]
    earliest: datetime.date | None
    dispatches: list[Any]
    comments: list[Any]
    responses: list[Any]
    shared: list[Any]
    page: PublishedReview | None
    handovers: list[Handover]
    moves: list[tuple[Move, str]]

    @property
    def late(self) -> list[str]:
        """What is late, in words; empty when nothing is."""
        return [f"{one.clock.title}, {one.left}" for one in self.clocks if one.state == "late"]


def coming(viewer: Viewer, view: ReviewView) -> list[Coming]:
    """What falls due in a review, the earliest first: limits, answers of the reviewer, what was learned early, publication."""
    found = [
        Coming(timezone.localdate(one.clock.due_at), one.clock.title) for one in view.clocks if one.clock.met_at is None
    ]
    found += [
        Coming(one.answer_by_on, f"Answer of {one.asked_of}")
        for one in view.supervisions
        if one.answered_at is None and one.answer_by_on
    ]
    found += [
        Coming(one.due_on, f"{one.action} {one.owner}") for one in view.learning if one.due_on >= timezone.localdate()
    ]
    found += [
        Coming(one.due_on, f"Recommendation {one.number}: {one.owner}")
        for one in view.recommendations
        if one.done_on is None
    ]
    if view.decisions and view.review.stage == "decided" and view.decisions[0].route != "nothing":
        found.append(Coming(view.decisions[0].planned_on, "Publication, as planned"))
    return sorted(found, key=lambda one: one.by)


def reviews() -> QuerySet[PracticeReview]:
    """Reviews with what every page names of them."""
    return PracticeReview.objects.select_related("case_file", "team__organisation", "area", "opened_by__account")


def by_reference(viewer: Viewer, reference: str) -> PracticeReview | None:
    """The review with this reference; None where it does not exist or is out of sight."""
    try:
        known = normalise_reference(reference, prefix=PREFIX)
    except NotAReference:
        return None
    return reviews().filter(reference=known).first()


def listed(viewer: Viewer, which: str) -> QuerySet[PracticeReview]:
    """The reviews in sight of one list; of those open the earliest first, else the latest first."""
    found = reviews().filter(stage__in=LISTS.get(which, LISTS["open"]))
    return found.order_by("opened_at", "pk") if which == "open" else found.order_by("-opened_at", "-pk")


@dataclass(frozen=True)
class Row:
    """One review as a list shows it."""

    review: PracticeReview
    stage: str
    children: str
    clock: Clock | None
    left: str
    late: bool


def rows(viewer: Viewer, shown: Sequence[PracticeReview]) -> list[Row]:
    """The reviews of one page of a list, with a fixed number of queries. Journals the files shown."""
    record_sight(by=viewer, verb="listed", object_type="practice reviews", files=[one.case_file_id for one in shown])
    now = timezone.now()
    running = Clock.objects.filter(record__in=[one.reference for one in shown], met_at=None, stopped_at=None)
    clocks = {one.record: one for one in running.order_by("-due_at", "-pk")}
    named: dict[int, list[str]] = {}
    for child in ReviewedChild.objects.filter(review__in=shown).order_by("recorded_at", "pk"):
        named.setdefault(child.review_id, []).append(str(child))
    return [
        Row(
            one, PROCESS.stage(one.stage).title, ", ".join(named.get(one.pk, [])), clock,
            time_left(clock.due_at, now=now) if clock else "", bool(clock and clock.due_at < now),
        )
        for one in shown
        for clock in [clocks.get(one.reference)]
    ]  # fmt: skip


def view_of(viewer: Viewer, held: PracticeReview) -> ReviewView:
    """Read a whole review, and journal every file it showed."""
    now, decision = timezone.now(), last_publication_decision(held)
    found = Handover.objects.filter(from_record=held.reference).select_related("owner_team", "owner_post")
    handovers = list(found.order_by("left_at", "pk"))
    files = {held.case_file_id, *(one.case_file_id for one in handovers)}
    record_sight(
        by=viewer, verb="opened", object_type="practice review", object_ref=held.reference, files=sorted(files)
    )
    clocks = Clock.objects.filter(record=held.reference, stopped_at__isnull=True).order_by("due_at", "pk")
    return ReviewView(
        review=held, stage=PROCESS.stage(held.stage).title, clocks=[clock_line(one, now) for one in clocks],
        tasks=tasks(PROCESS, held), children=list(held.children.order_by("recorded_at", "pk")),
        beginning=held.begin_decisions.order_by("-recorded_at", "-pk").first(),
        reviewers=list(held.reviewers.order_by("appointed_on", "pk")), terms=list(held.terms.order_by("-number", "-pk")),
        participants=list(held.participants.order_by("recorded_at", "pk")),
        supervisions=list(held.supervisions.order_by("asked_at", "pk")),
        learning=list(held.early_learning.order_by("due_on", "pk")), delays=list(held.delays.order_by("recorded_at", "pk")),
        processes=list(held.other_processes.order_by("recorded_at", "pk")), report=last_report(held),
        recommendations=list(held.recommendations.order_by("number", "pk")),
        decisions=list(held.publication_decisions.order_by("-number", "-pk")), limits=_limits(held, decision),
        earliest=earliest_on(held, decision) if held.stage == "decided" else None,
        dispatches=list(held.dispatches.order_by("sent_at", "pk")),
        comments=list(held.comments.order_by("received_at", "pk")),
        responses=list(held.responses.order_by("-recorded_at", "-pk")),
        shared=list(held.shared_learning.order_by("shared_on", "pk")), page=page_for(held), handovers=handovers,
        moves=_moves(held),
    )  # fmt: skip


def _limits(held: PracticeReview, decision: PublicationDecision | None) -> list[tuple[str, datetime.datetime, str]]:
    """Both limits before publication: how it is counted, the last moment to send, the source."""
    if held.stage != "decided" or decision is None:
        return []
    words = {BEFORE[0]: "7 days, by the regulations", BEFORE[1]: "7 working days, by the guidance"}
    found = last_moments(decision.planned_on)
    return [(words[key], answer.due, answer.clock.citation) for key, answer in found.items()]


def _moves(held: PracticeReview) -> list[tuple[Move, str]]:
    """Every step, the latest first, each with the reason it was taken for where its verb asks for one."""
    reasons = dict(held.step_reasons.order_by("recorded_at", "pk").values_list("verb", "text"))
    found = Move.objects.filter(record=held.reference).order_by("-moved_at", "-pk")
    return [(one, reasons.get(one.verb, "")) for one in found]


def is_late(viewer: Viewer, held: PracticeReview, key: str, when: datetime.datetime | None = None) -> bool:
    """Whether a running clock of a review had run out at a moment, now where none is given."""
    open_ones = Clock.objects.filter(record=held.reference, key=key, met_at=None, stopped_at=None)
    return open_ones.filter(due_at__lt=when or timezone.now()).exists()


def shut_out(viewer: Viewer, held: PracticeReview) -> tuple[set[int | None], set[int | None]]:
    """The accounts and the posts that are shut out of a review's file."""
    found = Exclusion.objects.filter(case_file=held.case_file, lifted_at=None).values_list("account_id", "post_id")
    shut = list(found)
    return {one for one, _ in shut}, {one for _, one in shut}


def last_terms(held: PracticeReview) -> Terms | None:
    """The terms as they stand."""
    return held.terms.order_by("-number", "-pk").first()


def in_post(held: PracticeReview) -> dict[str, str]:
    """Those appointed who have not stopped: reference to words."""
    found = held.reviewers.filter(ended_on__isnull=True).order_by("appointed_on", "pk")
    return {one.reference: f"{one.name}, {one.body} ({one.get_part_display()})" for one in found}


def invited(held: PracticeReview) -> dict[str, str]:
    """Those invited to take part: reference to words."""
    found = held.participants.filter(invited_on__isnull=False).order_by("recorded_at", "pk")
    return {one.reference: f"{one.name}, {one.role}" for one in found}


def unanswered(held: PracticeReview) -> dict[str, str]:
    """What was asked of the reviewer and is not answered: reference to words."""
    found = held.supervisions.filter(answered_at__isnull=True).order_by("asked_at", "pk")
    return {one.reference: one.asked[:80] for one in found}


def running_processes(held: PracticeReview, labels: Mapping[str, str] | None = None) -> dict[str, str]:
    """The other reviews and investigations that have not ended: reference to words."""
    found = held.other_processes.filter(ended_on__isnull=True).exclude(reference="").order_by("recorded_at", "pk")
    return {one.reference: f"{(labels or {}).get(one.kind, one.kind)}, led by {one.lead}" for one in found}


def recommended(held: PracticeReview, **only: Any) -> dict[str, str]:
    """The recommendations: reference to number and words."""
    found = held.recommendations.filter(**only).order_by("number", "pk")
    return {one.reference: f"{one.number}. {one.text[:80]}" for one in found}


def still_open(held: PracticeReview) -> dict[str, str]:
    """The recommendations not done yet: reference to words."""
    return recommended(held, done_on__isnull=True)


def found_by(viewer: Viewer, words: str) -> QuerySet[PracticeReview]:
    """Reviews in sight that name a child by these words."""
    named = Q()
    for part in words.split()[:4]:
        named &= Q(children__given_names__icontains=part) | Q(children__family_name__icontains=part)
    return reviews().filter(named).distinct().order_by("-opened_at", "-pk")
