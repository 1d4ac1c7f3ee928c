"""What a line of an agency's chronology must hold, typed or taken in from a file: one way for both (HE-CHR-01, HE-CHR-07)."""

import datetime
from collections.abc import Collection, Mapping
from typing import Any

from django.utils import timezone

from sharedduty.foundations.design.dates import LONDON
from sharedduty.foundations.process.api import Given, Missing, required, text

PRECISIONS = ("exact", "day", "month", "about")
ANSWERS = ("", "yes", "no")
MARKS = ("seen", "views_sought", "views_given")
WORDS = ("event", "decision", "service", "action", "source", "who", "place", "comment")
LONGEST = 20_000
LINE = ("date", "time", "precision", "until_date", "until_time", *WORDS, "child", *MARKS)


def faults_of(given: Given, labels: Collection[str]) -> list[tuple[str, str]]:
    """Everything wrong with one line: the column, and how to mend it; empty where it may be kept (HE-CHR-01).

    Takes: `date` and `until_date` as days or None, `time` and `until_time` as times or None, all else as words.
    """
    found = [] if given.get("date") else [("date", "Enter the date.")]
    found += _precision(given) + _end(given)
    for name, lack in (("event", "Write what happened."), ("source", "Say which document or system it is taken from.")):
        if not text(given, name):
            found.append((name, lack))
    found += [(name, f"Shorten it to {LONGEST:,} characters.") for name in WORDS if len(text(given, name)) > LONGEST]
    child = text(given, "child")
    if child and child not in labels:
        found.append(("child", f"No child is called so here. They are {', '.join(labels)}."))
    found += [(name, "Write yes or no, or leave it empty.") for name in MARKS if text(given, name) not in ANSWERS]
    return found


def _precision(given: Given) -> list[tuple[str, str]]:
    """How exactly it is known agrees with what is given; nothing is more exact than it was written (HE-CHR-07)."""
    day, hour, known = given.get("date"), given.get("time"), text(given, "precision")
    if known not in PRECISIONS:
        return [("precision", "Say how exactly it is known: exact (to the time), day, month or about.")]
    if day and day > timezone.localdate():
        return [("date", "This has happened, so it cannot lie in the future.")]
    if known == "exact" and hour is None:
        return [("time", "Enter the time, or say that only the day is known.")]
    if known != "exact" and hour is not None:
        return [("precision", "A time is given. Say that the exact time is known, or leave the time out.")]
    if day and hour and datetime.datetime.combine(day, hour, tzinfo=LONDON) > timezone.now():
        return [("time", "This has happened, so it cannot lie in the future.")]
    return []


def _end(given: Given) -> list[tuple[str, str]]:
    """What lasted ended after it began; the end is as exact as the beginning."""
    day, until, hour = given.get("date"), given.get("until_date"), given.get("until_time")
    if hour and not until:
        return [("until_date", "Enter the day it ended as well.")]
    if not until or not day:
        return []
    if text(given, "precision") == "exact" and hour is None:
        return [("until_time", "Enter the time it ended as well.")]
    if until > timezone.localdate():
        return [("until_date", "This has happened, so it cannot lie in the future.")]
    begins = datetime.datetime.combine(day, given.get("time") or datetime.time(), tzinfo=LONDON)
    if datetime.datetime.combine(until, hour or datetime.time(23, 59), tzinfo=LONDON) < begins:
        return [("until_date", "It ended before it began.")]
    return []


def moments(given: Given) -> tuple[datetime.datetime, datetime.datetime | None]:
    """The instants a line that has no faults is kept under: the start, and the end where it lasted."""
    day = given["date"].replace(day=1) if text(given, "precision") == "month" else given["date"]
    start = datetime.datetime.combine(day, given.get("time") or datetime.time(), tzinfo=LONDON)
    until = given.get("until_date")
    if not until:
        return start, None
    return start, datetime.datetime.combine(until, given.get("until_time") or datetime.time(23, 59), tzinfo=LONDON)


def as_given(entry: Any) -> dict[str, Any]:
    """A line on record as the form and a file would give it."""
    start = entry.happened_at.astimezone(LONDON)
    end = entry.until_at.astimezone(LONDON) if entry.until_at else None
    exact = entry.precision == "exact"
    return {
        "date": start.date(), "time": start.time() if exact else None, "precision": entry.precision,
        "until_date": end.date() if end else None, "until_time": end.time() if end and exact else None,
        **{name: getattr(entry, name) for name in (*WORDS, "child", *MARKS)},
    }  # fmt: skip


def labels_of(part: Any) -> list[str]:
    """What the children are called in an agency's part."""
    return [one["label"] for one in part.children]


def line_whole(record: Any, given: Given) -> list[Missing]:
    """A line says when, as exactly as it is known and no more, what happened, and where it is taken from (HE-CHR-01)."""
    return [Missing(said, f"#id_{column}") for column, said in faults_of(given, labels_of(record))]


def line_changed(record: Any, given: Given) -> list[Missing]:
    """A correction names a line that stands, and says why; the line as it was stays (HE-CHR-01)."""
    missing = [] if given.get("entry") else [Missing("This line was changed or taken out meanwhile.")]
    return missing + required(given, because="Say why it is changed. What it said is kept.") + line_whole(record, given)


def line_struck(record: Any, given: Given) -> list[Missing]:
    """A line is taken out with a reason, and stays on record (HE-CHR-01)."""
    missing = [] if given.get("entry") else [Missing("This line was changed or taken out meanwhile.")]
    return missing + required(given, because="Say why it is taken out. It stays on record.")


def lines_given(record: Any, given: Given) -> list[Missing]:
    """A file brings at least one line that is right."""
    return [] if given.get("lines") else [Missing("No line of the file can be taken in.", "#id_file")]


def has_lines(record: Any, given: Given) -> list[Missing]:
    """What is sent has lines; an agency that holds nothing answers the request with that (HE-CHR-01)."""
    if record.entries.filter(stands=True, struck=False).exists():
        return []
    return [Missing("There is no line yet. Where your agency holds nothing, answer the request and say so.")]


def notice_answered(record: Any, given: Given) -> list[Missing]:
    """An agency answers what it was told of a discrepancy, in words (HE-CHR-03)."""
    missing = [] if given.get("notice") else [Missing("Choose what you answer.", "#id_which")]
    return missing + required(given, answer="Write what your records say, and whether you corrected a line.")


def facts(given: Mapping[str, Any]) -> dict[str, Any]:
    """The fields of a line as its row keeps them."""
    happened_at, until_at = moments(given)
    return {
        "happened_at": happened_at, "until_at": until_at, "precision": text(given, "precision"),
        **{name: text(given, name) for name in (*WORDS, "child", *MARKS)},
    }  # fmt: skip
