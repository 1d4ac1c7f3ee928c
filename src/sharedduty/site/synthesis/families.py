"""Invented families: who lives where with whom. The same seed, area and number give the same family for ever."""

import datetime
import functools
import random
from dataclasses import dataclass

from sharedduty.foundations.plain.identifiers import nhs_check_digit, upn_check_letter
from sharedduty.foundations.plain.references import ALPHABET
from sharedduty.site.synthesis.names import family_name, given_name

STREETS = (
    "Sample Sketch Draft Pattern Fiction Notion Trial Model Example Mock Fable Fancy Paper Rehearsal Specimen Scenario"
).split()
WAYS = "Street Road Lane Close Avenue Way Court Gardens Drive Terrace".split()
DISTRICTS = (
    "GL1 GL2 GL3 GL4 GL5 GL6 GL7 GL8 GL10 GL11 GL12 GL13 GL14 GL15 GL16 GL17 GL18 GL19 GL20 GL50 GL51 GL52 GL53 GL54 GL55 GL56"
).split()
ETHNICITIES = (
    "White British", "White British", "White British", "White British", "White British", "White: other", "Mixed: White and "
    "Black Caribbean", "Mixed: White and Asian", "Asian: Indian", "Asian: Pakistani", "Black: African", "Black: Caribbean",
    "Any other", "",
)  # fmt: skip
SCATTER = 604_462_909_807  # odd, so that every serial has a reference of its own
LANGUAGES = ("English",) * 17 + ("Polish", "Romanian", "Urdu")


@dataclass(frozen=True)
class Member:
    """One person of a family. `number` counts the family's members from 0; grown-ups come first."""

    number: int
    reference: str
    given: str
    family: str
    sex: str
    birth_on: datetime.date
    adult: bool
    relation: str
    nhs_number: str = ""
    upn: str = ""
    alias: tuple[str, str] = ("", "")
    school: int = 0


@dataclass(frozen=True)
class Family:
    """A household at one address."""

    index: int
    adults: tuple[Member, ...]
    children: tuple[Member, ...]
    address: str
    postcode: str
    ethnicity: str
    language: str
    surgery: int
    involvement: str
    involved_since: datetime.date | None
    involved_until: datetime.date | None

    @property
    def members(self) -> tuple[Member, ...]:
        """Everybody, grown-ups first."""
        return (*self.adults, *self.children)


def chance_for(*parts: object) -> random.Random:
    """A stream of chance of its own, the same whenever it is asked for with the same parts."""
    return random.Random(":".join(str(part) for part in parts))  # noqa: S311 - invented people, no secret


def reference(prefix: str, seed: int, area: int, serial: int, sub: int = 0) -> str:
    """A reference of the usual shape: scattered, never the same for two things, and the same whenever asked for again.

    Takes: the area's number (below 32), the thing's serial (below 2^28) and its number inside that thing (below 128).
    """
    mixed = (((area << 35) | (serial << 7) | sub) * SCATTER + seed * 7_654_321) % (1 << 40)
    signs = "".join(ALPHABET[(mixed >> shift) & 31] for shift in range(35, -1, -5))
    return f"{prefix}-{signs[:4]}-{signs[4:]}"


def nhs_number(serial: int) -> str:
    """A number of the range kept for testing (999…), or nothing where none is issued for the serial."""
    first = f"999{serial % 1_000_000:06d}"
    digit = nhs_check_digit(first)
    return "" if digit == 10 else f"{first}{digit}"


def pupil_number(chance: random.Random) -> str:
    """A pupil number of an authority that does not exist (999), with its right check letter."""
    rest = f"999{chance.randrange(10_000):04d}{chance.randrange(10, 26):02d}{chance.randrange(1000):03d}"
    return upn_check_letter(rest) + rest


def address(chance: random.Random) -> tuple[str, str]:
    """An address in a street that does not exist, with a postcode no house has."""
    street = f"{chance.randrange(1, 240)} {chance.choice(STREETS)} {chance.choice(WAYS)}"
    inward = "9" + "".join(chance.choices("QXYZ", k=2))
    return street, f"{chance.choice(DISTRICTS)} {inward}"


@functools.lru_cache(maxsize=20_000)
def family(seed: int, area: int, index: int, today: datetime.date) -> Family:
    """The family with this number as it stands on a day: grown-ups, one to five children (now and then twins)."""
    chance = chance_for(seed, area, "family", index)
    name = family_name(chance)
    made_on = datetime.date(today.year, 1, 1)  # ages hold still within a year
    children_ages = sorted((chance.randrange(0, 17 * 365) for _ in range(_how_many(chance))), reverse=True)
    eldest = children_ages[0] if children_ages else 0
    if len(children_ages) > 1 and chance.random() < 0.03:
        children_ages[1] = children_ages[0]  # twins
    mother_age = eldest + chance.randrange(18 * 365, 38 * 365)
    ref = functools.partial(reference, "PN", seed, area, index)
    adults = [_adult(chance, 0, ref(0), name, "female", made_on, mother_age, "mother")]
    other = chance.random()
    if other < 0.62:
        relation = "father" if other < 0.45 else "partner"
        theirs = name if relation == "father" and chance.random() < 0.7 else family_name(chance)
        adults.append(
            _adult(chance, 1, ref(1), theirs, "male", made_on, mother_age + chance.randrange(-900, 2400), relation)
        )
    children = []
    mixed = chance.random() < 0.14
    for number, days in enumerate(children_ages):
        theirs = adults[-1].family if mixed and number % 2 else name
        born = made_on - datetime.timedelta(days=days)
        children.append(_child(chance, len(adults) + number, ref(len(adults) + number), theirs, born, index, made_on))
    street, postcode = address(chance)
    kind, since, until = _involvement(chance, made_on)
    return Family(
        index, tuple(adults), tuple(children), street, postcode, chance.choice(ETHNICITIES), chance.choice(LANGUAGES),
        chance.randrange(1000), kind, since, until,
    )  # fmt: skip


def _how_many(chance: random.Random) -> int:
    return chance.choices((1, 2, 3, 4, 5), (38, 36, 17, 6, 3))[0]


def _adult(
    chance: random.Random, number: int, code: str, name: str, sex: str, made_on: datetime.date, days: int, relation: str
) -> Member:
    return Member(
        number, code, given_name(chance, sex), name, sex, made_on - datetime.timedelta(days=days), True,
        relation,
    )  # fmt: skip


def _child(
    chance: random.Random, number: int, code: str, name: str, birth: datetime.date, index: int, made_on: datetime.date
) -> Member:
    sex = chance.choice(("female", "male"))
    given = given_name(chance, sex)
    nhs = nhs_number(index * 7 + number) if chance.random() < 0.55 else ""
    schooled = birth.year <= made_on.year - 5
    alias = (given, family_name(chance)) if chance.random() < 0.07 else ("", "")
    return Member(
        number, code, given, name, sex, birth, False, "child", nhs,
        pupil_number(chance) if schooled and chance.random() < 0.4 else "", alias, chance.randrange(1000),
    )  # fmt: skip


def _involvement(
    chance: random.Random, made_on: datetime.date
) -> tuple[str, datetime.date | None, datetime.date | None]:
    """Work already known from the council's own system: open for 14 in 100 families, closed for 22."""
    at = chance.random()
    if at > 0.36:
        return "", None, None
    kind = chance.choices(
        ("child in need", "child protection plan", "looked after", "early help"), (45, 15, 8, 32)
    )[0]  # fmt: skip
    since = made_on - datetime.timedelta(days=chance.randrange(30, 1400))
    if at < 0.14:
        return kind, since, None
    return kind, since, since + datetime.timedelta(days=chance.randrange(20, 400))
