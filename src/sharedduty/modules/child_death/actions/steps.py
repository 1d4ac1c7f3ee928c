"""What every step of a review does alike: compare the version read, take the step, keep its reason."""

from typing import Any

from django.utils import timezone

from sharedduty.foundations.access.api import Viewer
from sharedduty.foundations.process.api import Given, Overtaken, Stage, move
from sharedduty.modules.child_death.models import ChildDeath, DeathReason
from sharedduty.modules.child_death.process import PROCESS


def step(
    by: Viewer, held: ChildDeath, verb: str, given: Given | None = None, *, version: int | None = None,
    sets: Given | None = None,
) -> Stage:  # fmt: skip
    """Take one step of the process, and keep its reason with it.

    Raises PermissionDenied; CannotMove; Overtaken, also where it moved on since `version`.
    """
    if version is not None and held.version != version:
        raise Overtaken
    facts = dict(given or {})
    reason = str(facts.get("reason") or "").strip()
    reached = move(by=by, process=PROCESS, record=held, verb=verb, given=facts, sets=sets, reason=reason)
    if reason:
        DeathReason.objects.create(**recorded(by, held), verb=verb, text=reason)
    return reached


def recorded(by: Viewer, held: ChildDeath) -> dict[str, Any]:
    """What every row of a death's file has: its file, its death, when and by whom it was written."""
    return {
        "case_file_id": held.case_file_id, "death": held, "recorded_at": timezone.now(), "recorded_by_id": by.holding,
    }  # fmt: skip
