"""The small SVG writer all charts share: everything put in is escaped, and nothing inline that a strict CSP forbids."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from markupsafe import Markup, escape

Cell = str | int | float | None


@dataclass(frozen=True)
class Picture:
    """A drawing and the table that says the same. `summary` is the sentence a person who cannot see it is given."""

    title: str
    summary: str
    svg: Markup
    headers: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    width: int
    key: str

    @property
    def table(self) -> tuple[tuple[str, ...], tuple[tuple[Cell, ...], ...]]:
        """The headers and the rows."""
        return self.headers, self.rows

    def __str__(self) -> str:
        return str(self.svg)

    def __html__(self) -> str:
        return str(self.svg)


def _value(value: object) -> object:
    return f"{value:.2f}".rstrip("0").rstrip(".") if isinstance(value, float) else value


def element(name: str, *inside: object, **attributes: object) -> Markup:
    """One SVG element. `class_` is class, an underscore in a name is a hyphen, None leaves an attribute out.

    Raises ValueError for `style` and for event attributes: the content security policy forbids both.
    """
    parts = [f"<{name}"]
    for given, value in attributes.items():
        called = given.rstrip("_").replace("_", "-") if given != "viewBox" else given
        if called == "style" or called.startswith("on"):
            raise ValueError(f"{called} may not be written inside a page")
        if value is not None:
            parts.append(f' {called}="{escape(_value(value))}"')
    body = "".join(str(escape(piece)) for piece in inside if piece is not None)
    return Markup("".join(parts) + (f">{body}</{name}>" if body else "/>"))  # noqa: S704 (every part escaped above)


def text(x: float, y: float, words: object, look: str = "", anchor: str | None = None) -> Markup:
    """Words at a place; `look` is added to the class, `anchor` is start, middle or end."""
    return element("text", str(words), x=x, y=y, class_=f"sd-chart__text {look}".strip(), text_anchor=anchor)


def line(x1: float, y1: float, x2: float, y2: float, look: str) -> Markup:
    """A straight line."""
    return element("line", x1=x1, y1=y1, x2=x2, y2=y2, class_=look)


def box(x: float, y: float, width: float, height: float, look: str, fill: str | None = None) -> Markup:
    """A rectangle; a width or height below nothing is drawn as nothing."""
    return element("rect", x=x, y=y, width=max(width, 0), height=max(height, 0), class_=look, fill=fill)


def group(*inside: object, look: str | None = None) -> Markup:
    """Elements kept together."""
    return element("g", *inside, class_=look)


@lru_cache(maxsize=4096)  # a list draws the same ones again at every look
def hatch(key: str, number: int, look: str) -> Markup:
    """A pattern of slanting lines, so that a part can be told from its neighbour without colour."""
    angle = (45, 135, 0, 90, 20)[number % 5]
    lines = [box(0, 0, 8, 8, f"{look}-ground"), line(0, 0, 0, 8, f"{look}-line")]
    return element(
        "pattern",
        *lines,
        id=f"{key}-h{number}",
        width=8,
        height=8,
        patternUnits="userSpaceOnUse",
        patternTransform=f"rotate({angle})",
    )


def short(words: object, most: int) -> str:
    """Words cut to at most so many characters, the cut shown; the table beside the picture has them whole."""
    plain = " ".join(str(words).split())
    return plain if len(plain) <= most else plain[: most - 1].rstrip() + "…"


def key_for(kind: str, title: str, rows: Sequence[Sequence[Cell]]) -> str:
    """An id that is the same for the same picture, and differs between pictures of one page."""
    return f"{kind}-{hashlib.blake2s(repr((title, rows)).encode(), digest_size=5).hexdigest()}"


def picture(
    *,
    kind: str,
    title: str,
    summary: str,
    size: tuple[int, int],
    inside: Sequence[object],
    headers: Sequence[str],
    rows: Sequence[Sequence[Cell]],
    key: str = "",
    defs: Sequence[object] = (),
) -> Picture:
    """Put the parts of a drawing into its `<svg>`, with title and description that assistive technology reads."""
    width, height = size
    key = key or key_for(kind, title, rows)
    svg = element(
        "svg",
        element("title", title, id=f"{key}-title"),
        element("desc", summary, id=f"{key}-desc"),
        # The whole is one picture with one name. Its parts are drawn through `use`, so that nothing which reads the
        # page takes them for loose words; the table beside it says them all. Contrast is proved in the tests.
        element("defs", *defs, element("g", *inside, id=f"{key}-drawing")),
        element("use", href=f"#{key}-drawing"),
        xmlns="http://www.w3.org/2000/svg",
        class_=f"sd-chart sd-chart--{kind}",
        role="img",
        aria_labelledby=f"{key}-title {key}-desc",
        viewBox=f"0 0 {width} {height}",
        width=width,
        height=height,
    )
    return Picture(
        title=title,
        summary=summary,
        svg=svg,
        headers=tuple(headers),
        rows=tuple(tuple(row) for row in rows),
        width=width,
        key=key,
    )


def nothing(kind: str, title: str, headers: Sequence[str], key: str = "") -> Picture:
    """A picture that says there is nothing to show yet."""
    words = "There is nothing to show yet."
    drawn = [text(0, 34, words)]
    return picture(
        kind=kind, title=title, summary=words, size=(320, 50), inside=drawn, headers=headers, rows=[], key=key
    )


def steps(highest: float, wanted: int = 5) -> list[float]:
    """Round numbers from nothing to at least `highest`, about `wanted` of them, for an axis."""
    if highest <= 0:
        return [0, 1]
    rough = highest / wanted
    size = 1.0
    while size * 10 <= rough:
        size *= 10
    while size > rough and size > 1:
        size /= 10
    step = next(size * n for n in (1, 2, 5, 10, 20, 50, 100) if size * n >= rough)
    marks = [0.0]
    while marks[-1] < highest:
        marks.append(marks[-1] + step)
    return marks


def with_unit(unit: str) -> str:
    """The unit as it stands after a number: a space before a word, none before a percent sign."""
    return unit if unit in ("", "%") else f" {unit}"


def number(value: float) -> str:
    """A number as people write it: no needless decimals, thousands parted."""
    return f"{value:,.0f}" if float(value).is_integer() else f"{value:,.1f}"
