"""What goes on from a review in the register of recommendations."""

from django.utils import timezone

from sharedduty.foundations.access.api import Viewer
from sharedduty.foundations.process.api import Handover
from sharedduty.modules.action_plans.api import START, Advised, AdvisedBy
from sharedduty.modules.serious_case_review.models import SeriousCaseReview
from sharedduty.modules.serious_case_review.process import AFTER, CLOSED
from sharedduty.modules.serious_case_review.queries.reading import by_reference

SOURCE = "case_review"  # the kind of source the register knows such reviews by


def recommended_by(viewer: Viewer, reference: str) -> AdvisedBy | None:
    """What a review that was signed off and ended recommends; None for any other or out of sight. The caller journals it."""
    held = by_reference(viewer, reference) if reference.startswith("SR-") else None
    if held is None or held.stage not in (*AFTER, CLOSED) or held.completed_at is None:
        return None
    advised = tuple(
        Advised(str(one.number), one.text, one.owner, one.due_on, one.outcome)
        for one in held.recommendations.order_by("number", "pk")
    )
    made_on = timezone.localdate(held.completed_at)
    return AdvisedBy(
        held.reference, held.case_file_id, SOURCE, f"Serious case review {held.reference}", made_on, advised
    )


def plan_taken_up(viewer: Viewer, held: SeriousCaseReview) -> bool:
    """Whether the register has taken a review's recommendations up."""
    return Handover.objects.filter(from_record=held.reference, start=START, closed_at__isnull=False).exists()
