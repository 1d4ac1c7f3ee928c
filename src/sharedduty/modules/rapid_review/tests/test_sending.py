"""What is sent to the Panel, what comes back, and what is sent later."""

import datetime

import pytest
from django.utils import timezone

from sharedduty.foundations.access.api import seen_by
from sharedduty.foundations.process.api import CannotMove, Clock
from sharedduty.modules.rapid_review.actions import gathering, sending
from sharedduty.modules.rapid_review.queries import reading, report
from sharedduty.modules.rapid_review.tests.scenes import FINDINGS, Review

pytestmark = pytest.mark.django_db


def refused(action, review: Review, given: dict) -> list[str]:
    with seen_by(review.unit), pytest.raises(CannotMove) as refusal:
        action(by=review.unit, held=review.held, given=given)
    return [one.text for one in refusal.value.missing]


@pytest.mark.rows("GL-RR-13", "WT-RR-11")
def test_sending_meets_the_limit_and_keeps_the_report_as_it_was(review: Review) -> None:
    review.as_far_as("decided").told("leads", "board_chair")
    assert len(refused(sending.send, review, {})) == 3
    review.sent()
    with seen_by(review.unit):
        made = review.held.submissions.get()
        clock = Clock.objects.get(record=review.held.reference, key="rapidreview.complete")
        assert (made.kind, made.copied_to, made.late_because) == ("review", "Both chairs", "")
        assert clock.met_at == made.sent_at == review.held.completed_at
        kept = str(made.as_sent)
        assert FINDINGS["facts"] in kept and "Two agencies did not speak" in kept
        assert next(one.title for one in report.sections_sent(made.as_sent)) == "The review"


@pytest.mark.rows("GL-RR-13", "GL-RR-02")
def test_sending_after_the_limit_says_why(review: Review) -> None:
    review.as_far_as("decided").told("leads", "board_chair")
    with seen_by(review.unit):
        Clock.objects.filter(record=review.held.reference).update(due_at=timezone.now() - datetime.timedelta(minutes=1))
    given = {"sent_at": timezone.now(), "how": "Email", "copied_to": "Both chairs"}
    assert refused(sending.send, review, given) == ["It was sent after the limit: say why."]
    review.sent(late_because="A member was ill.")
    with seen_by(review.unit):
        assert Clock.objects.get(record=review.held.reference).late_because == "A member was ill."


@pytest.mark.rows("GL-RR-14", "WT-PAN-01", "WT-PAN-04")
def test_the_panels_reply_is_recorded_and_never_before_the_review_was_sent(review: Review) -> None:
    review.as_far_as("sent")
    assert len(refused(sending.record_reply, review, {})) == 3
    before = {"view": "national", "text": "x", "received_at": review.held.completed_at - datetime.timedelta(hours=1)}
    assert refused(sending.record_reply, review, before) == ["This cannot lie before the review was sent."]
    review.replied("national", text="It holds a national review.")
    with seen_by(review.unit):
        assert review.held.stage == "replied" and review.held.replies.get().view == "national"


@pytest.mark.rows("WT-RR-14", "WT-PAN-04")
def test_what_the_panel_asks_is_answered_before_the_review_closes(review: Review) -> None:
    review.as_far_as("sent")
    review.replied("more", text="What of the sister?", answer_by_on=timezone.localdate() + datetime.timedelta(days=9))
    review.told("family", "panel", "ofsted", "department")
    with seen_by(review.unit), pytest.raises(CannotMove) as refusal:
        sending.close_review(by=review.unit, held=review.held)
    assert [one.text for one in refusal.value.missing] == ["Still to do: Answer what the Panel asked."]
    with seen_by(review.unit):
        given = {"text": "She is with an aunt.", "sent_at": timezone.now(), "how": "Email"}
        made = sending.answer_panel(by=review.unit, held=review.held, given=given)
        assert review.held.replies.get().answer == made and reading.waiting_reply(review.held) is None
    assert "The Panel waits for nothing." in refused(sending.answer_panel, review, given)


@pytest.mark.rows("WT-RR-12")
def test_new_information_goes_to_the_panel_later(review: Review) -> None:
    review.as_far_as("sent")
    assert len(refused(sending.send_news, review, {})) == 3
    with seen_by(review.unit):
        given = {"text": "Another area has such a case.", "national": True, "sent_at": timezone.now(), "how": "Email"}
        made = sending.send_news(by=review.unit, held=review.held, given=given)
        assert (made.kind, made.national, review.held.stage) == ("news", True, "sent")


@pytest.mark.rows("GL-RR-16", "GL-RR-17")
def test_the_report_is_made_from_the_record_and_typed_nowhere(review: Review) -> None:
    request = review.asked()[0]
    review.answered(request)
    with seen_by(review.unit):
        given = {
            "kind": "criminal",
            "lead": "The police",
            "agreed": "Nobody speaks to witnesses.",
            "joint_meeting": False,
        }
        gathering.note_process(by=review.unit, held=review.held, given=given)
    review.as_far_as("decided")
    with seen_by(review.unit):
        parts = {one.title: str(one.rows) for one in report.sections(review.unit, review.held)}
    for title, words in {
        "The review": "N-1234", "The children": "Robin Testwick", "What agencies know": "Seen twice by the health visitor.",
        "Records secured": "A. Keeper", "The meeting": "Casey Exemplar", "Aims of the review": FINDINGS["improvement"],
        "The criteria, as people judged them": "so it seems", "What was decided, and why": "How weekends are covered.",
        "Other investigations": "Nobody speaks to witnesses.", "The time limits": "day 0",
    }.items():  # fmt: skip
        assert words in parts[title], title
