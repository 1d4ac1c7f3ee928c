"""What the house's own pages read."""

from django.db.models import QuerySet

from sharedduty.foundations.directory.models import Area


def areas() -> QuerySet[Area]:
    """The partnership areas this installation serves, by name, with the numbers to telephone."""
    return Area.objects.order_by("name", "pk")
