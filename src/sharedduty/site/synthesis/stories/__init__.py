"""Work of the partnership itself that is under way when the demonstration opens, done through the rooms' own actions.

A year of contacts has no child who was seriously harmed, no death, nobody who spoke up. These few invented stories stand
beside it, so that every room is open on work that a person could find there. Each is told in one transaction, once.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any
from unittest import mock

from django.db import transaction

from sharedduty.foundations.directory.models import Area
from sharedduty.foundations.notices import actions as notices
from sharedduty.foundations.notices.delivery import count_as_sent
from sharedduty.site.synthesis.stories import (
    deaths,
    disputes,
    homicides,
    incidents,
    losses,
    older,
    published,
    register,
    reviewing,
    voices,
)
from sharedduty.site.synthesis.stories.cast import Cast, cast_of

type Tale = Callable[[Cast], int]
# In this order: the register takes in what the published review recommends.
TALES: tuple[Tale, ...] = (
    incidents.tell,
    reviewing.tell,
    published.tell,
    register.tell,
    deaths.tell,
    homicides.tell,
    older.tell,
    voices.tell,
    losses.tell,
    disputes.tell,
)


def tell(area_key: str) -> int:
    """Put the stories into the demonstration's area that are not there yet. Gives how many records were new."""
    cast = cast_of(area_key)
    return sum(_told(tale, cast) for tale in TALES)


def _told(tale: Tale, cast: Cast) -> int:
    with _nothing_mailed(), transaction.atomic():
        Area.objects.select_for_update().get(key=cast.area_key)  # two that start at once tell it once
        return tale(cast)


@contextmanager
def _nothing_mailed() -> Iterator[None]:
    """Let no mail leave today for what people did on days before: whoever opens the outbox finds what they caused themselves.

    The notices stay with their records, as sent; no job is asked to deliver them.
    """
    queued: list[int] = []

    def note(job: str, **given: Any) -> None:
        queued.append(given["notice_id"])

    with mock.patch.object(notices, "enqueue", note):
        yield
    count_as_sent(queued)
