"""The meetings of this room: what they are about, and whom they always name."""

from django.db.models import QuerySet
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
)
from sharedduty.modules.allegations.models import Allegation, Referral
from sharedduty.modules.allegations.process import MEETING


def about_allegation(viewer: Viewer, reference: str) -> About | None:
    """The allegation a meeting is about, with its chair and whoever referred it to be invited; None out of sight.

    Its title names nobody: it stands in the calendar of everybody invited.
    """
    held = Allegation.objects.filter(reference=reference).first()
    if held is None:
        return None
    people = []
    if viewer.appointment_id:
        own = _appointments().get(pk=viewer.appointment_id)
        people.append(_invitee("chair", "chair", own))
    referral = Referral.objects.filter(reference=held.referral).first()
    if referral is not None and not referral.by_telephone and referral.sent_by_id != viewer.appointment_id:
        people.append(_invitee("referrer", "employer", _appointments().get(pk=referral.sent_by_id)))
    return About(
        reference, f"Allegation {reference}", viewer.team_id or held.team_id, held.area_id,
        (Subject(reference, "The whole record"),),
        reverse("allegations:allegation", args=[reference]), tuple(people),
    )  # fmt: skip


def _appointments() -> QuerySet[Appointment]:
    return Appointment.objects.select_related("account", "post__team__organisation")


def _invitee(key: str, capacity: str, one: Appointment) -> Invitee:
    return Invitee(key, capacity, one.account.name, one.post.team.organisation.name, one)


MEETINGS = RoomGatherings(
    code="allegations",
    title="Allegations",
    prefix="GL",
    hold="allegation_hold",
    take_part="allegation_join",
    namespace="allegations",
    uses=(MEETING,),
    about=about_allegation,
)


def meetings_of(viewer: Viewer, reference: str) -> list[Gathering]:
    """Every meeting about an allegation in sight, the latest first."""
    return list(of_record(viewer, reference).filter(kind=MEETING.code)[:20])


def make_known() -> None:
    """Declare the meetings, once every model is loaded."""
    declare_gatherings(MEETINGS, lambda viewer, reference: reverse("allegations:meeting", args=[reference]))
