"""The working-day calendar of England and Wales as data: read from a file, checked, extended by import.

The shipped list is `data/bank_holidays_england_and_wales.csv`. Files put into the folder CALENDAR_DIR (by
`sharedduty calendar import`) are laid over it in order of name, so a bank holiday announced late is data, never code.
"""

import csv
import io
import logging
import os
import time
from collections.abc import Mapping
from datetime import date, timedelta
from pathlib import Path

from sharedduty.foundations.plain.working_days import (
    BASES,
    DAY_NAMES,
    Calendar,
    CalendarError,
    CountedDay,
    Holiday,
    OutsideCalendar,
)

__all__ = [
    "Calendar",
    "CalendarError",
    "CountedDay",
    "Holiday",
    "OutsideCalendar",
    "added_folder",
    "england_and_wales",
    "forget_calendar",
    "parse_calendar",
    "read_calendars",
]

DATA = Path(__file__).parent / "data" / "bank_holidays_england_and_wales.csv"
PROJECT = Path(__file__).resolve().parents[4]
LOOK_AGAIN_SECONDS = 10.0
logger = logging.getLogger(__name__)


def parse_calendar(text: str, *, name: str, base: Calendar | None = None) -> Calendar:
    """A calendar from CSV text: comment lines `# version:`, `# covers: FIRST..LAST`, `# source:`, then date,name,basis.

    With `base` the rows are added to it (an import): `# covers:` may then widen it and is otherwise optional, a row
    whose basis is `removed` takes a bank holiday away, and weekend rows are left out because they close nothing.
    Raises CalendarError naming the file, the line and what is wrong.
    """
    facts, rows = _split_comments(text)
    holidays: dict[date, Holiday] = dict(base.holidays) if base else {}
    version = facts.get("version")
    if not version:
        raise CalendarError(f"{name}: no line '# version: …' at the top, so nobody could say which calendar was used.")
    reader = csv.DictReader(io.StringIO("\n".join(line for _, line in rows)))
    if reader.fieldnames is None or [f.strip() for f in reader.fieldnames] != ["date", "name", "basis"]:
        raise CalendarError(f"{name}: the columns must be date,name,basis but are {reader.fieldnames}.")
    for (line, _), row in zip(rows[1:], reader, strict=False):
        _read_row(row, where=f"{name}:{line}", holidays=holidays, importing=base is not None)
    first, last = _span(facts.get("covers"), name=name, base=base)
    outside = [day for day in holidays if not first <= day <= last]
    if outside:
        raise CalendarError(f"{name}: {outside[0]} is outside what the file says it covers ({first} to {last}).")
    if base is not None:
        version = f"{base.version}+{version}"
    return Calendar(version=version, first=first, last=last, holidays=holidays.values(), source=facts.get("source", ""))


def _split_comments(text: str) -> tuple[Mapping[str, str], list[tuple[int, str]]]:
    facts: dict[str, str] = {}
    rows: list[tuple[int, str]] = []
    for number, line in enumerate(text.lstrip("\ufeff").splitlines(), start=1):
        if line.startswith("#"):
            key, separator, value = line.lstrip("# ").partition(":")
            if separator:
                facts[key.strip().lower()] = value.strip()
        elif line.strip():
            rows.append((number, line))
    return facts, rows


def _read_row(row: Mapping[str, str | None], *, where: str, holidays: dict[date, Holiday], importing: bool) -> None:
    try:
        day = date.fromisoformat((row["date"] or "").strip())
    except ValueError:
        raise CalendarError(f"{where}: date: '{row['date']}' is not a date like 2026-12-25.") from None
    label, basis = (row["name"] or "").strip(), (row["basis"] or "").strip()
    if importing and basis == "removed":
        if day not in holidays:
            raise CalendarError(f"{where}: date: {day} cannot be removed, it is not a bank holiday in this calendar.")
        del holidays[day]
        return
    if not label:
        raise CalendarError(f"{where}: name: {day} has no name.")
    if basis not in BASES:
        raise CalendarError(f"{where}: basis: '{basis}' is not one of {', '.join(BASES)}.")
    if day.weekday() >= 5:
        if importing:
            return
        raise CalendarError(f"{where}: date: {day} is a {DAY_NAMES[day.weekday()]}; only weekday closures belong here.")
    if day in holidays and not importing:
        raise CalendarError(f"{where}: date: {day} is there twice.")
    holidays[day] = Holiday(on=day, name=label, basis=basis)


def _span(text: str | None, *, name: str, base: Calendar | None) -> tuple[date, date]:
    if text is None:
        if base is None:
            raise CalendarError(f"{name}: no line '# covers: FIRST..LAST' at the top.")
        return base.first, base.last
    try:
        first, last = (date.fromisoformat(part.strip()) for part in text.split(".."))
    except ValueError:
        raise CalendarError(f"{name}: covers: '{text}' is not like 1990-01-01..2040-12-31.") from None
    if base is None:
        return first, last
    if first > base.last + timedelta(days=1) or last < base.first - timedelta(days=1):
        raise CalendarError(
            f"{name}: covers: {first} to {last} leaves a gap beside {base.first} to {base.last}, "
            "whose bank holidays nobody listed."
        )
    return min(first, base.first), max(last, base.last)


def added_folder() -> Path:
    """The folder whose CSV files are laid over the shipped list:

    CALENDAR_DIR, else `calendar` in the folder for changing data.
    """
    if named := os.environ.get("CALENDAR_DIR"):
        return Path(named)
    return Path(os.environ.get("SHAREDDUTY_VAR", PROJECT / "var")) / "calendar"


def read_calendars(folder: Path | None = None) -> Calendar:
    """The shipped calendar with every CSV file of `folder` (default `added_folder()`) laid over it in order of name.

    Its version names every file used. Raises CalendarError naming the file and line at fault.
    """
    calendar = parse_calendar(DATA.read_text(encoding="utf-8"), name=DATA.name)
    for path in sorted((folder or added_folder()).glob("*.csv")):
        calendar = parse_calendar(path.read_text(encoding="utf-8"), name=path.name, base=calendar)
    return calendar


class _Shelf:
    """The calendar in use, and what its files looked like when it was read."""

    calendar: Calendar | None = None
    seen: object = None
    look_again_at: float = 0.0


def england_and_wales() -> Calendar:
    """The calendar in use: read once per process, read again within ten seconds of an import.

    Raises CalendarError at the first reading; a later file that cannot be read leaves the running calendar in place
    (the import command refuses such a file, so only a hand-made one can get here).
    """
    now = time.monotonic()
    if _Shelf.calendar is not None and now < _Shelf.look_again_at:
        return _Shelf.calendar
    folder = added_folder()
    seen = (folder, tuple((p.name, p.stat().st_mtime_ns, p.stat().st_size) for p in sorted(folder.glob("*.csv"))))
    _Shelf.look_again_at = now + LOOK_AGAIN_SECONDS
    if _Shelf.calendar is None or seen != _Shelf.seen:
        try:
            _Shelf.calendar = read_calendars(folder)
        except CalendarError as problem:
            if _Shelf.calendar is None:
                raise
            logger.error("The running calendar stays: %s", problem)
        _Shelf.seen = seen
    return _Shelf.calendar


def forget_calendar() -> None:
    """Make the next `england_and_wales()` look at the files at once (after an import, and between tests)."""
    _Shelf.look_again_at = 0.0
