"""A recommendation taken as far as a test needs it, in an invented partnership."""

import datetime
from dataclasses import dataclass, field
from typing import Any

from django.utils import timezone

from sharedduty.foundations.access.api import Viewer, open_file, seen_by
from sharedduty.foundations.process.api import Handover, leave
from sharedduty.modules.action_plans.actions import answering, documents, ending, following, taking_in
from sharedduty.modules.action_plans.models import ActionPart, Document, TrackedRecommendation
from sharedduty.modules.action_plans.process import START
from sharedduty.modules.front_door.tests.partnership import Partnership
from sharedduty.modules.practice_review.actions.reporting import add_recommendation
from sharedduty.modules.practice_review.models import PracticeReview
from sharedduty.modules.practice_review.tests.scenes import ADVISED, without

DAY = datetime.timedelta(days=1)
WORDS = "Schools hear of domestic abuse before the next school day."
PLAN = {
    "what": "Ring each school at eight.", "post": "", "owner": "Duty sergeant", "intended": "Teachers know.",
    "monitored": "Counted each month.", "signed_by": "S. Exemplar, superintendent", "own_plan": "Line 7",
}  # fmt: skip
ACCEPTED = {
    "accepted_by": "The Executive", "owner": "Head of public protection, police", "intended": "Children are met with care.",
    "measure": "Calls by nine o'clock, each month.",
}  # fmt: skip
LOOKED = {
    "priority": "now", "front_line": "yes", "hard_to_measure": False, "group": "", "repeats": "no", "said_before_because": "",
}  # fmt: skip
EVIDENCE = {
    "again": "", "kind": "own_audit", "title": "Audit of calls", "kept_at": "Police system, number 12",
    "shows": "Nine of ten schools were rung by nine.", "lever": "training", "lever_worked": "yes",
}  # fmt: skip
SHARED = {"changed": "Schools are rung by nine.", "audience": "All sergeants", "channel": "Briefing"}
PRODUCT = {"kind": "protocol", "title": "Call protocol", "kept_at": "Intranet"}


def today() -> datetime.date:
    """The day it is in London."""
    return timezone.localdate()


def source(**more: Any) -> dict[str, Any]:
    """A whole recommendation as it is taken in."""
    return {
        "wording": WORDS, "source_kind": "rapid_review", "source_title": "Rapid review of a baby's injury", "source_number": "1",
        "modality": "should", "addressee": "Police", "gap": "practice", "breadth": "local", "made_on": today() - 100 * DAY,
        **more,
    }  # fmt: skip


@dataclass
class Plan:
    """A recommendation and who works on it. Steps of it are the business manager's, those of a part its agency's."""

    house: Partnership
    unit: Viewer
    held: TrackedRecommendation
    parts: dict[str, ActionPart] = field(default_factory=dict)

    def does(self, action: Any, given: dict[str, Any] | None = None, *, by: Viewer | None = None, **more: Any) -> Any:
        """Take one step of the recommendation."""
        who = by or self.unit
        with seen_by(who):
            held = TrackedRecommendation.objects.select_related("case_file").get(pk=self.held.pk)
            made = action(by=who, held=held, given={**(given or {}), **more})
            self.held = held
            return made

    def answers(
        self, action: Any, given: dict[str, Any] | None = None, *, role: str = "police_mash", **more: Any
    ) -> Any:
        """An agency takes one step of its part."""
        who = self.house.post_holder(role)
        with seen_by(who):
            held = ActionPart.objects.select_related("case_file").get(pk=self.parts[role].pk)
            made = action(by=who, held=held, given={**(given or {}), **more})
            self.parts[role] = held
            return made

    def looked(self, **more: Any) -> "Plan":
        """It was looked at."""
        self.does(following.look_at, LOOKED, **more)
        return self

    def accepted(self, **more: Any) -> "Plan":
        """It is accepted, ninety days ago."""
        given = {"accepted_on": today() - 90 * DAY, "due_on": today() + 60 * DAY}
        self.does(following.accept, ACCEPTED, **{**given, **more})
        return self

    def asked(self, *teams: str) -> "Plan":
        """Agencies are asked, the police where none is named."""
        roles = {"police": "police_mash", "health": "health_mash", "education": "education_mash", "school": "teacher"}
        chosen = teams or ("police",)
        for team in chosen:
            self.house.post_holder(roles[team])  # who holds a post is there before they are told
        made = self.does(
            following.ask_agencies, teams=[self.house.teams[one] for one in chosen], asked="What do you do?",
            answer_by_on=today() + 14 * DAY,
        )  # fmt: skip
        for team, part in zip(chosen, made, strict=True):
            self.parts[roles[team]] = part
        return self

    def planned(self, role: str = "police_mash", **more: Any) -> "Plan":
        """An agency says what it does."""
        self.answers(answering.plan, PLAN, role=role, due_on=today() + 30 * DAY, **more)
        return self

    def done(self, role: str = "police_mash") -> "Plan":
        """It is done."""
        self.answers(answering.record_done, role=role, text="Calls began.", found_on=today() - 20 * DAY)
        return self

    def adopted(self, role: str = "police_mash") -> "Plan":
        """It is in place."""
        given = {"text": "Every day.", "known_from": "Duty log", "found_on": today() - 10 * DAY}
        self.answers(answering.record_adopted, given, role=role)
        return self

    def evidence(self, role: str = "police_mash", **more: Any) -> Any:
        """A piece of evidence is added."""
        return self.answers(answering.add_evidence, {**EVIDENCE, "dated_on": today() - 5 * DAY}, role=role, **more)

    def effect(self, role: str = "police_mash") -> "Plan":
        """The effect is shown, on evidence."""
        self.evidence(role)
        given = {"text": "Teachers were ready.", "known_from": "Asked 20 teachers", "found_on": today()}
        self.answers(answering.record_effect, given, role=role)
        return self

    def as_far_as(self, stage: str) -> "Plan":
        """Bring it, by its own steps, to one of its open stages."""
        for reached, move in (("triaged", self.looked), ("accepted", self.accepted), ("allocated", self.asked)):
            order = ("received", "triaged", "accepted", "allocated")
            if order.index(stage) >= order.index(reached) > order.index(self.held.stage):
                move()
        return self

    def shown(self) -> "Plan":
        """As far as every agency's effect."""
        self.as_far_as("allocated").planned().done().adopted().effect()
        return self

    def proposed(self) -> "Plan":
        """Closing is proposed."""
        self.does(ending.propose_closing, why="Schools are ready each morning.")
        return self

    def document(self, title: str = "Call procedure") -> Document:
        """A document in the list, which should carry it from a month ago."""
        with seen_by(self.unit):
            made = documents.add_document(by=self.unit, given={"kind": "procedure", "title": title, "owner": "Police"})
        self.does(following.name_carrier, which=made.reference, since_on=today() - 30 * DAY)
        return made

    def issued(self, document: Document, days: int = 3) -> None:
        """A document was issued again some days ago."""
        with seen_by(self.unit):
            documents.note_reissue(by=self.unit, held=document, given={"reissued_on": today() - days * DAY})


def waiting_lightly(house: Partnership, *, child: str = "Robin", count: int = 1) -> Handover:
    """The hand-over of a practice review that ended as not published, without the road there."""
    practice = without(house, given_names=child).as_far_as("reported")
    for number in range(count - 1):
        practice.does(add_recommendation, ADVISED, text=f"Another thing, {number}.", due_on=today() + 90 * DAY)
    unit, held = practice.unit, practice.held
    with seen_by(unit):
        PracticeReview.objects.filter(pk=held.pk).update(stage="unpublished")
        file = open_file(
            by=unit,
            kind="handover",
            area_id=held.area_id,
            team_id=held.team_id,
            letter="HF",
            out_of=[held.case_file_id],
        )
        return leave(
            by=unit, file=file, from_record=held.reference, start=START, owner_team_id=held.team_id,
            summary=f"Recommendations about {child}",
        )  # fmt: skip


def taken_in(house: Partnership, **more: Any) -> Plan:
    """A recommendation taken in by the business manager."""
    unit = house.post_holder("business_manager")
    with seen_by(unit):
        return Plan(house, unit, taking_in.take_in(by=unit, given=source(**more)))
