"""What does not fit in several agencies' accounts, and what may be the same event: pure functions over lines.

Nothing here decides. Each finding says why it was made; a person takes it up or sets it aside (HE-CHR-03, HE-CHR-06, HE-CHR-07).
"""

import hashlib
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from itertools import combinations

from rapidfuzz import fuzz

from sharedduty.foundations.design.dates import LONDON, date_words, moment_words

ALIKE = 70  # of 100: how alike the words of two lines are before they may tell of one event
NEAR = timedelta(days=2)  # how far apart in time such lines may lie
CLOCKS_DIFFER = timedelta(minutes=30)  # two exact times of one event further apart than this differ
ABOUT = timedelta(days=14)  # what “about that day” takes in, before and after
INSTANT = timedelta(minutes=1)
DIFFERS, IMPOSSIBLE, GAP, OUTSIDE, OTHER = "differs", "impossible", "gap", "outside", "other"
KINDS = {
    DIFFERS: "The same event told differently", IMPOSSIBLE: "Cannot both be true", GAP: "A long time not seen",
    OUTSIDE: "Outside the period", OTHER: "Found by somebody",
}  # fmt: skip
_SMALL = frozenset(
    "about after also been before with from that this they them then were when child into their there".split()
)


@dataclass(frozen=True)
class Child:
    """A child by label, with the days of birth and death where they are known."""

    label: str
    birth_on: date | None = None
    died_on: date | None = None


@dataclass(frozen=True)
class Line:
    """One line as it is compared. `part` and `agency` say whose it is; `version` which version of it."""

    reference: str
    version: int
    part: str
    agency: str
    at: datetime
    precision: str = "exact"
    until: datetime | None = None
    event: str = ""
    decision: str = ""
    place: str = ""
    child: str = ""
    seen: str = ""
    views_sought: str = ""
    views_given: str = ""

    @property
    def earliest(self) -> datetime:
        """The first moment it may have been."""
        local = self.at.astimezone(LONDON)
        if self.precision == "exact":
            return self.at
        day = local.date().replace(day=1) if self.precision == "month" else local.date()
        first = datetime.combine(day, time.min, tzinfo=LONDON)
        return first - ABOUT if self.precision == "about" else first

    @property
    def latest(self) -> datetime:
        """The last moment it may have been, its end where it lasted."""
        return max(self.until or self.at, _last(self.at.astimezone(LONDON).date(), self.precision, self.at))

    @property
    def when(self) -> str:
        """When it was, in words that claim no more than is known."""
        local = self.at.astimezone(LONDON)
        words = {
            "exact": moment_words(local), "day": f"{date_words(local.date())}, time not known",
            "month": f"{local:%B %Y}, day not known", "about": f"about {date_words(local.date())}",
        }[self.precision]  # fmt: skip
        if self.until is None:
            return words
        end = self.until.astimezone(LONDON)
        return f"{words}, until {moment_words(end) if self.precision == 'exact' else date_words(end.date())}"


def _last(day: date, precision: str, at: datetime) -> datetime:
    if precision == "exact":
        return at
    if precision == "month":
        day = (day.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)
    last = datetime.combine(day, time(23, 59, 59), tzinfo=LONDON)
    return last + ABOUT if precision == "about" else last


@dataclass(frozen=True)
class Suggestion:
    """Something that may not fit, or may be one event: which lines, and why. `mark` names it until a line changes."""

    kind: str
    why: str
    lines: tuple[Line, ...]
    about: str = ""

    @property
    def mark(self) -> str:
        """The same for the same lines in the same versions, whatever their order."""
        named = sorted(f"{one.reference}/{one.version}" for one in self.lines)
        return hashlib.sha256("|".join([self.kind, self.about, *named]).encode()).hexdigest()[:32]

    @property
    def parts(self) -> tuple[str, ...]:
        """The parts whose lines it is about."""
        return tuple(dict.fromkeys(one.part for one in self.lines))


def merged(accounts: Iterable[Iterable[Line]]) -> list[Line]:
    """Every line of every agency in one order, by the first moment each may have been. None is lost or made into another."""
    found = [line for account in accounts for line in account]
    return sorted(found, key=lambda one: (one.earliest, one.latest, one.agency, one.reference))


def alike(first: str, second: str) -> float:
    """How alike two texts are, 0 to 100: the words in any order, and at least two words of weight in common."""
    both = _words(first) & _words(second)
    return fuzz.token_set_ratio(first.casefold(), second.casefold()) if len(both) >= 2 else 0.0


@lru_cache(maxsize=8192)  # each line is held beside many others
def _words(text: str) -> frozenset[str]:
    return frozenset(re.findall(r"[a-z]{4,}", text.casefold())) - _SMALL


def near(lines: Sequence[Line]) -> Iterator[tuple[Line, Line]]:
    """Each two lines of different agencies, of the same child, that may lie within two days of each other."""
    held: list[tuple[datetime, Line]] = []
    for line in merged([lines]):
        earliest = line.earliest
        held = [(until, one) for until, one in held if until >= earliest]
        for _, one in held:
            if one.part != line.part and _one_child(one, line):
                yield one, line
        held.append((line.latest + NEAR, line))


def _one_child(first: Line, second: Line) -> bool:
    return not first.child or not second.child or first.child == second.child


def same_events(lines: Sequence[Line], together: Iterable[frozenset[str]] = ()) -> list[Suggestion]:
    """Lines of different agencies that may tell of one event, and that nobody has put beside each other yet."""
    known = list(together)
    found = []
    for first, second in near(lines):
        if any({first.reference, second.reference} <= one for one in known):
            continue
        likeness = alike(first.event, second.event)
        if likeness >= ALIKE:
            why = f"{first.agency} and {second.agency} write alike ({likeness:.0f} of 100) of times within two days."
            found.append(Suggestion("same", why, (first, second)))
    return found


def told_differently(lines: Sequence[Line], together: Iterable[frozenset[str]] = ()) -> list[Suggestion]:
    """The same event with other facts: two lines near in time and alike in words, or put together by a person."""
    known = list(together)
    grouped = [pair for one in known for pair in combinations([line for line in lines if line.reference in one], 2)]
    pairs = {frozenset((a.reference, b.reference)): (a, b) for a, b in grouped if a.part != b.part}
    for first, second in near(lines):
        if alike(first.event, second.event) >= ALIKE:
            pairs.setdefault(frozenset((first.reference, second.reference)), (first, second))
    found = []
    for first, second in pairs.values():
        if facts := differences(first, second):
            found.append(
                Suggestion(DIFFERS, f"{first.agency} and {second.agency}: {'; '.join(facts)}.", (first, second))
            )
    return found


def differences(first: Line, second: Line) -> list[str]:
    """In which facts two lines about one event differ, in words; what only one of them says is no difference."""
    found = []
    if _times_differ(first, second):
        found.append(f"the time is {first.when} for the one, {second.when} for the other")
    for name, words in (("seen", "child seen"), ("views_sought", "views sought"), ("views_given", "views given")):
        one, other = getattr(first, name), getattr(second, name)
        if one and other and one != other:
            found.append(f"{words}: {one} for the one, {other} for the other")
    for name, words in (("place", "the place"), ("decision", "the decision")):
        one, other = getattr(first, name), getattr(second, name)
        if one and other and fuzz.token_set_ratio(one.casefold(), other.casefold()) < ALIKE:
            found.append(f"{words} is “{one}” for the one, “{other}” for the other")
    return found


def _times_differ(first: Line, second: Line) -> bool:
    if first.precision == second.precision == "exact":
        return abs(first.at - second.at) > CLOCKS_DIFFER
    return first.latest < second.earliest or second.latest < first.earliest


def impossible(
    lines: Sequence[Line], children: Sequence[Child], together: Iterable[frozenset[str]] = ()
) -> list[Suggestion]:
    """What cannot be: a child in two places at one moment, seen before birth or after death."""
    return [*_two_at_once(lines, children, list(together)), *_outside_life(lines, children)]


def _whose(line: Line, children: Sequence[Child]) -> str:
    return line.child or (children[0].label if len(children) == 1 else "")


def _two_at_once(lines: Sequence[Line], children: Sequence[Child], known: list[frozenset[str]]) -> Iterator[Suggestion]:
    exact = [one for one in merged([lines]) if one.precision == "exact" and one.seen == "yes" and _whose(one, children)]
    held: list[Line] = []
    for line in exact:
        held = [one for one in held if _end(one) > line.at]
        for one in held:
            if _whose(one, children) != _whose(line, children):
                continue
            who = _whose(line, children)
            if one.place and line.place:
                if fuzz.token_set_ratio(one.place.casefold(), line.place.casefold()) < ALIKE:
                    both = f"“{one.place}” ({one.agency}), “{line.place}” ({line.agency})"
                    why = f"{who} is seen in two places at {line.when}: {both}."
                    yield Suggestion(IMPOSSIBLE, why, (one, line), "places")
            elif one.part != line.part and not any({one.reference, line.reference} <= each for each in known):
                why = f"{one.agency} and {line.agency} both saw {who} at {line.when}. Was it one visit?"
                yield Suggestion(IMPOSSIBLE, why, (one, line), "moment")
        held.append(line)


def _end(line: Line) -> datetime:
    return max(line.until or line.at, line.at + INSTANT)


def _outside_life(lines: Sequence[Line], children: Sequence[Child]) -> Iterator[Suggestion]:
    known = {one.label: one for one in children}
    for line in lines:
        child = known.get(_whose(line, children))
        if child is None or not (line.seen == "yes" or line.views_sought == "yes" or line.views_given == "yes"):
            continue
        if child.birth_on and line.latest.astimezone(LONDON).date() < child.birth_on:
            why = f"{_heard(line, child)} before the birth on {date_words(child.birth_on)}."
            yield Suggestion(IMPOSSIBLE, why, (line,), "birth")
        if child.died_on and line.earliest.astimezone(LONDON).date() > child.died_on:
            why = f"{_heard(line, child)} after the death on {date_words(child.died_on)}."
            yield Suggestion(IMPOSSIBLE, why, (line,), "death")


def _heard(line: Line, child: Child) -> str:
    return f"{line.agency} says {child.label} was seen or heard ({line.when})"


@dataclass(frozen=True)
class Gap:
    """A time in which a child was certainly not seen, or not heard, by any line: from, until, and between which lines."""

    child: str
    begins: datetime
    ends: datetime
    lines: tuple[Line, ...]

    @property
    def weeks(self) -> int:
        """Whole weeks."""
        return max((self.ends - self.begins).days, 0) // 7

    @property
    def words(self) -> str:
        """From when to when, how long."""
        first, last = (one.astimezone(LONDON).date() for one in (self.begins, self.ends))
        return f"from {date_words(first)} to {date_words(last)}: {self.weeks} week{'' if self.weeks == 1 else 's'}"


def gaps(
    lines: Sequence[Line], child: str, first: datetime, last: datetime, *, of: str = "seen", alone: bool = False
) -> list[Gap]:
    """The times between the lines that say a child was seen (or `of` views), from `first` to `last`, in their order.

    Only the certain time counts: from the last moment one line may have been to the first moment of the next. Lines of no
    child in particular count for each.
    """
    marked = [one for one in merged([lines]) if getattr(one, of) == "yes" and (alone or one.child in ("", child))]
    points: list[tuple[datetime, datetime, tuple[Line, ...]]] = [
        (first, first, ()),
        *((one.earliest, one.latest, (one,)) for one in marked),
        (last, last, ()),
    ]
    found: list[Gap] = []
    reached, by = first, tuple[Line, ...]()
    for earliest, latest, line in points[1:]:
        begins, ends = max(reached, first), min(earliest, last)
        if ends > begins:
            found.append(Gap(child, begins, ends, tuple({one.reference: one for one in (*by, *line)}.values())))
        if latest > reached:
            reached, by = latest, line
    return found


def long_gaps(
    lines: Sequence[Line], children: Sequence[Child], period: tuple[date, date], weeks: int | None
) -> list[Suggestion]:
    """Times longer than so many weeks in which no line says a child was seen; none where nobody said how many weeks."""
    if not weeks:
        return []
    found = []
    for child in children:
        for one in gaps(lines, child.label, *_lived(child, period), alone=len(children) == 1):
            if one.ends - one.begins > timedelta(weeks=weeks):
                why = f"No line says that {child.label} was seen {one.words}."
                about = f"{child.label} {one.begins.date()} {one.ends.date()}"
                found.append(Suggestion(GAP, why, one.lines, about))
    return found


def _lived(child: Child, period: tuple[date, date]) -> tuple[datetime, datetime]:
    """The part of the period in which a child lived."""
    first = max(filter(None, (period[0], child.birth_on)))
    last = min(filter(None, (period[1], child.died_on)))
    return datetime.combine(first, time.min, tzinfo=LONDON), datetime.combine(last, time(23, 59, 59), tzinfo=LONDON)


def is_outside(line: Line, period: tuple[date, date]) -> bool:
    """Whether a line lies certainly outside the period that was asked for."""
    return line.latest.astimezone(LONDON).date() < period[0] or line.earliest.astimezone(LONDON).date() > period[1]


def outside(lines: Sequence[Line], period: tuple[date, date]) -> list[Suggestion]:
    """For each agency, its lines outside the period that was asked for, together."""
    found: dict[str, list[Line]] = {}
    for line in merged([lines]):
        if is_outside(line, period):
            found.setdefault(line.part, []).append(line)
    return [
        Suggestion(
            OUTSIDE, f"{held[0].agency}: {len(held)} line{' lies' if len(held) == 1 else 's lie'} outside the period, "
            f"{date_words(period[0])} to {date_words(period[1])}.", tuple(held),
        )
        for held in found.values()
    ]  # fmt: skip


@dataclass(frozen=True)
class Measure:
    """How often a child was seen or heard, and the longest time between (HE-CHR-06)."""

    child: str
    what: str
    count: int
    longest: Gap | None


def measures(lines: Sequence[Line], children: Sequence[Child], period: tuple[date, date]) -> list[Measure]:
    """For each child and each mark the count within the period and the longest certain gap."""
    found = []
    within = [one for one in lines if not is_outside(one, period)]
    for child in children:
        for of, words in (("seen", "Seen"), ("views_sought", "Views sought"), ("views_given", "Views given")):
            alone = len(children) == 1
            count = sum(getattr(one, of) == "yes" and (alone or one.child in ("", child.label)) for one in within)
            between = gaps(within, child.label, *_lived(child, period), of=of, alone=alone)
            longest = max(between, key=lambda one: one.ends - one.begins, default=None)
            found.append(Measure(child.label, words, count, longest))
    return found


def compare(
    lines: Sequence[Line],
    children: Sequence[Child],
    period: tuple[date, date],
    weeks: int | None,
    together: Sequence[frozenset[str]] = (),
) -> list[Suggestion]:
    """Everything in the accounts that may not fit, the impossible first."""
    return [
        *impossible(lines, children, together), *told_differently(lines, together),
        *long_gaps(lines, children, period, weeks), *outside(lines, period),
    ]  # fmt: skip
