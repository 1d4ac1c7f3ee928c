"""The thin line through the room: a hand-over, a discussion, enquiries, a conference, a plan, reviews, its end."""

import pytest

from sharedduty.foundations.access.api import seen_by
from sharedduty.foundations.process.api import Clock, Handover
from sharedduty.modules.child_protection.actions import planning
from sharedduty.modules.child_protection.models import EndNotice
from sharedduty.modules.child_protection.queries.cases import to_be_told
from sharedduty.modules.child_protection.tests.scenes import Case

pytestmark = pytest.mark.django_db


def test_a_child_goes_from_the_hand_over_to_the_end_of_a_plan(case: Case) -> None:
    plan = case.continued()
    record = case.record(plan)
    with seen_by(case.worker):
        taken = Handover.objects.get(reference=case.handover)
        assert taken.led_to == record.reference
        assert taken.accepted_at and taken.closed_at
    case.met(plan, "hold_core_group")
    case.met(plan, "hold_review")
    case.plan_step(plan, "end_no_longer_at_risk")
    with seen_by(case.worker):
        people = to_be_told(case.worker, plan)
        planning.tell_agencies(by=case.worker, plan=plan, given={"told": list(people)})
        plan.refresh_from_db()
        assert EndNotice.objects.filter(plan=plan).count() == 4
    case.plan_step(plan, "consider_support")
    assert plan.stage == "support_considered"
    with seen_by(case.worker):
        assert not Clock.objects.filter(record=plan.reference, met_at=None, stopped_at=None).exists()
