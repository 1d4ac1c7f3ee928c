"""Acting at an earlier moment: what the demonstration's people did on days before it was opened.

The rooms' actions take the moment from `django.utils.timezone`, which is set back here for as long as a block runs. The
journal and the case files' own openings are stamped by the database, so they say when the rows were really written.
Only the loading of invented data may use this: it works for the whole process, also for other threads.
"""

import datetime
import time
from collections.abc import Iterator
from contextlib import contextmanager
from unittest import mock

from django.utils import timezone

from sharedduty.foundations.access.api import Viewer, seen_by
from sharedduty.foundations.plain.clocks import LONDON
from sharedduty.site.synthesis.hours import is_working_day

DAY = datetime.timedelta(days=1)
NEAR = datetime.timedelta(minutes=30)
_real_now = timezone.now
_latest = [datetime.datetime(2000, 1, 1, tzinfo=LONDON)]  # when the last block ended, as it was then


def moment(working_days: int, hour: int = 10, minute: int = 0) -> datetime.datetime:
    """That hour of the day so many working days before the real today, or a moment ago where it has not come yet."""
    day = timezone.localdate(_real_now())
    while working_days:
        day -= DAY
        working_days -= is_working_day(day)
    wanted = datetime.datetime.combine(day, datetime.time(hour, minute), LONDON)
    return min(wanted, _real_now() - datetime.timedelta(minutes=2))


def ahead(working_days: int, hour: int = 10) -> datetime.datetime:
    """That hour of the day so many working days after the real today."""
    day = timezone.localdate(_real_now())
    while working_days:
        day += DAY
        working_days -= is_working_day(day)
    return datetime.datetime.combine(day, datetime.time(hour), LONDON)


def in_days(days: int) -> datetime.date:
    """The day so many days after the real today, or before it."""
    return timezone.localdate(_real_now()) + days * DAY


@contextmanager
def at(when: datetime.datetime) -> Iterator[None]:
    """Run a block as if it were then, or right after the block before, where that was at that time too; seconds pass as they
    really do. Raises ValueError for what is still to come.
    """
    if when > _real_now():
        raise ValueError(f"{when} has not come yet")
    first = max(when, _latest[0]) if _latest[0] - when < NEAR else when
    began = time.monotonic()

    def now() -> datetime.datetime:
        return first + datetime.timedelta(seconds=time.monotonic() - began)

    with mock.patch.object(timezone, "now", now):
        yield
    _latest[0] = now()


@contextmanager
def acting(by: Viewer, when: datetime.datetime) -> Iterator[Viewer]:
    """Run a block as somebody who acts then."""
    with at(when), seen_by(by) as viewer:
        yield viewer
