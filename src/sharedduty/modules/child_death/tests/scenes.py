"""A death taken as far as a test needs it, by its own steps, in an invented partnership with a panel."""

import datetime
from dataclasses import dataclass, field
from typing import Any

from django.utils import timezone

from sharedduty.foundations.access.api import Appointment, Viewer, seen_by
from sharedduty.foundations.gatherings import actions as meetings
from sharedduty.foundations.gatherings.api import Gathering, RoomGatherings
from sharedduty.foundations.requests.api import InformationRequest, answer
from sharedduty.modules.child_death.actions import gathering, notifying, panel, settling
from sharedduty.modules.child_death.models import ChildDeath, DeathForm, DeathNotice, PanelMember
from sharedduty.modules.child_death.process import MEETING, PANEL_MEETING
from sharedduty.modules.child_death.queries.choices import ANALYSIS
from sharedduty.modules.child_death.queries.meetings import MEETINGS, PANELS, about_death, about_panel
from sharedduty.modules.child_death.rules.gathering import CRITERIA
from sharedduty.modules.child_death.rules.panel import QUESTIONS
from sharedduty.modules.front_door.tests.partnership import Partnership

HOUR, DAY = datetime.timedelta(hours=1), datetime.timedelta(days=1)
BY = "B. Manager, business unit"
# Who sits on the panel of the scenes: role, seat.
SITTING = (("partner", "chair"), ("gp", "public_health"), ("health_mash", "designated_doctor"))
ANALYSED = {
    "account": "He was found asleep.", "cause_given": "Not known yet.", "in_child": "Nothing.", "in_care": "Nothing.",
    "in_surroundings": "A sofa.", "in_services": "Nothing.", "support": "A nurse calls.", "learned": "How babies sleep.",
}  # fmt: skip
ANSWER = {
    "outcome": "shared", "held": "Seen twice by the health visitor.", "concerns": "", "relevance": "It shows who knew him.",
    "function_helped": "The review.", "detriment": "no", "detriment_reason": "It helps.",
    "lawful_basis": "public_task", "consent_state": "not_sought", "special_category_ground": "safeguarding",
}  # fmt: skip
OUTPUT = {
    "title": "Where babies sleep",
    "learning": "A sofa is no place to sleep.",
    "for_whom": "Midwives",
    "checked_by": "",
}


def notice(**more: Any) -> dict[str, Any]:
    """A whole notice of the death of a boy of five months, yesterday."""
    yesterday = timezone.localdate() - DAY
    return {
        "kind": "death", "given_names": "Robin", "family_name": "Testwick", "birth_on": yesterday - 150 * DAY,
        "happened_on": yesterday, "home": "4 Invented Row, Testham", "place": "Testham hospital, emergency department",
        "what_happened": "Found lifeless in the morning.", "coroner_told": "yes", "on_behalf": "", **more,
    }  # fmt: skip


def scope(**more: Any) -> dict[str, Any]:
    """The facts of a death the law says must be reviewed here."""
    return {
        "under_18": "yes", "born_alive": "yes", "stillborn_attended": "no", "stillborn_alone": "no", "termination": "no",
        "resident": "yes", "weeks": None, "area_answer": "here", "other_area": "", "other_told_at": None, "agreed": "",
        "reasons": "He lived here.", "judged_by": BY, **more,
    }  # fmt: skip


def response(decided: str = "yes", **more: Any) -> dict[str, Any]:
    """Every criterion judged, a sudden death with a joint response where nothing else is said."""
    judged: dict[str, Any] = dict.fromkeys(CRITERIA, "not_met") | {f"{code}_why": "So it seems." for code in CRITERIA}
    judged["sudden"] = "met" if decided == "yes" else "not_known" if decided == "not_yet" else "not_met"
    return {
        **judged, "decided": decided, "reasons": "Nothing explains it.", "lead": "Consultant; detective inspector",
        "guideline": "2016", "judged_by": BY, **more,
    }  # fmt: skip


def found(**more: Any) -> dict[str, Any]:
    """What the panel found: a modifiable factor, nothing else."""
    answers = dict.fromkeys(QUESTIONS, "no") | {f"{code}_why": "" for code in QUESTIONS}
    return {
        **answers, "cause": "Unascertained.", "cause_group": "unexplained", "modifiable": "yes", "factors": "Sleeping on a sofa",
        "not_earlier": "", "learning": "A sofa is no place to sleep.", "why_again": "", "decided_by": "C. Hair, chair", **more,
    }  # fmt: skip


def logged(kind: str, **more: Any) -> dict[str, Any]:
    """One entry of the family's log or of the work done."""
    return {
        "kind": kind, "who": "His mother", "whom": "", "words": "As it was.", "happened_at": timezone.now(), "by_whom": BY,
        **more,
    }  # fmt: skip


def notified(house: Partnership, role: str = "gp", **more: Any) -> DeathNotice:
    """A notice sent by somebody of a role."""
    by = house.post_holder(role)
    with seen_by(by):
        return notifying.notify(by=by, given=notice(**more))


def opened(house: Partnership, **more: Any) -> "Death":
    """A death taken in from a notice of the hospital."""
    told, unit = notified(house, **more), house.post_holder("business_manager")
    with seen_by(unit):
        return Death(house, unit, notifying.open_death(by=unit, notice=told))


@dataclass
class Death:
    """A death and those who work on it; every method acts as the business manager where it says nothing else."""

    house: Partnership
    unit: Viewer
    held: ChildDeath
    members: list[PanelMember] = field(default_factory=list)

    def settled(self, **more: Any) -> "Death":
        """Scope and area judged, the response decided, the kind chosen, the review begun."""
        with seen_by(self.unit):
            settling.judge_scope(by=self.unit, held=self.held, given=scope(**more))
            settling.judge_response(by=self.unit, held=self.held, given=response())
            settling.choose_category(by=self.unit, held=self.held, given={"category": "unexpected"})
            settling.begin_review(by=self.unit, held=self.held)
        return self

    def family(self, *kinds: str) -> "Death":
        """Entries in the family's log."""
        with seen_by(self.unit):
            for kind in kinds:
                gathering.record_family(by=self.unit, held=self.held, given=logged(kind))
        return self

    def work(self, *kinds: str, **more: Any) -> "Death":
        """Things done."""
        with seen_by(self.unit):
            for kind in kinds:
                gathering.record_work(by=self.unit, held=self.held, given=logged(kind, **more))
        return self

    def asked(self, *teams: str) -> list[InformationRequest]:
        """Ask the teams of these keys, health where none is named."""
        chosen = [self.house.teams[key] for key in teams or ("health",)]
        with seen_by(self.unit):
            return gathering.ask_agencies(
                by=self.unit, held=self.held, teams=chosen,
                given={"question": "What is known?", "purpose": "The review", "due_at": timezone.now() + 7 * DAY},
            )  # fmt: skip

    def answered(self, request: InformationRequest, role: str = "health_mash") -> None:
        """An agency answers what it was asked."""
        by = self.house.post_holder(role)
        with seen_by(by):
            answer(by=by, request=InformationRequest.objects.get(pk=request.pk), given=ANSWER)

    def meeting(
        self, room: RoomGatherings, come: tuple[tuple[str, str], ...], at: datetime.datetime | None = None
    ) -> Gathering:
        """A meeting of people of these roles in these capacities, held an hour ago and ended."""
        by, began = self.unit, at or timezone.now() - HOUR
        use, about_of = (MEETING, about_death) if room is MEETINGS else (PANEL_MEETING, about_panel)
        with seen_by(by):
            about = about_of(by, self.held.reference)
            assert about is not None
            made = meetings.call(
                by=by, room=room, use=use, about=about, purpose="To put together what is known", starts_at=began,
                ends_at=began + HOUR, mode="video",
            )  # fmt: skip
            for role, capacity in come:
                one = appointment_of(self.house.post_holder(role))
                meetings.invite(by=by, gathering=made, capacity=capacity, appointment=one)
            meetings.begin(by=by, gathering=made, at=began)
            for invitation in made.invitations.order_by("pk"):
                meetings.came(by=by, gathering=made, invitation=invitation, at=began, may_decide=True)
            finding = meetings.judge_quorum(by=by, gathering=made)
            if not finding.quorate:
                meetings.decide_on_quorum(
                    by=by, finding=finding, go_on=True, decided_by_name="Casey", because="Urgent."
                )
            meetings.end(by=by, gathering=made, at=began + HOUR / 2)
            return made

    def met(self) -> "Death":
        """As far as the review meeting on record."""
        self.settled().family("key_contact", "booklet")
        self.asked()
        made = self.meeting(MEETINGS, (("health_mash", "health"), ("police_mash", "police"), ("social_worker", "lead")))
        with seen_by(self.unit):
            gathering.take_in_meeting(by=self.unit, held=self.held, given={"meeting": made.reference})
        return self

    def form(self, code: str = ANALYSIS, answers: dict[str, Any] | None = None, *, finish: bool = True) -> DeathForm:
        """A form written, and finished."""
        with seen_by(self.unit):
            made = gathering.begin_form(by=self.unit, held=self.held, given={"code": code, "agency": "Health"})
            gathering.save_form(
                by=self.unit, held=self.held, record=made.form, changes=ANALYSED if answers is None else answers, page="",
                version=made.form.version, own={},
            )  # fmt: skip
            made.form.refresh_from_db()
            if finish:
                gathering.finish_form(by=self.unit, record=made.form)
            return made

    def member(self, role: str, seat: str, **more: Any) -> PanelMember:
        """Somebody named to the panel."""
        given = {"email": self.house.post_holder(role).email, "seat": seat, "part": "core", "deputy_of": "", **more}
        with seen_by(self.unit):
            made = panel.name_panel_member(by=self.unit, given=given)
        self.members.append(made)
        return made

    def signs(self, member: PanelMember, role: str) -> None:
        """A member signs for themselves."""
        by = self.house.post_holder(role)
        with seen_by(by):
            panel.sign(by=by, member=member, given={"agrees": True})

    def panel_signed(self) -> "Death":
        """A panel whose members have signed; those of an earlier scene in this house sit on it already."""
        with seen_by(self.unit):
            self.members = list(PanelMember.objects.filter(ended_at__isnull=True).order_by("pk"))
        there = {one.seat for one in self.members}
        for role, seat in SITTING:
            if seat not in there:
                self.signs(self.member(role, seat), role)
        return self

    def at_panel(self) -> "Death":
        """As far as the panel."""
        self.met().work("response", "safeguarding").form()
        self.panel_signed()
        with seen_by(self.unit):
            panel.put_to_panel(by=self.unit, held=self.held)
        return self

    def sheet(self, **more: Any) -> "Death":
        """The panel held, and its sheet signed."""
        made = self.meeting(PANELS, SITTING)
        with seen_by(self.unit):
            given = {"meeting": made.reference, "confirmed": True, "independent": True, **more}
            panel.sign_sheet(by=self.unit, held=self.held, given=given)
        return self

    def concluded(self, **more: Any) -> "Death":
        """What the panel found."""
        with seen_by(self.unit):
            panel.conclude(by=self.unit, held=self.held, given=found(**more))
        return self

    def given_out(self, **more: Any) -> "Death":
        """What was learned, without names."""
        with seen_by(self.unit):
            panel.give_out(by=self.unit, held=self.held, given={**OUTPUT, **more})
        return self

    def as_far_as(self, stage: str) -> "Death":
        """Bring it, by its own steps, to one of its stages."""
        if stage == "gathering":
            self.settled()
        elif stage == "met":
            self.met()
        elif stage in ("panel", "reviewed"):
            self.at_panel()
        if stage == "reviewed":
            self.sheet().concluded()
        return self


def appointment_of(viewer: Viewer) -> Any:
    """The appointment somebody acts in."""
    return Appointment.objects.select_related("account", "post__team__organisation").get(pk=viewer.appointment_id)
