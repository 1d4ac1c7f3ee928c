"""What every record beyond the front door is written with: its file, its steps as declared, its clocks, and the time now."""

import datetime
from typing import TYPE_CHECKING, Any

from sharedduty.foundations.plain.calendar import england_and_wales
from sharedduty.foundations.plain.clocks import LONDON
from sharedduty.foundations.process.api import Clock, Move, Process
from sharedduty.site.synthesis.clocks import limit
from sharedduty.site.synthesis.staff import Worker

if TYPE_CHECKING:
    from sharedduty.site.synthesis.records import Record

Moment = datetime.datetime


class Later(Exception):
    """What comes next has not come about yet: nothing after it is written."""


class Case:
    """One record being written, from its beginning to where it stands now. Its steps are those its process declares."""

    def __init__(self, record: "Record", process: Process, reference: str, file: int, worker: Worker) -> None:
        self.record, self.process, self.reference, self.file, self.worker = record, process, reference, file, worker
        self.batch, self.now = record.batch, record.now
        self.stage, self.version = process.first, 1
        self.latest: Moment | None = None  # the last step: no step is written down before the one it follows

    def past(self, at: Moment | None) -> bool:
        """Whether something planned for then has come about."""
        return at is not None and at <= self.now

    def wait_until(self, at: Moment) -> Moment:
        """Go on at a moment. Gives it. Raises Later where it has not come."""
        if at > self.now:
            raise Later
        return at

    def begin(self, event: str, at: Moment) -> None:
        """The first row of the record's history."""
        self._move("begin", "", self.stage, event, at, self.worker)

    def take(self, verb: str, at: Moment, by: Worker | None = None) -> None:
        """One step from wherever the record stands. Raises ValueError for one the process does not declare; Later."""
        at = self.wait_until(max(at, self.latest or at))
        transition = self.process.transition(verb, self.stage)
        if transition is None:
            raise ValueError(f"{verb} cannot follow from {self.stage} ({self.reference})")
        before, self.stage = self.stage, transition.to_stage
        self.version += 1
        self._move(verb, before, self.stage, transition.event, at, by or self.worker)

    def _move(self, verb: str, before: str, to: str, event: str, at: Moment, by: Worker) -> None:
        self.latest = at
        self.batch.add(
            Move, case_file_id=self.file, process=self.process.code, record=self.reference, verb=verb, from_stage=before,
            to_stage=to, event=event, moved_at=at, moved_by_id=by.appointment_id, moved_by_name=by.post,
        )  # fmt: skip
        self.note(event, at, by)

    def note(self, verb: str, at: Moment, by: Worker | None = None) -> None:
        """A journal row about this record."""
        by = by or self.worker
        self.batch.note(at, f"account:{by.account_id}", by.post, verb, self.process.code, self.reference, [self.file])

    def add(self, model: type[Any], **values: Any) -> int:
        """A row in this record's file; gives its id."""
        return self.batch.add(model, case_file_id=self.file, **values)


class Limit:
    """One clock of a case, written once it is known how it went: met, stopped or still running."""

    def __init__(self, case: Case, key: str, title: str, started_at: Moment) -> None:
        answer = limit(key, started_at)
        self.case, self.due_at = case, answer.due
        self.met_at: Moment | None = None
        self.stopped: tuple[Moment, str] | None = None
        self.values: dict[str, Any] = {
            "record": case.reference, "started_at": started_at, "key": answer.clock.key, "title": title,
            "pack": answer.clock.pack, "due_at": answer.due, "force": answer.clock.force, "citation": answer.clock.citation,
            "status": answer.clock.status, "layers": answer.as_json()["layers"],
            "calendar_version": england_and_wales().version,
        }  # fmt: skip

    def met(self, at: Moment, late_because: str = "") -> None:
        """It was met; late, with the reason where one is given."""
        self.met_at = at
        if at > self.due_at:
            self.values["late_because"] = late_because

    def stop(self, at: Moment, because: str) -> None:
        """It was set aside without being met; nothing where it was met."""
        if self.met_at is None and self.stopped is None:
            self.stopped = at, because

    def write(self) -> None:
        """Put its row by."""
        if self.stopped:
            self.values |= {"stopped_at": self.stopped[0], "stopped_because": self.stopped[1]}
        self.case.add(
            Clock, **self.values, met_at=self.met_at, owed_by_team_id=self.case.worker.team_id,
            owed_by_appointment_id=self.case.worker.appointment_id,
        )  # fmt: skip

    @property
    def truth(self) -> tuple[str, str]:
        """When it ran out, and when it was met; nothing at all where it was set aside."""
        return ("", "") if self.stopped else (self.due_at.isoformat(), self.met_at.isoformat() if self.met_at else "")


def on_day(at: Moment) -> datetime.date:
    """The day in London."""
    return at.astimezone(LONDON).date()
