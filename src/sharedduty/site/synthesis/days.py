"""One day at a front door: which contacts came, from whom, about which children, and what was done when.

Each contact is planned to its end; what lies after the moment of loading is simply not written, so that recent ones stand
where a working morning leaves them. A contact comes out the same whenever its day is planned again.
"""

import datetime
import functools
import random
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Any

from sharedduty.foundations.plain.clocks import LONDON
from sharedduty.site.synthesis.families import Family, Member, chance_for, family, reference
from sharedduty.site.synthesis.hours import after, is_working_day
from sharedduty.site.synthesis.slips import Described, describe
from sharedduty.site.synthesis.staff import Staff, Worker, pick
from sharedduty.site.synthesis.texts import Story, story

# How contacts come (share), and whether they come in office hours.
SOURCES = (
    ("professional", 46),
    ("police", 29),
    ("telephone", 11),
    ("professional_link", 4),
    ("public", 7),
    ("ambulance", 3),
)
FIRST_DAY = datetime.date(2000, 1, 1).toordinal()
A_DAY, OF_EARLY_HELP = 2000, 500  # numbers of one day's contacts; from where those that come of early help are numbered
AGENCIES = ("police-mash", "health-mash", "education-mash")


@dataclass(frozen=True)
class Told:
    """One agency's part of an enquiry: whom, how it answers, when (early or late)."""

    team: str
    outcome: str
    answered_at: datetime.datetime


@dataclass(frozen=True)
class ToldOf:
    """One child of a contact: who they are, how they were written down, and what was decided."""

    member: Member
    described: Described
    reference: str
    with_number: bool
    outcomes: tuple[str, ...]
    level: int


@dataclass
class Plan:
    """One contact from receipt to closing. A time that is None never comes."""

    reference: str
    number: int
    source: str
    family: Family
    story: Story
    sender: Worker | None
    worker: Worker
    received_at: datetime.datetime
    children: list[ToldOf]
    external_number: str = ""
    immediate_danger: bool = False
    acknowledged_at: datetime.datetime | None = None
    claimed_at: datetime.datetime | None = None
    returned_at: datetime.datetime | None = None
    answered_at: datetime.datetime | None = None
    enquiry_at: datetime.datetime | None = None
    enquiry_closed_at: datetime.datetime | None = None
    told: list[Told] = field(default_factory=list)
    known_at: datetime.datetime | None = None
    decided_at: datetime.datetime | None = None
    fed_back_at: datetime.datetime | None = None
    withdrawn_at: datetime.datetime | None = None
    late_because: str = ""
    chance: random.Random = field(default_factory=random.Random)
    truth: dict[str, list[tuple[Any, ...]]] = field(default_factory=dict)  # of what it led to, by room, once written
    codes: Callable[[str, int], str] = field(default=lambda prefix, sub: "")
    codes_of: Callable[[int], Callable[[str, int], str]] = field(default=lambda number: lambda prefix, sub: "")
    further: list["Plan"] = field(default_factory=list)  # contacts that came of it: early help that stepped up
    stepped_up: dict[str, str] = field(default_factory=dict)  # what early help carried over
    used: Counter[str] = field(default_factory=Counter)

    def code(self, prefix: str) -> str:
        """The next reference of a kind inside this contact."""
        self.used[prefix] += 1
        return self.codes(prefix, self.used[prefix])

    def tell(self, room: str, *line: object) -> None:
        """Keep one line of the truth of a room."""
        self.truth.setdefault(room, []).append(line)


def how_many(seed: int, area: str, day: datetime.date, per_year: int) -> int:
    """Contacts of one day: about 2.8 times as many on a working day as on another."""
    chance = chance_for(seed, area, day, "how many")
    share = 1.27 if is_working_day(day) else 0.46
    expected = per_year / 365 * share
    return max(0, round(chance.gauss(expected, expected**0.5)))


def plan_day(
    seed: int, staff: Staff, day: datetime.date, per_year: int, families: int, as_of: datetime.date
) -> list[Plan]:
    """The contacts of one day, in the order they came; families are as they stand at `as_of`, whatever the day."""
    plans = [
        _plan(seed, staff, day, number, families, as_of)
        for number in range(how_many(seed, staff.area.key, day, per_year))
    ]
    return sorted(plans, key=lambda plan: plan.received_at)


def _plan(seed: int, staff: Staff, day: datetime.date, number: int, families: int, as_of: datetime.date) -> Plan:
    chance = chance_for(seed, staff.area.key, day, number)
    source = chance.choices([one for one, _ in SOURCES], [share for _, share in SOURCES])[0]
    household = family(seed, staff.number, int(families * chance.random() ** 1.5), as_of)
    about = story(chance, source)
    received = _received(chance, day, source)
    plan = Plan(
        _code("C", seed, staff, day, number), number, source, household, about, _sender(chance, staff, source),
        _worker(chance, staff, received), received, [], immediate_danger=about.level == 4 and chance.random() < 0.12,
        chance=chance,
    )  # fmt: skip
    plan.codes_of = lambda which: functools.partial(_numbered, seed, staff, day, which)
    plan.codes = plan.codes_of(number)
    if source in ("police", "ambulance"):
        plan.external_number = f"SYN/{day:%y%m%d}/{number:04d}"
    plan.children = [_child(chance, plan, member) for member in _which(chance, household)]
    _timeline(plan)
    return plan


def _code(prefix: str, seed: int, staff: Staff, day: datetime.date, number: int, sub: int = 0) -> str:
    serial = (day.toordinal() - FIRST_DAY) * A_DAY + number  # needs 25 bits until 2045; three are left for many subs
    return reference(prefix, seed, staff.number, (sub >> 7 << 25) + serial, sub & 127)


def stepped_up(
    plan: Plan, staff: Staff, child: ToldOf, sender: Worker, at: datetime.datetime, carried: dict[str, str]
) -> Plan | None:
    """The contact by which early help for a child of `plan` steps up, with what is carried over from it.

    None where a day has too many contacts.
    """
    number = plan.number + OF_EARLY_HELP * (len(plan.further) + 1)
    if plan.number >= OF_EARLY_HELP or number >= A_DAY:
        return None
    codes = plan.codes_of(number)
    chance = chance_for("stepped up", codes("C", 0))
    made = Plan(
        codes("C", 0), number, "professional", plan.family, plan.story, sender, _worker(chance, staff, at), at, [],
        chance=chance, stepped_up=carried,
    )  # fmt: skip
    made.codes, made.codes_of = codes, plan.codes_of
    outcomes = chance.choices(
        (("section17_assessment",), ("section47_enquiries", "see_child"), ("advice",)), (62, 13, 25)
    )
    made.children = [replace(child, reference=codes("K", child.member.number), outcomes=outcomes[0], level=3)]
    _timeline(made)
    plan.further.append(made)
    return made


def _numbered(seed: int, staff: Staff, day: datetime.date, number: int, prefix: str, sub: int) -> str:
    return _code(prefix, seed, staff, day, number, sub)


def _received(chance: random.Random, day: datetime.date, source: str) -> datetime.datetime:
    if source in ("police", "ambulance", "public"):
        hour = chance.choices(range(24), [5, 4, 3, 2, 1, 1, 2, 3, 4, 4, 4, 4, 4, 4, 4, 5, 5, 6, 7, 8, 8, 8, 7, 6])[0]
    elif is_working_day(day):
        hour = chance.choices(range(8, 19), [3, 9, 12, 13, 10, 9, 12, 14, 11, 5, 2])[0]
    else:
        hour = chance.randrange(8, 22)
    return datetime.datetime.combine(day, datetime.time(hour, chance.randrange(60), chance.randrange(60)), LONDON)


def _sender(chance: random.Random, staff: Staff, source: str) -> Worker | None:
    """Who sends it, where the house knows them; the demonstration's own teacher and GP send their share."""
    if source != "professional":
        return None
    role = chance.choices(("teacher", "gp", "practitioner", "health_mash"), (52, 18, 26, 4))[0]
    people = staff.by_role[role]
    return pick(chance, people, 0.04)


def _worker(chance: random.Random, staff: Staff, at: datetime.datetime) -> Worker:
    return pick(chance, staff.by_role["front_door_worker"], 0.12)


def _which(chance: random.Random, household: Family) -> list[Member]:
    children = list(household.children)
    return children if chance.random() < 0.35 else [chance.choice(children)]


def _child(chance: random.Random, plan: Plan, member: Member) -> ToldOf:
    known_date = 0.97 if plan.source == "professional" else 0.8
    given, name = member.given, member.family
    if member.alias[1] and chance.random() < 0.25:
        given, name = member.alias
    described = describe(chance, given, name, member.birth_on, known_date=known_date)
    level = min(4, max(1, plan.story.level + chance.choices((-1, 0, 1), (25, 65, 10))[0]))
    return ToldOf(
        member, described, plan.codes("K", member.number), bool(member.nhs_number) and chance.random() < 0.3,
        _outcomes(chance, plan, level), level,
    )  # fmt: skip


def _outcomes(chance: random.Random, plan: Plan, level: int) -> tuple[str, ...]:
    """What is decided: about a quarter goes on to children's social care, as nationally (quality.md 4.1)."""
    if plan.immediate_danger:
        return ("immediate_protection", "section47_enquiries", "see_child")
    if level == 4:
        return ("section47_enquiries", "see_child") if chance.random() < 0.55 else ("section17_assessment",)
    if level == 3:
        return chance.choices(
            (("section17_assessment",), ("early_help",), ("advice",), ("section17_assessment", "services")), (34, 30, 28, 8)
        )[0]  # fmt: skip
    if level == 2:
        return chance.choices((("early_help",), ("advice",), ("no_further_action",)), (40, 38, 22))[0]
    return chance.choices((("advice",), ("no_further_action",)), (25, 75))[0]


def _timeline(plan: Plan) -> None:
    """When each step came. About 86 of 100 are decided in time; a few referrers hear back only weeks later."""
    chance = plan.chance
    start = plan.received_at
    if plan.immediate_danger:
        plan.claimed_at = start + datetime.timedelta(minutes=chance.randrange(4, 25))
        plan.acknowledged_at = plan.claimed_at + datetime.timedelta(minutes=5)
        plan.known_at = plan.claimed_at + datetime.timedelta(minutes=10)
        plan.decided_at = plan.claimed_at + datetime.timedelta(minutes=chance.randrange(40, 200))
        plan.fed_back_at = after(plan.decided_at, chance.uniform(0.5, 6))
        return
    plan.claimed_at = after(start, min(chance.expovariate(1 / 1.1), 5))
    slow = chance.random() < 0.07
    plan.acknowledged_at = (
        after(start, chance.uniform(10, 20)) if slow else after(plan.claimed_at, chance.uniform(0.1, 0.7))
    )
    worked = plan.claimed_at
    if chance.random() < 0.02 and not plan.stepped_up:
        plan.withdrawn_at = after(worked, chance.uniform(0.3, 3))
        plan.acknowledged_at = min(plan.acknowledged_at, plan.withdrawn_at)
        return
    if plan.sender and not slow and chance.random() < 0.05:
        plan.returned_at = after(worked, chance.uniform(0.2, 1))
        plan.answered_at = after(plan.returned_at, chance.uniform(0.5, 6))
        worked = plan.answered_at
    plan.known_at = after(worked, chance.uniform(0.1, 0.4))
    worked = plan.known_at
    if plan.story.level >= 3 and chance.random() < 0.34:
        plan.enquiry_at = after(worked, chance.uniform(0.1, 0.6))
        plan.told = [_answer(chance, team, plan.enquiry_at) for team in AGENCIES if chance.random() < 0.85]
        last = max((one.answered_at for one in plan.told), default=plan.enquiry_at)
        plan.enquiry_closed_at = after(last, chance.uniform(0.2, 1.2))
        worked = plan.enquiry_closed_at
    hours = chance.uniform(0.3, 3.2) if chance.random() < 0.93 else chance.uniform(6, 16)
    plan.decided_at = after(worked, hours)
    plan.acknowledged_at = min(plan.acknowledged_at, plan.decided_at)
    plan.late_because = chance.choice(
        ("Two workers were away and the queue was long.", "An agency answered after the day was over.",
         "The family could not be reached to say which child was meant.")
    )  # fmt: skip
    forgotten = chance.random() < 0.012  # found weeks afterwards
    plan.fed_back_at = after(plan.decided_at, chance.uniform(60, 240) if forgotten else chance.expovariate(1 / 3))


def _answer(chance: random.Random, team: str, asked_at: datetime.datetime) -> Told:
    """Health answers early, police mostly in time, education now and then late."""
    usual = {"police-mash": 2.2, "health-mash": 1.4, "education-mash": 3.6}[team]
    outcome = chance.choices(("nothing_held", "shared", "part_shared", "declined"), (30, 48, 16, 6))[0]
    return Told(team, outcome, after(asked_at, min(chance.expovariate(1 / usual), 20)))
