"""What every step does alike: compare the version read, take the step, keep its reason."""

from typing import Any

from django.utils import timezone

from sharedduty.foundations.access.api import Viewer
from sharedduty.foundations.process.api import Given, Overtaken, Stage, move
from sharedduty.modules.action_plans.models import (
    ActionPart,
    PartReason,
    RecommendationReason,
    TrackedRecommendation,
)
from sharedduty.modules.action_plans.process import PART_PROCESS, PROCESS


def step(
    by: Viewer, held: TrackedRecommendation | ActionPart, verb: str, given: Given | None = None, *,
    version: int | None = None, sets: Given | None = None,
) -> Stage:  # fmt: skip
    """Take one step of a recommendation or of a part, and keep its reason with it.

    Raises PermissionDenied; CannotMove; Overtaken, also where it moved on since `version`.
    """
    if version is not None and held.version != version:
        raise Overtaken
    facts = dict(given or {})
    reason = str(facts.get("reason") or "").strip()
    whole = isinstance(held, TrackedRecommendation)
    reached = move(
        by=by, process=PROCESS if whole else PART_PROCESS, record=held, verb=verb, given=facts, sets=sets, reason=reason
    )
    if reason:
        kind: Any = RecommendationReason if whole else PartReason
        kind.objects.create(**recorded(by, held), verb=verb, text=reason)
    return reached


def recorded(by: Viewer, held: TrackedRecommendation | ActionPart) -> dict[str, Any]:
    """What every row of a file has: its file, what it belongs to, when and by whom it was written."""
    whole = isinstance(held, TrackedRecommendation)
    return {
        "case_file_id": held.case_file_id, "recommendation" if whole else "part": held, "recorded_at": timezone.now(),
        "recorded_by_id": by.holding,
    }  # fmt: skip


def own_name(by: Viewer) -> str:
    """Who acts, by name and post."""
    return f"{by.name}, {by.post_title}"
