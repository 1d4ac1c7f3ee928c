"""A RAG grid: what is followed down the side, bodies across, a colour and its letter where they meet."""

from collections.abc import Mapping, Sequence

from markupsafe import Markup

from .picture import Picture, box, element, hatch, key_for, line, nothing, picture, short, text

NAME, COLUMN, ROW, HEAD = 170, 46, 34, 34
# The word of each colour, the letter drawn beside it (never colour alone), and its look; red is hatched besides.
COLOURS = {
    "red": ("Red", "R", ""),
    "amber": ("Amber", "A", "sd-fill-2"),
    "green": ("Green", "G", "sd-fill-4"),
    "unrated": ("Not rated", "?", "sd-clock__track"),
    "not_for_us": ("Not for this body", "n", "sd-chart__lane"),
    "": ("Not asked", "", ""),
}


def rag_grid(
    title: str,
    across: Sequence[str],
    down: Sequence[tuple[str, Mapping[str, str]]],
    *,
    first: str = "What",
    key: str = "",
) -> Picture:
    """Colours where what is followed meets who does it; bodies have a number in the picture and their names in the table.

    Takes: the bodies; for each line its words and, by body, a key of COLOURS. Raises ValueError for a colour nobody knows.
    """
    unknown = sorted({colour for _, held in down for colour in held.values()} - set(COLOURS))
    if unknown:
        raise ValueError(f"no such colour: {', '.join(unknown)}")
    headers = [first, *(f"{at}. {name}" for at, name in enumerate(across, 1))]
    if not down or not across:
        return nothing("rag", title, headers, key)
    rows = [[words, *(COLOURS[held.get(name, "")][0] for name in across)] for words, held in down]
    key = key or key_for("rag", title, rows)
    counts = {
        colour: sum(value == colour for _, held in down for value in held.values())
        for colour in ("red", "amber", "green")
    }
    said = ", ".join(f"{count} {colour}" for colour, count in counts.items())
    inside: list[Markup] = [
        text(NAME + COLUMN * at + 12, 22, at + 1, "sd-chart__text--sign") for at in range(len(across))
    ]
    for at, (words, held) in enumerate(down):
        inside += _row(HEAD + ROW * at, words, [held.get(name, "") for name in across], key)
    return picture(
        kind="rag", title=title, summary=f"{said}. Each is in the table.", key=key, headers=headers, rows=rows,
        size=(NAME + COLUMN * len(across) + 4, HEAD + ROW * len(down) + 4), inside=inside,
        defs=[hatch(key, 1, "sd-hatch-breach")],
    )  # fmt: skip


def _row(y: int, words: str, colours: Sequence[str], key: str) -> list[Markup]:
    width = NAME + COLUMN * len(colours)
    drawn = [line(0, y, width, y, "sd-chart__grid"), text(0, y + 22, short(words, 18))]
    for at, colour in enumerate(colours):
        _, letter, look = COLOURS[colour]
        x = NAME + COLUMN * at
        if colour == "red":
            drawn.append(box(x, y + 8, 18, 18, "sd-chart__axis", f"url(#{key}-h1)"))
        elif colour:
            drawn.append(box(x, y + 8, 18, 18, look))
        drawn.append(text(x + 23, y + 23, letter))
    return [element("g", *drawn)]
