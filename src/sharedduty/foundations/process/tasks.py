"""The task list of a record, made from its declared process: what is done, what is next, and what waits for it."""

from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from sharedduty.foundations.process.declared import Process


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
