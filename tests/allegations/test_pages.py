"""The pages: what is next, who opens them, that what was typed stays, and that lists do not ask more as they grow."""

import pytest
from django.utils import timezone

from sharedduty.foundations.access.api import seen_by
from sharedduty.modules.allegations.queries import reading
from sharedduty.modules.allegations.views.acts import ACTS
from sharedduty.modules.front_door.tests.partnership import Partnership
from tests.allegations.scenes import HOUR, Case, referred, taken_up, typed
from tests.counting import counted
from tests.journalled import journal_rows

pytestmark = pytest.mark.django_db
ROOM = "/allegations/"


def text(answer) -> str:
    return " ".join(answer.content.decode().split())


@pytest.mark.rows("GL-AL-13", "WT-LADO-06")
def test_an_employer_refers_in_pages_and_the_officer_takes_it_up(house: Partnership) -> None:
    house.post_holder("lado")
    teacher = house.client(house.post_holder("teacher"))
    refused = teacher.post(f"{ROOM}refer/", typed(senior_told="", too_close="not an address"))
    assert refused.status_code == 422 and "A child was pushed." in text(refused)
    assert "is not an e-mail address" in text(refused)
    sent = teacher.post(f"{ROOM}refer/", typed())
    assert sent.status_code == 302 and "/referrals/LR-" in sent["Location"]
    page = text(teacher.get(sent["Location"]))
    assert "It was received" in page and "Told in time" in page and "You see nothing else" in page
    officer = house.client(house.post_holder("lado"))
    assert "Take up a referral" in text(officer.get("/my-work/")) and "Waiting to be taken up: 1" in text(
        officer.get(ROOM)
    )
    taken = officer.post(sent["Location"], {})
    assert taken.status_code == 302 and taken["Location"].startswith(f"{ROOM}LA-")
    assert officer.post(sent["Location"], {}).status_code == 404
    page = text(officer.get(taken["Location"]))
    assert "Next:</strong> Talk with the employer" in page and "Avery Untrue" in page
    assert teacher.get(taken["Location"]).status_code == 404 and teacher.post(sent["Location"], {}).status_code == 404
    assert "It was taken up" in text(teacher.get(sent["Location"]))


def test_a_referral_half_written_is_kept_for_its_sender_alone_and_goes_with_the_sending(house: Partnership) -> None:
    house.post_holder("lado")
    teacher = house.client(house.post_holder("teacher"))
    saved = teacher.post(f"{ROOM}refer/", {"autosave_field": "accused_work", "accused_work": "Drives the minibus."})
    assert saved.status_code == 200 and "saved_at" in saved.json()
    page = text(teacher.get(f"{ROOM}refer/"))
    assert "Drives the minibus." in page and "The children</h2>" in page
    assert "Tell the designated officer" in text(teacher.get("/my-work/"))
    colleague = house.client(house.post_holder("teacher", 2))
    assert "Drives the minibus." not in text(colleague.get(f"{ROOM}refer/"))
    assert teacher.post(f"{ROOM}refer/", typed()).status_code == 302
    assert "Drives the minibus." not in text(teacher.get(f"{ROOM}refer/"))


def test_what_is_next_follows_the_record(case: Case) -> None:
    browser = case.house.client(case.officer)

    def following() -> str:
        page = text(browser.get(f"{ROOM}{case.held.reference}/"))
        return page.partition("Next:</strong>")[2].partition("</p>")[0].strip()

    case.discussed()
    assert following().startswith("Name the children")
    case.child("known")
    assert following().startswith("Decide which way it goes")
    case.went()
    assert following().startswith("Send the employer the record")
    case.sent()
    assert following().startswith("Hold the allegations meeting")
    case.met()
    assert following().startswith("Note how each of the three strands stands")
    case.stranded()
    assert following().startswith("Consider suspension")
    case.suspended()
    assert following().startswith("Tell the person")
    case.told()
    assert following().startswith("Record the outcome")
    case.concluded().duty()
    assert following().startswith("See each duty to refer on settled")


def test_every_step_has_its_page_for_the_officer_and_for_nobody_else(case: Case) -> None:
    case.as_far_as("concluded").duty()
    officer, stranger = case.house.client(case.officer), case.house.client(case.house.post_holder("business_manager"))
    for one in ACTS:
        at = f"{ROOM}{case.held.reference}/{one.slug}/"
        assert officer.get(at).status_code == 200, one.slug
        assert stranger.get(at).status_code == 404, one.slug
    assert text(officer.get(f"{ROOM}{case.held.reference}/")).count("Substantiated") >= 1


def test_a_link_with_another_record_is_offered_where_there_is_one_in_sight(case: Case) -> None:
    officer, offer = case.house.client(case.officer), "Link with another record"
    assert offer not in text(officer.get(f"{ROOM}{case.held.reference}/"))
    taken_up(case.house, accused_name=f" {case.held.accused_name.upper()}")
    assert offer in text(officer.get(f"{ROOM}{case.held.reference}/"))


def test_a_wrong_day_or_address_says_once_how_to_mend_it(case: Case) -> None:
    officer, at = case.house.client(case.officer), f"{ROOM}{case.held.reference}/"
    case.as_far_as("managed")
    far = {"next_on-day": "1", "next_on-month": "1", "next_on-year": str(timezone.localdate().year + 9)}
    for slug in ("strand", "progress"):
        page = text(officer.post(f"{at}{slug}/", far))
        assert "must be within 2 years from today" in page
        assert "Enter when you look at it next" not in page
    page = text(officer.post(f"{at}shut-out/", {"email": "", "reason": ""}))
    assert "Write the e-mail address they sign in with." in page and "Nobody signs in here" not in page
    page = text(officer.post(f"{at}shut-out/", {"email": "nobody@example.org", "reason": "A friend."}))
    assert "Nobody signs in here with this address." in page
    assert "Write one e-mail address, like name@example.org." in text(officer.post(f"{at}accused/", {"email": "xx"}))


@pytest.mark.rows("GL-AL-12", "GL-XN-05")
def test_opening_it_is_journalled_with_every_file_it_shows(case: Case) -> None:
    browser = case.house.client(case.officer)
    with journal_rows() as rows:
        assert browser.get(f"{ROOM}{case.held.reference}/").status_code == 200
    opened = [row for row in rows if row["verb"] == "opened"]
    shown = {case.held.case_file_id, case.referral.case_file_id}
    assert len(opened) == 1 and shown <= set(opened[0]["files"]), opened


def test_a_step_in_pages_keeps_what_was_typed_and_says_what_is_missing(case: Case) -> None:
    browser, at = case.house.client(case.officer), f"{ROOM}{case.held.reference}/"
    refused = browser.post(f"{at}hand-over/", {"reason": ""})
    assert refused.status_code == 422 and "Nobody here can take it over" in text(refused)
    case.house.post_holder("business_manager")
    gone = browser.post(f"{at}hand-over/", {"reason": "A friend."})
    assert gone.status_code == 302 and gone["Location"] == ROOM
    assert browser.get(at).status_code == 404 and "Open: 0" in text(browser.get(ROOM))


def test_lists_ask_no_more_as_they_grow(house: Partnership) -> None:
    case = taken_up(house)
    case.child("none")
    browser = house.client(case.officer)

    def asked() -> tuple[int, int, int]:
        pages = (ROOM, f"{ROOM}{case.held.reference}/", "/my-work/")
        return tuple(counted(lambda at=at: browser.get(at)) for at in pages)  # type: ignore[return-value]

    asked()
    few = asked()
    for _ in range(4):
        taken_up(house)
        referred(house)
        case.child("none")
    case.told()
    assert asked() == few


def test_a_referral_of_hours_ago_reads_in_words(house: Partnership) -> None:
    made = referred(house, came_at=timezone.now() - 2 * HOUR)
    teacher = house.post_holder("teacher")
    with seen_by(teacher):
        assert list(reading.sent_by(teacher)) == [made]
    page = text(house.client(teacher).get(f"{ROOM}referrals/{made.reference}/"))
    assert "One working day from" in page and "WT2018 ch2 ¶7" in page


@pytest.mark.rows("GL-AL-09", "GL-AL-13")
def test_whoever_referred_is_told_what_is_next_and_when_there_is_a_record_to_read(case: Case) -> None:
    browser = case.house.client(case.house.post_holder("teacher"))
    listed, own = f"{ROOM}referrals/", f"{ROOM}referrals/{case.held.referral}/"
    assert "Taken up" in text(browser.get(listed)) and "answer when you are rung" in text(browser.get(own))
    case.discussed().sent()
    assert "Record to read" in text(browser.get(listed))
    page = text(browser.get(own))
    assert "read the record below, and do what it says" in page and "Do not enquire yourself" not in page
