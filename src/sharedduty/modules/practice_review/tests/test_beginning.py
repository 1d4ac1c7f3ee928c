"""Taking a review up, deciding to begin, the reviewer, the terms, who takes part, progress asked in writing."""

import datetime

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from sharedduty.foundations.access.api import CaseFile, exclude, seen_by
from sharedduty.foundations.process.api import CannotMove, Clock, Handover
from sharedduty.modules.practice_review.actions import opening, reviewing
from sharedduty.modules.practice_review.models import PracticeReview
from sharedduty.modules.practice_review.rules.commissioning import CHECKS
from sharedduty.modules.practice_review.tests.scenes import (
    DAY,
    FAMILY,
    HOUR,
    OPENED,
    REVIEWER,
    TERMS,
    Practice,
    beginning,
    handed_over,
    today,
)

pytestmark = pytest.mark.django_db


def refused(practice: Practice, action, given=None, **more) -> list[str]:
    with pytest.raises(CannotMove) as refusal:
        practice.does(action, given, **more)
    return [one.text for one in refusal.value.missing]


@pytest.mark.rows("GL-PR-01", "WT-RR-01", "GL-RR-14")
def test_the_hand_over_is_taken_up_once_and_types_nothing_twice(house) -> None:
    handover, unit = handed_over(house), house.post_holder("business_manager")
    with seen_by(unit):
        held = opening.open_from_handover(by=unit, handover=handover)
        handover.refresh_from_db()
        assert (handover.led_to, handover.accepted_by_id) == (held.reference, unit.appointment_id)
        assert held.rapid_review == handover.from_record and held.incident.startswith("SI-")
        assert [str(one) for one in held.children.all()] == ["Robin Testwick"]
        assert (held.what_happened, held.proposed_focus) == (
            "A child was found unconscious.",
            "How weekends are covered.",
        )
        with pytest.raises(CannotMove):
            opening.open_from_handover(by=unit, handover=handover)
        assert PracticeReview.objects.count() == 1
    for by in (house.post_holder("head_of_service"), house.post_holder("social_worker")):
        with seen_by(by), pytest.raises(PermissionDenied):
            opening.open_from_handover(by=by, handover=handover)


@pytest.mark.rows("GL-PR-01")
def test_a_review_without_a_rapid_review_says_why(house) -> None:
    unit = house.post_holder("business_manager")
    with seen_by(unit):
        with pytest.raises(CannotMove) as refusal:
            opening.open_without(by=unit, given={})
        assert len(refusal.value.missing) == 3
        held = opening.open_without(by=unit, given=OPENED)
        assert (held.origin, held.because, held.rapid_review) == ("other", OPENED["because"], "")


def test_who_is_shut_out_of_the_rapid_review_is_shut_out_of_this(house) -> None:
    handover, unit, head = (
        handed_over(house),
        house.post_holder("business_manager"),
        house.post_holder("head_of_service"),
    )
    with seen_by(unit):
        file = CaseFile.objects.get(reference=handover.from_record)
        exclude(by=unit, file=file, reason="conflict", account_id=head.account_id)
        held = opening.open_from_handover(by=unit, handover=handover)
    with seen_by(head):
        assert not PracticeReview.objects.filter(pk=held.pk).exists()


@pytest.mark.rows("GL-PR-01", "GL-PR-02", "WT-LCSPR-14")
def test_beginning_is_decided_with_advice_and_starts_the_six_months(plain: Practice) -> None:
    assert len(refused(plain, reviewing.decide_beginning, {})) == 6
    said = refused(plain, reviewing.decide_beginning, beginning(agreed="no"))
    assert said == ["The partners differ: write what the scrutineer said when asked."]
    plain.begins(agreed="no", consulted="Begin, said the scrutineer.", decided_at=timezone.now() - HOUR)
    with seen_by(plain.unit):
        made = plain.held.begin_decisions.get()
        assert (made.begins, made.agreed, made.consulted) == (True, False, "Begin, said the scrutineer.")
        assert plain.held.stage == "commissioning" and plain.clock("lcspr.publish").started_at == made.decided_at


@pytest.mark.rows("GL-PR-01")
def test_deciding_not_to_begin_ends_it_with_the_reasons_and_no_clock(plain: Practice) -> None:
    plain.begins(begins="no", reasons="An audit is enough.")
    with seen_by(plain.unit):
        assert plain.held.stage == "not_begun" and plain.held.begun_at is None
        assert not Clock.objects.filter(record=plain.held.reference).exists()


@pytest.mark.rows("WT-LCSPR-02", "GL-PR-03", "GL-PR-04")
def test_a_reviewer_is_weighed_in_six_things_and_a_tie_is_answered(plain: Practice) -> None:
    plain.begins()
    assert len(refused(plain, reviewing.appoint_reviewer, {})) == 6 + len(CHECKS)
    said = refused(plain, reviewing.appoint_reviewer, REVIEWER, appointed_on=today(), linked="yes")
    assert said == ["Say which tie.", "Say why they are appointed all the same, and what guards against it."]
    tie = {"linked": "yes", "conflict": "Worked here until 2019.", "managed": "Another team then."}
    made = plain.does(reviewing.appoint_reviewer, REVIEWER, appointed_on=today(), **tie)
    chair = plain.does(reviewing.appoint_reviewer, REVIEWER, part="chair", name="Chair", appointed_on=today())
    assert made.linked and set(made.checks) == set(CHECKS) and chair.part == "chair"
    assert "Agree the terms" in " ".join(refused(plain, reviewing.start_review))
    plain.does(reviewing.end_reviewer, {"which": made.reference, "ended_on": today(), "ended_because": "Fell ill."})
    assert any("Appoint the reviewer" in one for one in refused(plain, reviewing.start_review)), (
        "a chair is no reviewer"
    )


@pytest.mark.rows("WT-LCSPR-03", "WT-LCSPR-04", "GL-PR-03", "GL-PR-05", "GL-CR-04")
def test_terms_have_one_focus_and_a_later_version_says_why(plain: Practice) -> None:
    plain.begins()
    assert len(refused(plain, reviewing.agree_terms, {})) == 10
    assert refused(plain, reviewing.agree_terms, TERMS, agreed_on=today(), period_to_on=datetime.date(2024, 1, 1)) == [
        "The last day cannot lie before the first."
    ]
    plain.does(reviewing.agree_terms, TERMS, agreed_on=today())
    assert refused(plain, reviewing.agree_terms, TERMS, agreed_on=today()) == [
        "Say why the terms change. The earlier ones are kept."
    ]
    plain.does(reviewing.agree_terms, TERMS, agreed_on=today(), focus="Nights too.", why_again="The family asked.")
    with seen_by(plain.unit):
        assert list(plain.held.terms.order_by("number").values_list("focus", flat=True)) == [
            TERMS["focus"],
            "Nights too.",
        ]


@pytest.mark.rows("WT-LCSPR-05")
def test_family_and_practitioners_are_invited_or_it_is_said_why_not(plain: Practice) -> None:
    plain.as_far_as("reviewing")
    assert len(refused(plain, reviewing.invite, {"kind": "family"})) == 6
    mother = plain.does(reviewing.invite, FAMILY, invited_on=today())
    father = plain.does(reviewing.invite, FAMILY, name="Father", role="father", not_invited_because="He is on trial.")
    assert father.invited_on is None and father.how == ""
    given = {"which": mother.reference, "answer": "takes_part", "answered_on": today(), "views": ""}
    assert refused(plain, reviewing.record_part, given) == [
        "Write what they said, or that they are to be heard and when."
    ]
    assert "Choose who answered." in refused(plain, reviewing.record_part, given, which=father.reference)
    plain.does(reviewing.record_part, given, views="She rang and nobody came.")
    with seen_by(plain.unit):
        mother.refresh_from_db()
        assert (mother.answer, mother.views) == ("takes_part", "She rang and nobody came.")


@pytest.mark.rows("WT-LCSPR-06")
def test_progress_is_asked_in_writing_and_answered(plain: Practice) -> None:
    plain.as_far_as("reviewing")
    assert any("must be in writing" in one for one in refused(plain, reviewing.ask_progress, {"asked_of": "Sasha"}))
    late = {"asked": "How?", "asked_of": "Sasha", "asked_at": timezone.now(), "answer_by_on": datetime.date(2020, 1, 1)}
    assert refused(plain, reviewing.ask_progress, late) == ["The day to answer by cannot lie before it was asked."]
    asked = plain.asks()
    given = {"which": asked.reference, "answer": "Half way.", "answered_at": timezone.now(), "judged": "Good."}
    plain.does(reviewing.record_progress, given)
    assert refused(plain, reviewing.record_progress, given) == ["Choose what is answered."]


@pytest.mark.rows("WT-LCSPR-15", "WT-LCSPR-17", "GL-PR-11")
def test_delay_early_learning_and_a_joint_process_are_on_record(plain: Practice) -> None:
    plain.as_far_as("reviewing")
    assert len(refused(plain, reviewing.note_delay, {})) == 5
    now = timezone.now()
    told = {"panel_told_at": now, "secretary_told_at": now, "how": "Letter"}
    plain.does(reviewing.note_delay, {"reasons": "A trial.", "expected_on": today() + 300 * DAY, **told})
    assert len(refused(plain, reviewing.note_learning, {})) == 4
    plain.does(reviewing.note_learning, {"what": "Rotas", "action": "Mend", "owner": "Council", "due_on": today()})
    made = plain.does(
        reviewing.note_process, {"kind": "homicide", "lead": "Community safety", "agreed": "x", "joint": True}
    )
    with seen_by(plain.unit):
        assert made.joint and plain.held.delays.get().reasons == "A trial." and plain.held.early_learning.count() == 1


def test_a_review_set_aside_ends_its_clocks_with_the_reason(plain: Practice) -> None:
    plain.as_far_as("commissioning")
    assert refused(plain, reviewing.set_aside, {}) == ["Say why."]
    plain.does(reviewing.set_aside, {"reason": "A national review takes it up."})
    with seen_by(plain.unit):
        assert plain.held.stage == "set_aside"
        assert Clock.objects.get(record=plain.held.reference).stopped_because == "A national review takes it up."
        assert not Handover.objects.filter(from_record=plain.held.reference).exists()
