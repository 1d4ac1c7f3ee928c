"""Conferences and reviews: convened in time, the family prepared, reports, who was missing, the chair; the plan in detail."""

import datetime
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from sharedduty.foundations.access.api import seen_by
from sharedduty.foundations.gatherings import actions as meetings
from sharedduty.foundations.gatherings.api import Gathering
from sharedduty.foundations.papers.tests.corpus import GOOD
from sharedduty.foundations.process.api import CannotMove
from sharedduty.modules.child_protection.actions import conferring, planning
from sharedduty.modules.child_protection.models import Judgement, ProtectionPlan, ProtectionRecord, ReportShared
from sharedduty.modules.child_protection.process import CONFERENCE, CORE_GROUP, REVIEW
from sharedduty.modules.child_protection.queries.held import report_lines
from sharedduty.modules.child_protection.tests.scenes import (
    CONFERENCE_PEOPLE,
    DETAIL,
    FIT,
    READY,
    REPORT,
    WHY,
    Case,
)

pytestmark = pytest.mark.django_db
DAY = datetime.timedelta(days=1)


def due_case(case: Case) -> ProtectionRecord:
    """A record whose conference is convened."""
    record = case.concluded("substantiated")
    case.convened(record)
    return record


def refused(case: Case, action: Any, asked: str, **named: Any) -> None:
    with seen_by(case.worker), pytest.raises(CannotMove, match=asked):
        action(by=case.worker, **named)


def report(case: Case, meeting: Gathering, capacity: str) -> None:
    """A report that a practitioner put before the meeting."""
    with seen_by(case.worker):
        meetings.circulate_paper(
            by=case.worker, part=meeting.parts.get(), title="A report", code=f"{capacity}_report",
            upload=SimpleUploadedFile("letter.pdf", GOOD["letter.pdf"]), sent_by=meeting.invitations.get(capacity=capacity),
        )  # fmt: skip


@pytest.mark.rows("WT-S47O-07", "WT-S47O-08", "WT-S47O-10")
def test_a_conference_is_convened_for_the_day_the_child_needs_it_within_its_limit(case: Case) -> None:
    record = case.concluded("substantiated")
    today = timezone.localdate()
    for more, asked in (
        ({"conference_by_on": None}, "when the child needs"), ({"conference_by_on": today + 60 * DAY}, "after its limit, "),
        ({"conference_by_on": today - DAY}, "conference cannot be before"), ({"reports_by_on": today - DAY}, "reports cannot be"),
        ({"reports_by_on": None}, "reports are asked for"), ({"reports_by_on": today + DAY}, "before the conference"),
        ({"specialists": ""}, "specialists"), ({"reasons": ""}, "reasons"),
    ):  # fmt: skip
        with pytest.raises(CannotMove, match=asked):
            case.convened(record, **more)
    case.convened(record)
    assert (record.conference_by_on, record.reports_by_on) == (today, today)


@pytest.mark.rows("WT-S47O-09", "WT-ICPC-08", "WT-ICPC-09")
def test_no_conference_is_taken_in_before_the_family_was_prepared_and_the_report_written(case: Case) -> None:
    record = due_case(case)
    made = case.meeting(record.reference, CONFERENCE, CONFERENCE_PEOPLE)
    given = {**FIT, "meeting": made.reference}
    refused(case, conferring.take_in_conference, "Prepare the child and the parents", record=record, given=given)
    today = timezone.localdate()
    for left_out, asked in (("prepared_on", "when they were prepared"), ("child_ready", "child was prepared"),
                            ("parents_ready", "parents were told"), ("advocate", "advocate was offered")):  # fmt: skip
        lacking = {**READY, "prepared_on": today, left_out: None}
        refused(case, conferring.prepare_family, asked, record=record, given=lacking)
    silent = {**READY, "prepared_on": today, "advocate": "not_offered"}
    refused(case, conferring.prepare_family, "why no advocate", record=record, given=silent)
    for left_out, asked in (("harm", "abuse or neglect"), ("needs", "needs"), ("context", "surroundings"),
                            ("analysis", "means"), ("recommendation", "recommended"), ("shared_on", "say why not")):  # fmt: skip
        lacking = {**REPORT, "shared_on": today, left_out: None}
        refused(case, conferring.write_report, asked, record=record, given=lacking)
    case.ready(record)
    with seen_by(case.worker):
        assert conferring.take_in_conference(by=case.worker, record=record, given=given).held_at == made.began_at


@pytest.mark.rows("WT-S47O-11", "WT-S47O-10")
def test_each_report_received_is_shared_or_withheld_with_whom_decided_before_the_conference_is_taken_in(
    case: Case,
) -> None:
    record = due_case(case)
    case.ready(record)
    made = case.meeting(record.reference, CONFERENCE, CONFERENCE_PEOPLE)
    report(case, made, "health")
    given = {**FIT, "meeting": made.reference}
    refused(case, conferring.take_in_conference, "Decide whether this is shared", record=record, given=given)
    with seen_by(case.worker):
        lines = {one.capacity: one for one in report_lines(case.worker, record.reference)}
        assert [lines[name].received_at is not None for name in ("Health", "Police")] == [True, False]
        told = {
            "paper": lines["Health"].paper,
            "shared": "no",
            "note": "It names another child.",
            "decided_with": "Police, chair",
        }
    for left_out, asked in (("paper", "Choose a report"), ("shared", "shared with the parents"), ("note", "or why not"),
                            ("decided_with", "with whom")):  # fmt: skip
        refused(case, conferring.share_report, asked, record=record, given={**told, left_out: ""})
    with seen_by(case.worker):
        conferring.share_report(by=case.worker, record=record, given=told)
        assert ReportShared.objects.get().shared is False
        conferring.take_in_conference(by=case.worker, record=record, given=given)


@pytest.mark.rows("WT-S47O-12", "WT-REV-06")
def test_who_was_invited_and_neither_came_nor_wrote_is_explained(case: Case) -> None:
    record = due_case(case)
    case.ready(record)
    made = case.meeting(record.reference, CONFERENCE, CONFERENCE_PEOPLE, absent=("health",))
    given = {**FIT, "meeting": made.reference}
    refused(
        case, conferring.take_in_conference, "Neither there nor in writing: Health Mash 1", record=record, given=given
    )
    report(case, made, "health")
    with seen_by(case.worker):
        (line,) = [one for one in report_lines(case.worker, record.reference) if one.paper]
        told = {"paper": line.paper, "shared": "yes", "note": "Read out.", "decided_with": "Police, chair"}
        conferring.share_report(by=case.worker, record=record, given=told)
        conferring.take_in_conference(by=case.worker, record=record, given=given)


@pytest.mark.rows("WT-ICPC-07")
def test_the_chair_is_independent_and_meets_the_family_before(case: Case) -> None:
    record = due_case(case)
    case.ready(record)
    made = case.meeting(record.reference, CONFERENCE, CONFERENCE_PEOPLE)
    given = {**FIT, "meeting": made.reference}
    for more, asked in (
        ({"chair_independent": "no"}, "no part in managing"),
        ({"chair_not_met_because": ""}, "chair met child"),
    ):
        refused(case, conferring.take_in_conference, asked, record=record, given={**given, **more})
    with seen_by(case.worker):
        ProtectionRecord.objects.filter(pk=record.pk).update(worker_id=case.appointment("conference_chair").pk)
    refused(case, conferring.take_in_conference, "cannot chair", record=record, given=given)


@pytest.mark.rows("WT-ICPC-07", "WT-REV-04", "WT-REV-03")
def test_a_review_has_a_report_the_same_chair_or_a_reason_and_sets_the_next(case: Case) -> None:
    plan = case.detailed()
    made = case.meeting(plan.reference, REVIEW, CONFERENCE_PEOPLE)
    given = {"meeting": made.reference, "found": "Better."}
    refused(case, planning.take_in_meeting, "report to this review", plan=plan, verb="hold_first_review", given=given)
    with seen_by(case.worker):
        conferring.write_report(by=case.worker, record=plan, given={**REPORT, "shared_on": timezone.localdate()})
        plan.refresh_from_db()
        ProtectionPlan.objects.filter(pk=plan.pk).update(chair_id=case.worker.appointment_id)
    refused(case, planning.take_in_meeting, "Another chair", plan=plan, verb="hold_first_review", given=given)
    with seen_by(case.worker):
        told = {**given, "other_chair_because": "The first is on leave."}
        planning.take_in_meeting(by=case.worker, plan=plan, verb="hold_first_review", given=told)
        plan.refresh_from_db()
    today = timezone.localdate()
    for day, asked in (
        (None, "day of the next review"), (today + 400 * DAY, "after its limit, "), (today - DAY, "cannot be before"),
    ):  # fmt: skip
        refused(case, planning.go_on, asked, plan=plan, given={**WHY, "review_on": day})
    with seen_by(case.worker):
        planning.go_on(by=case.worker, plan=plan, given={**WHY, "review_on": timezone.localdate() + 100 * DAY})
        plan.refresh_from_db()
    assert plan.review_on == timezone.localdate() + 100 * DAY


@pytest.mark.rows("WT-CPP-12")
def test_who_missed_a_core_group_is_heard_in_writing(case: Case) -> None:
    plan = case.planned()
    made = case.meeting(
        plan.reference, CORE_GROUP, (("lead", "social_worker"), ("health", "health_mash")), absent=("health",)
    )
    given = {"meeting": made.reference, "found": "All work to it."}
    refused(
        case,
        planning.take_in_meeting,
        "no view in writing: Health Mash 1",
        plan=plan,
        verb="hold_first_core_group",
        given=given,
    )
    with seen_by(case.worker):
        meetings.write_view(
            by=case.worker, part=made.parts.get(), invitation=made.invitations.get(capacity="health"), text="Agreed."
        )
        planning.take_in_meeting(by=case.worker, plan=plan, verb="hold_first_core_group", given=given)


@pytest.mark.rows("WT-CPP-05", "WT-CPP-06", "WT-CPP-09", "WT-CPP-14")
def test_the_plan_in_detail_is_explained_circulated_and_kept_as_a_version(case: Case) -> None:
    plan = case.planned()
    case.met(plan, "hold_first_core_group")
    today = timezone.localdate()
    whole = {**WHY, **DETAIL, "explained_on": today, "circulated_on": today}
    for more, asked in (
        ({"explained_on": None}, "when it was explained"), ({"child_agrees": ""}, "whether the child agrees"),
        ({"child_agrees": "no"}, "what the child said"), ({"circulated_on": None}, "circulated"),
        ({"circulated_to": ""}, "to whom"), ({"offender": ""}, "risk management plan"), ({"offender": "yes"}, "whose plan"),
    ):  # fmt: skip
        refused(case, planning.write_in_detail, asked, plan=plan, given={**whole, **more})
    case.detail(plan)
    case.met(plan, "hold_core_group")
    with seen_by(case.worker):
        line = plan.items.get()
        planning.close_item(by=case.worker, plan=plan, given={"item": line.reference, **WHY})
        plan.refresh_from_db()
    case.detail(plan)
    with seen_by(case.worker):
        assert [(one.number, len(one.lines)) for one in plan.versions.order_by("number")] == [(1, 1), (2, 0)]


@pytest.mark.rows("WT-CPP-07")
def test_direct_work_says_whether_the_child_was_seen_and_what_they_wish(case: Case) -> None:
    plan, today = case.planned(), timezone.localdate()
    whole = {
        "done_at": timezone.now(),
        "worker": "A. Worker",
        "child_seen": "alone",
        "wishes": "To stay with his aunt.",
        "next_by_on": today + DAY,
    }
    for more, asked in (({"done_at": None}, "when it was"), ({"worker": ""}, "who did it"), ({"child_seen": ""}, "was seen"),
                        ({"child_seen": "no"}, "why the child was not seen"), ({"wishes": ""}, "wishes and feels"),
                        ({"done_at": timezone.now() + DAY, "next_by_on": today + 2 * DAY}, "in the future"),
                        ({"next_by_on": None}, "seen next"), ({"next_by_on": today - DAY}, "after this one")):  # fmt: skip
        refused(case, planning.record_contact, asked, plan=plan, given={**whole, **more})
    with seen_by(case.worker):
        planning.record_contact(by=case.worker, plan=plan, given=whole)
        assert plan.contacts.get().alone is True


@pytest.mark.rows("WT-CPP-02")
def test_another_lead_is_named_with_reasons_and_who_led_before_stays_on_record(case: Case) -> None:
    plan = case.planned()
    other = case.house.post_holder("social_worker", 2)
    refused(
        case, planning.change_lead, "new lead", plan=plan, given={**WHY, "lead_worker": str(case.worker.appointment_id)}
    )
    refused(case, planning.change_lead, "reasons", plan=plan, given={"lead_worker": str(other.appointment_id)})
    with seen_by(case.worker):
        planning.change_lead(by=case.worker, plan=plan, given={**WHY, "lead_worker": str(other.appointment_id)})
        plan.refresh_from_db()
        assert plan.lead_worker_id == other.appointment_id
        assert Judgement.objects.get(verb="change_lead").asked_by == f"Before: {case.worker.name}"
