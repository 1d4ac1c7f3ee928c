"""How far a person on record agrees with the child asked about, in points of 100 and in words.

Weights, all in `WEIGHTS`: what agrees adds, what disagrees takes away, what is unknown on either side does neither. An
NHS number or pupil number that agrees is nearly enough alone; a name alone can reach 70, a name and birth date 98.
"""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field

from rapidfuzz.distance import OSA, JaroWinkler

from sharedduty.foundations.people.spelling import given_words, same_given_name, search_pairs, surname_words

WEIGHTS = {
    "number": 60,  # the same NHS or pupil number
    "surname": 36,  # times how alike, 0 to 1
    "given": 34,
    "swapped": -4,  # family and given name stand the other way round
    "birth": 28,  # the same date
    "birth_slip": 20,  # day and month swapped, one figure wrong, a day, month or year out
    "birth_other": -22,
    "district": 6,
    "sex_other": -6,
}
STRONG, FAIR = 85, 60
ALIKE_ENOUGH = 60  # of 70 for a name: the other way round cannot be nearer than names that agree so well


@dataclass(frozen=True)
class Asked:
    """The question, folded: (family, given) words, birth date, sex, postcode district, numbers by system."""

    surnames: tuple[str, ...]
    givens: tuple[str, ...]
    other_names: tuple[tuple[str, str], ...] = ()
    birth_on: datetime.date | None = None
    sex: str = ""
    district: str = ""
    numbers: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Found:
    """One name of one person who came into question; `number` is the system under which a number agreed."""

    person_id: int
    file_id: int
    reference: str
    family: str
    given: str
    birth_on: datetime.date | None
    birth_known: str
    sex: str
    kind: str
    districts: list[str]
    main: bool
    number: str


@dataclass(frozen=True)
class Score:
    """Points of 100 and the reasons in words, the weightiest first."""

    points: int
    because: tuple[str, ...]

    @property
    def strength(self) -> str:
        """In a word: strong, fair or weak."""
        return "strong" if self.points >= STRONG else "fair" if self.points >= FAIR else "weak"


def slips(birth: datetime.date | None) -> list[datetime.date]:
    """The dates somebody may have meant: day and month swapped; a day, ten days, a month or a year out; a decade out."""
    if birth is None:
        return []
    year, month, day = birth.year, birth.month, birth.day
    wanted = [(year, day, month)]
    wanted += [(year, month, day + step) for step in (-1, 1, -10, 10, -20, 20, -2, 2)]
    wanted += [(year, month + step, day) for step in (-1, 1, -10, 10)]
    wanted += [(year + step, month, day) for step in (-1, 1, -10, 10)]
    dates = [_date(*one) for one in wanted]
    return sorted({date for date in dates if date is not None and date != birth})


def _date(year: int, month: int, day: int) -> datetime.date | None:
    try:
        return datetime.date(year, month, day)
    except ValueError:
        return None


def score(asked: Asked, found: Found) -> Score:
    """Compare one name of one person with the question. Gives the points and why."""
    reasons: list[tuple[float, str]] = []
    points, named = _best_name(asked, found)
    reasons.extend(named)
    if found.number:
        reasons.append((WEIGHTS["number"], {"nhs": "same NHS number", "upn": "same unique pupil number"}[found.number]))
        points += WEIGHTS["number"]
    if compared := _birth(asked.birth_on, found):
        reasons.append(compared)
        points += compared[0]
    if asked.district and asked.district in found.districts:
        reasons.append((WEIGHTS["district"], f"same postcode district ({asked.district})"))
        points += WEIGHTS["district"]
    if asked.sex and found.sex and asked.sex != found.sex:
        reasons.append((WEIGHTS["sex_other"], "sex recorded differently"))
        points += WEIGHTS["sex_other"]
    ordered = sorted(reasons, key=lambda one: -abs(one[0]))
    return Score(max(0, min(100, round(points))), tuple(text for _, text in ordered if text))


def _best_name(asked: Asked, found: Found) -> tuple[float, list[tuple[float, str]]]:
    """The best agreement over every name asked, in either order."""
    families = asked.surnames or ("",)
    givens = asked.givens or ("",)
    pairs = [(family, given, False) for family in families for given in givens]
    pairs += [(family, given, True) for family, given in asked.other_names]
    best: tuple[float, list[tuple[float, str]]] = (-1.0, [])
    for family, given, other in pairs:
        for swapped in (False, True):
            if swapped and best[0] >= ALIKE_ENOUGH:
                break
            one = _name(given if swapped else family, family if swapped else given, found, swapped=swapped, other=other)
            if one[0] > best[0]:
                best = one
    return best


def _name(
    family: str, given: str, found: Found, *, swapped: bool, other: bool
) -> tuple[float, list[tuple[float, str]]]:
    how_family, family_words = _alike(family, found.family, "surname")
    how_given, given_words = _alike(given, found.given, "first name")
    if how_given < 0.93 and same_given_name(given, found.given):
        how_given = 0.93
        given_words = f"first name is a short or other form ({_shown(given)}/{_shown(found.given)})"
    points = WEIGHTS["surname"] * how_family + WEIGHTS["given"] * how_given
    reasons = []
    if how_family == how_given == 1.0:
        reasons.append((points, "same first name and surname"))
    else:
        reasons += [(WEIGHTS["surname"] * how_family, family_words), (WEIGHTS["given"] * how_given, given_words)]
    if swapped:
        points += WEIGHTS["swapped"]
        reasons.append((WEIGHTS["swapped"], "first name and surname stand the other way round"))
    if other or not found.main:
        points -= 1
        reasons.append((1, "under another name they are known by"))
    return points, reasons


def _alike(asked: str, held: str, what: str) -> tuple[float, str]:
    """How alike two folded words are, 0 to 1, and the difference in words."""
    if not asked or not held:
        return 0.0, ""
    if asked == held:
        return 1.0, f"same {what}"
    apart = OSA.distance(asked, held)
    shown = f"({_shown(asked)}/{_shown(held)})"
    if apart == 1 and min(len(asked), len(held)) > 2:
        return 0.92, f"{what} differs by one letter {shown}"
    close = JaroWinkler.similarity(asked, held)
    if asked.startswith(held) or held.startswith(asked):
        return max(0.6, close * 0.9), f"{what} is part of the other {shown}"
    if apart == 2 and min(len(asked), len(held)) > 4:
        return 0.8, f"{what} differs by two letters {shown}"
    if close >= 0.8:
        return close * 0.75, f"{what} is spelt alike {shown}"
    return max(0.0, close - 0.4) * 0.5, f"{what} differs {shown}"


def _shown(word: str) -> str:
    return word[:1].upper() + word[1:]


def _birth(asked: datetime.date | None, found: Found) -> tuple[float, str] | None:
    """What the birth dates say: (points, words); None where one is not known."""
    held = found.birth_on
    if asked is None or held is None or found.birth_known == "unknown":
        return None
    what = "expected date" if found.kind == "unborn" else "birth date"
    if asked == held:
        return WEIGHTS["birth"], f"same {what}"
    if held == _date(asked.year, asked.day, asked.month):
        return WEIGHTS["birth_slip"], f"{what} has day and month swapped"
    if found.kind == "unborn" and abs((asked - held).days) <= 60:
        return WEIGHTS["birth_slip"], "expected date lies within two months"
    if held in slips(asked) or OSA.distance(f"{asked:%Y%m%d}", f"{held:%Y%m%d}") == 1:
        return WEIGHTS["birth_slip"], f"{what} differs by {_apart(asked, held)}"
    if found.birth_known == "estimated" and abs((asked - held).days) <= 400:
        return 4, "birth date on record is an estimate about a year near"
    if (asked.year, asked.month) == (held.year, held.month):
        return 6, f"{what} is in the same month"
    return WEIGHTS["birth_other"], f"{what} differs"


def _apart(one: datetime.date, other: datetime.date) -> str:
    if (one.month, one.day) == (other.month, other.day):
        years = abs(one.year - other.year)
        return f"{years} year{'s' if years > 1 else ''}"
    if (one.year, one.day) == (other.year, other.day):
        months = abs(one.month - other.month)
        return f"{months} month{'s' if months > 1 else ''}"
    days = abs((one - other).days)
    return f"{days} day{'s' if days > 1 else ''}" if days < 100 else "one figure"


Described = tuple[str, str, datetime.date | None]  # given names, family name, birth


def how_alike(asked: Described, held: Described) -> Score:
    """Compare two descriptions of a child that are both in the viewer's hands: points of 100, and why. It decides nothing."""
    question = Asked(
        surnames=tuple(surname_words(asked[1])), givens=tuple(given_words(asked[0])), birth_on=asked[2],
    )  # fmt: skip
    pairs = search_pairs(held[0], held[1]) or [("", "")]
    found = [
        Found(0, 0, "", family, given, held[2], "exact" if held[2] else "unknown", "", "child", [], number == 0, "")
        for number, (family, given) in enumerate(pairs)
    ]
    return max((score(question, one) for one in found), key=lambda one: one.points)
