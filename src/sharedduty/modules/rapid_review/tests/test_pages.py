"""The pages of a rapid review: what is done next and by when, who sees it, what is journalled, and how it grows."""

import datetime

import pytest
from django.utils import timezone

from sharedduty.foundations.access.api import CaseFile, exclude, seen_by
from sharedduty.foundations.people.api import register_person
from sharedduty.modules.rapid_review.actions import gathering, opening
from sharedduty.modules.rapid_review.models import RapidReview, ReviewChild
from sharedduty.modules.rapid_review.queries import reading
from sharedduty.modules.rapid_review.queries.records import files_about
from sharedduty.modules.rapid_review.tests.scenes import Review, begun, criteria, handed_over
from tests.counting import counted
from tests.journalled import journal_rows

pytestmark = pytest.mark.django_db
ROOM = "/rapid-reviews/"


def page_of(review: Review) -> str:
    return f"{ROOM}{review.held.reference}/"


def text(answer) -> str:
    return " ".join(answer.content.decode().split())


def moment(name: str, at: datetime.datetime) -> dict[str, object]:
    """A moment as a form sends it."""
    at = timezone.localtime(at)
    return {f"{name}-day": at.day, f"{name}-month": at.month, f"{name}-year": at.year, f"{name}_time": f"{at:%H:%M}"}


@pytest.mark.rows("GL-RR-01", "GL-RR-19")
def test_a_hand_over_is_taken_up_in_pages_and_the_page_says_what_is_next(house) -> None:
    handover, browser = handed_over(house), house.client(house.post_holder("business_manager"))
    assert handover.from_record in text(browser.get(ROOM))
    assert "Begin the rapid review" in text(browser.get(f"/front-door/handovers/{handover.reference}/"))
    at = f"{ROOM}start/{handover.reference}/"
    assert "A child was found unconscious." in text(browser.get(at))
    answer = browser.post(at, {})
    assert answer.status_code == 302 and answer["Location"].startswith(f"{ROOM}RR-")
    page = text(browser.get(answer["Location"]))
    assert "Next:</strong> Name the core members" in page and "This reading is a choice." in page
    assert "Days 14 to 15, headed “day”" in page and "if days are meant" in page
    assert "rapid review" in text(browser.get("/my-work/"))
    assert browser.get(at).status_code == 404


@pytest.mark.rows("GL-RR-01", "WT-RR-10")
def test_a_considered_case_is_begun_in_pages_and_keeps_what_was_typed(house) -> None:
    browser = house.client(house.post_holder("business_manager"))
    refused = browser.post(f"{ROOM}considered/", {"what_happened": "A near miss."})
    assert (
        refused.status_code == 422
        and "A near miss." in text(refused)
        and "Say why this case is reviewed" in text(refused)
    )
    sent = {"what_happened": "A near miss.", "because": "The threshold is met.", "given_names": "Robin"}
    answer = browser.post(
        f"{ROOM}considered/", {**sent, **moment("begun_at", timezone.now() - datetime.timedelta(hours=2))}
    )
    assert answer.status_code == 302
    assert "A case that was referred and considered" in text(browser.get(answer["Location"]))


def test_what_is_next_follows_the_record(review: Review) -> None:
    browser = review.house.client(review.unit)

    def following() -> str:
        return text(browser.get(page_of(review))).partition("Next:</strong>")[2].partition("</p>")[0]

    review.named()
    assert "Give notice to every member, by" in following()
    review.noticed()
    assert "Ask the agencies for a summary, by" in following()
    review.asked()
    review.secured()
    assert "Call and hold the meeting, by" in following()
    made = review.meeting()
    assert "Record the meeting, by" in following()
    with seen_by(review.unit):
        gathering.take_in_meeting(by=review.unit, held=review.held, given={"meeting": made.reference})
    assert "Answer the four aims, by" in following()
    review.weighed()
    assert "Decide what follows, by" in following()
    review.decided()
    assert "Tell the lead of each agency, by" in following()
    review.told("leads", "board_chair")
    assert "Record that the review was sent to the Panel, by" in following()
    review.sent()
    assert "Record the Panel's reply, when it comes" in following().replace("&#39;", "'")
    review.replied()
    assert "the local review and its reviewer, as soon as can be" in following()


@pytest.mark.rows("GL-RR-17")
def test_the_report_is_for_the_partners_and_the_panel_and_for_nobody_else(review: Review, delegates, client) -> None:
    review.as_far_as("sent")
    house, at = review.house, f"{page_of(review)}report/"
    page = text(house.client(delegates["police"]).get(f"{at}?as=sent"))
    assert "Not for publication." in page and "This is the report as it was sent" in page
    for role in ("teacher", "health_mash", "social_worker", "scrutineer", "administrator"):
        assert house.client(house.post_holder(role)).get(at).status_code == 404, role
    assert client.get(at).status_code in (302, 404)


def test_the_database_decides_who_has_which_review(review: Review, delegates) -> None:
    house = review.house

    def sees(viewer) -> int:
        with seen_by(viewer):
            return RapidReview.objects.count()

    assert [sees(one) for one in delegates.values()] == [1, 1, 1]
    assert sees(review.unit) == sees(house.post_holder("head_of_service")) == 1
    for role in ("social_worker", "front_door_manager", "police_mash", "teacher", "scrutineer", "administrator"):
        assert sees(house.post_holder(role)) == 0, role
    assert sees(house.post_holder("partner", 31, "school")) == 0, (
        "who speaks for no safeguarding partner is given nothing"
    )


def test_a_delegate_reads_and_disagrees_and_does_nothing_else(review: Review, delegates) -> None:
    review.as_far_as("decided")
    browser = review.house.client(delegates["health"])
    page = text(browser.get(page_of(review)))
    assert "Two agencies did not speak to each other." in page and "Disagree in writing" in page
    assert "Record that somebody was told" not in page
    assert browser.get(f"{page_of(review)}decide/").status_code == 404
    assert browser.post(f"{page_of(review)}disagree/", {"text": "An audit is enough."}).status_code == 302
    assert "An audit is enough." in text(browser.get(page_of(review)))


@pytest.mark.rows("WT-RR-05", "WT-RR-07")
def test_criteria_and_decision_are_two_pages_and_the_second_shows_the_first(review: Review) -> None:
    review.met()
    browser = review.house.client(review.unit)
    assert "does not oblige anybody" in text(browser.get(f"{page_of(review)}criteria/"))
    assert browser.post(f"{page_of(review)}criteria/", {**criteria("not_known"), "settings": []}).status_code == 302
    page = text(browser.get(f"{page_of(review)}decide/"))
    assert "Not known yet: improvements: so it seems." in page
    refused = browser.post(f"{page_of(review)}decide/", {"chosen": ["learning_event"], "reasons": "One day."})
    assert refused.status_code == 422 and "Answer the four aims" in text(refused) and "One day." in text(refused)


def _asks_no_more(review: Review, at: str, grow) -> None:
    browser = review.house.client(review.unit)
    grow()
    few = counted(lambda: browser.get(at))
    for _ in range(4):
        grow()
    assert 5 < counted(lambda: browser.get(at)) <= few < 150


def test_the_list_asks_no_more_of_the_database_as_it_grows(review: Review) -> None:
    _asks_no_more(review, ROOM, lambda: begun(review.house))


def test_the_page_and_the_report_ask_no_more_as_they_grow(review: Review) -> None:
    def grow() -> None:
        review.asked("health", "police")
        review.secured()
        with seen_by(review.unit):
            given = {"capacity": "agency", "name": "A", "body": "B"}
            gathering.name_member(by=review.unit, held=review.held, given=given)
        review.noticed()

    _asks_no_more(review, page_of(review), grow)
    _asks_no_more(review, f"{page_of(review)}report/", grow)


def test_every_opening_is_journalled_with_its_files(review: Review) -> None:
    request = review.asked()[0]
    browser = review.house.client(review.unit)
    with journal_rows() as rows:
        browser.get(page_of(review))
        browser.get(ROOM)
        browser.get(f"{page_of(review)}report/")
    shown = [(row["verb"], row["object_type"]) for row in rows if review.held.case_file_id in (row["files"] or [])]
    assert shown.count(("opened", "rapid review")) == 2 and ("listed", "rapid reviews") in shown
    assert any(request.case_file_id in (row["files"] or []) for row in rows)


def test_the_files_about_a_child_take_in_the_review_and_a_search_finds_it(review: Review) -> None:
    worker = review.house.post_holder("front_door_worker")
    with seen_by(worker):
        person = register_person(
            by=worker, area_id=review.house.area.pk, given_names="Robin", birth_on=datetime.date(2019, 5, 4)
        )
    with seen_by(review.unit):
        ReviewChild.objects.filter(review=review.held).update(person=person)
        assert [one.pk for one in files_about(review.unit, [person.pk])] == [review.held.case_file_id]
        assert list(reading.found_by(review.unit, "Robin Testwick")) == [review.held]
        assert list(reading.found_by(review.unit, "Quillonette")) == []


def test_who_is_shut_out_of_the_incident_is_named_no_member_and_told_nothing(house) -> None:
    handover, unit = handed_over(house), house.post_holder("business_manager")
    head, second = house.post_holder("head_of_service"), house.post_holder("head_of_service", 2)
    with seen_by(head):
        file = CaseFile.objects.get(reference=handover.from_record)
        exclude(by=head, file=file, reason="conflict", account_id=second.account_id)
    with seen_by(unit):
        held = opening.open_from_handover(by=unit, handover=handover)
        assert second.name not in held.members.values_list("name", flat=True)
        assert head.name in held.members.values_list("name", flat=True)
