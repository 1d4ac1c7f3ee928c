"""Where this room's records are found, what a post owes here, and what a search finds: as far as sight reaches."""

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from sharedduty.foundations.access.api import CaseFile, Viewer
from sharedduty.foundations.design import slots
from sharedduty.foundations.design.dates import date_short
from sharedduty.foundations.design.owed import Named, Owed
from sharedduty.foundations.people.api import register_files_about
from sharedduty.foundations.people.models import Person
from sharedduty.foundations.plain.references import references_of
from sharedduty.foundations.plain.words import time_left
from sharedduty.foundations.process.api import STARTS, Clock, register
from sharedduty.foundations.requests.models import InformationRequest
from sharedduty.foundations.retention.api import register_births
from sharedduty.modules.assessment.models import Assessment, Checkpoint, PlanReview, Sighting, Transition
from sharedduty.modules.assessment.process import LIVE, PROCESS
from sharedduty.modules.assessment.queries.reading import CLOCK, PREFIX, assessments
from sharedduty.modules.assessment.queries.starting import start_for
from sharedduty.modules.assessment.rules.ending import ADULTHOOD, eighteenth_birthday
from sharedduty.modules.assessment.rules.standing import nears_adulthood

MOST, MOST_HELD = 50, 200
COLUMNS = [
    {"key": "assessment", "label": "Assessment"}, {"key": "stage", "label": "Stage"}, {"key": "next", "label": "Next"},
    {"key": "lead", "label": "Led by"}, {"key": "seen", "label": "Child last seen"},
]  # fmt: skip


@dataclass(frozen=True)
class Hit:
    """One record a search found."""

    kind: str
    title: str
    detail: str
    link: str
    file: int


def assessment_page(viewer: Viewer, reference: str) -> str:
    """An assessment's page, for those who may read assessments."""
    return reverse("assessment:assessment", args=[reference]) if viewer.may("assessment_read") else ""


def _end_of(day: datetime.date) -> datetime.datetime:
    return timezone.make_aware(datetime.datetime.combine(day, datetime.time(23, 59, 59)))


def owed(viewer: Viewer) -> list[Owed]:
    """What the viewer owes by agreement, where no clock of a pack runs: a child to be seen, a plan to be reviewed."""
    if viewer.kind != "account" or not viewer.may("assessment_work"):
        return []
    mine = assessments().filter(lead_id=viewer.appointment_id, stage__in=LIVE).order_by("referred_at", "pk")[:MOST_HELD]
    held = {one.pk: one for one in mine}
    seen = set(Sighting.objects.filter(assessment__in=held, seen=True).values_list("assessment_id", flat=True))
    found = [
        Owed("See the child", one.reference, reverse("assessment:visit", args=[one.reference]), _end_of(one.see_child_by_on),
             citation="WT2018 ch1 box: assessment", file=one.case_file_id)
        for one in held.values()
        if one.see_child_by_on and one.pk not in seen and not one.unborn and one.concluded_at is None
    ]  # fmt: skip
    found += _ahead(held)
    for review in PlanReview.objects.filter(assessment__in=held, held_on__isnull=True).order_by("due_on", "pk"):
        one = held[review.assessment_id]
        link = reverse("assessment:review", args=[one.reference])
        found.append(
            Owed("Review the plan", one.reference, link, _end_of(review.due_on), citation="WT2018 ch1 ¶66",
                 file=one.case_file_id)
        )  # fmt: skip
    return found


def _ahead(held: Mapping[int, Assessment]) -> list[Owed]:
    """Points of review that are set and not held, and the way into adulthood where it is not planned."""
    found = [
        Owed("Hold the point of review", held[one.assessment_id].reference,
             reverse("assessment:hold-point", args=[held[one.assessment_id].reference]), _end_of(one.due_on),
             citation="WT2018 ch1 ¶62", file=one.case_file_id)
        for one in Checkpoint.objects.filter(assessment__in=held, held_on__isnull=True).order_by("due_on", "pk")
    ]  # fmt: skip
    planned = set(
        Transition.objects.filter(assessment__in=held, kind=ADULTHOOD).values_list("assessment_id", flat=True)
    )
    for one in held.values():
        birthday = eighteenth_birthday(one)
        if birthday and one.pk not in planned and nears_adulthood(one):
            link = reverse("assessment:transition", args=[one.reference])
            found.append(Owed("Plan the way into adulthood", one.reference, link, _end_of(birthday),
                              citation="WT2018 ch1 ¶68", file=one.case_file_id))  # fmt: skip
    return found


def my_records(viewer: Viewer) -> list[str]:
    """The references of the open assessments this viewer leads."""
    if viewer.kind != "account" or not viewer.appointment_id or not viewer.may("assessment_read"):
        return []
    held = Assessment.objects.filter(lead_id=viewer.appointment_id, stage__in=LIVE).order_by("referred_at", "pk")
    return list(held.values_list("reference", flat=True)[:MOST_HELD])


def named(viewer: Viewer, records: Sequence[str]) -> dict[str, Named]:
    """The child of each of some assessments, and who leads it, by name and post."""
    held = Assessment.objects.filter(reference__in=references_of(records, PREFIX))
    return {
        one.reference: Named(str(one), f"{one.lead.account.name}, {one.lead.post.title}")
        for one in held.select_related("lead__account", "lead__post")
    }


def found(viewer: Viewer, words: str, reference: str = "") -> list[Hit]:
    """Assessments by the child's name; only what is in sight."""
    if viewer.kind != "account" or not viewer.may("assessment_read") or len(words) < 2:
        return []
    named = Q()
    for part in words.split()[:4]:
        named &= Q(given_names__icontains=part) | Q(family_name__icontains=part)
    return [
        Hit("assessment", str(one), one.reference, assessment_page(viewer, one.reference), one.case_file_id)
        for one in Assessment.objects.filter(named).order_by("-referred_at", "-pk")[:MOST]
    ]


def files_about(viewer: Viewer, people: Sequence[int]) -> list[CaseFile]:
    """This room's files that are about given people, as the child or as an adult of the household."""
    return files_of(
        viewer, list(Assessment.objects.filter(Q(person__in=people) | Q(adults__person__in=people)).distinct())
    )


def files_of(viewer: Viewer, about: Sequence[Assessment]) -> list[CaseFile]:
    """The files of some assessments: their own, the visits they rest on, and the requests made for them."""
    ids = {one.case_file_id for one in about}
    ids |= set(Sighting.objects.filter(assessment__in=about).values_list("visit__case_file_id", flat=True))
    asked = InformationRequest.objects.filter(for_record__in=[one.reference for one in about])
    ids |= set(asked.values_list("case_file_id", flat=True))
    return list(CaseFile.objects.filter(pk__in=ids))


def page_of_file(viewer: Viewer, file: CaseFile) -> dict[str, str] | None:
    """Where a file's page is for this viewer; None for a file that is no assessment in sight."""
    held = Assessment.objects.filter(case_file=file).first()
    if held is None or not viewer.may("assessment_read"):
        return None
    return {"text": f"Assessment {held.reference}", "href": assessment_page(viewer, held.reference)}


def panel(*, viewer: Viewer, person: Person, same: set[int]) -> dict[str, Any] | None:
    """A person's assessments and plans, as their page shows them: stage, next clock in words, lead, when last seen."""
    if not viewer.may("assessment_read"):
        return None
    shown = list(assessments().filter(person__in=same).order_by("-referred_at", "-pk")[:MOST])
    clocks = {
        one.record: one
        for one in Clock.objects.filter(
            record__in=[one.reference for one in shown], key=CLOCK, met_at__isnull=True, stopped_at__isnull=True
        )
    }
    seen = {
        one.assessment_id: one
        for one in Sighting.objects.filter(assessment__in=shown, seen=True).order_by("visited_at", "pk")
    }
    reviews = {one.assessment_id: one for one in PlanReview.objects.filter(assessment__in=shown, held_on__isnull=True)}
    rows = [
        {
            "assessment": {"text": one.reference, "href": assessment_page(viewer, one.reference)},
            "stage": PROCESS.stage(one.stage).title, "next": _next(clocks.get(one.reference), reviews.get(one.pk)),
            "lead": one.lead.account.name, "seen": date_short(seen[one.pk].visited_at) if one.pk in seen else "Not yet",
        }
        for one in shown
    ]  # fmt: skip
    return {
        "title": "Assessments and plans", "columns": COLUMNS, "rows": rows, "files": {one.case_file_id for one in shown},
        "missing": "No assessment that you have sight of.",
    }  # fmt: skip


def _next(clock: Clock | None, review: PlanReview | None) -> str:
    """What is due next, in words."""
    if clock:
        return f"Conclude: {time_left(clock.due_at, now=timezone.now())}"
    return f"Review on {date_short(review.due_on)}" if review else ""


def make_known() -> None:
    """Tell the house where this room's records are, what it takes up, what is owed here, and what a search finds."""
    register(PREFIX, assessment_page)
    slots.fill(STARTS, "assessment", start_for, order=30)
    slots.fill("my_work", "assessment", lambda *, viewer: owed(viewer), order=30)
    slots.fill("my_records", "assessment", lambda *, viewer: my_records(viewer), order=30)
    slots.fill("named", "assessment", lambda *, viewer, records: named(viewer, records), order=30)
    slots.fill("search", "assessment", lambda *, viewer, words, reference: found(viewer, words, reference), order=30)
    slots.fill("people.person.panels", "assessment", panel, order=30)
    slots.fill("file_pages", "assessment", lambda *, viewer, file: page_of_file(viewer, file), order=30)
    register_files_about(files_about)
    register_births("assessment_births")
