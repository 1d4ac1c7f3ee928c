"""A small calendar of a count: day 0, the days that counted with their numbers, the days that did not, the day it
ends.
"""

import calendar as month_lengths
from collections.abc import Mapping, Sequence
from datetime import date

from markupsafe import Markup

from sharedduty.foundations.design.charts.picture import Picture, box, element, picture, text
from sharedduty.foundations.plain.calendar import CountedDay
from sharedduty.foundations.plain.words import MONTHS, full_date

CELL_WIDTH, CELL_HEIGHT, HEAD, GAP, ACROSS = 38, 38, 52, 26, 2
MOST_MONTHS = 6
QUIET, PAPER, EDGE, STRONG = "#e4ebec", "#ffffff", "#72858a", "#073f47"


def calendar_picture(title: str, counted: Sequence[CountedDay]) -> Picture | None:
    """The months a count runs through, drawn; None when it is not counted day by day or runs too long to draw."""
    days = {day: row for row in counted for day in (row[0],)}
    months = sorted({(day.year, day.month) for day in days})
    span = abs((counted[-1][0] - counted[0][0]).days) if counted else 0
    if len(days) < 2 or len(days) != span + 1 or len(months) > MOST_MONTHS:
        return None
    drawn: list[Markup] = []
    tallest, across = 0, min(ACROSS, len(months))
    for at, (year, month) in enumerate(months):
        left, row = (at % ACROSS) * (7 * CELL_WIDTH + GAP), at // ACROSS
        top = row * (HEAD + 6 * CELL_HEIGHT + GAP)
        drawn += _month(year, month, left, top, days, counted[-1][0])
        tallest = max(tallest, top + HEAD + 6 * CELL_HEIGHT)
    last, number = counted[-1][0], counted[-1][1]
    return picture(
        kind="calendar",
        title=title,
        summary=f"From {full_date(counted[0][0])}, day 0, to {full_date(last)}, day {number}. The table says each day.",
        size=(across * 7 * CELL_WIDTH + (across - 1) * GAP + 4, tallest + 4),
        inside=drawn,
        headers=["Day", "Number", "Why"],
        rows=[[full_date(day), n, why] for day, n, _, why in counted],
    )


def _month(year: int, month: int, left: int, top: int, days: Mapping[date, CountedDay], last: date) -> list[Markup]:
    drawn = [text(left + 2, top + 20, f"{MONTHS[month - 1]} {year}", "sd-chart__text--sign")]
    for column, name in enumerate(("Mo", "Tu", "We", "Th", "Fr", "Sa", "Su")):
        drawn.append(text(left + column * CELL_WIDTH + 19, top + 44, name, "sd-chart__text--small", "middle"))
    for week, row in enumerate(month_lengths.Calendar().monthdatescalendar(year, month)):
        for column, day in enumerate(row):
            if day.month == month:
                place = (left + column * CELL_WIDTH + 2, top + HEAD + week * CELL_HEIGHT)
                drawn += _day(day, *place, days.get(day), day == last)
    return drawn


def _day(day: date, x: int, y: int, row: CountedDay | None, is_last: bool) -> list[Markup]:
    width, height = CELL_WIDTH - 3, CELL_HEIGHT - 3
    if row is None:
        return [text(x + 4, y + 14, day.day, "sd-chart__text--small")]
    _, number, counts, why = row
    if is_last:
        return [
            box(x, y, width, height, "sd-calendar__last", fill=STRONG),
            text(x + 4, y + 14, day.day, "sd-chart__text--inverse"),
            text(x + width - 4, y + 30, "due" if width > 30 else number, "sd-chart__text--inverse", "end"),
        ]
    start = why.startswith(("day 0", "hour 0"))
    ground = PAPER if counts or start else QUIET
    frame = element(
        "rect",
        x=x,
        y=y,
        width=width,
        height=height,
        fill=ground,
        stroke=STRONG if start else EDGE,
        stroke_width=3 if start else 1,
    )
    label = "0" if start else str(number) if counts else "–"
    return [
        frame,
        text(x + 4, y + 14, day.day, "sd-chart__text--small"),
        text(x + width - 4, y + 30, label, "sd-chart__text--small", "end"),
    ]
