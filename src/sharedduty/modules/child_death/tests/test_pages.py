"""The pages: what is next, the receipt, the panel, the list; who opens what; that they ask no more as they grow."""

import re

import pytest
from django.utils import timezone

from sharedduty.foundations.access.api import seen_by
from sharedduty.foundations.people.api import register_person
from sharedduty.modules.child_death.actions import gathering, panel, settling
from sharedduty.modules.child_death.models import ChildDeath, DeathNotice
from sharedduty.modules.child_death.queries import choices, reading
from sharedduty.modules.child_death.queries.meetings import MEETINGS, PANELS
from sharedduty.modules.child_death.queries.records import files_about
from sharedduty.modules.child_death.tests.scenes import SITTING, Death, notified, opened, response, scope
from tests.counting import counted
from tests.journalled import journal_rows

pytestmark = pytest.mark.django_db
ROOM = "/child-deaths/"


def page_of(death: Death) -> str:
    return f"{ROOM}{death.held.reference}/"


def text(answer) -> str:
    return " ".join(answer.content.decode().split()).replace("&#39;", "'")


@pytest.mark.rows("WT-CDR-21", "HE-CDR-08")
def test_anyone_notifies_in_pages_and_what_was_typed_is_kept(house) -> None:
    browser = house.client(house.post_holder("teacher"))
    refused = browser.post(f"{ROOM}notify/", {"given_names": "Robin", "what_happened": "Found lifeless."})
    assert (
        refused.status_code == 422
        and "Found lifeless." in text(refused)
        and "Say whether the child died" in text(refused)
    )
    today = timezone.localdate()
    sent = {
        "kind": "death", "given_names": "Robin", "family_name": "Testwick", "home": "4 Invented Row", "place": "At home",
        "what_happened": "Found lifeless.", "coroner_told": "not_known", "happened_on-day": today.day,
        "happened_on-month": today.month, "happened_on-year": today.year,
    }  # fmt: skip
    answer = browser.post(f"{ROOM}notify/", sent)
    assert answer.status_code == 302 and "It was received on" in text(browser.get(answer["Location"]))
    assert "Received" in text(browser.get(f"{ROOM}notices/"))
    unit = house.client(house.post_holder("business_manager"))
    page = text(unit.get(answer["Location"]))
    assert re.search(r'value="new"[^>]* checked', page), "no death is like it: the one answer there is, is chosen"
    assert "A death that is not on record yet" in page and "Teacher 1" in text(unit.get(ROOM))
    taken = unit.post(answer["Location"], {"which": "new"})
    assert taken.status_code == 302 and taken["Location"].startswith(f"{ROOM}DT-")
    assert "Say whether this death is reviewed here" in text(unit.get(taken["Location"]))
    assert unit.post(answer["Location"], {"which": "new"}).status_code == 404
    assert browser.get(taken["Location"]).status_code == 404


@pytest.mark.rows("WT-CDR-21")
def test_another_notice_is_taken_in_where_one_waits_and_an_empty_form_says_what_is_missing(death: Death) -> None:
    browser, link = death.house.client(death.unit), f'href="{page_of(death)}take-in/"'
    assert link not in text(browser.get(page_of(death))), "no notice waits"
    notified(death.house, "teacher", given_names="Robyn", birth_on=None)
    assert link in text(browser.get(page_of(death)))
    refused = browser.post(f"{page_of(death)}take-in/", {})
    assert refused.status_code == 422 and "Choose the notice." in text(refused) and "Say why." in text(refused)
    assert "taken in before" not in text(refused)


def test_what_is_next_follows_the_record(death: Death) -> None:
    browser = death.house.client(death.unit)

    def following() -> str:
        return text(browser.get(page_of(death))).partition("Next:</strong>")[2].partition("</p>")[0]

    assert "Say whether this death is reviewed here" in following()
    death.settled()
    assert "Name the family's key contact" in following()
    death.family("key_contact", "booklet")
    assert "Ask the agencies what they know" in following()
    death.asked()
    assert "Call and hold the review meeting" in following()
    made = death.meeting(MEETINGS, (("health_mash", "health"), ("police_mash", "police"), ("social_worker", "lead")))
    assert "Record the review meeting" in following()
    with seen_by(death.unit):
        gathering.take_in_meeting(by=death.unit, held=death.held, given={"meeting": made.reference})
    assert "Finish the draft of the analysis form" in following()
    death.form(finish=False)
    assert "Finish the draft of the analysis form, below" in following()
    with seen_by(death.unit):
        gathering.finish_form(by=death.unit, record=death.held.written_forms.get().form)
    assert "Record the joint agency response" in following()
    death.work("response")
    assert "Say whether the death is to be considered as a serious incident" in following()
    death.work("safeguarding")
    assert "Put it to the panel" in following()
    death.panel_signed()
    with seen_by(death.unit):
        panel.put_to_panel(by=death.unit, held=death.held)
    assert "Call and hold the panel" in following()
    death.sheet()
    assert "Record what the panel found" in following()
    death.concluded()
    assert "Have the family told what was found" in following()
    death.family("told_result").work("feedback")
    assert "Give out what was learned, without names" in following()
    death.given_out().work("ncmd")
    assert "Close the review" in following()


@pytest.mark.rows("GL-CD-20", "GL-CD-17")
def test_a_member_signs_in_pages_and_then_reads_the_case(death: Death) -> None:
    death.at_panel()
    unit, worker = death.house.client(death.unit), death.house.post_holder("social_worker")
    sent = {"seat": "social_care", "part": "core", "email": worker.email, "name": "", "body": "", "deputy_of": ""}
    assert "Nobody in post here" in text(unit.post(f"{ROOM}panel/new/", {**sent, "email": "no@example.org"}))
    assert unit.post(f"{ROOM}panel/new/", sent).status_code == 302
    assert "Not signed" in text(unit.get(f"{ROOM}panel/"))
    browser = death.house.client(worker)
    assert "Sign the confidentiality agreement" in text(browser.get("/my-work/"))
    assert browser.get(page_of(death)).status_code == 404
    listed = text(browser.get(f"{ROOM}panel/"))
    at = f"{ROOM}panel/DM-" + listed.partition(f"{ROOM}panel/DM-")[2].partition('"')[0]
    refused = browser.post(at, {})
    assert refused.status_code == 422 and "Tick the box to sign" in text(refused)
    assert browser.post(at, {"agrees": "on"}).status_code == 302
    page = text(browser.get(page_of(death)))
    assert "Did you know this child" in page and "Record what the panel found" not in page
    assert browser.get(f"{page_of(death)}conclude/").status_code == 404
    assert death.held.reference in text(browser.get(f"{ROOM}?show=panel"))


@pytest.mark.rows("GL-CD-17")
def test_the_panel_has_the_seats_that_the_arrangements_publish(death: Death) -> None:
    """Twelve numbered places of the 2019 text, the chair's own among them, and those it names for co-option (L1846-1880)."""
    today, area = timezone.localdate(), death.held.area.local_pack
    seats = choices.seats(today, area)
    assert list(seats) == [
        "chair", "public_health", "social_care", "police", "designated_doctor", "health_partner", "gp", "ambulance", "coroner",
        "manager", "education", "lay", "administration", "co_opted", "observer",
    ]  # fmt: skip
    assert set(seats) <= set(choices.SEATS), "a seat that no meeting of the panel knows"
    assert len(choices.co_opted(today, area)) == 16
    assert choices.seats(today, "") == choices.seats(today, "nowhere") == choices.SEATS
    assert not choices.co_opted(today, "")
    unit, worker = death.house.client(death.unit), death.house.post_holder("social_worker")
    asked = text(unit.get(f"{ROOM}panel/new/"))
    assert "Named nurse" not in asked and "Paediatric pathologist" in asked
    gap = f"<li>{seats['social_care']}</li>"
    assert gap in text(unit.get(f"{ROOM}panel/")) and "<li>Observer</li>" not in text(unit.get(f"{ROOM}panel/"))
    sent = {"seat": "social_care", "part": "core", "email": worker.email, "name": "", "body": "", "deputy_of": ""}
    assert unit.post(f"{ROOM}panel/new/", sent).status_code == 302
    assert gap not in text(unit.get(f"{ROOM}panel/"))
    assert "Seats that nobody holds" not in text(death.house.client(worker).get(f"{ROOM}panel/"))


def test_roles_without_a_seat_see_no_death(death: Death) -> None:
    death.at_panel()
    for role in ("teacher", "social_worker", "head_of_service", "front_door_worker", "administrator", "scrutineer"):
        by = death.house.post_holder(role)
        assert death.house.client(by).get(page_of(death)).status_code == 404, role
        with seen_by(by):
            assert not ChildDeath.objects.exists(), role


def _asks_no_more(death: Death, at: str, grow) -> None:
    browser = death.house.client(death.unit)
    grow()
    few = counted(lambda: browser.get(at))
    for _ in range(4):
        grow()
    assert 5 < counted(lambda: browser.get(at)) <= few < 160


def test_the_lists_ask_no_more_of_the_database_as_they_grow(death: Death) -> None:
    def grow() -> None:
        opened(death.house)
        notified(death.house, "teacher")

    _asks_no_more(death, ROOM, grow)
    numbers = iter(range(2, 20))
    _asks_no_more(death, f"{ROOM}panel/", lambda: death.house.post_holder("gp", number := next(numbers)) and death.member(
        "gp", "gp", email=f"gp{number}@example.org"))  # fmt: skip


def test_the_page_asks_no_more_as_it_grows(death: Death) -> None:
    death.met()

    def grow() -> None:
        death.family("told").work("other")
        death.form("child-death-supplementary", {}, finish=False)
        with seen_by(death.unit):
            given = {"kind": "other", "event_at": timezone.now(), "received_at": timezone.now(), "words": ""}
            gathering.note_incoming(by=death.unit, held=death.held, given=given)

    _asks_no_more(death, page_of(death), grow)


def test_every_opening_is_journalled_with_its_files(death: Death) -> None:
    browser = death.house.client(death.unit)
    with journal_rows() as rows:
        browser.get(page_of(death))
        browser.get(ROOM)
    shown = [(row["verb"], row["object_type"]) for row in rows if death.held.case_file_id in (row["files"] or [])]
    assert ("opened", "child death") in shown and ("listed", "child deaths") in shown


def test_the_files_about_a_child_take_in_the_death_and_a_search_finds_it(death: Death) -> None:
    worker = death.house.post_holder("front_door_worker")
    with seen_by(worker):
        person = register_person(
            by=worker, area_id=death.house.area.pk, given_names="Robin", birth_on=timezone.localdate()
        )
    with seen_by(death.unit):
        ChildDeath.objects.filter(pk=death.held.pk).update(person=person)
        assert [one.pk for one in files_about(death.unit, [person.pk])] == [death.held.case_file_id]
        assert list(reading.found_by(death.unit, "Robin Testwick")) == [death.held]
        assert not reading.found_by(death.unit, "Quillonette").exists()
        assert DeathNotice.objects.count() == 1


@pytest.mark.rows("WT-CDR-24")
def test_scope_and_response_are_asked_in_pages(death: Death) -> None:
    browser = death.house.client(death.unit)
    refused = browser.post(f"{page_of(death)}scope/", {"reasons": "He lived here."})
    assert refused.status_code == 422 and "Answer this: The child was born alive" in text(refused)
    sent = {name: value for name, value in scope().items() if value is not None}
    assert browser.post(f"{page_of(death)}scope/", sent).status_code == 302
    assert browser.post(f"{page_of(death)}response/", response()).status_code == 302
    page = text(browser.get(page_of(death)))
    assert "Yes, a joint response" in page and "This area" in page


@pytest.mark.rows("GL-CD-22")
def test_a_name_in_what_goes_out_is_refused_beside_its_field(death: Death) -> None:
    death.as_far_as("reviewed")
    browser = death.house.client(death.unit)
    sent = {"title": "Where babies sleep", "learning": "Robin slept on a sofa.", "for_whom": "Midwives"}
    refused = browser.post(f"{page_of(death)}give-out/", sent)
    assert refused.status_code == 422 and "A name of the child stands in it: “Robin”" in text(refused)
    assert browser.post(f"{page_of(death)}give-out/", {**sent, "learning": "On a sofa."}).status_code == 302
    assert "On a sofa." in text(browser.get(f"{ROOM}learning/DL-" + text(browser.get(f"{ROOM}learning/")).partition(
        f"{ROOM}learning/DL-")[2].partition('"')[0]))  # fmt: skip


@pytest.mark.rows("WT-CDR-29")
def test_the_panels_meeting_has_its_pages(death: Death) -> None:
    death.at_panel()
    browser = death.house.client(death.unit)
    page = text(browser.get(f"/child-death-panel/new/?about={death.held.reference}"))
    assert "Partner 1" in page and "Gp 1" in page
    made = death.meeting(PANELS, SITTING)
    assert death.held.reference in text(browser.get(f"/child-death-panel/{made.reference}/"))
    assert death.house.client(death.house.post_holder("teacher")).get(
        f"/child-death-panel/{made.reference}/").status_code == 404  # fmt: skip


@pytest.mark.rows("WT-CDR-23")
def test_the_five_aims_of_the_response_are_a_list_that_shows_what_was_done_for_each(death: Death) -> None:
    browser, at = death.house.client(death.unit), f"/child-deaths/{death.held.reference}/"

    def aims() -> dict[str, str]:
        shown = browser.get(at).content.decode()
        if "The five aims of the response" not in shown:
            return {}
        listed = shown.split("The five aims of the response", 1)[1].split("</ul>")[0]
        lines = [" ".join(re.sub(r"<[^>]+>", " ", one).split()) for one in listed.split("<li>")[1:]]
        return {one.partition("Aim: ")[2]: one.partition("Aim: ")[0].strip() for one in lines}

    assert aims() == {}, "no response is decided on yet"
    death.settled()
    assert list(aims().values()) == ["Nothing yet"] * 5
    assert set(aims()) == {
        "find why the child died, as far as can be", "find what could be changed", "the family is supported",
        "learn what helps other children", "every duty in law is met",
    }  # fmt: skip
    form = browser.get(f"{at}done/").content.decode()
    for number, code in enumerate(("aim_cause", "aim_factors", "aim_support", "aim_lessons", "aim_duties"), 1):
        assert f'value="{code}"' in form
        death.work(code)
        assert list(aims().values()).count("Recorded") == number


@pytest.mark.rows("WT-CDR-24")
def test_a_death_without_a_joint_response_has_no_aims_to_tick(death: Death) -> None:
    with seen_by(death.unit):
        settling.judge_scope(by=death.unit, held=death.held, given=scope())
        settling.judge_response(by=death.unit, held=death.held, given=response("no"))
    shown = death.house.client(death.unit).get(f"/child-deaths/{death.held.reference}/").content.decode()
    assert "The five aims of the response" not in shown
