"""What came of a hand-over for early help: consent or not, a lead and a team, a plan, its reviews, and how it ended.

Everything is planned from the moment it began; what lies after the moment of loading is not written. The truth of each
plan is kept beside the data, for tests to hold the figures against.
"""

import contextlib
import datetime
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sharedduty.modules.early_help import models
from sharedduty.modules.early_help.process import PROCESS
from sharedduty.site.synthesis import texts
from sharedduty.site.synthesis.case import Later, Moment, on_day
from sharedduty.site.synthesis.days import Plan, ToldOf, stepped_up
from sharedduty.site.synthesis.early_rows import CAPACITY, MINUTES, EarlyRows, Promise
from sharedduty.site.synthesis.families import chance_for
from sharedduty.site.synthesis.hours import after
from sharedduty.site.synthesis.rates import happens, rates
from sharedduty.site.synthesis.staff import Worker, pick

if TYPE_CHECKING:
    from sharedduty.site.synthesis.records import Record

DAY = 8  # working hours
# One line for each fact: the plan, a consent, its lead, a review with its day, what an action did, a step up.
TRUTH = ("fact", "plan", "at", "until", "due_on", "said")
LONGEST = datetime.timedelta(days=420)


@dataclass(frozen=True)
class Going:
    """How a plan goes: how many reviews before it ends, and how it ends."""

    reviews: int
    ending: str


class EarlyHelp(EarlyRows):
    """One child's plan being written."""

    def __init__(self, record: "Record", child: ToldOf, worker: Worker, handover: str, begun_at: Moment) -> None:
        super().__init__(record, PROCESS, record.plan.code("EH"), 0, worker)
        self.child, self.handover, self.opened_at = child, handover, begun_at
        self.chance = chance_for("early help", self.reference)
        self.row, self.team, self.promises, self.lead = {}, [], [], None
        self.plus = self.chance.random() < 0.3
        self.up: Plan | None = None
        self.going = self._going()

    def _going(self) -> Going:
        if happens(self.chance, "help_refused"):
            return Going(0, "refused")
        weights = [rates()[one] for one in ("help_met", "help_withdrawn", "help_stepped_up")]
        endings = ("met", "withdrawn", "up", "other")
        ending = self.chance.choices(endings, [*weights, max(0.0, 100 - sum(weights))])[0]
        return Going(self.chance.choices((1, 2, 3, 4), (30, 35, 25, 10))[0], ending)

    def write(self) -> bool:
        """Put every row by. Gives whether it has begun at all: not later than now, nor for a child who has a plan."""
        register, person = self.record.register, self.child.member.reference
        until = self.opened_at + LONGEST
        if not self.past(self.opened_at) or not register.is_free("early_help", person, self.opened_at, until):
            return False
        self.file = register.file(
            self.batch, self.record.plan.code("EF"), "early_help", self.worker.team_id, self.opened_at
        )
        self.key = self.batch.keys.take(models.Plan._meta.db_table)
        with contextlib.suppress(Later):  # it stands where it has come to
            self._story()
        self.write_rows()
        closed = self.row.get("closed_at")
        register.plans("early_help", person).append((self.opened_at, closed or until))
        self.tell("plan", self.opened_at, closed)
        return True

    # --- The story---------------------------------------------------------------------------------------------------

    def _story(self) -> None:
        self.begin("early help begun", self.opened_at)
        self.level("front_door", self.record.plan.reference, "The front door asked for early help.", self.opened_at)
        self.join(CAPACITY.PRACTITIONER, self.worker.name, self.opened_at, self.worker)
        asked = self.wait_until(after(self.opened_at, self.chance.uniform(0.5, 6) * DAY))
        if self.going.ending == "refused":
            self._consent("refused", "refuse_consent", asked)
            raise self._close(after(asked, self.chance.uniform(1, 10) * DAY), "The family did not want a plan.")
        self._consent("given", "give_consent", asked)
        self._gather(self.wait_until(asked + 2 * MINUTES))
        at = self._agree(after(asked, self.chance.uniform(2, 12) * DAY))
        for number in range(self.going.reviews):
            at = self._until_review(at, last=number == self.going.reviews - 1)
        self._until_review(at, last=True)  # gone on with after the front door answered

    def _consent(self, answer: str, verb: str, at: Moment) -> None:
        self.take(verb, at, self.lead)
        stopped = ""
        if answer == "withdrawn":
            left = [one for one in self.team if one.worker and one.worker not in (self.lead, self.worker)]
            for one in left:
                one.left_at = at
            stopped = f"{len(left)} of the team no longer see the plan; 0 meetings to come cancelled"
        self.of(
            models.Consent, answer=answer, by_whom="The mother, with the child", answered_at=at,
            covers="School, surgery and the families team" if answer == "given" else "",
            considered="" if answer == "given" else "The school keeps an eye on it; the door stays open.", stopped=stopped,
            recorded_by_id=(self.lead or self.worker).appointment_id,
        )  # fmt: skip
        self.tell("consent", at, said=answer)

    def _gather(self, at: Moment) -> None:
        """The team, its lead, what is wanted and who does what; for a My Assessment what it asks besides."""
        staff, described = self.record.staff, self.child.described
        school = pick(self.chance, staff.by_role["teacher"], 0.05)
        other = pick(self.chance, staff.by_role["gp"] + staff.by_role["practitioner"], 0.05)
        self.lead = school if self.chance.random() < 0.65 else other
        self.join(CAPACITY.PRACTITIONER, self.lead.name, at, self.lead)
        if self.plus:
            second = other if self.lead is school else school
            self.join(CAPACITY.PRACTITIONER, second.name, at, second)
        self.join(CAPACITY.CHILD, f"{described.given} {described.family}", at)
        parent = self.record.plan.family.adults[0]
        self.join(CAPACITY.PARENT, f"{parent.given} {parent.family}", at)
        self.promises = [self._promised(at) for _ in range(self.chance.randint(1, 2))]
        if self.plus:
            self._assess(at)

    def _promised(self, at: Moment) -> Promise:
        made = Promise(self._key(models.Outcome), at)
        for _ in range(self.chance.randint(1, 2)):
            done = after(at, self.chance.uniform(15, 55) * DAY)
            effect = self.chance.choices(("helped", "no_change", "unclear", "worse"), (74, 15, 9, 2))[0]
            made.actions.append(Promise(self._key(models.PlanAction), at, on_day(after(at, 40 * DAY)), done, effect))
        return made

    def _key(self, model: type[models.Outcome] | type[models.PlanAction]) -> int:
        return self.batch.keys.take(model._meta.db_table)

    def _assess(self, at: Moment) -> None:
        self.row |= {"checked_at": at, "check_note": "The families team know of no earlier plan."}
        day = on_day(at)
        self.of(
            models.Advice, source="coordinator", asked="Whom else to bring in?", advice="The school nurse; nobody else yet.",
            taken_on=day, **self.by(at),
        )  # fmt: skip
        for capacity, words in ((CAPACITY.CHILD, texts.CHILD_SAYS), (CAPACITY.PARENT, texts.PARENT_SAYS)):
            self.of(
                models.Said, capacity=capacity, words=self.chance.choice(words), how="Said while we talked.", said_on=day,
                **self.by(at),
            )  # fmt: skip
        self.finish_form("my-assessment", at)

    def _agree(self, at: Moment) -> Moment:
        """The plan is agreed and registered with the families team; gives when."""
        self.wait_until(at)
        if "registered_at" not in self.row:
            self.finish_form("my-plan-plus" if self.plus else "my-plan", at - MINUTES)
            self.take("register", at - MINUTES, self.lead)
            self.row |= {
                "registered_at": at - MINUTES, "registered_with_id": self.worker.team_id,
                "registration_number": self.reference,
            }  # fmt: skip
        self.take("agree_plan", at, self.lead)
        self.row |= {"agreed_at": at, "review_on": self._next(at)}
        return at

    def _next(self, at: Moment) -> datetime.date:
        return on_day(after(at, self.chance.choice((30, 40, 60)) * DAY))

    def _until_review(self, since: Moment, *, last: bool) -> Moment:
        """The time up to the next review and that review, or the end that comes instead of it."""
        due = self.row["review_on"]
        noon = datetime.datetime.combine(due, datetime.time(11), since.tzinfo)
        before = since + (noon - since) * self.chance.uniform(0.3, 0.8)
        if last and self.going.ending == "withdrawn":
            self._consent("withdrawn", "withdraw_consent", self.wait_until(before))
            raise self._close(after(before, self.chance.uniform(2, 15) * DAY), "The family took their consent back.")
        if last and self.going.ending == "up":
            return self._step_up(self.wait_until(before))
        if last and self.going.ending == "other":
            raise self._close(self.wait_until(before), "The family moved to another county.")
        in_time = happens(self.chance, "help_review_in_time")
        at = noon - datetime.timedelta(days=self.chance.randint(0, 6))
        if not in_time:
            at = noon + datetime.timedelta(days=self.chance.randint(1, 24))
        met = last and self.going.ending == "met"
        result = "met" if met else self.chance.choice(("continue", "amend"))
        if self.past(noon) and not self.past(at):
            self.tell("review", since, due=due)
        self.take("hold_review", at, self.lead)
        upcoming = None if met else self._next(at)
        self.of(
            models.Review, held_on=on_day(at), was_due_on=due, result=result, progress="Mornings are calmer than they were.",
            family_view="It helps; we want to go on for now." if not met else "We can go on alone.", next_on=upcoming,
            **self.by(at),
        )  # fmt: skip
        self.tell("review", since, at, due, result)
        if met:
            raise self._close(after(at, self.chance.uniform(0.2, 8) * DAY), texts.NEEDS_MET)
        self.row["review_on"] = upcoming
        return at

    def _step_up(self, at: Moment) -> Moment:
        """A concern with the front door, what it decides, and then the end or the plan made again."""
        carried = {
            "early_help_plan": f"{self.reference}\n{texts.HELPED}",
            "tried": "All that was agreed; it is not enough.",
        }
        lead = self.lead or self.worker
        self.up = stepped_up(self.record.plan, self.record.staff, self.child, lead, at, carried)
        if self.up is None or self.up.decided_at is None:
            raise self._close(at, "The family moved to another county.")
        self.take("step_up", at, self.lead)
        self.row["stepped_up_to"] = self.up.reference
        self.level("up", self.up.reference, "What was tried is not enough.", at)
        self.tell("up", at)
        answered = after(self.up.decided_at, self.chance.uniform(1, 10))
        if self.up.children[0].outcomes != ("advice",):
            raise self._close(answered, "A social worker leads now.")
        self.take("go_on", answered, self.lead)
        self.level("on", self.up.reference, "The front door advised to go on.", answered)
        self.going = Going(1, "met")
        return self._agree(after(answered, self.chance.uniform(1, 5) * DAY))

    def _close(self, at: Moment, because: str) -> Later:
        """The end, after which nothing comes: gives what ends the story. Raises it where the end has not come."""
        self.take("close", at, self.lead)
        self.row |= {
            "closed_at": at, "closed_because": because, "what_changed": "Mornings are calmer; school is easier.",
            "family_view": "We were listened to.",
        }  # fmt: skip
        return Later()
