"""What goes on from a homicide review in the register of recommendations, and where it stands there."""

from django.utils import timezone

from sharedduty.foundations.access.api import Viewer
from sharedduty.modules.action_plans.api import Advised, AdvisedBy, register_standing
from sharedduty.modules.homicide_review.models import HomicideReview
from sharedduty.modules.homicide_review.queries.reading import PREFIX, by_reference, last_report


def recommended_by(viewer: Viewer, reference: str) -> AdvisedBy | None:
    """What a published review recommends; None for any other or out of sight. The caller journals its file."""
    held = by_reference(viewer, reference) if reference.startswith(f"{PREFIX}-") else None
    report = last_report(held) if held else None
    if held is None or report is None or held.published_at is None:
        return None
    advised = tuple(
        Advised(str(one.number), one.text, one.owner, one.due_on, one.outcome)
        for one in held.recommendations.order_by("number", "pk")
    )
    made_on = timezone.localdate(held.published_at)
    return AdvisedBy(held.reference, held.case_file_id, "homicide_review", report.title, made_on, advised)


def in_register(viewer: Viewer, held: HomicideReview) -> tuple[int, int]:
    """How many recommendations of a review are in the register, and how many of them have not ended."""
    return register_standing(viewer, held.reference)
