"""Hand-overs that a team or post owns, and what it may read of each."""

from django.db.models import F, Q, QuerySet

from sharedduty.foundations.access.api import Viewer
from sharedduty.foundations.journal.api import record_sight
from sharedduty.foundations.process.api import Handover


def handovers(viewer: Viewer, *, closed: bool = False) -> QuerySet[Handover]:
    """Open (or closed) hand-overs owned by the viewer's team or post, or left by it.

    What nobody has accepted comes first, the longest waiting on top.
    """
    mine = (
        Q(owner_team_id=viewer.team_id)
        | Q(owner_post_id=viewer.post_id)
        | Q(left_by_id=viewer.appointment_id)
        | Q(owner_post__team_id=viewer.team_id)
    )
    return (
        Handover.objects.filter(mine, closed_at__isnull=not closed)
        .select_related("owner_team", "owner_post__team", "left_by__post", "left_by__account", "accepted_by__account")
        .order_by(*(["-closed_at"] if closed else [F("accepted_at").asc(nulls_first=True), "left_at"]), "pk")
    )


def handover_by_reference(viewer: Viewer, reference: str) -> Handover | None:
    """One hand-over, journalled as opened; None where it does not exist or is out of sight."""
    held = (
        Handover.objects.select_related(
            "owner_team", "owner_post__team", "left_by__post", "left_by__account", "accepted_by__account"
        )
        .filter(reference=reference)
        .first()
    )
    if held is not None:
        record_sight(
            by=viewer, verb="opened", object_type="hand-over", object_ref=held.reference, files=[held.case_file_id]
        )
    return held
