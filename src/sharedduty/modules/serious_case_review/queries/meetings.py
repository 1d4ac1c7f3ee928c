"""The meetings of panel and working group: what they are about, and which were held."""

from django.urls import reverse

from sharedduty.foundations.access.api import Viewer
from sharedduty.foundations.gatherings.api import (
    About,
    Gathering,
    Invitee,
    RoomGatherings,
    Subject,
    declare_gatherings,
    of_record,
)
from sharedduty.modules.serious_case_review.models import SeriousCaseReview
from sharedduty.modules.serious_case_review.process import GROUP_MEETING, PANEL_MEETING

CAPACITY = {"chair": "chair", "author": "author", "member": "member", "link": "guest"}


def about_review(viewer: Viewer, reference: str) -> About | None:
    """The review a meeting is about, with those nominated to be invited; None out of sight."""
    held = SeriousCaseReview.objects.filter(reference=reference).first()
    if held is None:
        return None
    found = held.nominations.filter(ended_on=None).order_by("recorded_at", "pk")
    people = tuple(Invitee(one.reference, CAPACITY[one.part], one.name, one.body, None) for one in found)
    return About(
        reference, f"Serious case review {reference}", held.team_id, held.area_id, (Subject(reference, "The whole review"),),
        reverse("serious_case_review:review", args=[reference]), people,
    )  # fmt: skip


MEETINGS = RoomGatherings(
    code="serious_case_review",
    title="Serious case reviews",
    prefix="GV",
    hold="scr_hold",
    take_part="scr_join",
    namespace="serious_case_review",
    uses=(PANEL_MEETING, GROUP_MEETING),
    about=about_review,
)


def meetings_of(viewer: Viewer, reference: str) -> list[Gathering]:
    """Every meeting about a review in sight, the latest first."""
    return list(of_record(viewer, reference).filter(room=MEETINGS.code)[:20])


def held_panels(viewer: Viewer, reference: str) -> list[Gathering]:
    """The meetings of the panel about a review that were held and ended, the earliest first."""
    found = of_record(viewer, reference).filter(kind=PANEL_MEETING.code, stage="held")
    return list(found.order_by("began_at", "pk"))


def make_known() -> None:
    """Declare the meetings, once every model is loaded."""
    declare_gatherings(MEETINGS, lambda viewer, reference: reverse("serious_case_review:meeting", args=[reference]))
