"""When people work: so that a synthetic answer comes when an office is open, early or late."""

import datetime
import functools

from sharedduty.foundations.plain.calendar import england_and_wales
from sharedduty.foundations.plain.clocks import LONDON

OPENS, CLOSES = 9, 17
HOUR = datetime.timedelta(hours=1)


@functools.cache
def is_working_day(day: datetime.date) -> bool:
    """Whether offices are open on a day."""
    return england_and_wales().is_working_day(day)


def working_moment(at: datetime.datetime) -> datetime.datetime:
    """The first moment not before `at` when the office is open (London)."""
    local = at.astimezone(LONDON)
    while True:
        if is_working_day(local.date()):
            if local.hour < OPENS:
                return local.replace(hour=OPENS, minute=local.minute // 3)
            if local.hour < CLOSES:
                return local
        local = (local + datetime.timedelta(days=1)).replace(hour=0)


def after(at: datetime.datetime, hours: float) -> datetime.datetime:
    """`hours` working hours after `at`."""
    moment = working_moment(at)
    left = hours * HOUR
    while True:
        until = moment.replace(hour=CLOSES, minute=0, second=0) - moment
        if left <= until:
            return moment + left
        left -= until
        moment = working_moment((moment + datetime.timedelta(days=1)).replace(hour=0, minute=0))
