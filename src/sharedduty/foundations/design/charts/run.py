"""A run chart: one measure over time with its median, a target, and on request the limits of natural variation."""

from collections.abc import Sequence
from itertools import pairwise
from statistics import mean, median

from markupsafe import Markup

from .picture import Cell, Picture, element, line, nothing, number, picture, short, steps, text, with_unit

LEFT, TOP, PLOT_HEIGHT, SPACE, RIGHT = 54, 18, 220, 44, 120

# Mean moving range times this is three standard deviations for points taken one at a time (Shewhart's XmR chart).
NATURAL = 2.66


def run_chart(
    title: str,
    points: Sequence[tuple[str, float | None]],
    *,
    unit: str = "",
    target: float | None = None,
    limits: bool = False,
    point_name: str = "Month",
    key: str = "",
) -> Picture:
    """Points joined in order. None is a gap: nothing is drawn there, and no line crosses it.

    The middle line is the median, or with `limits` the mean with its upper and lower natural limits (XmR). A point
    outside the limits is a diamond and says so in the table.
    """
    headers = [point_name, f"Value ({unit})" if unit else "Value", *(["Outside the limits"] if limits else [])]
    if not points:
        return nothing("run", title, headers, key)
    known = [value for _, value in points if value is not None]
    middle = (mean(known) if limits else median(known)) if known else None
    low, high = _limits(known, middle) if limits and len(known) > 1 else (None, None)
    if unit == "%" and high is not None:
        high = min(high, 100)  # a share has no more than all
    tops = [value for value in (*known, target, high) if value is not None]
    marks = steps(max(tops, default=0))
    width = max(LEFT + SPACE * max(len(points), 1) + RIGHT, 420)
    outside = [value is not None and _outside(value, low, high) for _, value in points]
    rows: list[list[Cell]] = [
        [label, "not known" if value is None else value, *(["yes" if outside[at] else "no"] if limits else [])]
        for at, (label, value) in enumerate(points)
    ]
    references = [
        ("Mean" if limits else "Median", middle),
        ("Target", target),
        ("Upper limit", high),
        ("Lower limit", low),
    ]
    drawn = _reference_lines(references, marks[-1], width)
    return picture(
        kind="run",
        title=title,
        summary=_summary(points, known, references, unit),
        size=(width, TOP + PLOT_HEIGHT + 50),
        inside=[*_frame(marks, width), *drawn, *_curve(points, marks[-1]), *_points(points, outside, marks[-1])],
        headers=headers,
        rows=rows,
        key=key,
    )


def _limits(known: Sequence[float], middle: float | None) -> tuple[float, float]:
    moving = mean(abs(after - before) for before, after in pairwise(known))
    return max((middle or 0) - NATURAL * moving, 0), (middle or 0) + NATURAL * moving


def _outside(value: float, low: float | None, high: float | None) -> bool:
    return (low is not None and value < low) or (high is not None and value > high)


def _y(value: float, highest: float) -> float:
    return TOP + PLOT_HEIGHT * (1 - value / highest)


def _x(at: int) -> float:
    return LEFT + SPACE / 2 + at * SPACE


def _frame(marks: Sequence[float], width: int) -> list[Markup]:
    drawn = []
    for mark in marks:
        y = _y(mark, marks[-1])
        look = "sd-chart__axis" if mark == 0 else "sd-chart__grid"
        label = text(LEFT - 8, y + 5, number(mark), "sd-chart__text--small", "end")
        drawn += [line(LEFT, y, width - RIGHT, y, look), label]
    return drawn


def _reference_lines(references: Sequence[tuple[str, float | None]], highest: float, width: int) -> list[Markup]:
    drawn: list[Markup] = []
    lowest_label = -99.0
    known = [(name, value) for name, value in references if value is not None]
    for name, value in sorted(known, key=lambda one: -one[1]):
        y = _y(value, highest)
        lowest_label = max(y + 5, lowest_label + 15)  # labels of lines close together are moved apart
        look = f"sd-chart__reference sd-chart__reference--{name.lower().replace(' ', '-')}"
        label = text(width - RIGHT + 6, lowest_label, f"{name} {number(value)}", "sd-chart__text--small")
        drawn.append(element("g", line(LEFT, y, width - RIGHT, y, look), label))
    return drawn


def _curve(points: Sequence[tuple[str, float | None]], highest: float) -> list[Markup]:
    drawn = []
    for at in range(1, len(points)):
        before, after = points[at - 1][1], points[at][1]
        if before is not None and after is not None:
            drawn.append(line(_x(at - 1), _y(before, highest), _x(at), _y(after, highest), "sd-chart__curve"))
    return drawn


def _points(points: Sequence[tuple[str, float | None]], outside: Sequence[bool], highest: float) -> list[Markup]:
    drawn = []
    for at, (label, value) in enumerate(points):
        x = _x(at)
        words = [
            text(x, TOP + PLOT_HEIGHT + 18 + 15 * row, short(word, 7), "sd-chart__text--small", "middle")
            for row, word in enumerate(short(label, 16).split(" ", 1))
        ]
        if value is not None:
            y = _y(value, highest)
            told = element("title", f"{label}: {number(value)}")
            if outside[at]:
                path = f"M{x:.1f} {y - 8:.1f}l8 8l-8 8l-8 -8z"
                words.append(element("path", told, d=path, class_="sd-chart__point sd-chart__point--outside"))
            else:
                words.append(element("circle", told, cx=x, cy=y, r=4.5, class_="sd-chart__point"))
        drawn.append(element("g", *words))
    return drawn


def _summary(
    points: Sequence[tuple[str, float | None]],
    known: Sequence[float],
    references: Sequence[tuple[str, float | None]],
    unit: str,
) -> str:
    if not known:
        return "There is nothing to show yet."
    what = with_unit(unit)
    lines = ", ".join(f"{name.lower()} {number(value)}" for name, value in references if value is not None)
    gaps = len(points) - len(known)
    missing = f" {gaps} not known." if gaps else ""
    return (
        f"{len(points)} points from {points[0][0]} to {points[-1][0]}, from {number(min(known))} to "
        f"{number(max(known))}{what}; {lines}.{missing} Every value is in the table."
    )
