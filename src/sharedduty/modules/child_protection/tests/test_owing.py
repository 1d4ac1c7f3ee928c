"""What the lead social worker owes stands on “my work”: the child to be seen, lines that are due, help to be looked at."""

import datetime

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from sharedduty.foundations.access.api import Viewer, seen_by
from sharedduty.foundations.design.owed import Owed
from sharedduty.foundations.gatherings import actions as meetings
from sharedduty.foundations.papers.tests.corpus import GOOD
from sharedduty.modules.child_protection.actions import planning
from sharedduty.modules.child_protection.models import PlanItem, ProtectionPlan
from sharedduty.modules.child_protection.process import CONFERENCE
from sharedduty.modules.child_protection.queries.meetings import MEETINGS, about_record
from sharedduty.modules.child_protection.queries.owing import AHEAD, owed
from sharedduty.modules.child_protection.tests.scenes import WHY, Case, make_case

pytestmark = pytest.mark.django_db
DAY = datetime.timedelta(days=1)
HOUR = datetime.timedelta(hours=1)
CONTACT = {
    "worker": "A. Worker", "child_seen": "yes", "wishes": "To stay.", "parents_view": "", "not_seen_because": "",
}  # fmt: skip


def of(viewer: Viewer, title: str) -> list[Owed]:
    """What one viewer owes by one title."""
    with seen_by(viewer):
        return [one for one in owed(viewer) if one.title == title]


@pytest.mark.rows("WT-ICPC-10", "WT-CPP-05")
def test_a_line_of_a_plan_that_is_due_or_late_reaches_the_lead_social_worker_until_it_is_closed(case: Case) -> None:
    plan, today = case.planned(), timezone.localdate()
    title = "See that a line of the plan is done"
    with seen_by(case.worker):
        PlanItem.objects.filter(plan=plan).update(due_on=today + AHEAD + DAY)
    assert of(case.worker, title) == [], "not yet"
    with seen_by(case.worker):
        PlanItem.objects.filter(plan=plan).update(due_on=today - DAY)
    [late] = of(case.worker, title)
    assert late.late and late.record == plan.reference and late.file == plan.case_file_id
    assert title in case.house.client(case.worker).get("/my-work/").content.decode()
    assert of(case.house.post_holder("social_worker", 2), title) == [], "whoever does not lead it owes nothing"
    with seen_by(case.worker):
        item = plan.items.get()
        planning.close_item(by=case.worker, plan=plan, given={**WHY, "item": item.reference})
    assert of(case.worker, title) == []


@pytest.mark.rows("WT-CPP-07")
def test_the_child_is_owed_a_visit_by_the_day_last_agreed(case: Case) -> None:
    plan, today = case.planned(), timezone.localdate()
    assert of(case.worker, "See the child") == [], "no day was agreed yet"
    with seen_by(case.worker):
        ProtectionPlan.objects.filter(pk=plan.pk).update(visit_by_on=today)
    [first] = of(case.worker, "See the child")
    assert first.due_at and first.due_at.date() == today
    with seen_by(case.worker):
        given = {**CONTACT, "done_at": timezone.now(), "next_by_on": today + 10 * DAY}
        planning.record_contact(by=case.worker, plan=plan, given=given)
    [following] = of(case.worker, "See the child")
    assert following.due_at and following.due_at.date() == today + 10 * DAY


@pytest.mark.rows("WT-S47O-05")
def test_help_without_a_conference_is_looked_at_again_by_whoever_led_the_enquiry(case: Case) -> None:
    record = case.concluded("not_substantiated")
    case.help_goes_on(record)
    [waiting] = of(case.worker, "Look at what the help changed")
    assert waiting.link.endswith("/review-help/") and waiting.record == record.reference


@pytest.mark.rows("WT-STR-01")
def test_a_discussion_that_is_to_be_held_waits_on_my_work_since_it_was_handed_over(case: Case) -> None:
    record = case.opened()
    [waiting] = of(case.worker, "Hold the strategy discussion")
    assert waiting.since and waiting.due_at is None and waiting.link.endswith(f"/records/{record.reference}/")
    assert "Hold the strategy discussion" in case.house.client(case.worker).get("/my-work/").content.decode()
    case.discussed(record)
    assert of(case.worker, "Hold the strategy discussion") == []


@pytest.mark.rows("WT-S47O-02")
def test_an_agency_that_asks_for_a_conference_waits_on_my_work_until_it_is_answered(case: Case) -> None:
    record = case.concluded("not_substantiated")
    case.take(record, "request_conference", asked_by="A teacher", asked_from="The school", reasons="Still hurt.")
    [waiting] = of(case.worker, "Answer an agency that asks for a conference")
    assert waiting.record == record.reference
    case.take(record, "refuse_conference", **WHY)
    assert of(case.worker, "Answer an agency that asks for a conference") == []
    assert of(case.worker, "Have a difference about a conference resolved")


@pytest.mark.rows("WT-S47O-10")
def test_an_agency_invited_to_a_conference_finds_the_report_it_owes_on_its_own_work(case: Case) -> None:
    record = case.concluded("substantiated")
    case.convened(record)
    health = case.house.post_holder("health_mash")
    with seen_by(case.worker):
        about = about_record(case.worker, record.reference)
        assert about
        made = meetings.call(
            by=case.worker, room=MEETINGS, use=CONFERENCE, about=about, purpose="To decide.", mode="video",
            starts_at=timezone.now() + DAY, ends_at=timezone.now() + DAY + HOUR,
        )  # fmt: skip
        invited = meetings.invite(
            by=case.worker, gathering=made, capacity="health", appointment=case.appointment("health_mash")
        )
    page = case.house.client(health).get("/my-work/").content.decode()
    assert "Send Health&#39;s report before the initial child protection conference" in page
    with seen_by(health):
        meetings.circulate_paper(
            by=health, part=made.parts.get(), title="Report", code="health_report", sent_by=invited,
            upload=SimpleUploadedFile("letter.pdf", GOOD["letter.pdf"]),
        )  # fmt: skip
    assert "Send Health&#39;s report" not in case.house.client(health).get("/my-work/").content.decode()


def test_my_work_asks_the_database_as_often_for_many_plans_as_for_one(case: Case) -> None:
    def asked() -> int:
        with seen_by(case.worker), CaptureQueriesContext(connection) as queries:
            assert owed(case.worker) is not None
        return len(queries)

    case.planned()
    first = asked()
    make_case(house=case.house, name="Kit").planned()
    assert asked() == first
