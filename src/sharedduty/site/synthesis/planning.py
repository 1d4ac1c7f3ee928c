"""A child protection plan: what the conference decided, core groups, visits, reviews, and the end."""

import contextlib
import datetime
from typing import Any

from sharedduty.foundations.plain.clocks import LONDON
from sharedduty.modules.child_protection import models
from sharedduty.modules.child_protection.process import CORE_GROUP, PLAN, REVIEW
from sharedduty.site.synthesis import texts
from sharedduty.site.synthesis.case import Later, Moment, on_day
from sharedduty.site.synthesis.families import chance_for
from sharedduty.site.synthesis.hours import after, working_moment
from sharedduty.site.synthesis.meeting import LONG, Guest, Meeting
from sharedduty.site.synthesis.protection_case import HALF_AN_HOUR, ProtectionCase
from sharedduty.site.synthesis.rates import category, happens

DAY = 8  # working hours
DAYS = datetime.timedelta(days=1)
# A review is within three months of the conference, and then within six of the last: in days, with a weekend to spare.
FIRST, NEXT = 84, 170
GROUP_EVERY, VISIT_EVERY, NEXT_VISIT = 42, 19, 22
AGED_TO_COME = 10


def conference_guests(case: ProtectionCase, *, quorate: bool, first: bool = False) -> list[Guest]:
    """Those invited to a conference; without a quorum nobody of another body came. To the first one agencies report."""
    guests = [Guest("chair", case.chair), Guest("social_worker", case.worker)]
    guests += [
        Guest(part, one, comes=quorate, reports=first and happens(case.chance, "report_sent"))
        for part, one in case.agencies().items()
    ]
    guests += case.family()
    birth = case.child.member.birth_on
    if (on_day(case.now) - birth).days > AGED_TO_COME * 366:
        guests.append(Guest("child", name=case.name, comes=case.chance.random() < 0.6))
    return guests


class ChildPlan(ProtectionCase):
    """One child's plan being written, in the case file of the child's record."""

    def __init__(
        self, protection: ProtectionCase, conference: Meeting, held_at: Moment, until: Moment | None, absent: str
    ) -> None:
        record = protection.record
        super().__init__(record, PLAN, record.plan.code("PP"), protection.file, protection.worker)
        self.protection, self.conference, self.held_at, self.until = protection, conference, held_at, until
        self.child, self.chair, self.limits = protection.child, protection.chair, {}
        self.chance = chance_for("plan", self.reference)
        self.key = self.batch.keys.take(models.ProtectionPlan._meta.db_table)
        self.row: dict[str, Any] = {"absent_because": absent}
        self.meetings: dict[str, int] = {}
        self.items: list[dict[str, Any]] = []
        self.versions = 0

    @property
    def person(self) -> str:
        """Who the child of the record really is."""
        return self.protection.person

    @property
    def name(self) -> str:
        """The child as the record names them."""
        return self.protection.name

    def write(self) -> None:
        """Put every row by, up to now."""
        with contextlib.suppress(Later):  # it stands where it has come to
            self._story()
        self.write_limits()
        for one in self.items:
            self.of(models.PlanItem, **one)
        self.add(
            models.ProtectionPlan, id=self.key, reference=self.reference, protection_id=self.protection_key, stage=self.stage,
            version=self.version, conference=self.conference.reference, held_at=self.held_at,
            chair_id=self.chair.appointment_id, chair_met_family_on=on_day(self.held_at), **self.row,
        )  # fmt: skip
        if began := self.row.get("began_at"):
            ended, lead = self.row.get("ended_at"), self.worker.appointment_id
            self.tell("plan", began, ended, due=self.row["visit_by_on"].isoformat(), who=lead)

    @property
    def protection_key(self) -> int:
        """The row of the child's record."""
        return self.protection.key

    def of(self, model: type[Any], **values: Any) -> None:
        """A row of this plan."""
        self.add(model, plan_id=self.key, **values)

    def _story(self) -> None:
        self.begin("initial conference held", self.held_at)
        at = self.wait_until(self.held_at + LONG + 2 * HALF_AN_HOUR)
        if self.until is None:
            self.decide("decide_no_plan", "Help with the family's consent is enough.", at)
            self.decide("continue_help", "The family worker goes on.", after(at, 8))
            return
        self._make(at)
        last = self._first_core_group(at)
        reviews = self._reviews(self.until)
        moves = len(reviews) > 1 and happens(self.chance, "moved_out")
        for number, review in enumerate(reviews):
            if moves and number == len(reviews) - 1:
                self._between(last, review - 12 * DAYS)
                self._move_away(max(last, self._at((review - self.held_at).days - 8)))
                return
            guests = conference_guests(self, quorate=not happens(self.chance, "not_quorate"))
            called_at = max(last, after(review - 21 * DAYS, 0))
            early = self.meet(REVIEW, called_at, review, guests, texts.REVIEWED) if self.past(called_at) else None
            self._between(last, review - 10 * DAYS)
            made = early or self.meet(REVIEW, called_at, review, guests, texts.REVIEWED)
            last = self._review(number, review, made, ends=number == len(reviews) - 1)

    def _make(self, at: Moment) -> None:
        """The core group, the outline and the decision, on the day of the conference."""
        group = [(one.name, one.post, False) for one in self.agencies(police=False).values()]
        group += [(guest.name, "Mother", True) for guest in self.family()]
        for name, part, family in group:
            self.take("add_member", at)
            self.of(models.PlanMember, name=name, part=part, family=family, joined_at=at)
        self._add_lines(at, outline=True)
        made = at + HALF_AN_HOUR
        self.decide("make_plan", "The child is likely to suffer significant harm.", made)
        self.judge("legal_action", "None is needed now.", made)
        first = self.limit("limit_core_group", "coregroup.first", "Hold the first core group", self.held_at)
        review = self.limit("limit_review", "rcpc.first", "Hold the first review conference", self.held_at)
        self.row |= {
            "category": category(self.chance), "lead_body": "csc", "lead_worker_id": self.worker.appointment_id,
            "began_at": self.held_at, "visit_by_on": on_day(self.held_at + 14 * DAYS), "foreign_link": False,
            "core_group_on": on_day(first.due_at),
            "detail_by_on": on_day(first.due_at), "review_on": on_day(review.due_at),
        }  # fmt: skip

    def _add_lines(self, at: Moment, *, outline: bool) -> None:
        """Two lines of the plan; written once it is known what became of them."""
        for aim, change, measure, owner in self.chance.sample(texts.LINES, 2):
            self.take("add_item", at)
            self.items.append({
                "reference": self.record.plan.code("PI"), "aim": aim, "change": change, "measure": measure, "owner": owner,
                "due_on": on_day(after(at, 50 * DAY)), "outline": outline, "agreed_at": at,
            })  # fmt: skip

    def _renew_lines(self, at: Moment) -> None:
        """Lines whose day is past are closed with what became of them, and others stand instead."""
        past = [one for one in self.items if "closed_at" not in one and one["due_on"] < on_day(at)]
        for one in past:
            self.decide("close_item", texts.CHANGED, at)
            one |= {"closed_at": at, "outcome": texts.CHANGED}
        if past:
            self._add_lines(at, outline=False)

    # --- Core groups and visits -----------------------------------------------------------------------------------------

    def _first_core_group(self, at: Moment) -> Moment:
        in_time = happens(self.chance, "core_group_in_time")
        meets = after(self.held_at, self.chance.uniform(4, 9) * DAY if in_time else self.chance.uniform(11.2, 16) * DAY)
        self._core_group("hold_first_core_group", at + 2 * HALF_AN_HOUR, meets)
        self.limits["limit_core_group"][0].met(meets)
        return self._detail(after(meets, self.chance.uniform(4, 20)))

    def _core_group(self, verb: str, called_at: Moment, at: Moment) -> Moment:
        guests = [Guest("lead", self.worker)]
        guests += [
            Guest(part, one, comes=self.chance.random() < 0.9) for part, one in self.agencies(police=False).items()
        ]
        guests += self.family()
        made = self.meet(CORE_GROUP, called_at, at, guests, texts.GROUPED, ("Tell school what changed",))
        taken = self.ended(at)
        self.take(verb, taken)
        self._met("core_group", made, at, absent="" if all(one.comes for one in guests) else "They wrote: no worse.")
        return taken

    def _met(self, kind: str, made: Meeting, at: Moment, absent: str = "") -> None:
        self.meetings[kind] = number = self.meetings.get(kind, 0) + 1
        self.of(
            models.PlanMeeting, kind=kind, number=number, meeting=made.reference, held_at=at, quorate=made.quorate,
            found="Mornings are calmer; nights are not yet.", absent_views=absent,
        )  # fmt: skip

    def _detail(self, at: Moment) -> Moment:
        self.decide("detail_plan", "Agreed in the core group.", at)
        self.versions += 1
        lines = [
            {name: str(one[name]) for name in ("change", "measure", "due_on", "owner")}
            for one in self.items
            if "closed_at" not in one
        ]
        self.of(
            models.PlanVersion, number=self.versions, lines=lines, explained_on=on_day(at), child_agrees="yes",
            circulated_on=on_day(at), circulated_to="Everybody in the core group", written_at=at,
            written_by_id=self.worker.appointment_id,
        )  # fmt: skip
        return at

    def _between(self, since: Moment, until: Moment) -> None:
        """Visits and further core groups between the last meeting and the time before the next review."""
        visit, group = since + VISIT_EVERY * DAYS / 2, since + GROUP_EVERY * DAYS
        while min(visit, group) < until:
            if visit <= group:
                self._visit(working_moment(visit))
                visit += VISIT_EVERY * DAYS
            else:
                before_first = self.stage == "plan_detailed"
                taken = self._core_group("hold_core_group", after(group - 10 * DAYS, 0), working_moment(group))
                if before_first:
                    self._detail(taken + 2 * HALF_AN_HOUR)
                group += GROUP_EVERY * DAYS

    def _visit(self, at: Moment) -> None:
        self.take("record_contact", at)
        seen = self.chance.random() < 0.93
        alone, following = seen and self.chance.random() < 0.75, on_day(at + NEXT_VISIT * DAYS)
        self.tell("visit", at, yes=alone, due=following.isoformat(), met=at.isoformat() if seen else "")
        self.of(
            models.PlanContact, done_at=at, worker=f"{self.worker.name}, {self.worker.post}", child_seen=seen,
            alone=alone, next_by_on=following, not_seen_because="" if seen else "Nobody was at home.",
            wishes=self.chance.choice(texts.WISHES) if seen else "", parents_view="It is hard, and we try.", recorded_at=at,
            recorded_by_id=self.worker.appointment_id,
        )  # fmt: skip

    # --- Reviews and the end --------------------------------------------------------------------------------------------

    def _reviews(self, until: Moment) -> list[Moment]:
        """When the reviews are held: mostly in time, the last when the plan ends."""
        lasts = (until - self.held_at).days
        found = [min(lasts, self._in_time(FIRST, lasts))]
        while found[-1] < lasts:
            found.append(min(lasts, found[-1] + self._in_time(NEXT, lasts - found[-1])))
        return [self._at(days) for days in found]

    def _in_time(self, limit: int, left: int) -> int:
        """Days to the next review; now and then after the limit. A plan is not ended within days of a review."""
        if left <= limit:
            return left
        if not happens(self.chance, "reviews_in_time"):
            return limit + self.chance.randint(20, 40)
        return min(limit, max(limit // 2, left // 2)) if left < limit + 30 else limit - self.chance.randint(0, 14)

    def _at(self, days: int) -> Moment:
        day = on_day(self.held_at) + datetime.timedelta(days=days)
        return working_moment(datetime.datetime.combine(day, datetime.time(10), LONDON))

    def _review(self, number: int, at: Moment, made: Meeting, *, ends: bool) -> Moment:
        """One review conference with the report before it, and what it decided; gives when that was."""
        written = working_moment(at - 5 * DAYS)
        self.take("write_report", written)
        self.add(
            models.WorkerReport, protection_id=self.protection_key, for_review=True, harm=texts.FOUND,
            needs="To sleep, and to be fed.", context="Grandparents help.", analysis="It is better than it was.",
            recommendation="End the plan." if ends else "Go on.", shared_on=on_day(written), written_at=written,
            written_by_id=self.worker.appointment_id,
        )  # fmt: skip
        taken = self.ended(at)
        self.take("hold_review" if number else "hold_first_review", taken)
        self._met("review_conference", made, at)
        self.tell("conference", at, yes=made.quorate)
        self.limits["limit_review"][-1].met(at)
        following = self.limit("limit_review", "rcpc.next", "Hold the next review conference", at)
        if ends:
            self._end(taken + HALF_AN_HOUR)
        else:
            self.decide("continue_plan", "The child is still likely to suffer.", taken + HALF_AN_HOUR)
            self.row["review_on"] = on_day(following.due_at)
            self._renew_lines(taken + HALF_AN_HOUR)
        return taken + HALF_AN_HOUR

    def _move_away(self, at: Moment) -> None:
        """The child moves for good; the plan ends once the other authority has held its conference (WT-END-02)."""
        self.take("notify_move", at)
        told = self.latest or at
        limit = self.limit("limit_transfer", "cpplan.transfer_in", "Conference of Elsewhere (invented)", told)
        self.row |= {"moved_to": "Elsewhere (invented)", "notified_on": on_day(told)}
        received = after(told, self.chance.uniform(5, 13) * DAY)
        self.take("record_receiving_conference", received)
        limit.met(received)
        self.row["received_on"] = on_day(received)
        self._end(after(received, self.chance.uniform(1, 10)), "end_moved", "moved", "Elsewhere has the plan now.")

    def _end(
        self, at: Moment, verb: str = "end_no_longer_at_risk", why: str = "no_longer_at_risk",
        reasons: str = "The child is no longer likely to suffer significant harm.",
    ) -> None:  # fmt: skip
        self.decide(verb, reasons, at)
        self.row |= {"ended_at": at, "end_reason": why}
        self.stop(at, "The plan ended")
        told = after(at, self.chance.uniform(2, 60))
        self.take("notify_agencies", told)
        for guest, (_, reference) in self.conference.invited.items():
            if guest.worker:
                self.of(
                    models.EndNotice, invitation=reference, name=guest.worker.name,
                    organisation_name=guest.worker.organisation, told_on=on_day(told),
                )  # fmt: skip
        self.decide("consider_support", "A child in need plan follows.", after(told, self.chance.uniform(2, 20)))
