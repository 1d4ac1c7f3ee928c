"""A homicide review taken as far as a test needs it, in an invented partnership."""

import datetime
from dataclasses import dataclass
from typing import Any

from django.utils import timezone

from sharedduty.foundations.access.api import Account, Viewer, seen_by
from sharedduty.foundations.process.api import Clock
from sharedduty.modules.front_door.tests.partnership import Partnership
from sharedduty.modules.homicide_review.actions import agencies, opening, publishing, running
from sharedduty.modules.homicide_review.models import (
    AgencyReport,
    HomicideNotice,
    HomicideReview,
    PanelMember,
    PublishedHomicideReview,
)
from sharedduty.modules.homicide_review.queries import choices

HOUR, DAY = datetime.timedelta(hours=1), datetime.timedelta(days=1)
PACK = "gloucestershire-2023"
STAGES = ("considering", "commissioning", "reviewing", "drafted", "signed", "cleared", "published")
NOTICE = {
    "victim": "Avery Mockdale", "perpetrator": "Blake Mockdale", "district": "Stroud", "summary": "Found dead at home.",
    "agreed_with": "The investigating officer", "coordinator": "The strategic coordinator", "late_because": "",
    "telephoned": "The lead, the same day", "on_behalf": "The police", "victim_birth_on": datetime.date(1984, 3, 9),
}  # fmt: skip
CHAIR = {
    "part": "chair", "name": "Sasha Exemplar", "body": "for themselves", "register": "On the register; two references.",
    "chosen_by": "District lead, chair of the county body, commissioner's office, coordinator", "contract": "The commissioner",
    **{f"test_{code}": "yes" for code in choices.labels("chair")},
    **{f"test_{code}_why": f"{code}: shown." for code in choices.labels("chair")},
}  # fmt: skip
FAMILY = {
    "side": "victim", "name": "Corin Mockdale", "tie": "brother", "delivered": "The family liaison officer",
    "letter": list(choices.labels("family_letter")), "advocate": "AAFDA, accepted", "not_invited_because": "",
}  # fmt: skip
OTHER_FAMILY = {"side": "perpetrator", "name": "Dale Mockdale", "tie": "mother", "not_invited_because": "Abroad."}
ADMINISTRATOR = {
    "name": "Ash, officer", "supplied_by": "The district", "supervised_by": "The lead",
    "duties": list(choices.labels("administrator")),
}  # fmt: skip
MEMBER = {
    "panel": "review", "seat": "Gloucestershire Constabulary", "email": "", "name": "Rowan Testwick", "body": "Inspector, Police",
    "shown": "A death at home.", "politician": "no", "fitness": "",
}  # fmt: skip
DECLARED = {
    **{f"point_{code}": "yes" for code in choices.labels("member")}, "tied": "no", "conflict": "", "on_paper": "The red folder",
}  # fmt: skip
SPECIALIST = {
    **MEMBER,
    "seat": "Gloucestershire Domestic Abuse Support Service (GDASS)",
    "name": "Jules Testbury",
    "body": "Manager",
}
COMMISSION = {
    "agency": "Testshire police",
    "email": "",
    "manager_words": "Chief Testley, superintendent",
    "asked": "Calls to the home.",
}
AUTHOR = {
    "email": "", "author_words": "Val Mockham, review officer", "no_part": "yes", "no_line": "yes",
    "independent_because": "Works in another division.",
}  # fmt: skip
WRITTEN = {
    "account": "Officers came twice in March.", "analysis": "Because nobody saw the earlier log, risk was not graded.",
    "learning": "Logs are read together.", "good_practice": "None was found.", "recommended": "One log for both, by spring.",
}  # fmt: skip
REPORT = {
    "title": "The death of Adult A", "summary": "Services did not speak.", "account": "Adult A died at home.",
    "analysis": "Nobody saw the whole.", "lessons": "Ask about control.", "good_practice": "A nurse asked twice.",
    "family_words": "The family asked for one number.", "independence": "The chair has no tie to any agency.",
    "approved_by": "", "why_again": "",
}  # fmt: skip
ADVISED = {
    "text": "Have one number to ring.", "owner": "Lead of the county body", "outcome": "Whoever rings is heard.",
    "measure": "Calls answered.",
}  # fmt: skip
PLAN = {
    "avoided": "They named none.", "family_agreed": "The brother agreed.", "media": "The commissioner speaks.",
    "agencies_have": "Sent on Monday.", "decided_by": "The chair",
}  # fmt: skip


def today() -> datetime.date:
    """The day it is in London."""
    return timezone.localdate()


def decision(outcome: str = "dhr", **more: Any) -> dict[str, Any]:
    """A whole decision of the chair of the partnership."""
    return {
        "over_16": "yes", "relation": "partner", "death": "killed", "abuse": "Control for years.", "overlaps": [],
        "specialist": "They saw control.", "partners": "Police and health knew them.", "panel": "", "outcome": outcome,
        "reasons": "The definition is met.", "against": "", "decided_by": "Chair Invented", "decided_at": timezone.now(),
        "late_because": "", "why_again": "", **{f"weigh_{one}": "Looked at." for one in choices.considerations(PACK)}, **more,
    }  # fmt: skip


def terms(**more: Any) -> dict[str, Any]:
    """Whole terms of reference."""
    return {
        "scope_words": "Three years.", "period_from_on": today() - 900 * DAY, "period_to_on": today() - 20 * DAY,
        "holding_statement": "A review is under way.", "data_protection": "Each agency answers for itself.",
        "panel_met_on": today(), "agreed_by": "Sasha Exemplar", "why_again": "",
        **{f"topic_{one}": "Asked." for one in choices.topics(PACK)}, **more,
    }  # fmt: skip


def checks(name: str, **more: Any) -> dict[str, Any]:
    """One of the lists of four, all yes."""
    found = choices.labels(name)
    return {
        "checklist": name, "checked_by": "The panel", **{f"check_{code}": "yes" for code in found},
        **{f"check_{code}_why": "We read it." for code in found}, **more,
    }  # fmt: skip


def signing(**more: Any) -> dict[str, Any]:
    """A whole sign-off."""
    return {
        "tasks": list(choices.labels("sign_off")), "feedback": "Briefings.", "family_without": "", "signed_by": "Chair Invented",
        "sent_at": timezone.now(), "how": "Secure e-mail", "late_because": "", **more,
    }  # fmt: skip


def entry(kind: str, **more: Any) -> dict[str, Any]:
    """A line of a log."""
    return {
        "kind": kind,
        "member": "",
        "words": "So it was.",
        "by_whom": "The lead",
        "happened_at": timezone.now(),
        **more,
    }


@dataclass
class Homicide:
    """A review and who works on it; every method acts as the lead of the community safety partnership."""

    house: Partnership
    lead: Viewer
    held: HomicideReview

    def does(self, action: Any, given: dict[str, Any] | None = None, **more: Any) -> Any:
        """Take one step as the lead."""
        with seen_by(self.lead):
            self.held.refresh_from_db()
            facts = {} if given is None and not more else {"given": {**(given or {}), **more}}
            return action(by=self.lead, held=self.held, **facts)

    def decides(self, outcome: str = "dhr", **more: Any) -> "Homicide":
        """It is decided."""
        self.does(opening.decide, decision(outcome, **more))
        return self

    def tells(self) -> "Homicide":
        """The Home Office is told."""
        self.does(running.write_home_office, entry("told"))
        return self

    def sits(self, given: dict[str, Any] | None = None, *, declares: bool = True, **more: Any) -> PanelMember:
        """Somebody without an account is asked to the panel, and declared on paper."""
        made: PanelMember = self.does(agencies.name_member, given or MEMBER, **more)
        if declares:
            with seen_by(self.lead):
                agencies.declare(by=self.lead, member=made, given=DECLARED)
        return made

    def sits_here(self, role: str, number: int = 1, **more: Any) -> tuple[PanelMember, Viewer]:
        """Somebody with an account is asked to the panel; nothing is declared."""
        viewer = self.house.post_holder(role, number)
        email = Account.objects.get(pk=viewer.account_id).email
        return self.does(agencies.name_member, {**MEMBER, "email": email, **more}), viewer

    def set_up(self) -> "Homicide":
        """Chair, panel, family, administrator and terms stand, and the review starts."""
        self.does(running.write_family, entry("advice"))
        self.does(running.invite_family, FAMILY, invited_on=today())
        self.does(running.appoint_chair, CHAIR, appointed_on=today())
        self.does(running.name_administrator, ADMINISTRATOR, since_on=today())
        self.does(running.agree_terms, terms())
        self.sits()
        self.sits(SPECIALIST)
        self.does(running.start_review)
        return self

    def asks_report(self, **more: Any) -> AgencyReport:
        """An agency is asked for its own report."""
        made: AgencyReport = self.does(agencies.commission_report, COMMISSION, **{"due_on": today() + 30 * DAY, **more})
        return made

    def report(
        self, action: Any, held: AgencyReport, given: dict[str, Any], by: Viewer | None = None, **more: Any
    ) -> Any:
        """Take one step of an agency's report, as the lead where nobody else is named."""
        viewer = by or self.lead
        with seen_by(viewer):
            fresh = AgencyReport.objects.select_related("case_file").get(pk=held.pk)
            return action(by=viewer, held=fresh, given={**given, **more})

    def reported_by_agency(self, *, until: str = "presented") -> AgencyReport:
        """An agency's report goes its whole way, written down by the lead."""
        held = self.asks_report()
        self.report(agencies.name_author, held, AUTHOR)
        self.report(agencies.write_report, held, WRITTEN)
        self.report(agencies.record_feedback, held, {
            "who": "Two officers", "given_on": today(), "corrected": "Nothing.", "apart": "None runs.",
        })  # fmt: skip
        if until != "writing":
            self.report(
                agencies.endorse, held, {"endorsed_by": "Chief Testley", "owns": "In my plan.", "nobody_because": ""}
            )
        if until == "presented":
            self.report(agencies.present, held, {"presented_on": today(), "panel_said": "Well done."})
        with seen_by(self.lead):
            held.refresh_from_db()
        return held

    def drafts(self, **more: Any) -> "Homicide":
        """Evidence is in, and so is the report with one recommendation, tested; the family had the draft; it is checked."""
        self.does(running.invite_family, OTHER_FAMILY)
        self.reported_by_agency()
        self.does(publishing.write_report, REPORT, received_on=today(), **more)
        return self

    def finishes(self) -> "Homicide":
        """What a report needs before it is signed off."""
        self.does(publishing.add_recommendation, ADVISED, due_on=today() + 90 * DAY)
        with seen_by(self.lead):
            one = self.held.recommendations.get()
        self.does(publishing.test_action, {
            "which": one.reference, "tested_with": "Their manager", "senior": "Chief Testley", "tested_on": today(),
        })  # fmt: skip
        for name in choices.CHECKLISTS:
            self.does(publishing.answer_checks, checks(name))
        for kind in ("draft", "comments", "considered"):
            self.does(running.write_family, entry(kind))
        return self

    def signs(self, **more: Any) -> "Homicide":
        """It is signed off and sent."""
        self.does(publishing.sign_off, signing(**more))
        return self

    def cleared(self, outcome: str = "publish") -> "Homicide":
        """The Home Office answers."""
        self.does(publishing.record_clearance, {
            "outcome": outcome, "letter": "We thank you.", "answered_on": today(), "panel_told": "By letter.",
        })  # fmt: skip
        return self

    def publishes(self) -> PublishedHomicideReview:
        """The day is agreed, the family has the report, and it is made public."""
        self.does(publishing.plan_publication, PLAN, planned_on=today())
        self.does(running.write_family, entry("report"))
        made: PublishedHomicideReview = self.does(publishing.publish, {"family_without": ""})
        return made

    def as_far_as(self, stage: str) -> "Homicide":
        """Bring it, by its own steps, to one of its stages."""
        moves = (
            lambda: self.decides().tells(), self.set_up, lambda: self.drafts().finishes(), self.signs, self.cleared,
            self.publishes,
        )  # fmt: skip
        for reached, move in zip(STAGES[1:], moves, strict=True):
            if STAGES.index(stage) >= STAGES.index(reached) > STAGES.index(self.held.stage):
                move()
                with seen_by(self.lead):
                    self.held.refresh_from_db()
        return self

    def clock(self, key: str) -> Clock:
        """The latest clock of a key that was not set aside."""
        with seen_by(self.lead):
            found = Clock.objects.filter(record=self.held.reference, key=key, stopped_at=None).order_by("pk").last()
            assert found is not None
            return found


def referred(house: Partnership, *, by: str = "police_mash", **more: Any) -> HomicideNotice:
    """A death referred by somebody of an agency, an hour ago as far as the record says."""
    sender = house.post_holder(by)
    with seen_by(sender):
        return opening.notify(by=sender, given={**NOTICE, "died_on": today(), **more})


def taken_in(house: Partnership, **more: Any) -> Homicide:
    """A death that the partnership wrote down and took in."""
    lead = house.post_holder("community_safety_lead")
    with seen_by(lead):
        given = {**NOTICE, "died_on": today() - DAY, "received_at": timezone.now() - HOUR, **more}
        notice = opening.notify(by=lead, given=given)
        return Homicide(house, lead, opening.open_review(by=lead, notice=notice))
