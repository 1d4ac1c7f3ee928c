"""Notices of deaths: one's own as receipts, and those that wait for the community safety partnership."""

import datetime

from django.db.models import QuerySet

from sharedduty.foundations.access.api import Viewer
from sharedduty.foundations.directory.models import Area
from sharedduty.foundations.guidance.api import UnknownClock, due
from sharedduty.foundations.plain.clocks import LONDON
from sharedduty.foundations.plain.references import NotAReference, normalise_reference
from sharedduty.modules.homicide_review.models import HomicideNotice
from sharedduty.modules.homicide_review.queries.reading import NOTIFY

PREFIX = "HN"


def start_of(day: datetime.date) -> datetime.datetime:
    """The beginning of a day in London: what is counted in days from it is the same whatever the hour."""
    return datetime.datetime.combine(day, datetime.time(), tzinfo=LONDON)


def came_late(died_on: datetime.date | None, received_at: datetime.datetime | None) -> bool:
    """Whether a notice came after the local limit had run out; False where no edition has one (GL-DH-09)."""
    if died_on is None or received_at is None:
        return False
    try:
        answer = due(NOTIFY, start_of(died_on))
    except UnknownClock:
        return False
    return received_at > answer.due


def notices(viewer: Viewer) -> QuerySet[HomicideNotice]:
    """The notices in sight, those not taken in first."""
    return HomicideNotice.objects.select_related("case_file", "area").order_by("taken_at", "-received_at", "-pk")


def notice_by_reference(viewer: Viewer, reference: str) -> HomicideNotice | None:
    """The notice with this reference; None where it does not exist or is out of sight."""
    try:
        known = normalise_reference(reference, prefix=PREFIX)
    except NotAReference:
        return None
    return notices(viewer).filter(reference=known).first()


def waiting(viewer: Viewer) -> list[HomicideNotice]:
    """The notices that nobody has taken in, the longest waiting first."""
    return list(HomicideNotice.objects.filter(taken_at__isnull=True).order_by("received_at", "pk")[:50])


def own(viewer: Viewer) -> list[HomicideNotice]:
    """The deaths the viewer referred, the latest first."""
    if not viewer.appointment_id:
        return []
    return list(HomicideNotice.objects.filter(sent_by_id=viewer.appointment_id).order_by("-received_at", "-pk")[:50])


def pack_of(viewer: Viewer) -> str:
    """The local pack of the viewer's area; empty where there is none."""
    return str(Area.objects.filter(pk=viewer.area_id or 0).values_list("local_pack", flat=True).first() or "")
