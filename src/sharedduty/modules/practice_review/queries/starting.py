"""How a review begins from a hand-over, and where it stands for whoever left it."""

from django.urls import reverse

from sharedduty.foundations.access.api import Viewer
from sharedduty.foundations.process.api import Handover, Start
from sharedduty.modules.practice_review.models import PracticeReview
from sharedduty.modules.practice_review.process import PROCESS, START
from sharedduty.modules.rapid_review.api import ReviewFacts, review_facts


def owned(viewer: Viewer, handover: Handover) -> bool:
    """Whether a hand-over is the viewer's team's or post's."""
    if handover.owner_post_id:
        return handover.owner_post_id == viewer.post_id
    return handover.owner_team_id == viewer.team_id


def start_for(viewer: Viewer, handover: Handover) -> Start | None:
    """How this room begins the work of a hand-over; None for work that is not its own."""
    if handover.start != START or not viewer.may("practice_work") or not owned(viewer, handover):
        return None
    return Start("Begin the practice review", reverse("practice_review:start", args=[handover.reference]))


def handed_over(viewer: Viewer, reference: str) -> tuple[Handover, ReviewFacts] | None:
    """The open hand-over that the viewer can take up here, with its rapid review; None for any other or out of sight."""
    handover = Handover.objects.filter(reference=reference, start=START, closed_at__isnull=True).first()
    if handover is None or not owned(viewer, handover):
        return None
    facts = review_facts(viewer, handover.from_record)
    return (handover, facts) if facts else None


def waiting(viewer: Viewer) -> list[Handover]:
    """The practice reviews handed over to the viewer's team or post that nobody has begun, the longest waiting first."""
    found = Handover.objects.filter(start=START, closed_at__isnull=True).order_by("left_at", "pk")
    return [one for one in found[:50] if owned(viewer, one)]


def stands_at(viewer: Viewer, handover: Handover) -> str | None:
    """Where the review a hand-over led to stands, in words, as far as it is in sight."""
    held = PracticeReview.objects.filter(reference=handover.led_to, handover=handover.reference).first()
    return PROCESS.stage(held.stage).title if held else None
