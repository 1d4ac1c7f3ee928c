"""Beginning a review and gathering what is known: members, notice, summaries in 72 hours, records, the meeting."""

import datetime

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from sharedduty.foundations.access.api import CaseFile, exclude, seen_by
from sharedduty.foundations.gatherings.api import Gathering
from sharedduty.foundations.notices.models import Notice
from sharedduty.foundations.process.api import CannotMove, Clock, Handover
from sharedduty.foundations.requests.api import InformationRequest
from sharedduty.modules.rapid_review.actions import gathering, opening
from sharedduty.modules.rapid_review.models import RapidReview
from sharedduty.modules.rapid_review.queries import meetings, reading
from sharedduty.modules.rapid_review.tests.scenes import CONSIDERED, FINDINGS, HOUR, Review, handed_over

pytestmark = pytest.mark.django_db


def refused(action, review: Review, given: dict) -> list[str]:
    with seen_by(review.unit), pytest.raises(CannotMove) as refusal:
        action(by=review.unit, held=review.held, given=given)
    return [one.text for one in refusal.value.missing]


@pytest.mark.rows("GL-RR-01", "C-09")
def test_the_hand_over_of_a_notice_is_taken_up_once_and_types_nothing_twice(house) -> None:
    handover, unit = handed_over(house), house.post_holder("business_manager")
    with seen_by(unit):
        held = opening.open_from_handover(by=unit, handover=handover)
        handover.refresh_from_db()
        assert (handover.led_to, handover.accepted_by_id) == (held.reference, unit.appointment_id)
        assert (held.incident, held.national_reference) == (handover.from_record, "N-1234")
        assert [str(one) for one in held.children.all()] == ["Robin Testwick"]
        assert held.what_happened == "A child was found unconscious."
        with pytest.raises(CannotMove):
            opening.open_from_handover(by=unit, handover=handover)
        assert RapidReview.objects.count() == 1


@pytest.mark.rows("GL-RR-01", "WT-RR-10")
def test_a_considered_case_is_reviewed_with_why_it_is(house) -> None:
    unit = house.post_holder("business_manager")
    with seen_by(unit):
        with pytest.raises(CannotMove) as refusal:
            opening.open_considered(by=unit, given={"begun_at": timezone.now() + HOUR})
        assert len(refusal.value.missing) == 4
        held = opening.open_considered(by=unit, given={**CONSIDERED, "begun_at": timezone.now() - HOUR})
        assert (held.origin, held.incident, held.because) == ("considered", "", CONSIDERED["because"])
        assert Clock.objects.filter(record=held.reference, key="rapidreview.complete").count() == 1


def test_nobody_else_begins_a_review(house, delegates) -> None:
    handover = handed_over(house)
    for by in (house.post_holder("head_of_service"), delegates["police"], house.post_holder("social_worker")):
        with seen_by(by), pytest.raises(PermissionDenied):
            opening.open_from_handover(by=by, handover=handover)


@pytest.mark.rows("GL-RR-02", "WT-RR-03", "GL-RR-20")
def test_the_fifteen_working_days_run_from_the_notice(review: Review) -> None:
    with seen_by(review.unit):
        clock = Clock.objects.get(record=review.held.reference, key="rapidreview.complete")
        assert clock.started_at == review.held.begun_at
        assert {layer["unit"] for layer in clock.layers} == {"working_day"}


@pytest.mark.rows("GL-RR-11")
def test_the_core_members_known_are_named_and_the_others_are_asked_for(review: Review) -> None:
    with seen_by(review.unit):
        found = sorted(review.held.members.values_list("capacity", flat=True))
        assert found == ["agency", "business_manager", "council", "health", "police"]
    made = review.meeting()
    said = refused(gathering.take_in_meeting, review, {"meeting": made.reference})
    assert any("Name the core members" in one for one in said) and any("Give notice" in one for one in said)
    with seen_by(review.unit):
        teacher = review.house.post_holder("teacher")
        given = {"capacity": "agency", "email": teacher.email, "name": "", "body": ""}
        made = gathering.name_member(by=review.unit, held=review.held, given=given)
        assert (made.name, made.appointment_id) == (teacher.name, teacher.appointment_id)
    nobody = refused(gathering.name_member, review, {"capacity": "chair", "email": "nobody@example.org", "name": "A"})
    assert len(nobody) == 1 and nobody[0].startswith("Nobody in post here has this address.")
    assert refused(gathering.name_member, review, {"capacity": "chair"}) == [
        "Write their name.", "Write their post and organisation.",
    ]  # fmt: skip


@pytest.mark.rows("GL-RR-04")
def test_notice_goes_to_every_member_with_a_delivery_log(review: Review) -> None:
    review.named()
    assert refused(gathering.give_notice, review, {}) == ["Say how those without an account here were told."]
    review.noticed()
    with seen_by(review.unit):
        lines = reading.view_of(review.unit, review.held).members
        assert len(lines) == 7 and all(one.member.told_at for one in lines)
        sent = {one.member.told_how for one in lines if one.notice}
        by_hand = {one.member.name: one.member.told_how for one in lines if not one.notice}
        assert sent == {"A notice of this service"}
        assert by_hand == {"Casey Exemplar": "Secure email", "Corin Exemplar": "Secure email"}
        assert Notice.objects.filter(record=review.held.reference, template="rapid_review_begins").count() == 5
    assert refused(gathering.give_notice, review, {"told_how": "x"}) == [
        "Everybody named has had notice. Name another member first."
    ]


@pytest.mark.rows("GL-RR-10")
def test_a_member_confirms_both_that_they_know_the_case_and_can_commit(review: Review) -> None:
    with seen_by(review.unit):
        member = review.held.members.get(capacity="health")
    said = refused(gathering.confirm_member, review, {"who": member.reference, "knows": True})
    assert said == ["Confirm that they can commit their agency."]
    with seen_by(review.unit):
        given = {"who": member.reference, "knows": True, "commits": True, "deputy": "A. Deputy"}
        gathering.confirm_member(by=review.unit, held=review.held, given=given)
        member.refresh_from_db()
        assert member.confirmed_at and member.deputy == "A. Deputy"
        assert member.reference not in reading.unconfirmed(review.held)


@pytest.mark.rows("GL-RR-05")
def test_each_agency_has_seventy_two_hours_and_answers_on_its_own_request(review: Review) -> None:
    health, police = review.asked("health", "police")
    assert health.due_at == health.asked_at + datetime.timedelta(hours=72)
    with seen_by(review.unit):
        clocks = Clock.objects.filter(key="rapidreview.summary").order_by("pk")
        assert {one.record for one in clocks} == {health.reference, police.reference}
        assert {one.met_at for one in clocks} == {None}
    stranger = review.house.post_holder("police_mash")
    with seen_by(stranger):
        assert list(InformationRequest.objects.values_list("reference", flat=True)) == [police.reference]
        assert not RapidReview.objects.exists()
    review.answered(health)
    with seen_by(review.unit):
        assert (
            Clock.objects.get(record=health.reference).met_at and not Clock.objects.get(record=police.reference).met_at
        )
        answers = {one.request.reference: one.answer for one in reading.asked_of(review.unit, review.held)}
        assert answers == {health.reference: "Seen twice by the health visitor.", police.reference: ""}


@pytest.mark.rows("GL-RR-05", "GL-RR-19")
def test_only_who_has_not_answered_is_reminded(review: Review) -> None:
    assert not _offers_a_reminder(review), "nobody was asked yet"
    health, police = review.asked("health", "police")
    assert _offers_a_reminder(review)
    review.answered(health)
    assert refused(gathering.chase_agency, review, {"which": health.reference}) == [
        "Choose an agency that has not answered."
    ]
    with seen_by(review.unit):
        gathering.chase_agency(by=review.unit, held=review.held, given={"which": police.reference})
        police.refresh_from_db()
        assert police.chased_times == 1
    review.answered(police, "police_mash")
    assert not _offers_a_reminder(review), "everybody answered"


def _offers_a_reminder(review: Review) -> bool:
    page = review.house.client(review.unit).get(f"/rapid-reviews/{review.held.reference}/").content.decode()
    return f'href="/rapid-reviews/{review.held.reference}/chase/"' in page


@pytest.mark.rows("GL-RR-04")
def test_who_secured_which_records_when_is_kept(review: Review) -> None:
    assert len(refused(gathering.secure_file, review, {})) == 4
    review.secured()
    with seen_by(review.unit):
        made = review.held.secured_files.get()
        assert (made.agency, made.records, made.secured_by) == ("Health", "All", "A. Keeper") and made.secured_at


@pytest.mark.rows("GL-RR-03", "WT-RR-04")
def test_none_of_the_four_aims_may_be_blank(review: Review) -> None:
    for name in FINDINGS:
        assert len(refused(gathering.write_findings, review, {**FINDINGS, name: "  "})) == 1
    with seen_by(review.unit):
        for facts in ("First.", "Then."):
            gathering.write_findings(by=review.unit, held=review.held, given={**FINDINGS, "facts": facts})
        assert review.held.findings.count() == 2 and reading.last_findings(review.held).facts == "Then."


@pytest.mark.rows("GL-RR-06", "GL-RR-11", "GL-RR-16")
def test_the_meeting_has_its_quorum_with_the_three_partners_and_the_core(review: Review) -> None:
    review.met()
    with seen_by(review.unit):
        assert (review.held.stage, review.held.quorate) == ("met", True)
        meeting = Gathering.objects.get(reference=review.held.meeting)
        assert review.held.met_at == meeting.began_at
        assert any("Casey Exemplar, Chair of the review" in one for one in meetings.who_was_there(
            review.unit, review.held.meeting))  # fmt: skip


@pytest.mark.rows("GL-RR-11")
@pytest.mark.parametrize("lacks", ["council", "health", "police", "chair", "coordinator", "business_manager"])
def test_without_one_of_the_core_there_is_no_quorum(review: Review, lacks: str) -> None:
    review.met(absent=(lacks,))
    assert review.held.quorate is False


@pytest.mark.rows("GL-RR-06")
def test_a_meeting_of_another_review_or_not_held_is_not_taken_in(review: Review) -> None:
    review.named().noticed().secured()
    review.asked()
    assert any("Choose a meeting that was held" in one for one in refused(
        gathering.take_in_meeting, review, {"meeting": "GR-0000-0000"}))  # fmt: skip


@pytest.mark.rows("WT-RR-15", "GL-RR-18")
def test_other_investigations_are_noted_with_their_lead_and_what_was_agreed(review: Review) -> None:
    assert len(refused(gathering.note_process, review, {})) == 3
    with seen_by(review.unit):
        given = {"kind": "child_death", "lead": "Designated doctor", "agreed": "One meeting.", "joint_meeting": True}
        made = gathering.note_process(by=review.unit, held=review.held, given=given)
        assert made.joint_meeting and reading.view_of(review.unit, review.held).parallel == [made]


@pytest.mark.rows("C-09")
def test_a_review_that_is_not_to_be_made_ends_what_it_began(review: Review) -> None:
    request = review.asked()[0]
    assert refused(gathering.set_aside, review, {"reason": " "}) == ["Say why."]
    with seen_by(review.unit):
        gathering.set_aside(by=review.unit, held=review.held, given={"reason": "The criteria were not met after all."})
        assert review.held.stage == "set_aside"
        request.refresh_from_db()
        assert request.withdrawn_at and not Clock.objects.filter(met_at=None, stopped_at=None, record__in=[
            review.held.reference, request.reference]).exists()  # fmt: skip


def test_who_is_shut_out_of_the_incident_is_shut_out_of_the_review(house) -> None:
    handover, unit = handed_over(house), house.post_holder("business_manager")
    shut, head = house.post_holder("business_manager", 2), house.post_holder("head_of_service")
    with seen_by(head):
        file = CaseFile.objects.get(reference=handover.from_record)
        exclude(by=head, file=file, reason="conflict", account_id=shut.account_id)
    with seen_by(unit):
        held = opening.open_from_handover(by=unit, handover=Handover.objects.get(pk=handover.pk))
        request = Review(house, unit, held).asked()[0]
    with seen_by(shut):
        assert not RapidReview.objects.exists()
        assert not InformationRequest.objects.filter(pk=request.pk).exists()
