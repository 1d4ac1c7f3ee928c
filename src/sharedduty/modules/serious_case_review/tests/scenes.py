"""A legacy serious case review taken as far as a test needs it, in an invented partnership."""

import datetime
from dataclasses import dataclass
from typing import Any

from sharedduty.foundations.access.api import Viewer, seen_by
from sharedduty.foundations.directory.models import Team
from sharedduty.foundations.plain.clocks import LONDON
from sharedduty.foundations.process.api import Clock, Handover, take_up
from sharedduty.modules.front_door.tests.partnership import Partnership
from sharedduty.modules.serious_case_review.actions import considering, ending, opening, reviewing, writing
from sharedduty.modules.serious_case_review.models import ManagementReview, PublishedSummary, SeriousCaseReview
from sharedduty.modules.serious_case_review.process import ACTION_PLAN
from sharedduty.modules.serious_case_review.queries.choices import labels
from sharedduty.modules.serious_case_review.queries.publication import BY_THE_CHECK
from sharedduty.modules.serious_case_review.rules.noting import NOTES, Noting

PACK = "hertfordshire-2007"
DAY = datetime.timedelta(days=1)
ROLES = {"health": "health_mash", "police": "police_mash", "education": "education_mash"}
STAGES = ("referred", "recommended", "scoping", "reviewing", "overview", "panel", "board", "signed", "published")
KINDS: dict[str, Noting] = {one.code: one for one in NOTES}


def at(year: int, month: int, day: int, hour: int = 10) -> datetime.datetime:
    """A moment in London."""
    return datetime.datetime(year, month, day, hour, tzinfo=LONDON)


def on(year: int, month: int, day: int) -> datetime.date:
    """A day."""
    return datetime.date(year, month, day)


TOLD, DECIDED, MET, SIGNED = at(2020, 3, 2), at(2020, 3, 20), at(2020, 4, 15), on(2020, 7, 10)
OPENED = {
    "safety": "His sister went to an aunt the same day.", "why_here": "carry_on", "held_in": "The old register, shelf 4",
    "happened_on": on(2020, 1, 10), "begun_on": on(2020, 2, 20), "given_names": "Robin", "family_name": "Testwick",
    "birth_on": on(2019, 5, 4), "details": "A baby died at home; his mother and a sister are known.",
    "background": "The family moved twice.", "agencies": "Health and police.", "concerns": "Nobody put it together.",
    "referred_by": "Ade Exemplar, director of nursing", "received_by": "Manager of the board", "received_on": on(2020, 2, 28),
    "follows": "",
}  # fmt: skip
NOTICE = {
    "recipient": "Head of safeguarding, health trust",
    "sent_at": at(2020, 3, 3),
    "how": "Secure email",
    "text": "",
}
RECOMMENDED = {
    "outcome": "review", "how": "correspondence", "meeting": "", "by_social_care": "Head of service",
    "by_health": "Designated nurse", "by_education": "Head of schools", "by_police": "Detective superintendent",
    "recommendation": "To hold a review: two agencies did not speak.", "scope": "The last year.", "members": "Three agencies.",
}  # fmt: skip
RULED = {
    "holds": "yes", "decided_at": DECIDED, "decision": "There is a review.", "reasons": "The panel is right.",
    "signature": "Casey Exemplar, chair", "departure": "", "late_because": "",
}  # fmt: skip
CHAIR = {
    "part": "chair", "name": "Casey Exemplar", "body": "Fire service", "involved": "no", "board_member": "yes",
    "nominated_by": "The chair of the board", "nominated_on": on(2020, 3, 25),
}  # fmt: skip
AUTHOR = {**CHAIR, "part": "author", "name": "Sasha Exemplar", "body": "Independent", "board_member": "no",
          "nominated_by": "Casey Exemplar, chair of the group"}  # fmt: skip
FIRST = {"first_meeting_at": MET, "chaired_by": "Casey Exemplar", "late_because": ""}
ADVISED = {
    "origin": "The overview", "text": "Have one number for weekends.", "owner": "Council and health board",
    "due_on": on(2020, 12, 1), "outcome": "Whoever rings is heard.", "monitored": "Calls are counted each month.",
    "gap": "practice", "breadth": "local", "many_because": "",
}  # fmt: skip
FAMILY = {"who": "His mother", "what": "To be heard", "happened_on": on(2020, 4, 20), "outcome": "An advocate helps."}
INDEPENDENT = {
    "author_name": "Kit Helpwell", "author_post": "Named nurse, another area", "no_part": "no", "no_line": "no",
    "senior": "yes", "declared_on": on(2020, 5, 1),
}  # fmt: skip
TO_OURSELVES = {
    "text": "Visit at weekends.", "owner": "Head of nursing", "due_on": on(2020, 10, 1), "outcome": "Babies are seen.",
    "monitored": "An audit.",
}  # fmt: skip
FED_BACK = {
    "kind": "feedback", "who": "Two nurses", "what": "One date was put right.", "happened_on": on(2020, 5, 20),
    "shared_on": None,
}  # fmt: skip
PUBLISHED = {"courts": "none", "courts_ended_on": None, "not_briefed_because": "They were told by telephone."}


def listed(*names: str, answer: str = "Answered.", **more: Any) -> dict[str, Any]:
    """Every item of lists of the pack answered, with who answers for it."""
    return {
        **{code: answer for name in names for code in labels(PACK, name)},
        "signed_by": "Casey Exemplar, chair",
        **more,
    }


def considered(**more: Any) -> dict[str, Any]:
    """Every criterion and question gone through."""
    criteria, questions = labels(PACK, "scr.criteria"), labels(PACK, "scr.question")
    judged = dict.fromkeys(criteria, "not_met") | dict.fromkeys(questions, "no")
    return {**judged, "sc_8": "met", "sc_8_why": "Two agencies did not speak.", "signed_by": "The panel", **more}


def scope(**more: Any) -> dict[str, Any]:
    """A whole scope."""
    days = {"period_from_on": on(2019, 1, 1), "period_to_on": on(2020, 1, 10), "last_meeting_on": on(2020, 7, 1)}
    return {**listed("scr.scoping"), **days, **more}


def gate(day: datetime.date = SIGNED, **more: Any) -> dict[str, Any]:
    """Who opened a gate, and when."""
    return {"by_whom": "The board, its chair presiding", "passed_on": day, **more}


def example(kind: Noting) -> dict[str, Any]:
    """Every question of a kind of note answered."""
    given: dict[str, Any] = {
        name: on(2020, 6, 1) if name.endswith("_on") else f"{kind.code}: {name}" for name in kind.asks
    }
    return {**given, "code": next(iter(labels(PACK, kind.choose)))} if kind.choose else given


@dataclass
class Legacy:
    """A review and those who work on it; every method acts as the business manager where it does not say otherwise."""

    house: Partnership
    unit: Viewer
    held: SeriousCaseReview

    def does(self, action: Any, given: dict[str, Any] | None = None, **more: Any) -> Any:
        """Take one step as the business manager."""
        with seen_by(self.unit):
            self.held.refresh_from_db()
            facts = {} if given is None and not more else {"given": {**(given or {}), **more}}
            return action(by=self.unit, held=self.held, **facts)

    def notes(self, code: str, given: dict[str, Any] | None = None) -> Any:
        """Make one note."""
        with seen_by(self.unit):
            self.held.refresh_from_db()
            whole = given or example(KINDS[code])
            return reviewing.note(by=self.unit, held=self.held, kind=KINDS[code], given=whole)

    def sends(self, *codes: str) -> "Legacy":
        """These notices went out."""
        for code in codes:
            self.does(considering.send_notice, NOTICE, code=code)
        return self

    def told(self) -> "Legacy":
        """The chair is told, files are secured, the panel has the referral."""
        self.does(considering.tell_chair, {"chair_told_at": TOLD, "told_by": "The manager, by telephone"})
        return self.sends("secure_files", "panel_members")

    def recommends(self, **more: Any) -> "Legacy":
        """The panel considers and recommends."""
        self.told().does(considering.consider, considered())
        self.does(considering.recommend, RECOMMENDED, **more)
        return self

    def decides(self, **more: Any) -> "Legacy":
        """The chair decides."""
        self.does(considering.decide, RULED, **more)
        return self

    def sets_scope(self) -> "Legacy":
        """Group, author, first meeting and scope stand."""
        self.does(reviewing.nominate, CHAIR)
        self.does(reviewing.nominate, AUTHOR)
        self.does(reviewing.hold_first_meeting, FIRST)
        self.does(reviewing.agree_scope, scope())
        return self

    def reviewed(self) -> "Legacy":
        """The agencies' own reviews begin."""
        self.sets_scope().does(reviewing.begin_reviews)
        return self

    def asks(self, *teams: str) -> list[ManagementReview]:
        """Agencies are asked for their management reviews."""
        with seen_by(self.unit):
            self.held.refresh_from_db()
            given = {"question": "What did you do for Robin?", "purpose": "To learn.", "due_at": None}
            asked = [self.team(one) for one in teams or ("health",)]
            return reviewing.ask_agencies(by=self.unit, held=self.held, teams=asked, given=given)

    def team(self, name: str) -> Team:
        """The team of an agency: by its own name, or in the running product by who is in it."""
        if name not in self.house.teams:
            found = Team.objects.select_related("organisation")
            self.house.teams[name] = found.get(pk=self.house.post_holder(ROLES[name]).team_id)
        return self.house.teams[name]

    def agency(self, part: ManagementReview, number: int = 1) -> Viewer:
        """Whoever writes for the agency that was asked."""
        team = next(name for name, one in self.house.teams.items() if one.pk == part.asked_team_id)
        return self.house.post_holder(ROLES[team], number)

    def as_agency(
        self, part: ManagementReview, action: Any, given: dict[str, Any] | None = None, number: int = 1
    ) -> Any:
        """Take one step as the agency."""
        by = self.agency(part, number)
        with seen_by(by):
            part.refresh_from_db()
            return action(by=by, held=part, **({} if given is None else {"given": given}))

    def written(self, part: ManagementReview) -> "Legacy":
        """The agency writes its report, with a recommendation and feedback to staff."""
        self.as_agency(part, writing.name_author, INDEPENDENT)
        self.as_agency(part, writing.write_report, listed("scr.imr"))
        self.as_agency(part, writing.add_advice, TO_OURSELVES)
        self.as_agency(part, writing.add_note, FED_BACK)
        return self

    def submitted(self, part: ManagementReview) -> "Legacy":
        """A senior officer of the agency, another account, endorses it; it is submitted."""
        self.written(part).as_agency(part, writing.endorse, {"endorsed_by": "Director of nursing"}, number=2)
        self.as_agency(part, writing.submit)
        return self

    def overviewed(self) -> "Legacy":
        """Agencies have submitted, the family was offered a part, the overview is begun."""
        [part] = self.asks()
        self.submitted(part).sends("inspectorate", "health_authority").notes("family", FAMILY)
        self.does(reviewing.start_overview)
        return self

    def agreed(self) -> "Legacy":
        """The group agrees the overview."""
        self.does(reviewing.write_overview, listed("scr.overview"))
        self.does(reviewing.recommend_action, ADVISED)
        self.does(reviewing.agree_overview, gate(on(2020, 6, 20)))
        return self

    def fair(self) -> "Legacy":
        """Every contributor finds itself fairly shown."""
        with seen_by(self.unit):
            bodies = list(self.held.management_reviews.filter(stage="sent").values_list("agency", flat=True))
        for body in bodies:
            given = {
                "body": body,
                "officer": "Director",
                "fair": "yes",
                "objection": "",
                "confirmed_on": on(2020, 6, 25),
            }
            self.does(reviewing.confirm_fairness, given)
        return self

    def signed(self, **more: Any) -> "Legacy":
        """It is decided who may know what, contributors confirm, the board signs off."""
        leads = {"family_lead": "The manager", "media_lead": "The press office"}
        self.fair().does(ending.plan_disclosure, listed("scr.interest", "scr.balance", **leads))
        self.does(ending.sign_off, gate(), **more)
        return self

    def summed_up(self, **more: Any) -> "Legacy":
        """The summary is written and cleared."""
        given = listed("scr.summary", **{"title": "A baby at home", "signed_by": "Sasha Exemplar, author", **more})
        given.pop(BY_THE_CHECK, None)
        self.does(ending.write_summary, given)
        self.does(
            ending.clear_summary, {"cleared_by": "Casey Exemplar, chair of the group", "cleared_on": on(2020, 7, 15)}
        )
        return self

    def publishes(self, **more: Any) -> PublishedSummary:
        """The summary is made public."""
        made: PublishedSummary = self.does(ending.publish, PUBLISHED, **more)
        return made

    def follows(self) -> "Legacy":
        """Everything that comes before closing is done; the register has the recommendations."""
        self.sends("copies_inspectorate", "copies_department").notes("plan")
        with seen_by(self.unit):
            which = self.held.recommendations.get().reference
        self.does(
            ending.sign_up, {"which": which, "body": "Council", "officer": "Director", "signed_on": on(2020, 8, 1)}
        )
        with seen_by(self.unit):
            left = Handover.objects.get(from_record=self.held.reference, start=ACTION_PLAN)
            take_up(by=self.unit, handover=left, led_to="", outcome="1 recommendation taken into the register.")
        return self

    def as_far_as(self, stage: str) -> "Legacy":
        """Bring it, by its own steps, to one of its stages."""
        moves = (
            self.recommends, self.decides, self.reviewed, self.overviewed, self.agreed,
            lambda: self.does(reviewing.satisfy_panel, gate(on(2020, 6, 30))), self.signed,
            lambda: self.summed_up().publishes(),
        )  # fmt: skip
        for reached, move in zip(STAGES[1:], moves, strict=True):
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


def opened(house: Partnership, **more: Any) -> Legacy:
    """An older case, opened."""
    unit = house.post_holder("business_manager")
    with seen_by(unit):
        return Legacy(house, unit, opening.open_review(by=unit, given={**OPENED, **more}))
