"""What came of a hand-over for an assessment: visits, the conclusion in time or late, and the plan of a child in need.

Everything is planned from the moment the work was taken up; what lies after the moment of loading is not written. The
truth of each assessment is kept beside the data, for tests to hold the figures against.
"""

import datetime
import functools
import random
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from sharedduty.foundations.forms.models import FormRecord, FormVersion
from sharedduty.foundations.plain.calendar import england_and_wales
from sharedduty.foundations.plain.clocks import LONDON
from sharedduty.foundations.process.api import Clock, Move
from sharedduty.modules.assessment.models import Assessment, PlanAction, PlanReview, Sighting, Telling, Visit
from sharedduty.modules.assessment.process import PROCESS
from sharedduty.modules.assessment.queries.choices import written_form
from sharedduty.modules.assessment.queries.reading import CLOCK
from sharedduty.site.synthesis import texts
from sharedduty.site.synthesis.clocks import limit
from sharedduty.site.synthesis.days import ToldOf
from sharedduty.site.synthesis.families import chance_for
from sharedduty.site.synthesis.hours import after
from sharedduty.site.synthesis.staff import Worker

if TYPE_CHECKING:
    from sharedduty.site.synthesis.records import Record

Moment = datetime.datetime
DAY = 8  # working hours
MODELS = (Assessment, Visit, Sighting, Telling, PlanAction, PlanReview)
TRUTH = ("assessment", "opened_at", "due_at", "concluded_at", "closed_at", "see_by", "seen_at", "seen_alone_at", "lead")


@dataclass(frozen=True)
class Course:
    """How one assessment goes: each moment, and what was found. None never comes."""

    opened_at: Moment
    visits: tuple[tuple[Moment, bool, bool], ...]  # when, seen, alone
    see_by: datetime.date
    analysed_at: Moment
    concluded_at: Moment
    outcome: str
    told_at: Moment
    closed_at: Moment | None
    reviews: tuple[datetime.date, ...] = ()


@functools.cache
def _form(day: datetime.date) -> tuple[str, str, tuple[str, ...]]:
    """The form assessments begun on a day are written on: its pack, its id and the keys of its written answers."""
    pack, form = written_form(day)
    asked = (one for page in form.pages if not page.repeat for one in page.questions)
    written = tuple(one.key for one in asked if one.kind in {"text", "textarea"} and one.show_when is None)
    return pack, form.id, written


def _course(chance: random.Random, begun: Moment) -> Course:
    """One assessment planned to its end: nine in ten within the limit, most children seen, most of them alone."""
    opened = after(begun, chance.uniform(0.2, 3))
    first = after(opened, chance.uniform(0.5, 9) * DAY)
    seen = chance.random() < 0.9
    visits = [(first, seen, seen and chance.random() < 0.7)]
    if not seen or chance.random() < 0.4:
        again = chance.random() < 0.85
        visits.append((after(first, chance.uniform(2, 10) * DAY), again, again and chance.random() < 0.7))
    days = chance.uniform(14, 41) if chance.random() < 0.88 else chance.uniform(46, 70)
    concluded = max(after(opened, days * DAY), after(visits[-1][0], 2 * DAY))
    outcome = chance.choices(("in_need", "early_help", "no_further_action"), (5, 3, 2))[0]
    told = after(concluded, chance.uniform(2, 20))
    reviews: list[datetime.date] = []
    ends: Moment = told
    if outcome == "in_need":
        for _ in range(chance.randint(1, 4)):
            ends = after(ends, chance.uniform(25, 60) * DAY)
            reviews.append(ends.astimezone(LONDON).date())
    closed = after(ends, chance.uniform(1, 12))
    see_by = after(opened, chance.choice((2, 5, 10)) * DAY).astimezone(LONDON).date()
    analysed = concluded - (concluded - visits[-1][0]) / 3
    return Course(opened, tuple(visits), see_by, analysed, concluded, outcome, told, closed, tuple(reviews))


class Helped:
    """One child's assessment being written."""

    def __init__(
        self, record: "Record", child: ToldOf, worker: Worker, handover: str, taken_at: Moment, *, enquiry: str = ""
    ) -> None:
        """With `enquiry` it is begun at that moment and carries out those section 47 enquiries."""
        self.record, self.child, self.worker, self.handover, self.enquiry = record, child, worker, handover, enquiry
        self.batch, self.now = record.batch, record.now
        self.sub = child.member.number
        self.reference = record.plan.codes("AS", self.sub)
        self.chance = chance_for("assessment", self.reference)
        self.course = _course(self.chance, taken_at)
        if enquiry:
            self.course = replace(self.course, opened_at=taken_at)
        self.file = 0
        self.key = self.batch.keys.take(Assessment._meta.db_table)
        self.stage, self.version = PROCESS.first, 1

    def past(self, at: Moment | None) -> bool:
        """Whether something planned for then has come about."""
        return at is not None and at <= self.now

    def write(self) -> tuple[Any, ...] | None:
        """Put every row by. Gives the line of truth; None where the work was not begun yet."""
        course = self.course
        if not self.past(course.opened_at):
            return None
        team = self.worker.team_id
        self.file = self.record.register.file(self.batch, self.reference, "assessment", team, course.opened_at)
        self._move("begin", PROCESS.first, "assessment opened", course.opened_at)
        if self.enquiry:
            self._move("join_enquiry", PROCESS.first, "carries out section 47 enquiries", course.opened_at)
        self._move(
            "agree_timescale", "gathering", "timescale agreed", course.opened_at + datetime.timedelta(minutes=20)
        )
        seen = [self._visit(number, *one) for number, one in enumerate(course.visits) if self.past(one[0])]
        if self.past(course.analysed_at):
            self._move("begin_analysis", "analysis", "analysis begun", course.analysed_at)
        if self.past(course.concluded_at):
            self._move("conclude", "concluded", "concluded", course.concluded_at)
        self._afterwards()
        limit = self._clock()
        self._row()
        return self._truth(limit, [one for one in seen if one[1]], [one for one in seen if one[2]])

    def _truth(self, limit: Moment, seen: list[Any], alone: list[Any]) -> tuple[Any, ...]:
        def when(at: Moment | None) -> str:
            return at.isoformat() if at is not None and self.past(at) else ""

        course = self.course
        return (
            self.reference, when(course.opened_at), limit.isoformat(), when(course.concluded_at), when(course.closed_at),
            course.see_by.isoformat(), seen[0][0].isoformat() if seen else "", alone[0][0].isoformat() if alone else "",
            self.worker.appointment_id,
        )  # fmt: skip

    def _visit(self, number: int, at: Moment, seen: bool, alone: bool) -> tuple[Moment, bool, bool]:
        code = self.record.plan.codes("FV", self.sub * 4 + number)
        file = self.record.register.file(self.batch, code, "family_visit", self.worker.team_id, at)
        visitor = f"{self.worker.name}, {self.worker.post}"
        visit = self.batch.add(
            Visit, case_file_id=file, reference=code, visited_at=at, visited_by=visitor, place="At home",
            present="Both parents" if self.chance.random() < 0.5 else "The mother",
            family_said="What they find hard, and what they are proud of.", observed="A tidy home; food in the kitchen.",
            recorded_at=at, recorded_by_id=self.worker.appointment_id,
        )  # fmt: skip
        reason = "" if alone else ("Not at home when we called." if not seen else "Too shy to be without a parent.")
        self.batch.add(
            Sighting, case_file_id=self.file, assessment_id=self.key, visit_id=visit, visited_at=at, visited_by=visitor,
            seen=seen, alone=alone, why_not=reason, wishes=self.chance.choice(texts.WISHES) if seen else "",
            how_heard="Talking while drawing." if seen else "",
        )  # fmt: skip
        stage = self.stage
        self._move("record_visit", stage, "family visited", at)
        return at, seen, alone

    def _afterwards(self) -> None:
        """What followed the conclusion: who was told, the plan and its reviews, the end."""
        course = self.course
        if not self.past(course.told_at):
            return
        common = {"case_file_id": self.file, "assessment_id": self.key, "recorded_by_id": self.worker.appointment_id}
        for told in ("family", "referrer"):
            self.batch.add(
                Telling, **common, told=told, recipient="The parents" if told == "family" else "Who raised it",
                told_on=course.told_at.astimezone(LONDON).date(), what="The outcome and the reasons.",
                recorded_at=course.told_at,
            )  # fmt: skip
        if course.outcome == "in_need":
            self._plan(common)
        if self.past(course.closed_at) and course.closed_at:
            verb, event = (
                ("close_plan", "plan ended and closed") if course.outcome == "in_need" else ("close", "closed")
            )
            self._move(verb, "closed", event, course.closed_at)

    def _plan(self, common: dict[str, Any]) -> None:
        course = self.course
        self._move("make_plan", "plan", "child in need plan agreed", course.told_at)
        self.batch.add(
            PlanAction, **common, reference=self.record.plan.codes("PA", self.sub), aim="Mornings without shouting",
            measure="Four school mornings a week, said by the child", action="Family support at breakfast, twice a week",
            agency="Family support", owner="Family support worker", due_on=course.reviews[0], recorded_at=course.told_at,
        )  # fmt: skip
        today = self.now.astimezone(LONDON).date()
        for order, day in enumerate(course.reviews):
            if order and course.reviews[order - 1] > today:
                break
            held = day <= today
            last = order == len(course.reviews) - 1
            self.batch.add(
                PlanReview, case_file_id=self.file, assessment_id=self.key, due_on=day, held_on=day if held else None,
                attended="Parents, school, family support" if held else "", child_views="It is calmer." if held else "",
                sufficient=("yes" if last else "partly") if held else "",
                sustained=("yes" if last else "too_early") if held else "",
                finding="What was agreed is done." if held else "", decision=("End it" if last else "Go on") if held else "",
                recorded_by_id=self.worker.appointment_id if held else None,
            )  # fmt: skip

    def _clock(self) -> Moment:
        answer = limit(CLOCK, self.record.plan.received_at)
        met = self.course.concluded_at if self.past(self.course.concluded_at) else None
        late = met is not None and met > answer.due
        self.batch.add(
            Clock, case_file_id=self.file, record=self.reference, started_at=self.record.plan.received_at, met_at=met,
            late_because="A parent was away for three weeks." if late else "", key=answer.clock.key,
            title="Conclude the assessment", pack=answer.clock.pack, due_at=answer.due, force=answer.clock.force,
            citation=answer.clock.citation, status=answer.clock.status, layers=answer.as_json()["layers"],
            calendar_version=england_and_wales().version, owed_by_team_id=self.worker.team_id,
        )  # fmt: skip
        return answer.due

    def _row(self) -> None:
        course, child, plan = self.course, self.child, self.record.plan
        concluded = course.concluded_at if self.past(course.concluded_at) else None
        person = self.record.register.held.get(child.member.reference)
        self.batch.add(
            Assessment, id=self.key, case_file_id=self.file, reference=self.reference, kind="section17",
            area_id=self.record.staff.area.pk, team_id=self.worker.team_id, lead_id=self.worker.appointment_id,
            contact=plan.reference, child_reference=child.reference, handover=self.handover, enquiry=self.enquiry,
            person_id=person[0] if person else None, given_names=child.described.given,
            family_name=child.described.family, birth_on=child.described.birth_on, stage=self.stage, version=self.version,
            question="Is this child safe and well cared for, and what would help?", referred_at=plan.received_at,
            opened_at=course.opened_at, see_child_by_on=course.see_by,
            finish_by_on=after(course.opened_at, 35 * DAY).astimezone(LONDON).date(),
            timescale_reason="What is known allows time to get to know the family.",
            family_told_on=course.opened_at.astimezone(LONDON).date(), form_id=self._form_record(),
            outcome=course.outcome if concluded else "", reasons="From what was seen, said and known." if concluded else "",
            limb="reasonable_standard" if concluded and course.outcome == "in_need" else "", concluded_at=concluded,
            closed_at=course.closed_at if self.past(course.closed_at) else None,
        )  # fmt: skip

    def _form_record(self) -> int:
        pack, form, written = _form(self.record.plan.received_at.astimezone(LONDON).date())
        at = self.course.analysed_at if self.past(self.course.analysed_at) else self.course.opened_at
        answers = dict.fromkeys(written, texts.ASSESSED) if at == self.course.analysed_at else {}
        common = {"case_file_id": self.file, "answers": answers, "saved_at": at}
        made = self.batch.add(
            FormRecord, **common, reference=self.record.plan.codes("AF", self.sub), form=form, pack=pack, version=1,
            started_at=self.course.opened_at, author_id=self.worker.appointment_id, author_name=self.worker.name,
        )  # fmt: skip
        self.batch.add(
            FormVersion, **common, record_id=made, number=1, kind="autosaved", saved_by_name=self.worker.name
        )
        return made

    def _move(self, verb: str, to: str, event: str, at: Moment) -> None:
        before, self.stage = ("" if verb == "begin" else self.stage), to
        self.version += verb != "begin"
        self.batch.add(
            Move, case_file_id=self.file, process=PROCESS.code, record=self.reference, verb=verb, from_stage=before,
            to_stage=to, event=event, moved_at=at, moved_by_id=self.worker.appointment_id, moved_by_name=self.worker.post,
        )  # fmt: skip
