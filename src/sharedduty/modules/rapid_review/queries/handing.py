"""What goes on from a rapid review in another room."""

import datetime
from dataclasses import dataclass

from sharedduty.foundations.access.api import Viewer
from sharedduty.foundations.process.api import HandedChild
from sharedduty.modules.rapid_review.queries.reading import by_reference, last_decision
from sharedduty.modules.rapid_review.rules.deciding import LOCAL


@dataclass(frozen=True)
class ReviewFacts:
    """What a local review takes over from a rapid review: its file, what happened, the children, what was decided and why."""

    reference: str
    file_id: int
    incident: str
    what_happened: str
    reasons: str
    focus: str
    decided_by: str
    decided_at: datetime.datetime
    children: tuple[HandedChild, ...]


def review_facts(viewer: Viewer, reference: str) -> ReviewFacts | None:
    """The facts of a rapid review whose standing decision is a local review; None for any other or out of sight.

    The caller journals its file.
    """
    held = by_reference(viewer, reference)
    last = last_decision(held) if held else None
    if held is None or last is None or LOCAL not in last.chosen:
        return None
    children = tuple(
        HandedChild(one.given_names, one.family_name, one.birth_on, one.person_id)
        for one in held.children.order_by("recorded_at", "pk")
    )
    return ReviewFacts(
        held.reference, held.case_file_id, held.incident, held.what_happened, last.reasons, last.focus, last.decided_by,
        last.decided_at, children,
    )  # fmt: skip
