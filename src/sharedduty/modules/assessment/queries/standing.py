"""How an assessment stands, in a few facts that higher rooms may show beside their own."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from functools import reduce
from operator import or_

from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from sharedduty.foundations.access.api import Viewer
from sharedduty.foundations.process.api import Clock, Handover
from sharedduty.modules.assessment.models import Assessment, Sighting
from sharedduty.modules.assessment.process import PROCESS
from sharedduty.modules.assessment.queries.choices import labels
from sharedduty.modules.assessment.queries.reading import CLOCK, assessments, by_reference
from sharedduty.modules.front_door import api as front_door


@dataclass(frozen=True)
class Standing:
    """One assessment in a few facts; `files` are what to journal where it is shown."""

    reference: str
    href: str
    stage: str
    ended: bool
    lead: str
    enquiry: str
    seen_at: datetime.datetime | None
    seen_alone: bool
    conclude_by: datetime.datetime | None
    concluded_at: datetime.datetime | None
    outcome: str
    born_on: datetime.date | None
    files: tuple[int, ...]


def standing(viewer: Viewer, reference: str) -> Standing | None:
    """How one assessment stands; None where it does not exist or is out of sight. The caller journals what it shows."""
    held = by_reference(viewer, reference)
    return _all(viewer, [held])[0] if held else None


def standings(
    viewer: Viewer, *, child_reference: str = "", person_id: int | None = None, enquiry: str = ""
) -> list[Standing]:
    """The assessments of one child, by contact or by person, or those that carry out one enquiry; the latest first.

    Only what is in sight, with two queries besides. Gives none where nothing is named. The caller journals what it shows.
    """
    named = {"child_reference": child_reference, "person_id": person_id, "enquiry": enquiry}
    wanted = [Q(**{name: value}) for name, value in named.items() if value]
    if not wanted:
        return []
    return _all(viewer, list(assessments().filter(reduce(or_, wanted)).order_by("-opened_at", "-pk")))


def _all(viewer: Viewer, found: Sequence[Assessment]) -> list[Standing]:
    running = Clock.objects.filter(record__in=[one.reference for one in found], key=CLOCK, met_at=None, stopped_at=None)
    due = dict(running.values_list("record", "due_at"))
    seen: dict[int, Sighting] = {
        one.assessment_id: one
        for one in Sighting.objects.filter(assessment__in=found, seen=True).order_by("visited_at", "pk")
    }
    made = []
    for one in found:
        stage, last = PROCESS.stage(one.stage), seen.get(one.pk)
        words = labels("assessment.outcomes", timezone.localdate(one.referred_at))
        made.append(
            Standing(
                one.reference, reverse("assessment:assessment", args=[one.reference]), stage.title, stage.ends,
                one.lead.account.name, one.enquiry, last.visited_at if last else None, bool(last and last.alone),
                due.get(one.reference), one.concluded_at, words.get(one.outcome, one.outcome),
                None if one.unborn else one.birth_on, (one.case_file_id,),
            )
        )  # fmt: skip
    return made


def child_handed_over(viewer: Viewer, handover: Handover) -> front_door.HandedOver | None:
    """The child that a hand-over left by an assessment is about, as the front door's own give it; None for any other.

    `received_at` is the point of referral of the assessment. The caller journals the files it shows.
    """
    held = by_reference(viewer, handover.from_record)
    if held is None:
        return None
    return front_door.HandedOver(
        held.child_reference or held.reference, held.given_names, held.family_name, held.unborn, held.birth_on,
        held.expected_on, held.person, held.referred_at, (held.case_file_id,),
    )  # fmt: skip
