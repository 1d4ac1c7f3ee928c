"""Judging the criteria, deciding what follows, telling, disagreement and its answer."""

import datetime

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.utils import timezone

from sharedduty.foundations.access.api import seen_by
from sharedduty.foundations.process.api import CannotMove, Clock, Handover
from sharedduty.modules.rapid_review.actions import deciding, gathering, sending
from sharedduty.modules.rapid_review.models import ReviewDecision
from sharedduty.modules.rapid_review.queries import choices, reading
from sharedduty.modules.rapid_review.rules.deciding import CIRCUMSTANCES, CRITERIA, FLAGS
from sharedduty.modules.rapid_review.tests.scenes import ACTION, DAY, Review, criteria, decision

pytestmark = pytest.mark.django_db


def refused(action, review: Review, given: dict) -> list[str]:
    with seen_by(review.unit), pytest.raises(CannotMove) as refusal:
        action(by=review.unit, held=review.held, given=given)
    return [one.text for one in refusal.value.missing]


@pytest.mark.rows("WT-RR-07", "WT-RR-08", "WT-PAN-03")
def test_each_criterion_has_an_answer_and_reasons_and_each_circumstance_an_answer(review: Review) -> None:
    review.met()
    for code in CRITERIA:
        assert len(refused(deciding.judge_criteria, review, criteria(**{code: ""}))) == 1
        assert len(refused(deciding.judge_criteria, review, criteria(**{f"{code}_why": " "}))) == 1
    for code in CIRCUMSTANCES | FLAGS:
        assert len(refused(deciding.judge_criteria, review, criteria(**{code: ""}))) == 1
    for answer in ("met", "not_met", "not_known"):
        with seen_by(review.unit):
            made = deciding.judge_criteria(by=review.unit, held=review.held, given=criteria(answer))
            assert {one["answer"] for one in made.criteria.values()} == {answer}


@pytest.mark.rows("WT-RR-09")
def test_an_institution_says_which_kind(review: Review) -> None:
    review.met()
    given = criteria(institution="yes")
    assert refused(deciding.judge_criteria, review, given) == ["Say what kind of institution."]
    with seen_by(review.unit):
        made = deciding.judge_criteria(by=review.unit, held=review.held, given={**given, "settings": ["custody"]})
        assert made.settings == ["custody"]


@pytest.mark.rows("WT-RR-05", "WT-RR-02")
def test_criteria_that_are_met_decide_nothing_and_a_decision_waits_for_them(review: Review) -> None:
    review.met()
    said = refused(deciding.decide, review, decision())
    assert any("Judge the criteria" in one for one in said) and any("Answer the four aims" in one for one in said)
    review.weighed(answer="met")
    assert review.held.stage == "met"
    with seen_by(review.unit):
        assert not review.held.decisions.exists()
    review.decided("none", focus="")
    with seen_by(review.unit):
        assert review.held.decisions.get().chosen == ["none"]
        assert not Handover.objects.filter(from_record=review.held.reference).exists()


@pytest.mark.rows("GL-RR-07", "GL-RR-08", "GL-RR-09")
def test_a_decision_is_of_the_list_with_reasons_when_it_is_made(review: Review) -> None:
    review.met().weighed()
    known = list(choices.labels("decision", timezone.localdate()))
    assert known == ["national_review", "local_review", "local_audit", "learning_event", "none"]
    assert refused(deciding.decide, review, decision(chosen=[])) == ["Choose at least one of the list."]
    assert refused(deciding.decide, review, decision("something_else")) == ["Choose at least one of the list."]
    assert any("stands alone" in one for one in refused(deciding.decide, review, decision("none", "local_audit")))
    assert refused(deciding.decide, review, decision(reasons=" ")) == ["Give the reasons."]
    assert refused(deciding.decide, review, decision(focus="")) == ["Say what a local review would look at, and why."]
    assert any("done at once" in one for one in refused(deciding.decide, review, decision(no_actions_because="")))
    with seen_by(review.unit):
        gathering.agree_action(by=review.unit, held=review.held, given={**ACTION, "due_on": timezone.localdate() + DAY})
    review.decided("local_audit", "learning_event", no_actions_because="")
    with seen_by(review.unit):
        made = review.held.decisions.get()
        assert made.chosen == ["local_audit", "learning_event"]
        with pytest.raises(IntegrityError), transaction.atomic():
            ReviewDecision.objects.filter(pk=made.pk).update(reasons="")


@pytest.mark.rows("GL-RR-06", "GL-RR-09")
def test_an_immediate_action_has_an_owner_and_a_day_and_what_was_done(review: Review) -> None:
    assert len(refused(gathering.agree_action, review, {})) == 3
    with seen_by(review.unit):
        made = gathering.agree_action(
            by=review.unit, held=review.held, given={**ACTION, "due_on": timezone.localdate()}
        )
        assert list(reading.open_actions(review.held)) == [made.reference]
        with pytest.raises(CannotMove):
            gathering.finish_action(by=review.unit, held=review.held, given={"which": "RX-0000-0000", "done": "x"})
        done = {"which": made.reference, "done": "They are safe.", "done_on": timezone.localdate()}
        gathering.finish_action(by=review.unit, held=review.held, given=done)
        assert reading.open_actions(review.held) == {}


@pytest.mark.rows("GL-RR-08", "GL-RR-14")
def test_a_local_review_waits_for_the_business_unit_and_is_closed_where_decided_otherwise(review: Review) -> None:
    review.as_far_as("decided")
    with seen_by(review.unit):
        left = Handover.objects.get(from_record=review.held.reference, start="practice review")
        assert left.owner_team_id == review.unit.team_id and "How weekends are covered." in left.summary
    assert refused(deciding.decide, review, decision("none")) == ["Say why it is decided anew."]
    review.decided("none", why_again="A disagreement was right.")
    with seen_by(review.unit):
        left.refresh_from_db()
        assert left.closed_at and left.outcome.startswith("Decided anew")
        numbers = list(review.held.decisions.order_by("number").values_list("number", "chosen"))
        assert numbers == [(1, ["local_review"]), (2, ["none"])]
        assert reading.last_decision(review.held).chosen == ["none"]


@pytest.mark.rows("GL-RR-12")
def test_the_review_is_not_sent_before_the_leads_and_the_chair_are_told(review: Review) -> None:
    review.as_far_as("decided")
    given = {"sent_at": timezone.now(), "how": "Secure email", "copied_to": "Both chairs"}
    said = refused(sending.send, review, given)
    assert any("Tell the lead of each agency" in one for one in said)
    assert any("Tell the chair of the partnership" in one for one in said)
    assert len(refused(sending.tell, review, {})) == 5
    review.told("leads", "board_chair").sent()
    assert review.held.stage == "sent"


@pytest.mark.rows("WT-RR-13")
def test_of_a_local_review_three_are_told_with_the_reviewers_name(review: Review) -> None:
    review.as_far_as("decided")
    given = {"told": "ofsted", "recipient": "Ofsted", "told_at": timezone.now(), "told_by": "B", "how": "email"}
    assert refused(sending.tell, review, given) == ["Name the reviewer of the local review."]
    review.told("leads", "board_chair", "family", "panel", "ofsted").sent().replied()
    with seen_by(review.unit), pytest.raises(CannotMove) as refusal:
        sending.close_review(by=review.unit, held=review.held)
    assert [one.text for one in refusal.value.missing] == [
        "Still to do: Tell the Panel, Ofsted and the Department of the local review and its reviewer."
    ]
    review.told("department")
    with seen_by(review.unit):
        sending.close_review(by=review.unit, held=review.held)
        assert review.held.stage == "closed"


@pytest.mark.rows("WT-RR-06")
def test_no_review_closes_before_the_family_was_told_why(review: Review) -> None:
    review.met().weighed().decided("learning_event").told("leads", "board_chair").sent().replied()
    with seen_by(review.unit), pytest.raises(CannotMove) as refusal:
        sending.close_review(by=review.unit, held=review.held)
    assert [one.text for one in refusal.value.missing] == ["Still to do: Tell the family what was decided and why."]
    review.told("family")
    with seen_by(review.unit):
        sending.close_review(by=review.unit, held=review.held)


@pytest.mark.rows("GL-RR-15")
def test_an_agency_disagrees_in_writing_and_is_answered_with_reasons(review: Review, delegates) -> None:
    review.as_far_as("decided")
    police = delegates["police"]
    with seen_by(police):
        held = reading.by_reference(police, review.held.reference)
        with pytest.raises(CannotMove):
            sending.disagree(by=police, held=held, given={"text": ""})
        made = sending.disagree(by=police, held=held, given={"text": "An audit is enough.", "agency": "Health"})
        assert police.organisation_name in made.agency and "Health" not in made.agency
        with pytest.raises(PermissionDenied):
            sending.answer_disagreement(by=police, held=held, given={"which": made.reference, "answer": "x"})
    with seen_by(review.unit):
        review.held.refresh_from_db()
        clock = Clock.objects.get(record=review.held.reference, key="rapidreview.disagreement")
        assert (clock.about, clock.started_at) == (made.reference, made.received_at)
        assert len(refused(sending.answer_disagreement, review, {"which": made.reference})) == 2
        given = {"which": made.reference, "answer": "The themes come back.", "answered_by": "Independent chair"}
        sending.answer_disagreement(by=review.unit, held=review.held, given=given)
        clock.refresh_from_db()
        assert clock.met_at and not reading.waiting_disagreements(review.held)


@pytest.mark.rows("GL-RR-15")
def test_a_disagreement_answered_late_says_why(review: Review) -> None:
    review.as_far_as("decided")
    with seen_by(review.unit):
        given = {"agency": "School", "text": "No.", "received_at": timezone.now()}
        made = sending.disagree(by=review.unit, held=review.held, given=given)
        Clock.objects.filter(about=made.reference).update(due_at=timezone.now() - datetime.timedelta(minutes=1))
    answer = {"which": made.reference, "answer": "Yes.", "answered_by": "Independent chair"}
    assert refused(sending.answer_disagreement, review, answer) == ["It is answered after the limit: say why."]
    with seen_by(review.unit):
        sending.answer_disagreement(by=review.unit, held=review.held, given={**answer, "late_because": "Away."})
        made.refresh_from_db()
        assert made.late_because == "Away."
