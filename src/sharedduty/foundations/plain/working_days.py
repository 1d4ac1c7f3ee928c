"""Sums with working days: a calendar object built from a list of bank holidays.

A working day is any day except Saturday, Sunday and a bank holiday (Working Together 2018, chapter 4, footnote 91).
Reading calendars from files is in `calendar.py`.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import accumulate

BASES = ("record", "published", "rule", "imported")
DAY_NAMES = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


class CalendarError(ValueError):
    """A day the calendar does not know, or calendar data that cannot be read. The message is fit to show."""


class OutsideCalendar(CalendarError):
    """A date before the first or after the last day the calendar covers."""


@dataclass(frozen=True, slots=True)
class Holiday:
    """One weekday on which nobody is taken to be at work: its date, its name and how we know (one of BASES)."""

    on: date
    name: str
    basis: str


DAY_ZERO = "day 0: the day it starts"

# One line of an explanation: the date, the running count on it, whether it counted, and why.
CountedDay = tuple[date, int, bool, str]


class Calendar:
    """Working days between two dates, with sums that cost the same whatever the number of days.

    `first` and `last` are the days covered, both included. `holidays` are the weekday bank holidays among them.
    """

    def __init__(self, *, version: str, first: date, last: date, holidays: Iterable[Holiday], source: str = "") -> None:
        if last <= first:
            raise CalendarError(f"A calendar cannot end ({last}) before it begins ({first}).")
        self.version, self.first, self.last, self.source = version, first, last, source
        self.holidays: dict[date, Holiday] = {holiday.on: holiday for holiday in holidays}
        self._origin = first.toordinal()
        self._size = last.toordinal() - self._origin + 1
        self._dates = [first + timedelta(days=i) for i in range(self._size)]
        self._reasons = [self._reason(day) for day in self._dates]
        self._counts = [reason == "working day" for reason in self._reasons]
        # _through[i] is how many working days there are from the first day up to and including day i.
        self._through = list(accumulate(self._counts))
        # The same four facts of each day side by side: an explanation is a slice of this with the count made relative.
        self._days = list(zip(self._dates, self._through, self._counts, self._reasons, strict=True))
        self._working = [day for day, counts in zip(self._dates, self._counts, strict=True) if counts]

    def _reason(self, day: date) -> str:
        if day.weekday() >= 5:
            return DAY_NAMES[day.weekday()]
        holiday = self.holidays.get(day)
        return f"bank holiday: {holiday.name}" if holiday else "working day"

    def _index(self, day: date) -> int:
        index = day.toordinal() - self._origin
        if 0 <= index < self._size:
            return index
        raise OutsideCalendar(
            f"{day.isoformat()} is outside the working-day calendar, which covers {self.first} to {self.last} "
            f"(version {self.version})."
        )

    def is_working_day(self, day: date) -> bool:
        """Whether `day` is a working day. Raises OutsideCalendar."""
        return self._counts[self._index(day)]

    def why(self, day: date) -> str:
        """What sort of day it is, in words: 'working day', 'Saturday', 'bank holiday:

        Boxing Day'. Raises OutsideCalendar.
        """
        return self._reasons[self._index(day)]

    def add_working_days(self, day: date, number: int) -> date:
        """The `number`-th working day after `day` (before it, if negative); `day` itself is day 0 whatever day it is.

        Zero gives `day` back. Raises OutsideCalendar if either end is not covered.
        """
        index = day.toordinal() - self._origin
        if 0 <= index < self._size:
            if number > 0:
                position = self._through[index] + number - 1
                if position < len(self._working):
                    return self._working[position]
            elif number == 0:
                return day
            else:
                position = self._through[index] - self._counts[index] + number
                if position >= 0:
                    return self._working[position]
            raise OutsideCalendar(
                f"{number:+d} working days from {day.isoformat()} is outside the working-day calendar, which covers "
                f"{self.first} to {self.last} (version {self.version})."
            )
        self._index(day)
        raise AssertionError("unreachable: _index raises for a day outside")

    def working_days_between(self, start: date, end: date) -> int:
        """How many working days lie after `start` up to and including `end`; negative when `end` is the earlier.

        The inverse of `add_working_days` for a working day `end`. Raises OutsideCalendar.
        """
        if end < start:
            return -(self._through[self._index(start)] - self._counts[self._index(start)]) + (
                self._through[self._index(end)] - self._counts[self._index(end)]
            )
        return self._through[self._index(end)] - self._through[self._index(start)]

    def explain(self, start: date, end: date) -> list[CountedDay]:
        """Every day from `start` (day 0) to `end`, forwards or backwards, with its running number and why it counts
        or not.

        Raises OutsideCalendar.
        """
        i, j = self._index(start), self._index(end)
        if j >= i:
            return self._rows(i, j)
        rows, n = [(start, 0, False, DAY_ZERO)], 0
        for k in range(i - 1, j - 1, -1):
            n += self._counts[k]
            rows.append((self._dates[k], n, self._counts[k], self._reasons[k]))
        return rows

    def _rows(self, i: int, j: int) -> list[CountedDay]:
        base = self._through[i]
        rows = [(day, n - base, counts, why) for day, n, counts, why in self._days[i : j + 1]]
        rows[0] = (self._dates[i], 0, False, DAY_ZERO)
        return rows

    def add_and_explain(self, day: date, number: int) -> tuple[date, list[CountedDay]]:
        """What `add_working_days` gives, and how it was counted day by day. Raises OutsideCalendar."""
        end = self.add_working_days(day, number)
        if number <= 0:
            return end, self.explain(day, end)
        i = day.toordinal() - self._origin
        return end, self._rows(i, end.toordinal() - self._origin)

    def with_holidays(self, added: Iterable[Holiday], *, version: str) -> "Calendar":
        """A new calendar with more bank holidays (a late-announced one, for instance); this one is left as it is."""
        return Calendar(
            version=version,
            first=self.first,
            last=self.last,
            holidays=[*self.holidays.values(), *added],
            source=self.source,
        )

    def without_holidays(self, removed: Iterable[date], *, version: str) -> "Calendar":
        """A new calendar in which the given days are no bank holidays (one was moved, for instance)."""
        gone = set(removed)
        kept = [holiday for day, holiday in self.holidays.items() if day not in gone]
        return Calendar(version=version, first=self.first, last=self.last, holidays=kept, source=self.source)

    def working_days(self, first: date, last: date) -> list[date]:
        """The working days from `first` to `last`, both included."""
        return self._working[bisect_left(self._working, first) : bisect_right(self._working, last)]
