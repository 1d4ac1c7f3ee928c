"""The front door's figures by month, each with its definition, from one function that lets nothing but numbers out."""

import datetime
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from django.db import connection
from django.utils import timezone

from sharedduty.foundations.access.api import Viewer
from sharedduty.foundations.design.charts import Picture, bar_chart, run_chart
from sharedduty.foundations.design.dates import MONTHS
from sharedduty.foundations.journal.api import record_sight
from sharedduty.modules.front_door.models import Contact

SUPPRESSED = "Numbers from 1 to 5, and shares that would give one away, are not shown outside the front door."


@dataclass(frozen=True)
class Measure:
    """One figure: its key in the counting function, its name, its scorecard reference and its definition."""

    key: str
    ref: str
    title: str
    definition: str
    share: bool


MEASURES = (
    Measure(
        "contacts", "OBA1-04", "Contacts",
        "A contact is one submission to the front door, however many children it names, counted in the month it was "
        "received. Withdrawn contacts and sealed files are left out.", False,
    ),
    Measure(
        "source", "OBA1-08", "Where contacts come from",
        "Contacts by the way they came, in the month they were received. Different senders counts each organisation once "
        "a month; senders without one are not among them.", False,
    ),
    Measure(
        "accepted", "OBA2-09", "Contacts accepted by children's social care",
        "Of the contacts received in the month, the share with a standing decision for at least one child that starts "
        "immediate protection, an assessment, enquiries, services or a specialist assessment.", True,
    ),
    Measure(
        "repeat", "", "Repeat contacts",
        "Of the contacts received in the month, the share about a child who had another contact in the 12 months before. "
        "The same child is the same identified person, the same NHS number, or the same birth date and family name.", True,
    ),
    Measure(
        "again", "OBA2-11", "Re-referrals",
        "Of the contacts accepted by children's social care in the month, the share about a child for whom another contact "
        "was accepted in the 12 months before.", True,
    ),
    Measure(
        "in_time", "", "Decided in time",
        "Contacts decided by the instant their one working day ended, over all contacts whose working day ended in the "
        "month. An undecided contact whose time is over counts as not in time.", True,
    ),
)  # fmt: skip


@dataclass(frozen=True)
class Figure:
    """One measure over the months: its picture with its table, its definition, and its rows for export."""

    measure: Measure
    picture: Picture
    header: tuple[str, ...]
    rows: Sequence[tuple[str | int | float | None, ...]]


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


def figures(viewer: Viewer, months: Sequence[datetime.date], *, exported: bool = False) -> list[Figure]:
    """Every measure over these months. Journalled; empty figures for a role that may not see them."""
    record_sight(by=viewer, verb="exported" if exported else "opened", object_type="front door figures")
    counted = _counted(months)
    return [_figure(one, months, counted) for one in MEASURES]


Counts = dict[tuple[str, str], dict[datetime.date, tuple[int | None, int | None]]]


def _counted(months: Sequence[datetime.date]) -> Counts:
    zone = timezone.get_current_timezone()
    start = datetime.datetime.combine(months[0], datetime.time(), tzinfo=zone)
    after = (months[-1] + datetime.timedelta(days=32)).replace(day=1)
    end = datetime.datetime.combine(after, datetime.time(), tzinfo=zone)
    found: Counts = defaultdict(dict)
    with connection.cursor() as cursor:
        cursor.execute("SELECT month, measure, part, number, of_all FROM front_door_figures(%s, %s)", [start, end])
        for month, measure, part, number, of_all in cursor.fetchall():
            found[measure, part][month] = (number, of_all)
    return found


def _figure(measure: Measure, months: Sequence[datetime.date], counted: Counts) -> Figure:
    title = f"{measure.title} ({measure.ref})" if measure.ref else measure.title
    names = [month_words(month) for month in months]
    if measure.key == "source":
        return _sources(measure, title, months, counted)
    values = [counted[measure.key, ""].get(month, (0, 0)) for month in months]
    if not measure.share:
        numbers = [number for number, _ in values]
        picture = bar_chart(title, names, [("Contacts", numbers)])
        return Figure(measure, picture, ("Month", "Contacts"), list(zip(names, numbers, strict=True)))
    shares = [_share(number, of_all) for number, of_all in values]
    trend = run_chart(title, list(zip(names, shares, strict=True)), unit="%")
    rows = [(name, number, of_all, share) for name, (number, of_all), share in zip(names, values, shares, strict=True)]
    return Figure(measure, trend, ("Month", "Number", "Of", "Share (%)"), rows)


def _share(number: int | None, of_all: int | None) -> float | None:
    """A percentage to one place; None where it is held back or there is nothing to take a share of."""
    return round(100 * number / of_all, 1) if number is not None and of_all else None


def _sources(measure: Measure, title: str, months: Sequence[datetime.date], counted: Counts) -> Figure:
    names = [month_words(month) for month in months]
    series = []
    for source, words in Contact.Source.choices:
        series.append((words.capitalize(), [counted["source", source].get(month, (0, None))[0] for month in months]))
    series = _second_held_back(series)
    senders = [counted["senders", ""].get(month, (0, None))[0] for month in months]
    header = ("Month", *(words for words, _ in series), "Different senders")
    rows = [(name, *(values[at] for _, values in series), senders[at]) for at, name in enumerate(names)]
    return Figure(measure, bar_chart(title, names, series), header, rows)


def _second_held_back(series: list[tuple[str, list[int | None]]]) -> list[tuple[str, list[int | None]]]:
    """Where one source of a month is held back, the total would give it away: the next smallest is held back too."""
    if not series:
        return series
    for at in range(len(series[0][1])):
        shown = sorted((values[at], order) for order, (_, values) in enumerate(series) if values[at])
        held = sum(values[at] is None for _, values in series)
        if held == 1 and shown:
            series[shown[0][1]][1][at] = None
    return series
