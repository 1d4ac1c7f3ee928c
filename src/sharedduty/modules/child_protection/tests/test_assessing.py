"""Enquiries and plans rest on the child's assessment: it starts or goes on with them, and each leads to the other."""

import datetime

import pytest
from django.utils import timezone

from sharedduty.foundations.access.api import Viewer, seen_by
from sharedduty.foundations.people.api import register_person
from sharedduty.foundations.process.api import CannotMove, Clock, Handover
from sharedduty.foundations.requests.api import InformationRequest
from sharedduty.foundations.requests.api import answer as answer_request
from sharedduty.modules.assessment import api as assessment
from sharedduty.modules.assessment.actions import working
from sharedduty.modules.child_protection.actions import conferring, discussing, enquiring, planning
from sharedduty.modules.child_protection.models import ProtectionPlan, ProtectionRecord
from sharedduty.modules.child_protection.process import CONFERENCE
from sharedduty.modules.child_protection.queries import cases
from sharedduty.modules.child_protection.queries.records import files_about
from sharedduty.modules.child_protection.tests.scenes import (
    CONFERENCE_PEOPLE,
    DETAIL,
    FIT,
    STARTED,
    WHY,
    Case,
    make_case,
)

pytestmark = pytest.mark.django_db
QUESTION = {"question": "How does Robin grow?", "purpose": "To know whether he is safe.", "due_at": None}


def standing(case: Case, reference: str) -> assessment.Standing:
    """How one assessment stands for the social worker."""
    with seen_by(case.worker):
        found = assessment.standing(case.worker, reference)
        assert found is not None
        return found


def page(case: Case, path: str, by: Viewer | None = None) -> str:
    """A page as its reader gets it."""
    answer = case.house.client(by or case.worker).get(path)
    assert answer.status_code == 200
    return answer.content.decode()


@pytest.mark.rows("WT-S47-01")
def test_an_assessment_starts_with_the_enquiries_and_each_leads_to_the_other(case: Case) -> None:
    record = case.started()
    found = standing(case, record.assessment)
    assert (found.enquiry, found.concluded_at) == (record.reference, None)
    with seen_by(case.worker):
        clock = Clock.objects.get(record=found.reference, key="assessment.complete")
        assert clock.started_at == record.referred_at, "both count from the point of referral"
    assert f"/assessments/{found.reference}/" in page(case, f"/protection/records/{record.reference}/")
    other_way = page(case, f"/assessments/{found.reference}/")
    assert f"/protection/records/{record.reference}/" in other_way and STARTED["information_needed"] in other_way


@pytest.mark.rows("WT-S47-01", "WT-ASM-38")
def test_the_assessment_that_suspected_harm_goes_on_and_no_second_one_is_begun(case: Case) -> None:
    child = assessment.Child("Ash", "Testwick", timezone.now() - datetime.timedelta(days=9))
    with seen_by(case.worker):
        held = assessment.open_assessment(by=case.worker, child=child, kind="section17", question="Is Ash safe?")
        given = {"kinds": ["physical"], "what": "Bruises.", "safe_now": "With Gran."}
        left = working.suspect_harm(by=case.worker, held=held, given=given)
        record = discussing.open_from_handover(by=case.worker, handover=left)
    case.discussed(record)
    with seen_by(case.worker):
        discussing.start_enquiries(by=case.worker, record=record, given=STARTED)
        record.refresh_from_db()
    assert record.assessment == held.reference
    assert standing(case, held.reference).enquiry == record.reference


def another_record(case: Case, record: ProtectionRecord) -> ProtectionRecord:
    """A later hand-over about the same child, as far as the decision about enquiries."""
    later = make_case(house=case.house, name="Robin").opened()
    with seen_by(case.worker):
        first = Handover.objects.get(reference=record.from_handover)
        Handover.objects.filter(reference=later.from_handover).update(about=first.about, from_record=first.from_record)
    case.discussed(later)
    return later


def test_a_child_has_one_enquiry_at_a_time_and_a_later_one_uses_the_same_assessment(case: Case) -> None:
    record = case.started()
    later = another_record(case, record)
    with seen_by(case.worker), pytest.raises(CannotMove) as refused:
        discussing.start_enquiries(by=case.worker, record=later, given=STARTED)
    assert record.reference in refused.value.missing[0].text and refused.value.missing[0].href
    with seen_by(case.worker):
        later.refresh_from_db()
        assert later.stage == "strategy_held" and not later.assessment
    case.conclude(record, "not_substantiated")
    with seen_by(case.worker):
        discussing.start_enquiries(by=case.worker, record=later, given=STARTED)
        later.refresh_from_db()
        record.refresh_from_db()
    assert later.assessment == record.assessment, "one child, one assessment; the first record still names it"
    assert standing(case, later.assessment).enquiry == later.reference


def test_whoever_may_not_open_the_assessment_sees_that_there_is_one_and_no_more(case: Case) -> None:
    plan = case.planned()
    record, chair = case.record(plan), case.house.post_holder("conference_chair")
    text = page(case, f"/protection/plans/{plan.reference}/", chair)
    assert f"Assessment {record.assessment}, which is not open to you" in text
    assert f"/assessments/{record.assessment}/" not in text


@pytest.mark.rows("WT-S47-02")
def test_agencies_are_asked_from_the_enquiry_and_their_answers_come_back_to_it(case: Case) -> None:
    record, nurse = case.started(), case.house.post_holder("health_mash")
    with seen_by(case.worker):
        near, _ = cases.agencies(case.worker, record)
        teams = [team for team in near.values() if team.pk == nurse.team_id]
        [asked] = enquiring.ask_agencies(by=case.worker, record=record, given={**QUESTION, "teams": teams})
        assert (asked.for_record, asked.asked_team_id) == (record.reference, nurse.team_id)
        assert asked.about["names"] == "Robin Testwick" and "Bruises" not in str(asked.about)
    with seen_by(nurse):
        assert not ProtectionRecord.objects.exists(), "the agency sees its request and nothing of the enquiries"
        given = {
            "outcome": "shared", "held": "Two missed appointments.", "concerns": "", "lawful_basis": "public_task",
            "relevance": "It bears on the question.", "consent_state": "given", "function_helped": "Safeguarding.",
            "detriment": "no", "detriment_reason": "It helps him.", "consent_note": "",
        }  # fmt: skip
        answer_request(by=nurse, request=InformationRequest.objects.get(pk=asked.pk), given=given)
    text = page(case, f"/protection/records/{record.reference}/")
    assert "Two missed appointments." in text and "answered in time" in text
    assert "Two missed appointments." in page(case, f"/assessments/{record.assessment}/")


@pytest.mark.rows("WT-S47-02")
def test_nobody_is_asked_without_a_question_a_purpose_and_an_agency(case: Case) -> None:
    record = case.started()
    client = case.house.client(case.worker)
    path = f"/protection/records/{record.reference}/ask/"
    refused = client.post(path, {"question": "", "purpose": "", "version": record.version})
    assert refused.status_code == 422
    text = refused.content.decode()
    for words in ("Choose which agencies to ask.", "Write what they are asked.", "Write why, so that they can weigh"):
        assert words in text
    with seen_by(case.worker):
        assert not InformationRequest.objects.filter(for_record=record.reference).exists()


@pytest.mark.rows("WT-CPP-08")
def test_the_plan_in_detail_says_what_the_core_group_gave_to_the_assessment_it_rests_on(case: Case) -> None:
    plan = case.planned()
    case.met(plan, "hold_first_core_group")
    today = timezone.localdate()
    given = {**WHY, **DETAIL, "explained_on": today, "circulated_on": today}
    with seen_by(case.worker), pytest.raises(CannotMove) as refused:
        planning.write_in_detail(by=case.worker, plan=plan, given={**given, "contributions": " "})
    assert "in-depth assessment" in refused.value.missing[0].text
    case.detail(plan)
    with seen_by(case.worker):
        version = plan.versions.get()
    assert (version.assessment, version.contributions) == (case.record(plan).assessment, DETAIL["contributions"])
    text = page(case, f"/protection/plans/{plan.reference}/")
    assert f"/assessments/{version.assessment}/" in text and DETAIL["contributions"] in text


@pytest.mark.rows("WT-CPP-08")
def test_a_child_who_moved_in_with_a_plan_gets_the_assessment_the_plan_rests_on(case: Case) -> None:
    with seen_by(case.worker):
        record = conferring.receive_child(
            by=case.worker, given={"child_name": "Wren Moved", "moved_from": "Elsewhere", "reasons": "Their plan.",
                                   "notified_on": timezone.localdate()},
        )  # fmt: skip
    case.ready(record)
    made = case.meeting(record.reference, CONFERENCE, CONFERENCE_PEOPLE)
    with seen_by(case.worker):
        conferring.take_in_conference(by=case.worker, record=record, given={**FIT, "meeting": made.reference})
        plan = ProtectionPlan.objects.get(protection=record)
    case.plan_after(plan)
    assert "No assessment is linked yet" in page(case, f"/protection/plans/{plan.reference}/")
    with seen_by(case.worker):
        with pytest.raises(CannotMove, match="found out"):
            planning.begin_assessment(by=case.worker, plan=plan, given={"question": " "})
        planning.begin_assessment(by=case.worker, plan=plan, given={"question": "How does Wren fare here?"})
        record.refresh_from_db()
        plan.refresh_from_db()
        first = record.assessment
        planning.begin_assessment(by=case.worker, plan=plan, given={"question": "Again."})
        record.refresh_from_db()
    assert first and record.assessment == first, "an open one goes on"


def test_what_was_asked_is_among_the_files_about_the_child(case: Case) -> None:
    record, manager = case.started(), case.house.post_holder("front_door_manager")
    with seen_by(manager):
        person = register_person(
            by=manager,
            area_id=case.house.area.pk,
            given_names="Robin",
            family_name="Testwick",
            birth_on=datetime.date(2019, 5, 4),
        )
    with seen_by(case.worker):
        ProtectionRecord.objects.filter(pk=record.pk).update(person=person)
        near, _ = cases.agencies(case.worker, record)
        given = {**QUESTION, "teams": [next(iter(near.values()))]}
        [asked] = enquiring.ask_agencies(by=case.worker, record=record, given=given)
        assert asked.case_file_id in {one.pk for one in files_about(case.worker, [person.pk])}
