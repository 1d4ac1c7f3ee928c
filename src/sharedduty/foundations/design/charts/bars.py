"""Bars by month or by any other category, plain or stacked."""

from collections.abc import Sequence

from markupsafe import Markup

from .picture import (
    Cell,
    Picture,
    box,
    element,
    hatch,
    key_for,
    line,
    nothing,
    number,
    picture,
    short,
    steps,
    text,
    with_unit,
)

LEFT, TOP, PLOT_HEIGHT, BAR_SPACE = 54, 14, 230, 46
SOLID = ("sd-fill-1", "sd-fill-2", "sd-fill-3", "sd-fill-4", "sd-fill-5", "sd-fill-6")


def bar_chart(
    title: str,
    categories: Sequence[str],
    series: Sequence[tuple[str, Sequence[float | None]]],
    *,
    unit: str = "",
    category_name: str = "Month",
    key: str = "",
) -> Picture:
    """Bars, stacked when there is more than one series.

    Each series is a name and one value a category; None means held back or not known and is drawn as a dash, never as
    nothing. Raises ValueError when a series has not one value for every category, or a value is below nothing.
    """
    for name, values in series:
        if len(values) != len(categories):
            raise ValueError(f"series {name} has {len(values)} values for {len(categories)} categories")
        if any(value is not None and value < 0 for value in values):
            raise ValueError(f"series {name} goes below nothing")
    headers = [category_name, *(f"{name} ({unit})" if unit else name for name, _ in series)]
    if not categories:
        return nothing("bars", title, headers, key)
    rows: list[list[Cell]] = [
        [category, *("not shown" if values[at] is None else values[at] for _, values in series)]
        for at, category in enumerate(categories)
    ]
    key = key or key_for("bars", title, rows)
    totals = [_total([values[at] for _, values in series]) for at in range(len(categories))]
    marks = steps(max((total for total in totals if total is not None), default=0))
    width = max(LEFT + BAR_SPACE * max(len(categories), 1) + 20, 420)
    legend = _legend(series, key, width) if len(series) > 1 else []
    height = TOP + PLOT_HEIGHT + 58 + 24 * len(legend)
    bars = [_bar(at, category, totals[at], series, marks[-1], key) for at, category in enumerate(categories)]
    return picture(
        kind="bars",
        title=title,
        summary=_summary(categories, totals, unit),
        size=(width, height),
        inside=[*_axis(marks, width, unit), *bars, *legend],
        headers=headers,
        rows=rows,
        key=key,
        defs=[hatch(key, at, f"sd-hatch-{at % 6 + 1}") for at in range(1, len(series))],
    )


def _total(values: Sequence[float | None]) -> float | None:
    known = [value for value in values if value is not None]
    return sum(known) if known else None


def _summary(categories: Sequence[str], totals: Sequence[float | None], unit: str) -> str:
    known = [(total, categories[at]) for at, total in enumerate(totals) if total is not None]
    if not known:
        return "There is nothing to show yet."
    high, low = max(known, key=lambda one: one[0]), min(known, key=lambda one: one[0])
    what = with_unit(unit)
    unknown = len(totals) - len(known)
    missing = f" {unknown} not shown." if unknown else ""
    return (
        f"{len(categories)} bars from {categories[0]} to {categories[-1]}. Highest {number(high[0])}{what} in "
        f"{high[1]}, lowest {number(low[0])}{what} in {low[1]}.{missing} Every value is in the table."
    )


def _axis(marks: Sequence[float], width: int, unit: str) -> list[Markup]:
    drawn = []
    for mark in marks:
        y = TOP + PLOT_HEIGHT * (1 - mark / marks[-1])
        drawn += [
            line(LEFT, y, width - 10, y, "sd-chart__axis" if mark == 0 else "sd-chart__grid"),
            text(LEFT - 8, y + 5, number(mark), "sd-chart__text--small", "end"),
        ]
    return drawn


def _fill(at: int, key: str) -> tuple[str, str | None]:
    return (SOLID[0], None) if at == 0 else (f"sd-edge {SOLID[at % 6]}-edge", f"url(#{key}-h{at})")


def _bar(
    at: int,
    category: str,
    total: float | None,
    series: Sequence[tuple[str, Sequence[float | None]]],
    highest: float,
    key: str,
) -> Markup:
    x, y = LEFT + 10 + at * BAR_SPACE, float(TOP + PLOT_HEIGHT)
    pieces = [element("title", f"{category}: " + ", ".join(f"{name} {values[at]}" for name, values in series))]
    for order, (_, values) in enumerate(series):
        high = PLOT_HEIGHT * (values[at] or 0) / highest
        look, fill = _fill(order, key)
        y -= high
        if high:
            pieces.append(box(x, y, BAR_SPACE - 14, high, look, fill))
    middle = x + (BAR_SPACE - 14) / 2
    pieces.append(text(middle, y - 5, "–" if total is None else number(total), "sd-chart__text--small", "middle"))
    for row, word in enumerate(short(category, 18).split(" ", 1)):
        pieces.append(
            text(middle, TOP + PLOT_HEIGHT + 18 + 15 * row, short(word, 8), "sd-chart__text--small", "middle")
        )
    return element("g", *pieces)


def _legend(series: Sequence[tuple[str, Sequence[float | None]]], key: str, width: int) -> list[Markup]:
    drawn = []
    for at, (name, _) in enumerate(series):
        y = TOP + PLOT_HEIGHT + 50 + 24 * at
        look, fill = _fill(at, key)
        label = text(LEFT + 28, y + 13, short(name, (width - LEFT - 30) // 8))
        drawn.append(element("g", box(LEFT, y, 18, 16, look, fill), label))
    return drawn
