"""Incidents and requests as their pages show them."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet
from django.utils import timezone

from sharedduty.foundations.access.api import Viewer
from sharedduty.foundations.journal.api import record_sight
from sharedduty.foundations.people.api import by_reference as person_by_reference
from sharedduty.foundations.plain.references import NotAReference, normalise_reference
from sharedduty.foundations.plain.words import time_left
from sharedduty.foundations.process.api import Clock, ClockLine, Handover, Move, Task, clock_line, tasks
from sharedduty.modules.serious_incident.models import (
    IncidentChallenge,
    IncidentChild,
    IncidentDecision,
    PartnerView,
    RequestToConsider,
    SeriousIncident,
)
from sharedduty.modules.serious_incident.process import PROCESS
from sharedduty.modules.serious_incident.queries.partners import PartnerLine, lines_of, partner_lines
from sharedduty.modules.serious_incident.rules.standing import deaths_to_tell

PREFIX, REQUEST = "SI", "RC"
PANEL, PARTNERS, DEATH, ACKNOWLEDGE = "sin.panel", "sin.partners", "lac.death.notify", "panel.acknowledge"
MOST = 50
LISTS = {
    "open": ("considered", "notifiable", "notified"),
    "not_notified": ("not_notifiable", "set_aside"),
    "notified": ("notified", "told"),
}


@dataclass(frozen=True)
class Round:
    """One time an incident was considered: what the partners said and what was decided."""

    number: int
    partners: list[PartnerLine]
    decision: IncidentDecision | None


@dataclass
class IncidentView:
    """Everything on an incident's page."""

    incident: SeriousIncident
    stage: str
    clocks: list[ClockLine]
    tasks: list[Task]
    children: list[Any]
    rounds: list[Round]
    safety: list[Any]
    tellings: list[Any]
    messages: list[Any]
    awareness: list[Any]
    challenges: list[IncidentChallenge]
    requests: list[RequestToConsider]
    handovers: list[Handover]
    moves: list[tuple[Move, str]]

    @property
    def late(self) -> list[str]:
        """What is late, in words; empty when nothing is."""
        return [f"{one.clock.title}, {one.left}" for one in self.clocks if one.state == "late"]

    @property
    def deaths_untold(self) -> list[str]:
        """The deaths of which the Secretary of State or Ofsted has not been told yet, whatever was decided (WT-INC-07)."""
        told = {one.told for one in self.tellings}
        if {"secretary_of_state", "ofsted"} <= told:
            return []
        return [str(child) for child, _ in deaths_to_tell(self.incident)]


def incidents() -> QuerySet[SeriousIncident]:
    """Incidents with what every page names of them."""
    return SeriousIncident.objects.select_related("case_file", "team", "area", "form", "opened_by__account")


def _known(reference: str, prefix: str) -> str:
    try:
        return normalise_reference(reference, prefix=prefix)
    except NotAReference:
        return ""


def by_reference(viewer: Viewer, reference: str) -> SeriousIncident | None:
    """The incident with this reference; None where it does not exist or is out of sight."""
    return incidents().filter(reference=_known(reference, PREFIX)).first()


def request_by_reference(viewer: Viewer, reference: str) -> RequestToConsider | None:
    """The request with this reference; None where it does not exist or is out of sight."""
    return (
        RequestToConsider.objects.select_related("case_file", "team")
        .filter(reference=_known(reference, REQUEST))
        .first()
    )


def answer_by(request: RequestToConsider) -> datetime.datetime | None:
    """By when the council decides what a request asks; None once it goes on in an incident, or where no limit is known."""
    running = Clock.objects.filter(record=request.reference, key=PANEL, met_at=None, stopped_at=None)
    return running.values_list("due_at", flat=True).first()


def listed(viewer: Viewer, which: str) -> QuerySet[SeriousIncident]:
    """The incidents in sight of one list; the soonest due first of those open, else the latest first."""
    found = incidents().filter(stage__in=LISTS.get(which, LISTS["open"]))
    return found.order_by("aware_at", "pk") if which == "open" else found.order_by("-aware_at", "-pk")


@dataclass(frozen=True)
class Row:
    """One incident as a list shows it."""

    incident: SeriousIncident
    stage: str
    children: str
    clock: Clock | None
    left: str
    late: bool


def rows(viewer: Viewer, shown: Sequence[SeriousIncident]) -> list[Row]:
    """The incidents of one page of a list, with a fixed number of queries. Journals the files shown."""
    record_sight(by=viewer, verb="listed", object_type="serious incidents", files=[one.case_file_id for one in shown])
    now = timezone.now()
    running = Clock.objects.filter(
        record__in=[one.reference for one in shown], key__in=(PANEL, DEATH, PARTNERS), met_at=None, stopped_at=None
    )
    clocks = {one.record: one for one in running.order_by("-due_at", "-pk")}
    named: dict[int, list[str]] = {}
    for child in IncidentChild.objects.filter(incident__in=shown).order_by("recorded_at", "pk"):
        named.setdefault(child.incident_id, []).append(str(child))
    return [
        Row(
            one, PROCESS.stage(one.stage).title, ", ".join(named.get(one.pk, [])), clock,
            time_left(clock.due_at, now=now) if clock else "", bool(clock and clock.due_at < now),
        )
        for one in shown
        for clock in [clocks.get(one.reference)]
    ]  # fmt: skip


def view_of(viewer: Viewer, held: SeriousIncident) -> IncidentView:
    """Read a whole incident, and journal every file it showed."""
    now = timezone.now()
    requests = list(RequestToConsider.objects.filter(incident=held.reference).order_by("asked_at", "pk"))
    handovers = list(
        Handover.objects.filter(from_record=held.reference).select_related("owner_team").order_by("left_at", "pk")
    )
    files = {held.case_file_id, *(one.case_file_id for one in (*requests, *handovers))}
    record_sight(
        by=viewer, verb="opened", object_type="serious incident", object_ref=held.reference, files=sorted(files)
    )
    clocks = Clock.objects.filter(record=held.reference, stopped_at__isnull=True).order_by("due_at", "pk")
    decisions = {one.round: one for one in held.decisions.order_by("round", "pk")}
    rounds = [
        Round(number, partner_lines(viewer, held, number), decisions.get(number)) for number in range(held.round, 0, -1)
    ]
    return IncidentView(
        incident=held, stage=PROCESS.stage(held.stage).title, clocks=[clock_line(one, now) for one in clocks],
        tasks=tasks(PROCESS, held), children=list(held.children.select_related("person").order_by("recorded_at", "pk")),
        rounds=rounds, safety=list(held.safety_checks.select_related("child").order_by("recorded_at", "pk")),
        tellings=list(held.tellings.order_by("told_at", "pk")), messages=list(held.panel_messages.order_by("received_at", "pk")),
        awareness=list(held.awareness.order_by("-recorded_at", "-pk")),
        challenges=list(held.challenges.order_by("-made_at", "-pk")), requests=requests, handovers=handovers,
        moves=_moves(held),
    )  # fmt: skip


def _moves(held: SeriousIncident) -> list[tuple[Move, str]]:
    """Every step, the latest first, each with the reason it was taken for where its verb asks for one."""
    reasons: dict[str, list[str]] = {}
    for verb, text in held.step_reasons.order_by("recorded_at", "pk").values_list("verb", "text"):
        reasons.setdefault(verb, []).append(text)
    found = []
    for one in Move.objects.filter(record=held.reference).order_by("moved_at", "pk"):
        waiting = reasons.get(one.verb)
        found.append((one, waiting.pop(0) if waiting else ""))
    return found[::-1]


def is_late(viewer: Viewer, held: SeriousIncident, key: str, when: datetime.datetime | None = None) -> bool:
    """Whether a running clock of an incident had run out at a moment, now where none is given."""
    open_ones = Clock.objects.filter(record=held.reference, key=key, met_at=None, stopped_at=None)
    return open_ones.filter(due_at__lt=when or timezone.now()).exists()


def waiting_challenge(held: SeriousIncident) -> IncidentChallenge | None:
    """The challenge that nobody has answered yet, the oldest first."""
    return held.challenges.filter(answered_at__isnull=True).order_by("made_at", "pk").first()


def child_of(held: SeriousIncident, reference: str) -> IncidentChild | None:
    """The child of an incident with this reference; None where there is none."""
    return held.children.select_related("form").filter(reference=reference).first()


def living(held: SeriousIncident) -> list[IncidentChild]:
    """The children of an incident who did not die."""
    return list(held.children.exclude(part="died").order_by("recorded_at", "pk"))


def was_asked_for(viewer: Viewer, held: SeriousIncident) -> bool:
    """Whether anybody asked the council to consider this incident."""
    return RequestToConsider.objects.filter(incident=held.reference).exists()


def open_for_joining(viewer: Viewer) -> dict[str, str]:
    """The incidents a request may be taken into: reference to words."""
    found = incidents().filter(stage__in=("considered", "notifiable")).order_by("-aware_at", "-pk")[:MOST]
    return {one.reference: f"{one.reference}: {one.what_happened[:80]}" for one in found}


def requests_waiting(viewer: Viewer) -> QuerySet[RequestToConsider]:
    """The requests in sight that are not taken into an incident yet, the longest waiting first."""
    return RequestToConsider.objects.filter(incident="").order_by("asked_at", "pk")


def requests_of(viewer: Viewer) -> QuerySet[RequestToConsider]:
    """The requests this viewer's post made, the latest first."""
    return RequestToConsider.objects.filter(asked_by_id=viewer.appointment_id or 0).order_by("-asked_at", "-pk")


def known_child(viewer: Viewer, about: str) -> str:
    """The name of the person a request is asked from, where the viewer has sight of them; else empty. Journalled."""
    person = person_by_reference(viewer, about) if about.startswith("PN-") else None
    if person is None:
        return ""
    record_sight(
        by=viewer, verb="opened", object_type="person", object_ref=person.reference, files=[person.case_file_id],
        purpose="ask to consider a serious incident",
    )  # fmt: skip
    return f"{person}, born {person.birth_on:%-d %B %Y}" if person.birth_on else str(person)


@dataclass(frozen=True)
class Logged:
    """One line of the log: what was considered, what was decided and why, and whether it was told in time (GL-SN-14)."""

    incident: SeriousIncident
    stage: str
    decision: IncidentDecision | None
    dissent: str
    in_time: str


HEADER = ("incident", "source", "became_aware", "happened_on", "children", "stage", "decided", "decided_on", "decided_by",
          "reasons", "partners_who_disagreed", "national_reference", "sent_at", "in_time", "late_because")  # fmt: skip


def log(viewer: Viewer, shown: Sequence[SeriousIncident]) -> list[Logged]:
    """Lines of the log for some incidents. Journals the files."""
    record_sight(by=viewer, verb="listed", object_type="serious incidents", files=[one.case_file_id for one in shown],
                 purpose="log")  # fmt: skip
    met = {
        one.record: one.met_at is not None and one.met_at <= one.due_at
        for one in Clock.objects.filter(record__in=[one.reference for one in shown], key=PANEL, stopped_at=None)
    }
    decisions: dict[int, IncidentDecision] = {}
    for decision in IncidentDecision.objects.filter(incident__in=shown).order_by("round", "pk"):
        decisions[decision.incident_id] = decision
    views: dict[tuple[int, int], list[PartnerView]] = {}
    for view in PartnerView.objects.filter(incident__in=shown).order_by("given_at", "pk"):
        views.setdefault((view.incident_id, view.round), []).append(view)
    lines = []
    for one in shown:
        last = decisions.get(one.pk)
        said = views.get((one.pk, last.round), []) if last else []
        dissent = [line.title for line in lines_of(said, last.outcome if last else "") if line.dissents]
        in_time = "" if not one.sent_at else "yes" if met.get(one.reference) else "no"
        lines.append(Logged(one, PROCESS.stage(one.stage).title, last, ", ".join(dissent), in_time))
    return lines


def all_incidents(viewer: Viewer) -> QuerySet[SeriousIncident]:
    """Every incident in sight, the latest first, with how many children each is about."""
    return incidents().prefetch_related("children").order_by("-aware_at", "-pk")


def found_by(viewer: Viewer, words: str) -> QuerySet[SeriousIncident]:
    """Incidents in sight that name a child by these words."""
    named = Q()
    for part in words.split()[:4]:
        named &= Q(children__given_names__icontains=part) | Q(children__family_name__icontains=part)
    return incidents().filter(named).distinct().order_by("-aware_at", "-pk")


def cells(line: Logged) -> list[object]:
    """One line of the log as an export has it: no child by name."""
    held, decision = line.incident, line.decision
    return [
        held.reference, held.get_source_display(), held.aware_at, held.happened_on, len(held.children.all()), line.stage,
        decision.outcome if decision else "", decision.decided_at if decision else "",
        decision.decided_by if decision else "", decision.reasons if decision else "", line.dissent,
        held.national_reference, held.sent_at, line.in_time, held.late_because,
    ]  # fmt: skip
