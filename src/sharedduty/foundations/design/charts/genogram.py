"""A genogram: the people of a family by generation, who is a couple, whose child is whose.

Squares are male, circles female, diamonds not known, triangles an unborn child; a doubled line is the child the record
is about; a cross is somebody who has died. The table says the same in words.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from .family import place_family
from .picture import Cell, Picture, element, line, picture, short, text

SPACE, ROW, HALF, LEFT, TOP = 132, 150, 24, 76, 46
NAME = 14  # as many letters of a name as fit beside those of a neighbour
SHAPES = {"male": "male", "female": "female", "unknown": "sex not recorded", "unborn": "unborn child"}
COUPLES = {
    "married": "married to",
    "living_together": "living with",
    "separated": "separated from",
    "divorced": "divorced from",
    "other": "has a child with",
}
CHILDREN = {"birth": "child of", "adopted": "adopted child of", "foster": "foster child of", "step": "step-child of"}


@dataclass(frozen=True)
class Person:
    """Somebody in the family. `shape` is a key of SHAPES; `note` is a short line under the name (an age, a date)."""

    key: str
    name: str
    shape: str = "unknown"
    note: str = ""
    died: bool = False
    subject: bool = False


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


def genogram(
    title: str, people: Sequence[Person], couples: Sequence[Couple], children: Sequence[Child], *, key: str = ""
) -> Picture:
    """Draw a family.

    Raises ValueError for a tie to nobody, a kind nobody knows, or somebody who would be their own ancestor.
    """
    known = {person.key: person for person in people}
    _check(known, couples, children)
    places = place_family(
        list(known), [one.members for one in couples], [(_members(couples, one), one.person) for one in children]
    )
    at = {who: (LEFT + column * SPACE, TOP + row * ROW) for who, (column, row) in places.items()}
    width = int(max((x for x, _ in at.values()), default=0)) + LEFT
    height = int(max((y for _, y in at.values()), default=0)) + HALF + 58
    lines = [_couple(one, at) for one in couples]
    lines += [_child(one, couples, at) for one in children]
    subjects = " and ".join(person.name for person in people if person.subject)
    about = f" The record is about {subjects}." if subjects else ""
    return picture(
        kind="genogram",
        title=title,
        summary=f"{len(people)} {'person' if len(people) == 1 else 'people'}.{about} Every person and tie is in the table.",
        size=(max(width, 300), height),
        inside=[*lines, *(_person(person, *at[person.key]) for person in people)],
        headers=["Person", "Drawn as", "Ties"],
        rows=[_row(person, known, couples, children) for person in people],
        key=key,
    )


def _members(couples: Sequence[Couple], child: Child) -> tuple[str, ...]:
    return next(one.members for one in couples if one.key == child.couple)


def _check(known: Mapping[str, Person], couples: Sequence[Couple], children: Sequence[Child]) -> None:
    pairs = {one.key for one in couples}
    absent = {who for one in couples for who in one.members if who not in known}
    absent |= {one.person for one in children if one.person not in known}
    absent |= {one.couple for one in children if one.couple not in pairs}
    if absent:
        raise ValueError(f"a tie leads to nobody: {', '.join(sorted(absent))}")
    odd = {one.shape for one in known.values()} - set(SHAPES)
    odd |= ({one.kind for one in couples} - set(COUPLES)) | ({one.kind for one in children} - set(CHILDREN))
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


def _lines(name: str) -> list[str]:
    """A name on one line where it fits between neighbours, else with the last part on a line of its own."""
    return [name] if len(name) <= NAME or " " not in name else name.rsplit(" ", 1)


def _person(person: Person, x: float, y: float) -> Markup:
    look = "sd-person__shape" + (" sd-person__shape--subject" if person.subject else "")
    drawn = [element("title", _described(person)), _shape(person.shape, x, y, HALF, look)]
    if person.subject:
        inner = HALF - (9 if person.shape == "unborn" else 5)
        drawn.append(_shape(person.shape, x, y + (3 if person.shape == "unborn" else 0), inner, "sd-person__inner"))
    if person.died:
        drawn += [line(x - HALF, y - HALF, x + HALF, y + HALF, "sd-person__cross")]
        drawn += [line(x + HALF, y - HALF, x - HALF, y + HALF, "sd-person__cross")]
    below = y + HALF + 18
    for words in _lines(person.name):
        drawn.append(text(x, below, short(words, NAME), "sd-person__name", "middle"))
        below += 17
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


def _couple(one: Couple, at: Mapping[str, tuple[float, float]]) -> Markup:
    x, y = at[one.one]
    look = f"sd-tie sd-tie--{one.kind.replace('_', '-')}"
    if not one.other:
        return line(x + HALF, y, x + SPACE / 2, y, look)
    left, right = sorted((x, at[one.other][0]))
    if _apart(one, at):  # go over the heads of those between them
        up = y - HALF - 14
        path = f"M{left + 8} {y - HALF + 2}V{up}H{right - 8}V{y - HALF + 2}"
        drawn = [element("path", d=path, class_=look)]
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
    bar = child_y - HALF - 20 - 5 * (couples.index(couple) % 3)
    path = f"M{x} {y}V{bar}H{child_x}V{child_y - HALF}"
    return element("path", d=path, class_=f"sd-tie sd-tie--{one.kind}")


def _described(person: Person) -> str:
    words = [SHAPES[person.shape]]
    words += ["has died"] if person.died else []
    words += ["the record is about them"] if person.subject else []
    words += [person.note] if person.note else []
    return f"{person.name}: {', '.join(words)}"


def _row(
    person: Person, known: Mapping[str, Person], couples: Sequence[Couple], children: Sequence[Child]
) -> list[Cell]:
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
    _, words = _described(person).rsplit(f"{person.name}: ", 1)
    return [person.name, words, "; ".join(ties) or "no ties recorded"]
