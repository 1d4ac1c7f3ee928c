"""A breach of personal data taken as far as a test needs it."""

import datetime
from dataclasses import dataclass
from typing import Any

from django.utils import timezone

from sharedduty.foundations.access.api import Viewer, seen_by
from sharedduty.foundations.process.api import Clock
from sharedduty.modules.front_door.tests.partnership import Partnership
from sharedduty.modules.speaking_up.actions import breaches as acts
from sharedduty.modules.speaking_up.models import DataBreach
from sharedduty.modules.speaking_up.queries import breaches as reading

HOURS = datetime.timedelta(hours=1)


def breach(**more: Any) -> dict[str, Any]:
    """A whole account of a breach of which somebody became aware an hour ago."""
    now = timezone.now()
    return {
        "happened": "A letter went to the wrong house.", "happened_on": timezone.localdate(now - HOURS),
        "aware_at": now - HOURS, "people": ["children"], "how_many": 2, "data": ["whereabouts"], "found_by": "", **more,
    }  # fmt: skip


RISK = {"risk": "likely", "reasons": "The father knows the street now.", "decided_by": "P. Officer"}
LEFT = {"way": "not_told", "reason": "It came back unopened.", "decided_by": "P. Officer"}


@dataclass
class Found:
    """A breach and the privacy officer who keeps the register; every method acts as them."""

    officer: Viewer
    held: DataBreach

    def do(self, act: Any, **given: Any) -> "Found":
        """Take a step with these answers, on the record as it now stands."""
        with seen_by(self.officer):
            held = reading.by_reference(self.officer, self.held.reference)
            assert held is not None
            act(by=self.officer, held=held, given=given)
            self.held = held
        return self

    def judged(self, risk: str = "likely") -> "Found":
        """Judge the risk."""
        return self.do(acts.judge_risk, **{**RISK, "risk": risk})

    def settled(self) -> "Found":
        """Judge no risk, tell nobody, say what was done: ready to close."""
        self.judged("unlikely").do(acts.leave_regulator, **LEFT)
        self.do(acts.leave_people, **{**LEFT, "way": "no_high_risk"})
        return self.do(acts.note_measure, text="It was fetched.")

    def clocks(self) -> list[Clock]:
        """Its limits, in the order they began to run."""
        with seen_by(self.officer):
            return list(Clock.objects.filter(record=self.held.reference).order_by("pk"))


def found(house: Partnership, **more: Any) -> Found:
    """A breach that the privacy officer wrote down."""
    officer = house.post_holder("privacy_officer")
    with seen_by(officer):
        return Found(officer, acts.write_down(by=officer, given=breach(**more)))
