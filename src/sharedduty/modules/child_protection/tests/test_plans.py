"""The conference, the plan, core groups, reviews, moves and the five ends."""

import datetime

import pytest
from django.utils import timezone

from sharedduty.foundations.access.api import seen_by
from sharedduty.foundations.guidance.api import due
from sharedduty.foundations.process.api import CannotMove, Clock
from sharedduty.modules.child_protection.actions import conferring, planning
from sharedduty.modules.child_protection.models import EndNotice, ProtectionPlan, ProtectionRecord
from sharedduty.modules.child_protection.queries.cases import open_record, plan_by_reference, plans_today, to_be_told
from sharedduty.modules.child_protection.tests.scenes import FIT, HOUR, LINE, MADE, WHY, Case, days_of

pytestmark = pytest.mark.django_db


def clock(case: Case, plan: ProtectionPlan, key: str) -> Clock:
    with seen_by(case.worker):
        return Clock.objects.filter(record=plan.reference, key=key).latest("pk")


def test_the_conference_meets_its_clock_when_it_was_held(case: Case) -> None:
    held = timezone.now() - 2 * HOUR
    plan = case.conferred(at=held)
    with seen_by(case.worker):
        met = Clock.objects.get(record=plan.protection.reference, key="icpc.hold")
    assert met.met_at == held
    assert plan.held_at == held


@pytest.mark.rows("WT-ICPC-03", "WT-ICPC-04", "WT-ICPC-05", "WT-ICPC-06", "WT-CPP-01", "WT-CPP-03", "WT-CPP-10")
def test_a_plan_needs_core_group_outline_category_and_lead(case: Case) -> None:
    plan = case.conferred()
    given = {**MADE, **days_of(plan), "lead_worker": str(case.worker.appointment_id)}
    with seen_by(case.worker):
        with pytest.raises(CannotMove) as refused:
            planning.make_plan(by=case.worker, plan=plan, given=given)
        assert [one.text for one in refused.value.missing] == [
            "Still to do: Name the core group.",
            "Still to do: Write the outline plan: what must change, by how much, by when.",
        ]
        with pytest.raises(CannotMove, match="by how much"):
            planning.add_item(by=case.worker, plan=plan, given={**LINE, "measure": ""})
        with pytest.raises(CannotMove, match="what the line is for"):
            planning.add_item(by=case.worker, plan=plan, given={**LINE, "aim": ""})
        with pytest.raises(CannotMove, match="by when"):
            planning.add_item(by=case.worker, plan=plan, given={**LINE, "due_on": None})
        planning.add_member(by=case.worker, plan=plan, given={"name": "Sam", "part": "Mother", "family": "yes"})
        planning.add_item(by=case.worker, plan=plan, given=LINE)
        for missing, asked in (("category", "category"), ("lead_body", "lead body"), ("lead_worker", "lead social worker"),
                               ("reasons", "reasons"), ("legal_action", "legal action"), ("foreign_link", "another country"),
                               ("core_group_on", "first core group"), ("detail_by_on", "in detail"), ("review_on",
                               "first review")):  # fmt: skip
            with pytest.raises(CannotMove, match=asked):
                planning.make_plan(by=case.worker, plan=plan, given={**given, missing: None})
        planning.make_plan(by=case.worker, plan=plan, given=given)
        plan.refresh_from_db()
        assert (plan.stage, plan.lead_worker_id, plan.items.get().outline) == (
            "on_plan",
            case.worker.appointment_id,
            True,
        )


@pytest.mark.rows("WT-CPP-11", "WT-CPP-13")
def test_core_group_and_reviews_count_from_the_conference_and_from_the_review_before(case: Case) -> None:
    plan = case.planned()
    assert clock(case, plan, "coregroup.first").due_at == due("coregroup.first", plan.held_at).due
    assert clock(case, plan, "rcpc.first").due_at == due("rcpc.first", plan.held_at).due
    case.met(plan, "hold_first_core_group")
    assert clock(case, plan, "coregroup.first").met_at
    case.detail(plan)
    case.met(plan, "hold_first_review", at=timezone.now() - HOUR)
    assert clock(case, plan, "rcpc.first").met_at
    with seen_by(case.worker):
        review = plan.meetings.get(kind="review_conference")
    assert clock(case, plan, "rcpc.next").due_at == due("rcpc.next", review.held_at).due
    case.go_on(plan)
    case.met(plan, "hold_review")
    with seen_by(case.worker):
        assert Clock.objects.filter(record=plan.reference, key="rcpc.next").count() == 2
        assert Clock.objects.filter(record=plan.reference, key="rcpc.next", met_at=None).count() == 1


def test_no_plan_made_and_help_goes_on(case: Case) -> None:
    plan = case.conferred()
    case.plan_step(plan, "decide_no_plan")
    case.plan_step(plan, "continue_help")
    assert plan.stage == "continue_s17"
    with seen_by(case.worker):
        assert not plans_today(case.worker)


def test_core_groups_refine_the_plan_and_a_line_that_changed_is_closed_with_what_became_of_it(case: Case) -> None:
    plan = case.detailed()
    case.met(plan, "hold_core_group")
    with seen_by(case.worker):
        with pytest.raises(CannotMove, match="still stands"):
            planning.close_item(by=case.worker, plan=plan, given={"item": "PI-0000-0000", **WHY})
        line = plan.items.get()
        planning.close_item(by=case.worker, plan=plan, given={"item": line.reference, **WHY})
        line.refresh_from_db()
        assert line.outcome == WHY["reasons"]
        plan.refresh_from_db()
    case.detail(plan)


@pytest.mark.rows("WT-REV-05")
def test_proceedings_consider_every_child_of_the_household(case: Case) -> None:
    plan = case.detailed()
    case.met(plan, "hold_first_review")
    with pytest.raises(CannotMove, match="each other child"):
        case.plan_step(plan, "start_proceedings")
    case.plan_step(plan, "start_proceedings", other_children="There is none.")
    case.go_on(plan)
    assert plan.stage == "continued"


@pytest.mark.rows("WT-END-02")
def test_a_plan_does_not_end_for_a_move_before_the_other_conference_is_on_record(case: Case) -> None:
    plan = case.planned()
    today = timezone.localdate()
    with seen_by(case.worker):
        planning.tell_of_move(by=case.worker, plan=plan, given={"moved_to": "Elsewhere", "notified_on": today})
        plan.refresh_from_db()
        assert [one.reference for one in plans_today(case.worker)] == [plan.reference]
    with pytest.raises(CannotMove, match="cannot follow"):
        case.plan_step(plan, "end_moved")
    with seen_by(case.worker):
        for day, said in ((None, "Enter the day"), (today + datetime.timedelta(1), "held already"),
                          (today - datetime.timedelta(1), "cannot be earlier")):  # fmt: skip
            with pytest.raises(CannotMove, match=said):
                planning.record_their_conference(by=case.worker, plan=plan, given={"received_on": day})
        planning.record_their_conference(by=case.worker, plan=plan, given={"received_on": today})
        plan.refresh_from_db()
    case.plan_step(plan, "end_moved")
    assert (plan.stage, plan.end_reason) == ("ended_moved", "moved")


@pytest.mark.rows("WT-END-02")
def test_until_the_other_conference_core_groups_and_reviews_go_on_here_and_meet_their_limits(case: Case) -> None:
    plan = case.planned()
    today = timezone.localdate()
    with seen_by(case.worker):
        planning.tell_of_move(by=case.worker, plan=plan, given={"moved_to": "Elsewhere", "notified_on": today})
        plan.refresh_from_db()
    case.met(plan, "hold_core_group")
    assert plan.stage == "moved" and clock(case, plan, "coregroup.first").met_at is not None
    assert clock(case, plan, "rcpc.first").met_at is None
    case.met(plan, "hold_review")
    assert plan.stage == "moved" and clock(case, plan, "rcpc.first").met_at is not None
    assert clock(case, plan, "rcpc.next").met_at is None, "the next review is counted from this one"
    page = case.house.client(case.worker).get(f"/protection/plans/{plan.reference}/").content.decode()
    assert "hold core groups and reviews in time" in page and "Record a core group" in page


@pytest.mark.rows("WT-END-03")
def test_a_plan_ends_at_eighteen_only_at_eighteen(case: Case) -> None:
    plan = case.continued()
    with pytest.raises(CannotMove, match="not 18 yet"):
        case.plan_step(plan, "end_at_eighteen")
    with seen_by(case.worker):
        today = timezone.localdate()
        birth = today.replace(year=today.year - 18, day=min(today.day, 28))  # a birthday that every year has
        ProtectionRecord.objects.filter(pk=plan.protection_id).update(birth_on=birth)
    case.plan_step(plan, "end_at_eighteen")
    assert plan.end_reason == "eighteen"


@pytest.mark.rows("WT-END-04")
@pytest.mark.parametrize("verb", ["end_died", "end_left_uk"])
def test_a_death_or_leaving_for_good_ends_a_plan_at_any_stage_and_its_clocks(case: Case, verb: str) -> None:
    plan = case.planned()
    case.plan_step(plan, verb)
    with seen_by(case.worker):
        assert not Clock.objects.filter(record=plan.reference, met_at=None, stopped_at=None).exists()


@pytest.mark.rows("WT-END-01", "WT-END-05")
def test_everybody_invited_to_the_conference_is_told_that_the_plan_ended_whether_they_came_or_not(case: Case) -> None:
    plan = case.planned()
    with pytest.raises(CannotMove, match="cannot follow"):
        case.plan_step(plan, "end_no_longer_at_risk")  # no review was held
    case.plan_step(plan, "end_left_uk")
    with seen_by(case.worker):
        people = to_be_told(case.worker, plan)
        with pytest.raises(CannotMove, match="Not told yet"):
            planning.tell_agencies(by=case.worker, plan=plan, given={"told": list(people)[:2]})
        planning.tell_agencies(by=case.worker, plan=plan, given={"told": list(people)})
        assert {one.invitation for one in EndNotice.objects.filter(plan=plan)} == set(people)


@pytest.mark.rows("WT-REV-02", "WT-CPP-12")
def test_a_review_says_what_it_found(case: Case) -> None:
    plan = case.detailed()
    with seen_by(case.worker), pytest.raises(CannotMove, match="what the meeting found"):
        made = case.meeting(plan.reference)
        planning.take_in_meeting(by=case.worker, plan=plan, verb="hold_first_review",
                                 given={"meeting": made.reference, "found": ""})  # fmt: skip


def test_the_chair_reads_the_children_whose_conference_they_chaired_and_an_agency_never(case: Case) -> None:
    plan = case.planned()
    for role, seen in (
        ("conference_chair", True),
        ("health_mash", False),
        ("police_mash", False),
        ("front_door_worker", False),
    ):
        viewer = case.house.post_holder(role)
        with seen_by(viewer):
            assert bool(plan_by_reference(viewer, plan.reference)) == seen, role


def test_a_child_with_a_second_plan_has_both_in_the_history(case: Case) -> None:
    plan = case.planned()
    with seen_by(case.worker):
        view = open_record(case.worker, plan.protection)
    assert [one.reference for one in view.history] == [plan.reference]


def test_a_conference_is_taken_in_once(case: Case) -> None:
    plan = case.conferred()
    with seen_by(case.worker), pytest.raises(CannotMove):
        conferring.take_in_conference(by=case.worker, record=plan.protection, given={**FIT, "meeting": plan.conference})
