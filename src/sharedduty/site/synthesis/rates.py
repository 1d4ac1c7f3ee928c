"""How often things happen, as data with its source (`data/rates.csv`): national counts, and what we had to assume."""

import csv
import functools
import random
from pathlib import Path

# How long a plan lasts, in days: from, to, and the rate that says how many do.
LENGTHS = (
    (50, 84, "ended_3_months"), (100, 178, "ended_6_months"), (185, 360, "ended_12_months"),
    (370, 700, "ended_24_months"), (735, 900, "ended_later"),
)  # fmt: skip
CATEGORIES = ("neglect", "emotional", "physical", "sexual")


@functools.cache
def rates() -> dict[str, float]:
    """Every rate by its key."""
    with (Path(__file__).with_name("data") / "rates.csv").open(encoding="utf-8", newline="") as lines:
        return {row["key"]: float(row["number"]) for row in csv.DictReader(lines)}


def happens(chance: random.Random, key: str) -> bool:
    """Whether something that comes about in so many of a hundred comes about now."""
    return chance.random() * 100 < rates()[key]


def share(chance: random.Random, some: str, of: str) -> bool:
    """Whether one of `of` is among its `some`, by their numbers in a year."""
    return chance.random() * rates()[of] < rates()[some]


def an_authority(key: str) -> float:
    """A national number in a year, for one authority of average size."""
    return rates()[key] / rates()["authorities"]


def category(chance: random.Random) -> str:
    """The category of a plan."""
    return chance.choices(CATEGORIES, [rates()[one] for one in CATEGORIES])[0]


def days_of_a_plan(chance: random.Random) -> int:
    """How many days a plan lasts."""
    begin, end, _ = chance.choices(LENGTHS, [rates()[key] for _, _, key in LENGTHS])[0]
    return chance.randint(begin, end)
