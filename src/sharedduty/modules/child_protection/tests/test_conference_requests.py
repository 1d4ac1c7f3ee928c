"""An agency that took part asks for a conference on its own page, and is answered with reasons (WT-S47O-02)."""

import re

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django.utils import timezone

from sharedduty.foundations.access.api import Appointment, Viewer, exclude, seen_by
from sharedduty.foundations.process.api import CannotMove, Clock, Overtaken
from sharedduty.foundations.requests.api import InformationRequest
from sharedduty.foundations.requests.api import answer as answer_request
from sharedduty.modules.child_protection.actions import asking, enquiring
from sharedduty.modules.child_protection.models import ConferenceRequest, Judgement, ProtectionRecord
from sharedduty.modules.child_protection.queries import cases
from sharedduty.modules.child_protection.queries.owing import owed
from sharedduty.modules.child_protection.queries.records import files_about
from sharedduty.modules.child_protection.tests.scenes import WHY, Case, make_case
from tests.journalled import journal_rows

pytestmark = [pytest.mark.django_db, pytest.mark.rows("WT-S47O-02")]
CONCERN = {"reasons": "He came to school hurt again last week."}
ANSWER = {"agreed": "no", "reasons": "The family worker sees him every day."}
TITLE = "Answer an agency that asks for a conference"


def right_of(case: Case, role: str) -> ConferenceRequest:
    """The right to ask of the team of a role."""
    agency = case.house.post_holder(role)
    with seen_by(agency):
        return ConferenceRequest.objects.get(agency_id=agency.team_id)


def asked_by(case: Case, role: str) -> ConferenceRequest:
    """The same once it was used."""
    agency, right = case.house.post_holder(role), right_of(case, role)
    with seen_by(agency):
        return asking.ask_for_conference(by=agency, asked=right, given=CONCERN)


def answered(case: Case, right: ConferenceRequest, **given: str) -> ProtectionRecord:
    """The answer of whoever leads the enquiry, and the record as it stands then."""
    with seen_by(case.worker):
        held = ConferenceRequest.objects.get(pk=right.pk)
        asking.answer_agency(by=case.worker, asked=held, given={**ANSWER, **given})
        return ProtectionRecord.objects.get(pk=held.protection_id)


def stage_of(case: Case, role: str) -> str:
    """How far the right of a role's team is."""
    return right_of(case, role).stage


def address(name: str, right: ConferenceRequest) -> str:
    """The address of one of the pages of a request."""
    return reverse(f"child_protection:{name}", args=[right.reference])


def waiting(viewer: Viewer) -> list[str]:
    """The requests that a viewer is shown as theirs to answer, by reference."""
    with seen_by(viewer):
        return [one.record for one in owed(viewer) if one.title == TITLE and one.since]


def test_whoever_was_at_the_discussion_is_told_in_a_file_of_its_own_and_sees_nothing_of_the_enquiry(case: Case) -> None:
    record = case.concluded("not_substantiated")
    health, police, teacher = (case.house.post_holder(role) for role in ("health_mash", "police_mash", "teacher"))
    with seen_by(health):
        (own,) = ConferenceRequest.objects.all()
        assert (own.agency_id, own.stage, str(own)) == (health.team_id, "may_ask", record.child_name)
        assert not ProtectionRecord.objects.exists()
    with seen_by(police):
        assert ConferenceRequest.objects.get().agency_id == police.team_id
    with seen_by(teacher):
        assert not ConferenceRequest.objects.exists(), "the school was not there"
    case.help_goes_on(record)
    with seen_by(case.worker):
        assert ConferenceRequest.objects.count() == 2, "nobody is told twice, and the team that leads not at all"


def test_an_agency_that_answered_a_request_is_told_and_one_that_did_not_answer_is_not(case: Case) -> None:
    record, nurse, school = case.started(), case.house.post_holder("gp"), case.house.post_holder("teacher")
    with seen_by(case.worker):
        near, others = cases.agencies(case.worker, record)
        teams = [one for one in (near | others).values() if one.pk in (nurse.team_id, school.team_id)]
        assert len(teams) == 2
        enquiring.ask_agencies(
            by=case.worker, record=record,
            given={"question": "What do you know?", "purpose": "Enquiries.", "due_at": None, "teams": teams},
        )  # fmt: skip
        record.refresh_from_db()
    with seen_by(nurse):
        request = InformationRequest.objects.get()
        given = {
            "outcome": "shared", "held": "Two missed appointments.", "concerns": "", "lawful_basis": "public_task",
            "relevance": "It bears on the question.", "consent_state": "given", "function_helped": "Safeguarding.",
            "detriment": "no", "detriment_reason": "It helps him.", "consent_note": "",
        }  # fmt: skip
        answer_request(by=nurse, request=request, given=given)
    case.conclude(record, "not_substantiated")
    assert right_of(case, "gp").took_part == [request.reference]
    with seen_by(school):
        assert not ConferenceRequest.objects.exists()
    client = case.house.client(nurse)
    page = client.get(reverse("front_door:request", args=[request.reference])).content.decode()
    assert address("conference-request", right_of(case, "gp")) in page, "the way stands on the page it answered on"


def test_where_a_conference_is_to_be_held_nobody_is_told_that_there_is_none(case: Case) -> None:
    case.concluded("substantiated")
    with seen_by(case.worker):
        assert not ConferenceRequest.objects.exists()


def test_the_agency_asks_on_its_page_the_worker_is_shown_it_and_the_answer_with_reasons_comes_back(case: Case) -> None:
    record = case.concluded("not_substantiated")
    health, right = case.house.post_holder("health_mash"), right_of(case, "health_mash")
    client, worker = case.house.client(health), case.house.client(case.worker)
    meeting = right.took_part[0]
    assert address("conference-request", right) in client.get(f"/protection/meetings/{meeting}/").content.decode()
    assert right.child_name in client.get(reverse("child_protection:conference-requests")).content.decode()
    assert "right to ask for a conference" in client.get(address("conference-request", right)).content.decode()
    refused = client.post(address("conference-ask", right), {"reasons": " ", "version": "1"})
    assert refused.status_code == 422 and "Write what your serious concern is" in refused.content.decode()
    sent = client.post(address("conference-ask", right), {**CONCERN, "version": "1"})
    assert sent.status_code == 302
    assert waiting(case.worker) == [right.reference]
    assert TITLE in worker.get("/my-work/").content.decode()
    assert "To be answered" in worker.get(f"/protection/records/{record.reference}/").content.decode()
    asked_page = worker.get(address("conference-answer", right)).content.decode()
    assert CONCERN["reasons"] in asked_page, "whoever answers has the agency's words before them"
    lacking = worker.post(address("conference-answer", right), {"agreed": "no", "reasons": "", "version": "2"})
    assert lacking.status_code == 422 and "Write the reasons." in lacking.content.decode()
    nothing = worker.post(address("conference-answer", right), {"reasons": "It is safe.", "version": "2"})
    assert nothing.status_code == 422 and "It is safe." in nothing.content.decode()
    assert "Choose whether a conference is held." in nothing.content.decode()
    assert worker.post(address("conference-answer", right), {**ANSWER, "version": "2"}).status_code == 302
    assert waiting(case.worker) == []
    page = client.get(address("conference-request", right)).content.decode()
    assert ANSWER["reasons"] in page and "Refused" in page
    way_on = re.search(r'href="([^"]*)">Disagree with this', page)
    assert way_on and client.get(way_on[1].replace("&amp;", "&")).status_code == 200, "the way to the escalation room"
    with seen_by(case.worker):
        record.refresh_from_db()
        assert record.stage == "difference"
        kept = Judgement.objects.get(record=record.reference, verb="request_conference")
        assert kept.reasons == CONCERN["reasons"] and kept.asked_from == right.agency.organisation.name


def test_asking_and_answering_are_journalled_and_the_journal_holds_no_words_of_them(case: Case) -> None:
    case.concluded("not_substantiated")
    with journal_rows() as rows:
        answered(case, asked_by(case, "health_mash"))
        case.house.client(case.house.post_holder("health_mash")).get(
            address("conference-request", right_of(case, "health_mash"))
        )
    said = " ".join(str(row) for row in rows)
    for verb in ("conference asked for", "conference refused to the agency", "opened", "wrote the reasons"):
        assert verb in said, verb
    assert CONCERN["reasons"] not in said and ANSWER["reasons"] not in said


def test_agreed_a_conference_is_due_within_its_limit_and_everybody_elses_right_is_settled(case: Case) -> None:
    record = case.concluded("not_substantiated")
    case.help_goes_on(record)
    asked = asked_by(case, "health_mash")
    assert answered(case, asked, agreed="yes").stage == "conference_due"
    assert (stage_of(case, "health_mash"), stage_of(case, "police_mash")) == ("agreed", "not_needed")
    with seen_by(case.worker):
        running = Clock.objects.get(record=record.reference, key="icpc.hold", met_at=None, stopped_at=None)
        assert running.started_at == record.anchored_at
    police = case.house.post_holder("police_mash")
    with seen_by(police), pytest.raises(CannotMove):
        asking.ask_for_conference(by=police, asked=right_of(case, "police_mash"), given=CONCERN)


@pytest.mark.parametrize("agreed", ["yes", "no"])
def test_a_second_agency_is_answered_too_while_a_difference_goes_on(case: Case, agreed: str) -> None:
    case.concluded("not_substantiated")
    first, second = asked_by(case, "health_mash"), asked_by(case, "police_mash")
    assert answered(case, first).stage == "difference"
    record = answered(case, second, agreed=agreed)
    assert record.stage == ("conference_due" if agreed == "yes" else "difference")
    assert stage_of(case, "police_mash") == ("agreed" if agreed == "yes" else "refused")
    assert stage_of(case, "health_mash") == "refused", "what was decided stays as it was"


def test_a_conference_agreed_to_by_another_way_settles_what_was_asked_and_not_answered(case: Case) -> None:
    record = case.concluded("not_substantiated")
    asked_by(case, "health_mash")
    case.take(record, "request_conference", asked_by="A head teacher", asked_from="Larkfield School (invented)")
    case.take(record, "agree_conference")
    assert (stage_of(case, "health_mash"), stage_of(case, "police_mash")) == ("agreed", "not_needed")
    assert waiting(case.worker) == []


def test_asked_twice_is_one_request_and_a_page_left_open_changes_nothing(case: Case) -> None:
    case.concluded("not_substantiated")
    health, right = case.house.post_holder("health_mash"), right_of(case, "health_mash")
    client = case.house.client(health)
    form = client.get(address("conference-ask", right)).content.decode()
    token = re.search(r'name="form_token" value="([^"]+)"', form)
    assert token
    sent = {**CONCERN, "version": "1", "form_token": token[1]}
    first, again = (client.post(address("conference-ask", right), sent) for _ in range(2))
    assert first.status_code == again.status_code == 302 and first.headers["Location"] == again.headers["Location"]
    later = client.post(address("conference-ask", right), {**CONCERN, "version": "2"})
    assert later.status_code == 422, "the team asks once"
    stale = client.post(address("conference-ask", right), {**CONCERN, "version": "1"})
    assert stale.status_code == 422 and "Somebody else changed this" in stale.content.decode()
    with seen_by(health):
        assert Judgement.objects.filter(record=right.reference, verb="ask").count() == 1
    with seen_by(case.worker), pytest.raises(Overtaken):
        asking.answer_agency(by=case.worker, asked=right_of_team(case, right), given=ANSWER, version=1)


def right_of_team(case: Case, right: ConferenceRequest) -> ConferenceRequest:
    """The request as the team that leads the enquiry reads it."""
    return ConferenceRequest.objects.get(pk=right.pk)


def test_another_agency_a_stranger_and_whoever_is_shut_out_find_nothing(case: Case) -> None:
    case.concluded("not_substantiated")
    right = right_of(case, "health_mash")
    for role in ("police_mash", "teacher", "gp", "conference_chair"):
        client = case.house.client(case.house.post_holder(role))
        for name in ("conference-request", "conference-ask", "conference-answer"):
            assert client.get(address(name, right)).status_code == 404, (role, name)
            assert client.post(address(name, right), {**CONCERN, **ANSWER}).status_code == 404, (role, name)
    worker = case.house.client(case.worker)
    assert worker.get(address("conference-ask", right)).status_code == 404, "nobody asks themselves"
    health = case.house.client(case.house.post_holder("health_mash"))
    assert health.get(address("conference-answer", right)).status_code == 404
    police = case.house.post_holder("police_mash")
    with seen_by(case.worker), pytest.raises(PermissionDenied):
        asking.ask_for_conference(by=case.worker, asked=right_of_team(case, right), given=CONCERN)
    with seen_by(case.worker):
        asking_police = right_of_team(case, right)
    with seen_by(police), pytest.raises((PermissionDenied, ConferenceRequest.DoesNotExist)):
        asking.ask_for_conference(by=police, asked=asking_police, given=CONCERN)
    relative = case.house.post_holder("health_mash", 2)
    assert case.house.client(relative).get(address("conference-request", right)).status_code == 200
    with seen_by(case.worker):
        record = ProtectionRecord.objects.get(pk=right.protection_id)
        account = Appointment.objects.get(pk=relative.appointment_id).account_id
        exclude(by=case.worker, file=record.case_file, reason="relative of the child", account_id=account)
    assert case.house.client(relative).get(address("conference-request", right)).status_code == 404
    assert right.child_name not in case.house.client(relative).get("/protection/conference-requests/").content.decode()


def test_where_the_lead_has_left_the_teams_manager_is_shown_it(case: Case) -> None:
    case.concluded("not_substantiated")
    asked = asked_by(case, "health_mash")
    manager = case.house.post_holder("social_work_manager")
    assert waiting(manager) == []
    yesterday = timezone.localdate() - timezone.timedelta(days=1)
    Appointment.objects.filter(pk=case.worker.appointment_id).update(held_until=yesterday)
    assert waiting(manager) == [asked.reference]


def test_it_is_among_the_files_about_the_child_and_a_refusal_leaves_the_right_of_the_others_open(case: Case) -> None:
    record = case.concluded("not_substantiated")
    asked = asked_by(case, "health_mash")
    answered(case, asked)
    assert stage_of(case, "police_mash") == "may_ask"
    with seen_by(case.worker):
        assert record.person_id is None or asked.case_file_id in {
            one.pk for one in files_about(case.worker, [record.person_id])
        }
    other = make_case(house=case.house, name="Kit").concluded("no_risk")
    with seen_by(case.worker):
        assert not ConferenceRequest.objects.filter(protection=other).exists(), "asked for from the help that goes on"
        enquiring.continue_help(
            by=case.worker, record=other,
            given={**WHY, "talked_over": "With all.", "services": "Help.", "look_again": "Yes", "answers_for_it": "Us",
                   "look_again_on": timezone.localdate()},
        )  # fmt: skip
        assert ConferenceRequest.objects.filter(protection=other).count() == 2
