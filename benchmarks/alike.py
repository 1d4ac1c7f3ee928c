"""How well “said before” finds planted paraphrases among 300 recommendations, beside two common measures of likeness.

The set (tests/action_plans/planted.csv) is invented: 50 pairs that say one thing in other words, and 200 that stand alone, some of
them on the same matter. The odd pairs chose the limit; the even ones chose nothing. Words and pairs are by the same hand, so a
real register may fare worse.
"""

import csv
import re
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path

from rapidfuzz import fuzz

from sharedduty.modules.action_plans.rules.likeness import LEAST, ideas_of, likeness, said_before, stem, weights

PLANTED = Path(__file__).parents[1] / "tests" / "action_plans" / "planted.csv"
WORD = re.compile(r"[a-z0-9]+")
Row = dict[str, str]
Score = Callable[[Row, Row], float]


@dataclass(frozen=True)
class Told:
    """Lines that say what was found."""

    said: tuple[str, ...]

    def lines(self) -> list[str]:
        """The lines."""
        return list(self.said)


def _of(rows: Sequence[Row], parity: int) -> list[Row]:
    """One half of the pairs with every recommendation that stands alone."""
    return [one for one in rows if not one["pair"] or int(one["pair"]) % 2 == parity]


def _counted(rows: Sequence[Row], score: Score, least: float) -> tuple[float, float]:
    """Precision and recall of all pairs of rows that score at least so much."""
    shown = [
        one["pair"] != "" and one["pair"] == two["pair"]
        for one, two in combinations(rows, 2)
        if score(one, two) >= least
    ]
    pairs = len({one["pair"] for one in rows if one["pair"]})
    return (sum(shown) / len(shown) if shown else 0.0), sum(shown) / pairs


def _best(rows: Sequence[Row], score: Score) -> float:
    """The limit at which precision and recall together are best (their harmonic mean)."""

    def mean(least: float) -> float:
        precision, recall = _counted(rows, score, least)
        return 2 * precision * recall / (precision + recall) if precision + recall else 0.0

    return max((at / 50 for at in range(5, 50)), key=mean)


def _trigrams(words: str) -> set[str]:
    """Three letters at a time, as PostgreSQL's pg_trgm takes them: two blanks before each word, one after."""
    padded = [f"  {word} " for word in WORD.findall(words.lower())]
    return {one[at : at + 3] for one in padded for at in range(len(one) - 2)}


def _measures(rows: Sequence[Row]) -> dict[str, Score]:
    ideas = {one["number"]: ideas_of(one["wording"]) for one in rows}
    weight = weights(ideas.values())
    stems = {one["number"]: {stem(word): word for word in WORD.findall(one["wording"].lower())} for one in rows}
    of_stems = weights(stems.values())
    threes = {one["number"]: _trigrams(one["wording"]) for one in rows}

    def shared(one: Row, two: Row) -> float:
        first, second = threes[one["number"]], threes[two["number"]]
        return len(first & second) / len(first | second)

    return {
        "shared ideas (ours)": lambda one, two: likeness(ideas[one["number"]], ideas[two["number"]], weight),
        "shared stems, no words of the field": lambda one, two: likeness(
            stems[one["number"]], stems[two["number"]], of_stems
        ),
        "rapidfuzz token_set_ratio": lambda one, two: fuzz.token_set_ratio(one["wording"], two["wording"]) / 100,
        "trigrams, as pg_trgm": shared,
    }


def _as_shown(rows: Sequence[Row], parity: int) -> tuple[float, float, float]:
    """As the page shows it, five at most: the share of the paired found, of what is shown right, and how many are shown."""
    paired = [one for one in rows if one["pair"] and int(one["pair"]) % 2 == parity]
    by_number = {one["number"]: one for one in rows}
    found = right = shown = 0
    for one in paired:
        alike = said_before(one["wording"], [(two["number"], two["wording"]) for two in rows if two is not one])
        hits = sum(by_number[two.key]["pair"] == one["pair"] for two in alike)
        found, right, shown = found + bool(hits), right + hits, shown + len(alike)
    return found / len(paired), right / shown if shown else 0.0, shown / len(paired)


def main() -> list[Told]:
    """Precision and recall of each measure on each half, what the page shows, and how long one look takes."""
    with PLANTED.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    said = ["said before: precision and recall, each measure at the limit that was best on the odd pairs"]
    for name, score in _measures(rows).items():
        least = LEAST if name.endswith("(ours)") else _best(_of(rows, 1), score)
        halves = [_counted(_of(rows, parity), score, least) for parity in (1, 0)]
        said.append(f"  {name} (limit {least:.2f}): " + ", ".join(
            f"{half} pairs precision {precision:.2f} recall {recall:.2f}"
            for half, (precision, recall) in zip(("odd", "even"), halves, strict=True)
        ))  # fmt: skip
    for half, parity in (("odd", 1), ("even", 0)):
        found, right, shown = _as_shown(rows, parity)
        said.append(f"  as shown, {half} pairs: found {found:.2f}, right {right:.2f} of {shown:.1f} shown")
    for times in (1, 7):
        many = [(f"{at}", one["wording"]) for at, one in enumerate(rows * times)]
        began = time.perf_counter()
        said_before(rows[0]["wording"], many)
        said.append(f"  one compared with {len(many)}: {(time.perf_counter() - began) * 1000:.0f} ms")
    return [Told(tuple(said))]
