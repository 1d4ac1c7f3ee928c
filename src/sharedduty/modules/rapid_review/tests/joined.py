"""A rapid review and the review of the same child's death, whose meeting serves both."""

from dataclasses import dataclass
from typing import Any

import pytest
from django.utils import timezone

from sharedduty.foundations.access.api import Viewer, seen_by
from sharedduty.foundations.gatherings import actions as meetings
from sharedduty.foundations.gatherings.models import Gathering, Part, QuorumFinding
from sharedduty.foundations.process.api import CannotMove
from sharedduty.modules.child_death.tests.scenes import Death
from sharedduty.modules.front_door.tests.partnership import Partnership
from sharedduty.modules.rapid_review.actions import gathering
from sharedduty.modules.rapid_review.process import MEETING
from sharedduty.modules.rapid_review.queries.meetings import MEETINGS, about_review
from sharedduty.modules.rapid_review.tests.scenes import HOUR, Review, appointment_of

NOTED = {"kind": "child_death", "lead": "Designated doctor", "agreed": "One meeting for both.", "joint_meeting": True}


@dataclass
class Both:
    """A review and a death of the same child, and whoever works on both."""

    house: Partnership
    review: Review
    death: Death
    meeting: Gathering | None = None

    @property
    def unit(self) -> Viewer:
        """The business unit, which holds both records."""
        return self.review.unit

    def noted(self) -> "Both":
        """That one meeting serves both."""
        with seen_by(self.unit):
            gathering.note_process(
                by=self.unit, held=self.review.held, given={**NOTED, "record": self.death.held.reference}
            )
        return self

    def called(self, **more: Any) -> Gathering:
        """The meeting, called for both with the members of the review."""
        began = timezone.now() - HOUR
        with seen_by(self.unit):
            about = about_review(self.unit, self.review.held.reference)
            assert about is not None
            self.meeting = meetings.call_together(
                by=self.unit, people=about.people, room=MEETINGS, use=MEETING, about=about, purpose="Both at once",
                mode="video", **{"starts_at": began, "ends_at": began + HOUR, "joint": [self.death.held.reference], **more},
            )  # fmt: skip
            return self.meeting

    def part(self) -> Part:
        """The part of the child's death."""
        return Part.objects.get(gathering=self.meeting, room="child_death")

    def comes_for_death(self, role: str, seat: str, *, both: str = "") -> Any:
        """Somebody invited for the death, and where `both` says as what, for the review too."""
        with seen_by(self.unit):
            more: dict[str, Any] = {"capacity": both} if both else {"capacity": "child_death", "parts": ()}
            assert self.meeting is not None
            return meetings.invite(
                by=self.unit, gathering=self.meeting, seats={self.part().reference: seat},
                appointment=appointment_of(self.house.post_holder(role)), **more,
            )  # fmt: skip

    def sat(self, *, absent: tuple[str, ...] = ()) -> dict[str, QuorumFinding]:
        """The meeting begun, everybody there but those of these names; the newest finding of each process."""
        assert self.meeting is not None
        with seen_by(self.unit):
            meetings.begin(by=self.unit, gathering=self.meeting, at=timezone.now() - HOUR)
            for one in self.meeting.invitations.order_by("pk"):
                if one.name not in absent:
                    meetings.came(by=self.unit, gathering=self.meeting, invitation=one, may_decide=True)
            meetings.judge_quorum(by=self.unit, gathering=self.meeting)
            return {"death" if one.part_id else "review": one for one in self.meeting.findings.order_by("pk")}

    def ended(self) -> Gathering:
        """The meeting, ended."""
        assert self.meeting is not None
        with seen_by(self.unit):
            meetings.end(by=self.unit, gathering=self.meeting, at=timezone.now())
        return self.meeting


def refused(act: Any, **given: Any) -> list[str]:
    """What an act says is missing."""
    with pytest.raises(CannotMove) as told:
        act(**given)
    return [one.text for one in told.value.missing]
