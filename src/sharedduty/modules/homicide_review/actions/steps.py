"""What every step of this room does alike: compare the version read, take the step, keep its reason."""

from typing import Any

from django.utils import timezone

from sharedduty.foundations.access.api import Viewer
from sharedduty.foundations.process.api import Given, Overtaken, Stage, move
from sharedduty.modules.homicide_review.models import AgencyReport, HomicideReview, HomicideStepReason, ReportReason
from sharedduty.modules.homicide_review.process import PROCESS, REPORT_PROCESS


def step(
    by: Viewer, held: HomicideReview, verb: str, given: Given | None = None, *, version: int | None = None,
    sets: Given | None = None,
) -> Stage:  # fmt: skip
    """Take one step of a review, and keep its reason with it.

    Raises PermissionDenied; CannotMove; Overtaken, also where it moved on since `version`.
    """
    if version is not None and held.version != version:
        raise Overtaken
    facts = dict(given or {})
    reason = str(facts.get("reason") or "").strip()
    reached = move(by=by, process=PROCESS, record=held, verb=verb, given=facts, sets=sets, reason=reason)
    if reason:
        HomicideStepReason.objects.create(**recorded(by, held), verb=verb, text=reason)
    return reached


def report_step(
    by: Viewer, held: AgencyReport, verb: str, given: Given | None = None, *, version: int | None = None,
    sets: Given | None = None,
) -> Stage:  # fmt: skip
    """Take one step of an agency's own report, as `step` does."""
    if version is not None and held.version != version:
        raise Overtaken
    facts = dict(given or {})
    reason = str(facts.get("reason") or "").strip()
    reached = move(by=by, process=REPORT_PROCESS, record=held, verb=verb, given=facts, sets=sets, reason=reason)
    if reason:
        ReportReason.objects.create(**written(by, held), verb=verb, text=reason)
    return reached


def recorded(by: Viewer, held: HomicideReview) -> dict[str, Any]:
    """What every row of a review's file has: its file, its review, when and by whom it was written."""
    return {
        "case_file_id": held.case_file_id, "review": held, "recorded_at": timezone.now(), "recorded_by_id": by.holding,
    }  # fmt: skip


def written(by: Viewer, held: AgencyReport) -> dict[str, Any]:
    """What every row of an agency report's file has."""
    return {
        "case_file_id": held.case_file_id, "report": held, "recorded_at": timezone.now(), "recorded_by_id": by.holding,
    }  # fmt: skip
