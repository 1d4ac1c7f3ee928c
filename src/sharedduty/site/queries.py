"""What the house's own pages read."""

from django.db.models import Q, QuerySet
from django.utils import timezone

from sharedduty.foundations.access.models import Appointment
from sharedduty.foundations.directory.models import Area, Organisation, Team


def areas() -> QuerySet[Area]:
    """The partnership areas this installation serves, by name, with the numbers to telephone."""
    return Area.objects.order_by("name", "pk")


def area(area_id: int | None) -> Area | None:
    """One area, None for none."""
    return Area.objects.filter(pk=area_id or 0).first()


def bodies(area: Area) -> int:
    """How many bodies are on record in an area."""
    return Organisation.objects.filter(area=area, is_legal_body=True).count()


def has_front_door(area: Area) -> bool:
    """Whether an area has a team that concerns go to."""
    return Team.objects.filter(organisation__area=area, purpose="front_door").exists()


def front_door_people(area: Area) -> bool:
    """Whether somebody holds a post at an area's front door today."""
    today = timezone.localdate()
    held = Appointment.objects.filter(
        Q(held_until__isnull=True) | Q(held_until__gte=today), held_from__lte=today, ended_at__isnull=True,
        approved_at__isnull=False, post__team__organisation__area=area, post__team__purpose="front_door",
    )  # fmt: skip
    return held.exists()
