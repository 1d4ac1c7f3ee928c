"""A meeting as the house holds any: its envelopes, who was invited and came, its quorum, what was decided and agreed."""

import datetime
import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sharedduty.foundations.access.models import Grant
from sharedduty.foundations.gatherings import models
from sharedduty.foundations.gatherings.declared import GatheringUse, RoomGatherings, process_of
from sharedduty.foundations.gatherings.rules import Present, judge
from sharedduty.foundations.papers.models import Paper
from sharedduty.foundations.papers.storing import keep
from sharedduty.site.synthesis.case import Case, on_day
from sharedduty.site.synthesis.hours import after
from sharedduty.site.synthesis.staff import Worker

if TYPE_CHECKING:
    from sharedduty.site.synthesis.records import Record

MODELS = (
    models.Gathering, models.Part, models.Invitation, models.Hearing, models.Reply, models.Attendance,
    models.QuorumFinding, models.Decision, models.Action, Paper, models.MeetingPaper,
)  # fmt: skip
STANDING = ("social_worker", "social_work_manager", "lado")  # reach their own team's meetings without being let in
LONG = datetime.timedelta(minutes=80)
REPORT = "What we saw of this invented child, and what we think is needed.\n"


@dataclass(frozen=True)
class Guest:
    """Somebody invited: as what, with an account or by name alone, and whether they come."""

    capacity: str
    worker: Worker | None = None
    name: str = ""
    comes: bool = True
    reports: bool = False  # sends a report beforehand


@dataclass(frozen=True)
class Topic:
    """What a meeting is about: a record, what its part is called, and who holds it."""

    record: str
    title: str
    caller: Worker
    file: int = 0  # the record's own, where whoever is shut out of it is shut out of the meeting


class Meeting(Case):
    """One meeting being written, from the calling to its end, or as far as it has come."""

    def __init__(
        self, record: "Record", room: RoomGatherings, use: GatheringUse, topic: Topic, called_at: datetime.datetime
    ) -> None:
        reference = record.plan.code(room.prefix)
        file = self._envelope(record, reference, use, topic, called_at)
        super().__init__(record, process_of(room, use), reference, file, topic.caller)
        self.room, self.use, self.topic, self.called_at = room, use, topic, called_at
        self.key = self.batch.keys.take(models.Gathering._meta.db_table)
        self.invited: dict[Guest, tuple[int, str]] = {}  # each guest's invitation: row and reference
        self.papers: dict[Guest, str] = {}  # each report that came, by reference
        self.quorate = False
        part, papers = record.plan.code("GP"), record.plan.code("GF")
        self.part_file, self.papers_file = (
            self._envelope(record, one, use, topic, called_at) for one in (part, papers)
        )
        self.part = self.batch.add(
            models.Part, case_file_id=self.part_file, reference=part, gathering_id=self.key, order=1, title=topic.title,
            record=topic.record, papers_file_id=self.papers_file,
        )  # fmt: skip
        self.begin("meeting called", called_at)

    @staticmethod
    def _envelope(record: "Record", code: str, use: GatheringUse, topic: Topic, at: datetime.datetime) -> int:
        seal = use.sensitivity if use.sealed else ""
        out_of = [topic.file] if topic.file else []
        return record.register.file(
            record.batch, code, use.file_kind, topic.caller.team_id, at, out_of=out_of, seal=seal
        )

    def hold(
        self, guests: Sequence[Guest], starts_at: datetime.datetime, decided: tuple[str, str], actions: Sequence[str]
    ) -> None:
        """Invite everybody and, where its time has come, hold it and end it. The row itself is written at once."""
        for guest in guests:
            self.invited[guest] = self._invite(guest)
        self._send_reports(guests, starts_at)
        held = self.past(starts_at + LONG)
        if held:
            self._take_place(guests, starts_at, decided, actions)
        self.add(
            models.Gathering, id=self.key, reference=self.reference, room=self.room.code, kind=self.use.code,
            for_record=self.topic.record, purpose=self.use.duty, stage=self.stage, version=self.version,
            starts_at=starts_at, ends_at=starts_at + LONG, mode="mixed", place="Council offices, and by video",
            held_by_id=self.worker.team_id, called_by_id=self.worker.appointment_id, called_at=self.called_at,
            began_at=starts_at if held else None, ended_at=starts_at + LONG if held else None,
        )  # fmt: skip

    def _send_reports(self, guests: Sequence[Guest], starts_at: datetime.datetime) -> None:
        """The agencies' reports, each a small file, the day before or as soon as the meeting was called."""
        at = max(self.called_at, starts_at - datetime.timedelta(hours=26))
        for guest in guests:
            if guest.worker is None or not guest.reports or not self.past(at):
                continue
            code, data = self.record.plan.code("GR"), REPORT.encode()
            paper = self.batch.add(
                Paper, case_file_id=self.papers_file, reference=self.record.plan.code("FP"), record=code, name="Report.txt",
                media_type="text/plain", size=len(data), stored_as=keep(data), digest=hashlib.sha256(data).digest(),
                added_at=at, added_by_id=guest.worker.appointment_id,
            )  # fmt: skip
            self.batch.add(
                models.MeetingPaper, case_file_id=self.papers_file, reference=code, part_id=self.part,
                code=f"{guest.capacity}_report", title=f"Report of {guest.worker.post}", paper_id=paper,
                sent_by_id=self.invited[guest][0], circulated_at=at, circulated_by_id=guest.worker.appointment_id,
            )  # fmt: skip
            self.papers[guest] = code

    def _invite(self, guest: Guest) -> tuple[int, str]:
        capacity, worker = self.use.capacity(guest.capacity), guest.worker
        reference = self.record.plan.code("GI")
        row = self.add(
            models.Invitation, reference=reference, gathering_id=self.key, capacity=guest.capacity, family=capacity.family,
            chairs=guest.capacity == self.use.chaired_by, appointment_id=worker.appointment_id if worker else None,
            name=worker.name if worker else guest.name, organisation_id=worker.organisation_id if worker else None,
            organisation_name=worker.organisation if worker else "", sector=worker.sector if worker else "",
            told_by="account" if worker else "post", invited_by_id=self.worker.appointment_id, invited_at=self.called_at,
        )  # fmt: skip
        if capacity.family:
            return row, reference
        self.batch.add(
            models.Hearing, case_file_id=self.part_file, part_id=self.part, invitation_id=row, heard_from=self.called_at
        )
        if worker and not (worker.role in STANDING and worker.team_id == self.worker.team_id):
            for file in (self.file, self.part_file, self.papers_file):
                self.batch.add(
                    Grant, case_file_id=file, appointment_id=worker.appointment_id, level="contribute",
                    why="invited to a meeting", given_at=self.called_at,
                )  # fmt: skip
        return row, reference

    def _take_place(
        self, guests: Sequence[Guest], at: datetime.datetime, decided: tuple[str, str], actions: Sequence[str]
    ) -> None:
        self.take("begin", at)
        for guest in guests:
            self._attend(guest, at)
        self._judge([one for one in guests if one.comes], guests, at)
        about = {"case_file_id": self.part_file, "part_id": self.part, "recorded_by_id": self.worker.appointment_id}
        question, text = decided
        self.batch.add(
            models.Decision, **about, reference=self.record.plan.code("GD"), question=question, text=text,
            reason="From what everybody there knew and had seen.", decided_at=at + LONG,
        )  # fmt: skip
        owners = [one for one in guests if one.comes and not self.use.capacity(one.capacity).family]
        for number, what in enumerate(actions):
            self.batch.add(
                models.Action, **about, reference=self.record.plan.code("GN"), what=what,
                owner_id=self.invited[owners[number % len(owners)]][0], due_on=on_day(after(at, 40)), agreed_at=at + LONG,
                **self._closed(at),
            )  # fmt: skip
        self.take("end", at + LONG)

    def _closed(self, at: datetime.datetime) -> dict[str, object]:
        """Actions of meetings long ago are done."""
        done = after(at, 36)
        return {"outcome": "done", "closed_at": done} if self.past(done) else {}

    def _attend(self, guest: Guest, at: datetime.datetime) -> None:
        row, _ = self.invited[guest]
        if not guest.comes:
            self.add(
                models.Reply, invitation_id=row, answer="apologises", note="Called away to another child.",
                replied_at=at - datetime.timedelta(minutes=30), recorded_by_id=self.worker.appointment_id,
            )  # fmt: skip
            return
        worker = guest.worker
        self.add(
            models.Attendance, reference=self.record.plan.code("GT"), gathering_id=self.key, invitation_id=row,
            capacity=guest.capacity, name=worker.name if worker else guest.name,
            organisation_name=worker.organisation if worker else "", sector=worker.sector if worker else "",
            may_decide=True if worker else None, came_at=at, recorded_by_id=self.worker.appointment_id,
        )  # fmt: skip

    def _judge(self, there: Sequence[Guest], invited: Sequence[Guest], at: datetime.datetime) -> None:
        """What the declared quorum says of who is there; where it is not met, the chair decides to go on and says why."""
        present = [
            Present(
                one.worker.name if one.worker else one.name, one.capacity, one.worker.organisation if one.worker else "",
                chairs=one.capacity == self.use.chaired_by,
            )
            for one in there
        ]  # fmt: skip
        ours = [one.capacity for one in invited if not self.use.capacity(one.capacity).family]
        verdict = judge(self.use, present, ours)
        self.quorate = verdict.quorate
        chair = next((one.name for one in present if one.chairs), self.worker.name)
        decided = {} if verdict.quorate else {
            "went_on": True, "decided_by_name": chair, "decided_at": at,
            "because": "To wait would leave the child without help. Whoever is missing is asked today.",
        }  # fmt: skip
        kept = [
            {
                "name": one.name, "capacity": self.use.capacity(one.capacity).title, "organisation": one.organisation,
                "deputy": False, "votes": True,
            }
            for one in present
        ]  # fmt: skip
        self.add(
            models.QuorumFinding, gathering_id=self.key, judged_at=at, judged_by_id=self.worker.appointment_id,
            quorate=verdict.quorate, present=kept, missing=list(verdict.missing), citation=verdict.citation, **decided,
        )  # fmt: skip
