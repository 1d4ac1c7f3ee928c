"""What a plan may be asked at several stages is done at each of them, by the room's own actions."""

import contextlib
import datetime
from collections.abc import Callable
from functools import partial
from typing import Any

import pytest
from django.db import transaction
from django.utils import timezone

from sharedduty.foundations.access.api import seen_by
from sharedduty.modules.child_protection.actions import conferring, discussing, planning
from sharedduty.modules.child_protection.models import ProtectionPlan
from sharedduty.modules.child_protection.process import PLAN, REVIEW
from sharedduty.modules.child_protection.queries.cases import to_be_told
from sharedduty.modules.child_protection.queries.held import undecided_reports
from sharedduty.modules.child_protection.tests.scenes import CONFERENCE_PEOPLE, HOUR, LINE, REPORT, WHY, Case, make_case
from sharedduty.modules.child_protection.tests.test_conferences import report

pytestmark = pytest.mark.django_db
DAY = datetime.timedelta(days=1)


class Undone(Exception):
    """Ends a step that was tried, so that the next begins where this one began."""


def tried(case: Case, plan: ProtectionPlan, stage: str, act: Callable[..., Any], given: dict[str, Any]) -> str:
    """Do it with the plan at this stage, undo it, and give the stage it reached."""
    with contextlib.suppress(Undone), transaction.atomic():
        ProtectionPlan.objects.filter(pk=plan.pk).update(stage=stage)
        held = ProtectionPlan.objects.select_related("protection").get(pk=plan.pk)
        act(by=case.worker, plan=held, given=given)
        held.refresh_from_db()
        reached = held.stage
        raise Undone
    return reached


def test_each_of_them_is_done_at_every_stage_where_it_is_declared(case: Case) -> None:
    plan, today = case.detailed(), timezone.localdate()
    report(case, case.meeting(plan.reference, REVIEW, CONFERENCE_PEOPLE), "health")
    other = case.house.post_holder("social_worker", 2)
    with seen_by(case.worker):
        (paper,) = undecided_reports(case.worker, plan.reference)
        contact = {
            "done_at": timezone.now() - HOUR,
            "worker": "A. Worker",
            "child_seen": "alone",
            "wishes": "To stay.",
            "next_by_on": today + DAY,
        }
        sharing = {"paper": paper, "shared": "yes", "note": "Read out.", "decided_with": "Police, chair"}
        steps: dict[str, tuple[Callable[..., Any], dict[str, Any]]] = {
            "add_member": (planning.add_member, {"name": "Jo", "part": "Aunt", "family": "yes"}),
            "add_item": (planning.add_item, LINE),
            "close_item": (planning.close_item, {"item": plan.items.get().reference, **WHY}),
            "change_lead": (planning.change_lead, {"lead_worker": str(other.appointment_id), **WHY}),
            "begin_assessment": (planning.begin_assessment, {"question": "Is he safe at home?"}),
            "record_contact": (planning.record_contact, contact),
            "write_report": (_on_record(conferring.write_report), {**REPORT, "shared_on": today}),
            "share_report": (_on_record(conferring.share_report), sharing),
            "notify_move": (planning.tell_of_move, {"moved_to": "Elsewhere", "notified_on": today}),
            "notify_agencies": (planning.tell_agencies, {"told": list(to_be_told(case.worker, plan))}),
            **{verb: (partial(planning.take, verb=verb), WHY) for verb in ("end_died", "end_left_uk")},
        }
        done = 0
        for step in (one for one in PLAN.transitions if one.verb in steps):
            for stage in step.from_stages:
                reached = tried(case, plan, stage, *steps[step.verb])
                assert reached == step.to_stage, (step.verb, stage)
                done += 1
    assert done > 60


def _on_record(action: Callable[..., Any]) -> Callable[..., Any]:
    return lambda *, by, plan, given: action(by=by, record=plan, given=given)


def test_help_goes_on_where_no_conference_is_needed_and_an_agency_may_still_ask_for_one(case: Case) -> None:
    without = case.opened()
    case.discussed(without)
    with seen_by(case.worker):
        discussing.decide_no_enquiries(by=case.worker, record=without, given=WHY)
        without.refresh_from_db()
    case.help_goes_on(without)
    other = make_case(house=case.house, name="Kit").concluded("no_risk")
    case.help_goes_on(other)
    assert (without.stage, other.stage) == ("continue_s17", "continue_s17")
    third = make_case(house=case.house, name="Ash").concluded("not_substantiated")
    case.take(third, "request_conference", asked_by="A head teacher", asked_from="Larkfield School (invented)")
    assert third.stage == "conference_requested"


def test_the_first_review_may_end_a_plan_and_a_later_one_lead_to_proceedings(case: Case) -> None:
    ending = case.detailed()
    case.met(ending, "hold_first_review")
    case.plan_step(ending, "end_no_longer_at_risk")
    assert ending.stage == "ended_risk"
    going_on = make_case(house=case.house, name="Kit").continued()
    case.met(going_on, "hold_review")
    case.plan_step(going_on, "start_proceedings", other_children="There is none.")
    assert going_on.stage == "proceedings"
