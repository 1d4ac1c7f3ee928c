"""What a duty manager reads in ten seconds: the next limit, what is late and whose it is, who saw the child and when."""

import datetime

import pytest
from django.utils import timezone

from sharedduty.foundations.access.api import seen_by
from sharedduty.foundations.gatherings.models import Action
from sharedduty.modules.child_protection.actions import planning
from sharedduty.modules.child_protection.models import PlanContact, PlanItem, WorkDone
from sharedduty.modules.child_protection.tests.scenes import Case

pytestmark = pytest.mark.django_db
DAY = datetime.timedelta(days=1)


def at_a_glance(case: Case, address: str) -> str:
    page = case.house.client(case.worker).get(address).content.decode()
    box = page.partition('id="at-a-glance"')[2].partition("</div>")[0]
    return " ".join(box.replace("<strong>", "").replace("</strong>", "").replace("</p>", "").split())


def test_an_enquiry_says_what_is_next_what_is_late_and_who_saw_the_child(case: Case) -> None:
    record = case.started()
    address = f"/protection/records/{record.reference}/"
    shown = at_a_glance(case, address)
    assert "Next: Hold the initial conference, if one is needed: by the end of" in shown
    assert "working days left" in shown
    assert "Late: nothing." in shown
    assert "Child last seen: not yet, as far as this record knows." in shown
    with seen_by(case.worker):
        Action.objects.filter(part__record=record.reference).update(due_on=timezone.localdate() - DAY)
        WorkDone.objects.create(
            case_file=record.case_file, protection=record, kind="child_seen", done_at=timezone.now() - DAY, alone=True,
            worker="Sorrel Placeholt", text="Well.", recorded_at=timezone.now(), recorded_by_id=case.worker.holding,
        )  # fmt: skip
    shown = at_a_glance(case, address)
    assert "Late: See the child (" in shown
    assert "alone, by Sorrel Placeholt." in shown


def test_a_plan_says_who_saw_the_child_by_when_the_child_is_seen_next_and_whose_line_is_late(case: Case) -> None:
    plan = case.planned()
    address = f"/protection/plans/{plan.reference}/"
    assert "Late: nothing." in at_a_glance(case, address)
    today = timezone.localdate()
    given = {
        "done_at": timezone.now(), "worker": "A family worker", "child_seen": "yes", "wishes": "To stay.", "next_by_on": today,
    }  # fmt: skip
    with seen_by(case.worker):
        planning.record_contact(by=case.worker, plan=plan, given=given)
        PlanContact.objects.filter(plan=plan).update(next_by_on=today - 2 * DAY)
        PlanItem.objects.filter(plan=plan).update(due_on=today - DAY, owner="Mother")
    shown = at_a_glance(case, address)
    assert "not alone, by A family worker. To be seen next by" in shown
    assert "seeing the child, due" in shown
    assert "(Mother)" in shown


def test_a_closed_record_calls_no_meeting(case: Case) -> None:
    record = case.concluded("no_risk")
    client = case.house.client(case.worker)
    assert "Call a meeting" in client.get(f"/protection/records/{record.reference}/").content.decode()
    with seen_by(case.worker):
        type(record).objects.filter(pk=record.pk).update(stage="no_further_action")
    assert "Call a meeting" not in client.get(f"/protection/records/{record.reference}/").content.decode()
