"""Whoever leads, joins, is invited or has something to do hears of it and finds it; nobody is offered a page they cannot open."""

import datetime

import pytest
from django.db.models import F
from django.utils import timezone

from sharedduty.foundations.access.api import seen_by
from sharedduty.foundations.gatherings.api import Invitation
from sharedduty.foundations.gatherings.models import Hearing
from sharedduty.foundations.notices.models import Notice
from sharedduty.modules.early_help.actions import consenting, leading, moving
from sharedduty.modules.early_help.models import Plan
from sharedduty.modules.early_help.queries import plans as queries
from sharedduty.modules.early_help.tests.conftest import Help
from sharedduty.modules.early_help.tests.test_pages import day, handed_over, read, send

BELOW = "/early-help/plans/"


@pytest.mark.rows("GL-EH-11", "GL-EH-12")
def test_a_new_lead_is_told_and_finds_the_plan_among_their_work(help_: Help) -> None:
    client = help_.house.client(help_.gp)
    with seen_by(help_.teacher):
        plan = help_.led(help_.agreed_to(help_.begun()))
        doctor = leading.join(by=help_.teacher, plan=plan, capacity="", appointment=help_.appointment(help_.gp))
    assert f"{BELOW}{plan.reference}/" not in read(client, "/my-work/"), "of the team is not yet something to do"
    with seen_by(help_.teacher):
        help_.led(plan, member=doctor, handed_over="The club is arranged; the hearing test is not.")
        told = Notice.objects.filter(record=plan.reference, to_appointment_id=help_.gp.appointment_id)
        assert {one.template for one in told} == {"of a team around a child", "lead practitioner"}
        assert not Notice.objects.filter(record=plan.reference, to_appointment_id=help_.teacher.appointment_id).exists()
    page = read(client, "/my-work/")
    assert "Make and agree the plan of Robin Testwick" in page and f"{BELOW}{plan.reference}/" in page
    assert plan.reference not in read(help_.house.client(help_.teacher), "/my-work/"), "it is another's now"


@pytest.mark.rows("GL-EH-09", "GL-EH-14")
def test_a_families_team_finds_plans_that_nobody_leads_and_reviews_that_were_missed(help_: Help) -> None:
    client = help_.house.client(help_.coordinator)
    with seen_by(help_.teacher):
        plan = help_.active()
        moving.register(by=help_.teacher, plan=plan, team=queries.families_team(help_.teacher, "families"))
    assert plan.reference not in read(client, "/my-work/")
    with seen_by(help_.coordinator):
        unled = help_.begun(help_.coordinator, given_names="Ash")
        Plan.objects.filter(pk=plan.pk).update(review_on=timezone.localdate() - datetime.timedelta(days=1))
    page = read(client, "/my-work/")
    assert "See that the plan of Robin Testwick is reviewed" in page and "Late" in page
    assert "See that somebody leads the plan of Ash Testwick" in page and unled.reference in page
    assert "Review the plan of Robin Testwick" in read(help_.house.client(help_.teacher), "/my-work/")


@pytest.mark.rows("GL-EH-13")
def test_calling_a_meeting_invites_the_team_that_is_ticked_and_each_finds_it_on_my_work(help_: Help) -> None:
    with seen_by(help_.teacher):
        plan = help_.active()
        doctor = leading.join(by=help_.teacher, plan=plan, capacity="", appointment=help_.appointment(help_.gp))
        mother = leading.join(by=help_.teacher, plan=plan, capacity="parent", name="Clover Sampleton")
        first = plan.members.get(appointment_id=help_.teacher.appointment_id)
        gone = leading.join(by=help_.teacher, plan=plan, capacity="supporter", name="Somebody Else")
        leading.leave_team(by=help_.teacher, member=gone, because="Moved away")
    client = help_.house.client(help_.teacher)
    address = f"/early-help/meetings/new/?about={plan.reference}"
    page = read(client, address)
    assert page.count('type="checkbox"') == page.count("checked") == 3 and "Somebody Else" not in page
    tomorrow = timezone.localdate() + datetime.timedelta(days=1)
    there = send(
        client, address, kind="team_around_the_child", purpose="Agree together", mode="in_person", place="School",
        starts_at_time="10:00", ends_at_time="11:00", people=[first.reference, doctor.reference, mother.reference],
        **day("starts_at", tomorrow),
    )  # fmt: skip
    with seen_by(help_.teacher):
        invited = {one.name: (one.capacity, one.chairs) for one in Invitation.objects.all()}
        assert invited["Clover Sampleton"] == ("parent", False) and len(invited) == 3
        assert invited[first.name] == ("lead", True)
        assert not Hearing.objects.filter(invitation__name="Clover Sampleton").exists(), "family hear what is shared"
        assert not Notice.objects.filter(to_appointment_id=help_.teacher.appointment_id, template="invited").exists()
    found = read(help_.house.client(help_.gp), "/my-work/")
    assert "Answer the invitation: team around the child meeting" in found and there in found


def test_a_contact_out_of_sight_is_named_and_not_linked(help_: Help) -> None:
    contact, handover = handed_over(help_)
    client = help_.house.client(help_.coordinator)
    here = send(
        client, f"/early-help/new/?from={handover.reference}", given_names="Robin", family_name="Testwick",
        noticed="Tired", tool="my_plan", tool_reason="Clear",
    )  # fmt: skip
    page = read(client, here)
    assert contact in page and f"/{contact}/" not in page
    assert f"/front-door/handovers/{handover.reference}/" in page


def test_before_consent_nothing_is_offered_that_needs_it(help_: Help) -> None:
    with seen_by(help_.teacher):
        plan = help_.begun(tool="my_plan_plus")
    client = help_.house.client(help_.teacher)
    here = f"{BELOW}{plan.reference}/"
    page = read(client, here)
    for closed in ("outcome/", "registration/", "forms/my-assessment/", "forms/my-plan-plus/"):
        assert f"{here}{closed}" not in page, closed
    for open_ in ("consent/", "lead/", "words/", "forms/my-profile/"):
        assert f"{here}{open_}" in page, open_
    with seen_by(help_.teacher):
        consenting.record_consent(by=help_.teacher, plan=plan, answer="given", by_whom="His mother", covers="School")
    page = read(client, here)
    assert f"{here}forms/my-assessment/" in page and f'href="{here}agree/"' not in page
    with seen_by(help_.teacher):
        Plan.objects.filter(pk=plan.pk).update(tool="my_plan", version=F("version") + 1)
        help_.with_action(help_.led(help_.fresh(plan)))
    assert f'href="{here}agree/"' in read(client, here), "once all is done, the plan is agreed next"
