"""How recommendations come in by a hand-over, and where they stand for whoever left it."""

from django.urls import reverse

from sharedduty.foundations.access.api import Viewer
from sharedduty.foundations.process.api import Handover, Start
from sharedduty.modules.action_plans.models import TrackedRecommendation
from sharedduty.modules.action_plans.process import ENDED, START
from sharedduty.modules.action_plans.queries.sources import AdvisedBy, advised_by


def owned(viewer: Viewer, handover: Handover) -> bool:
    """Whether a hand-over is the viewer's team's or post's."""
    if handover.owner_post_id:
        return handover.owner_post_id == viewer.post_id
    return handover.owner_team_id == viewer.team_id


def start_for(viewer: Viewer, handover: Handover) -> Start | None:
    """How this room begins the work of a hand-over; None for work that is not its own."""
    if handover.start != START or not viewer.may("plan_work") or not owned(viewer, handover):
        return None
    return Start("Take the recommendations into the register", reverse("action_plans:start", args=[handover.reference]))


def handed_over(viewer: Viewer, reference: str) -> tuple[Handover, AdvisedBy] | None:
    """The open hand-over that the viewer can take up here, with what was recommended; None for any other or out of sight."""
    handover = Handover.objects.filter(reference=reference, start=START, closed_at__isnull=True).first()
    if handover is None or not owned(viewer, handover):
        return None
    advised = advised_by(viewer, handover.from_record)
    return (handover, advised) if advised else None


def waiting(viewer: Viewer) -> list[Handover]:
    """What was handed over to the viewer's team or post and is not in the register, the longest waiting first."""
    found = Handover.objects.filter(start=START, closed_at__isnull=True).order_by("left_at", "pk")
    return [one for one in found[:50] if owned(viewer, one)]


def stands_at(viewer: Viewer, handover: Handover) -> str | None:
    """How many of the recommendations that a hand-over led to are still open, as far as they are in sight."""
    found = TrackedRecommendation.objects.filter(handover=handover.reference)
    stages = list(found.values_list("stage", flat=True))
    if handover.start != START or not stages:
        return None
    return f"{len(stages)} in the register, {sum(one in ENDED for one in stages)} ended"


def register_standing(viewer: Viewer, record: str) -> tuple[int, int]:
    """How many recommendations of a record are in the register, and how many of them are still open, as far as in sight."""
    stages = list(TrackedRecommendation.objects.filter(source_record=record).values_list("stage", flat=True))
    return len(stages), sum(one not in ENDED for one in stages)
