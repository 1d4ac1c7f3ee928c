"""The pages: sending without a session, the key in one cookie, wrong keys, the desk's lists, and what each step's page asks."""

import re
import uuid
from typing import Any

import pytest
from django.core.cache import cache
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from sharedduty.foundations.access.api import Viewer, seen_by
from sharedduty.foundations.access.models import Link
from sharedduty.foundations.directory.models import Area, Organisation
from sharedduty.modules.front_door.tests.partnership import Partnership
from sharedduty.modules.speaking_up.actions import registers
from sharedduty.modules.speaking_up.models import Matter, Message, Sending
from sharedduty.modules.speaking_up.views import public
from sharedduty.modules.speaking_up.views.acts import ACTS
from tests.counting import counted
from tests.house.reading import grade
from tests.house.test_reading_age import GIVEN, words_of
from tests.journalled import journal_rows
from tests.speaking_up.scenes import DAY, request, spoken

pytestmark = pytest.mark.django_db
ROOM = "/speaking-up/"
KEY = re.compile(r"(?:[0-9A-Z]{4}-){4}[0-9A-Z]{4}")
CONCERN = {"told": "The night staff sleep.", "way": "anonymous"}


@pytest.fixture(autouse=True)
def nobody_tried(house: Partnership) -> None:
    """No try of another test counts here."""
    cache.clear()


def text(answer: HttpResponse) -> str:
    return answer.content.decode()


def sent_by_page(browser: Client, way: str = "concern", **given: str) -> str:
    """Send a form as a browser does; gives the key that the page shows."""
    browser.get(f"/speak-up/{way}/")
    answer = browser.post(f"/speak-up/{way}/", {**CONCERN, "form_token": str(uuid.uuid4()), **given})
    assert answer.status_code == 302 and answer["Location"] == "/speak-up/sent/", text(answer)[:2000]
    found = KEY.search(text(browser.get("/speak-up/sent/")))
    assert found
    return found.group()


def seen(viewer: Viewer, model: Any) -> Any:
    with seen_by(viewer):
        return model.objects.get()


@pytest.mark.rows("HE-WB-03")
def test_a_concern_is_sent_without_a_session_and_its_key_shown_once(house: Partnership) -> None:
    browser = Client()
    key = sent_by_page(browser)
    assert "session" not in browser.cookies and browser.cookies["reply"]["httponly"]
    assert browser.cookies["reply"]["path"] == "/speak-up/" and browser.cookies["reply"]["samesite"] == "Strict"
    gone = browser.post("/speak-up/sent/", {})
    assert gone["Location"] == "/speak-up/written-down/" and browser.cookies["reply"].value == ""
    assert browser.get("/speak-up/sent/").status_code == 404
    assert browser.get("/speak-up/answer/")["Location"] == "/speak-up/reply/"
    back = browser.post("/speak-up/reply/", {"key": f" {key.lower()} "})
    assert back["Location"] == "/speak-up/answer/"
    assert "The night staff sleep." in text(browser.get("/speak-up/answer/"))
    assert browser.post("/speak-up/answer/", {"text": ""}).status_code == 422
    assert browser.post("/speak-up/answer/", {"text": "On Tuesday too."}).status_code == 302
    assert "On Tuesday too." in text(browser.get("/speak-up/answer/"))
    assert browser.post("/speak-up/leave/", {}).status_code == 302
    assert browser.get("/speak-up/answer/")["Location"] == "/speak-up/reply/"


@pytest.mark.rows("GL-AL-13")
def test_the_page_for_everybody_gives_the_number_on_which_the_designated_officer_advises(house: Partnership) -> None:
    assert "ask for them" not in text(Client().get("/speak-up/")), "no number is made up where none is kept"
    Area.objects.filter(pk=house.area.pk).update(front_door_telephone="01632 960101")
    page = text(Client().get("/speak-up/"))
    assert 'href="tel:01632960101"' in page and "designated officer" in page and "/allegations/refer/" not in page
    assert "/allegations/refer/" in text(house.client(house.post_holder("teacher")).get("/speak-up/"))


def test_pressed_twice_it_is_one_concern_with_one_key(house: Partnership) -> None:
    browser, token = Client(), str(uuid.uuid4())
    browser.get("/speak-up/concern/")
    first, second = (browser.post("/speak-up/concern/", {**CONCERN, "form_token": token}) for _ in range(2))
    assert first["Location"] == second["Location"] == "/speak-up/sent/"
    assert Link.objects.count() == 1 and KEY.search(text(browser.get("/speak-up/sent/")))


def test_two_windows_send_two_concerns_with_two_keys(house: Partnership) -> None:
    browser = Client()
    assert sent_by_page(browser) != sent_by_page(browser)
    browser.cookies["reply"] = "forged"
    assert browser.get("/speak-up/sent/").status_code == 404
    answer = browser.post("/speak-up/concern/", CONCERN)  # without its cookie a new key is made
    assert answer.status_code == 302 and KEY.search(text(browser.get("/speak-up/sent/")))
    assert Link.objects.count() == 3


@pytest.mark.rows("HE-WB-03")
def test_nothing_of_the_browser_is_kept_and_a_signed_in_one_is_turned_away(house: Partnership) -> None:
    teacher = house.post_holder("teacher")
    browser = house.client(teacher)
    page = browser.get("/speak-up/concern/")
    assert "You are signed in here." in text(page) and "<textarea" not in text(page)
    assert browser.post("/speak-up/concern/", CONCERN).status_code == 200 and not Link.objects.exists()
    with journal_rows() as rows:
        sent_by_page(Client(REMOTE_ADDR="203.0.113.77", HTTP_USER_AGENT="A browser"))
    sent = seen(house.post_holder("business_manager"), Sending)
    kept = " ".join(str(getattr(sent, field.attname)) for field in Sending._meta.fields) + str(rows)
    assert "203.0.113" not in kept and "A browser" not in kept and not any("account:" in str(row) for row in rows)


def test_every_wrong_key_gets_the_same_answer_and_tries_are_counted(house: Partnership) -> None:
    spoken(house)
    browser = Client()
    answers = {
        re.sub(r'\s*value="[^"]*"', "", text(browser.post("/speak-up/reply/", {"key": key})))
        for key in ("", "7KQ4", "7KQ4-M9TX-2B8C-Y0HW-3NRD", "x" * 60)
    }
    assert len(answers) == 1 and public.WRONG in answers.pop()
    codes = [browser.post("/speak-up/reply/", {"key": "7KQ4"}).status_code for _ in range(public.TRIED)]
    assert codes[-1] == 429 and 422 in codes


@pytest.mark.parametrize("way", ["complaint", "child", "data", "access"])
@pytest.mark.rows("GL-VC-08", "GL-AU-10")
def test_each_other_way_in_is_sent_and_answered(house: Partnership, way: str) -> None:
    browser = Client()
    refused = browser.post(f"/speak-up/{way}/", {"told": "", "sender_name": "Ada"})
    assert refused.status_code == 422 and 'value="Ada"' in text(refused)
    sent_by_page(browser, way, sender_name="Ada Sample", sent_as="family", told="They did not talk to each other.")
    handler = house.post_holder("privacy_officer" if way in ("data", "access") else "business_manager")
    held = seen(handler, Matter)
    sent = seen(handler, Sending)
    assert (held.kind, sent.way, sent.sender_name) == (public.KIND[way], "named", "Ada Sample")
    assert sent.sent_as == {"complaint": "family", "child": "child"}.get(way, "other")


def test_an_unknown_way_in_is_not_there_and_another_area_is_chosen(house: Partnership) -> None:
    assert Client().get("/speak-up/elsewhere/").status_code == 404
    other = Area.objects.create(key="other", name="Othershire", local_pack="gloucestershire-2023")
    Organisation.objects.create(area=other, key="hall", name="Hall of Othershire", sector="other")
    page = text(Client().get("/speak-up/concern/?area=other"))
    assert "This goes to Othershire" in page and "Hall of Othershire" in page and "Testshire council" not in page
    assert "Nobody here can take this" in text(Client().post("/speak-up/concern/?area=other", CONCERN))


def test_the_pages_for_anybody_read_at_grade_six_and_those_for_children_at_four(house: Partnership) -> None:
    hard = {}
    for way, most in (("", 6.0), ("concern/", 6.0), ("complaint/", 6.0), ("child/", 4.0), ("data/", 6.0), ("access/", 6.0),
                      ("reply/", 6.0), ("written-down/", 6.0)):  # fmt: skip
        found = grade(words_of(text(Client().get(f"/speak-up/{way}"))), GIVEN | {"organisation", "organisations"})
        if found > most:
            hard[way] = round(found, 1)
    assert not hard


def test_what_came_by_letter_is_written_down_and_goes_to_whoever_has_no_part(house: Partnership) -> None:
    manager, privacy = house.post_holder("business_manager"), house.post_holder("privacy_officer")
    browser = house.client(manager)
    given = {
        "kind": "complaint", "sent_as": "family", "told": "By letter.", "sender_name": "Ada", "sent_at-day": "1",
        "sent_at-month": "10", "sent_at-year": "2025", "sent_at_time": "9am",
    }  # fmt: skip
    made = browser.post(f"{ROOM}new/", given)
    assert made.status_code == 302 and "SU-" in made["Location"]
    away = browser.post(f"{ROOM}new/", {**given, "named": manager.name})
    assert away.status_code == 302 and away["Location"] == ROOM
    assert seen(privacy, Matter).opened_at.year == 2025
    lacks = text(browser.post(f"{ROOM}new/", {"kind": "", "told": "By letter."}))
    assert "Enter when it came." in lacks and "Say what it is." in lacks and "their name" not in lacks
    lacks = text(browser.post(f"{ROOM}new/", {**given, "sender_name": ""}))
    assert "Write their name." in lacks and "Enter when it came." not in lacks
    assert "They do not say who they are" in lacks and "I do not say" not in lacks, "the desk writes of somebody else"


def test_every_step_has_its_page_for_whoever_has_it_and_for_nobody_else(house: Partnership) -> None:
    concern = spoken(house, child_at_risk="yes", named="somebody").acknowledged()
    asked = spoken(house, "privacy_officer", **request())
    asked.identified().listed()
    for case in (concern, asked):
        mine, strange = house.client(case.handler), house.client(house.post_holder("head_of_service"))
        at = f"{ROOM}{case.held.reference}/"
        assert mine.get(at).status_code == 200 and strange.get(at).status_code == 404
        for one in ACTS:
            assert mine.get(f"{at}{one.slug}/").status_code == 200, one.slug
            assert strange.get(f"{at}{one.slug}/").status_code == 404, one.slug


def test_the_page_says_what_is_next_at_each_stage(house: Partnership) -> None:
    case = spoken(house, child_at_risk="yes")
    browser = house.client(case.handler)

    def following() -> str:
        found = re.search(r"<strong>Next:</strong> (.*?)</p>", text(browser.get(f"{ROOM}{case.held.reference}/")))
        assert found
        return found.group(1)

    assert following() == "see to a child, today. A child at risk does not wait.", "before anything is written"
    case.acknowledged()
    assert following().startswith("see to a child")
    browser.post(f"{ROOM}{case.held.reference}/child/", {"welfare": "known", "welfare_why": "They know."})
    case.fresh()
    assert following().startswith("answer it")
    case.answered()
    assert following().startswith("close it")
    browser.post(f"{ROOM}{case.held.reference}/close/", {})
    assert following().startswith("nothing")


@pytest.mark.rows("GL-XN-05")
def test_opening_it_is_journalled_with_both_files(house: Partnership) -> None:
    case = spoken(house)
    with journal_rows() as rows:
        assert house.client(case.handler).get(f"{ROOM}{case.held.reference}/").status_code == 200
    opened = [row for row in rows if row["verb"] == "opened"]
    assert len(opened) == 1 and {case.held.case_file_id, case.held.sending.case_file_id} <= set(opened[0]["files"])


def test_lists_ask_no_more_as_they_grow(house: Partnership) -> None:
    case = spoken(house)
    browser, school = house.client(case.handler), Organisation.objects.get(key="school")

    def asked() -> tuple[int, ...]:
        pages = (
            ROOM, f"{ROOM}{case.held.reference}/", "/my-work/", f"{ROOM}procedures/", f"{ROOM}safe-recruitment/",
            reverse("speaking_up:agency", args=[school.key]),
        )  # fmt: skip
        return tuple(counted(lambda at=at: browser.get(at)) for at in pages)

    def more() -> None:
        spoken(house)
        for key in ("school", "police"):
            browser.post(f"{ROOM}procedures/new/", {"organisation": key, "where": "Here"})
            browser.post(
                f"{ROOM}safe-recruitment/{key}/ref-content/",
                {
                    "state": "in_place",
                    "evidence": "Seen.",
                    "seen_on-day": "1",
                    "seen_on-month": "10",
                    "seen_on-year": "2025",
                },
            )

    more()
    case.acknowledged()
    few = asked()
    for number in range(3):
        Organisation.objects.create(area=house.area, key=f"more-{number}", name=f"More {number}", sector="other")
        more()
        with seen_by(case.handler):
            Message.objects.create(
                case_file_id=case.held.sending.case_file_id, sending=case.held.sending, from_sender=True, text="More.",
                written_at=case.held.opened_at,
            )  # fmt: skip
    assert asked() == few


def test_the_registers_are_kept_in_pages(house: Partnership) -> None:
    manager, head = house.client(house.post_holder("business_manager")), house.client(house.post_holder("teacher"))
    assert "nothing is known of" in text(manager.get(f"{ROOM}procedures/"))
    refused = manager.post(f"{ROOM}procedures/new/?agency=school", {"organisation": "school", "works": "yes"})
    assert refused.status_code == 422 and "Say how you know" in text(refused)
    assert head.get(f"{ROOM}procedures/").status_code == 404
    assert head.get(f"{ROOM}safe-recruitment/police/").status_code == 404
    assert head.get(f"{ROOM}safe-recruitment/school/nothing/").status_code == 404
    noted = head.post(
        f"{ROOM}safe-recruitment/police-information/new/",
        {
            "candidate": "Candidate seven",
            "handled": "Safe.",
            "came_on-day": "1",
            "came_on-month": "10",
            "came_on-year": "2025",
        },
    )
    assert noted.status_code == 302 and "Candidate seven" in text(
        head.get(f"{ROOM}safe-recruitment/police-information/")
    )
    assert "Candidate seven" not in text(manager.get(f"{ROOM}safe-recruitment/police-information/"))


@pytest.mark.rows("HE-REC-01")
def test_an_agencys_page_says_what_is_next_what_is_late_and_what_was_said_so_far(house: Partnership) -> None:
    head, today = house.post_holder("teacher"), timezone.localdate()
    browser, at = house.client(head), f"{ROOM}safe-recruitment/school/"
    page = text(browser.get(at))
    assert "Next:</strong> say how this stands: the reference request says what to cover" in page
    assert "Late:</strong> nothing." in page and "HE is the Hertfordshire procedures" in page
    with seen_by(head):
        body = Organisation.objects.get(key="school")
        for element, days in (("ref-content", 30), ("check-done", -3)):
            said = {"state": "partly", "evidence": "Half of them.", "seen_on": today, "next_on": today + days * DAY}
            registers.say_element(by=head, organisation=body, element=element, given=said)
    page = text(browser.get(at))
    assert (
        "say how this stands: there is a criminal record check before anybody begins. It was to be looked at by" in page
    )
    assert "1 of 42 was to be looked at again." in page and "Half of them." in page
    form = text(browser.get(f"{at}check-done/"))
    assert "Said so far: partly in place" in form and "Half of them." in form
    assert "Said so far" not in text(browser.get(f"{at}panel-trained/"))
    other = text(house.client(house.post_holder("scrutineer")).get(at))
    assert "nothing for you. The agency itself says" in other and "Say how it stands" not in other
    unit = text(house.client(house.post_holder("business_manager")).get(f"{ROOM}safe-recruitment/"))
    assert "Something is said of 1 of" in unit and unit.index("Testshire school") < unit.index("Testshire police")


@pytest.mark.rows("HE-WB-01", "HE-WB-04")
def test_what_is_known_of_a_procedure_need_not_be_typed_again_but_its_check_is(house: Partnership) -> None:
    manager = house.post_holder("business_manager")
    browser, at = house.client(manager), f"{ROOM}procedures/new/?agency=school"
    assert "Staff pages" not in text(browser.get(at))
    with seen_by(manager):
        given = {"organisation": "school", "where": "Staff pages", "works": "yes", "works_why": "Two were asked."}
        registers.keep_procedure(by=manager, given=given)
    form = text(browser.get(at))
    assert 'value="Staff pages"' in form and "Two were asked." not in form
    assert "(checked" in text(browser.get(f"{ROOM}procedures/"))
