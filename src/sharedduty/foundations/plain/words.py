"""Dates, limits and time left as a person would say them."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta

from sharedduty.foundations.plain.calendar import Calendar, england_and_wales
from sharedduty.foundations.plain.clocks import END_OF_DAY, LONDON, Direction, Kind, Limit, Unit, london

OPENS, CLOSES = time(9), time(17)
HOURS_COUNT = timedelta(hours=72)
_HALF_A_YEAR = ("January", "February", "March", "April", "May", "June")
MONTHS = (*_HALF_A_YEAR, "July", "August", "September", "October", "November", "December")
DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
UNITS = {Unit.HOUR: "hour", Unit.DAY: "day", Unit.WORKING_DAY: "working day", Unit.WEEK: "week", Unit.MONTH: "month"}


def plural(number: int, noun: str) -> str:
    """'1 working day', '2 working days'."""
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"


def listed(things: Sequence[str], *, last: str = "and") -> str:
    """'a, b and c'."""
    return ", ".join(things[:-1]) + f" {last} " + things[-1] if len(things) > 1 else "".join(things)


def child_called(given_names: str, family_name: str, *, unborn: bool) -> str:
    """The child's name as written; without one 'Unborn child' only where so said, else 'Name not known'."""
    return f"{given_names} {family_name}".strip() or ("Unborn child" if unborn else "Name not known")


def full_date(day: date, *, weekday: bool = True, year: bool = True) -> str:
    """'Tuesday 24 November 2026'."""
    front = f"{DAYS[day.weekday()]} " if weekday else ""
    return f"{front}{day.day} {MONTHS[day.month - 1]}" + (f" {day.year}" if year else "")


def clock_time(at: datetime) -> str:
    """'9am', '4:05pm', 'midday', 'midnight', as Europe/London shows the instant."""
    local = london(at)
    if (local.hour, local.minute) in ((0, 0), (12, 0)):
        return "midnight" if local.hour == 0 else "midday"
    minutes = f":{local.minute:02}" if local.minute else ""
    return f"{local.hour % 12 or 12}{minutes}{'am' if local.hour < 12 else 'pm'}"


def named_day(day: date, *, today: date) -> str:
    """'tomorrow, Tuesday 24 November'; the year only where it is not the present one."""
    said = full_date(day, year=day.year != today.year)
    near = {0: "today", 1: "tomorrow", -1: "yesterday"}.get((day - today).days)
    return f"{near}, {said}" if near else said


def due_words(due: datetime, *, now: datetime) -> str:
    """'by the end of tomorrow, Tuesday 24 November', or for an hour of the day 'by 4:05pm on Friday 27 November'.

    Midnight is said by the day it ends: 'by midnight at the end of today', never 'midnight tomorrow' with an hour left.
    """
    local, today = london(due), london(now).date()
    day = named_day(local.date(), today=today)
    if local.time() == END_OF_DAY:
        return f"by the end of {day}"
    if local.time() == time(0):
        return f"by midnight at the end of {named_day(local.date() - timedelta(days=1), today=today)}"
    return f"by {clock_time(local)} {day}" if day[0] in "ty" else f"by {clock_time(local)} on {day}"


def working_days_left(due: datetime, *, now: datetime, calendar: Calendar | None = None) -> int:
    """Whole working days from today to the due day: 0 is due today, negative is late by so many.

    Raises OutsideCalendar.
    """
    calendar, today, due_day = calendar or england_and_wales(), london(now).date(), london(due).date()
    if due_day < today:  # late by the working days that have begun since, today among them
        return -calendar.working_days_between(due_day, today)
    return calendar.working_days_between(today, due_day)


def working_hours_left(
    due: datetime, *, now: datetime, calendar: Calendar | None = None, opens: time = OPENS, closes: time = CLOSES
) -> float:
    """Hours between now and the due instant in which an office is open on a working day; negative when late by so many.

    Office hours are only for saying how much time is left; no limit is counted with them. Raises OutsideCalendar.
    """
    calendar = calendar or england_and_wales()
    first, last = sorted((london(now), london(due)))
    total = timedelta()
    for day in calendar.working_days(first.date(), last.date()):
        began = max(first, datetime.combine(day, opens, tzinfo=LONDON)).astimezone(UTC)
        ended = min(last, datetime.combine(day, closes, tzinfo=LONDON)).astimezone(UTC)
        total += max(ended - began, timedelta())
    hours = total / timedelta(hours=1)
    return hours if london(due) >= london(now) else -hours


def time_left(due: datetime, *, now: datetime, unit: Unit | None = None, calendar: Calendar | None = None) -> str:
    """'3 working days left', 'due today: 5 working hours left', 'late by 2 working days', 'late since this morning' …

    `unit` is the limit's own: hours are told in hours, all else in working days. Left out, it shows in the due instant:
    only a limit in hours ends before its day does, and three days before and after it, the hours are what counts.

    Raises OutsideCalendar.
    """
    late = now > due
    if unit is None and london(due).time() != END_OF_DAY and abs(due - now) <= HOURS_COUNT:
        unit = Unit.HOUR
    if unit is Unit.HOUR:
        hours, minutes = divmod(int(abs(due - now) / timedelta(minutes=1)), 60)
        said = plural(hours, "hour") if hours else plural(minutes, "minute")
        return f"late by {said}" if late else f"{said} left"
    left = working_days_left(due, now=now, calendar=calendar)
    if late:
        return f"late by {plural(-left, 'working day')}" if left else "late, and no working day has passed since"
    if left > 0:
        return f"{plural(left, 'working day')} left"
    hours_left = int(working_hours_left(due, now=now, calendar=calendar))
    if london(due).date() == london(now).date():
        return f"due today: {plural(hours_left, 'working hour')} left" if hours_left else "due by the end of today"
    return "no working day left"


def limit_words(limit: Limit) -> str:
    """'within 15 working days', 'at least 7 working days before', 'for at least 12 months', 'by 30 September'."""
    if limit.unit is Unit.FIXED_DATE:
        parts = limit.fixed_on.split("-")
        year = f" {parts[0]}" if len(parts) == 3 else ""
        return f"by {int(parts[-1])} {MONTHS[int(parts[-2]) - 1]}{year}"
    amount = plural(limit.quantity or 0, UNITS[limit.unit])
    if limit.direction is Direction.BEFORE:
        return f"at least {amount} before"
    return f"for at least {amount}" if limit.kind is Kind.MINIMUM else f"within {amount}"


def as_said(words: str) -> str:
    """Words to compare with others as people mean them: whatever their case, however many spaces stand in them."""
    return " ".join(words.split()).casefold()


def same_person(one: str, other: str) -> bool:
    """Whether two people written as “name, post” have the same name: what is before the first comma, whatever its case."""
    first, second = (as_said(words.partition(",")[0]) for words in (one, other))
    return bool(first) and first == second
