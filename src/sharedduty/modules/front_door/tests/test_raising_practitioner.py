"""A practitioner raises a concern: from the first page to the receipt, and what others see of it meanwhile."""

import datetime
import re
from typing import Any

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from sharedduty.foundations.access.api import PUBLIC, Account, CaseFile, seen_by
from sharedduty.foundations.forms.models import FormRecord, FormVersion
from sharedduty.foundations.process.api import Clock
from sharedduty.modules.front_door.models import Contact, ContactChild
from sharedduty.modules.front_door.tests.partnership import Partnership
from sharedduty.modules.front_door.tests.raising import (
    PAGES,
    add_child,
    begin,
    fill,
    fill_all,
    send,
    token,
    version_of,
)

pytestmark = pytest.mark.django_db


@pytest.mark.rows("GL-FD-01", "GL-FD-20", "WT-REF-01", "WT-REF-07", "WT-REF-08")
def test_a_teacher_raises_a_concern_and_gets_a_receipt(partnership: Partnership) -> None:
    teacher, worker = partnership.post_holder("teacher"), partnership.post_holder("front_door_worker")
    client = partnership.client(teacher)
    draft = begin(client)
    fill_all(client, draft)
    answer = send(client, draft)
    assert answer.status_code == 302, answer.content.decode()
    receipt = client.get(answer["Location"])
    assert receipt.status_code == 200
    with seen_by(worker):
        contact = Contact.objects.get()
        child = ContactChild.objects.get()
        assert (child.given_names, child.nhs_number, child.postcode) == ("Robin", "9990000018", "GL1 1AA")
        assert contact.referrer_id == teacher.appointment_id
        assert contact.identity_verified
        assert contact.concern_arose_at is not None
        assert set(Clock.objects.values_list("key", flat=True)) == {"referral.acknowledge", "referral.decision"}
        assert FormRecord.objects.get().submitted_at is not None
    assert contact.reference in receipt.content.decode()
    assert "by the end of" in receipt.content.decode()


def nothing(viewer) -> None:
    """The viewer sees no file, no form, no contact and no clock."""
    with seen_by(viewer):
        assert (CaseFile.objects.count(), FormRecord.objects.count(), FormVersion.objects.count()) == (0, 0, 0)
        assert (Contact.objects.count(), ContactChild.objects.count(), Clock.objects.count()) == (0, 0, 0)


def test_a_draft_is_its_authors_alone_from_the_first_save(partnership: Partnership) -> None:
    teacher, colleague = partnership.post_holder("teacher"), partnership.post_holder("teacher", 2)
    client = partnership.client(teacher)
    draft = begin(client)
    fill(client, draft, "worry")
    with seen_by(teacher):
        assert CaseFile.objects.get().team_id is None
    for other in (colleague, partnership.post_holder("front_door_worker"), partnership.post_holder("administrator")):
        nothing(other)
        browser = partnership.client(other)
        for page in ("", "worry/", "check/", "choose/", "files/", "children/"):
            assert browser.get(f"{draft}{page}").status_code == 404
        assert browser.post(f"{draft}worry/", {"what_happened": "changed"}).status_code == 404
        assert browser.post(f"{draft}worry/save/", {"autosave_field": "what_happened"}).status_code == 404
    nothing(PUBLIC)
    assert Client().get(draft).status_code == 302  # to be told how to get in; the same for what does not exist
    assert Client().get("/raise/draft/F-0000-0000/").status_code == 302


def test_nobody_without_a_second_factor_gets_in(partnership: Partnership) -> None:
    client = Client()
    account = Account.objects.get(pk=partnership.post_holder("teacher").account_id)
    client.force_login(account, "allauth.account.auth_backends.AuthenticationBackend")
    for address in ("/raise/new/", "/raise/mine/", "/raise/draft/F-0000-0000/"):
        assert client.get(address).status_code == 302


@pytest.mark.rows("GL-FD-02")
def test_danger_is_answered_before_any_form(partnership: Partnership) -> None:
    area = partnership.area
    area.front_door_telephone, area.out_of_hours_telephone = "01632 960 101", "01632 960 102"
    area.save()
    page = Client().get("/raise/").content.decode()
    first_form = page.index("short form")
    for words in ("tel:999", "tel:01632960101", "tel:01632960102"):
        assert page.index(words) < first_form


def test_a_page_answered_wrongly_comes_back_with_everything_typed(partnership: Partnership) -> None:
    client = partnership.client(partnership.post_holder("teacher"))
    draft = begin(client)
    answer = fill(client, draft, "worry", what_happened="", patterns="Every Monday", **{"arose_on-year": "2036"})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Every Monday" in page and 'value="2036"' in page
    assert 'href="#id_what_happened"' in page and 'href="#id_arose_on-day"' in page
    assert "must be today or in the past" in page and "Error: " in page
    assert "Every Monday" in client.get(f"{draft}worry/").content.decode()  # and is saved although it is not right yet


@pytest.mark.parametrize(("answers", "wrong"), [
    ({"birth_on-year": "1999"}, "care leaver"),
    ({"nhs_number": "999 000 0019"}, "fails its check digit"),
    ({"postcode": "nowhere"}, "full postcode"),
    ({"birth_known": ""}, "Say what you know about when they were born"),
    ({"birth_known": "unborn", "expected_on-day": "1", "expected_on-month": "1", "expected_on-year": "2031"}, "ten months"),
    ({"birth_known": "over_18"}, "Enter their date of birth"),
])  # fmt: skip
def test_impossible_facts_about_a_child_are_told_how_to_be_mended(partnership: Partnership, answers, wrong) -> None:
    client = partnership.client(partnership.post_holder("teacher"))
    answer = add_child(client, begin(client), **answers)
    assert answer.status_code == 422 and wrong in answer.content.decode()


@pytest.mark.parametrize(("answers", "held"), [
    ({"birth_known": "unborn", "given_names": "", "expected_on-day": "1", "expected_on-month": "3",
      "expected_on-year": "2027"}, {"unborn": True, "birth_on": None}),
    ({"birth_known": "unborn"}, {"unborn": True, "expected_on": None}),
    ({"birth_known": "about", "birth_about": "about 7"}, {"birth_about": "about 7", "birth_on": None}),
    ({"birth_known": "not_known"}, {"birth_on": None, "unborn": False}),
    ({"birth_known": "over_18", "birth_on_over_18-day": "1", "birth_on_over_18-month": "1",
      "birth_on_over_18-year": "2005"}, {"birth_on": datetime.date(2005, 1, 1)}),
    ({"registered_in_wales": "yes"}, {"registered_in_wales": True}),
])  # fmt: skip
@time_machine.travel(datetime.datetime(2026, 11, 23, 10, tzinfo=datetime.UTC), tick=False)
def test_the_exceptions_guidance_allows_have_a_way_to_be_said(partnership: Partnership, answers, held) -> None:
    teacher = partnership.post_holder("teacher")
    client = partnership.client(teacher)
    draft = begin(client)
    assert add_child(client, draft, **answers).status_code == 302
    for page in PAGES:
        fill(client, draft, page)
    assert send(client, draft).status_code == 302
    with seen_by(teacher):
        child = ContactChild.objects.get()
        assert {key: getattr(child, key) for key in held} == held


@pytest.mark.rows("WT-REF-16")
def test_one_concern_holds_several_children(partnership: Partnership) -> None:
    client = partnership.client(partnership.post_holder("teacher"))
    draft = begin(client)
    for name in ("Sam", "Alex"):
        add_child(client, draft, given_names=name)
    fill_all(client, draft)
    answer = send(client, draft)
    assert "about 3 children" in client.get(answer["Location"]).content.decode()
    with seen_by(partnership.post_holder("front_door_worker")):
        assert [one.given_names for one in ContactChild.objects.order_by("order")] == ["Sam", "Alex", "Robin"]


def test_an_unfinished_form_is_not_sent_and_says_what_is_missing(partnership: Partnership) -> None:
    client = partnership.client(partnership.post_holder("teacher"))
    draft = begin(client)
    answer = send(client, draft)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert f"{draft}consent/#id_consent" in page and f"{draft}children/#id_children" in page
    with seen_by(partnership.post_holder("teacher")):
        assert Contact.objects.count() == 0


def test_without_the_declaration_nothing_is_sent(partnership: Partnership) -> None:
    client = partnership.client(partnership.post_holder("teacher"))
    draft = begin(client)
    fill_all(client, draft)
    answer = client.post(f"{draft}check/", {"form_token": token(client.get(f"{draft}check/").content)})
    assert answer.status_code == 422 and "Tick the box" in answer.content.decode()


def test_the_same_form_sent_twice_is_one_concern_and_one_receipt(partnership: Partnership) -> None:
    client = partnership.client(partnership.post_holder("teacher"))
    draft = begin(client)
    fill_all(client, draft)
    page = {"declared": "on", "form_token": token(client.get(f"{draft}check/").content)}
    first, second = client.post(f"{draft}check/", page), client.post(f"{draft}check/", page)
    another_tab = client.post(f"{draft}check/", {**page, "form_token": ""})
    assert first["Location"] == second["Location"] == another_tab["Location"]
    assert client.get(draft)["Location"] == client.get(f"{draft}worry/")["Location"] == first["Location"]
    assert client.post(f"{draft}worry/", {"what_happened": "changed later"})["Location"] == first["Location"]
    with seen_by(partnership.post_holder("front_door_worker")):
        assert Contact.objects.count() == 1
        assert "changed later" not in str(FormRecord.objects.get().answers)


def test_two_tabs_that_change_one_answer_show_both_and_lose_neither(partnership: Partnership) -> None:
    client = partnership.client(partnership.post_holder("teacher"))
    draft = begin(client)
    seen = version_of(client, f"{draft}worry/")
    assert fill(client, draft, "worry", what_happened="Typed in the first tab").status_code == 302
    answer = client.post(f"{draft}worry/", {"what_happened": "Typed in the second tab", "version": seen})
    assert answer["Location"] == f"{draft}choose/"
    page = client.get(answer["Location"]).content.decode()
    assert "Typed in the first tab" in page and "Typed in the second tab" in page
    assert client.post(f"{draft}choose/", {}).status_code == 422
    assert client.post(f"{draft}choose/", {"choice-1": "set_aside"})["Location"] == draft
    assert "Typed in the second tab" in client.get(f"{draft}worry/").content.decode()
    assert "There is nothing to choose" in client.get(f"{draft}choose/").content.decode()


def test_autosave_keeps_each_field_and_tells_of_a_conflict(partnership: Partnership) -> None:
    client = partnership.client(partnership.post_holder("teacher"))
    draft = begin(client)
    at = version_of(client, f"{draft}worry/")

    def save(name: str, value: str, version: str) -> Any:
        sent = {"autosave_field": name, "autosave_version": version, name: value}
        return client.post(f"{draft}worry/save/", sent)

    first = save("what_happened", "Half a sent", at)
    assert first.status_code == 200 and first.json()["version"] != at
    second = save("arose_on-day", "2", first.json()["version"])
    assert "Half a sent" in client.get(f"{draft}worry/").content.decode()
    lost = save("what_happened", "Something else", at)
    assert lost.status_code == 409 and lost.json()["href"] == f"{draft}choose/"
    assert save("consent", "given", second.json()["version"]).status_code == 422
    assert client.get(f"{draft}worry/save/").status_code == 405


def test_autosave_of_a_child_goes_to_that_child(partnership: Partnership) -> None:
    client = partnership.client(partnership.post_holder("teacher"))
    draft = begin(client)
    address = client.post(f"{draft}children/", {"add": "1"})["Location"]
    sent = {"autosave_field": "given_names", "autosave_version": version_of(client, address), "given_names": "Sam"}
    assert client.post(f"{address}save/", sent).status_code == 200
    assert "Sam" in client.get(f"{draft}children/").content.decode()


def test_a_child_is_removed_and_a_removed_childs_page_is_gone(partnership: Partnership) -> None:
    client = partnership.client(partnership.post_holder("teacher"))
    draft = begin(client)
    address = client.post(f"{draft}children/", {"add": "1"})["Location"]
    client.post(f"{draft}children/", {"remove": address.rstrip("/").rsplit("/", 1)[-1]})
    assert client.get(address).status_code == 404
    assert "No children added yet" in client.get(f"{draft}children/").content.decode()
    assert client.post(f"{draft}children/", {"go_on": "1"}).status_code == 422


def test_signed_out_half_way_the_draft_is_there_after_signing_in_again(partnership: Partnership) -> None:
    teacher = partnership.post_holder("teacher")
    client = partnership.client(teacher)
    draft = begin(client)
    fill(client, draft, "worry", later="1")
    client.session.flush()
    again = partnership.client(teacher)
    assert draft in again.get("/raise/mine/").content.decode()
    assert "no coat" in again.get(f"{draft}worry/").content.decode()


def test_every_page_of_the_form_works_as_a_plain_page(partnership: Partnership) -> None:
    client = partnership.client(partnership.post_holder("teacher"))
    draft = begin(client)
    for page in (*PAGES, "children", "files"):
        answer = client.get(f"{draft}{page}/").content.decode()
        assert answer.count("<h1") == 1
        assert 'method="post"' in answer and 'type="submit"' in answer
    assert client.get(f"{draft}nothing/").status_code == 404


def test_a_file_that_is_refused_leaves_the_form_as_it_was(partnership: Partnership, settings, tmp_path) -> None:
    settings.PAPERS_DIR = tmp_path
    client = partnership.client(partnership.post_holder("teacher"))
    draft = begin(client)
    fill(client, draft, "worry")
    wrong = SimpleUploadedFile("letter.pdf", b"MZ a program")
    answer = client.post(f"{draft}files/", {"files": wrong, "add": "1"})
    assert answer.status_code == 422 and "is not what its name says" in answer.content.decode()
    right = SimpleUploadedFile("notes.txt", b"What Robin said")
    assert client.post(f"{draft}files/", {"files": right, "add": "1"}).status_code == 302
    page = client.get(f"{draft}files/").content.decode()
    assert "notes.txt" in page and "Not virus-scanned" in page
    assert "no coat" in client.get(f"{draft}worry/").content.decode()
    paper = re.search(r"/papers/([^/]+)/", page)
    assert paper and client.get(paper[0]).content == b"What Robin said"
    client.post(f"{draft}files/", {"remove": paper[1]})
    assert client.get(paper[0]).status_code == 404


@pytest.mark.rows("GL-FD-03")
def test_a_concern_told_by_telephone_first_says_when(partnership: Partnership) -> None:
    teacher = partnership.post_holder("teacher")
    client = partnership.client(teacher)
    draft = begin(client)
    rang = {"rang": "yes", "rang_on-day": "20", "rang_on-month": "11", "rang_on-year": "2026", "rang_at": "2.30pm"}
    fill_all(client, draft, danger={"danger_now": "yes", "danger_what": "Police are there.", **rang})
    answer = send(client, draft)
    assert "Call 999" in client.get(answer["Location"]).content.decode()
    with seen_by(teacher):
        contact = Contact.objects.get()
        assert contact.immediate_danger
        assert contact.telephoned_at and contact.telephoned_at.isoformat() == "2026-11-20T14:30:00+00:00"


@pytest.mark.rows("WT-REF-02")
def test_the_way_for_a_child_in_a_secure_setting_is_told_to_anybody(partnership: Partnership) -> None:
    page = " ".join(Client().get("/raise/").content.decode().split())
    assert "The child is locked up or in secure care" in page
    assert f"In {partnership.area.name} that is us" in page and "which council they come from" in page
