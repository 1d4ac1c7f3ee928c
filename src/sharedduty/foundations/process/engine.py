"""The engine of declared processes. A guard that fails raises, and then nothing has moved."""

import datetime
from collections.abc import Mapping
from typing import Any, Protocol

from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django.utils import timezone

from sharedduty.foundations.access.api import CaseFile, Viewer
from sharedduty.foundations.journal.api import record_change
from sharedduty.foundations.process.declared import Missing, Process, Stage
from sharedduty.foundations.process.models import Move


class Staged(Protocol):
    """A record that a process moves: it has a reference, a stage, a version and lies in a case file."""

    reference: str
    stage: str
    version: int
    case_file: CaseFile

    def save(self, *, update_fields: list[str]) -> None: ...


class CannotMove(Exception):
    """A step that is not possible now. `missing` says what stands in the way, in words, with links to mend it."""

    def __init__(self, missing: list[Missing]) -> None:
        self.missing = missing
        super().__init__("; ".join(one.text for one in missing))


class Overtaken(Exception):
    """Somebody else moved the record first: nothing was overwritten."""


def missing_for(process: Process, record: Staged, verb: str, given: Mapping[str, Any]) -> list[Missing]:
    """What stands between `record` and the step `verb`: its rules, and declared steps not done; empty where it may be taken."""
    transition = process.transition(verb, record.stage)
    if transition is None:
        return [Missing(not_from_here(process, verb, record.stage))]
    found = [missing for rule in transition.rules for missing in rule(record, given)]
    return found + [
        Missing(f"Still to do: {step.title}.", reverse(step.page, args=[record.reference]) if step.page else "")
        for step in process.open_steps(record, verb)
    ]


def not_from_here(process: Process, verb: str, at: str) -> str:
    """Why a step is not possible at a stage, in words: where the record stands, and the stages the step follows from."""
    event = next((one.event for one in process.transitions if one.verb == verb), verb.replace("_", " "))
    step, now = event[:1].upper() + event[1:], process.stage(at).title.lower()
    stages = [f"“{process.stage(code).title.lower()}”" for code in process.leads_from(verb)]
    first = ", ".join(stages[:-1])
    follows = f" It follows from {f'{first} or ' if first else ''}{stages[-1]}." if stages else ""
    return f"“{step}” cannot follow from “{now}”.{follows}"


def move(
    *,
    by: Viewer,
    process: Process,
    record: Staged,
    verb: str,
    given: Mapping[str, Any] | None = None,
    at: datetime.datetime | None = None,
    reason: str = "",
    sets: Mapping[str, Any] | None = None,
) -> Stage:
    """Take one step of a declared process: permission, rules, change and journal in the caller's transaction.

    Takes: what was `given` with the step, for its rules; fields of the record that it `sets`, by name.
    Gives: the stage reached. Raises: PermissionDenied; CannotMove with what is missing; Overtaken where another moved
    the record since it was read. In each case nothing has changed.
    """
    transition = process.transition(verb, record.stage)
    if transition is not None and by.kind != "system" and transition.permission and not by.may(transition.permission):
        raise PermissionDenied
    missing = missing_for(process, record, verb, given or {})
    if missing or transition is None:
        raise CannotMove(missing)
    before = record.stage
    _compare_and_set(record, transition.to_stage, by, sets or {})
    Move.objects.using(by.database).create(
        case_file=record.case_file,
        process=process.code,
        record=record.reference,
        verb=verb,
        from_stage=before,
        to_stage=transition.to_stage,
        event=transition.event,
        moved_at=at or timezone.now(),
        moved_by_id=by.appointment_id,
        moved_by_name=by.post_title or by.name,
    )
    record_change(
        by=by, verb=transition.event, object_type=process.code, object_ref=record.reference, file=record.case_file.pk,
        fields=["stage", *transition.records], reason=reason,
    )  # fmt: skip
    return process.stage(transition.to_stage)


def begin(*, by: Viewer, process: Process, record: Staged, event: str, at: datetime.datetime | None = None) -> None:
    """Write the first row of a new record's history: it stands at the process's first stage."""
    Move.objects.using(by.database).create(
        case_file=record.case_file, process=process.code, record=record.reference, verb="begin", from_stage="",
        to_stage=process.first, event=event, moved_at=at or timezone.now(), moved_by_id=by.appointment_id,
        moved_by_name=by.post_title or by.name,
    )  # fmt: skip


def _compare_and_set(record: Any, stage: str, by: Viewer, sets: Mapping[str, Any]) -> None:
    """Move the stage, and set what the step sets, only from the version that was read (quality.md R5)."""
    changed = (
        type(record)
        .objects.using(by.database)
        .filter(pk=record.pk, version=record.version)
        .update(stage=stage, version=record.version + 1, **sets)
    )
    if changed != 1:
        raise Overtaken
    record.stage, record.version = stage, record.version + 1
    for name, value in sets.items():
        setattr(record, name, value)
