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
    view_of,
)
from sharedduty.modules.escalation.models import Escalation
from sharedduty.modules.escalation.process import PANEL, PROFESSIONALS


def about_escalation(viewer: Viewer, reference: str) -> About | None:
    """The escalation a meeting is about, with those who stand for the two agencies to be invited; None out of sight."""
    held = Escalation.objects.filter(reference=reference).first()
    if held is None:
        return None
    # Meetings are run by the team of whoever calls them: each agency may.
    team_id = viewer.team_id or held.team_id
    people: dict[int | str, Invitee] = {}
    found = held.participants.select_related("appointment__account", "appointment__post__team__organisation")
    for one in found.order_by("recorded_at", "pk"):
        if one.side not in ("raised", "against") or one.part not in ("worker", "manager", "senior"):
            continue
        body = one.appointment.post.team.organisation.name if one.appointment else one.body
        people[one.appointment_id or one.reference] = Invitee(one.reference, one.side, one.name, body, one.appointment)
    return About(
        reference, f"Disagreement {reference}", team_id, held.area_id, (Subject(reference, "The disagreement"),),
        reverse("escalation:escalation", args=[reference]), tuple(people.values()),
    )  # fmt: skip


MEETINGS = RoomGatherings(
    code="escalation",
    title="Professional disagreements",
    prefix="GS",
    hold="escalation_hold",
    take_part="escalation_join",
    namespace="escalation",
    uses=(PROFESSIONALS, PANEL),
    about=about_escalation,
)


def meetings_of(viewer: Viewer, reference: str) -> list[Gathering]:
    """Every meeting about an escalation in sight, the latest first."""
    return list(of_record(viewer, reference).filter(room=MEETINGS.code)[:20])


def held_meetings(viewer: Viewer, reference: str) -> list[Gathering]:
    """The meetings about an escalation that were held and ended, the earliest first."""
    return list(of_record(viewer, reference).filter(room=MEETINGS.code, stage="held").order_by("began_at", "pk"))


def was_quorate(viewer: Viewer, meeting: Gathering) -> bool:
    """Whether a meeting that was held had its quorum."""
    finding = meeting.findings.order_by("-judged_at", "-pk").first()
    return bool(finding and finding.quorate)


def panel_lacks(viewer: Viewer, held: Escalation, meeting: Gathering) -> list[str]:
    """What a resolution panel lacked: somebody of each agency in the dispute, and of a third (GL-ES-12)."""
    if meeting.kind != PANEL.code:
        return []
    sat = [one for one in view_of(viewer, meeting).attendances if one.capacity in ("raised", "against", "third")]
    there = {one.organisation_name for one in sat}
    lacks = [
        f"Nobody of {one.name} sat on the panel." for one in (held.raised_for, held.against) if one.name not in there
    ]
    third = there - {held.raised_for.name, held.against.name, ""}
    return lacks if third else [*lacks, "Nobody of a third agency sat on the panel."]


def make_known() -> None:
    """Declare the meetings, once every model is loaded."""
    declare_gatherings(MEETINGS, lambda viewer, reference: reverse("escalation:meeting", args=[reference]))
