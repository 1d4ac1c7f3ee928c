"""Who leads a section 17 assessment, by the edition that binds it, and never a section 47 enquiry (guidance-now C-01)."""

import datetime

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from sharedduty.foundations.access.api import Appointment, Viewer, seen_by
from sharedduty.modules.assessment import api
from sharedduty.modules.assessment.actions import beside, ending, opening, working
from sharedduty.modules.assessment.models import Assessment
from sharedduty.modules.assessment.policy import TEAM
from sharedduty.modules.assessment.rules.leading import SOCIAL_WORKERS, others_may_lead
from sharedduty.modules.assessment.tests.test_working import CONCLUSION, lacks, manager, ready

pytestmark = [pytest.mark.django_db, pytest.mark.rows("C-01")]
__all__ = ["manager"]  # the fixture
UNDER_2018 = datetime.datetime(2019, 3, 4, 10, tzinfo=datetime.UTC)


@pytest.fixture
def helper(partnership) -> Viewer:
    """A lead practitioner of the team who is no social worker."""
    return partnership.post_holder("family_help_lead")


def appointment(viewer: Viewer) -> Appointment:
    """The post a viewer holds."""
    return Appointment.objects.get(pk=viewer.appointment_id)


def give(by: Viewer, held: Assessment, to: Viewer) -> None:
    """The manager gives an assessment to somebody."""
    with seen_by(by):
        held.refresh_from_db()
        opening.change_lead(by=by, held=held, to=appointment(to), given={"reason": "Knows the family."})
        held.refresh_from_db()


def test_the_editions_from_2023_allow_it_and_the_one_of_2018_does_not() -> None:
    days = (
        datetime.date(2019, 3, 4),
        datetime.date(2023, 12, 14),
        datetime.date(2023, 12, 15),
        datetime.date(2026, 11, 1),
    )
    assert SOCIAL_WORKERS == TEAM
    assert [others_may_lead(day) for day in days] == [False, False, True, True]


def test_under_the_2018_edition_it_is_refused_and_says_what_is_missing(opened, manager, helper) -> None:
    held = opened()[0]
    with seen_by(manager):
        Assessment.objects.filter(pk=held.pk).update(referred_at=UNDER_2018)
        held.refresh_from_db()
        given = {"to": appointment(helper), "given": {"reason": "Knows the family."}}
        words = lacks(lambda: opening.change_lead(by=manager, held=held, **given))
    assert "A social worker leads this assessment" in words and "2018" in words
    child = opening.Child("Ash", "Testwick", UNDER_2018)
    with seen_by(helper):
        told = lacks(lambda: opening.open_assessment(by=helper, child=child, kind="section17", question="Is Ash safe?"))
    assert "A social worker leads" in told


def test_where_it_is_allowed_a_manager_signs_off_before_it_ends(opened, worker, manager, helper, partnership) -> None:
    held = opened()[0]
    give(manager, held, helper)
    with seen_by(helper):
        ready(helper, held, manager)
        held.refresh_from_db()
        assert "sign it off" in lacks(lambda: ending.conclude(by=helper, held=held, given=CONCLUSION)).lower()
        with pytest.raises(PermissionDenied):
            beside.sign_off(by=helper, held=held, given={"reason": "Fine."})
    path = f"/assessments/{held.reference}/sign-off/"
    assert partnership.client(helper).get(path).status_code in (403, 404)
    boss = partnership.client(manager)
    assert "Sign the assessment off" in boss.get(f"/assessments/{held.reference}/").content.decode()
    assert boss.post(path, {"reason": " ", "version": held.version}).status_code == 422
    assert boss.post(path, {"reason": "I read it and agree.", "version": held.version}).status_code == 302
    with seen_by(helper):
        held.refresh_from_db()
        ending.conclude(by=helper, held=held, given=CONCLUSION)
        held.refresh_from_db()
    assert held.concluded_at and held.signed_off_by_id == manager.appointment_id
    assert "Signed off" in partnership.client(helper).get(f"/assessments/{held.reference}/").content.decode()


def test_a_sign_off_does_not_outlast_more_gathering(opened, manager, helper) -> None:
    held = opened()[0]
    give(manager, held, helper)
    with seen_by(helper):
        ready(helper, held, manager)
    with seen_by(manager):
        held.refresh_from_db()
        beside.sign_off(by=manager, held=held, given={"reason": "I agree."})
    with seen_by(helper):
        held.refresh_from_db()
        working.gather_more(by=helper, held=held, given={"reason": "His father wrote."})
        held.refresh_from_db()
    assert held.signed_off_at is None and held.signed_off_by_id is None


@pytest.mark.rows("WT-S47-02")
def test_a_social_worker_leads_as_soon_as_section_47_enquiries_rest_on_it_and_stays(
    opened, worker, manager, helper
) -> None:
    held = opened()[0]
    give(manager, held, helper)
    with seen_by(helper):
        refused = lacks(lambda: api.join_enquiry(by=helper, held=held, enquiry="CP-0000-0001"))
        assert "A social worker leads section 47 enquiries" in refused
    with seen_by(worker):
        held.refresh_from_db()
        api.join_enquiry(by=worker, held=held, enquiry="CP-0000-0001")
        held.refresh_from_db()
    assert held.lead_id == worker.appointment_id
    with seen_by(manager):
        given = {"to": appointment(helper), "given": {"reason": "Knows the family."}}
        assert "A social worker leads them" in lacks(lambda: opening.change_lead(by=manager, held=held, **given))


def test_they_see_the_team_s_assessments_and_no_child_protection_record(opened, worker, helper, partnership) -> None:
    held = opened()[0]
    client = partnership.client(helper)
    assert client.get(f"/assessments/{held.reference}/").status_code == 200
    assert client.get("/protection/").status_code in (403, 404)
    assert not helper.may("protection_read") and not helper.may("protection_work")
    assert timezone.now() > held.opened_at


def test_a_question_that_has_to_be_answered_is_not_called_optional_nor_a_childs_end_offered(
    opened, worker, partnership
) -> None:
    held = opened()[0]
    client = partnership.client(worker)
    wanted = client.get(f"/assessments/{held.reference}/step-down/").content.decode()
    assert "why does the level change?" in wanted and "(optional)" not in wanted
    shown = client.get(f"/assessments/{held.reference}/").content.decode()
    assert "The young person is 18" not in shown, "offered in the year before the birthday and after it"
