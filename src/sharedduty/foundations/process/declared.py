"""How a room declares its statutory process: plain data, readable aloud by a business manager (design section 6)."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Stage:
    """A place a record can be at: its code, what it is called, and whether it ends there."""

    code: str
    title: str
    ends: bool = False


@dataclass(frozen=True)
class Missing:
    """One thing that stands in the way of a step: what is missing in words, and where to mend it."""

    text: str
    href: str = ""


# A rule takes the record and what was given with the step, and answers what is missing (nothing when it holds).
Rule = Callable[[Any, Mapping[str, Any]], list[Missing]]


@dataclass(frozen=True)
class Transition:
    """One step: verb, from which stages to which, the permission it needs, its rules, its past-tense event, its source."""

    verb: str
    from_stages: tuple[str, ...]
    to_stage: str
    permission: str
    event: str
    rules: tuple[Rule, ...] = ()
    records: tuple[str, ...] = ()
    citation: str = ""


@dataclass(frozen=True)
class ClockUse:
    """A time limit of a pack as this process uses it: the key, which event starts it and which meets it, who owes it."""

    key: str
    starts: str
    meets: str
    owed_by: str


@dataclass(frozen=True)
class Process:
    """A declared process: code, title, the duty in a sentence, stages, transitions and clocks."""

    code: str
    title: str
    duty: str
    first: str
    stages: tuple[Stage, ...]
    transitions: tuple[Transition, ...]
    clocks: tuple[ClockUse, ...] = ()

    def __post_init__(self) -> None:
        codes = {stage.code for stage in self.stages}
        named = (
            {self.first} | {t.to_stage for t in self.transitions} | {s for t in self.transitions for s in t.from_stages}
        )
        if unknown := named - codes:
            raise ValueError(f"{self.code} names stages it does not declare: {', '.join(sorted(unknown))}")
        steps = [(t.verb, stage) for t in self.transitions for stage in t.from_stages]
        if len(steps) != len(set(steps)):
            raise ValueError(f"{self.code} declares one verb twice from one stage")

    def stage(self, code: str) -> Stage:
        """The stage called `code`. Raises KeyError if there is none."""
        return {stage.code: stage for stage in self.stages}[code]

    def transition(self, verb: str, at: str) -> Transition | None:
        """The transition `verb` from the stage `at`; None where the process does not allow it."""
        return next((t for t in self.transitions if t.verb == verb and at in t.from_stages), None)

    def possible(self, at: str) -> list[Transition]:
        """What can happen next from the stage `at`."""
        return [t for t in self.transitions if at in t.from_stages]
