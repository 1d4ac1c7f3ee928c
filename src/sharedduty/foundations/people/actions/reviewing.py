"""The privacy officer's review of who asked whether children are known."""

from django.core.exceptions import ValidationError
from django.utils import timezone

from sharedduty.foundations.access.api import Viewer
from sharedduty.foundations.journal.api import record_change
from sharedduty.foundations.people import rules
from sharedduty.foundations.people.models import Check


def record_review(*, by: Viewer, check: Check, finding: str) -> None:
    """Record what the privacy officer made of one check. Raises: PermissionDenied; ValidationError. Journalled."""
    rules.require(by, "child_check_review")
    if not finding.strip():
        raise ValidationError({"finding": "Say what you found, even if all was in order."})
    changed = (
        Check.objects.using(by.database)
        .filter(pk=check.pk, reviewed_at=None)
        .update(reviewed_at=timezone.now(), reviewed_by_id=by.appointment_id, finding=finding.strip())
    )
    if changed != 1:
        raise ValidationError("This check has already been reviewed.")
    record_change(
        by=by, verb="reviewed child check", object_type="child check", object_ref=check.record, file=check.case_file_id,
        fields=["finding"], reason=finding,
    )  # fmt: skip
