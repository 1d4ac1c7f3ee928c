"""Brothers and sisters together, a child who moved in, an unborn child, immediate protection, and the register's history."""

import datetime

import pytest
from django.utils import timezone

from sharedduty.foundations.access.api import seen_by
from sharedduty.foundations.access.models import Grant
from sharedduty.foundations.gatherings import actions as meetings
from sharedduty.foundations.gatherings.models import Hearing, Shared
from sharedduty.foundations.guidance.api import due
from sharedduty.foundations.process.api import CannotMove, Clock, Handover
from sharedduty.modules.child_protection.actions import conferring, discussing, enquiring, homecoming, planning
from sharedduty.modules.child_protection.models import ProtectionPlan, ProtectionRecord
from sharedduty.modules.child_protection.process import CONFERENCE
from sharedduty.modules.child_protection.queries.cases import open_record, plans_of_child, plans_today
from sharedduty.modules.child_protection.queries.held import facts_of
from sharedduty.modules.child_protection.tests.scenes import (
    CONFERENCE_PEOPLE,
    DISCUSSED,
    FIT,
    STARTED,
    WHY,
    Case,
    make_case,
)

pytestmark = pytest.mark.django_db
FIVE = ("Robin", "Kit", "Ash", "Wren", "Sky")
HANDED_OVER_AS = "strategy discussion after immediate protection"


@pytest.fixture
def five(db: None) -> Case:
    """A contact about five brothers and sisters."""
    return make_case(name=FIVE[0], also=FIVE[1:])


def test_one_discussion_and_one_conference_about_five_children_and_a_decision_for_each(five: Case) -> None:
    records = five.opened_all()
    assert len(records) == 5
    made = five.meeting(records[0].reference)
    with seen_by(five.worker):
        assert {part.record for part in made.parts.all()} == {one.reference for one in records}
        for one in records:
            discussing.take_in_discussion(by=five.worker, record=one, given={**DISCUSSED, "meeting": made.reference})
            one.refresh_from_db()
            with pytest.raises(CannotMove, match="Choose a meeting"):
                discussing.take_in_discussion(
                    by=five.worker, record=one, given={**DISCUSSED, "meeting": made.reference}
                )
        discussing.decide_no_enquiries(by=five.worker, record=records[4], given=WHY)
        with pytest.raises(CannotMove, match="No action was agreed"):  # the action agreed was about the first child
            discussing.start_enquiries(by=five.worker, record=records[1], given=STARTED)
        assert [facts_of(five.worker, made, one.reference).actions for one in records] == [1, 0, 0, 0, 0]
        discussing.start_enquiries(by=five.worker, record=records[0], given=STARTED)
        records[0].refresh_from_db()
    assert [one.stage for one in records[:2]] == ["s47_started", "strategy_held"]


@pytest.mark.rows("WT-S47O-06")
def test_one_conference_about_five_children_meets_each_childs_limit_and_decides_for_each(five: Case) -> None:
    records = five.opened_all()
    for one in records:
        five.discussed(one)
        with seen_by(five.worker):
            discussing.start_enquiries(by=five.worker, record=one, given=STARTED)
            one.refresh_from_db()
    for one in records:
        five.conclude(one, "substantiated")
        five.convened(one)
        five.ready(one)
    made = five.meeting(records[0].reference, CONFERENCE, CONFERENCE_PEOPLE)
    with seen_by(five.worker):
        assert made.parts.count() == 5
        plans = [
            conferring.take_in_conference(by=five.worker, record=one, given={**FIT, "meeting": made.reference})
            for one in records
        ]
        assert {one.conference for one in plans} == {made.reference}
        met = Clock.objects.filter(record__in=[one.reference for one in records], key="icpc.hold")
        assert {one.met_at for one in met} == {made.began_at}
        assert met.count() == 5
    for plan in plans[:4]:
        five.plan_after(_again(five, plan))
    five.plan_step(_again(five, plans[4]), "decide_no_plan")
    with seen_by(five.worker):
        assert len(plans_today(five.worker)) == 4


def _again(case: Case, plan: ProtectionPlan) -> ProtectionPlan:
    with seen_by(case.worker):
        return ProtectionPlan.objects.select_related("protection").get(pk=plan.pk)


def test_a_brother_at_another_stage_is_no_part_of_the_meeting(five: Case) -> None:
    first, *others = five.opened_all()
    with seen_by(five.worker):
        assert [one.reference for one in open_record(five.worker, first).together] == [one.reference for one in others]
    five.discussed(others[0])
    five.discussed(others[0])
    made = five.meeting(first.reference)
    with seen_by(five.worker):
        assert others[0].reference not in {part.record for part in made.parts.all()}


MOVED = {"child_name": "Kit Testwick", "moved_from": "Elsewhere", "reasons": "Neglect; held by a worker there."}


@pytest.mark.rows("WT-END-02")
def test_a_child_who_moves_in_has_a_conference_within_fifteen_working_days_of_when_we_were_told(case: Case) -> None:
    told = timezone.localdate() - datetime.timedelta(days=3)
    whole = {**MOVED, "notified_on": told}
    with seen_by(case.worker):
        for name, asked in (("child_name", "name"), ("moved_from", "which authority"), ("notified_on", "when they told"),
                            ("reasons", "who holds it")):  # fmt: skip
            with pytest.raises(CannotMove, match=asked):
                conferring.receive_child(by=case.worker, given={**whole, name: None})
        record = conferring.receive_child(by=case.worker, given=whole)
        clock = Clock.objects.get(record=record.reference)
        noon = datetime.datetime.combine(told, datetime.time(12), tzinfo=clock.started_at.tzinfo)
        assert (clock.key, clock.due_at) == ("cpplan.transfer_in", due("cpplan.transfer_in", noon).due)
        assert record.stage == "conference_due"
    case.ready(record)
    made = case.meeting(record.reference, CONFERENCE, CONFERENCE_PEOPLE)
    with seen_by(case.worker):
        plan = conferring.take_in_conference(by=case.worker, record=record, given={**FIT, "meeting": made.reference})
        clock.refresh_from_db()
        assert clock.met_at == plan.held_at
    case.plan_after(plan)
    assert plan.stage == "on_plan"


def test_only_a_child_who_moved_in_with_a_plan_skips_the_enquiries(case: Case) -> None:
    record = case.opened()
    with pytest.raises(ValueError, match="not taken with reasons alone"):
        case.take(record, "take_over_plan")
    with seen_by(case.worker), pytest.raises(CannotMove, match="Only a child who moved in"):
        enquiring.step(case.worker, record, "take_over_plan", WHY)


@pytest.mark.rows("WT-ICPC-02")
def test_an_unborn_child_has_enquiries_a_conference_and_a_plan_before_birth(case: Case) -> None:
    record = case.opened()
    expected = timezone.localdate() + datetime.timedelta(days=60)
    with seen_by(case.worker):
        ProtectionRecord.objects.filter(pk=record.pk).update(
            unborn=True, birth_on=None, expected_on=expected, child_name="Unborn"
        )
        record.refresh_from_db()
    case.discussed(record)
    with seen_by(case.worker):
        discussing.start_enquiries(by=case.worker, record=record, given=STARTED)
        record.refresh_from_db()
    case.conclude(record, "substantiated")
    plan = case.plan_after(case.confer(record))
    client = case.house.client(case.worker)
    shown = client.get(f"/protection/records/{record.reference}/").content.decode()
    assert "Unborn, expected" in shown
    with pytest.raises(CannotMove, match="date of birth is not on record"):
        case.met(plan, "hold_first_core_group")
        case.detail(plan)
        case.met(plan, "hold_first_review")
        case.go_on(plan)
        case.plan_step(plan, "end_at_eighteen")


@pytest.mark.rows("WT-IMM-09", "WT-IMM-13")
def test_what_was_done_to_protect_the_child_at_once_stands_on_the_record(case: Case) -> None:
    with seen_by(case.worker):
        Handover.objects.filter(reference=case.handover).update(start=HANDED_OVER_AS)
    record = case.opened()
    desk = case.house.post_holder("front_door_worker")
    with seen_by(desk):
        contact = case.house.held(desk, record.from_record)
        child = contact.children.get()
        child.protections.create(
            case_file_id=child.case_file_id, acting_agency="Police", power="police", power_reason="No time for an order.",
            other_children_considered="None.", acted_at=timezone.now(), recorded_at=timezone.now(), recorded_by_id=desk.holding,
        )  # fmt: skip
    client = case.house.client(case.worker)
    shown = client.get(f"/protection/records/{record.reference}/").content.decode()
    assert "Protected at once:" in shown and "No strategy discussion on record came before it." in shown
    assert "No time for an order." in shown
    case.discussed(record)  # enquiries and assessment go on while protection stands
    with seen_by(case.worker):
        discussing.start_enquiries(by=case.worker, record=record, given=STARTED)
        record.refresh_from_db()
    with seen_by(desk):
        child.protections.update(acted_at=timezone.now())
    shown = client.get(f"/protection/records/{record.reference}/").content.decode()
    assert "Protected at once:" in shown and "It followed strategy discussion 1." in shown
    assert f"/assessments/{record.assessment}/" in shown


def test_a_child_with_two_plans_has_both_in_the_history_the_latest_first(case: Case) -> None:
    first = case.planned()
    case.plan_step(first, "end_left_uk")
    person = case.record(first).person_id
    again = make_case(house=case.house, name="Robin")
    record = again.opened()
    with seen_by(case.worker):
        ProtectionRecord.objects.filter(pk=record.pk).update(person_id=person)
        record.refresh_from_db()
    again.discussed(record)
    with seen_by(case.worker):
        discussing.start_enquiries(by=case.worker, record=record, given=STARTED)
        record.refresh_from_db()
    second = again.plan_after(again.confer(again.conclude(record, "substantiated")))
    with seen_by(case.worker):
        assert [one.reference for one in plans_of_child(case.worker, record)] == [second.reference, first.reference]
        assert [one.reference for one in plans_today(case.worker)] == [second.reference]
        assert planning.END_REASONS["end_left_uk"] == plans_of_child(case.worker, record)[1].end_reason


def test_a_child_who_moved_in_or_comes_home_is_a_child_born_or_expected_and_not_both(case: Case) -> None:
    today = timezone.localdate()
    moved = {"child_name": "Kit", "moved_from": "Elsewhere", "notified_on": today, "reasons": "Neglect."}
    for given, asked in (
        ({"birth_on": today.replace(year=today.year - 40, day=1)}, "not a child's"),
        ({"birth_on": today, "expected_on": today}, "not both"),
        ({"expected_on": today + datetime.timedelta(days=400)}, "can be expected now"),
        ({"expected_on": today - datetime.timedelta(days=90)}, "If the child is born"),
    ):
        with seen_by(case.worker), pytest.raises(CannotMove, match=asked):
            conferring.receive_child(by=case.worker, given=moved | given)
    with seen_by(case.worker), pytest.raises(CannotMove, match="not a child's"):
        given = {"child_name": "Kit", "care": "Section 20.", "birth_on": today.replace(year=today.year - 18)}
        homecoming.open_return(by=case.worker, given=given)
    with seen_by(case.worker):
        assert conferring.receive_child(by=case.worker, given=moved | {"birth_on": today.replace(year=today.year - 5)})


@pytest.mark.rows("WT-ICPC-01")
def test_a_parents_supporter_at_a_conference_has_nothing_but_what_was_shared_with_them(case: Case) -> None:
    record = case.concluded("substantiated")
    case.convened(record)
    family = (("parent", "Sam Testwick"), ("supporter", "A friend"))
    made = case.meeting(record.reference, CONFERENCE, CONFERENCE_PEOPLE, family=family)
    with seen_by(case.worker):
        part = made.parts.get()
        friend = made.invitations.get(capacity="supporter")
        assert friend.appointment_id is None, "nobody of the family signs in, so no role opens anything to them"
        assert not Hearing.objects.filter(invitation__family=True).exists()
        for file in (record.case_file, made.case_file, part.case_file, part.papers_file):
            assert not Grant.objects.filter(case_file=file, link__isnull=False).exists(), "nor does any link"
        with pytest.raises(CannotMove):
            meetings.hear(by=case.worker, part=part, invitation=friend)
        given = meetings.share(
            by=case.worker,
            part=part,
            invitation=friend,
            title="Your part",
            text="You fetch Robin on Mondays.",
            how="hand",
        )
        assert given.case_file_id not in {one.pk for one in (record.case_file, made.case_file, part.case_file)}
        assert [one.text for one in Shared.objects.filter(invitation_reference=friend.reference)] == [given.text]
