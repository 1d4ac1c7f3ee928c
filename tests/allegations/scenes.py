"""An allegation taken as far as a test needs it, in an invented partnership."""

import datetime
from dataclasses import dataclass
from typing import Any

from django.utils import timezone

from sharedduty.foundations.access.api import Appointment, Viewer, seen_by
from sharedduty.foundations.gatherings import actions as meetings
from sharedduty.foundations.gatherings.api import Gathering
from sharedduty.foundations.gatherings.models import Invitation
from sharedduty.modules.allegations.actions import judging, managing, referring
from sharedduty.modules.allegations.models import Allegation, Referral
from sharedduty.modules.allegations.process import MEETING
from sharedduty.modules.allegations.queries.meetings import MEETINGS, about_allegation
from sharedduty.modules.front_door.tests.partnership import Partnership

HOUR, DAY = datetime.timedelta(hours=1), datetime.timedelta(days=1)
CRITERIA = ("harm", "offence", "risk")
STRANDS = ("police", "social_care", "employer")


def told(**more: Any) -> dict[str, Any]:
    """A whole referral of an employer, about something that came to be known an hour ago."""
    return {
        "wanted": "referral", "conflict": "no", "accused_name": "Avery Untrue", "accused_email": "", "too_close": "",
        "accused_work": "Teaches the third year.", "worker": "employee", "employer": "Invented School", "sector": "school",
        "source": "employer", "came_at": timezone.now() - HOUR, "late_because": "", "what_happened": "A child was pushed.",
        "told_from": "A colleague saw it.", "earlier": "", "children": "Robin, 9", "child_safe": "Another class.",
        "senior_told": "Sam Senior, head", "accused_knows": "no", "informed": "", "inquiry_begun": "no", **more,
    }  # fmt: skip


def typed(**more: object) -> dict[str, object]:
    """A referral as a form sends it."""
    given = told(**more)
    came = timezone.localtime(given.pop("came_at"))
    parts = {"day": came.day, "month": came.month, "year": came.year}
    return {**given, **{f"came_at-{one}": number for one, number in parts.items()}, "came_at_time": f"{came:%H:%M}"}


def discussion(**more: Any) -> dict[str, Any]:
    """A whole initial discussion."""
    return {
        "discussed_at": timezone.now() - HOUR / 2, "spoke_with": "Sam Senior, head", "concern": "allegation",
        "at_once": "Keep them apart.", "employment": "Do not enquire.", "safeguarding": "Ask the parents in.", "talk": "",
        **more,
    }  # fmt: skip


def judgement(answer: str = "met", **more: Any) -> dict[str, Any]:
    """Every criterion judged alike."""
    codes = (*CRITERIA, "trust", "transfer")
    judged = dict.fromkeys(codes, answer) | {f"{code}_why": f"{code}: so it seems." for code in codes}
    return {**judged, "judged_by": "L. Officer", **more}


def suspension(**more: Any) -> dict[str, Any]:
    """Suspension considered, and another way taken."""
    return {
        "alternatives": ["supervised"], "alternatives_why": "A second adult is there.", "officer_view": "It is enough.",
        "decided": "alternative", "reasons": "The child is in another class.", "decided_by": "Sam Senior, head",
        "support": "A union representative", **more,
    }  # fmt: skip


@dataclass
class Case:
    """An allegation and whoever works on it; every method acts as that person."""

    house: Partnership
    officer: Viewer
    held: Allegation

    @property
    def referral(self) -> Referral:
        """The referral it was taken up from, read as whoever works on it."""
        with seen_by(self.officer):
            return Referral.objects.select_related("case_file").get(reference=self.held.referral)

    def fresh(self) -> "Case":
        """Read the record again."""
        with seen_by(self.officer):
            self.held = Allegation.objects.select_related("case_file", "team", "area").get(pk=self.held.pk)
        return self

    def discussed(self) -> "Case":
        """Talk with the employer and judge the criteria."""
        with seen_by(self.officer):
            judging.discuss(by=self.officer, held=self.held, given=discussion())
            judging.judge(by=self.officer, held=self.held, given=judgement())
        return self

    def child(self, welfare: str = "", **more: Any) -> Any:
        """Name a child, and decide what is done for it where that is said."""
        given = {"given_names": "Robin", "family_name": "Testwick", "birth_on": None, **more}
        with seen_by(self.officer):
            made = judging.name_child(by=self.officer, held=self.held, given=given)
            if welfare:
                judging.settle_welfare(
                    by=self.officer, held=self.held,
                    given={"which": made.reference, "welfare": welfare, "welfare_why": "Robin was hurt at a club."},
                )  # fmt: skip
                made.refresh_from_db()
        return made

    def went(self, way: str = "managed") -> "Case":
        """Decide which way it goes."""
        with seen_by(self.officer):
            judging.decide_way(
                by=self.officer, held=self.held, given={"way": way, "reasons": "So it was.", "decided_by": "L. Officer"}
            )
        return self

    def sent(self, text: str = "We spoke. Keep them apart.") -> "Case":
        """Send the employer the record."""
        with seen_by(self.officer):
            judging.send_record(
                by=self.officer, held=self.held, given={"text": text, "sent_to": "Sam Senior", "how": "Here"}
            )
        return self

    def stranded(self, opened: str = "closed") -> "Case":
        """Note each of the three strands."""
        with seen_by(self.officer):
            for kind in STRANDS:
                given = {"kind": kind, "opened": opened, "stands": f"{kind} stands.", "lead": "A lead", "next_on": None}
                managing.note_strand(by=self.officer, held=self.held, given=given)
        return self

    def suspended(self) -> "Case":
        """Consider suspension."""
        with seen_by(self.officer):
            managing.consider_suspension(by=self.officer, held=self.held, given=suspension())
        return self

    def told(self, *whom: str, **more: Any) -> "Case":
        """Record that these were told."""
        with seen_by(self.officer):
            for code in whom or ("accused", "child", "parents"):
                given = {
                    "told": code, "recipient": code, "held_back": False, "what": "What was decided.",
                    "told_at": timezone.now(), "told_by": "L. Officer", "how": "In person", **more,
                }  # fmt: skip
                managing.tell(by=self.officer, held=self.held, given=given)
        return self

    def called(self) -> Gathering:
        """Call a meeting with those the record names and a police officer."""
        by, began = self.officer, timezone.now() - HOUR
        police = self.house.post_holder("police_mash")
        with seen_by(by):
            about = about_allegation(by, self.held.reference)
            assert about is not None
            made = meetings.call_together(
                by=by, people=about.people, room=MEETINGS, use=MEETING, about=about, purpose="To plan", starts_at=began,
                ends_at=began + HOUR, mode="video",
            )  # fmt: skip
            meetings.invite(
                by=by, gathering=made, capacity="police", appointment=Appointment.objects.get(pk=police.appointment_id)
            )
        return made

    def met(self) -> Gathering:
        """Hold a meeting, quorate, and end it."""
        by, made = self.officer, self.called()
        with seen_by(by):
            began = made.starts_at
            meetings.begin(by=by, gathering=made, at=began)
            for one in Invitation.objects.filter(gathering=made).order_by("pk"):
                meetings.came(by=by, gathering=made, invitation=one, at=began, may_decide=True)
            finding = meetings.judge_quorum(by=by, gathering=made)
            if not finding.quorate:
                meetings.decide_on_quorum(by=by, finding=finding, go_on=True, decided_by_name="Lou", because="Urgent.")
            meetings.end(by=by, gathering=made, at=began + HOUR / 2)
        return made

    def concluded(self, outcome: str = "substantiated") -> "Case":
        """Record the outcome."""
        with seen_by(self.officer):
            given = {"outcome": outcome, "reasons": "Two people saw it.", "decided_by": "The meeting"}
            managing.conclude(by=self.officer, held=self.held, given=given)
        return self

    def duty(self, **more: Any) -> Any:
        """Note that the employer must refer somebody on."""
        given = {
            "kind": "dbs", "body": "The Disclosure and Barring Service", "owed_by": "Invented School",
            "removed_on": timezone.localdate(), "would_have": False, "because": "Dismissed for it.", **more,
        }  # fmt: skip
        with seen_by(self.officer):
            return managing.note_duty(by=self.officer, held=self.held, given=given)

    def as_far_as(self, stage: str) -> "Case":
        """Bring it, by its own steps, to one of its stages."""
        if stage == "looking":
            return self
        self.discussed()
        self.child("none")
        if stage in ("not_met", "advised"):
            return self.went(stage)
        self.went()
        if stage in ("concluded", "closed"):
            self.stranded().suspended().met()
            self.concluded().sent().told()
        if stage == "closed":
            with seen_by(self.officer):
                managing.close(by=self.officer, held=self.held)
        return self


def referred(house: Partnership, *, by: str = "teacher", **more: Any) -> Referral:
    """A referral of somebody in this role."""
    house.post_holder("lado")
    sender = house.post_holder(by)
    with seen_by(sender):
        return referring.refer(by=sender, given=told(**more))


def taken_up(house: Partnership, *, officer: str = "lado", by: str = "teacher", **more: Any) -> Case:
    """A referral taken up by whoever it was given to."""
    referral, viewer = referred(house, by=by, **more), house.post_holder(officer)
    with seen_by(viewer):
        made = referring.take_up(by=viewer, referral=Referral.objects.get(pk=referral.pk))
        return Case(house, viewer, made)
