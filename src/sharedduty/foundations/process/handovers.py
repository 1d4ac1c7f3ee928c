"""Hand-overs: work leaving one room for another, owned from the first second."""

from django.utils import timezone

from sharedduty.foundations.access.api import CaseFile, Viewer
from sharedduty.foundations.journal.api import record_change
from sharedduty.foundations.plain.references import new_reference
from sharedduty.foundations.process.models import Handover


def leave(
    *, by: Viewer, file: CaseFile, from_record: str, start: str, summary: str, about: str = "",
    owner_team_id: int | None = None, owner_post_id: int | None = None,
) -> Handover:  # fmt: skip
    """Leave work for another room. Raises ValueError without an owner: a hand-over is never a dead end."""
    if (owner_team_id is None) == (owner_post_id is None):
        raise ValueError("a hand-over is owned by one team or one post until the other room accepts it")
    handover = Handover.objects.using(by.database).create(
        case_file=file, reference=new_reference("H"), from_record=from_record, about=about, start=start, summary=summary,
        left_at=timezone.now(), left_by_id=by.appointment_id, owner_team_id=owner_team_id, owner_post_id=owner_post_id,
    )  # fmt: skip
    record_change(by=by, verb="left a hand-over", object_type=start, object_ref=handover.reference, file=file.pk)
    return handover


def accept(*, by: Viewer, handover: Handover) -> None:
    """Accept a hand-over as the viewer's post. Does nothing to one already accepted by the same post."""
    if handover.accepted_at:
        return
    handover.accepted_at, handover.accepted_by_id = timezone.now(), by.appointment_id
    handover.save(using=by.database, update_fields=["accepted_at", "accepted_by"])
    record_change(
        by=by, verb="accepted a hand-over", object_type=handover.start, object_ref=handover.reference,
        file=handover.case_file_id,
    )  # fmt: skip


def close(*, by: Viewer, handover: Handover, outcome: str) -> None:
    """Close a hand-over with what became of it. Raises ValueError without an outcome."""
    if not outcome.strip():
        raise ValueError("say what became of it")
    handover.closed_at, handover.outcome = timezone.now(), outcome
    handover.save(using=by.database, update_fields=["closed_at", "outcome"])
    record_change(
        by=by, verb="closed a hand-over", object_type=handover.start, object_ref=handover.reference,
        file=handover.case_file_id, fields=["outcome"],
    )  # fmt: skip
