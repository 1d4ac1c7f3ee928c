"""Children who came by no contact: one who moved in with another authority's plan, one who came home from care unplanned."""

import datetime
from typing import TYPE_CHECKING, Any

from sharedduty.foundations.plain.clocks import LONDON
from sharedduty.modules.child_protection import models
from sharedduty.modules.child_protection.process import RETURN
from sharedduty.site.synthesis import names
from sharedduty.site.synthesis.case import Case, Later, Moment, on_day
from sharedduty.site.synthesis.families import chance_for
from sharedduty.site.synthesis.hours import after
from sharedduty.site.synthesis.protecting import DAY, Protection
from sharedduty.site.synthesis.protection_case import HALF_AN_HOUR
from sharedduty.site.synthesis.rates import days_of_a_plan, happens
from sharedduty.site.synthesis.staff import Worker, case_holder

# The days in which a team agrees to do what comes next for a child who came home: no guidance sets a number.
NEXT_IN = {
    "record_unplanned": 1, "consider_concerns": 1, "act_for_safety": 2, "stay_home": 28, "go_on_at_home": 28, "review_support": 2,
}  # fmt: skip

if TYPE_CHECKING:
    from sharedduty.site.synthesis.records import Record


def arrive(record: "Record") -> None:
    """Whoever came to the social work team the day after a contact, without being in it."""
    chance = chance_for("arriving", record.plan.reference)
    at = after(record.plan.received_at, chance.uniform(8, 16))
    worker = case_holder(chance, record.staff.by_role["social_worker"], record.now - at)
    if happens(chance, "moved_in"):
        MovedIn(record, record.plan.children[0], worker, "", at).write()
    if happens(chance, "returned_unplanned"):
        Returned(record, worker, at).write()


def _named(record: "Record", salt: str) -> str:
    """A name that nobody else in the contact has."""
    chance = chance_for(salt, record.plan.reference)
    return f"{chance.choice(names.SECONDS)} {chance.choice(names.FRONTS)}{chance.choice(names.MIDDLES)}"


class MovedIn(Protection):
    """A child who moved here for good with a plan: no discussion, a conference within its limit, then our plan (WT-END-02)."""

    @property
    def name(self) -> str:
        """A name of their own."""
        return _named(self.record, "moved in")

    @property
    def person(self) -> str:
        """Nobody on record: the record stands for itself."""
        return self.reference

    def _story(self) -> None:
        self.begin("protection record opened", self.opened_at)
        self.told = on_day(self.opened_at)
        start = datetime.datetime.combine(self.told, datetime.time(12), LONDON)
        self.decide("take_over_plan", "Their plan is about neglect; the social worker there sent it.", self.opened_at)
        limit = self.limit("limit_transfer", "cpplan.transfer_in", "Hold the conference here", start)
        held = after(self.opened_at, self.chance.uniform(6, 13) * DAY)
        until = held + datetime.timedelta(days=days_of_a_plan(self.chance))
        self._hold(self.opened_at + 2 * HALF_AN_HOUR, held, until, limit)

    def _comes_from(self) -> dict[str, Any]:
        at = datetime.datetime.combine(on_day(self.opened_at), datetime.time(12), LONDON)
        return {"moved_from": "Elsewhere (invented)", "notified_on": on_day(self.opened_at), "referred_at": at}


class Returned(Case):
    """A looked-after child who came home and nobody planned it: concerns considered, help at home, and looking again."""

    def __init__(self, record: "Record", worker: Worker, at: Moment) -> None:
        super().__init__(record, RETURN, record.plan.code("RH"), 0, worker)
        self.opened_at, self.chance = at, chance_for("returned", self.reference)
        self.days: dict[str, Any] = {}
        self.over_at: Moment | None = None

    def write(self) -> None:
        """Put every row by, up to now; nothing where the record was not opened yet."""
        if not self.past(self.opened_at):
            return
        self.file = self.record.register.file(
            self.batch, self.reference, "return_home", self.worker.team_id, self.opened_at
        )
        try:
            self._story()
        except Later:  # it stands where it has come to
            self.over_at = None
        self.add(
            models.ReturnHome, reference=self.reference, area_id=self.record.staff.area.pk, team_id=self.worker.team_id,
            stage=self.stage, version=self.version, child_name=_named(self.record, "returned"),
            care="By agreement under section 20, for two years.", opened_at=self.opened_at,
            opened_by_id=self.worker.appointment_id, worker_id=self.worker.appointment_id, **self.days,
        )  # fmt: skip
        until = self.over_at.isoformat() if self.over_at else ""
        self.record.plan.tell(
            "protection", "return", self.reference, self.reference, self.opened_at.isoformat(), until, "", "", "",
            self.worker.appointment_id,
        )  # fmt: skip

    def _story(self) -> None:
        at = self.opened_at
        self.begin("return home record opened", at)
        self._step(
            "record_unplanned", at, {"reasons": "Walked home from the foster family; nobody decided it."}, "home_on"
        )
        at = after(at, self.chance.uniform(1, 5))
        self._step(
            "consider_concerns", at, {"concerns": "Who is at home, and whether it is safe tonight."}, "considered_on"
        )
        if self.chance.random() < 0.5:
            at = after(at, self.chance.uniform(1, 6))
            self._step("act_for_safety", at, {"action": "Grandmother stays with them this week."})
        at = after(at, self.chance.uniform(4, 20))
        told = {"plan": "Help each morning, seen weekly.", "explained": "How and when support is looked at again."}
        self._step("stay_home", at, told, "explained_on")
        seen = {"seen": "Seen alone.", "wishes": "To stay at home.", "impact": "School each day."}
        for last in (False, True):
            at = after(at, self.chance.uniform(15, 25) * DAY)
            self._step("review_support", at, seen, "reviewed_on")
            at = after(at, 1)
            self._step(
                "find_in_need" if last else "go_on_at_home", at, {"reasons": "What was seen, and what the child says."}
            )
        self.over_at = self.latest

    def _step(self, verb: str, at: Moment, said: dict[str, str], day: str = "") -> None:
        """One step with each of its answers. Raises Later."""
        self.take(verb, at)
        if day:
            self.days[day] = on_day(at)
        agreed = NEXT_IN.get(verb)
        self.days["next_by_on"] = on_day(at) + datetime.timedelta(days=agreed) if agreed else None
        for name, words in said.items():
            self.add(
                models.Judgement, record=self.reference, verb=verb if name == "reasons" else f"{verb}.{name}",
                reasons=words, decided_at=at, decided_by_id=self.worker.appointment_id,
            )  # fmt: skip
