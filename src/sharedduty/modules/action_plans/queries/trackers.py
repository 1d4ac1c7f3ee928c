"""What a tracker's lines are compared with: the recommendations that are in the register already."""

from sharedduty.foundations.access.api import Viewer
from sharedduty.modules.action_plans.models import TrackedRecommendation
from sharedduty.modules.action_plans.rules.tracking import key_of


def in_register(viewer: Viewer) -> set[tuple[str, str, str]]:
    """What each recommendation in the viewer's sight is known again by: its source, its number there, its words."""
    found = TrackedRecommendation.objects.filter(area_id=viewer.area_id or 0)
    return {key_of(one) for one in found.values("source_title", "source_number", "wording")}
