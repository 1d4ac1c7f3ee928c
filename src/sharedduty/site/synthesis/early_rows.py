"""The rows of one plan of early help: its people, forms, outcomes and actions, and the plan itself."""

import datetime
import functools
import random
from dataclasses import dataclass, field
from typing import Any

from sharedduty.foundations.access.models import Grant
from sharedduty.foundations.forms.api import form
from sharedduty.foundations.forms.models import FormRecord, FormVersion
from sharedduty.modules.early_help import models
from sharedduty.site.synthesis import texts
from sharedduty.site.synthesis.case import Case, Moment
from sharedduty.site.synthesis.days import ToldOf
from sharedduty.site.synthesis.staff import Worker

MODELS = (
    models.Plan, models.Member, models.Lead, models.Consent, models.Said, models.Outcome, models.PlanAction, models.Progress,
    models.Advice, models.LevelStep, models.Review, models.Circumstance,
)  # fmt: skip
CAPACITY = models.Member.Capacity
MINUTES = datetime.timedelta(minutes=10)


@functools.cache
def _answers(pack: str, key: str) -> dict[str, str]:
    """Every written answer of a form, filled in."""
    asked = [one for page in form(pack, key).pages if not page.repeat for one in page.questions]
    written = [one.key for one in asked if one.kind in {"text", "textarea"} and one.show_when is None]
    return dict.fromkeys(written, texts.HELPED)


@dataclass
class Person:
    """Somebody of the team around the child."""

    key: int
    capacity: str
    name: str
    joined_at: Moment
    worker: Worker | None = None
    left_at: Moment | None = None


@dataclass
class Promise:
    """An outcome or, with its outcome, an action of the plan, and when it is done if the plan lasts so long."""

    key: int
    set_at: Moment
    due_on: datetime.date | None = None
    done_at: Moment | None = None
    effect: str = ""
    outcome: int = 0
    actions: list["Promise"] = field(default_factory=list)


class EarlyRows(Case):
    """What a plan is written with. `key` is the plan's row, `row` its columns that came about."""

    key: int
    chance: random.Random
    child: ToldOf
    opened_at: Moment
    handover: str
    plus: bool
    row: dict[str, Any]
    team: list[Person]
    promises: list[Promise]
    lead: Worker | None

    def of(self, model: type[Any], **values: Any) -> int:
        """A row of this plan; gives its id."""
        return self.add(model, plan_id=self.key, **values)

    def by(self, at: Moment, worker: Worker | None = None) -> dict[str, Any]:
        """When something was recorded and by whom."""
        return {"recorded_at": at, "recorded_by_id": (worker or self.lead or self.worker).appointment_id}

    def tell(
        self, fact: str, at: Moment, until: Moment | None = None, due: datetime.date | None = None, said: str = ""
    ) -> None:
        """Keep one line of the truth."""
        self.record.plan.tell(
            "early-help", fact, self.reference, at.isoformat(), until.isoformat() if until else "",
            due.isoformat() if due else "", said,
        )  # fmt: skip

    def join(self, capacity: str, name: str, at: Moment, worker: Worker | None = None) -> Person:
        """Somebody comes into the team. They are written down once it is known whether they left."""
        one = Person(self.batch.keys.take(models.Member._meta.db_table), capacity, name, at, worker)
        self.team.append(one)
        return one

    def level(self, direction: str, other: str, because: str, at: Moment) -> None:
        """Help moved between levels."""
        self.of(
            models.LevelStep, direction=direction, other_record=other, because=because, stepped_at=at,
            recorded_by_id=(self.lead or self.worker).appointment_id,
        )  # fmt: skip

    def finish_form(self, key: str, at: Moment) -> None:
        """A form of the room, finished."""
        pack = self.record.staff.area.local_pack
        author = self.lead or self.worker
        common = {"answers": _answers(pack, key), "saved_at": at}
        made = self.add(
            FormRecord, **common, reference=self.record.plan.code("EW"), form=key, pack=pack, version=2, started_at=at - MINUTES,
            submitted_at=at, author_id=author.appointment_id, author_name=author.name,
        )  # fmt: skip
        self.add(FormVersion, **common, record_id=made, number=2, kind="submitted", saved_by_name=author.name)

    def write_rows(self) -> None:
        """Team, lead, outcomes and actions as they stand now, and the plan itself."""
        for one in self.team:
            self._member(one)
        leading = next((one for one in self.team if one.worker and one.worker is self.lead), None)
        closed = self.row.get("closed_at")
        if leading:
            self.of(
                models.Lead, member_id=leading.key, led_from=leading.joined_at, led_until=closed,
                preference="They want somebody they see each week.", because="Sees the child most days.",
                recorded_by_id=self.worker.appointment_id,
            )  # fmt: skip
            self.tell("lead", leading.joined_at, closed)
        for promise in self.promises:
            self._promise(promise, closed)
        self._circumstance(closed)
        self._plan()

    def _circumstance(self, closed: Moment | None) -> None:
        """What makes the child's life harder, of about two in three plans. By the plan's reference, not by chance.

        A draw more would change every child invented after this one, and with them what tests know by heart.
        """
        kind = texts.HARDER[sum(map(ord, self.reference)) % len(texts.HARDER)]
        if kind:
            self.of(
                models.Circumstance, reference=self.record.plan.code("EC"), kind=kind,
                applies_from=self.opened_at.date() - datetime.timedelta(days=60), note=texts.HELPED,
                applies_until=closed.date() if closed else None, ended_note=texts.HELPED if closed else "",
                **self.by(self.opened_at),
            )  # fmt: skip

    def _member(self, one: Person) -> None:
        self.of(
            models.Member, id=one.key, reference=self.record.plan.code("EM"), capacity=one.capacity,
            appointment_id=one.worker.appointment_id if one.worker else None, name=one.name,
            organisation_name=one.worker.organisation if one.worker else "", joined_at=one.joined_at, left_at=one.left_at,
            left_because="consent withdrawn" if one.left_at else "",
        )  # fmt: skip
        if one.worker and one.worker is not self.worker:
            self.add(
                Grant, appointment_id=one.worker.appointment_id, level="contribute", why="team around the child",
                given_at=one.joined_at, until=one.left_at,
            )  # fmt: skip

    def _promise(self, one: Promise, closed: Moment | None) -> None:
        met = self.row.get("closed_because") == texts.NEEDS_MET
        state = ("met" if met else "dropped") if closed else "open"
        by = {"recorded_by_id": (self.lead or self.worker).appointment_id}
        self.of(
            models.Outcome, id=one.key, reference=self.record.plan.code("EO"), text=self.chance.choice(texts.WANTED),
            set_at=one.set_at, state=state, state_note="Said by the family at the end." if closed else "", settled_at=closed,
            **by,
        )  # fmt: skip
        for action in one.actions:
            self._action(action, one.key, closed, by)

    def _action(self, one: Promise, outcome: int, closed: Moment | None, by: dict[str, Any]) -> None:
        """An action: done, stopped when the plan closed, or still open."""
        at, state, effect = one.done_at, "done", one.effect
        if closed and (at is None or at > closed):
            at, state, effect = closed - MINUTES, "stopped", "unclear"
        over = at is not None and self.past(at)
        what = self.chance.choice(tuple(texts.STEPS))
        action = self.of(
            models.PlanAction, id=one.key, reference=self.record.plan.code("EA"), outcome_id=outcome,
            what=what, help_kind=texts.STEPS[what], kind=self.chance.choice(models.PlanAction.Kind.values),
            owner_id=self.team[-1 if one.key % 3 else 1].key, due_on=one.due_on, agreed_at=one.set_at,
            state=state if over else "open", settled_at=at if over else None, **by,
        )  # fmt: skip
        if over and at:
            self.add(
                models.Progress, action_id=action, state=state, note="It was done as agreed." if state == "done" else
                "The plan ended before it came to this.", effect=effect, was_due_on=one.due_on, due_on=one.due_on, told_at=at,
                told_by_id=by["recorded_by_id"],
            )  # fmt: skip
            self.tell("effect", at, said=effect)

    def _plan(self) -> None:
        told, plan = self.child.described, self.record.plan
        person = self.record.register.held[self.child.member.reference][0]
        tool = "my_plan_plus" if self.plus else "my_plan"
        self.add(
            models.Plan, id=self.key, reference=self.reference, area_id=self.record.staff.area.pk, stage=self.stage,
            version=self.version, given_names=told.given, family_name=told.family, birth_on=told.birth_on, person_id=person,
            tool=tool, tool_reason="It is clear who can help." if tool == "my_plan" else "More than one agency is needed.",
            noticed=plan.story.seen.format(name=told.given), from_handover=self.handover, from_contact=plan.reference,
            opened_at=self.opened_at, opened_by_id=self.worker.appointment_id, **self.row,
        )  # fmt: skip
