"""A rapid review taken as far as a test needs it, from a notified incident of an invented partnership."""

import datetime
from dataclasses import dataclass
from typing import Any

from django.utils import timezone

from sharedduty.foundations.access.api import Appointment, Viewer, seen_by
from sharedduty.foundations.gatherings import actions as meetings
from sharedduty.foundations.gatherings.api import Gathering
from sharedduty.foundations.process.api import Handover
from sharedduty.foundations.requests.api import InformationRequest, answer
from sharedduty.modules.front_door.tests.partnership import Partnership
from sharedduty.modules.rapid_review.actions import deciding, gathering, opening, sending
from sharedduty.modules.rapid_review.models import RapidReview
from sharedduty.modules.rapid_review.process import MEETING, START
from sharedduty.modules.rapid_review.queries.meetings import MEETINGS, about_review
from sharedduty.modules.rapid_review.rules.deciding import CIRCUMSTANCES, CRITERIA, FLAGS
from sharedduty.modules.serious_incident.tests.scenes import opened

HOUR, DAY = datetime.timedelta(hours=1), datetime.timedelta(days=1)
MEMBERS = (("chair", "Casey Exemplar"), ("coordinator", "Corin Exemplar"))
FINDINGS = {
    "facts": "He was found unconscious.", "immediate": "His sister lives with an aunt.",
    "improvement": "Who tells whom at weekends.", "next_steps": "A local review is worth it.",
}  # fmt: skip
ACTION = {"what": "Check the other children of the home.", "owner": "Team manager, council"}
CONSIDERED = {
    "what_happened": "A near miss.", "because": "The front door found the threshold met.", "given_names": "Robin",
    "family_name": "Testwick", "birth_on": None,
}  # fmt: skip
SHARED = {
    "outcome": "shared", "held": "Seen twice by the health visitor.", "concerns": "", "relevance": "It shows who knew him.",
    "function_helped": "The rapid review.", "detriment": "no", "detriment_reason": "It helps.",
    "lawful_basis": "public_task", "consent_state": "not_sought", "special_category_ground": "safeguarding",
}  # fmt: skip


def criteria(answer: str = "met", **more: Any) -> dict[str, Any]:
    """Every criterion and circumstance answered."""
    judged = dict.fromkeys(CRITERIA, answer) | {f"{code}_why": f"{code}: so it seems." for code in CRITERIA}
    return {
        **judged, **dict.fromkeys((CIRCUMSTANCES | FLAGS), "no"), "settings": [], "judged_by": "The review", **more,
    }  # fmt: skip


def decision(*chosen: str, **more: Any) -> dict[str, Any]:
    """A whole decision; a local review where nothing else is said."""
    return {
        "chosen": list(chosen or ("local_review",)), "reasons": "Two agencies did not speak to each other.",
        "focus": "How weekends are covered.", "no_actions_because": "Nothing is open.", "why_again": "",
        "decided_by": "Casey Exemplar, chair", **more,
    }  # fmt: skip


@dataclass
class Review:
    """A review and those who work on it; every method acts as the business manager."""

    house: Partnership
    unit: Viewer
    held: RapidReview

    def named(self) -> "Review":
        """Name the core members the house does not know."""
        with seen_by(self.unit):
            for capacity, name in MEMBERS:
                given = {"capacity": capacity, "name": name, "body": "Invented partnership"}
                gathering.name_member(by=self.unit, held=self.held, given=given)
        return self

    def noticed(self) -> "Review":
        """Give notice to everybody."""
        with seen_by(self.unit):
            gathering.give_notice(by=self.unit, held=self.held, given={"told_how": "Secure email"})
        return self

    def asked(self, *teams: str) -> list[InformationRequest]:
        """Ask the teams of these keys, health where none is named."""
        chosen = [self.house.teams[key] for key in teams or ("health",)]
        with seen_by(self.unit):
            return gathering.ask_agencies(
                by=self.unit,
                held=self.held,
                teams=chosen,
                given={"question": "What is known?", "purpose": "The review"},
            )

    def answered(self, request: InformationRequest, role: str = "health_mash") -> None:
        """An agency answers what it was asked."""
        by = self.house.post_holder(role)
        with seen_by(by):
            answer(by=by, request=InformationRequest.objects.get(pk=request.pk), given=SHARED)

    def secured(self) -> "Review":
        """One agency's records are secured."""
        with seen_by(self.unit):
            given = {"agency": "Health", "records": "All", "secured_at": timezone.now(), "secured_by": "A. Keeper"}
            gathering.secure_file(by=self.unit, held=self.held, given=given)
        return self

    def meeting(self, *, absent: tuple[str, ...] = (), at: datetime.datetime | None = None) -> Gathering:
        """A meeting called about the review, held by its members and ended; without quorum it was decided to go on."""
        by, began = self.unit, at or timezone.now() - HOUR
        with seen_by(by):
            about = about_review(by, self.held.reference)
            assert about is not None
            made = meetings.call_together(
                by=by, people=about.people, room=MEETINGS, use=MEETING, about=about, purpose="To decide",
                starts_at=began, ends_at=began + HOUR, mode="video",
            )  # fmt: skip
            meetings.begin(by=by, gathering=made, at=began)
            for one in made.invitations.order_by("pk"):
                if one.capacity not in absent:
                    meetings.came(by=by, gathering=made, invitation=one, at=began, may_decide=True)
            finding = meetings.judge_quorum(by=by, gathering=made)
            if not finding.quorate:
                meetings.decide_on_quorum(
                    by=by, finding=finding, go_on=True, decided_by_name="Casey", because="Urgent."
                )
            meetings.end(by=by, gathering=made, at=began + HOUR / 2)
            return made

    def met(self, **more: Any) -> "Review":
        """As far as the meeting taken in."""
        self.named().noticed().secured()
        self.asked()
        made = self.meeting(**more)
        with seen_by(self.unit):
            gathering.take_in_meeting(by=self.unit, held=self.held, given={"meeting": made.reference})
        return self

    def weighed(self, **more: Any) -> "Review":
        """The aims answered and the criteria judged."""
        with seen_by(self.unit):
            gathering.write_findings(by=self.unit, held=self.held, given=FINDINGS)
            deciding.judge_criteria(by=self.unit, held=self.held, given=criteria(**more))
        return self

    def decided(self, *chosen: str, **more: Any) -> "Review":
        """Decide what follows."""
        with seen_by(self.unit):
            deciding.decide(by=self.unit, held=self.held, given=decision(*chosen, **more))
        return self

    def told(self, *whom: str, **more: Any) -> "Review":
        """Record that these were told."""
        with seen_by(self.unit):
            for code in whom:
                given = {
                    "told": code,
                    "recipient": code,
                    "told_at": timezone.now(),
                    "told_by": "B. Manager",
                    "how": "email",
                }
                sending.tell(by=self.unit, held=self.held, given={**given, "reviewer": "R. Eviewer", **more})
        return self

    def sent(self, **more: Any) -> "Review":
        """Send the review to the Panel."""
        given = {"sent_at": timezone.now(), "how": "Secure email", "copied_to": "Both chairs", "text": "", **more}
        with seen_by(self.unit):
            sending.send(by=self.unit, held=self.held, given=given)
        return self

    def replied(self, view: str = "agrees", **more: Any) -> "Review":
        """The Panel replies."""
        given = {"view": view, "text": "Thank you.", "received_at": timezone.now(), "answer_by_on": None, **more}
        with seen_by(self.unit):
            sending.record_reply(by=self.unit, held=self.held, given=given)
        return self

    def as_far_as(self, stage: str) -> "Review":
        """Bring it, by its own steps, to one of its stages."""
        if stage != "gathering":
            self.met().weighed()
        if stage in ("decided", "sent", "replied"):
            self.decided()
        if stage in ("sent", "replied"):
            self.told("leads", "board_chair").sent()
        return self.replied() if stage == "replied" else self


def appointment_of(viewer: Viewer) -> Appointment:
    """The appointment somebody acts in."""
    return Appointment.objects.select_related("account", "post__team__organisation").get(pk=viewer.appointment_id)


def handed_over(house: Partnership, *, child: str = "Robin", **more: Any) -> Handover:
    """The hand-over that a notified incident about a child of this name leaves with the business unit."""
    case = opened(house)
    case.child(given_names=child)
    case.views()
    case.decided()
    case.checked()
    case.written()
    case.notified(**more)
    unit = house.post_holder("business_manager")
    with seen_by(unit):
        return Handover.objects.get(from_record=case.held.reference, start=START)


def begun(house: Partnership, *, child: str = "Robin", **more: Any) -> Review:
    """A review taken up from a notified incident."""
    handover, unit = handed_over(house, child=child, **more), house.post_holder("business_manager")
    with seen_by(unit):
        return Review(house, unit, opening.open_from_handover(by=unit, handover=handover))
