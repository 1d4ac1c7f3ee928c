"""The pages of serious case reviews: what is done next and by when, who sees it, what is journalled, and how it grows."""

import re

import pytest

from sharedduty.foundations.access.api import seen_by
from sharedduty.modules.serious_case_review.actions import considering, reviewing
from sharedduty.modules.serious_case_review.models import CaseChild, SeriousCaseReview
from sharedduty.modules.serious_case_review.queries import reading
from sharedduty.modules.serious_case_review.queries.records import files_about
from sharedduty.modules.serious_case_review.tests.scenes import (
    ADVISED,
    AUTHOR,
    CHAIR,
    NOTICE,
    Legacy,
    considered,
    opened,
)
from sharedduty.modules.serious_case_review.views.agency_acts import AGENCY_ACTS
from sharedduty.modules.serious_case_review.views.pages import EVERY
from tests.counting import counted
from tests.journalled import journal_rows

pytestmark = pytest.mark.django_db
ROOM = "/serious-case-reviews/"
TYPED = {
    "safety": "His sister went to an aunt.", "why_here": "carry_on", "held_in": "Shelf 4", "given_names": "Robin",
    "family_name": "Testwick", "details": "A baby died.", "background": "They moved.", "agencies": "Health.",
    "concerns": "Nobody put it together.", "referred_by": "Director", "received_by": "Manager",
    "happened_on-day": "10", "happened_on-month": "1", "happened_on-year": "2020", "begun_on-day": "20", "begun_on-month": "2",
    "begun_on-year": "2020", "received_on-day": "28", "received_on-month": "2", "received_on-year": "2020",
}  # fmt: skip


def page_of(legacy: Legacy) -> str:
    return f"{ROOM}{legacy.held.reference}/"


def text(answer) -> str:
    return " ".join(answer.content.decode().split()).replace("&#39;", "'")


@pytest.mark.rows("HE-SCR-01", "HE-SCR-12")
def test_an_older_case_is_opened_in_pages_that_say_what_it_is_for(house) -> None:
    browser = house.client(house.post_holder("business_manager"))
    start = text(browser.get(ROOM))
    assert "They ended on 29 September 2020" in start and "How an older case comes in" in start
    shown = text(browser.get(f"{ROOM}open/"))
    assert "It does not ask who is to blame." in shown and "On or before 29 September 2020" in shown
    late = browser.post(f"{ROOM}open/", {**TYPED, "happened_on-year": "2021", "begun_on-year": "2021"})
    assert late.status_code == 422 and "Serious case reviews ended on 29 September 2020" in text(late)
    assert "Nobody put it together." in text(late), "what was typed is still there"
    made = browser.post(f"{ROOM}open/", TYPED)
    assert made.status_code == 302 and made["Location"].startswith(f"{ROOM}SR-")
    shown = text(browser.get(made["Location"]))
    assert "Next:</strong> Tell the chair." in shown and "What a review is for" in shown
    assert "how bodies work together to keep children safe" in shown
    assert "serious case review" in text(browser.get("/my-work/"))


@pytest.mark.rows("HE-SCR-01", "HE-SCR-18", "HE-SCR-24")
def test_what_is_next_follows_the_record(legacy: Legacy) -> None:
    browser = legacy.house.client(legacy.unit)

    def following() -> str:
        return text(browser.get(page_of(legacy))).partition("Next:</strong>")[2].partition("</p>")[0].strip()

    assert following().startswith("Tell the chair")
    legacy.does(considering.tell_chair, {"chair_told_at": NOTICE["sent_at"], "told_by": "x"})
    assert re.match(r"Ask agencies to secure their files, by \w+ 3 April", following()), following()
    assert "Late:</strong> Decide on a review" in text(browser.get(page_of(legacy)))
    for slug in ("consider", "recommend"):
        assert "What a review is for" in text(browser.get(f"{page_of(legacy)}{slug}/"))
    legacy.sends("secure_files", "panel_members")
    assert following().startswith("Go through criteria and questions")
    legacy.does(considering.consider, considered())
    assert following().startswith("Record what the panel recommends")


def test_a_case_that_is_only_to_be_kept_is_led_to_being_kept(house) -> None:
    kept = opened(house, why_here="keep")
    assert "Next:</strong> Keep it as it ended." in text(house.client(kept.unit).get(page_of(kept)))


def test_every_stage_has_a_page_that_says_what_is_next(legacy: Legacy) -> None:
    browser = legacy.house.client(legacy.unit)
    expected = {
        "recommended": "Record what the chair decides", "scoping": "Nominate the chair of the group",
        "reviewing": "Ask agencies for management reviews", "overview": "Write the overview",
        "panel": "Record that the panel is content", "board": "Decide who may know what",
        "signed": "Write the executive summary", "published": "Send copies to the two national bodies",
    }  # fmt: skip
    for stage, words in expected.items():
        shown = text(browser.get(page_of(legacy.as_far_as(stage))))
        assert f"Next:</strong> {words}" in shown, stage
    steps = text(browser.get(f"{page_of(legacy)}steps/"))
    assert "On record" in steps and "Letter: no review" in steps
    assert "The public page" in text(browser.get(page_of(legacy)))


def test_every_step_has_a_page_that_opens_and_is_refused_with_what_is_missing(legacy: Legacy) -> None:
    browser = legacy.house.client(legacy.unit)
    legacy.as_far_as("signed")
    with seen_by(legacy.unit):
        version = legacy.held.version
    for act in EVERY:
        shown = browser.get(f"{page_of(legacy)}{act.slug}/")
        assert shown.status_code == 200 and "<h1" in shown.content.decode(), act.slug
        assert browser.post(f"{page_of(legacy)}{act.slug}/", {}).status_code == 422, act.slug
    with seen_by(legacy.unit):
        legacy.held.refresh_from_db()
        assert legacy.held.version == version, "nothing moved"


def test_an_agencys_steps_have_pages_too(legacy: Legacy) -> None:
    [part] = legacy.as_far_as("reviewing").asks()
    browser, at = legacy.house.client(legacy.agency(part)), f"{ROOM}agencies/{part.reference}/"
    assert "Say who writes it" in text(browser.get(at))
    for act in AGENCY_ACTS:
        assert browser.get(f"{at}{act.slug}/").status_code == 200, act.slug
        assert browser.post(f"{at}{act.slug}/", {}).status_code == 422, act.slug
    legacy.submitted(part)
    shown = text(legacy.house.client(legacy.unit).get(at))
    assert "Director of nursing" in shown and "Visit at weekends." in shown and "Answered." in shown
    assert browser.get(f"{ROOM}agencies/SM-0000-0000/").status_code == 404


@pytest.mark.rows("HE-EXS-03")
def test_the_check_of_names_shows_every_place_and_what_may_be_done(legacy: Legacy) -> None:
    legacy.as_far_as("signed").summed_up(e_3="Robin was found near GL1 2AB.")
    browser = legacy.house.client(legacy.unit)
    page = text(browser.get(f"{page_of(legacy)}names/"))
    assert "To mend: 2" in page and "It can never be let stand." in page and "a postcode" in page
    assert "Next:</strong> Mend what the check of names found" in text(browser.get(page_of(legacy)))
    head = legacy.house.client(legacy.house.post_holder("head_of_service"))
    assert head.get(f"{page_of(legacy)}names/").status_code == 404


def test_the_database_decides_who_has_which_review(legacy: Legacy, delegates) -> None:
    house = legacy.house

    def sees(viewer) -> int:
        with seen_by(viewer):
            return SeriousCaseReview.objects.count()

    assert [sees(one) for one in (*delegates.values(), legacy.unit, house.post_holder("head_of_service"))] == [1] * 5
    for role in ("social_worker", "front_door_manager", "police_mash", "teacher", "scrutineer", "administrator"):
        assert sees(house.post_holder(role)) == 0, role
    browser = house.client(delegates["health"])
    assert "A baby died at home" in text(browser.get(page_of(legacy)))
    assert browser.get(f"{page_of(legacy)}consider/").status_code == 404
    assert browser.get(f"{ROOM}open/").status_code == 404


def test_the_pages_ask_no_more_of_the_database_as_they_grow(legacy: Legacy) -> None:
    legacy.as_far_as("overview")
    browser = legacy.house.client(legacy.unit)
    with seen_by(legacy.unit):
        part = legacy.held.management_reviews.get()

    def grow() -> None:
        legacy.does(reviewing.recommend_action, ADVISED)
        legacy.sends("overrun").notes("lesson")
        legacy.does(reviewing.nominate, {**CHAIR, "part": "member"})
        legacy.does(considering.name_person, {"part": "child", "given_names": "Robin", "family_name": "Testwick"})
        opened(legacy.house)

    grow()
    at = page_of(legacy)
    few = {one: counted(lambda one=one: browser.get(one)) for one in
           (ROOM, at, f"{at}steps/", f"{at}names/", f"{ROOM}agencies/{part.reference}/")}  # fmt: skip
    for _ in range(3):
        grow()
    for one, asked in few.items():
        assert 5 < counted(lambda one=one: browser.get(one)) <= asked < 150, one


def test_every_opening_is_journalled_with_its_files(legacy: Legacy) -> None:
    browser = legacy.house.client(legacy.unit)
    with journal_rows() as rows:
        browser.get(page_of(legacy))
        browser.get(ROOM)
        browser.get(f"{page_of(legacy)}steps/")
    shown = [(row["verb"], row["object_type"]) for row in rows if legacy.held.case_file_id in (row["files"] or [])]
    assert shown.count(("opened", "serious case review")) == 2 and ("listed", "serious case reviews") in shown


def test_the_files_about_a_child_take_in_the_review_and_a_search_finds_it(legacy: Legacy) -> None:
    with seen_by(legacy.unit):
        child = CaseChild.objects.get(review=legacy.held)
        assert files_about(legacy.unit, [0]) == []
        assert list(reading.found_by(legacy.unit, "Robin Testwick")) == [legacy.held]
        assert list(reading.found_by(legacy.unit, "Quillonette")) == [] and str(child) == "Robin Testwick"


def test_a_refused_form_keeps_what_was_typed_and_a_second_sending_makes_no_second(legacy: Legacy) -> None:
    legacy.as_far_as("scoping")
    browser = legacy.house.client(legacy.unit)
    at = f"{page_of(legacy)}nominate/"
    refused = browser.post(at, {"part": "author", "name": AUTHOR["name"], "involved": "yes"})
    assert refused.status_code == 422 and AUTHOR["name"] in text(refused) and "must be independent" in text(refused)
    with seen_by(legacy.unit):
        assert not legacy.held.nominations.exists()
