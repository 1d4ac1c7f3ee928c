"""What the house's own pages read."""

from django.db.models import QuerySet

from sharedduty.foundations.directory.models import Area, Organisation


def areas() -> QuerySet[Area]:
    """The partnership areas this installation serves, by name, with the numbers to telephone."""
    return Area.objects.order_by("name", "pk")


def area(area_id: int | None) -> Area | None:
    """One area, None for none."""
    return Area.objects.filter(pk=area_id or 0).first()


def bodies(area: Area) -> int:
    """How many bodies are on record in an area."""
    return Organisation.objects.filter(area=area, is_legal_body=True).count()
