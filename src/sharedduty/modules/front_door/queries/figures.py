"""The front door's figures by month, each with its definition, from one function that lets nothing but numbers out."""

import datetime
from collections import defaultdict
from collections.abc import Sequence

from django.db import connection

from sharedduty.foundations.access.api import Viewer
from sharedduty.foundations.design.charts import bar_chart
from sharedduty.foundations.journal.api import record_sight
from sharedduty.foundations.process.api import SHARE, Figure, Measure, drawn, limits, month_words, months_back
from sharedduty.modules.front_door.models import Contact

__all__ = ["MEASURES", "SUPPRESSED", "figures", "months_back"]

SUPPRESSED = "Numbers from 1 to 5, and shares that would give one away, are not shown outside the front door."


MEASURES = (
    Measure(
        "contacts", "OBA1-04", "Contacts",
        "A contact is one submission to the front door, however many children it names, counted in the month it was "
        "received. Withdrawn contacts and sealed files are left out.",
    ),
    Measure(
        "source", "OBA1-08", "Where contacts come from",
        "Contacts by the way they came, in the month they were received. Different senders counts each organisation once "
        "a month; senders without one are not among them.",
    ),
    Measure(
        "accepted", "OBA2-09", "Contacts accepted by children's social care",
        "Of the contacts received in the month, the share with a standing decision for at least one child that starts "
        "immediate protection, an assessment, enquiries, services or a specialist assessment.", SHARE,
    ),
    Measure(
        "repeat", "", "Repeat contacts",
        "Of the contacts received in the month, the share about a child who had another contact in the 12 months before. "
        "The same child is the same identified person, the same NHS number, or the same birth date and family name.", SHARE,
    ),
    Measure(
        "again", "OBA2-11", "Re-referrals",
        "Of the contacts accepted by children's social care in the month, the share about a child for whom another contact "
        "was accepted in the 12 months before.", SHARE,
    ),
    Measure(
        "in_time", "", "Decided in time",
        "Contacts decided by the instant their one working day ended, over all contacts whose working day ended in the "
        "month. An undecided contact whose time is over counts as not in time.", SHARE,
    ),
)  # fmt: skip


def figures(viewer: Viewer, months: Sequence[datetime.date], *, exported: bool = False) -> list[Figure]:
    """Every measure over these months. Journalled; empty figures for a role that may not see them."""
    record_sight(by=viewer, verb="exported" if exported else "opened", object_type="front door figures")
    counted = _counted(months)
    return [_figure(one, months, counted) for one in MEASURES]


PartCounts = dict[tuple[str, str], dict[datetime.date, tuple[int | None, int | None]]]


def _counted(months: Sequence[datetime.date]) -> PartCounts:
    found: PartCounts = defaultdict(dict)
    with connection.cursor() as cursor:
        cursor.execute("SELECT month, measure, part, number, of_all FROM front_door_figures(%s, %s)", [*limits(months)])
        for month, measure, part, number, of_all in cursor.fetchall():
            found[measure, part][month] = (number, of_all)
    return found


def _figure(measure: Measure, months: Sequence[datetime.date], counted: PartCounts) -> Figure:
    if measure.key == "source":
        return _sources(measure, f"{measure.title} ({measure.ref})", months, counted)
    return drawn(measure, months, counted[measure.key, ""])


def _sources(measure: Measure, title: str, months: Sequence[datetime.date], counted: PartCounts) -> Figure:
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
