"""What happened in a case, left to right by date, a lane for each agency or kind; numbers lead to the table."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from ..dates import MONTHS, date_words
from .picture import Cell, Picture, box, element, line, nothing, number, picture, short, text

WIDTH, NAME, RIGHT, TOP, STEP, DOT, SIGN = 860, 170, 30, 12, 26, 11, 14
HEADERS = ("Number", "When", "Who", "What happened")


@dataclass(frozen=True)
class CaseEvent:
    """Something that happened on a day, or from a day until another. `lane` is who says so, or what kind it is.

    `when` says it otherwise than by the days drawn, where less is known; `place` is its place among those of one day; `signs`
    are letters drawn under it, each with what it means.
    """

    on: dt.date
    words: str
    lane: str
    until: dt.date | None = None
    when: str = ""
    place: int = 0
    signs: tuple[tuple[str, str], ...] = ()


def case_timeline(title: str, events: Sequence[CaseEvent], *, key: str = "") -> Picture:
    """The events in order of date, numbered; the same numbers stand in the table.

    Raises ValueError for an event that ends before it begins.
    """
    if wrong := [one for one in events if one.until is not None and one.until < one.on]:
        raise ValueError(f"ends before it begins: {wrong[0].words}")
    ordered = sorted(events, key=lambda one: (one.on, one.place, one.lane, one.words))
    rows: list[list[Cell]] = [[at, _when(one), one.lane, one.words] for at, one in enumerate(ordered, 1)]
    if not ordered:
        return nothing("timeline", title, HEADERS, key)
    headers: tuple[str, ...] = HEADERS
    if signed := any(one.signs for one in ordered):
        headers = (*HEADERS, "Marks")
        rows = [[*row, "; ".join(words for _, words in one.signs)] for row, one in zip(rows, ordered, strict=True)]
    first = ordered[0].on
    last = max(one.until or one.on for one in ordered)
    place = _scale(first, last)
    drawn: list[Markup] = []
    y = TOP
    for lane in dict.fromkeys(one.lane for one in ordered):
        held = [(at, one) for at, one in enumerate(ordered, 1) if one.lane == lane]
        lane_drawn, height = _lane(lane, held, y, place, STEP + (SIGN if signed else 0))
        drawn += lane_drawn
        y += height
    lanes = len({one.lane for one in ordered})
    return picture(
        kind="timeline",
        title=title,
        summary=(
            f"{len(ordered)} {'event' if len(ordered) == 1 else 'events'} from {date_words(first)} to "
            f"{date_words(last)} in {lanes} {'lane' if lanes == 1 else 'lanes'}. Each is in the table under its number."
        ),
        size=(WIDTH, y + 40),
        inside=[*_axis(first, last, place, y), *drawn],
        headers=headers,
        rows=rows,
        key=key,
    )


def _when(one: CaseEvent) -> str:
    if one.when:
        return one.when
    return f"{date_words(one.on)} to {date_words(one.until)}" if one.until else date_words(one.on)


class _scale:
    """Days to places across the picture."""

    def __init__(self, first: dt.date, last: dt.date) -> None:
        self.first = first
        self.days = max((last - first).days, 1)

    def __call__(self, day: dt.date) -> float:
        return NAME + DOT + (WIDTH - NAME - RIGHT - 2 * DOT) * (day - self.first).days / self.days


def _lane(
    name: str, held: Sequence[tuple[int, CaseEvent]], y: int, place: _scale, step: int
) -> tuple[list[Markup], int]:  # fmt: skip
    ends: list[float] = []  # how far right each row of the lane is taken
    dots: list[Markup] = []
    for at, one in held:
        start = place(one.on)
        stop = place(one.until) if one.until else start
        row = next((index for index, taken in enumerate(ends) if start - DOT > taken), len(ends))
        ends[row : row + 1] = [stop + DOT + 2]
        dots.append(_dot(at, one, start, stop, y + 20 + row * step))
    height = 20 + step * len(ends) + 6
    ground = [box(0, y, WIDTH, height - 2, "sd-chart__lane"), text(8, y + 25, short(name, 20))]
    return ground + dots, height


def _dot(at: int, one: CaseEvent, start: float, stop: float, y: float) -> Markup:
    marks = "".join(f" ({words})" for _, words in one.signs)
    told = element("title", f"{at}. {_when(one)}: {one.words}{marks}")
    span = box(start, y - 5, stop - start, 10, "sd-chart__span") if one.until else None
    words = text(start, y + 5, number(at), "sd-chart__text--inverse", "middle")
    signs = "".join(letter for letter, _ in one.signs)
    under = text(start, y + DOT + 12, signs, "sd-chart__text--small", "middle") if signs else None
    return element("g", told, span, element("circle", cx=start, cy=y, r=DOT, class_="sd-chart__dot"), words, under)


def _axis(first: dt.date, last: dt.date, place: _scale, y: int) -> list[Markup]:
    months = [dt.date(year, month, 1) for year in range(first.year, last.year + 1) for month in range(1, 13)]
    inside = [day for day in months if first <= day <= last]
    every = max(1, -(-len(inside) // 9))
    drawn = [line(NAME, y + 4, WIDTH - RIGHT, y + 4, "sd-chart__axis")]
    for day in inside[::every]:
        x = place(day)
        label = text(x, y + 22, f"{MONTHS[day.month - 1][:3]} {day.year}", "sd-chart__text--small", "middle")
        drawn += [line(x, TOP, x, y + 4, "sd-chart__grid"), label]
    if not inside:
        drawn.append(text(place(first), y + 22, date_words(first), "sd-chart__text--small", "start"))
    return drawn
