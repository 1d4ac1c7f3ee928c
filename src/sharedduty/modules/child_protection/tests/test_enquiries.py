"""Strategy discussions and section 47 enquiries: what is refused, what anchors the clock, whom the outcome gives a right."""

import datetime
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from sharedduty.foundations.access.api import seen_by
from sharedduty.foundations.guidance.api import due
from sharedduty.foundations.process.api import CannotMove, Clock, Handover, Overtaken
from sharedduty.modules.child_protection.actions import discussing, enquiring
from sharedduty.modules.child_protection.models import Judgement, ProtectionRecord
from sharedduty.modules.child_protection.process import ENQUIRY
from sharedduty.modules.child_protection.tests.scenes import (
    DISCUSSED,
    HOUR,
    NEEDED,
    STARTED,
    THREE,
    WHY,
    Case,
    make_case,
)

pytestmark = pytest.mark.django_db


def words(refusal: Any) -> str:
    return "; ".join(one.text for one in refusal.value.missing)


def clock(case: Case, record: ProtectionRecord, key: str) -> Clock:
    with seen_by(case.worker):
        return Clock.objects.filter(record=record.reference, key=key).latest("pk")


def test_the_hand_over_is_taken_up_once_and_the_child_comes_from_the_contact(case: Case) -> None:
    record = case.opened()
    assert record.child_name == "Robin Testwick"
    assert record.person_id
    with seen_by(case.worker):
        handover = Handover.objects.get(reference=case.handover)
        assert handover.led_to == record.reference
        assert record.from_record == handover.from_record
        with pytest.raises(CannotMove, match="closed"):
            discussing.open_from_handover(by=case.worker, handover=handover)


def test_work_of_another_room_is_not_taken_up_here(db: None) -> None:
    case = make_case()
    with seen_by(case.worker):
        Handover.objects.filter(reference=case.handover).update(start="assessment")
    with pytest.raises(CannotMove):
        case.opened()


@pytest.mark.rows("WT-STR-03")
@pytest.mark.parametrize("absent", ["health", "police"])
def test_a_discussion_without_one_of_the_three_stands_only_as_an_exception(case: Case, absent: str) -> None:
    record = case.opened()
    case.discussed(record, people=[one for one in THREE if one[0] != absent])
    assert record.stage == "quorum_gap"
    with seen_by(case.worker):
        with pytest.raises(CannotMove) as refused:
            discussing.start_enquiries(by=case.worker, record=record, given=STARTED)
        assert "cannot follow" in words(refused)
        with pytest.raises(CannotMove) as refused:
            discussing.accept_gap(by=case.worker, record=record, given={"reasons": "", "asked_by": ""})
        assert "who accepts" in words(refused)
        discussing.accept_gap(by=case.worker, record=record, given={**WHY, "asked_by": "A manager"})
        record.refresh_from_db()
        assert record.stage == "strategy_held"
        assert record.discussions.get().gap_because == WHY["reasons"]
        assert Judgement.objects.get(verb="record_exception").asked_by == "A manager"


def test_another_discussion_with_all_three_mends_the_gap(case: Case) -> None:
    record = case.opened()
    case.discussed(record, people=THREE[:2])
    case.discussed(record)
    assert record.stage == "strategy_held"


def test_a_meeting_of_another_child_or_not_yet_held_is_no_discussion_of_this_one(case: Case) -> None:
    record = case.opened()
    other = make_case(house=case.house, name="Kit").opened()
    theirs = case.meeting(other.reference)
    with seen_by(case.worker):
        for meeting in (theirs.reference, "", "GC-0000-0000"):
            with pytest.raises(CannotMove, match="Choose a meeting that was held"):
                discussing.take_in_discussion(by=case.worker, record=record, given={**DISCUSSED, "meeting": meeting})


@pytest.mark.rows("WT-STR-05", "WT-STR-06", "WT-STR-07", "WT-STR-11")
@pytest.mark.parametrize(
    ("left_out", "asked"),
    [
        ("cause", "reasonable cause"), ("information_shared", "information was shared"),
        ("criminal_investigation", "criminal investigation"), ("risk", "level of risk"), ("family_told", "are told"),
        ("may_decide", "decide for their body"), ("medical", "medical is needed"), ("designated", "designated"),
        ("looked_after", "looked after"), ("not_there_because", "a school or nursery, the referrer. Say why"),
    ],
)  # fmt: skip
def test_a_discussion_with_a_task_left_blank_is_refused(case: Case, left_out: str, asked: str) -> None:
    record = case.opened()
    with pytest.raises(CannotMove) as refused:
        case.discussed(record, **{left_out: ""})
    assert asked in words(refused)


@pytest.mark.rows("WT-STR-10")
def test_a_family_is_not_told_only_on_a_ground_and_with_the_reason(case: Case) -> None:
    record = case.opened()
    with pytest.raises(CannotMove) as refused:
        case.discussed(record, family_told="police_investigation")
    assert "why they are not told" in words(refused)


@pytest.mark.rows("WT-STR-08")
def test_enquiries_do_not_start_without_who_does_what_by_when(case: Case) -> None:
    record = case.opened()
    case.discussed(record, action=False)
    with seen_by(case.worker), pytest.raises(CannotMove) as refused:
        discussing.start_enquiries(by=case.worker, record=record, given=STARTED)
    assert "No action was agreed" in words(refused)


@pytest.mark.rows("WT-STR-02", "WT-S47O-06")
def test_fifteen_working_days_count_from_the_discussion_that_started_the_enquiries(case: Case) -> None:
    record = case.opened()
    now = timezone.now()
    case.discussed(record, at=now - 9 * 24 * HOUR)
    second = case.discussed(record, at=now - 2 * 24 * HOUR)
    with seen_by(case.worker):
        discussing.start_enquiries(by=case.worker, record=record, given=STARTED)
        record.refresh_from_db()
    assert record.started_by == second.reference
    before = clock(case, record, "icpc.hold")
    assert before.started_at == second.began_at
    assert before.due_at == due("icpc.hold", second.began_at).due
    case.discussed(record, at=now - HOUR)
    assert record.stage == "s47_started"
    assert clock(case, record, "icpc.hold").due_at == before.due_at


@pytest.mark.rows("WT-STR-09")
def test_forty_five_working_days_count_from_the_referral(case: Case) -> None:
    record = case.started()
    running = clock(case, record, "s47.complete")
    assert running.started_at == record.referred_at
    assert running.due_at == due("s47.complete", record.referred_at).due


@pytest.mark.rows("WT-S47-03")
def test_enquiries_are_not_made_until_the_child_was_seen_or_it_is_said_why_not(case: Case) -> None:
    record = case.started()
    for kind in NEEDED[1:]:
        case.work(record, kind)
    with pytest.raises(CannotMove) as refused:
        case.take(record, "finish_enquiries")
    assert words(refused) == "Still to do: The child was seen."
    with pytest.raises(CannotMove, match="seen alone"):
        case.work(record, "child_seen", alone="")
    with pytest.raises(CannotMove, match="why it could not be done"):
        case.work(record, "child_seen", done_at=None)
    with pytest.raises(CannotMove, match="in the future"):
        case.work(record, "child_seen", done_at=timezone.now() + datetime.timedelta(hours=1))
    case.work(record, "child_seen", done_at=None, not_done_because="Abroad with an aunt; seen by video.")
    case.take(record, "finish_enquiries")
    assert record.stage == "enquiry_done"


def test_single_agency_enquiries_need_no_police_strand(case: Case) -> None:
    record = case.opened()
    case.discussed(record)
    with seen_by(case.worker):
        discussing.start_enquiries(by=case.worker, record=record, given={**STARTED, "joint": "no"})
        record.refresh_from_db()
    for kind in (*NEEDED[:5], "health"):
        case.work(record, kind)
    case.take(record, "finish_enquiries")


def test_an_outcome_without_reasons_is_refused_and_one_too_late_asks_why(case: Case) -> None:
    record = case.enquired()
    with seen_by(case.worker):
        with pytest.raises(CannotMove, match="reasons"):
            enquiring.decide_outcome(by=case.worker, record=record, given={"outcome": "no_risk", "reasons": " "})
        Clock.objects.filter(record=record.reference, key="s47.complete").update(due_at=timezone.now() - HOUR)
        with pytest.raises(CannotMove, match="45 working days"):
            enquiring.decide_outcome(by=case.worker, record=record, given={"outcome": "no_risk", **WHY})
        late = {"outcome": "no_risk", **WHY, "late_because": "The hospital's report came late."}
        enquiring.decide_outcome(by=case.worker, record=record, given=late)
    assert clock(case, record, "s47.complete").late_because == "The hospital's report came late."
    assert clock(case, record, "icpc.hold").stopped_at


@pytest.mark.rows("WT-S47O-02")
@pytest.mark.parametrize("way", ["agreed", "resolved_with", "resolved_without"])
def test_another_agency_may_ask_for_a_conference_and_is_answered(case: Case, way: str) -> None:
    record = case.concluded("not_substantiated")
    with pytest.raises(CannotMove, match="who asks"):
        case.take(record, "request_conference")
    asked = {"asked_by": "A health visitor", "asked_from": "Testshire health"}
    case.help_goes_on(record)
    case.take(record, "request_conference", **asked)
    with seen_by(case.worker):
        request = Judgement.objects.get(verb="request_conference")
    assert (request.asked_by, request.asked_from) == ("A health visitor", "Testshire health")
    if way == "agreed":
        case.take(record, "agree_conference")
    else:
        case.take(record, "refuse_conference")
        verb = "resolve_with_conference" if way == "resolved_with" else "resolve_without_conference"
        with pytest.raises(CannotMove, match="who resolved it"):
            case.take(record, verb)
        case.take(record, verb, asked_by="A head of service")
    assert record.stage == ("continue_s17" if way == "resolved_without" else "conference_due")
    running = clock(case, record, "icpc.hold")
    assert bool(running.stopped_at) == (way == "resolved_without")
    assert running.started_at == record.anchored_at


def test_no_enquiries_and_nothing_further(case: Case) -> None:
    record = case.opened()
    case.discussed(record)
    case.discussed(record)
    case.discussed(record)
    with seen_by(case.worker):
        discussing.decide_no_enquiries(by=case.worker, record=record, given=WHY)
        record.refresh_from_db()
    case.take(record, "take_no_further_action")
    assert ENQUIRY.stage(record.stage).ends


def test_two_people_at_once_and_people_without_the_right_change_nothing(case: Case) -> None:
    record = case.opened()
    made = case.meeting(record.reference)
    given = {**DISCUSSED, "meeting": made.reference}
    with seen_by(case.worker), pytest.raises(Overtaken):
        discussing.take_in_discussion(by=case.worker, record=record, given=given, version=record.version + 1)
    chair = case.house.post_holder("conference_chair")
    with seen_by(chair), pytest.raises(PermissionDenied):
        discussing.take_in_discussion(by=chair, record=record, given=given)
    with seen_by(case.worker):
        record.refresh_from_db()
    assert record.stage == "strategy_due"


def test_after_immediate_protection_the_record_says_so(db: None) -> None:
    case = make_case()
    with seen_by(case.worker):
        Handover.objects.filter(reference=case.handover).update(start=discussing.AFTER_PROTECTION)
    assert case.opened().after_protection


@pytest.mark.rows("WT-STR-04")
def test_a_looked_after_childs_carers_are_there_or_it_is_said_why_not(case: Case) -> None:
    record = case.opened()
    with pytest.raises(CannotMove, match="residential or fostering service"):
        case.discussed(record, looked_after="yes", not_there_because="")
    people = [*THREE, ("carers", "social_worker"), ("school", "teacher"), ("referrer", "gp")]
    case.discussed(
        record, people=people[:3] + people[4:] + [("carers", "practitioner")], looked_after="yes", not_there_because=""
    )
    with seen_by(case.worker):
        assert record.discussions.get().looked_after is True


@pytest.mark.rows("WT-STR-08", "WT-STR-12")
@pytest.mark.parametrize(("left_out", "asked"), [("police_lead", "police strand"), ("information_needed", "found out"),
                                                 ("legal_action", "legal action")])  # fmt: skip
def test_joint_enquiries_have_a_lead_for_each_strand_and_say_what_is_to_be_found_out(
    case: Case, left_out: str, asked: str
) -> None:
    record = case.opened()
    case.discussed(record)
    with seen_by(case.worker):
        with pytest.raises(CannotMove, match=asked):
            discussing.start_enquiries(by=case.worker, record=record, given={**STARTED, left_out: ""})
        discussing.start_enquiries(by=case.worker, record=record, given=STARTED)
        record.refresh_from_db()
        assert record.police_lead == "A sergeant"
        assert Judgement.objects.get(verb="information_needed").reasons == "From the hospital."


@pytest.mark.rows("WT-S47-04", "WT-S47-06", "WT-S47-07")
def test_each_kind_of_work_asks_what_belongs_to_it(case: Case) -> None:
    record = case.started()
    for kind, more, asked in (
        ("joint_interview", {}, "Achieving Best Evidence"),
        ("joint_interview", {"best_evidence": "yes", "parents_knew": ""}, "whether the parents knew"),
        ("child_seen", {"parents_knew": "no", "parents_because": ""}, "why the parents did not know"),
        ("specialist", {}, "when the assessment was asked for"),
        ("health", {"worker": ""}, "who did it"),
    ):
        with pytest.raises(CannotMove, match=asked):
            case.work(record, kind, **more)
    case.work(
        record, "joint_interview", best_evidence="no", parents_knew="no", parents_because="It could put him in danger."
    )
    case.work(record, "specialist", requested_on=datetime.date(2026, 11, 1))
    with seen_by(case.worker):
        interview = record.work.get(kind="joint_interview")
        assert (interview.best_evidence, interview.parents_knew) == (False, False)
        assert record.work.get(kind="specialist").requested_on == datetime.date(2026, 11, 1)


@pytest.mark.rows("WT-S47-05")
@pytest.mark.parametrize("lacking", ["criminal_decision", "evidence_shared", "health"])
def test_joint_enquiries_are_not_made_without_health_and_the_polices_decision_and_evidence(
    case: Case, lacking: str
) -> None:
    record = case.started()
    for kind in NEEDED:
        if kind != lacking:
            case.work(record, kind)
    with pytest.raises(CannotMove, match="Still to do"):
        case.take(record, "finish_enquiries")
    case.work(record, lacking)
    case.take(record, "finish_enquiries")


@pytest.mark.rows("WT-S47O-01")
def test_an_outcome_says_who_decided_when_and_why(case: Case) -> None:
    case.concluded("no_risk")
    with seen_by(case.worker):
        decided = Judgement.objects.get(verb="find_no_risk")
    assert decided.decided_by_id == case.worker.appointment_id
    assert decided.reasons == WHY["reasons"]
    assert timezone.now() - decided.decided_at < HOUR


@pytest.mark.rows("WT-S47O-04", "WT-S47O-05")
def test_not_substantiated_is_talked_over_helped_and_looked_at_again(case: Case) -> None:
    record = case.concluded("not_substantiated")
    for left_out, asked in (("talked_over", "talked over"), ("services", "what help"), ("look_again", "looked at again"),
                            ("answers_for_it", "answers for"), ("reasons", "reasons")):  # fmt: skip
        with pytest.raises(CannotMove, match=asked):
            case.help_goes_on(record, **{left_out: ""})
    case.help_goes_on(record)
    with seen_by(case.worker):
        with pytest.raises(CannotMove, match="who looked at it"):
            enquiring.review_help(by=case.worker, record=record, given={"asked_by": "", "reasons": "He is fed."})
        given = {"asked_by": "The school and the family worker", "reasons": "He is fed each morning."}
        enquiring.review_help(by=case.worker, record=record, given=given)
        assert record.help_after.get().impact == "He is fed each morning."
