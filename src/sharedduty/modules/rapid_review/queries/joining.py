"""The child death reviews that a rapid review goes together with, and what each side shows of the other (GL-RR-18)."""

from typing import Any

from django.db.models import Q
from django.urls import reverse

from sharedduty.foundations.access.api import Viewer
from sharedduty.foundations.gatherings.api import JointWith
from sharedduty.modules.child_death.api import deaths_of
from sharedduty.modules.rapid_review.models import ParallelProcess, RapidReview
from sharedduty.modules.serious_incident.api import asked_from

# The review meeting of a child death, and the seat that whoever comes for it alone has in the meeting of a rapid review.
ROOM, KIND, SEAT = "child_death", "child_death_review_meeting", "child_death"


def deaths_near(viewer: Viewer, held: RapidReview) -> dict[str, str]:
    """The child death reviews in sight that are about a child of this review, or that its incident was asked from."""
    people = [one for one in held.children.values_list("person_id", flat=True) if one]
    records = asked_from(viewer, held.incident) if held.incident else []
    return {one.reference: f"{one}" for one in deaths_of(viewer, people=people, records=records)}


def deaths_in_sight(viewer: Viewer, records: list[str]) -> set[str]:
    """Those of these child death reviews that the viewer may open."""
    if not records or not viewer.may("death_read"):
        return set()
    return {one.reference for one in deaths_of(viewer, people=(), records=records)}


def held_with(held: RapidReview) -> tuple[JointWith, ...]:
    """The child death reviews noted as served by one meeting with this review."""
    noted = held.parallel_processes.filter(~Q(record=""), joint_meeting=True).order_by("recorded_at", "pk")
    return tuple(JointWith(one, ROOM, KIND, SEAT) for one in dict.fromkeys(noted.values_list("record", flat=True)))


def reviews_with(viewer: Viewer, record: str) -> list[dict[str, Any]]:
    """The rapid reviews in sight that go together with a child death review: text, href, and where to call one meeting."""
    if viewer.kind != "account" or not viewer.may("rapid_read"):
        return []
    noted = ParallelProcess.objects.filter(record=record).select_related("review").order_by("recorded_at", "pk")
    found: dict[str, dict[str, Any]] = {}
    for one in noted:
        review = one.review
        calls = one.joint_meeting and review.stage == "gathering" and viewer.may("rapid_hold")
        found[review.reference] = {
            "text": f"Rapid review {review.reference}", "agreed": one.agreed, "joint": one.joint_meeting,
            "href": reverse("rapid_review:review", args=[review.reference]), "file": one.case_file_id,
            "call": f"{reverse('rapid_review:call-meeting')}?about={review.reference}" if calls else "",
        }  # fmt: skip
    return list(found.values())
