"""The cases that can be made ready in the running product, by its demonstration's people (see `prepared.py`)."""

import datetime
import json
import sys
from typing import Any

from django.db.models import F
from django.utils import timezone

from sharedduty.foundations.access.api import Account, Appointment, Viewer, seen_by, viewer_of
from sharedduty.foundations.directory.models import Area
from sharedduty.foundations.gatherings import actions as meetings
from sharedduty.foundations.gatherings.api import Gathering
from sharedduty.modules.action_plans.models import TrackedRecommendation
from sharedduty.modules.assessment.actions import beside, opening, working
from sharedduty.modules.assessment.queries import starting
from sharedduty.modules.assessment.tests.conftest import hand_over
from sharedduty.modules.assessment.tests.test_working import ALONE, VISIT, gathered, ready
from sharedduty.modules.assessment.tests.test_working import planned as assessed
from sharedduty.modules.child_death.tests.scenes import opened as death_opened
from sharedduty.modules.child_protection.actions import conferring, discussing, homecoming
from sharedduty.modules.child_protection.models import ProtectionRecord
from sharedduty.modules.child_protection.process import CONFERENCE
from sharedduty.modules.child_protection.queries.meetings import MEETINGS, about_record
from sharedduty.modules.child_protection.tests.scenes import (
    CONFERENCE_PEOPLE,
    FIT,
    HOUR,
    STARTED,
    Case,
    make_case,
)
from sharedduty.modules.early_help.actions import consenting, leading, writing
from sharedduty.modules.early_help.process import TEAM_MEETING
from sharedduty.modules.early_help.queries import records as helping_records
from sharedduty.modules.early_help.tests.conftest import Help
from sharedduty.modules.front_door.actions.deciding import tell_referrer
from sharedduty.modules.front_door.actions.receive import ReceivedChild, Sender, receive
from sharedduty.modules.front_door.tests.partnership import Partnership, decide_all, prepare
from sharedduty.modules.practice_review.models import Dispatch, PublicationDecision
from sharedduty.modules.practice_review.tests.scenes import waiting_lightly
from sharedduty.modules.practice_review.tests.scenes import without as practice_without
from sharedduty.modules.rapid_review.actions import gathering as rapid_gathering
from sharedduty.modules.rapid_review.queries.meetings import MEETINGS as RAPID_MEETINGS
from sharedduty.modules.rapid_review.queries.meetings import about_review as about_rapid_review
from sharedduty.modules.rapid_review.tests.scenes import begun as rapid_begun
from sharedduty.modules.serious_incident.tests.scenes import opened
from sharedduty.site.demonstration import AREA
from tests.action_plans.scenes import taken_in
from tests.action_plans.scenes import waiting_lightly as recommendations_waiting
from tests.homicide_review.scenes import taken_in as homicide_taken_in

DAY = datetime.timedelta(days=1)


class Served(Partnership):
    """The demonstration's partnership as the rooms' own tests know one: the same people, found by role."""

    def post_holder(self, role: str, number: int = 1, team: str = "") -> Viewer:
        """Whoever of the demonstration holds a role."""
        if (role, number) not in self.people:
            account = Account.objects.get(email=f"{role}@demonstration.example")
            self.people[role, number] = viewer_of(account, second_factor=True)
        return self.people[role, number]

    def contact(self, *names: str, by: str = "teacher", **more: Any) -> str:
        """A contact raised by a role about children with these full names. Gives its reference."""
        sender = self.post_holder(by)
        children = [
            ReceivedChild(
                given_names=given, family_name=family, birth_on=datetime.date(2016, 5, 17), postcode="GL1 1AA"
            )
            for given, family in (name.split() for name in names)
        ]
        described = Sender(
            name=sender.name, post=sender.post_title, organisation_id=sender.organisation_id,
            appointment_id=sender.appointment_id, identity_verified=True, email=sender.email,
        )  # fmt: skip
        with seen_by(sender):
            return receive(
                by=sender, area_id=self.area.pk, source="professional", children=children, sender=described,
                form="telephone", answers={"what_happened": "Something was seen."}, **more,
            ).reference  # fmt: skip


def house() -> Served:
    """The running product's partnership."""
    return Served(Area.objects.get(key=AREA), {})


def handed_over(children: list[str]) -> str:
    """Children of one contact for each of whom a strategy discussion is handed over; gives the last hand-over taken up first."""
    return make_case(house=house(), name=children[0], also=tuple(children[1:])).handover


def on_plan(child: str) -> dict[str, str]:
    """A child with a plan made today; gives the references of record and plan."""
    case = make_case(house=house(), name=child)
    plan = case.planned()
    return {"plan": plan.reference, "record": case.record(plan).reference}


def substantiated(records: list[str]) -> None:
    """Records at “strategy discussion held”: enquiries are started and made, and the concerns substantiated."""
    case = Case(house(), "")
    for one in _records(case, records):
        if one.stage == "strategy_held":
            with seen_by(case.worker):
                discussing.start_enquiries(by=case.worker, record=one, given=STARTED)
                one.refresh_from_db()
        case.conclude(one, "substantiated")


def to_conference(records: list[str]) -> None:
    """Records at “substantiated”: the conference is convened, the family prepared and the report written."""
    case = Case(house(), "")
    for one in _records(case, records):
        case.convened(one)
        case.ready(one)


def discussed(records: list[str]) -> None:
    """Records at “strategy discussion to be held”: held with all three and taken in."""
    case = Case(house(), "")
    for one in _records(case, records):
        case.discussed(one)


def ended_without_conference(child: str) -> str:
    """Section 47 enquiries about a child that ended as not substantiated: health and the police are told; gives the record."""
    return make_case(house=house(), name=child).concluded("not_substantiated").reference


def notified_incident(child: str) -> str:
    """An incident about a child of this full name, considered, decided and notified a moment ago; gives its reference."""
    case = opened(house())
    given, family = child.split()
    case.child(given_names=given, family_name=family)
    case.views()
    case.decided()
    case.checked()
    case.written()
    return case.notified().held.reference


def decided_rapid_review(child: str) -> str:
    """A considered case about a child of this full name, decided for a local review, which waits; gives its reference."""
    given, family = child.split()
    handover, _ = waiting_lightly(house(), child=given, family=family)
    return handover.from_record


def called_alone(child: str) -> dict[str, str]:
    """A rapid review about a child whose meeting is called for it alone; then the child's death is noted as served by it too."""
    given, family = child.split()
    review, death = (
        rapid_begun(house(), child=given).named().noticed(),
        death_opened(house(), given_names=given, family_name=family).settled(),
    )
    starts = timezone.now() + DAY
    with seen_by(review.unit):
        about = about_rapid_review(review.unit, review.held.reference)
        assert about is not None
        made = meetings.call_together(
            by=review.unit, people=about.people, room=RAPID_MEETINGS, use=RAPID_MEETINGS.uses[0], about=about,
            purpose="To decide what follows.", starts_at=starts, ends_at=starts + HOUR, mode="video",
        )  # fmt: skip
        noted = {
            "kind": "child_death", "lead": "Designated doctor", "agreed": "One meeting for both.", "joint_meeting": True,
            "record": death.held.reference,
        }  # fmt: skip
        rapid_gathering.note_process(by=review.unit, held=review.held, given=noted)
    return {"meeting": made.reference, "death": death.held.reference}


def practice_review(child: str, stage: str) -> str:
    """A practice review about a child of this full name, brought to a stage; gives its reference."""
    given, family = child.split()
    return practice_without(house(), given_names=given, family_name=family).as_far_as(stage).held.reference


def recommended(child: str) -> str:
    """A practice review about a child of this full name that ended with two recommendations; gives its reference."""
    given, _ = child.split()
    return recommendations_waiting(house(), child=given, count=2).from_record


def earlier_recommendation(wording: str) -> str:
    """An earlier recommendation of an older review, in the register; gives its reference."""
    made_on = timezone.localdate() - 700 * DAY
    return taken_in(
        house(), wording=wording, source_kind="case_review", source_title="An older review", made_on=made_on
    ).held.reference


def homicide_review(victim: str, stage: str) -> str:
    """A homicide review about somebody of this full name, brought to a stage; gives its reference."""
    return homicide_taken_in(house(), victim=victim).as_far_as(stage).held.reference


def homicide_followed(review: str) -> str:
    """Every recommendation of a published homicide review ended in the register; gives its reference."""
    lead = house().post_holder("community_safety_lead")
    with seen_by(lead):
        TrackedRecommendation.objects.filter(source_record=review).update(stage="closed")
    return review


def a_month_goes_by(review: str) -> str:
    """What was decided and sent about a practice review was decided and sent a month before; gives its reference."""
    unit = house().post_holder("business_manager")
    with seen_by(unit):
        decided = PublicationDecision.objects.filter(review__reference=review)
        decided.update(decided_at=F("decided_at") - 30 * DAY, planned_on=F("planned_on") - 30 * DAY)
        Dispatch.objects.filter(review__reference=review).update(sent_at=F("sent_at") - 30 * DAY)
    return review


def decided_concern(child: str) -> str:
    """A teacher's concern about a child of this full name, decided by the front door with nothing to follow; its reference."""
    served = house()
    reference, worker = served.contact(child), served.post_holder("front_door_worker")
    with seen_by(worker):
        contact = served.held(worker, reference)
        prepare(worker, contact)
        decide_all(worker, contact)
        tell_referrer(
            by=worker, contact=contact, children=list(contact.children.all()), channel="page",
            given={"outcome": "Advice.", "reasons": "The school can help.", "threshold_explained": "Below it.",
                   "other_help": "A club."},
        )  # fmt: skip
    return reference


def rooms() -> list[str]:
    """Early help, assessments, protection and their meetings at many stages; gives the pages from which all is reached."""
    return [*_early_help(), *_assessments(), *_protection()]


def _early_help() -> list[str]:
    """A plan only talked about, one being made with its forms begun, one under way with a meeting, one without consent."""
    helping = Help(house())
    pages = []
    with seen_by(helping.teacher):
        talking, planning = helping.begun(), helping.led(helping.agreed_to(helping.begun()))
        record = writing.begin_form(by=helping.teacher, plan=planning, form="my-assessment")
        finished = helping.agreed_to(helping.begun())
        helping.assessed(finished)
        active = helping.active()
        leading.join(by=helping.teacher, plan=active, capacity="", appointment=helping.appointment(helping.gp))
        helping.advised(active)
        refused = helping.begun()
        consenting.record_consent(
            by=helping.teacher, plan=refused, answer="refused", by_whom="Mother", considered="The school helps."
        )
        plans = [talking, planning, finished, active, refused]
        pages = [f"/early-help/plans/{one.reference}/" for one in plans]
        pages.append(f"/early-help/plans/{planning.reference}/forms/{record.form}/")
        about = helping_records.about_plan(helping.teacher, active.reference)
        assert about is not None
        meeting = meetings.call(
            by=helping.teacher, room=helping_records.MEETINGS, use=TEAM_MEETING, about=about, purpose="To plan",
            starts_at=timezone.now() - HOUR, ends_at=timezone.now() + HOUR, mode="in_person", place="School",
        )  # fmt: skip
    _busy(helping.teacher, meeting, [("lead", helping.teacher), ("practitioner", helping.gp)])
    return [*pages, f"/early-help/meetings/{meeting.reference}/"]


def _assessments() -> list[str]:
    """An assessment gathering, with a visit and a specialist part; one in analysis; one with a plan and an action."""
    served = house()
    worker, manager = served.post_holder("social_worker"), served.post_holder("social_work_manager")
    opened = []
    for reference in hand_over(served, *(f"{given} Crawled" for given in ("Ash", "Elm", "Oak", "Yew"))):
        with seen_by(worker):
            given = starting.handed_over(worker, reference)
            assert given is not None
            if len(opened) == 3:
                return [*(f"/assessments/{one.reference}/" for one in opened), f"/assessments/begin/{reference}/"]
            one = opening.open_from_handover(
                by=worker, handover=given.handover, child=opening.Child(**given.child), kind="section17",
                question="Is the child safe?",
            )  # fmt: skip
            opened.append(one)
            if len(opened) == 1:
                gathered(worker, one)
                working.record_visit(
                    by=worker, held=one, given={**VISIT, "visited_at": timezone.now()}, children=[(one, ALONE)]
                )
                beside.add_specialist(by=worker, held=one, given={"kind": "young_carer", "because": "belief"})
            elif len(opened) == 2:
                ready(worker, one, manager)
            else:
                assessed(worker, one, manager)
    raise AssertionError("the fourth child's hand-over is left untouched")


def _protection() -> list[str]:
    """Records at every kind of stage, plans before and after their reviews, a return home, and meetings under way and held."""
    served = house()
    case = make_case(
        house=served, name="Ivy Crawled", also=("Fir Crawled", "Bay Crawled", "May Crawled", "Box Crawled")
    )
    waiting, enquiring, due, held, asked = case.opened_all()
    for one in (enquiring, due, held, asked):
        case.discussed(one)
    for one in (enquiring, due, held, asked):
        with seen_by(case.worker):
            discussing.start_enquiries(by=case.worker, record=one, given=STARTED)
            one.refresh_from_db()
    for one in (due, held):
        case.conclude(one, "substantiated")
        case.convened(one)
    case.conclude(asked, "not_substantiated")
    case.ready(held)
    to_come = case.meeting(waiting.reference)
    made = case.meeting(held.reference, CONFERENCE, CONFERENCE_PEOPLE)
    with seen_by(case.worker):
        plan = conferring.take_in_conference(by=case.worker, record=held, given={**FIT, "meeting": made.reference})
        home = homecoming.open_return(by=case.worker, given={"child_name": "Sam Crawled", "care": "Section 20."})
        about = about_record(case.worker, due.reference)
        assert about is not None
        under_way = meetings.call(
            by=case.worker, room=MEETINGS, use=CONFERENCE, about=about, purpose="To decide", mode="video",
            starts_at=timezone.now() - HOUR, ends_at=timezone.now() + HOUR,
        )  # fmt: skip
    _busy(case.worker, under_way, [(capacity, served.post_holder(role)) for capacity, role in CONFERENCE_PEOPLE])
    continued = make_case(house=served, name="Gorse Crawled").continued()
    fresh = make_case(house=served, name="Sloe Crawled").handover
    return [
        *(f"/protection/records/{one.reference}/" for one in (waiting, enquiring, due, held, asked)),
        *(f"/protection/plans/{one.reference}/" for one in (plan, continued)),
        f"/protection/returns/{home.reference}/",
        f"/protection/start/{fresh}/",
        *(f"/protection/meetings/{one.reference}/" for one in (to_come, made, under_way)),
    ]


def _busy(by: Viewer, meeting: Gathering, people: list[tuple[str, Viewer]]) -> None:
    """A meeting under way with everything in it: people there, one of the family, a decision that one denies, an action."""
    with seen_by(by):
        found = Appointment.objects.select_related("account", "post__team__organisation")
        invited = [
            meetings.invite(by=by, gathering=meeting, capacity=capacity, appointment=found.get(pk=one.appointment_id))
            for capacity, one in people
        ]
        meetings.invite(by=by, gathering=meeting, capacity="parent", name="Invented Mother")
        meetings.begin(by=by, gathering=meeting, at=timezone.now() - HOUR / 2)
        for one in invited:
            meetings.came(by=by, gathering=meeting, invitation=one, at=timezone.now() - HOUR / 2)
        meetings.judge_quorum(by=by, gathering=meeting)
        part = meeting.parts.first()
        assert part is not None
        meetings.decide(by=by, part=part, text="Help goes on.", reason="It helps.")
        meetings.agree_action(
            by=by, part=part, what="See the child", owner=invited[0], due_on=timezone.localdate() + 30 * DAY
        )


def _records(case: Case, references: list[str]) -> list[ProtectionRecord]:
    with seen_by(case.worker):
        found = {one.reference: one for one in ProtectionRecord.objects.filter(reference__in=references)}
    return [found[reference] for reference in references]


SCENES = {
    one.__name__: one
    for one in (
        handed_over,
        on_plan,
        discussed,
        substantiated,
        to_conference,
        ended_without_conference,
        notified_incident,
        called_alone,
        decided_rapid_review,
        practice_review,
        recommended,
        earlier_recommendation,
        a_month_goes_by,
        homicide_review,
        homicide_followed,
        decided_concern,
        rooms,
    )
}


def serve() -> None:
    """Do what each line of the input asks and answer with a line, until there are no more."""
    for line in sys.stdin:
        asked = json.loads(line)
        try:
            answer = {"made": SCENES[asked["what"]](**asked["given"])}
        except Exception as error:  # whatever went wrong belongs to the journey that asked
            answer = {"wrong": f"{type(error).__name__}: {error}"}
        print(json.dumps(answer), flush=True)
