"""How long each class of file is kept, by the packs in force, and the counting. Pure: no database."""

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sharedduty.foundations.guidance.api import editions_in_force
from sharedduty.foundations.plain.clocks import add_months

MONTHS = {"year": 12, "month": 1}
BIRTH, CLOSURE, OPENING, REVIEW = "birth", "closure", "opening", "review"
# Somebody older than this when a file about them was opened was no child in it, nor a young person leaving care.
YOUNG_YEARS = 25


@dataclass(frozen=True)
class Rule:
    """One line of a pack's table `retention`: what is counted from, how long, with what force, and who says so."""

    retention_class: str
    title: str
    trigger: str
    quantity: int
    unit: str
    force: str
    meaning: str
    citation: str
    pack: str
    local: bool

    def ends(self, day: datetime.date) -> datetime.date:
        """The day a period that began on `day` comes to its end."""
        return add_months(day, self.quantity * MONTHS[self.unit])

    @property
    def period(self) -> str:
        """The period in words."""
        return f"{self.quantity} {self.unit}{'' if self.quantity == 1 else 's'}"


@dataclass(frozen=True)
class Facts:
    """What is known of one file's days. `moving` means that a record in it has not come to its end."""

    opened_on: datetime.date
    born_on: Sequence[datetime.date] = ()
    closed_on: datetime.date | None = None
    moving: bool = False

    @property
    def youngest(self) -> datetime.date | None:
        """The birth date of the youngest child in the file; None where no child's is known."""
        young = [day for day in self.born_on if add_months(day, 12 * YOUNG_YEARS) > self.opened_on]
        return max(young, default=None)


@dataclass(frozen=True)
class Due:
    """When a file is to be looked at, by which rule, and what that was counted from."""

    on: datetime.date
    rule: Rule
    counted_from: str
    from_on: datetime.date


def rules_for(area: str, on: datetime.date) -> dict[str, list[Rule]]:
    """The rules that count for an area's files on a day, by class.

    What the law says always counts. Of what is only policy the area's own pack goes before a suggested default.
    """
    found: dict[str, list[Rule]] = {}
    for pack in editions_in_force(on, area=area):
        for row in pack.rows("retention"):
            found.setdefault(row["class"], []).append(
                Rule(
                    row["class"],
                    row["title"],
                    row["trigger"],
                    int(row["quantity"]),
                    row["unit"],
                    row["force"],
                    row["meaning"],
                    row["citation"],
                    pack.id,
                    pack.layer == "local",
                )
            )
    return {name: _counting(rules) for name, rules in found.items()}


def _counting(rules: Iterable[Rule]) -> list[Rule]:
    every = list(rules)
    policies = [rule for rule in every if rule.force != "must"]
    return [rule for rule in every if rule.force == "must"] + ([rule for rule in policies if rule.local] or policies)


def due(rules: Iterable[Rule], facts: Facts) -> Due | None:
    """When a file of these days is to be looked at: the latest day that any of its rules gives.

    None where no rule gives a day yet: the class has none, or it counts from an end that has not come.
    """
    counted = [one for rule in rules if (one := _count(rule, facts)) is not None]
    return max(counted, key=lambda one: one.on, default=None)


def _count(rule: Rule, facts: Facts) -> Due | None:
    if rule.trigger == BIRTH and (born := facts.youngest) is not None:
        return Due(rule.ends(born), rule, BIRTH, born)
    if rule.trigger == CLOSURE and facts.moving:
        return None
    if rule.trigger == CLOSURE and facts.closed_on is not None:
        return Due(rule.ends(facts.closed_on), rule, CLOSURE, facts.closed_on)
    # No child's birth date is known, or nothing in the file comes to an end of its own: later than both is never too early.
    return Due(rule.ends(facts.opened_on), rule, OPENING, facts.opened_on)
