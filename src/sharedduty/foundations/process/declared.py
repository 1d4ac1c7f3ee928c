"""How a room declares its statutory process: plain data, readable aloud by a business manager (design section 6)."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Protocol


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
class Step:
    """One thing to be done on a record: stable code, its words, who does it, and the verb that waits for it.

    `done` answers whether it is done; `applies`, where given, whether this record needs it at all; `page` is the name of
    the address where it is done, which takes the record's reference. Steps make the record's task list, and the engine
    refuses the verb in `needed_by` while one is open (design section 6).
    """

    code: str
    title: str
    who: str
    done: Callable[[Any], bool]
    needed_by: str = ""
    page: str = ""
    applies: Callable[[Any], bool] | None = None
    citation: str = ""


@dataclass(frozen=True)
class DecisionPoint:
    """A judgement people make, never the product: the question, the options (code, words), who decides, always with reasons."""

    code: str
    question: str
    options: tuple[tuple[str, str], ...]
    who: str
    citation: str = ""


class GatheringPlan(Protocol):
    """What the manual says of a meeting that a process holds; the foundation `gatherings` declares them."""

    @property
    def code(self) -> str: ...
    @property
    def title(self) -> str: ...
    @property
    def citation(self) -> str: ...


@dataclass(frozen=True)
class RequestUse:
    """What a process asks of an agency: of whom, for what, and the clock the answer runs on (empty: none)."""

    code: str
    title: str
    asked_of: str
    clock: str = ""
    citation: str = ""


@dataclass(frozen=True)
class Output:
    """A document a process makes, for whom, and by when: a clock's key, or words where no limit has a number."""

    document: str
    recipient: str
    latest: str
    citation: str = ""


@dataclass(frozen=True)
class Process:
    """A declared process: code, title, the duty in a sentence, and everything that happens in it."""

    code: str
    title: str
    duty: str
    first: str
    stages: tuple[Stage, ...]
    transitions: tuple[Transition, ...]
    clocks: tuple[ClockUse, ...] = ()
    steps: tuple[Step, ...] = ()
    decisions: tuple[DecisionPoint, ...] = ()
    gatherings: tuple[GatheringPlan, ...] = ()
    requests: tuple[RequestUse, ...] = ()
    outputs: tuple[Output, ...] = ()

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
        verbs = {t.verb for t in self.transitions}
        if waiting := sorted(step.needed_by for step in self.steps if step.needed_by and step.needed_by not in verbs):
            raise ValueError(f"{self.code} has steps needed by verbs it does not declare: {', '.join(waiting)}")
        for named_parts in (self.steps, self.decisions, self.gatherings, self.requests):
            if len({part.code for part in named_parts}) != len(named_parts):
                raise ValueError(f"{self.code} uses one code for two steps, decisions, gatherings or requests")

    def stage(self, code: str) -> Stage:
        """The stage called `code`. Raises KeyError if there is none."""
        return {stage.code: stage for stage in self.stages}[code]

    def transition(self, verb: str, at: str) -> Transition | None:
        """The transition `verb` from the stage `at`; None where the process does not allow it."""
        return next((t for t in self.transitions if t.verb == verb and at in t.from_stages), None)

    def leads_from(self, verb: str) -> list[str]:
        """The stages from which the step `verb` may be taken, in the order they are declared; none for an unknown verb."""
        return [stage.code for stage in self.stages if self.transition(verb, stage.code) is not None]

    def possible(self, at: str) -> list[Transition]:
        """What can happen next from the stage `at`."""
        return [t for t in self.transitions if at in t.from_stages]

    def open_steps(self, record: Any, verb: str = "") -> list[Step]:
        """The steps this record needs and has not done; with `verb` only those it waits for."""
        return [
            step
            for step in self.steps
            if (not verb or step.needed_by == verb) and (step.applies is None or step.applies(record))
            and not step.done(record)
        ]  # fmt: skip
