"""Work of the partnership itself that is under way when the demonstration opens, done through the rooms' own actions.

A year of contacts has no child who was seriously harmed, no death, nobody who spoke up. These few invented stories stand
beside it, so that every room is open on work that a person could find there. Each is told in one transaction, once.
"""

from collections.abc import Callable

from django.db import transaction

from sharedduty.foundations.directory.models import Area
from sharedduty.site.synthesis.stories import deaths, disputes, incidents, published, register, reviewing, voices
from sharedduty.site.synthesis.stories.cast import Cast, cast_of

type Tale = Callable[[Cast], int]
# In this order: the register takes in what the published review recommends.
TALES: tuple[Tale, ...] = (
    incidents.tell,
    reviewing.tell,
    published.tell,
    register.tell,
    deaths.tell,
    voices.tell,
    disputes.tell,
)


def tell(area_key: str) -> int:
    """Put the stories into the demonstration's area that are not there yet. Gives how many records were new."""
    cast = cast_of(area_key)
    return sum(_told(tale, cast) for tale in TALES)


def _told(tale: Tale, cast: Cast) -> int:
    with transaction.atomic():
        Area.objects.select_for_update().get(key=cast.area_key)  # two that start at once tell it once
        return tale(cast)
