"""Finding protected names, addresses and dates in a text that is to be published. Words only: no record is read here.

Small and capital letters, accents, hyphens, line ends, signs that are not seen and the “'s” of a name make no difference.
A name of the child that is written with a capital can never be let stand. Written small it may be an ordinary word
(a child may be called Will), so there a person may say so.
"""

import datetime
import hashlib
import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

LONG = 6  # digits from which a number is somebody's own
AROUND = 40  # characters shown, and kept in the digest, on each side
PLACEHOLDERS = {"not known", "unknown", "unborn", "unborn child"}
DASHES, QUOTES = "‐‑‒–—―−", "‘’‛′`´"
PATTERNS = (
    ("A postcode", re.compile(r"(?<!\w)[a-z]{1,2}\d[a-z\d]?\s?\d[a-z]{2}(?!\w)")),
    ("A number like a telephone or NHS number", re.compile(r"(?<!\d)(?:\+44\s?|0)?\d(?:[\s-]?\d){9}(?!\d)")),
)


@dataclass(frozen=True)
class Term:
    """Something that must not stand in a published text: the words, what they are, and whether they can never be let stand."""

    text: str
    what: str
    never: bool = False


@dataclass(frozen=True)
class Hit:
    """One place where a protected word stands: the word, in which part, what is around it, whether it may be let stand."""

    digest: str
    words: str
    what: str
    place: str
    excerpt: str
    never: bool


def folded(words: str) -> tuple[str, list[int]]:
    """A text as it is compared, and for each of its signs where it stands in the text as written."""
    signs: list[str] = []
    where: list[int] = []
    for number, sign in enumerate(words):
        if unicodedata.category(sign) == "Cf":  # soft hyphens, joiners: they are not seen
            continue
        plain = "-" if sign in DASHES else "'" if sign in QUOTES else unicodedata.normalize("NFKD", sign).casefold()
        for one in plain:
            if unicodedata.combining(one):
                continue
            one = " " if one.isspace() else one
            if one == " " and signs and signs[-1] == " ":
                continue
            signs.append(one)
            where.append(number)
    return "".join(signs), where


def hits(pieces: Sequence[tuple[str, str]], terms: Iterable[Term]) -> list[Hit]:
    """Every place in the parts (title, text) where a term stands, in the order of the parts. Terms are folded here."""
    patterns = [(term.what, found, term.never) for term in terms if (found := _pattern(term.text))]
    patterns += [(what, found, False) for what, found in PATTERNS]
    seen: dict[str, Hit] = {}
    for place, words in pieces:
        plain, where = folded(words)
        for what, pattern, never in patterns:
            for match in pattern.finditer(plain):
                one = _hit(place, words, plain, where, match, what, never)
                if one.digest not in seen or one.never:
                    seen[one.digest] = one
    return list(seen.values())


def _hit(
    place: str, words: str, plain: str, where: list[int], match: re.Match[str], what: str, never: bool
) -> Hit:  # fmt: skip
    first, last = match.span()
    around = plain[max(0, first - AROUND) : last + AROUND]
    digest = hashlib.sha256(f"{match.group()}|{place}|{around}".encode()).hexdigest()
    begins, ends = where[max(0, first - AROUND)], where[min(len(plain), last + AROUND) - 1] + 1
    written = words[where[first] : where[last - 1] + 1]
    capital = any(sign.isupper() for sign in written) or not any(sign.isalpha() for sign in written)
    excerpt = f"{'…' if begins else ''}{words[begins:ends].strip()}{'…' if ends < len(words) else ''}"
    return Hit(digest, written, what, place, excerpt, never and capital)


def taken_out(words: str, terms: Iterable[Term]) -> str:
    """A text with every protected word taken out; in its place stands what kind of thing it was, in brackets.

    A first draft for a person to read: what is told may still show who somebody is.
    """
    plain, where = folded(words)
    patterns = [(term.what, found) for term in terms if (found := _pattern(term.text))] + list(PATTERNS)
    spans = [(*match.span(), what) for what, pattern in patterns for match in pattern.finditer(plain)]
    made, at = [], 0
    for first, last, what in sorted(spans, key=lambda one: (one[0], -one[1])):
        begins, ends = where[first], where[last - 1] + 1
        if begins >= at:
            made += [words[at:begins], _kind_of(what)]
            at = ends
        elif ends > at:  # two that overlap go out as one
            at = ends
    return "".join([*made, words[at:]])


def _kind_of(what: str) -> str:
    said = what.casefold()
    for sign, kind in (("name", "name"), ("birthday", "date"), ("day of", "date"), ("address", "address"),
                       ("lived", "address"), ("happened", "place"), ("postcode", "address"), ("number", "number"),
                       ("reference", "number")):  # fmt: skip
        if sign in said:
            return f"[{kind}]"
    return "[taken out]"


def _pattern(words: str) -> re.Pattern[str] | None:
    plain = folded(words)[0].strip(" .,;:")
    if len(plain) < 2 or plain in PLACEHOLDERS:
        return None
    if plain.isdigit() and len(plain) >= LONG:  # an NHS number is written with blanks or without
        return re.compile(rf"(?<!\d){r'[\s\-]*'.join(plain)}(?!\d)")
    tokens = [re.escape(one) for one in re.split(r"[\s\-.,/]+", plain) if one]
    # Figures alone need something between them: 4519 is no birthday.
    between = r"[\s\-.,/]+" if all(one.isdigit() for one in tokens) else r"[\s\-.,/]*"
    return re.compile(rf"(?<!\w){between.join(tokens)}(?:'?s)?(?!\w)")


def unnamed(name: str) -> bool:
    """Whether what stands for a name says only that nobody knows it: “Not known” is nobody's name."""
    return " ".join(name.split()).strip(" .").casefold() in PLACEHOLDERS


def of_name(given: str, family: str, what: str, *, never: bool) -> list[Term]:
    """The terms of somebody's name: each given name, the family name, and both parts of a double one."""
    if unnamed(f"{given} {family}"):
        return []
    found = [Term(whole, what, never) for whole in (given.strip(), family.strip()) if whole]
    for whole in (given, family):
        parts = [one for one in re.split(r"[\s\-]+", whole) if len(one) > 1]
        if len(parts) > 1 and whole.strip().casefold() not in PLACEHOLDERS:
            found += [Term(one, what, never) for one in parts]
    return found


def of_date(day: datetime.date, what: str, *, never: bool) -> list[Term]:
    """The ways a day is written: in figures and in words. Only with its whole year can it never be let stand."""
    number, ordinal, year = f"{day.day}", f"{day.day}{_ending(day.day)}", f"{day.year}"
    names = dict.fromkeys((f"{day:%B}", f"{day:%b}", "Sept" if day.month == 9 else f"{day:%b}"))
    bare = [f"{first}{of}{name}" for name in names for first in (number, ordinal) for of in (" ", " of ")]
    bare += [f"{name} {last}" for name in names for last in (number, ordinal)]
    figures = {f"{first}/{second}" for first in (number, f"{day:%d}") for second in (f"{day.month}", f"{day:%m}")}
    whole = [f"{day:%Y-%m-%d}", *(f"{one}/{year}" for one in sorted(figures)), *(f"{one} {year}" for one in bare)]
    return [
        *(Term(one, what, never) for one in whole), *(Term(f"{one}/{day:%y}", what) for one in sorted(figures)),
        *(Term(one, f"{what}, without the year") for one in bare),
        *(Term(f"{name} {year}", f"{what}, month and year") for name in names),
    ]  # fmt: skip


def of_address(address: str, postcode: str, what: str) -> list[Term]:
    """The terms of an address: its first line, the street without its number, and the postcode."""
    first = re.split(r"[,\n]", address)[0].strip()
    street = re.sub(r"^(flat|unit)?\s*\d+\w?\s*", "", first, flags=re.IGNORECASE).strip()
    return [Term(one, what) for one in dict.fromkeys((first, street, postcode.strip())) if len(one) > 3]


def _ending(number: int) -> str:
    return "th" if 10 < number % 100 < 14 else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
