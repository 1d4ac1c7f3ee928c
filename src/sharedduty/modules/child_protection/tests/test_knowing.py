"""A practitioner who is also the child's relative says so on the page of the case, and sees nothing of it from then on."""

import pytest

from sharedduty.foundations.access.api import seen_by
from sharedduty.foundations.gatherings import actions as meetings
from sharedduty.foundations.gatherings.models import Gathering, Invitation
from sharedduty.modules.assessment.models import Assessment
from sharedduty.modules.child_protection.actions import homecoming
from sharedduty.modules.child_protection.models import ConferenceRequest, ProtectionPlan, ProtectionRecord
from sharedduty.modules.child_protection.tests.scenes import CORE_GROUP, Case

pytestmark = pytest.mark.django_db
DECLARED = {"reason": "I am his aunt."}


def test_a_relative_declares_on_the_plan_and_nothing_of_the_child_is_there_for_them(case: Case) -> None:
    plan = case.planned()
    record = case.record(plan)
    relative = case.house.post_holder("social_worker", 2)
    client = case.house.client(relative)
    pages = [
        f"/protection/records/{record.reference}/", f"/protection/plans/{plan.reference}/",
        f"/protection/meetings/{plan.conference}/", f"/assessments/{record.assessment}/",
    ]  # fmt: skip
    for one in pages:
        assert client.get(one).status_code == 200, one
    shut = f"/files/{plan.case_file.reference}/conflict/"
    for one in (pages[0], pages[1]):
        assert shut in client.get(one).content.decode(), one
    assert "I know this family" in client.get(pages[3]).content.decode()
    assert client.post(shut, DECLARED).status_code == 302
    for one in pages:
        assert client.get(one).status_code == 404, one
    case.meeting(plan.reference, CORE_GROUP, (("lead", "social_worker"), ("health", "health_mash")))
    with seen_by(relative):
        left = [list(kind.objects.all()) for kind in (ProtectionRecord, ProtectionPlan, Gathering, Assessment)]
    assert left == [[], [], [], []]


def test_a_relative_declares_on_the_page_of_a_return_home(case: Case) -> None:
    with seen_by(case.worker):
        home = homecoming.open_return(by=case.worker, given={"child_name": "Robin Testwick", "care": "Section 20."})
    relative = case.house.post_holder("social_worker", 2)
    client, page = case.house.client(relative), f"/protection/returns/{home.reference}/"
    shut = f"/files/{home.case_file.reference}/conflict/"
    assert shut in client.get(page).content.decode()
    client.post(shut, DECLARED)
    assert client.get(page).status_code == 404


def test_a_relative_in_an_agency_declares_once_and_sees_neither_the_request_nor_the_meeting(case: Case) -> None:
    case.concluded("not_substantiated")
    relative = case.house.post_holder("health_mash")
    client = case.house.client(relative)
    with seen_by(relative):
        right = ConferenceRequest.objects.get()
    pages = [f"/protection/conference-requests/{right.reference}/", f"/protection/meetings/{right.took_part[0]}/"]
    for one in pages:
        assert client.get(one).status_code == 200, one
    shut = f"{pages[0]}know-this-family/"
    assert shut in client.get(pages[0]).content.decode()
    refused = client.post(shut, {"reasons": " "})
    assert refused.status_code == 422 and "Say what the conflict is." in refused.content.decode()
    assert client.post(shut, {"reasons": "He is my nephew."}).status_code == 302
    for one in (*pages, shut):
        assert client.get(one).status_code == 404, one
    with seen_by(relative):
        assert [list(kind.objects.all()) for kind in (ConferenceRequest, Gathering)] == [[], []]
    colleague = case.house.post_holder("police_mash")
    with seen_by(colleague):
        assert ConferenceRequest.objects.count() == 1, "nobody else is shut out"


def test_whoever_left_the_discussion_for_a_conflict_is_not_told_of_the_right_to_ask(case: Case) -> None:
    record = case.started()
    relative = case.house.post_holder("health_mash")
    with seen_by(relative):
        mine = Invitation.objects.get(appointment_id=relative.appointment_id)
        meetings.declare_conflict(by=relative, invitation=mine, what="His aunt.", effect="leaves")
    case.conclude(record, "not_substantiated")
    with seen_by(relative):
        assert not ConferenceRequest.objects.exists()
    other = case.house.post_holder("health_mash", 2)
    with seen_by(other):
        assert ConferenceRequest.objects.get().agency_id == relative.team_id, "the team keeps its right"
