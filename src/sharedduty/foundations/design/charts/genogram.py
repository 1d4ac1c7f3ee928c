"""A genogram: the people of a family by generation, who is a couple, whose child is whose.

Squares are male, circles female, diamonds not known, triangles an unborn child; a doubled line is the child the record
is about; a cross is somebody who has died; a letter beside the shape is shared by those who live together. The table
says the same in words.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from .family import place_family
from .picture import Cell, Picture, element, line, picture, short, text

SPACE, ROW, HALF, LEFT, TOP, LINE = 160, 150, 24, 86, 46, 17
NAME = 10.0  # how wide a line of a name may be beside those of its neighbours, in heights of its letters: 150 of 160
# About how wide letters are in the widest of the bold fonts a machine may draw with, in the same measure.
WIDTHS = ((frozenset("iljI.,'’`!|:;()[]- "), 0.41), (frozenset("ftr"), 0.5), (frozenset("mwMW@%—…"), 1.1))
MOST_LINES = 3
SHAPES = {"male": "male", "female": "female", "unknown": "sex not recorded", "unborn": "unborn child"}
COUPLES = {
    "married": "married to",
    "living_together": "living with",
    "separated": "separated from",
    "divorced": "divorced from",
    "other": "has a child with",
}
CHILDREN = {"birth": "child of", "adopted": "adopted child of", "foster": "foster child of", "step": "step-child of"}
# Ties beside couples and their children: the words, and how many rows above the other the first of them stands. A couple
# is two people, so that a third who brings a child up is tied so.
TIES = {
    "parent": ("parent of", 1),
    "step_parent": ("step-parent of", 1),
    "carer": ("carer of", 1),
    "sibling": ("brother or sister of", 0),
    "half_sibling": ("half-brother or half-sister of", 0),
    "step_sibling": ("step-brother or step-sister of", 0),
    "grandparent": ("grandparent of", 2),
    "other": ("otherwise tied to", None),
}


@dataclass(frozen=True)
class Person:
    """Somebody in the family. `shape` is a key of SHAPES; `note` is a short line under the name (an age, a date).

    `home` is a letter that those who live together share; empty where it is not known or not told.
    """

    key: str
    name: str
    shape: str = "unknown"
    note: str = ""
    died: bool = False
    subject: bool = False
    home: str = ""


@dataclass(frozen=True)
class Couple:
    """Two people, or one parent whose other is not known (`other` empty). `kind` is a key of COUPLES."""

    key: str
    one: str
    other: str = ""
    kind: str = "other"

    @property
    def members(self) -> tuple[str, ...]:
        """The keys of the one or two people."""
        return (self.one, self.other) if self.other else (self.one,)


@dataclass(frozen=True)
class Child:
    """That a person is a child of a couple. `kind` is a key of CHILDREN."""

    couple: str
    person: str
    kind: str = "birth"


@dataclass(frozen=True)
class Tie:
    """That one person is something to another beside partner, parent or child. `kind` is a key of TIES."""

    one: str
    other: str
    kind: str


def genogram(
    title: str, people: Sequence[Person], couples: Sequence[Couple], children: Sequence[Child],
    ties: Sequence[Tie] = (), *, key: str = "",
) -> Picture:  # fmt: skip
    """Draw a family. `ties` of brothers and sisters whose common parent is drawn are said by that parent already.

    Raises ValueError for a tie to nobody, a kind nobody knows, or somebody who would be their own ancestor.
    """
    known = {person.key: person for person in people}
    _check(known, couples, children, ties)
    born = [(_members(couples, one), one.person) for one in children]
    above = [(tie.one, tie.other, steps) for tie in ties if (steps := TIES[tie.kind][1]) is not None]
    places = place_family(list(known), [one.members for one in couples], born, above)
    deepest = max((len(_lines(person.name)) for person in people), default=1)
    step = ROW + LINE * max(0, deepest - 2)
    at = {who: (LEFT + column * SPACE, TOP + row * step) for who, (column, row) in places.items()}
    width = int(max((x for x, _ in at.values()), default=0)) + LEFT
    height = int(max((y for _, y in at.values()), default=0)) + HALF + 24 + LINE * max(2, deepest)
    with_children = {one.couple for one in children}
    lines = [_couple(one, at, has_children=one.key in with_children) for one in couples]
    lines += [_child(one, couples, at) for one in children]
    beside = {frozenset((tie.one, tie.other)): tie for tie in ties if TIES[tie.kind][1] == 0 and not _common(tie, born)}
    lines += [_beside(one, at) for one in beside.values()]  # said from both sides, drawn once
    subjects = " and ".join(person.name for person in people if person.subject)
    about = f" The record is about {subjects}." if subjects else ""
    return picture(
        kind="genogram",
        title=title,
        summary=f"{len(people)} {'person' if len(people) == 1 else 'people'}.{about} Every person and tie is in the table.",
        size=(max(width, 300), height),
        inside=[*lines, *(_person(person, *at[person.key]) for person in people)],
        headers=["Person", "Drawn as", "Ties"],
        rows=[_row(person, known, couples, children, ties) for person in people],
        key=key,
    )


def _members(couples: Sequence[Couple], child: Child) -> tuple[str, ...]:
    return next(one.members for one in couples if one.key == child.couple)


def _common(tie: Tie, born: Sequence[tuple[tuple[str, ...], str]]) -> bool:
    """Whether two people have a parent in the picture who is the parent of both."""
    of = [{one for parents, child in born if child == who for one in parents} for who in (tie.one, tie.other)]
    return bool(of[0] & of[1])


def _check(
    known: Mapping[str, Person], couples: Sequence[Couple], children: Sequence[Child], ties: Sequence[Tie]
) -> None:
    pairs = {one.key for one in couples}
    absent = {who for one in couples for who in one.members if who not in known}
    absent |= {one.person for one in children if one.person not in known}
    absent |= {one.couple for one in children if one.couple not in pairs}
    absent |= {who for one in ties for who in (one.one, one.other) if who not in known}
    if absent:
        raise ValueError(f"a tie leads to nobody: {', '.join(sorted(absent))}")
    odd = {one.shape for one in known.values()} - set(SHAPES)
    odd |= ({one.kind for one in couples} - set(COUPLES)) | ({one.kind for one in children} - set(CHILDREN))
    odd |= {one.kind for one in ties} - set(TIES)
    if odd:
        raise ValueError(f"nobody knows the kind {', '.join(sorted(odd))}")


def _shape(shape: str, x: float, y: float, half: float, look: str) -> Markup:
    if shape == "female":
        return element("circle", cx=x, cy=y, r=half, class_=look)
    if shape == "male":
        return element("rect", x=x - half, y=y - half, width=2 * half, height=2 * half, class_=look)
    if shape == "unborn":
        return element("path", d=f"M{x} {y - half}L{x + half} {y + half}H{x - half}Z", class_=look)
    return element("path", d=f"M{x} {y - half}L{x + half} {y}L{x} {y + half}L{x - half} {y}Z", class_=look)


def _width(words: str) -> float:
    """About how wide some words of a name are drawn, in heights of their letters."""
    return sum(next((wide for letters, wide in WIDTHS if letter in letters), _usual(letter)) for letter in words)


def _usual(letter: str) -> float:
    """How wide a letter is that is named nowhere: signs of the East fill a square, capitals are broad."""
    return 1.0 if ord(letter) > 0x2E7F else 0.8 if letter.isupper() else 0.7


def _fitting(words: str) -> str:
    """Words cut, and the cut shown, where they are wider than the space between two neighbours."""
    most = len(words)
    while most > 1 and _width(short(words, most)) > NAME:
        most -= 1
    return short(words, most)


def _lines(name: str) -> list[str]:
    """A name in lines that fit between neighbours, broken at spaces and after hyphens; at most three, the last one cut."""
    lines = [""]
    for word in re.findall(r"[^\s-]*-|[^\s-]+|\s+", " ".join(name.split())):
        if lines[-1].strip() and _width((lines[-1] + word).strip()) > NAME:
            lines.append("")
        lines[-1] += word
    lines = [one.strip() for one in lines if one.strip()]
    if len(lines) > MOST_LINES:
        lines = [*lines[: MOST_LINES - 1], " ".join(lines[MOST_LINES - 1 :])]
    return [_fitting(one) for one in lines]


def _person(person: Person, x: float, y: float) -> Markup:
    look = "sd-person__shape" + (" sd-person__shape--subject" if person.subject else "")
    drawn = [element("title", _described(person)), _shape(person.shape, x, y, HALF, look)]
    if person.subject:
        inner = HALF - (9 if person.shape == "unborn" else 5)
        drawn.append(_shape(person.shape, x, y + (3 if person.shape == "unborn" else 0), inner, "sd-person__inner"))
    if person.died:
        drawn += [line(x - HALF, y - HALF, x + HALF, y + HALF, "sd-person__cross")]
        drawn += [line(x + HALF, y - HALF, x - HALF, y + HALF, "sd-person__cross")]
    if person.home:
        drawn.append(text(x + HALF + 9, y - HALF + 6, person.home, "sd-person__name", "middle"))
    below = y + HALF + 18
    for words in _lines(person.name):
        drawn.append(text(x, below, words, "sd-person__name", "middle"))
        below += LINE
    if person.note:
        drawn.append(text(x, below, short(person.note, 19), "sd-chart__text--small", "middle"))
    return element("g", *drawn, class_="sd-person")


def _middle(one: Couple, at: Mapping[str, tuple[float, float]]) -> tuple[float, float]:
    """Where the line to the children leaves a couple: between two neighbours, else half a space beside the first."""
    x, y = at[one.one]
    if not one.other:
        return x + SPACE / 2, y
    far, _ = at[one.other]
    return far + (SPACE / 2 if far < x else -SPACE / 2) if _apart(one, at) else (x + far) / 2, y


def _apart(one: Couple, at: Mapping[str, tuple[float, float]]) -> bool:
    """True when others stand between the two."""
    (x, y), (far, _) = at[one.one], at[one.other]
    left, right = sorted((x, far))
    return any(level == y and left < place < right for place, level in at.values())


def _couple(one: Couple, at: Mapping[str, tuple[float, float]], *, has_children: bool) -> Markup:
    x, y = at[one.one]
    look = f"sd-tie sd-tie--{one.kind.replace('_', '-')}"
    if not one.other:
        return line(x + HALF, y, x + SPACE / 2, y, look)
    left, right = sorted((x, at[one.other][0]))
    if _apart(one, at):  # go over the heads of those between them
        up = y - HALF - 14
        path = f"M{left + 8} {y - HALF + 2}V{up}H{right - 8}V{y - HALF + 2}"
        drawn = [element("path", d=path, class_=look)]
        if has_children:
            middle = _middle(one, at)[0]
            drawn.append(line(middle, up, middle, y, look))
        return element("g", *drawn)
    drawn = [line(left + HALF, y, right - HALF, y, look)]
    slashes = {"separated": 1, "divorced": 2}.get(one.kind, 0)
    for number in range(slashes):
        x = left + HALF + 14 + 7 * number
        drawn.append(line(x - 4, y + 9, x + 4, y - 9, "sd-tie"))
    return element("g", *drawn)


def _child(one: Child, couples: Sequence[Couple], at: Mapping[str, tuple[float, float]]) -> Markup:
    couple = next(pair for pair in couples if pair.key == one.couple)
    x, y = _middle(couple, at)
    child_x, child_y = at[one.person]
    # The further left a couple stands, the higher its line to the children, so that neighbours' lines do not cross.
    rightmost_first = sorted(couples, key=lambda pair: -_middle(pair, at)[0])
    bar = child_y - HALF - 18 - 5 * (rightmost_first.index(couple) % 4)
    path = f"M{x} {y}V{bar}H{child_x}V{child_y - HALF}"
    return element("path", d=path, class_=f"sd-tie sd-tie--{one.kind}")


def _beside(tie: Tie, at: Mapping[str, tuple[float, float]]) -> Markup:
    """A line over the heads of two people; empty where what else is recorded keeps them from standing in one row."""
    (x, y), (far, level) = at[tie.one], at[tie.other]
    if y != level:
        return element("g")
    up = y - HALF - 10
    return element("path", d=f"M{x} {y - HALF}V{up}H{far}V{y - HALF}", class_="sd-tie sd-tie--step")


def _described(person: Person) -> str:
    words = [SHAPES[person.shape]]
    words += ["has died"] if person.died else []
    words += ["the record is about them"] if person.subject else []
    words += [person.note] if person.note else []
    words += [f"lives in home {person.home}"] if person.home else []
    return f"{person.name}: {', '.join(words)}"


def _row(
    person: Person, known: Mapping[str, Person], couples: Sequence[Couple], children: Sequence[Child],
    beside: Sequence[Tie],
) -> list[Cell]:  # fmt: skip
    ties = []
    for one in couples:
        if person.key in one.members and one.other:
            partner = one.other if one.one == person.key else one.one
            ties.append(f"{COUPLES[one.kind]} {known[partner].name}")
    for link in children:
        if link.person == person.key:
            parents = " and ".join(known[who].name for who in _members(couples, link))
            ties.append(f"{CHILDREN[link.kind]} {parents}")
        if person.key in _members(couples, link):
            ties.append(f"parent of {known[link.person].name}")
    ties += [f"{TIES[one.kind][0]} {known[one.other].name}" for one in beside if one.one == person.key]
    _, words = _described(person).rsplit(f"{person.name}: ", 1)
    return [person.name, words, "; ".join(ties) or "no ties recorded"]
