"""The windscreen of need: bands from universal to specialist help. It never says which one a child is in."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from .picture import Picture, element, picture, short, text

WIDTH, HEIGHT, MIDDLE, BASE, OUTER, INNER = 640, 340, 320, 310, 290, 120


@dataclass(frozen=True)
class Band:
    """One level of need: its number or letter, its name, and what it means in a sentence."""

    level: str
    name: str
    meaning: str


def windscreen(title: str, bands: Sequence[Band], *, chosen: str = "", key: str = "") -> Picture:
    """The bands as parts of an arc, left to right in the order given.

    `chosen` is the level a practitioner chose and gave a reason for; it is outlined and named. Nothing here chooses.
    Raises ValueError without bands, or when the chosen level is not one of them.
    """
    if not bands:
        raise ValueError("a windscreen needs at least one band")
    if chosen and chosen not in {band.level for band in bands}:
        raise ValueError(f"no band has the level {chosen}")
    names = "; ".join(f"level {band.level}, {band.name}" for band in bands)
    picked = f" The level chosen is {chosen}." if chosen else ""
    return picture(
        kind="windscreen",
        title=title,
        summary=f"{len(bands)} bands from left to right: {names}.{picked} Need can rise and fall.",
        size=(WIDTH, HEIGHT),
        inside=[_band(at, len(bands), band, band.level == chosen) for at, band in enumerate(bands)],
        headers=["Level", "Name", "What it means"],
        rows=[[band.level, band.name, band.meaning] for band in bands],
        key=key,
    )


def _point(radius: float, angle: float) -> str:
    return f"{MIDDLE - radius * math.cos(angle):.1f} {BASE - radius * math.sin(angle):.1f}"


def _band(at: int, count: int, band: Band, chosen: bool) -> Markup:
    gap = 0.012
    start, end = math.pi * at / count + gap, math.pi * (at + 1) / count - gap
    path = (
        f"M{_point(OUTER, start)}A{OUTER} {OUTER} 0 0 1 {_point(OUTER, end)}"
        f"L{_point(INNER, end)}A{INNER} {INNER} 0 0 0 {_point(INNER, start)}Z"
    )
    angle, radius = (start + end) / 2, (OUTER + INNER) / 2
    x, y = MIDDLE - radius * math.cos(angle), BASE - radius * math.sin(angle)
    shade = f"sd-band--{min(round(at * 3 / max(count - 1, 1)) + 1, 4)}"
    look = f"sd-band {shade}{' sd-band--chosen' if chosen else ''}"
    words = [element("path", element("title", f"{band.level}: {band.name}"), d=path, class_="sd-band__area")]
    lines = _lines(band.name)
    top = y - 9 * (len(lines) - 1) - (6 if chosen else 0)
    words.append(text(x, top - 4, band.level, "sd-band__level", "middle"))
    words += [text(x, top + 16 + 17 * row, part, "sd-band__name", "middle") for row, part in enumerate(lines)]
    if chosen:
        words.append(text(x, top + 20 + 17 * len(lines), "✓ chosen", "sd-band__name", "middle"))
    return element("g", *words, class_=look)


def _lines(name: str) -> list[str]:
    """A name in at most three short lines."""
    lines: list[str] = []
    for word in short(name, 42).split():
        if lines and len(lines[-1]) + len(word) < 15:
            lines[-1] += f" {word}"
        elif len(lines) < 3:
            lines.append(short(word, 15))
        else:
            lines[-1] = short(f"{lines[-1]}…", 15)
            break
    return lines
