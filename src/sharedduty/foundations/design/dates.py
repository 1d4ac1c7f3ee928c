"""Dates and times in plain words, Europe/London, for pages.

`24 November 2026`, `Tuesday 24 November 2026`, `Tuesday 24 November 2026, 4:05pm`. Instants must carry a time zone.
"""

import datetime as dt
from zoneinfo import ZoneInfo

LONDON = ZoneInfo("Europe/London")

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip


def local(moment: dt.datetime) -> dt.datetime:
    """The same instant as a London wall clock shows it. Raises ValueError for a naive datetime."""
    if moment.tzinfo is None:
        raise ValueError("an instant shown to people must carry a time zone")
    return moment.astimezone(LONDON)


def _day(value: dt.date | dt.datetime | str) -> dt.date:
    if isinstance(value, str):
        return dt.date.fromisoformat(value)
    return local(value).date() if isinstance(value, dt.datetime) else value


def date_words(value: dt.date | dt.datetime | str | None) -> str:
    """`24 November 2026`, also from a date kept as ISO text; an empty string for None or an empty one.

    Raises ValueError for a naive datetime, and for text that is no ISO date.
    """
    if not value:
        return ""
    day = _day(value)
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def date_short(value: dt.date | dt.datetime | None) -> str:
    """`24 Nov 2026`, for narrow table columns; an empty string for None."""
    if value is None:
        return ""
    day = _day(value)
    return f"{day.day} {MONTHS[day.month - 1][:3]} {day.year}"


def day_words(value: dt.date | dt.datetime | None) -> str:
    """`Tuesday 24 November 2026`; an empty string for None. Raises ValueError for a naive datetime."""
    if value is None:
        return ""
    return f"{WEEKDAYS[_day(value).weekday()]} {date_words(value)}"


def time_words(moment: dt.datetime | dt.time | None) -> str:
    """`4:05pm`, `4pm`, `midday`, `midnight`; an empty string for None. Raises ValueError for a naive datetime."""
    if moment is None:
        return ""
    clock = local(moment) if isinstance(moment, dt.datetime) else moment
    if (clock.hour, clock.minute) in ((0, 0), (12, 0)):
        return "midday" if clock.hour else "midnight"
    minutes = f":{clock.minute:02}" if clock.minute else ""
    return f"{clock.hour % 12 or 12}{minutes}{'pm' if clock.hour >= 12 else 'am'}"


def moment_words(moment: dt.datetime | None) -> str:
    """`Tuesday 24 November 2026, 4:05pm`; an empty string for None. Raises ValueError for a naive datetime."""
    return "" if moment is None else f"{day_words(moment)}, {time_words(moment)}"


def due_words(moment: dt.datetime | None) -> str:
    """The instant a limit ends: as `moment_words`, but midnight by the day it ends: `midnight at the end of Sunday …`."""
    if moment is None or (local(moment).hour, local(moment).minute) != (0, 0):
        return moment_words(moment)
    return f"midnight at the end of {day_words(local(moment).date() - dt.timedelta(days=1))}"


def moment_short(moment: dt.datetime | None) -> str:
    """`24 Nov 2026, 4:05pm`, for narrow table columns; an empty string for None."""
    return "" if moment is None else f"{date_short(moment)}, {time_words(moment)}"


def end_of_day(day: dt.date) -> dt.datetime:
    """The last second of a day in London: until then, what is due that day is in time."""
    return dt.datetime.combine(day, dt.time(23, 59, 59), tzinfo=LONDON)


def iso(value: dt.date | dt.datetime | None) -> str:
    """The value for a `datetime` attribute, in London time for an instant; an empty string for None."""
    if value is None:
        return ""
    return local(value).isoformat(timespec="seconds") if isinstance(value, dt.datetime) else value.isoformat()


def span_words(span: dt.timedelta) -> str:
    """A length of time in its largest whole parts, never negative: `3 days`, `5 hours`, `12 minutes`."""
    minutes = int(abs(span).total_seconds() // 60)
    days, hours = minutes // 1440, minutes // 60
    if days >= 2:
        return f"{days} days"
    if hours >= 2:
        return f"{hours} hours"
    return "1 minute" if minutes == 1 else f"{minutes} minutes"
