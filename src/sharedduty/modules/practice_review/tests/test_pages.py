"""The pages of a practice review: what is done next and by when, who sees it, what is journalled, and how it grows."""

import re

import pytest
import time_machine

from sharedduty.foundations.access.api import seen_by
from sharedduty.modules.practice_review.actions import reporting, reviewing
from sharedduty.modules.practice_review.models import PracticeReview, ReviewedChild
from sharedduty.modules.practice_review.queries import reading
from sharedduty.modules.practice_review.queries.limits import noon
from sharedduty.modules.practice_review.queries.publication import page_for
from sharedduty.modules.practice_review.queries.records import files_about
from sharedduty.modules.practice_review.tests.scenes import (
    ADVISED,
    DAY,
    FAMILY,
    Practice,
    handed_over,
    today,
    without,
)
from tests.counting import counted
from tests.journalled import journal_rows

pytestmark = pytest.mark.django_db
ROOM = "/practice-reviews/"


def page_of(practice: Practice) -> str:
    return f"{ROOM}{practice.held.reference}/"


def text(answer) -> str:
    return " ".join(answer.content.decode().split()).replace("&#39;", "'")


@pytest.mark.rows("GL-PR-01")
def test_a_hand_over_is_taken_up_in_pages_and_the_page_says_what_is_next(house) -> None:
    handover, browser = handed_over(house), house.client(house.post_holder("business_manager"))
    assert handover.from_record in text(browser.get(ROOM))
    assert "Begin the practice review" in text(browser.get(f"/front-door/handovers/{handover.reference}/"))
    at = f"{ROOM}start/{handover.reference}/"
    shown = text(browser.get(at))
    assert "Two agencies did not speak to each other." in shown and "How weekends are covered." in shown
    answer = browser.post(at, {})
    assert answer.status_code == 302 and answer["Location"].startswith(f"{ROOM}PR-")
    assert "Next:</strong> Record whether the review begins." in text(browser.get(answer["Location"]))
    assert "practice review" in text(browser.get("/my-work/"))
    assert browser.get(at).status_code == 404


def test_what_is_next_follows_the_record(plain: Practice) -> None:
    browser = plain.house.client(plain.unit)

    def following() -> str:
        return text(browser.get(page_of(plain))).partition("Next:</strong>")[2].partition("</p>")[0].strip()

    plain.begins()
    assert re.match(r"Appoint the reviewer, with the six things weighed, by \w+ \d+ \w+", following())
    plain.settled()
    assert following().startswith("Invite the family")
    plain.heard()
    assert following().startswith("Put in the report, by")
    plain.reported(account="Robin was hurt.")
    assert following().startswith("Mend what the check of names found")
    plain.decides()
    assert following().startswith("Send it to the Panel and the Secretary of State first, by")
    plain.sends()
    assert following().startswith("Mend what the check of names found")
    plain.does(reporting.write_report, {
        "title": "T", "account": "A baby.", "analysis": "B", "improvements": "C", "received_on": today(), "why_again": "Name.",
    })  # fmt: skip
    assert "The day decided on is" in following()  # it was sent long before
    plain.publishes()
    assert following().startswith("Answer each recommendation")


@pytest.mark.rows("WT-LCSPR-10")
def test_until_its_year_is_over_there_is_nothing_to_do_but_wait(plain: Practice) -> None:
    plain.as_far_as("published")
    browser, at = plain.house.client(plain.unit), page_of(plain)
    with seen_by(plain.unit):
        one = plain.held.recommendations.get()
        page = page_for(plain.held)
    which = {"which": one.reference}
    plain.does(reporting.answer_recommendation, {**which, "response": "Yes.", "responded_on": today()})
    plain.does(reporting.write_response, {"text": "Thanks.", "given_by": "Partners"})
    plain.does(reporting.share_learning, {"audience": "All", "how": "Briefing", "shared_on": today()})
    plain.does(reporting.finish_recommendation, {**which, "done_on": today(), "evidence": "It is so."})
    assert "Audit what was done" in text(browser.get(at))
    plain.does(reporting.record_audit, {**which, "audited_on": today(), "audit_found": "It holds."})
    shown = text(browser.get(at))
    assert page is not None and "Next:</strong> Nothing for now. The page stays public until" in shown
    with time_machine.travel(noon(page.keep_until_on + DAY), tick=False):
        later = plain.house.client(plain.unit).get(at)
        assert "Next:</strong> Take the page down and close" in text(later)


def test_publishing_less_than_all_asks_why_whichever_is_chosen(plain: Practice) -> None:
    plain.as_far_as("reported")
    browser, at = plain.house.client(plain.unit), f"{page_of(plain)}publication/"
    shown = text(browser.get(at))
    assert 'name="reasons"' in shown and "today, the earliest day is" in shown
    for route in ("improvements", "nothing"):
        refused = browser.post(at, {"route": route})
        assert refused.status_code == 422 and "justify why not in full" in text(refused), route


@pytest.mark.rows("WT-LCSPR-11")
def test_the_check_of_names_shows_every_place_and_what_may_be_done(plain: Practice) -> None:
    plain.as_far_as("reviewing").heard().reported(account="Robin was hurt near GL1 2AB.")
    browser = plain.house.client(plain.unit)
    page = text(browser.get(f"{page_of(plain)}names/"))
    assert "To mend: 2" in page and "It can never be let stand." in page and "a postcode" in page
    offered = text(browser.get(f"{page_of(plain)}let-stand/"))
    assert "A postcode" in offered and "(A name of a child of the review)" not in offered
    assert (
        plain.house.client(plain.house.post_holder("head_of_service")).get(f"{page_of(plain)}names/").status_code == 404
    )


@pytest.mark.rows("WT-LCSPR-12")
def test_both_limits_stand_on_the_page_with_their_sources(plain: Practice) -> None:
    page = text(plain.house.client(plain.unit).get(page_of(plain.as_far_as("decided"))))
    assert "7 days, by the regulations" in page and "SI 2018/789 reg 16" in page
    assert "7 working days, by the guidance" in page and "Not yet sent to both." in page


def test_the_database_decides_who_has_which_review(plain: Practice, delegates) -> None:
    house = plain.house

    def sees(viewer) -> int:
        with seen_by(viewer):
            return PracticeReview.objects.count()

    assert [sees(one) for one in (*delegates.values(), plain.unit, house.post_holder("head_of_service"))] == [1] * 5
    for role in ("social_worker", "front_door_manager", "police_mash", "teacher", "scrutineer", "administrator"):
        assert sees(house.post_holder(role)) == 0, role
    browser = house.client(delegates["health"])
    assert "A baby was hurt at home." in text(browser.get(page_of(plain)))
    assert browser.get(f"{page_of(plain)}begin/").status_code == 404


@pytest.mark.rows("WT-LCSPR-11")
def test_nothing_of_a_review_is_public_before_it_is_published(plain: Practice, client) -> None:
    plain.as_far_as("decided")
    assert "No review is public now." in text(client.get("/learning/reviews/"))
    for reference in (plain.held.reference, "LR-0000-0000", "x"):
        assert client.get(f"/learning/reviews/{reference}/").status_code == 404
    assert "No review says this." in text(client.get("/learning/reviews/?words=weekend"))


def test_the_pages_ask_no_more_of_the_database_as_they_grow(plain: Practice) -> None:
    plain.as_far_as("reviewing").heard().reported()
    browser = plain.house.client(plain.unit)

    def grow() -> None:
        plain.does(reporting.add_recommendation, ADVISED, due_on=today())
        plain.does(reporting.protect_word, {"word": "Elm Road", "why": "Home"})
        plain.does(reviewing.name_child, {"given_names": "Robin", "family_name": "Testwick"})
        without(plain.house)

    grow()
    few = {at: counted(lambda at=at: browser.get(at)) for at in (ROOM, page_of(plain), f"{page_of(plain)}names/")}
    for _ in range(3):
        grow()
    for at, asked in few.items():
        assert 5 < counted(lambda at=at: browser.get(at)) <= asked < 150, at


def test_every_opening_is_journalled_with_its_files(plain: Practice) -> None:
    browser = plain.house.client(plain.unit)
    with journal_rows() as rows:
        browser.get(page_of(plain))
        browser.get(ROOM)
        browser.get(f"{page_of(plain)}names/")
    shown = [(row["verb"], row["object_type"]) for row in rows if plain.held.case_file_id in (row["files"] or [])]
    assert shown.count(("opened", "practice review")) == 2 and ("listed", "practice reviews") in shown


def test_the_files_about_a_child_take_in_the_review_and_a_search_finds_it(plain: Practice) -> None:
    with seen_by(plain.unit):
        child = ReviewedChild.objects.get(review=plain.held)
        assert files_about(plain.unit, [0]) == []
        assert list(reading.found_by(plain.unit, "Robin Testwick")) == [plain.held]
        assert list(reading.found_by(plain.unit, "Quillonette")) == [] and str(child) == "Robin Testwick"


def test_a_refused_form_keeps_what_was_typed(plain: Practice) -> None:
    plain.as_far_as("reviewing")
    browser = plain.house.client(plain.unit)
    refused = browser.post(f"{page_of(plain)}invite/", {"kind": "family", "name": FAMILY["name"]})
    assert (
        refused.status_code == 422 and FAMILY["name"] in text(refused) and "Say how they were invited." in text(refused)
    )
