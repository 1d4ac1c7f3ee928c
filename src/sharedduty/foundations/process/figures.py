"""Figures of a room by month: each measure with its definition, counted by one function that lets only numbers out.

A room says its measures and one piece of SQL that lists what each counts (`figuresql`). The numbers come from a
security-definer function made of it; the list behind a figure is the same SQL asked as the viewer, so that it names only
what they may open. Sealed files are in neither (design section 4).
"""

import datetime
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from django.db import connection
from django.http import Http404, HttpResponseBase
from django.utils import timezone
from psycopg.sql import SQL, Identifier

from sharedduty.foundations.access.api import Viewer
from sharedduty.foundations.design.charts import Picture, bar_chart, run_chart
from sharedduty.foundations.design.dates import MONTHS
from sharedduty.foundations.design.exports import csv_response
from sharedduty.foundations.journal.api import record_sight
from sharedduty.foundations.process.figuresql import listed

COUNT, SHARE, AVERAGE = "count", "share", "average"
MOST_BEHIND = 500  # lines of one list behind a figure

Counts = dict[str, dict[datetime.date, tuple[int | None, int | None]]]


@dataclass(frozen=True)
class Measure:
    """One figure: its key in the counting SQL, its scorecard reference, its name, what it counts and how it is read.

    A share is a number of another, in per cent; an average is a number for each of another (cases for each worker).
    `unit` is what a count counts, or what the lower number of an average is.
    """

    key: str
    ref: str
    title: str
    definition: str
    kind: str = COUNT
    unit: str = ""


@dataclass(frozen=True)
class Counting:
    """A room's figures: the name of its counting function, the SQL that lists what is counted, and its measures."""

    function: str
    items: str
    what: str
    measures: Sequence[Measure]

    def measure(self, key: str) -> Measure:
        """One measure by its key. Raises Http404 for another."""
        found = next((one for one in self.measures if one.key == key), None)
        if found is None:
            raise Http404
        return found


@dataclass(frozen=True)
class Figure:
    """One measure over the months: its picture with its table, its definition, and its rows for export."""

    measure: Measure
    picture: Picture
    header: tuple[str, ...]
    rows: Sequence[tuple[str | int | float | None, ...]]


@dataclass(frozen=True)
class Behind:
    """What stands behind one figure of one month, as far as the viewer sees: references, and whether each counted."""

    measure: Measure
    month: datetime.date
    rows: list[tuple[str, bool]] = field(default_factory=list)
    cut: bool = False


def months_back(number: int, until: datetime.date | None = None) -> list[datetime.date]:
    """The first days of the last `number` months, the present one last."""
    day = (until or timezone.localdate()).replace(day=1)
    found = []
    for _ in range(number):
        found.append(day)
        day = (day - datetime.timedelta(days=1)).replace(day=1)
    return found[::-1]


def month_words(month: datetime.date) -> str:
    """`Nov 2026`."""
    return f"{MONTHS[month.month - 1][:3]} {month.year}"


def limits(months: Sequence[datetime.date]) -> tuple[datetime.datetime, datetime.datetime]:
    """From the first instant of the first month to the first instant after the last, in London."""
    zone = timezone.get_current_timezone()
    after = (months[-1] + datetime.timedelta(days=32)).replace(day=1)
    start, end = (datetime.datetime.combine(day, datetime.time(), tzinfo=zone) for day in (months[0], after))
    return start, end


def figures_of(
    viewer: Viewer, counting: Counting, months: Sequence[datetime.date], *, exported: bool = False
) -> list[Figure]:
    """Every measure of a room over these months. Journalled; nothing is counted for a role that may not see them."""
    record_sight(by=viewer, verb="exported" if exported else "opened", object_type=counting.what)
    counts: Counts = defaultdict(dict)
    with connection.cursor() as cursor:
        cursor.execute(
            SQL("SELECT month, measure, number, of_all FROM {}(%s, %s)").format(Identifier(counting.function)),
            [*limits(months)],
        )
        for month, measure, number, of_all in cursor.fetchall():
            counts[measure][month] = (number, of_all)
    return [drawn(one, months, counts[one.key]) for one in counting.measures]


def drawn(
    measure: Measure, months: Sequence[datetime.date], values: dict[datetime.date, tuple[int | None, int | None]]
) -> Figure:
    """One measure as a picture with its table: bars of a count, a line of a share or an average."""
    title = f"{measure.title} ({measure.ref})" if measure.ref else measure.title
    names = [month_words(month) for month in months]
    pairs = [values.get(month, (0, 0)) for month in months]
    if measure.kind == COUNT:
        numbers = [number for number, _ in pairs]
        noun = measure.unit or measure.title
        return Figure(
            measure, bar_chart(title, names, [(noun, numbers)]), ("Month", noun), list(zip(names, numbers, strict=True))
        )
    scale, unit, last = (100, "%", "Share (%)") if measure.kind == SHARE else (1, "", "Average")
    shares = [ratio(number, of_all, scale) for number, of_all in pairs]
    trend = run_chart(title, list(zip(names, shares, strict=True)), unit=unit)
    header = ("Month", "Number", f"Of {measure.unit}" if measure.unit else "Of", last)
    rows = [(name, *pair, share) for name, pair, share in zip(names, pairs, shares, strict=True)]
    return Figure(measure, replace(trend, headers=header, rows=tuple(_told(*row) for row in rows)), header, rows)


def _told(name: str, number: int | None, of_all: int | None, share: float | None) -> tuple[str | int | float, ...]:
    """A line of the table in which no cases, a number held back and nought are told apart (DOR-OBA-05)."""
    held = "held back"
    if of_all == 0:
        return name, 0, 0, "no cases"
    return (
        name, held if number is None else number, held if of_all is None else of_all, held if share is None else share
    )  # fmt: skip


def ratio(number: int | None, of_all: int | None, scale: int = 100) -> float | None:
    """A number of another to one place; None where it is held back or there is nothing to take it of."""
    return round(scale * number / of_all, 1) if number is not None and of_all else None


def behind(viewer: Viewer, counting: Counting, key: str, month: datetime.date) -> Behind:
    """The records behind one figure of one month that this viewer may see. Journalled. Raises Http404 for no measure."""
    measure = counting.measure(key)
    start, end = limits([month.replace(day=1)])
    with connection.cursor() as cursor:
        cursor.execute(
            SQL(
                "WITH item AS ({}) SELECT reference, yes, file FROM item WHERE measure = %(measure)s"
                " ORDER BY yes, reference LIMIT %(most)s"
            ).format(SQL(listed(counting.items))),
            {"start": start, "end": end, "area": viewer.area_id, "measure": key, "most": MOST_BEHIND + 1},
        )
        rows = cursor.fetchall()
    shown = [(reference, bool(yes)) for reference, yes, _ in rows[:MOST_BEHIND]]
    files = sorted({file for _, _, file in rows[:MOST_BEHIND]})
    record_sight(by=viewer, verb="listed", object_type=f"{counting.what}: {key}", files=files)
    return Behind(measure, month, shown, len(rows) > MOST_BEHIND)


def as_csv(made: Sequence[Figure], key: str, name: str, held_back: str = "") -> HttpResponseBase:
    """One measure as CSV, its definition below. Raises Http404 for none."""
    one = next((found for found in made if found.measure.key == key), None)
    if one is None:
        raise Http404
    rows: list[list[str | int | float | None]] = [[*row] for row in one.rows]
    rows += [[], ["Definition", one.measure.definition]]
    if held_back:
        rows.append(["Held back", held_back])
    return csv_response(f"{name}-{key}", one.header, rows)
