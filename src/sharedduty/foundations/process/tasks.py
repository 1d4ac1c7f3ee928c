"""What a record's page shows of its process: the task list, what is next, what waits for it, and how its clocks stand."""

import datetime
from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from sharedduty.foundations.design.charts import clock_bar, clock_mark, read_clock
from sharedduty.foundations.plain.words import due_words, time_left
from sharedduty.foundations.process.declared import Process
from sharedduty.foundations.process.models import Clock
from sharedduty.foundations.process.sooner import limit_of


@dataclass(frozen=True)
class Task:
    """One line of a task list: its words, who does it, whether it is done, where, and what cannot happen before."""

    code: str
    title: str
    who: str
    done: bool
    href: str
    needed_by: str
    citation: str


def tasks(process: Process, record: Any) -> list[Task]:
    """The steps that apply to `record`, in the order they are declared."""
    return [
        Task(
            code=step.code, title=step.title, who=step.who, done=step.done(record),
            href=reverse(step.page, args=[record.reference]) if step.page else "",
            needed_by=step.needed_by.replace("_", " "), citation=step.citation,
        )
        for step in process.steps
        if step.applies is None or step.applies(record)
    ]  # fmt: skip


def possible_next(process: Process, record: Any) -> list[str]:
    """The verbs the process allows from where `record` stands, in words, for “what happens next”."""
    return [step.verb.replace("_", " ") for step in process.possible(record.stage)]


@dataclass(frozen=True)
class ClockLine:
    """One clock as a page shows it: its bar, what is left in words, the due instant, and whether the limit is broken."""

    clock: Clock
    bar: Any
    left: str
    due: str
    state: str
    broken: bool = False

    @property
    def limit_at(self) -> datetime.datetime:
        """Where somebody set an earlier end, when the limit by itself would have ended."""
        return limit_of(self.clock)


def clock_line(clock: Clock, now: datetime.datetime, *, short: bool = False) -> ClockLine:
    """One clock ready to show; `short` for a line of a list, where the words say everything and the bar is a mark.

    What is counted back from a day still to come begins, for the bar, when it was decided.
    """
    start = min(clock.started_at, clock.due_at)
    reading = read_clock(start, clock.due_at, now, met_at=clock.met_at)
    key = f"clock-{clock.pk}"
    bar = (
        clock_mark(reading, force=clock.force, key=key)
        if short
        else clock_bar(clock.title, start, clock.due_at, now, met_at=clock.met_at, force=clock.force, key=key)
    )
    left = reading.words if clock.met_at else time_left(clock.due_at, now=now)
    return ClockLine(clock, bar, left, due_words(clock.due_at, now=now), reading.state, broken=reading.broken)
