"""The meetings of this room: what they are about, and which were held."""

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
    there_for,
    view_of,
)
from sharedduty.modules.rapid_review.models import RapidReview
from sharedduty.modules.rapid_review.process import MEETING
from sharedduty.modules.rapid_review.queries.joining import held_with


def about_review(viewer: Viewer, reference: str) -> About | None:
    """The review a meeting is about, with its members to be invited; None out of sight."""
    held = RapidReview.objects.filter(reference=reference).first()
    if held is None:
        return None
    found = held.members.select_related("appointment__account", "appointment__post__team__organisation")
    people = tuple(
        Invitee(
            one.reference, one.capacity, one.name,
            one.appointment.post.team.organisation.name if one.appointment else one.body, one.appointment,
        )
        for one in found.order_by("recorded_at", "pk")
    )  # fmt: skip
    return About(
        reference, f"Rapid review {reference}", held.team_id, held.area_id, (Subject(reference, "The whole review"),),
        reverse("rapid_review:review", args=[reference]), people, held_with(held),
    )  # fmt: skip


MEETINGS = RoomGatherings(
    code="rapid_review",
    title="Rapid reviews",
    prefix="GR",
    hold="rapid_hold",
    take_part="rapid_join",
    namespace="rapid_review",
    uses=(MEETING,),
    about=about_review,
)


def held_meetings(viewer: Viewer, reference: str) -> list[Gathering]:
    """The meetings about a review that were held and ended, the earliest first."""
    return list(of_record(viewer, reference).filter(kind=MEETING.code, stage="held").order_by("began_at", "pk"))


def meetings_of(viewer: Viewer, reference: str) -> list[Gathering]:
    """Every meeting about a review in sight, the latest first."""
    return list(of_record(viewer, reference).filter(kind=MEETING.code)[:20])


def was_quorate(viewer: Viewer, meeting: Gathering) -> bool:
    """Whether a meeting that was held had its quorum."""
    finding = meeting.findings.filter(part__isnull=True).order_by("-judged_at", "-pk").first()
    return bool(finding and finding.quorate)


def who_was_there(viewer: Viewer, reference: str) -> list[str]:
    """Who was at a meeting, each with what they came as; empty where it is out of sight."""
    meeting = Gathering.objects.filter(room=MEETINGS.code, reference=reference).first() if reference else None
    if meeting is None:
        return []
    seen = view_of(viewer, meeting)
    own = next((one for one in seen.parts if not one.part.room), None)
    return [
        f"{one.name}, {seen.use.capacity(seat).title}{' (deputy)' if one.as_deputy else ''}"
        for one, seat in (there_for(seen, own) if own else ())
    ]


def make_known() -> None:
    """Declare the meetings, once every model is loaded."""
    declare_gatherings(MEETINGS, lambda viewer, reference: reverse("rapid_review:meeting", args=[reference]))
