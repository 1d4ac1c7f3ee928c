"""What a child's protection record and plan are written with alike: judgements, limits, and the meetings they rest on."""

import datetime
import random
from collections.abc import Sequence
from typing import TYPE_CHECKING

from sharedduty.foundations.gatherings.declared import GatheringUse
from sharedduty.modules.child_protection import models
from sharedduty.modules.child_protection.queries.meetings import MEETINGS
from sharedduty.site.synthesis.case import Case, Limit, Moment
from sharedduty.site.synthesis.days import ToldOf
from sharedduty.site.synthesis.meeting import LONG, Guest, Meeting, Topic
from sharedduty.site.synthesis.staff import Worker, pick

if TYPE_CHECKING:
    from sharedduty.site.synthesis.records import Record

MODELS = (
    models.ProtectionRecord, models.Discussion, models.WorkDone, models.HelpAfter, models.FamilyPreparation,
    models.WorkerReport, models.Judgement, models.ProtectionPlan, models.PlanMember, models.PlanItem, models.PlanMeeting,
    models.PlanVersion, models.PlanContact, models.EndNotice, models.ReportShared, models.ReturnHome,
)  # fmt: skip
# One line for each fact: a discussion, enquiries, their outcome, a conference, whoever was invited to the first one, a plan
# with the day of its first visit, a visit with the day of the next, a limit by what it is for, a report asked for and
# whether it came, a hand-over until it was accepted, a record until it came to its end, a return home; `who` leads it.
TRUTH = ("fact", "record", "person", "at", "until", "due_at", "met_at", "yes", "who")
HALF_AN_HOUR = datetime.timedelta(minutes=30)


class ProtectionCase(Case):
    """A protection record or plan being written."""

    record: "Record"
    key: int
    child: ToldOf
    chance: random.Random
    chair: Worker
    limits: dict[str, list[Limit]]

    @property
    def name(self) -> str:
        """The child as the contact named them."""
        return f"{self.child.described.given} {self.child.described.family}".strip()

    @property
    def person(self) -> str:
        """Who the child really is."""
        return self.child.member.reference

    def tell(
        self, fact: str, at: Moment, until: Moment | None = None, *, yes: bool = False, due: str = "", met: str = "",
        who: int | str = "",
    ) -> None:  # fmt: skip
        """Keep one line of the truth."""
        self.record.plan.tell(
            "protection", fact, self.reference, self.person, at.isoformat(), until.isoformat() if until else "", due, met,
            int(yes), who,
        )  # fmt: skip

    def judge(self, verb: str, reasons: str, at: Moment, asked_by: str = "") -> None:
        """Who decided what and why."""
        self.add(
            models.Judgement, record=self.reference, verb=verb, reasons=reasons, asked_by=asked_by, decided_at=at,
            decided_by_id=self.worker.appointment_id,
        )  # fmt: skip

    def decide(self, verb: str, reasons: str, at: Moment, asked_by: str = "") -> None:
        """One step with its reasons. Raises Later."""
        self.take(verb, at)
        self.judge(verb, reasons, at, asked_by)

    def limit(self, what: str, key: str, title: str, at: Moment) -> Limit:
        """Start a clock; what it is for tells which figure it is of."""
        made = Limit(self, key, title, at)
        self.limits.setdefault(what, []).append(made)
        return made

    def stop(self, at: Moment, because: str) -> None:
        """Set aside whatever still runs."""
        for limit in [one for found in self.limits.values() for one in found]:
            limit.stop(at, because)

    def write_limits(self) -> None:
        """Write down how every clock went, with its line of truth."""
        for what, found in self.limits.items():
            for one in found:
                one.write()
                due, met = one.truth
                if due:
                    self.record.plan.tell("protection", what, self.reference, self.person, "", "", due, met, "", "")

    def meet(
        self, use: GatheringUse, called_at: Moment, starts_at: Moment, guests: Sequence[Guest], decided: tuple[str, str],
        actions: Sequence[str] = ("See the child this week", "Write to everybody what was agreed"),
    ) -> Meeting:  # fmt: skip
        """A meeting about this record, called and, where its time has come, held. Raises Later before it is called."""
        self.wait_until(called_at)
        topic = Topic(self.reference, self.name, self.worker)
        made = Meeting(self.record, MEETINGS, use, topic, called_at)
        made.hold(guests, starts_at, decided, actions)
        return made

    def ended(self, starts_at: Moment) -> Moment:
        """When a meeting that began then is written up. Raises Later."""
        return self.wait_until(starts_at + LONG + HALF_AN_HOUR)

    def agencies(self, *, police: bool = True) -> dict[str, Worker]:
        """Who comes for health, the school and, where wanted, the police: the same people whenever it is asked."""
        staff, school = self.record.staff.by_role, self.child.member.school
        chance = random.Random(self.child.reference)  # noqa: S311 - invented people, no secret
        found = {"health": pick(chance, staff["health_mash"] + staff["gp"], 0.1)}
        found["school"] = staff["teacher"][school % len(staff["teacher"])]
        if police:
            found["police"] = pick(chance, staff["police_mash"], 0.2)
        return found

    def family(self) -> list[Guest]:
        """The mother, as a guest."""
        parent = self.record.plan.family.adults[0]
        return [Guest("parent", name=f"{parent.given} {parent.family}")]
