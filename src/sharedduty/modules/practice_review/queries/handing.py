"""What goes on from a practice review in the register of recommendations."""

from django.utils import timezone

from sharedduty.foundations.access.api import Viewer
from sharedduty.modules.action_plans.api import Advised, AdvisedBy
from sharedduty.modules.practice_review.models import ReportVersion
from sharedduty.modules.practice_review.process import AFTER
from sharedduty.modules.practice_review.queries.reading import by_reference


def recommended_by(viewer: Viewer, reference: str) -> AdvisedBy | None:
    """What a review that has ended as published, or as not published, recommends; None for any other or out of sight.

    The caller journals its file.
    """
    held = by_reference(viewer, reference) if reference.startswith("PR-") else None
    if held is None or held.stage not in (*AFTER, "closed"):
        return None
    report = ReportVersion.objects.filter(review=held).order_by("-number").first()
    made_on = timezone.localdate(held.published_at) if held.published_at else report.received_on if report else None
    if made_on is None:
        return None
    advised = tuple(
        Advised(str(one.number), one.text, one.owner, one.due_on, one.outcome)
        for one in held.recommendations.order_by("number", "pk")
    )
    title = report.title if report else "Practice review"
    return AdvisedBy(held.reference, held.case_file_id, "practice_review", title, made_on, advised)
