"""The meetings of this room: the review meeting, and the panel, to which only those who have signed can be invited."""

from django.urls import reverse

from sharedduty.foundations.access.api import Appointment, Viewer
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
from sharedduty.modules.child_death.models import ChildDeath
from sharedduty.modules.child_death.process import MEETING, PANEL, PANEL_MEETING, REVIEWED
from sharedduty.modules.child_death.queries.members import signed_members

AT_PANEL = (PANEL, REVIEWED, "closed")


def about_death(viewer: Viewer, reference: str) -> About | None:
    """The death a review meeting is about; None out of sight."""
    held = ChildDeath.objects.filter(reference=reference).first()
    return _about(held, invited_before(viewer, held)) if held else None


def invited_before(viewer: Viewer, held: ChildDeath) -> tuple[Invitee, ...]:
    """Those who were invited to the latest review meeting about a death: another, or a joint one, need not name them again."""
    last = of_record(viewer, held.reference).filter(room=MEETINGS.code).exclude(stage="called").first()
    found = last.invitations.filter(withdrawn_at__isnull=True, family=False) if last else ()
    return tuple(
        Invitee(one.reference, one.capacity, one.name, one.organisation_name, one.appointment)
        for one in (found.select_related("appointment__post__team__organisation").order_by("pk") if found else ())
    )


def about_panel(viewer: Viewer, reference: str) -> About | None:
    """The death the panel looks at, with the members who have signed to be invited; None out of sight, or not at the panel."""
    held = ChildDeath.objects.filter(reference=reference, stage__in=AT_PANEL).first()
    if held is None:
        return None
    people = tuple(
        Invitee(one.reference, one.seat, one.name, one.body, one.appointment)
        for one in signed_members(viewer, held.area_id)
    )
    return _about(held, people)


def _about(held: ChildDeath, people: tuple[Invitee, ...]) -> About:
    return About(
        held.reference, f"Child death {held.reference}", held.team_id, held.area_id,
        (Subject(held.reference, f"{held}"),), reverse("child_death:death", args=[held.reference]), people,
    )  # fmt: skip


MEETINGS = RoomGatherings(
    code="child_death",
    title="Child death review meetings",
    prefix="GB",
    hold="death_hold",
    take_part="death_join",
    namespace="child_death",
    uses=(MEETING,),
    about=about_death,
)
PANELS = RoomGatherings(
    code="child_death_panel",
    title="Child death overview panel",
    prefix="GO",
    hold="death_hold",
    take_part="death_join",
    namespace="death_panel",
    uses=(PANEL_MEETING,),
    about=about_panel,
)


def held_meetings(viewer: Viewer, held: ChildDeath, room: RoomGatherings) -> list[Gathering]:
    """The meetings of one kind about a death, held jointly or alone, that were held and ended, the earliest first."""
    return list(of_record(viewer, held.reference, room).filter(stage="held").order_by("began_at", "pk"))


def meetings_of(viewer: Viewer, held: ChildDeath) -> list[Gathering]:
    """Every meeting about a death in sight, the latest first."""
    return list(of_record(viewer, held.reference)[:20])


def who_came(viewer: Viewer, held: ChildDeath, meeting: Gathering) -> list[tuple[str, str, str, Appointment | None]]:
    """Who was at a meeting: name, what they came as, the sector of their body, their appointment where they have one.

    Of a joint meeting, those alone who came for the death too.
    """
    seen = view_of(viewer, meeting)
    part = next((one for one in seen.parts if one.part.record == held.reference), None)
    invited = {one.invitation.pk: one.invitation.appointment for one in seen.invited}
    return [
        (one.name, seat, one.sector,
         invited.get(one.invitation_id) if one.invitation_id and not one.as_deputy else None)
        for one, seat in (there_for(seen, part) if part else ())
    ]  # fmt: skip


def make_known() -> None:
    """Declare the meetings, once every model is loaded."""
    declare_gatherings(MEETINGS, lambda viewer, reference: reverse("child_death:meeting", args=[reference]))
    declare_gatherings(PANELS, lambda viewer, reference: reverse("death_panel:meeting", args=[reference]))
