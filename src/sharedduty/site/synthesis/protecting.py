"""What came of a hand-over for a strategy discussion: the discussion, section 47 enquiries, their outcome, a conference.

Everything is planned from the moment the record was opened; what lies after the moment of loading is not written. The
truth is kept beside the data, for tests to hold the figures against.
"""

import contextlib
import datetime
from typing import TYPE_CHECKING, Any

from sharedduty.foundations.access.models import Grant
from sharedduty.modules.child_protection import models
from sharedduty.modules.child_protection.process import CONFERENCE, ENQUIRY, STRATEGY
from sharedduty.modules.child_protection.queries.held import OWN
from sharedduty.site.synthesis import texts
from sharedduty.site.synthesis.case import Later, Limit, Moment, on_day
from sharedduty.site.synthesis.days import ToldOf
from sharedduty.site.synthesis.families import chance_for
from sharedduty.site.synthesis.helping import Helped
from sharedduty.site.synthesis.hours import after, working_moment
from sharedduty.site.synthesis.meeting import LONG, Guest, Meeting
from sharedduty.site.synthesis.planning import ChildPlan, conference_guests
from sharedduty.site.synthesis.protection_case import HALF_AN_HOUR, MODELS, TRUTH, ProtectionCase
from sharedduty.site.synthesis.rates import an_authority, days_of_a_plan, happens, rates, share
from sharedduty.site.synthesis.staff import Worker, pick

if TYPE_CHECKING:
    from sharedduty.site.synthesis.records import Record

__all__ = ["MODELS", "TRUTH", "Protection"]

DAY = 8  # working hours
OVER = ("continue_s17", "no_further_action", "conference_held")  # where nobody has it in hand any more
NEEDED = ("child_seen", "parents", "history", "other_children", "health", "welfare_strand")
JOINT = ("criminal_decision", "evidence_shared", "police_strand")
SHORTEST, BETWEEN = datetime.timedelta(days=50), datetime.timedelta(days=20)


class Protection(ProtectionCase):
    """One child's protection record being written."""

    def __init__(self, record: "Record", child: ToldOf, worker: Worker, handover: str, opened_at: Moment) -> None:
        super().__init__(record, ENQUIRY, record.plan.code("CP"), 0, worker)
        self.child, self.handover, self.opened_at = child, handover, opened_at
        self.chance = chance_for("protection", self.reference)
        staff = record.staff.by_role
        self.chair = pick(self.chance, staff["conference_chair"], 0.3)
        self.manager = pick(self.chance, staff["social_work_manager"], 0.3)
        self.row: dict[str, Any] = {}
        self.limits, self.after_protection, self.number, self.alone = {}, False, 0, False
        self.over_at: Moment | None = None
        self.key = self.batch.keys.take(models.ProtectionRecord._meta.db_table)

    def write(self) -> bool:
        """Put every row by. Gives whether the record was opened yet."""
        if not self.past(self.opened_at):
            return False
        self.file = self.record.register.file(
            self.batch, self.reference, "protection", self.worker.team_id, self.opened_at
        )
        with contextlib.suppress(Later):  # it stands where it has come to
            self._story()
        self.write_limits()
        self._write_row()
        self.tell("record", self.opened_at, self.over_at, who=self.worker.appointment_id)
        return True

    def take(self, verb: str, at: Moment, by: Worker | None = None) -> None:
        """One step; keeps when the record came to its end."""
        super().take(verb, at, by)
        if self.stage in OVER and self.over_at is None:
            self.over_at = self.latest

    def _story(self) -> None:
        self.begin("protection record opened", self.opened_at)
        at, made = self._discuss(after(self.opened_at, self.chance.uniform(0.3, 6)), first=True)
        if happens(self.chance, "further_discussion"):
            at, made = self._discuss(after(at, self.chance.uniform(3, 14)), first=False)
        decided = at + LONG + 2 * HALF_AN_HOUR
        if self.chance.random() >= an_authority("enquiries") / rates()["discussions_handed_over"]:
            self._no_enquiries(decided)
            return
        self.anchor = at
        self._enquire(made, decided)

    # --- The discussion -------------------------------------------------------------------------------------------------

    def _discuss(self, at: Moment, *, first: bool) -> tuple[Moment, Meeting]:
        """A strategy discussion held and taken in; gives when it began, and the meeting."""
        gap = happens(self.chance, "discussion_gap")
        missing = self.chance.choice(("health", "police")) if gap else ""
        guests = [Guest("chair", self.manager), Guest("social_worker", self.worker)]
        guests += [Guest(part, one, comes=part != missing) for part, one in self.agencies().items()]
        made = self.meet(STRATEGY, max(self.opened_at, at - HALF_AN_HOUR), at, guests, texts.DISCUSSED)
        taken = self.ended(at)
        why = "They could not come in time. They were rung the same day, and what they said is written down."
        if not first:
            self.take("hold_further_strategy", taken)
        elif made.quorate:
            self.take("hold_strategy", taken)
        else:
            self.take("hold_strategy_with_gap", taken)
        self.number += 1
        self.add(
            models.Discussion, protection_id=self.key, number=self.number, meeting=made.reference, held_at=at,
            quorate=made.quorate, gap_because="" if made.quorate else why, cause=self.record.plan.story.seen.format(
                name=self.child.described.given), information_shared="What each agency holds of the last two years.",
            criminal_investigation="Decided with the police: see the decision.", risk="High until the child is seen.",
            family_told="told", may_decide=True, medical="Not needed today.", designated="Not called on.", looked_after=False,
            not_there_because="The referrer was rung before.", recorded_at=taken, recorded_by_id=self.worker.appointment_id,
        )  # fmt: skip
        self.tell("discussion", at, yes=made.quorate)
        if first and not made.quorate:
            self.decide("record_exception", why, taken, self.manager.name)
        return at, made

    def _no_enquiries(self, at: Moment) -> None:
        self.decide("decide_no_enquiries", "No reasonable cause to suspect significant harm today.", at)
        after_talk = after(at, self.chance.uniform(2, 16))
        if self.chance.random() < 0.6:
            self.decide("continue_help", "The family need help and want it.", after_talk)
        else:
            self.decide("take_no_further_action", "Nothing more is needed.", after_talk)

    # --- The enquiries --------------------------------------------------------------------------------------------------

    def _enquire(self, made: Meeting, at: Moment) -> None:
        joint = self.chance.random() < 0.45
        self.decide("start_enquiries", "Reasonable cause to suspect significant harm.", at)
        self.judge("legal_action", "None is needed now.", at)
        self.judge("information_needed", "From school, surgery and the police, by telephone and in writing.", at)
        self.row |= {
            "joint": joint, "started_by": made.reference, "anchored_at": self.anchor,
            "police_lead": "A detective sergeant" if joint else "",
        }  # fmt: skip
        self.tell("enquiry", self.anchor)
        self._assess(at)
        whole = self.limit(
            "limit_decided", "s47.complete", "Decide next steps after the enquiries", self.record.plan.received_at
        )
        conference = self.limit(
            "limit_conference", "icpc.hold", "Hold the initial conference, if one is needed", self.anchor
        )
        late = happens(self.chance, "enquiry_late")
        ends = after(self.anchor, self.chance.uniform(46, 60) * DAY if late else self.chance.uniform(3, 8) * DAY)
        self._work((*NEEDED, *(JOINT if joint else ())), at, ends)
        self.decide("finish_enquiries", "Everybody was seen and heard.", ends)
        found = after(ends, self.chance.uniform(1, 5))
        holds, until = self._conference_at()
        if late or holds is None:
            self._not_a_plan(found)
            whole.met(found, "The child was away with a grandparent for a month.")
            conference.stop(found, "The enquiries' outcome: no conference")
            self._help(after(found, self.chance.uniform(4, 30)))
            return
        self._find("find_substantiated", "What was found shows it, and it is likely to go on.", found)
        whole.met(found)
        self._confer(found, holds, until)

    def _assess(self, at: Moment) -> None:
        """The assessment by which the enquiries are made; each names the other (WT-S47-01)."""
        carries = Helped(self.record, self.child, self.worker, "", at, enquiry=self.reference)
        if truth := carries.write():
            self.row["assessment"] = carries.reference
            self.record.plan.tell("assessments", *truth)

    def _work(self, kinds: tuple[str, ...], begin: Moment, end: Moment) -> None:
        for number, kind in enumerate(kinds, 1):
            at = working_moment(begin + (end - begin) * number / (len(kinds) + 1))
            at = min(at, end - HALF_AN_HOUR)
            self.take("record_work", at)
            seen: dict[str, Any] = {}
            if kind == "child_seen":
                self.alone = self.chance.random() < 0.8
                seen = {"alone": self.alone, "parents_knew": True}
            self.add(
                models.WorkDone, protection_id=self.key, kind=kind, done_at=at, worker=f"{self.worker.name}, {self.worker.post}",
                text=texts.FOUND, recorded_at=at, recorded_by_id=self.worker.appointment_id, **seen,
            )  # fmt: skip

    def _conference_at(self) -> tuple[Moment | None, Moment | None]:
        """When the conference is held, if there is one, and until when its plan lasts, if it makes one.

        A child has one plan at a time. One who had a plan before, or has one afterwards, is the likelier to have another.
        """
        in_time = share(self.chance, "conferences_in_time", "conferences")
        at = after(self.anchor, self.chance.uniform(9, 14) * DAY if in_time else self.chance.uniform(16.2, 26) * DAY)
        harmed, made = share(self.chance, "conferences", "enquiries"), share(self.chance, "plans", "conferences")
        lasts = datetime.timedelta(days=days_of_a_plan(self.chance))
        person, register = self.child.member.reference, self.record.register
        others = register.plans("protection", person)
        if others and self.chance.random() < 0.8:
            harmed = made = True
        later = min((begun for begun, _ in others if begun > at), default=None)
        if later is not None:
            lasts = min(lasts, max(SHORTEST, later - at - BETWEEN))
        if not harmed or not register.is_free("protection", person, at, at + lasts):
            return None, None
        return at, at + lasts if made else None

    def _not_a_plan(self, at: Moment) -> None:
        verb = "find_not_substantiated" if self.chance.random() < 0.68 else "find_no_risk"
        self._find(verb, "What was found does not show that the child is likely to suffer.", at)

    def _find(self, verb: str, reasons: str, at: Moment) -> None:
        self.decide(verb, reasons, at)
        self.tell("outcome", self.latest or at, yes=self.alone)

    def _help(self, at: Moment) -> None:
        self.decide("continue_help", "The family need help and want it.", at)
        looked = after(at, chance_for("help looked at", self.reference).uniform(30, 42) * DAY)  # most of them in time
        seen = self.past(looked)
        self.add(
            models.HelpAfter, protection_id=self.key, talked_over="With the child, the parents and the school.",
            services="A family worker once a week.", look_again="Whether mornings are calm.",
            look_again_on=on_day(after(at, 40 * DAY)), answers_for_it=self.worker.name, recorded_at=at,
            recorded_by_id=self.worker.appointment_id, impact="Mornings are calm, and the child is in school." if seen else "",
            impact_on=on_day(looked) if seen else None,
        )  # fmt: skip
        if seen:
            self.take("review_help", looked)

    # --- The conference -------------------------------------------------------------------------------------------------

    def _confer(self, found: Moment, at: Moment, until: Moment | None) -> None:
        convened = self.wait_until(found + 2 * HALF_AN_HOUR)
        self.decide("convene_conference", "The child may be harmed again.", convened)
        self.judge("specialists", "None besides the surgery and the school.", convened)
        limit = self.limits["limit_conference"][0]
        self.row |= {
            "conference_by_on": on_day(limit.due_at), "reports_by_on": on_day(limit.due_at) - datetime.timedelta(days=2),
        }  # fmt: skip
        self._hold(convened, at, until, limit)

    def _hold(self, convened: Moment, at: Moment, until: Moment | None, limit: Limit) -> None:
        """The initial conference, from the day it was called, and the plan it makes."""
        quorate = not happens(self.chance, "not_quorate")
        guests = conference_guests(self, quorate=quorate, first=True)
        self.advocate = self.chance.choices(("taken", "declined", "not_offered"), (40, 52, 8))[0]
        if self.advocate == "taken":
            comes = happens(self.chance, "advocate_comes")
            guests.append(Guest("advocate", name="An advocate (invented)", comes=comes))
        conference = self.meet(CONFERENCE, convened + HALF_AN_HOUR, at, guests, texts.CONFERRED)
        self._prepare(convened + (at - convened) * 0.3)
        self._report(convened + (at - convened) * 0.75)
        self._share(conference, at)
        taken = self.ended(at)
        self.take("hold_conference", taken)
        limit.met(at)
        self.add(
            Grant, appointment_id=self.chair.appointment_id, level="read", why="chairs the conference", given_at=taken
        )
        absent = "Called away; they were rung before and after." if any(not one.comes for one in guests) else ""
        plan = ChildPlan(self, conference, at, until, absent)
        if until:
            self.record.register.plans("protection", self.person).append((at, until))
        plan.tell("conference", at, yes=conference.quorate)
        plan.tell("advocate", at, yes=self.offered)
        plan.tell("advocate_came", at, yes=any(one.capacity == "advocate" and one.comes for one in guests))
        for guest in guests:
            if guest.worker:
                plan.tell("invited", at, yes=guest.comes)
            if guest.worker and guest.capacity not in OWN:
                plan.tell("report", at, yes=guest in conference.papers)
        plan.write()

    def _share(self, conference: Meeting, at: Moment) -> None:
        """Each report that came is decided on: whether the parents have it (WT-S47O-11)."""
        for guest, paper in conference.papers.items():
            decided = at - 2 * HALF_AN_HOUR
            self.take("share_report", decided)
            self.add(
                models.ReportShared, record=self.reference, paper=paper, title=f"Report, {guest.capacity}",
                shared=True, note="Read through with them.", decided_with="The police and the chair", decided_at=decided,
                decided_by_id=self.worker.appointment_id,
            )  # fmt: skip

    def _prepare(self, at: Moment) -> None:
        self.take("prepare_family", at)
        self.offered = self.advocate != "not_offered"
        self.add(
            models.FamilyPreparation, protection_id=self.key, prepared_on=on_day(at), child_ready="Drew what is to be said.",
            parents_ready="Told what it is for and who comes.", advocate=self.advocate,
            advocate_because="" if self.offered else "Too young.", supporter="A friend",
            recorded_at=at, recorded_by_id=self.worker.appointment_id,
        )  # fmt: skip

    def _report(self, at: Moment) -> None:
        self.take("write_report", at)
        self.add(models.WorkerReport, protection_id=self.key, **report(self.worker, at))

    def _write_row(self) -> None:
        told = self.child.described
        values: dict[str, Any] = {
            "id": self.key, "reference": self.reference, "area_id": self.record.staff.area.pk, "team_id": self.worker.team_id,
            "stage": self.stage, "version": self.version, "child_name": self.name, "birth_on": told.birth_on,
            **self._comes_from(), "after_protection": self.after_protection, "opened_at": self.opened_at,
            "opened_by_id": self.worker.appointment_id, "worker_id": self.worker.appointment_id,
        }  # fmt: skip
        self.add(models.ProtectionRecord, **values, **self.row)

    def _comes_from(self) -> dict[str, Any]:
        """What the record came from: a contact and its hand-over, about somebody on record."""
        plan = self.record.plan
        person = self.record.register.held[self.person][0]
        return {
            "person_id": person, "from_record": plan.reference, "from_handover": self.handover,
            "referred_at": plan.received_at,
        }  # fmt: skip


def report(worker: Worker, at: Moment) -> dict[str, Any]:
    """The columns of a social worker's report."""
    return {
        "harm": texts.FOUND, "needs": "To be safe, and to sleep.", "context": "Grandparents live near and help.",
        "analysis": "What was found points the same way.", "recommendation": "A plan with the family.",
        "shared_on": on_day(at), "written_at": at, "written_by_id": worker.appointment_id,
    }  # fmt: skip
