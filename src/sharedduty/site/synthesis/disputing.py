"""What came of a contact whose sender disagreed with the front door: the stages it climbed, who took part, how it ended.

The truth of each disagreement is kept beside the data, for tests to hold the pattern report against.
"""

import contextlib
import datetime
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sharedduty.foundations.access.models import Grant
from sharedduty.modules.escalation import models
from sharedduty.modules.escalation.process import PROCESS
from sharedduty.modules.escalation.queries.reading import CLOCKS, GUIDE, PREFIX
from sharedduty.site.synthesis import texts
from sharedduty.site.synthesis.case import Case, Later, Limit, Moment, on_day
from sharedduty.site.synthesis.families import chance_for
from sharedduty.site.synthesis.hours import after, working_moment
from sharedduty.site.synthesis.rates import happens
from sharedduty.site.synthesis.staff import Worker

if TYPE_CHECKING:
    from sharedduty.site.synthesis.records import Record

MODELS = (
    models.Escalation, models.StageRun, models.Participant, models.Discussion, models.Tier, models.PlannedAction,
    models.Logged, models.ScrutineerView, models.Ending, models.WrittenCopy, models.Debrief,
)  # fmt: skip
# One line for each fact: a disagreement with its two agencies and the stage it reached, a stage with its limit.
TRUTH = ("fact", "escalation", "at", "until", "due_at", "said", "stage", "raised_for", "against", "outcome")
DAY = 8  # working hours
TOPICS = ("levels", "roles", "action", "inaction", "plans", "services")
UP = {2: "to_managers", 3: "to_seniors", 4: "to_chair"}
PARTS = {1: "worker", 2: "manager", 3: "senior", 4: "decider"}
POSTS = {2: "Line manager", 3: "Senior manager"}


def disagree(record: "Record") -> None:
    """Whoever sent a contact and held that its decision does not keep the child safe."""
    chance = chance_for("disagreeing", record.plan.reference)
    decided, sender = record.plan.decided_at, record.plan.sender
    if not happens(chance, "disagreements") or decided is None or sender is None:
        return
    if sender.organisation_id == record.worker.organisation_id:
        return
    Dispute(record, sender, after(decided, chance.uniform(1, 3 * DAY))).write()


@dataclass(frozen=True)
class Party:
    """Somebody who takes part: their row, and the worker where they have an account here."""

    row: int
    worker: Worker | None


class Dispute(Case):
    """One disagreement being written."""

    def __init__(self, record: "Record", sender: Worker, raised_at: Moment) -> None:
        super().__init__(record, PROCESS, record.plan.code(PREFIX), 0, sender)
        self.raised_at, self.chance = raised_at, chance_for("disagreement", self.reference)
        self.parties: list[Party] = []
        self.number, self.outcome = 1, ""
        self.settled_at: Moment | None = None
        self.planned: dict[str, Any] = {}  # what was agreed at stage three, if it came to that
        self.topic = self.chance.choice(TOPICS)

    def write(self) -> None:
        """Put every row by, up to now; nothing where it was not raised yet."""
        if not self.past(self.raised_at):
            return
        self.file = self.record.register.file(
            self.batch, self.reference, "escalation", self.worker.team_id, self.raised_at, out_of=[self.record.concern]
        )
        self.key = self.batch.keys.take(models.Escalation._meta.db_table)
        with contextlib.suppress(Later):  # it stands where it has come to
            self._story()
        self._itself()
        if self.planned:
            self.add(models.PlannedAction, escalation_id=self.key, **self.planned)

    def of(self, model: type[Any], at: Moment, **values: object) -> int:
        """A row of this disagreement, as recorded at a moment; gives its id."""
        return self.add(
            model, escalation_id=self.key, recorded_at=at, recorded_by_id=self.worker.appointment_id, **values
        )

    # --- The story ------------------------------------------------------------------------------------------------

    def _story(self) -> None:
        self.begin("disagreement raised", self.raised_at)
        self._bring(1, self.worker, self.raised_at)
        self._bring(1, self.record.worker, self.raised_at)
        self.guide = Limit(self, GUIDE, "Settle it all, as a guide", self.raised_at)
        at = self.raised_at
        try:
            for self.number in (1, 2, 3, 4):
                at = self._stage(at)
        finally:
            self.guide.write()

    def _stage(self, began: Moment) -> Moment:
        """One stage: a talk, and then the end or the move up; gives when it moved up. Raises Later at the end."""
        limit = Limit(self, CLOCKS[self.number], f"Stage {self.number}: settle it, or take it up", began)
        run: dict[str, Any] = {
            "number": self.number,
            "began_at": began,
            "ended_at": None,
            "ended_how": "",
            "account": "",
        }
        try:
            ended, how = self._worked(began)
            if how == "withdrawn":
                limit.stop(ended, "It was withdrawn.")
            limit.met(ended, "Everybody who was needed could not be reached sooner.")
            run |= {"ended_at": ended, "ended_how": how, "account": "What was said and decided is on this page."}
        finally:
            limit.write()
            self.add(models.StageRun, escalation_id=self.key, **run)
            self._tell_stage(limit, run["ended_at"])
        if how != "moved_up":
            self._afterwards(ended)
            raise Later
        return ended

    def _worked(self, began: Moment) -> tuple[Moment, str]:
        """What is done in a stage; gives when and how it ended. Raises Later where that has not come."""
        working = self.chance.uniform(0.5, 4.5) if happens(self.chance, "stage_in_time") else self.chance.uniform(6, 9)
        until = after(began, working * DAY * (2 if self.number == 4 else 1))
        if self.number < 4:
            self._talk(working_moment(began + (until - began) * 0.6))
        if self.number == 3:
            self._seniors(working_moment(began + (until - began) * 0.7))
        if self.number == 4:
            return self._decided(began, until), "decided"
        if self.number == 1 and happens(self.chance, "disagreement_withdrawn"):
            self.take("withdraw", until)
            self.settled_at, self.outcome = self.latest, "withdrawn"
            return self._now, "withdrawn"
        if happens(self.chance, f"settled_stage_{self.number}") or not self._may_go_up():
            self.take("settle", until)
            return self._end(self.chance.choice(("content", "content", "understands"))), "settled"
        self.take(UP[self.number + 1], until)
        self._come_in(self.number + 1, self._now)
        return self._now, "moved_up"

    @property
    def _now(self) -> Moment:
        return self.latest or self.raised_at

    def _may_go_up(self) -> bool:
        """Whether the area has whom the next stage needs."""
        needed = {3: ("partner", "scrutineer", "business_manager")}.get(self.number, ())
        return all(self.record.staff.by_role.get(role) for role in needed)

    def _talk(self, at: Moment) -> None:
        self.take("talk", at)
        self.of(
            models.Discussion, self._now, number=self.number, talked_at=self._now, how=self.chance.choice(("face", "phone")),
            between="Both agencies", said="Why each decided so, what is asked for, and what it is like for the child.",
            result="no",
        )  # fmt: skip

    def _seniors(self, at: Moment) -> None:
        """Every tier tried, a plan with days, and the business manager's log."""
        self.take("note_tier", at)
        self.of(
            models.Tier, self._now, tier="Heads of service", raised_side="Head of safeguarding", other_side="Head of service",
            tried_on=on_day(self._now), result="They agreed on a plan with days.",
        )  # fmt: skip
        self.take("plan", at)
        self.planned = {
            "number": self.number, "what": "Look at the decision again with what was seen since.", "owner": "Head of service",
            "due_on": on_day(after(self._now, 3 * DAY)), "recorded_at": self._now,
            "recorded_by_id": self.worker.appointment_id, "reference": self.record.plan.code("EX"),
        }  # fmt: skip
        unit = self.record.staff.by_role.get("business_manager", [])
        if unit:
            self.take("log", at, unit[0])
            self.of(models.Logged, self._now, note="Logged.", brought_in="")

    def _decided(self, began: Moment, until: Moment) -> Moment:
        by = self.record.staff.by_role
        scrutineer, decider = by["scrutineer"][0], by["partner"][0]
        self.take("name_decider", began + datetime.timedelta(hours=2), by["business_manager"][0])
        self._bring(4, decider, self._now)
        self.take("advise", began + (until - began) * 0.5, scrutineer)
        self.of(
            models.ScrutineerView, self._now, text="Both readings of the threshold are open; the child waits too long."
        )
        self.take("decide", until, decider)
        return self._end("decided", decided_how="direct", decided_by=f"{decider.name}, {decider.post}")

    def _end(self, outcome: str, **more: str) -> Moment:
        self.outcome, self.settled_at = outcome, self._now
        self.guide.met(self._now, "It had to be settled higher up.")
        self.of(models.Ending, self._now, outcome=outcome, agreed=texts.SETTLED, loose_ends="", **more)
        return self._now

    def _afterwards(self, ended: Moment) -> None:
        """In writing to everybody; a debrief after the higher stages; then closed."""
        for one in self.parties:
            self.add(
                models.WrittenCopy, escalation_id=self.key, participant_id=one.row, number=self.number, final=True,
                notice="", how="A notice of this service" if one.worker else "By letter", sent_at=ended, recorded_at=ended,
            )  # fmt: skip
        if self.outcome == "withdrawn":
            self.guide.stop(ended, "It was withdrawn.")
            return
        if self.number > 2:
            self.take("debrief", after(ended, 2 * DAY))
            self.of(
                models.Debrief, self._now, offered_to="Both agencies", answer="held",
                learned="Ring before deciding; say what was weighed.",
            )  # fmt: skip
            self._finish()
        self.take("close", after(ended, self.chance.uniform(3, 9) * DAY))

    def _finish(self) -> None:
        if self.planned:
            self.take("finish", after(self._now, DAY))
            self.planned |= {"done_on": on_day(self._now), "done": "Looked at again together."}

    # --- Who takes part -------------------------------------------------------------------------------------------

    def _come_in(self, number: int, at: Moment) -> None:
        """Those whom a stage brings in: managers of both agencies by name, the unit and the scrutineer by their posts."""
        ours = {2: "front_door_manager", 3: "head_of_service"}.get(number, "")
        if number in POSTS:
            self._by_name(number, at)
            if found := self.record.staff.by_role.get(ours):
                self._bring(number, found[0], at)
        if number == 3:
            self._beside("business_manager", "unit", at)
        if number == 4:
            self._beside("scrutineer", "adviser", at)

    def _by_name(self, number: int, at: Moment) -> None:
        row = self.of(
            models.Participant, at, reference=self.record.plan.code("EP"), side="raised", part=PARTS[number], stage=number,
            name="Invented Manager", body=f"{POSTS[number]}, {self.worker.organisation}",
        )  # fmt: skip
        self.parties.append(Party(row, None))

    def _beside(self, role: str, part: str, at: Moment) -> None:
        if found := self.record.staff.by_role.get(role):
            self._bring(self.number + 1, found[0], at, part)

    def _bring(self, number: int, one: Worker, at: Moment, part: str = "") -> None:
        sides = {self.worker.organisation_id: "raised", self.record.worker.organisation_id: "against"}
        row = self.of(
            models.Participant, at, reference=self.record.plan.code("EP"), side=sides.get(one.organisation_id, "other"),
            part=part or PARTS[number], stage=number, appointment_id=one.appointment_id, name=one.name,
            body=f"{one.post}, {one.organisation}",
        )  # fmt: skip
        self.parties.append(Party(row, one))
        self.add(Grant, appointment_id=one.appointment_id, level="work", why="takes part in an escalation", given_at=at)

    # --- What is kept ---------------------------------------------------------------------------------------------

    def _itself(self) -> None:
        story = self.record.plan.story
        self.add(
            models.Escalation, id=self.key, reference=self.reference, area_id=self.record.staff.area.pk,
            team_id=self.worker.team_id, stage=self.stage, version=self.version, about_record=self.record.plan.reference,
            about_file_id=self.record.concern, decided_on=on_day(self.record.plan.decided_at or self.raised_at),
            what="The decision on our concern", topic=self.topic, unsafe_because="It goes on at home meanwhile.",
            wanted="That it is looked at again, with what we see each day.",
            impact=story.seen.format(name=self.record.plan.children[0].described.given), child_status="neither",
            raised_at=self.raised_at, raised_by_id=self.worker.appointment_id, raised_for_id=self.worker.organisation_id,
            against_id=self.record.worker.organisation_id, settled_at=self.settled_at,
        )  # fmt: skip
        self.record.plan.tell(
            "disagreements", "raised", self.reference, self.raised_at.isoformat(),
            self.settled_at.isoformat() if self.settled_at else "", "", self.topic, self.number, self.worker.organisation,
            self.record.worker.organisation, self.outcome or "open",
        )  # fmt: skip

    def _tell_stage(self, limit: Limit, ended: Moment | None) -> None:
        self.record.plan.tell(
            "disagreements", "stage", self.reference, limit.values["started_at"].isoformat(),
            ended.isoformat() if ended else "", limit.truth[0], "", self.number, "", "", "",
        )  # fmt: skip
