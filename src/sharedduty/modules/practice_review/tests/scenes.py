"""A practice review taken as far as a test needs it, in an invented partnership."""

import datetime
from dataclasses import dataclass
from typing import Any

from django.utils import timezone

from sharedduty.foundations.access.api import Viewer, open_file, seen_by
from sharedduty.foundations.process.api import Clock, Handover, leave
from sharedduty.modules.front_door.tests.partnership import Partnership
from sharedduty.modules.practice_review.actions import opening, publishing, reporting, reviewing
from sharedduty.modules.practice_review.models import PracticeReview, PublicationDecision, PublishedReview
from sharedduty.modules.practice_review.process import START
from sharedduty.modules.practice_review.rules.commissioning import CHECKS
from sharedduty.modules.rapid_review.actions import opening as rapid_opening
from sharedduty.modules.rapid_review.models import ReviewDecision
from sharedduty.modules.rapid_review.tests.scenes import CONSIDERED, begun

HOUR, DAY = datetime.timedelta(hours=1), datetime.timedelta(days=1)
STAGES = ("to_decide", "commissioning", "reviewing", "reported", "decided", "published")
OPENED = {
    "what_happened": "A baby was hurt at home.", "because": "The three partners decided on it.", "given_names": "Robin",
    "family_name": "Testwick", "birth_on": datetime.date(2019, 5, 4),
}  # fmt: skip
REVIEWER = {
    **{code: f"{code}: shown by earlier work." for code in CHECKS}, "part": "reviewer", "name": "Sasha Exemplar",
    "body": "for themselves", "linked": "no", "conflict": "", "managed": "", "appointed_by": "The Executive",
}  # fmt: skip
TERMS = {
    "focus": "How weekends are covered.", "questions": "Why did nobody ring?", "method": "systems", "why_method": "It asks why.",
    "levels": "Shifts, rotas and what was learned before.", "child_view": "A day in the life of the baby.",
    "agreed_by": "The Executive", "why_again": "", "period_from_on": datetime.date(2025, 1, 1),
    "period_to_on": datetime.date(2025, 6, 30),
}  # fmt: skip
FAMILY = {
    "kind": "family", "name": "Mary Testwick", "role": "mother", "how": "A visit", "told": "Nobody is blamed.",
    "support": "An advocate", "not_invited_because": "",
}  # fmt: skip
REPORT = {
    "title": "A baby hurt at home", "account": "A baby was hurt on a weekend.", "analysis": "Nobody knew who was on call.",
    "improvements": "One number for weekends.", "why_again": "",
}  # fmt: skip
SOURCE = {
    "title": "Robin Testwick", "account": "Robin Testwick was hurt on a weekend.\nMary rang.",
    "analysis": "Nobody knew who was on call.", "improvements": "One number for weekends.",
}  # fmt: skip
ADVISED = {
    "text": "Have one number for weekends.", "owner": "Council and health board together",
    "outcome": "Whoever rings is heard.", "learned_from": "",
}  # fmt: skip
DECISION = {
    "route": "full", "reasons": "", "impact": "The family reads it a week before.", "decided_by": "The Executive",
    "why_again": "",
}  # fmt: skip


def today() -> datetime.date:
    """The day it is in London."""
    return timezone.localdate()


def beginning(**more: Any) -> dict[str, Any]:
    """A whole decision to begin."""
    return {
        "begins": "yes", "reasons": "Two agencies did not speak.", "advice": "The group advised it.", "agreed": "yes",
        "consulted": "", "decided_by": "The Executive", "decided_at": timezone.now(), **more,
    }  # fmt: skip


@dataclass
class Practice:
    """A review and who works on it; every method acts as the business manager."""

    house: Partnership
    unit: Viewer
    held: PracticeReview

    def does(self, action: Any, given: dict[str, Any] | None = None, **more: Any) -> Any:
        """Take one step as the business manager."""
        with seen_by(self.unit):
            self.held.refresh_from_db()
            facts = {} if given is None and not more else {"given": {**(given or {}), **more}}
            return action(by=self.unit, held=self.held, **facts)

    def begins(self, **more: Any) -> "Practice":
        """It is decided to begin."""
        self.does(reviewing.decide_beginning, beginning(**more))
        return self

    def settled(self) -> "Practice":
        """Reviewer and terms stand, and the review starts."""
        self.does(reviewing.appoint_reviewer, REVIEWER, appointed_on=today())
        self.does(reviewing.agree_terms, TERMS, agreed_on=today())
        self.does(reviewing.start_review)
        return self

    def heard(self) -> "Practice":
        """Family and practitioners are invited, progress is asked."""
        self.does(reviewing.invite, FAMILY, invited_on=today())
        self.does(
            reviewing.invite,
            FAMILY,
            kind="practitioner",
            name="Kit Helpwell",
            role="health visitor",
            invited_on=today(),
        )
        self.asks()
        return self

    def asks(self) -> Any:
        """Ask the reviewer for progress."""
        given = {
            "asked": "How far are you?",
            "asked_of": "Sasha",
            "asked_at": timezone.now(),
            "answer_by_on": today() + 7 * DAY,
        }
        return self.does(reviewing.ask_progress, given)

    def reported(self, **more: Any) -> "Practice":
        """The report is in, with one recommendation."""
        self.does(reporting.write_report, REPORT, received_on=today(), **more)
        self.does(reporting.add_recommendation, ADVISED, due_on=today() + 90 * DAY)
        return self

    def decides(self, **more: Any) -> "Practice":
        """Publication is decided, a month ago as far as the record says, so that what follows has room."""
        self.does(publishing.decide_publication, DECISION, **{"planned_on": today(), **more})
        with seen_by(self.unit):
            PublicationDecision.objects.filter(review=self.held).update(decided_at=timezone.now() - 40 * DAY)
        return self

    def sends(self, *whom: str, at: datetime.datetime | None = None, **more: Any) -> "Practice":
        """It went to these, thirty days ago where nothing else is said."""
        for one in whom or ("panel", "secretary_of_state", "ofsted"):
            given = {
                "recipient": one,
                "sent_at": at or timezone.now() - 30 * DAY,
                "how": "Secure email",
                "late_because": "",
            }
            self.does(publishing.send_ahead, {**given, **more})
        return self

    def publishes(self, **more: Any) -> PublishedReview:
        """It is made public."""
        made: PublishedReview = self.does(publishing.publish, {"late_because": "", "ofsted_because": "", **more})
        return made

    def as_far_as(self, stage: str) -> "Practice":
        """Bring it, by its own steps, to one of its stages."""
        for reached, move in zip(
            STAGES[1:],
            (
                self.begins,
                self.settled,
                lambda: self.heard().reported(),
                self.decides,
                lambda: self.sends().publishes(),
            ),
            strict=True,
        ):
            if STAGES.index(stage) >= STAGES.index(reached) > STAGES.index(self.held.stage):
                move()
                with seen_by(self.unit):
                    self.held.refresh_from_db()
        return self

    def clock(self, key: str) -> Clock:
        """The latest clock of a key that was not set aside."""
        with seen_by(self.unit):
            found = Clock.objects.filter(record=self.held.reference, key=key, stopped_at=None).order_by("pk").last()
            assert found is not None
            return found


def without(house: Partnership, **more: Any) -> Practice:
    """A review taken up without a rapid review."""
    unit = house.post_holder("business_manager")
    with seen_by(unit):
        return Practice(house, unit, opening.open_without(by=unit, given={**OPENED, **more}))


def handed_over(house: Partnership, *, child: str = "Robin") -> Handover:
    """The hand-over that a rapid review decided for a local review leaves with the business unit."""
    review = begun(house, child=child).as_far_as("decided")
    with seen_by(review.unit):
        return Handover.objects.get(from_record=review.held.reference, start=START)


def taken_up(house: Partnership, *, child: str = "Robin") -> Practice:
    """A review taken up from a rapid review."""
    handover, unit = handed_over(house, child=child), house.post_holder("business_manager")
    with seen_by(unit):
        return Practice(house, unit, opening.open_from_handover(by=unit, handover=handover))


def waiting_lightly(house: Partnership, *, child: str = "Robin", family: str = "Testwick") -> tuple[Handover, int]:
    """The hand-over of a considered case decided for a local review, without its meeting; and the file of its rapid review."""
    unit = house.post_holder("business_manager")
    with seen_by(unit):
        given = {**CONSIDERED, "given_names": child, "family_name": family, "begun_at": timezone.now() - HOUR}
        rapid = rapid_opening.open_considered(by=unit, given=given)
        decided = {
            "number": 1,
            "chosen": ["local_review"],
            "reasons": "So.",
            "focus": f"{child}'s weekends",
            "decided_by": "C",
        }
        ReviewDecision.objects.create(
            case_file_id=rapid.case_file_id,
            review=rapid,
            decided_at=timezone.now(),
            recorded_by_id=unit.holding,
            **decided,
        )
        file = open_file(
            by=unit,
            kind="handover",
            area_id=rapid.area_id,
            team_id=rapid.team_id,
            letter="HF",
            out_of=[rapid.case_file_id],
        )
        made = leave(
            by=unit, file=file, from_record=rapid.reference, start=START, owner_team_id=rapid.team_id,
            summary=f"A local review about {child}",
        )  # fmt: skip
        return made, rapid.case_file_id
