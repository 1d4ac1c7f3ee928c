"""The pages as each kind of person meets them: who reads what, the log and its export, the sheet, and refusals in words."""

import datetime
import re

import pytest
from django.utils import timezone

from sharedduty.foundations.access.api import CaseFile, exclude, seen_by
from sharedduty.foundations.access.models import Grant
from sharedduty.foundations.design.dates import day_words
from sharedduty.foundations.people.api import register_person
from sharedduty.foundations.process.api import Clock
from sharedduty.modules.serious_incident.actions import considering
from sharedduty.modules.serious_incident.models import RequestToConsider, SeriousIncident
from sharedduty.modules.serious_incident.queries.records import files_about
from sharedduty.modules.serious_incident.tests.scenes import CHILD, Case, asked, opened
from tests.counting import counted
from tests.journalled import journal_rows

pytestmark = pytest.mark.django_db
ROOM = "/serious-incidents/"


def page_of(case: Case) -> str:
    return f"{ROOM}{case.held.reference}/"


def text(answer) -> str:
    body = b"".join(answer.streaming_content) if answer.streaming else answer.content
    return " ".join(body.decode().split())


@pytest.mark.rows("WT-INC-08")
def test_whoever_asked_reads_the_request_and_the_answer_and_nothing_of_the_incident(house) -> None:
    request = asked(house)
    case = opened(house, request=request.reference, aware_at=request.asked_at, what_happened="Quillonette was found.")
    case.child(given_names="Quillonette")
    teacher = house.client(house.post_holder("teacher"))
    page = text(teacher.get(f"{ROOM}requests/{request.reference}/"))
    assert "The council took it in" in page and "Quillonette" not in page and case.held.reference not in page
    assert teacher.get(page_of(case)).status_code == 404 and teacher.get(ROOM).status_code == 404
    assert request.reference in text(teacher.get(f"{ROOM}requests/"))
    colleague = house.client(house.post_holder("teacher", 2))
    assert colleague.get(f"{ROOM}requests/{request.reference}/").status_code == 404
    assert request.reference not in text(colleague.get(f"{ROOM}requests/"))


def test_a_request_once_sent_is_read_only_for_whoever_asked_in_the_database_too(house) -> None:
    request = asked(house)
    teacher = house.post_holder("teacher")
    with seen_by(teacher):
        # All of a test is one transaction, in which the database's clock stands: what ended in it is told from the rows.
        standing = Grant.objects.filter(case_file=request.case_file, until=None).values_list("level", "appointment_id")
        assert list(standing) == [("read", teacher.appointment_id)]


def test_the_database_decides_who_has_which_incident(case: Case, delegates) -> None:
    house = case.house

    def sees(viewer) -> int:
        with seen_by(viewer):
            return SeriousIncident.objects.count()

    assert [sees(one) for one in delegates.values()] == [1, 1, 1]
    assert sees(house.post_holder("head_of_service")) == sees(house.post_holder("business_manager")) == 1
    for role in ("social_worker", "front_door_manager", "police_mash", "teacher", "scrutineer", "administrator"):
        assert sees(house.post_holder(role)) == 0, role
    assert sees(house.post_holder("partner", 31, "school")) == 0, (
        "who speaks for no safeguarding partner is given nothing"
    )
    shut = delegates["police"]
    with seen_by(case.head):
        file = CaseFile.objects.get(pk=case.held.case_file_id)
        exclude(by=case.head, file=file, reason="conflict", account_id=shut.account_id)
    assert sees(shut) == 0


@pytest.mark.rows("GL-SN-11", "GL-SN-14")
def test_the_log_has_every_incident_with_its_reasons_and_who_disagreed_and_leaves_as_csv(house, delegates) -> None:
    told = opened(house).ready().notified()
    not_told = opened(house)
    not_told.child(given_names="Quillonette")
    not_told.views(health="notifiable", police="not_notifiable", local_authority="not_notifiable")
    not_told.decided("not_notifiable", reasons="=HYPERLINK(1) harm was not serious")
    browser = house.client(house.post_holder("business_manager"))
    page = text(browser.get(f"{ROOM}log/"))
    assert told.held.reference in page and not_told.held.reference in page
    assert "harm was not serious" in page and "The integrated care board" in page and "in time" in page
    lines = text(browser.get(f"{ROOM}log.csv"))
    assert "'=HYPERLINK(1) harm was not serious" in lines and "N-1234" in lines and "Quillonette" not in lines
    assert not_told.held.reference in text(house.client(delegates["health"]).get(f"{ROOM}log.csv"))


def test_the_log_asks_no_more_of_the_database_as_it_grows(house) -> None:
    browser = house.client(house.post_holder("business_manager"))
    for _ in range(2):
        opened(house).child()
    few = counted(lambda: browser.get(f"{ROOM}log/"))
    for _ in range(6):
        opened(house).child()
    assert 5 < counted(lambda: browser.get(f"{ROOM}log/")) <= few < 100


@pytest.mark.rows("GL-SN-01", "WT-INC-04")
def test_a_whole_incident_in_pages(house) -> None:
    browser = house.client(house.post_holder("head_of_service"))
    now = timezone.localtime() - datetime.timedelta(hours=1)
    moment = {
        "aware_at-day": now.day,
        "aware_at-month": now.month,
        "aware_at-year": now.year,
        "aware_at_time": f"{now:%H:%M}",
    }
    refused = browser.post(f"{ROOM}new/", {"what_happened": "He was found.", **moment})
    assert refused.status_code == 422 and "Say where it happened." in text(refused) and "He was found." in text(refused)
    sent = {"what_happened": "He was found.", "place": "abroad", "source": "council", **moment}
    page = browser.post(f"{ROOM}new/", sent)
    assert page.status_code == 302 and page["Location"].startswith(f"{ROOM}SI-")
    at = page["Location"]
    child = {"given_names": "Robin", "part": "died", "abuse": "known", "care": "looked_after"}
    refused = browser.post(f"{at}child-new/", child)
    assert refused.status_code == 422 and "Enter the day the child died." in text(refused)
    day = {"died_on-day": now.day, "died_on-month": now.month, "died_on-year": now.year}
    assert browser.post(f"{at}child-new/", {**child, **day}).status_code == 302
    shown = text(browser.get(at))
    assert "Outside England" in shown and "of the death of Robin" in shown and "Notify the Panel" in shown
    assert "The Panel shares what you send with Ofsted" not in shown


@pytest.mark.rows("WT-INC-01", "GL-SN-04")
def test_what_is_still_to_do_leads_to_its_page_for_whoever_may_do_it_and_the_child_is_named_first(
    case: Case, delegates
) -> None:
    head, step = case.house.client(case.head), f'href="{page_of(case)}'
    before = text(head.get(page_of(case)))
    assert re.search(rf'<a href="{page_of(case)}child-new/" role="button"', before), "nothing is decided about nobody"
    assert f'{step}child-new/">Name every child of the incident</a>' in before and "No child named yet" in before
    assert f'{step}safety/">Look to the safety of each living child' in before
    read_only = text(case.house.client(delegates["health"]).get(page_of(case)))
    assert "Look to the safety of each living child" in read_only and f"{step}safety/" not in read_only
    case.child()
    after = text(head.get(page_of(case)))
    assert re.search(rf'<a href="{page_of(case)}decide/" role="button"', after)
    assert '<p class="sd-identity__name">Robin Testwick</p>' in after, (
        "the page is about a child, not about a reference"
    )


@pytest.mark.rows("GL-SN-04")
def test_a_decision_without_its_outcome_is_sent_back_and_decides_nothing(case: Case) -> None:
    case.child()
    browser = case.house.client(case.head)
    given = {"abuse_met": "yes", "harm_met": "no", "place_met": "yes", "reasons": "The hospital.", "decided_by": "H. Exemplar",
             "without_views": "None came."}  # fmt: skip
    refused = browser.post(f"{page_of(case)}decide/", given)
    assert refused.status_code == 422 and "Say what is decided: notifiable or not." in text(refused)
    with seen_by(case.head):
        assert SeriousIncident.objects.get(pk=case.held.pk).stage == "considered"


@pytest.mark.rows("WT-INC-08", "WT-INC-04")
def test_a_request_says_by_which_day_the_council_decides_and_the_list_says_whom_it_is_about(house) -> None:
    request = asked(house)
    teacher = house.client(house.post_holder("teacher"))
    with seen_by(house.post_holder("teacher")):
        due = Clock.objects.get(record=request.reference).due_at
    page = text(teacher.get(f"{ROOM}requests/{request.reference}/"))
    assert f"five working days: until the end of {day_words(due)}." in page
    assert "Robin Testwick, about 4" in text(teacher.get(f"{ROOM}requests/"))


@pytest.mark.rows("WT-INC-09", "WT-INC-02")
def test_what_is_known_stands_beside_the_step(case: Case) -> None:
    case.ready()
    browser = case.house.client(case.head)
    assert "shares what you send with Ofsted and the Department for Education" in text(
        browser.get(f"{page_of(case)}notify/")
    )
    second = opened(case.house)
    second.child()
    assert "That a child got better does not rule it out" in text(browser.get(f"{page_of(second)}decide/"))


@pytest.mark.rows("GL-SN-08", "WT-INC-10")
def test_the_sheet_is_written_saved_as_it_is_left_and_printed_whole(case: Case) -> None:
    case.child(given_names="Quillonette")
    browser = case.house.client(case.head)
    at = f"{page_of(case)}write/sender/"
    assert browser.get(at).status_code == 200
    saved = browser.post(
        f"{at}save/", {"autosave_field": "sender_name", "sender_name": "Hadley Exemplar", "autosave_version": "1"}
    )
    assert saved.status_code == 200, text(saved)
    assert (
        browser.post(at, {"sender_name": "Hadley Exemplar", "sender_post": "Head", "version": "2"}).status_code == 302
    )
    with seen_by(case.head):
        child = case.held.children.get().reference
    there = f"{page_of(case)}children/{child}/write/child/"
    assert browser.post(there, {"ethnicity": "Mixed", "version": "1"}).status_code == 302
    sheet = text(browser.get(f"{page_of(case)}sheet/"))
    for words in (
        "Hadley Exemplar",
        "Mixed",
        "Quillonette Testwick",
        "A child was found unconscious.",
        "Still to write",
    ):
        assert words in sheet, words
    partner = case.house.client(case.house.post_holder("business_manager"))
    assert partner.get(at).status_code == 404 and partner.get(f"{page_of(case)}sheet/").status_code == 200


def test_more_than_four_children_are_warned_of_on_the_sheet(case: Case) -> None:
    for name in ("Ash", "Birch", "Cedar", "Dogwood", "Elm"):
        case.child(given_names=name)
    browser = case.house.client(case.head)
    assert "takes four children in one notice" in text(browser.get(f"{page_of(case)}sheet/"))


def test_a_delegate_finds_what_waits_on_my_work_and_gives_a_view(case: Case, delegates) -> None:
    browser = case.house.client(delegates["health"])
    assert "Say whether an incident is notifiable" in text(browser.get("/my-work/"))
    sent = browser.post(f"{page_of(case)}view/", {"view": "unsure", "reasons": "The scan is awaited."})
    assert sent.status_code == 302
    assert "The scan is awaited." in text(browser.get(page_of(case)))
    assert "Say whether an incident is notifiable" not in text(browser.get("/my-work/"))
    assert browser.get(f"{page_of(case)}decide/").status_code == 404


def test_an_incident_is_raised_from_a_childs_record_and_from_a_contact(house) -> None:
    worker = house.post_holder("front_door_worker")
    reference = house.contact("Robin")
    browser = house.client(worker)
    assert f"{ROOM}requests/ask/?about={reference}" in text(browser.get(f"/front-door/contacts/{reference}/"))
    with seen_by(worker):
        person = register_person(
            by=worker,
            area_id=house.area.pk,
            given_names="Quillonette",
            family_name="Testwick",
            birth_on=datetime.date(2019, 5, 4),
        )
    assert f"{ROOM}requests/ask/?about={person.reference}" in text(browser.get(f"/people/{person.reference}/"))
    form = text(browser.get(f"{ROOM}requests/ask/?about={person.reference}"))
    assert "Quillonette Testwick, born 4 May 2019" in form
    stranger = text(house.client(house.post_holder("teacher")).get(f"{ROOM}requests/ask/?about={person.reference}"))
    assert "Quillonette" not in stranger


def test_a_request_is_sent_once_however_often_the_form_is(house) -> None:
    browser = house.client(house.post_holder("gp"))
    page = browser.get(f"{ROOM}requests/ask/")
    found = re.search(r'name="form_token" value="([0-9a-f-]{36})"', text(page))
    assert found
    sent = {
        "children_words": "Robin", "what_happened": "Found.", "why": "Bruises.", "safe_now": "Yes.", "source": "agency",
        "form_token": found[1],
    }  # fmt: skip
    first, second = (browser.post(f"{ROOM}requests/ask/", sent) for _ in range(2))
    assert first.status_code == second.status_code == 302 and first["Location"] == second["Location"]
    head = house.post_holder("head_of_service")
    with seen_by(head):
        assert RequestToConsider.objects.count() == 1 == Clock.objects.filter(key="sin.panel").count()


def test_every_opening_is_journalled_with_its_files(case: Case) -> None:
    browser = case.house.client(case.head)
    with journal_rows() as rows:
        browser.get(page_of(case))
        browser.get(f"{ROOM}log.csv")
    shown = [(row["verb"], row["object_type"]) for row in rows if case.held.case_file_id in (row["files"] or [])]
    assert ("opened", "serious incident") in shown and ("listed", "serious incidents") in shown


def test_the_files_about_a_child_are_the_incident_and_what_led_to_it(house) -> None:
    request = asked(house)
    case = opened(house, request=request.reference, aware_at=request.asked_at)
    worker = house.post_holder("front_door_worker")
    with seen_by(worker):
        person = register_person(
            by=worker, area_id=house.area.pk, given_names="Robin", birth_on=datetime.date(2019, 5, 4)
        )
    with seen_by(case.head):
        considering.name_child(by=case.head, held=case.held, given=CHILD, person=person)
        assert {one.pk for one in files_about(case.head, [person.pk])} == {case.held.case_file_id, request.case_file_id}
