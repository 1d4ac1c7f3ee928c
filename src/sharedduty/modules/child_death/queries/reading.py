"""Child deaths as their pages show them."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet
from django.utils import timezone

from sharedduty.foundations.access.api import Viewer
from sharedduty.foundations.design import slots
from sharedduty.foundations.forms.api import read_form
from sharedduty.foundations.gatherings.api import Gathering, of_record
from sharedduty.foundations.journal.api import record_sight
from sharedduty.foundations.plain.references import NotAReference, normalise_reference
from sharedduty.foundations.plain.words import time_left
from sharedduty.foundations.process.api import Clock, ClockLine, Move, Task, clock_line, tasks
from sharedduty.foundations.requests.api import InformationRequest, left_words, of_enquiry, state_of
from sharedduty.modules.child_death.models import (
    ChildDeath,
    CriminalHold,
    DeathForm,
    DeathNotice,
    Finding,
    IncomingNotice,
    PanelReview,
    ResponseJudgement,
    ScopeJudgement,
)
from sharedduty.modules.child_death.process import PROCESS
from sharedduty.modules.child_death.rules.standing import last_response
from sharedduty.modules.serious_incident.api import RequestFacts, request_facts

PREFIX = "DT"
DATABASE, MEETING_BY, ACTIONS = "cdr.ncmd", "cdrm.hold", "cdop.actions"
MOST = 50
REVIEWS = "child_death.reviews"
slots.offer(
    REVIEWS,
    gives="a list of other reviews of one death: text, href, agreed, joint, file, and call, where one meeting is called",
)
LISTS = {
    "open": ("notified", "gathering", "met"), "panel": ("panel", "reviewed"), "ended": ("closed", "elsewhere", "set_aside"),
}  # fmt: skip


@dataclass(frozen=True)
class Asked:
    """What one agency was asked, how it stands, and what it answered."""

    request: InformationRequest
    state: str
    left: str
    answer: str


@dataclass(frozen=True)
class Limit:
    """One limit of a notice's sender: by when, whose rule, and whether it came in time."""

    due_at: datetime.datetime
    citation: str
    in_time: bool


@dataclass(frozen=True)
class Came:
    """A notice that came, and how it stands to each limit its sender has: where two texts differ both are shown."""

    notice: IncomingNotice
    limits: list[Limit]


@dataclass(frozen=True)
class WrittenForm:
    """One form of the review, to read."""

    form: DeathForm
    done: bool
    sections: list[dict[str, Any]]


@dataclass
class DeathView:
    """Everything on a death's page, as far as the viewer's sight reaches."""

    death: ChildDeath
    stage: str
    clocks: list[ClockLine]
    tasks: list[Task]
    notices: list[DeathNotice]
    scopes: list[ScopeJudgement]
    response: ResponseJudgement | None
    incoming: list[Came]
    family: list[Any]
    work: list[Any]
    holds: list[CriminalHold]
    asked: list[Asked]
    forms: list[WrittenForm]
    meetings: list[Gathering]
    sheet: list[Any]
    reviews: list[PanelReview]
    findings: list[Finding]
    incident: RequestFacts | None
    moves: list[tuple[Move, str]]
    others: list[Any]

    @property
    def late(self) -> list[str]:
        """What is late, in words; empty when nothing is."""
        return [f"{one.clock.title}, {one.left}" for one in self.clocks if one.state == "late"]

    @property
    def key_contact(self) -> Any:
        """The family's key contact as last named."""
        return next((one for one in reversed(self.family) if one.kind == "key_contact"), None)


def deaths() -> QuerySet[ChildDeath]:
    """Deaths with what every page names of them."""
    return ChildDeath.objects.select_related("case_file", "team__organisation", "area", "opened_by__account")


def by_reference(viewer: Viewer, reference: str) -> ChildDeath | None:
    """The death with this reference; None where it does not exist or is out of sight."""
    try:
        known = normalise_reference(reference, prefix=PREFIX)
    except NotAReference:
        return None
    return deaths().filter(reference=known).first()


def deaths_of(viewer: Viewer, *, people: Sequence[int], records: Sequence[str]) -> list[ChildDeath]:
    """The deaths in sight of these people, or with these references, the latest first; those set aside are not there."""
    found = (
        deaths()
        .filter(Q(person_id__in=people) | Q(reference__in=records))
        .exclude(stage__in=("set_aside", "elsewhere"))
    )
    return list(found.order_by("-happened_on", "-pk")[:MOST])


def listed(viewer: Viewer, which: str) -> QuerySet[ChildDeath]:
    """The deaths in sight of one list; of those open the earliest first, else the latest first."""
    found = deaths().filter(stage__in=LISTS.get(which, LISTS["open"]))
    return found.order_by("happened_on", "pk") if which == "open" else found.order_by("-happened_on", "-pk")


@dataclass(frozen=True)
class Row:
    """One death as a list shows it."""

    death: ChildDeath
    stage: str
    clock: Clock | None
    left: str
    late: bool


def rows(viewer: Viewer, shown: Sequence[ChildDeath]) -> list[Row]:
    """The deaths of one page of a list, with a fixed number of queries. Journals the files shown."""
    record_sight(by=viewer, verb="listed", object_type="child deaths", files=[one.case_file_id for one in shown])
    now = timezone.now()
    running = Clock.objects.filter(record__in=[one.reference for one in shown], met_at=None, stopped_at=None)
    clocks = {one.record: one for one in running.order_by("-due_at", "-pk")}
    return [
        Row(
            one, PROCESS.stage(one.stage).title, clock, time_left(clock.due_at, now=now) if clock else "",
            bool(clock and clock.due_at < now),
        )
        for one in shown
        for clock in [clocks.get(one.reference)]
    ]  # fmt: skip


def view_of(viewer: Viewer, held: ChildDeath) -> DeathView:
    """Read a whole death, and journal every file it showed."""
    now = timezone.now()
    asked, meetings = asked_of(viewer, held), list(of_record(viewer, held.reference)[:20])
    notices = list(DeathNotice.objects.filter(death=held.reference).order_by("sent_at", "pk"))
    incident = request_facts(viewer, held.incident_request) if held.incident_request else None
    files = {held.case_file_id, *(one.case_file_id for one in (*meetings, *notices))}
    shown: list[Any] = slots.contents(REVIEWS, viewer=viewer, reference=held.reference)
    others = [one for found in shown for one in found]
    files |= {one.request.case_file_id for one in asked} | {one["file"] for one in others}
    record_sight(by=viewer, verb="opened", object_type="child death", object_ref=held.reference, files=sorted(files))
    found = Clock.objects.filter(record=held.reference, stopped_at__isnull=True).order_by("due_at", "pk")
    lines = [clock_line(one, now) for one in found]
    about = {one.clock.about: one for one in lines if one.clock.about}
    return DeathView(
        death=held, stage=PROCESS.stage(held.stage).title, clocks=[one for one in lines if not one.clock.about],
        tasks=tasks(PROCESS, held), notices=notices, scopes=list(held.scopes.order_by("-recorded_at", "-pk")),
        response=last_response(held),
        incoming=[_came(one, about.get(one.reference)) for one in held.incoming.order_by("received_at", "pk")],
        family=list(held.family_log.order_by("happened_at", "pk")), work=list(held.work_log.order_by("happened_at", "pk")),
        holds=list(held.holds.order_by("began_on", "pk")), asked=asked, forms=forms_of(held), meetings=meetings,
        sheet=list(held.sheet.order_by("pk")), reviews=list(held.panel_reviews.order_by("-number", "-pk")),
        findings=list(held.findings.order_by("recorded_at", "pk")), incident=incident, moves=_moves(held),
        others=others,
    )  # fmt: skip


def _came(notice: IncomingNotice, line: ClockLine | None) -> Came:
    found = []
    for layer in line.clock.layers if line else ():
        due = datetime.datetime.fromisoformat(layer["due"])
        found.append(Limit(due, layer["citation"], notice.received_at <= due))
    return Came(notice, found)


def forms_of(held: ChildDeath) -> list[WrittenForm]:
    """The forms of a review, each to read."""
    found = held.written_forms.select_related("form").order_by("recorded_at", "pk")
    return [WrittenForm(one, one.form.submitted_at is not None, read_form(one.form)) for one in found]


def form_of(held: ChildDeath, reference: str) -> DeathForm | None:
    """One form of a death, by its reference."""
    return held.written_forms.select_related("form").filter(reference=reference).first()


def asked_of(viewer: Viewer, held: ChildDeath) -> list[Asked]:
    """What the agencies were asked and what they answered, as far as this viewer's sight reaches."""
    now = timezone.now()
    return [
        Asked(
            one, state_of(one, now), left_words(one, now),
            " ".join(text for answer in one.answers.all()[:1] for text in (answer.held, answer.concerns) if text),
        )
        for one in of_enquiry(viewer, held.reference)
    ]  # fmt: skip


def some_unanswered(held: ChildDeath) -> bool:
    """Whether an agency that was asked has not answered."""
    open_ones = InformationRequest.objects.filter(enquiry=held.reference, answered_at=None, withdrawn_at=None)
    return open_ones.exists()


def unanswered(viewer: Viewer, held: ChildDeath) -> dict[str, str]:
    """The agencies that have not answered: the request's reference to words."""
    return {
        one.request.reference: f"{one.request.asked_organisation.name}: {one.left}"
        for one in asked_of(viewer, held)
        if not (one.request.answered_at or one.request.withdrawn_at)
    }


def _moves(held: ChildDeath) -> list[tuple[Move, str]]:
    """Every step, the latest first, each with the reason it was taken for where its verb asks for one."""
    reasons = dict(held.step_reasons.order_by("recorded_at", "pk").values_list("verb", "text"))
    found = Move.objects.filter(record=held.reference).order_by("-moved_at", "-pk")
    return [(one, reasons.get(one.verb, "")) for one in found]


def open_holds(held: ChildDeath) -> list[CriminalHold]:
    """The police investigations that are not over."""
    return list(held.holds.filter(ended_on__isnull=True).order_by("began_on", "pk"))


def untold_findings(held: ChildDeath) -> list[Finding]:
    """The findings nobody was told of."""
    return list(held.findings.filter(informed_at__isnull=True).order_by("recorded_at", "pk"))


def unanswered_findings(held: ChildDeath) -> list[Finding]:
    """The findings told of and not answered."""
    found = held.findings.filter(informed_at__isnull=False, answered_on__isnull=True)
    return list(found.order_by("recorded_at", "pk"))


def last_review(held: ChildDeath) -> PanelReview | None:
    """What the panel found, as it stands."""
    return held.panel_reviews.order_by("-number", "-pk").first()


def last_scope(held: ChildDeath) -> ScopeJudgement | None:
    """The judgement of scope and area that stands."""
    return held.scopes.order_by("-recorded_at", "-pk").first()


def found_by(viewer: Viewer, words: str) -> QuerySet[ChildDeath]:
    """Deaths in sight of a child of this name."""
    named = Q()
    for part in words.split()[:4]:
        named &= Q(given_names__icontains=part) | Q(family_name__icontains=part)
    return deaths().filter(named).order_by("-happened_on", "-pk")
