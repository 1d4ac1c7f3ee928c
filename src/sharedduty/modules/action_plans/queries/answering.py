"""An agency's part as its page shows it, the list of an agency's parts, and evidence that can be used again."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, QuerySet

from sharedduty.foundations.access.api import Viewer
from sharedduty.foundations.journal.api import record_sight
from sharedduty.foundations.plain.references import NotAReference, normalise_reference
from sharedduty.foundations.process.api import Move
from sharedduty.modules.action_plans.models import ActionPart, Evidence, PartAnswer, Product, RagRating, Sharing
from sharedduty.modules.action_plans.queries.reading import PART_PREFIX, moves_of, part_line

QUESTIONS = {"adopted": "Whether it is in place", "effect": "What the effect is at the front line"}
LISTS = {
    "open": ("asked", "planned", "done", "adopted"), "ended": ("effect", "not_applicable", "withdrawn"),
}  # fmt: skip
AGAIN = 50


def parts() -> QuerySet[ActionPart]:
    """Parts with what every page names of them."""
    return ActionPart.objects.select_related("case_file", "asked_organisation", "asked_team", "owner_post", "area")


def part_by_reference(viewer: Viewer, reference: str) -> ActionPart | None:
    """The part with this reference; None where it does not exist or is out of sight."""
    try:
        known = normalise_reference(reference, prefix=PART_PREFIX)
    except NotAReference:
        return None
    return parts().filter(reference=known).first()


def asked_of_us(viewer: Viewer, which: str) -> QuerySet[ActionPart]:
    """The parts the viewer's own team was asked, the earliest limit first."""
    found = parts().filter(asked_team_id=viewer.team_id or 0, stage__in=LISTS.get(which, LISTS["open"]))
    return found.order_by("answer_by_on", "pk") if which == "open" else found.order_by("-asked_at", "-pk")


def listed(viewer: Viewer, shown: Sequence[ActionPart], today: datetime.date) -> list[Any]:
    """The parts of one page of a list. Journals the files shown."""
    record_sight(by=viewer, verb="listed", object_type="action parts", files=[one.case_file_id for one in shown])
    return [part_line(one, today) for one in shown]


@dataclass
class PartView:
    """Everything on a part's page."""

    part: ActionPart
    stage: str
    late: bool
    ownerless: str
    answers: list[PartAnswer]
    ratings: list[RagRating]
    evidence: list[tuple[Evidence, int]]
    sharings: list[Sharing]
    products: list[Product]
    moves: list[tuple[Move, str]]

    def latest(self, question: str) -> PartAnswer | None:
        """The latest answer to one of the three questions."""
        return next((one for one in self.answers if one.question == question), None)


def part_view(viewer: Viewer, part: ActionPart, today: datetime.date) -> PartView:
    """Read a whole part, and journal its file."""
    record_sight(
        by=viewer, verb="opened", object_type="action part", object_ref=part.reference, files=[part.case_file_id]
    )
    line = part_line(part, today)
    evidence = list(part.evidence.order_by("dated_on", "pk"))
    firsts = {one.first_given or one.reference for one in evidence}
    again = dict(Evidence.objects.filter(first_given__in=firsts).values_list("first_given").annotate(times=Count("pk")))
    return PartView(
        part=part, stage=line.stage, late=line.late, ownerless=line.ownerless,
        answers=list(part.answers.order_by("-recorded_at", "-pk")),
        ratings=list(part.ratings.order_by("-recorded_at", "-pk")),
        evidence=[(one, again.get(one.first_given or one.reference, 0)) for one in evidence],
        sharings=list(part.sharings.order_by("shared_on", "pk")), products=list(part.products.order_by("made_on", "pk")),
        moves=moves_of(part),
    )  # fmt: skip


def given_before(viewer: Viewer, part: ActionPart) -> dict[str, str]:
    """Evidence that the same team gave elsewhere and that is in sight: reference to title; the latest first."""
    found = Evidence.objects.filter(part__asked_team_id=part.asked_team_id, first_given="").exclude(part=part)
    return {
        one.reference: f"{one.title} ({one.dated_on:%d.%m.%Y})" for one in found.order_by("-dated_on", "-pk")[:AGAIN]
    }


def evidence_again(viewer: Viewer, part: ActionPart, reference: str) -> Evidence | None:
    """A piece of evidence of the same team, by its reference; None for any other."""
    if not reference:
        return None
    return Evidence.objects.filter(reference=reference, part__asked_team_id=part.asked_team_id).first()


def waiting_receipts(part: ActionPart) -> dict[str, str]:
    """What staff were told and nobody has confirmed: reference to audience."""
    found = part.sharings.filter(received_on__isnull=True).order_by("shared_on", "pk")
    return {one.reference: f"{one.audience}, {one.shared_on:%d.%m.%Y}" for one in found}


def made(part: ActionPart) -> dict[str, str]:
    """What was made in response: reference to title."""
    return {one.reference: one.title for one in part.products.order_by("made_on", "pk")}
