"""How people get names and dates wrong: slips of the pen, short forms, swapped names, days and months the wrong way round."""

import datetime
import random
from dataclasses import dataclass

from sharedduty.foundations.people.spelling import short_forms

NEIGHBOURS = {
    "a": "sqz", "b": "vn", "c": "xv", "d": "sfe", "e": "wr", "f": "dg", "g": "fh", "h": "gj", "i": "uo", "j": "hk",
    "k": "jl", "l": "k", "m": "n", "n": "bm", "o": "ip", "p": "o", "q": "wa", "r": "et", "s": "ad", "t": "ry",
    "u": "yi", "v": "cb", "w": "qe", "x": "zc", "y": "tu", "z": "x",
}  # fmt: skip
SOUNDS = (
    ("ck", "k"), ("ph", "f"), ("ie", "y"), ("y", "ie"), ("c", "k"), ("k", "c"), ("s", "z"), ("ee", "ea"), ("ll", "l"),
    ("l", "ll"), ("tt", "t"), ("n", "nn"), ("ei", "ie"), ("ay", "ai"), ("ou", "oo"), ("f", "ph"), ("e", "a"),
)  # fmt: skip


@dataclass(frozen=True)
class Described:
    """A child as somebody wrote them down, and in which ways that differs from who they are."""

    given: str
    family: str
    birth_on: datetime.date | None
    slips: tuple[str, ...]


def typo(chance: random.Random, name: str) -> str:
    """The name with one letter dropped, doubled, swapped with the next, replaced by a neighbour, or spelt by ear."""
    if len(name) < 3:
        return name
    at = chance.randrange(1, len(name) - 1)
    kind = chance.randrange(5)
    if kind == 0:
        return name[:at] + name[at + 1 :]
    if kind == 1:
        return name[:at] + name[at] + name[at:]
    if kind == 2:
        return name[:at] + name[at + 1] + name[at] + name[at + 2 :]
    if kind == 3:
        return name[:at] + chance.choice(NEIGHBOURS.get(name[at].lower(), "e")) + name[at + 1 :]
    return by_ear(chance, name)


def by_ear(chance: random.Random, name: str) -> str:
    """The name as it might be spelt by somebody who only heard it."""
    fitting = [pair for pair in SOUNDS if pair[0] in name[1:].lower()]
    if not fitting:
        return typo(chance, name + "e")[: len(name) + 1]
    old, new = chance.choice(fitting)
    at = name.lower().index(old, 1)
    return name[:at] + new + name[at + len(old) :]


def short_form(chance: random.Random, given: str) -> str:
    """A short or other form of a first name, where there is one."""
    forms = sorted(short_forms().get(given.lower(), ()))
    return chance.choice(forms).capitalize() if forms else given


def wrong_date(chance: random.Random, birth: datetime.date) -> datetime.date:
    """The birth date as it is often miswritten."""
    kind = chance.randrange(4)
    try:
        if kind == 0 and birth.day <= 12 and birth.day != birth.month:
            return birth.replace(month=birth.day, day=birth.month)
        if kind == 1:
            return birth.replace(year=birth.year + chance.choice((-1, 1)))
        if kind == 2:
            return birth.replace(month=birth.month % 12 + 1)
    except ValueError:
        return birth - datetime.timedelta(days=1)
    return birth + datetime.timedelta(days=chance.choice((-1, 1, 10, -10)))


def describe(
    chance: random.Random, given: str, family: str, birth: datetime.date | None, *, known_date: float = 0.86
) -> Described:
    """Write a child down as referrers do: mostly right, with the slips that happen."""
    slips = []
    if chance.random() < 0.10:
        changed = short_form(chance, given)
        if changed != given:
            given = changed
            slips.append("short form")
    if chance.random() < 0.06:
        given = typo(chance, given)
        slips.append("first name misspelt")
    if chance.random() < 0.08:
        family = typo(chance, family)
        slips.append("surname misspelt")
    if chance.random() < 0.015:
        given, family = family, given
        slips.append("names swapped")
    if birth is not None and chance.random() > known_date:
        birth = None
        slips.append("birth date not given")
    elif birth is not None and chance.random() < 0.04:
        birth = wrong_date(chance, birth)
        slips.append("birth date wrong")
    return Described(given, family, birth, tuple(slips))
