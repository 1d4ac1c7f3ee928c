"""Two texts side by side: what stands in both, what was taken out of the first, what was put into the second."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import zip_longest

SAME, TAKEN, PUT = "same", "taken", "put"
TOKENS = re.compile(r"\s*(?:\w+|[^\w\s])")


@dataclass(frozen=True)
class Piece:
    """Some words of a text, and whether they stand in the other text too."""

    text: str
    kind: str


@dataclass(frozen=True)
class Row:
    """One paragraph of each text, next to each other; empty where the other text has none for it."""

    before: tuple[Piece, ...]
    after: tuple[Piece, ...]

    @property
    def changed(self) -> bool:
        """Whether the two differ."""
        return any(one.kind != SAME for one in (*self.before, *self.after))


def side_by_side(before: str, after: str) -> list[Row]:
    """Two texts, paragraph by paragraph, with every word that differs marked. Line ends and empty lines make no difference."""
    left, right = _paragraphs(before), _paragraphs(after)
    rows: list[Row] = []
    for what, first, last, begins, ends in SequenceMatcher(None, left, right, autojunk=False).get_opcodes():
        if what == "equal":
            rows += [Row((Piece(one, SAME),), (Piece(one, SAME),)) for one in left[first:last]]
        else:
            rows += [_row(one or "", two or "") for one, two in zip_longest(left[first:last], right[begins:ends])]
    return rows


def _paragraphs(text: str) -> list[str]:
    return [" ".join(one.split()) for one in text.splitlines() if one.strip()]


def _row(before: str, after: str) -> Row:
    left, right = TOKENS.findall(before), TOKENS.findall(after)
    one: list[Piece] = []
    two: list[Piece] = []
    for what, first, last, begins, ends in SequenceMatcher(None, left, right, autojunk=False).get_opcodes():
        _add(one, left[first:last], SAME if what == "equal" else TAKEN)
        _add(two, right[begins:ends], SAME if what == "equal" else PUT)
    return Row(tuple(one), tuple(two))


def _add(pieces: list[Piece], words: Sequence[str], kind: str) -> None:
    if words:
        pieces.append(Piece("".join(words), kind))
