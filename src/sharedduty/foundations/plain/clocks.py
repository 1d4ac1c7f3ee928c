"""Clock arithmetic: when a time limit ends, and how it was counted.

The counting rule, stated once (design, section 5). The day of the start event is day 0, whatever day it is. Working
days leave out Saturdays, Sundays and the bank holidays of England and Wales. A limit in working days, days, weeks or
months ends at 23:59:59 of its last day, Europe/London. Months end on the same day number, or on the month's last day.
Hours are elapsed hours. A limit before an event counts back from it and ends at the end of the day reached. Nothing
moves later because it falls on a holiday. There is no afternoon cut-off.
"""

import calendar as month_lengths
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from sharedduty.foundations.plain.calendar import (
    Calendar,
    CalendarError,
    CountedDay,
    OutsideCalendar,
    england_and_wales,
)

LONDON = ZoneInfo("Europe/London")
END_OF_DAY = time(23, 59, 59)
DATE_ONLY = re.compile(r"\d{4}-\d{2}-\d{2}\Z")


class ClockError(ValueError):
    """A clock that cannot be worked out. The message is fit to show."""


class NeverHappened(ClockError):
    """A time of day that the clocks went forward over."""


class StillPaused(ClockError):
    """The clock stands still: it has been paused and nobody has started it again, so it has no due time yet."""


class Unit(StrEnum):
    """What a limit is measured in."""

    HOUR = "hour"
    DAY = "day"
    WORKING_DAY = "working_day"
    WEEK = "week"
    MONTH = "month"
    FIXED_DATE = "fixed_date"


class Direction(StrEnum):
    """Whether the limit runs on from its event or counts back from it."""

    AFTER = "after"
    BEFORE = "before"


class Kind(StrEnum):
    """A deadline (do it by then) or a minimum period (it lasts at least until then)."""

    DEADLINE = "deadline"
    MINIMUM = "minimum"


@dataclass(frozen=True, slots=True)
class Limit:
    """A time limit: so many units after or before an event. `fixed_on` (MM-DD or YYYY-MM-DD) only with
    Unit.FIXED_DATE.
    """

    quantity: int | None
    unit: Unit
    direction: Direction = Direction.AFTER
    kind: Kind = Kind.DEADLINE
    fixed_on: str = ""

    def __post_init__(self) -> None:
        if self.unit is Unit.FIXED_DATE:
            if not re.fullmatch(r"(\d{4}-)?\d{2}-\d{2}", self.fixed_on):
                raise ClockError(f"A fixed date is written MM-DD or YYYY-MM-DD, not '{self.fixed_on}'.")
            date.fromisoformat(self.fixed_on if len(self.fixed_on) == 10 else f"2024-{self.fixed_on}")
        elif self.quantity is None or self.quantity < 0:
            raise ClockError(f"A limit needs a number of 0 or more, not {self.quantity}.")


@dataclass(frozen=True, slots=True)
class Pause:
    """A stretch in which a clock stood still, from the instant it stopped to the instant it went on (None: still
    stopped).
    """

    from_at: datetime
    until_at: datetime | None


def london(at: datetime) -> datetime:
    """The instant `at` (with a time zone) as Europe/London shows it. Raises ClockError for a naive datetime."""
    if at.tzinfo is None:
        raise ClockError("A time without a zone cannot start a clock: say which instant it is.")
    return at.astimezone(LONDON)


def parse_instant(text: str) -> datetime:
    """An instant from ISO text; without an offset it is Europe/London.

    An hour that happens twice (clocks go back) is the first of the two; one that never happens (clocks go forward)
    raises ClockError, as does anything that is not a date and time. A date alone is its midnight.
    """
    cleaned = text.strip()
    try:
        at = datetime.fromisoformat(cleaned)
    except ValueError:
        raise ClockError(f"'{text}' is not a date and time like 2026-12-24T16:00.") from None
    try:
        if at.tzinfo is not None:
            return at.astimezone(LONDON)
        local = at.replace(tzinfo=LONDON, fold=0)
        back = local.astimezone(UTC).astimezone(LONDON)
    except (OverflowError, ValueError):
        raise ClockError(f"'{text}' is too far away to count from.") from None
    if back.replace(tzinfo=None) != at:
        raise NeverHappened(f"{cleaned} never happened in Europe/London: the clocks went forward over that hour.")
    return local


def is_date_only(text: str) -> bool:
    """Whether the text gives a day and no time (an hour clock cannot start from that)."""
    return bool(DATE_ONLY.match(text.strip()))


def end_of(day: date) -> datetime:
    """The last second of a day in Europe/London."""
    return datetime.combine(day, END_OF_DAY, tzinfo=LONDON)


def due(at: datetime, limit: Limit, *, calendar: Calendar | None = None, pauses: Sequence[Pause] = ()) -> datetime:
    """When a limit that started at the instant `at` ends: an instant, as Europe/London shows it.

    Days in which the clock stood still are not counted (pass `pauses` only where a pack allows them). Raises
    ClockError for a naive `at`, StillPaused while a pause is open, OutsideCalendar for a day the calendar does not
    cover.
    """
    calendar = calendar or england_and_wales()
    start = london(at)
    _covered(start.date(), calendar)
    if pauses:
        return _due_with_pauses(start, limit, calendar, pauses)
    if limit.unit is Unit.HOUR:
        hours = timedelta(hours=_number(limit) * _sign(limit))
        return (start.astimezone(UTC) + hours).astimezone(LONDON)
    return end_of(last_day(start.date(), limit, calendar=calendar))


def last_day(day0: date, limit: Limit, *, calendar: Calendar | None = None) -> date:
    """The last day of a limit whose start event happened on `day0`.

    Not for hours. Raises ClockError, OutsideCalendar.
    """
    if limit.unit is Unit.WORKING_DAY:
        return (calendar or england_and_wales()).add_working_days(day0, _number(limit) * _sign(limit))
    try:
        if limit.unit is Unit.DAY:
            return day0 + timedelta(days=_number(limit) * _sign(limit))
        if limit.unit is Unit.WEEK:
            return day0 + timedelta(weeks=_number(limit) * _sign(limit))
        if limit.unit is Unit.MONTH:
            return add_months(day0, _number(limit) * _sign(limit))
        if limit.unit is Unit.FIXED_DATE:
            return _fixed(day0, limit)
    except (OverflowError, ValueError):
        raise ClockError(
            f"A limit of {limit.quantity} {limit.unit} from {day0} runs off the end of all calendars."
        ) from None
    raise ClockError("A limit in hours has no last day; ask for its due instant.")


def add_months(day: date, months: int) -> date:
    """The same day number so many months on (or back), or that month's last day where it has no such number."""
    year, month0 = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month0 + 1, min(day.day, month_lengths.monthrange(year, month0 + 1)[1]))


def _number(limit: Limit) -> int:
    if limit.quantity is None:
        raise ClockError("This limit has no number.")
    return limit.quantity


def _sign(limit: Limit) -> int:
    return -1 if limit.direction is Direction.BEFORE else 1


def _covered(day: date, calendar: Calendar) -> None:
    if not calendar.first <= day <= calendar.last:
        raise OutsideCalendar(
            f"{day.isoformat()} is outside the working-day calendar, which covers {calendar.first} to {calendar.last} "
            f"(version {calendar.version})."
        )


def _fixed(day0: date, limit: Limit) -> date:
    if len(limit.fixed_on) == 10:
        return date.fromisoformat(limit.fixed_on)
    month, number = (int(part) for part in limit.fixed_on.split("-"))
    back = limit.direction is Direction.BEFORE
    for year in (day0.year - 1, day0.year, day0.year + 1) if not back else (day0.year + 1, day0.year, day0.year - 1):
        found = date(year, month, min(number, month_lengths.monthrange(year, month)[1]))
        if (found < day0) if back else (found > day0):
            return found
    raise ClockError(f"No {limit.fixed_on} lies beside {day0}.")


def _due_with_pauses(start: datetime, limit: Limit, calendar: Calendar, pauses: Sequence[Pause]) -> datetime:
    """Counts hour by hour or day by day, leaving out what lies in a pause. Slow, and rarely needed."""
    if limit.direction is Direction.BEFORE or limit.unit is Unit.FIXED_DATE:
        raise ClockError("Only a limit that runs on from its event can stand still.")
    stretches = _merged(start, pauses)
    if limit.unit is Unit.HOUR:
        end = start.astimezone(UTC) + timedelta(hours=_number(limit))
        for began, ended in stretches:
            if began < end:
                end += ended - began
        return end.astimezone(LONDON)
    still = _still_days(stretches)
    day, left = start.date(), _number(limit)
    if limit.unit is not Unit.WORKING_DAY:
        left = (last_day(day, limit) - day).days
    while left:
        day += timedelta(days=1)
        if day not in still and (limit.unit is not Unit.WORKING_DAY or calendar.is_working_day(day)):
            left -= 1
    return end_of(day)


def _merged(start: datetime, pauses: Sequence[Pause]) -> list[tuple[datetime, datetime]]:
    """Pauses in order, without overlaps, from the start of the clock on."""
    merged: list[tuple[datetime, datetime]] = []
    for pause in sorted(pauses, key=lambda p: london(p.from_at).astimezone(UTC)):
        if pause.until_at is None:
            raise StillPaused("The clock stands still and has no due time until it is started again.")
        began = max(london(pause.from_at).astimezone(UTC), start.astimezone(UTC))
        ended = london(pause.until_at).astimezone(UTC)
        if merged and began < merged[-1][1]:
            began = merged[-1][1]
        if ended > began:
            merged.append((began, ended))
    return merged


def _still_days(stretches: Sequence[tuple[datetime, datetime]]) -> set[date]:
    """The days a pause takes out: those after the day it began, up to and with the day it ended (that day is a new
    day 0).
    """
    still: set[date] = set()
    for began, ended in stretches:
        day = began.astimezone(LONDON).date()
        last = ended.astimezone(LONDON).date()
        while day < last:
            day += timedelta(days=1)
            still.add(day)
    return still


def explain(
    at: datetime, limit: Limit, *, calendar: Calendar | None = None, pauses: Sequence[Pause] = ()
) -> list[CountedDay]:
    """How `due` counted: (date, running number, whether it counted, why), from day 0 to the day it ends, in order of
    counting.

    Days and working days are listed one by one, weeks day by day, months month by month, hours by the day they reach.
    Raises what `due` raises.
    """
    calendar = calendar or england_and_wales()
    start = london(at)
    end = due(at, limit, calendar=calendar, pauses=pauses)
    if limit.unit is Unit.HOUR:
        return _explain_hours(start, end, limit)
    still = _still_days(_merged(start, pauses)) if pauses else set()
    if limit.unit is Unit.WORKING_DAY:
        rows = calendar.explain(start.date(), end.date())
        return _renumbered(rows, still) if still else rows
    if limit.unit is Unit.MONTH and not still:
        return _explain_months(start.date(), limit)
    if limit.unit is Unit.FIXED_DATE:
        return [(start.date(), 0, False, "day 0: the day it starts"), (end.date(), 1, True, "the date that is set")]
    return _explain_days(start.date(), end.date(), limit, still)


def _renumbered(rows: list[CountedDay], still: set[date]) -> list[CountedDay]:
    n, out = 0, rows[:1]
    for day, _, counts, why in rows[1:]:
        if day in still:
            counts, why = False, "the clock stood still"
        n += counts
        out.append((day, n, counts, why))
    return out


def _explain_days(start: date, end: date, limit: Limit, still: set[date]) -> list[CountedDay]:
    step = -1 if end < start else 1
    rows: list[CountedDay] = [(start, 0, False, "day 0: the day it starts")]
    day, n = start, 0
    while day != end:
        day += timedelta(days=step)
        counts = day not in still
        n += counts
        why = "every day counts" if counts else "the clock stood still"
        if counts and limit.unit is Unit.WEEK and n % 7 == 0:
            why = f"the end of week {n // 7}"
        rows.append((day, n, counts, why))
    return rows


def _explain_months(start: date, limit: Limit) -> list[CountedDay]:
    rows: list[CountedDay] = [(start, 0, False, "day 0: the day it starts")]
    for n in range(1, _number(limit) + 1):
        day = add_months(start, n * _sign(limit))
        why = "the same day number" if day.day == start.day else f"this month has no day {start.day}: its last day"
        rows.append((day, n, True, why))
    return rows


def _explain_hours(start: datetime, end: datetime, limit: Limit) -> list[CountedDay]:
    step = -1 if limit.direction is Direction.BEFORE else 1
    rows: list[CountedDay] = [(start.date(), 0, False, "hour 0: the moment it starts")]
    day = start.date()
    while day != end.date():
        boundary = datetime.combine(day if step < 0 else day + timedelta(days=1), time(0), tzinfo=LONDON)
        elapsed = abs(boundary.astimezone(UTC) - start.astimezone(UTC)) // timedelta(hours=1)
        rows.append((day, elapsed, True, _hours_of(day)))
        day += timedelta(days=step)
    rows.append((end.date(), _number(limit), True, _hours_of(day)))
    return rows


def _hours_of(day: date) -> str:
    midnight = datetime.combine(day, time(0), tzinfo=LONDON).astimezone(UTC)
    following = datetime.combine(day + timedelta(days=1), time(0), tzinfo=LONDON).astimezone(UTC)
    hours = (following - midnight) // timedelta(hours=1)
    return {
        23: "elapsed hours: this day has 23, the clocks go forward",
        25: "elapsed hours: this day has 25, the clocks go back",
    }.get(hours, "elapsed hours")


__all__ = [
    "LONDON",
    "CalendarError",
    "ClockError",
    "Direction",
    "Kind",
    "Limit",
    "Pause",
    "StillPaused",
    "Unit",
    "add_months",
    "due",
    "end_of",
    "explain",
    "is_date_only",
    "last_day",
    "london",
    "parse_instant",
]
