"""Assessments as their pages show them, each read through the viewer's own sight."""

import datetime
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet
from django.utils import timezone

from sharedduty.foundations.access.api import Appointment, Viewer, read_together
from sharedduty.foundations.directory.models import Team
from sharedduty.foundations.journal.api import record_sight
from sharedduty.foundations.plain.references import NotAReference, normalise_reference
from sharedduty.foundations.plain.words import time_left
from sharedduty.foundations.process.api import Clock, ClockLine, Handover, Move, Task, clock_line, tasks
from sharedduty.foundations.requests.api import InformationRequest, left_words, of_enquiry, state_of
from sharedduty.foundations.requests.api import agencies as askable
from sharedduty.modules.assessment.models import (
    Assessment,
    Challenge,
    Checkpoint,
    PlanReview,
    Service,
    Sighting,
    Transition,
    Visit,
)
from sharedduty.modules.assessment.policy import LEADS
from sharedduty.modules.assessment.process import LIVE, PROCESS
from sharedduty.modules.assessment.rules.ending import ADULTHOOD, eighteenth_birthday
from sharedduty.modules.assessment.rules.standing import adulthood_planned, nears_adulthood
from sharedduty.modules.front_door import api as front_door

PREFIX, VISIT_PREFIX = "AS", "FV"
CLOCK = "assessment.complete"


@dataclass
class Row:
    """One assessment as the list shows it: next clock, when the child was last seen, who leads."""

    assessment: Assessment
    stage: str
    clock: Clock | None
    left: str
    late: bool
    seen: Sighting | None
    review: PlanReview | None


@dataclass
class AssessmentView:
    """Everything on an assessment's page."""

    assessment: Assessment
    stage: str
    clocks: list[ClockLine]
    tasks: list[Task]
    sightings: list[Sighting]
    services: list[Any]
    challenges: list[Challenge]
    tellings: list[Any]
    actions: list[Any]
    reviews: list[PlanReview]
    area_moves: list[Any]
    requests: list[tuple[InformationRequest, str, str]]
    handovers: list[Handover]
    moves: list[tuple[Move, str]]
    siblings: list[Assessment]
    adults: list[Any]
    checkpoints: list[Checkpoint]
    supervisions: list[Any]
    legal: list[Any]
    transitions: list[Transition]

    @property
    def warning(self) -> str:
        """That the young person turns 18 soon and nothing is planned for it; empty where there is nothing to warn of."""
        day = eighteenth_birthday(self.assessment)
        if day is None or self.assessment.closed_at or not nears_adulthood(self.assessment):
            return ""
        name = self.assessment.given_names or "The young person"
        when = (
            f"{name} turns 18 on {day:%-d %B %Y}"
            if day > timezone.localdate()
            else f"{name} turned 18 on {day:%-d %B %Y}"
        )
        return "" if adulthood_planned(self.assessment) else f"{when}, and the way into adulthood is not planned."

    @property
    def last_seen(self) -> Sighting | None:
        """The last time the child was seen."""
        return next((one for one in self.sightings if one.seen), None)

    @property
    def next_review(self) -> PlanReview | None:
        """The review that is agreed and not held yet."""
        return next((one for one in self.reviews if one.held_on is None), None)

    @property
    def agreed(self) -> tuple[datetime.date, str] | None:
        """The next day agreed for this child while the assessment goes on, and for what; None where none is ahead.

        The time limit of guidance is the outer one: what was agreed comes before it (WT-ASM-29).
        """
        held = self.assessment
        if held.concluded_at or held.closed_at:
            return None
        unseen = self.last_seen is None and not held.unborn
        days = [(held.see_child_by_on, "see the child")] if unseen else []
        days += [(held.finish_by_on, "finish the assessment")]
        days += [(one.due_on, "look together at how it goes") for one in self.checkpoints if one.held_on is None]
        ahead = [(day, what) for day, what in days if day and day >= timezone.localdate()]
        return min(ahead, default=None)

    @property
    def late(self) -> list[str]:
        """Who is late with what, in words; empty when nobody is."""
        now, today, held = timezone.now(), timezone.localdate(), self.assessment
        lead = held.lead.account.name
        found = [f"{lead}: conclude, {one.left}" for one in self.clocks if one.state == "late"]
        unseen = not held.unborn and self.last_seen is None and held.concluded_at is None
        if unseen and held.see_child_by_on and held.see_child_by_on < today:
            found.append(f"{lead}: the child was to be seen by {held.see_child_by_on:%-d %B}")
        if held.finish_by_on and held.finish_by_on < today and held.concluded_at is None and not held.closed_at:
            found.append(f"{lead}: the assessment was to be finished by {held.finish_by_on:%-d %B}, as agreed")
        if self.next_review and self.next_review.due_on < today:
            found.append(f"{lead}: the review was due on {self.next_review.due_on:%-d %B}")
        found += [f"{one.owner}: {one.action}" for one in self.actions if one.done_on is None and one.due_on < today]
        found += [f"{lead}: point of review of {one.due_on:%-d %B}" for one in self.checkpoints
                  if one.held_on is None and one.due_on < today and not held.closed_at]  # fmt: skip
        if self.supervisions and self.supervisions[0].next_on < today and not held.closed_at:
            found.append(f"Supervision was due on {self.supervisions[0].next_on:%-d %B}")
        waits = [one for one, _, _ in self.requests if one.due_at and one.due_at < now]
        return found + [f"{one.asked_organisation.name}: answer" for one in waits if not one.answered_at]


def assessments() -> QuerySet[Assessment]:
    """Assessments with what every page names of them."""
    return Assessment.objects.select_related(
        "case_file", "team", "area", "lead__account", "lead__post", "person", "form"
    )


def by_reference(viewer: Viewer, reference: str) -> Assessment | None:
    """The assessment with this reference, forgiving how it was typed; None where it does not exist or is out of sight."""
    try:
        known = normalise_reference(reference, prefix=PREFIX)
    except NotAReference:
        return None
    return assessments().filter(reference=known).first()


def of_team(viewer: Viewer, which: str = "open", group: str = "") -> QuerySet[Assessment]:
    """The assessments in sight: open ones (`open`), the viewer's own (`mine`) or ended ones (`ended`).

    Takes: `group`, the code of one of the groups that the local protocol names, to list those of it alone (WT-ASM-09).
    """
    found = assessments().filter(form__answers__groups__contains=[group]) if group else assessments()
    if which == "ended":
        return found.exclude(stage__in=LIVE).order_by("-closed_at", "-pk")
    if which == "mine":
        found = found.filter(lead_id=viewer.appointment_id)
    return found.filter(stage__in=LIVE).order_by("referred_at", "pk")


def rows(viewer: Viewer, shown: Sequence[Assessment]) -> list[Row]:
    """The assessments of one page of the list, with a fixed number of queries. Journals the files shown."""
    record_sight(by=viewer, verb="listed", object_type="assessments", files=[one.case_file_id for one in shown])
    now = timezone.now()
    running = Clock.objects.filter(
        record__in=[one.reference for one in shown], met_at__isnull=True, stopped_at__isnull=True
    )
    clocks = {one.record: one for one in running.order_by("-due_at", "-pk")}
    seen = {
        one.assessment_id: one
        for one in Sighting.objects.filter(assessment__in=shown, seen=True).order_by("visited_at", "pk")
    }
    reviews = {one.assessment_id: one for one in PlanReview.objects.filter(assessment__in=shown, held_on__isnull=True)}
    made = []
    for one in shown:
        clock, review = clocks.get(one.reference), reviews.get(one.pk)
        late = bool(clock and clock.due_at < now) or bool(review and review.due_on < timezone.localdate())
        left = time_left(clock.due_at, now=now) if clock else ""
        made.append(Row(one, PROCESS.stage(one.stage).title, clock, left, late, seen.get(one.pk), review))
    return made


def view_of(viewer: Viewer, held: Assessment) -> AssessmentView:
    """Read a whole assessment, and journal every file it showed."""
    now = timezone.now()
    asked = of_enquiry(viewer, held.reference) + (of_enquiry(viewer, held.enquiry) if held.enquiry else [])
    siblings = of_family(viewer, held)
    handovers = Handover.objects.filter(from_record=held.reference).select_related("owner_team", "owner_post")
    handovers = handovers.order_by("left_at", "pk")
    clocks = Clock.objects.filter(record=held.reference, stopped_at__isnull=True).order_by("due_at", "pk")
    moves = Move.objects.filter(record=held.reference).order_by("moved_at", "pk")
    challenges = held.challenges.select_related("made_by__account", "made_by__post", "answered_by__account")
    own: dict[str, Any] = {
        "sightings": held.sightings.select_related("visit").order_by("-visited_at", "-pk"),
        "services": held.services.order_by("decided_on", "pk"),
        "challenges": challenges.order_by("-made_at", "-pk"),
        "tellings": held.tellings.order_by("recorded_at", "pk"),
        "actions": held.actions.order_by("due_on", "pk"),
        "reviews": held.reviews.order_by("-due_on", "-pk"),
        "area_moves": held.moves.order_by("-pk"),
        "adults": held.adults.select_related("person").order_by("recorded_at", "pk"),
        "checkpoints": held.checkpoints.order_by("due_on", "pk"),
        "supervisions": held.supervisions.select_related("recorded_by__account").order_by("-held_on", "-pk"),
        "legal": held.legal_decisions.order_by("-decided_on", "-pk"),
        "transitions": held.transitions.order_by("-recorded_at", "-pk"),
    }
    reasons = held.step_reasons.order_by("recorded_at", "pk").values_list("verb", "text")
    read_together(siblings, handovers, clocks, moves, reasons, *own.values())
    people = [one.person for one in own["adults"] if one.person]
    files = [held.case_file_id, *(one.case_file_id for one in (*asked, *siblings, *handovers, *people))]
    record_sight(
        by=viewer, verb="opened", object_type="assessment", object_ref=held.reference, files=sorted(set(files))
    )
    return AssessmentView(
        assessment=held, stage=PROCESS.stage(held.stage).title, clocks=[clock_line(one, now) for one in clocks],
        tasks=tasks(PROCESS, held), requests=[(one, state_of(one, now), left_words(one, now)) for one in asked],
        handovers=list(handovers), moves=_with_reasons(moves, reasons), siblings=list(siblings),
        **{name: list(found) for name, found in own.items()},
    )  # fmt: skip


def _with_reasons(moves: Iterable[Move], reasons: Iterable[tuple[str, str]]) -> list[tuple[Move, str]]:
    """Every step, the latest first, each with the reason it was taken for where its verb asks for one."""
    waiting: dict[str, list[str]] = {}
    for verb, text in reasons:
        waiting.setdefault(verb, []).append(text)
    found = []
    for one in moves:
        given = waiting.get(one.verb)
        found.append((one, given.pop(0) if given else ""))
    return found[::-1]


def of_family(viewer: Viewer, held: Assessment) -> QuerySet[Assessment]:
    """The open assessments of the other children who came by the same contact, as far as the viewer sees them."""
    if not held.contact:
        return Assessment.objects.none()
    others = assessments().filter(contact=held.contact, stage__in=LIVE).exclude(pk=held.pk)
    return others.order_by("birth_on", "pk")


def waiting_challenge(held: Assessment) -> list[tuple[str, str]]:
    """The challenge that waits for an answer: who made it, and its words."""
    found = (
        held.challenges.filter(answered_at__isnull=True)
        .select_related("made_by__account")
        .order_by("-made_at", "-pk")
        .first()
    )
    return [(f"Challenge by {found.made_by.account.name}", found.text)] if found else []


def open_points(held: Assessment) -> dict[str, tuple[Checkpoint, str]]:
    """The points of review not held yet, by reference, with words."""
    return {
        one.reference: (one, f"{one.due_on:%-d %B %Y}: {one.about}")
        for one in held.checkpoints.filter(held_on__isnull=True).order_by("due_on", "pk")
    }


def services(held: Assessment) -> dict[str, tuple[Service, str]]:
    """The services of an assessment, by reference, with words."""
    return {
        one.reference: (one, f"{one.service}, {one.agency}")
        for one in held.services.exclude(reference=None).order_by("decided_on", "pk")
        if one.reference
    }


def adulthood_plan(held: Assessment) -> Transition | None:
    """How the way into adulthood is planned, the latest; None where it is not."""
    return held.transitions.filter(kind=ADULTHOOD).order_by("-recorded_at", "-pk").first()


def plan_in_short(held: Assessment) -> list[tuple[str, str]]:
    """Each action of a plan: what is to get better, and what came of it or by when it is due."""
    return [
        (one.aim, f"{one.action} {one.agency}: {one.result if one.done_on else f'due {one.due_on:%-d %B %Y}'}")
        for one in held.actions.order_by("due_on", "pk")
    ]


def carried_down(held: Assessment, outcomes: Mapping[str, str]) -> str:
    """What early help would go on with, in words to be looked over: outcome and reasons, what still has to be done, services."""
    lines = [f"{outcomes.get(held.outcome, held.outcome)}. {held.reasons}".strip()]
    lines += [f"Still to do: {one.action} ({one.agency}, for: {one.aim}, by {one.due_on:%-d %B %Y})"
              for one in held.actions.filter(done_on__isnull=True).order_by("due_on", "pk")]  # fmt: skip
    lines += [
        f"Help in place: {one.service}, {one.agency} ({one.aim})" for one in held.services.order_by("decided_on", "pk")
    ]
    last = held.reviews.filter(held_on__isnull=False).order_by("-held_on", "-pk").first()
    return "\n".join(lines + ([f"Last review: {last.finding}"] if last else []))


def of_child(viewer: Viewer, *, child_reference: str, person_id: int | None) -> list[Assessment]:
    """The open assessments of one child, by the person they are or by the child on the contact."""
    same = Q(child_reference=child_reference) if child_reference else Q(pk__in=[])
    same |= Q(person_id=person_id) if person_id else Q(pk__in=[])
    return list(assessments().filter(same, stage__in=LIVE).order_by("opened_at", "pk"))


def visit(viewer: Viewer, reference: str) -> Visit | None:
    """One visit by its reference; None where it does not exist or is out of sight."""
    return Visit.objects.select_related("recorded_by__account").filter(reference=reference).first()


def is_late(viewer: Viewer, held: Assessment) -> bool:
    """Whether the limit for concluding has passed."""
    return Clock.objects.filter(
        record=held.reference, key=CLOCK, met_at__isnull=True, stopped_at__isnull=True, due_at__lt=timezone.now()
    ).exists()


def handover_by_reference(viewer: Viewer, reference: str) -> Handover | None:
    """One hand-over in sight, or None."""
    return Handover.objects.select_related("case_file", "owner_team").filter(reference=reference).first()


def colleagues(viewer: Viewer, held: Assessment) -> QuerySet[Appointment]:
    """Who may lead an assessment: whoever works today in the team that assesses."""
    today = timezone.localdate()
    return (
        Appointment.objects.filter(
            Q(held_until__isnull=True) | Q(held_until__gte=today), post__team_id=held.team_id, role__in=LEADS,
            held_from__lte=today, approved_at__isnull=False, account__is_active=True,
        )
        .exclude(pk=held.lead_id).select_related("account", "post").order_by("account__name", "pk")
    )  # fmt: skip


def agencies(viewer: Viewer, held: Assessment) -> tuple[dict[str, Team], dict[str, Team]]:
    """The teams that can be asked about this child, by key: those near the child first, then all others."""
    told = front_door.about_child(viewer, held.child_reference)
    return askable(viewer, area_id=held.area_id, own_team_id=held.team_id, told=told)
