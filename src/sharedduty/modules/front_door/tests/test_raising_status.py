"""Following a concern: what its sender sees, and that nobody else sees it nor they anything of the working file."""

import re

import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from sharedduty.foundations.access.api import seen_by
from sharedduty.modules.front_door.actions import deciding, holding
from sharedduty.modules.front_door.models import Contact, Decision, Feedback, Note, Question
from sharedduty.modules.front_door.tests.partnership import Partnership, decide_all, prepare
from tests.counting import counted

pytestmark = pytest.mark.django_db


@pytest.fixture
def reference(partnership: Partnership) -> str:
    return partnership.contact("Robin", "Sam")


def plain(answer) -> str:
    """A page without its security tokens, which are fresh each time."""
    return re.sub(r'(value|token)="[0-9A-Za-z]{64}"', "", answer.content.decode())


@pytest.mark.parametrize("page", ["status", "sent"])
def test_only_its_sender_sees_a_concerns_status(partnership: Partnership, reference: str, page: str) -> None:
    address = f"/raise/{page}/{reference}/"
    assert partnership.client(partnership.post_holder("teacher")).get(address).status_code == 200
    others = [partnership.post_holder("teacher", 2), partnership.post_holder("gp"), partnership.post_holder("lado")]
    others += [partnership.post_holder("front_door_worker"), partnership.post_holder("administrator")]
    for other in others:
        browser = partnership.client(other)
        answer = browser.get(address)
        absent = browser.get(f"/raise/{page}/C-0000-0000/")
        assert answer.status_code == absent.status_code == 404
        assert plain(answer) == plain(absent)
        assert reference not in plain(answer)
        assert browser.post(address, {"answer": "words"}).status_code == 404
        assert reference not in browser.get("/raise/mine/").content.decode()
    assert Client().get(address).status_code == 302


def test_a_reference_is_read_as_people_type_it(partnership: Partnership, reference: str) -> None:
    browser = partnership.client(partnership.post_holder("teacher"))
    assert browser.get(f"/raise/status/{reference.lower().replace('-', ' ')}/").status_code == 200
    assert browser.get("/raise/status/nonsense/").status_code == 404


def test_a_former_post_holder_sees_no_more_of_it(partnership: Partnership, reference: str) -> None:
    teacher = partnership.post_holder("teacher")
    browser = partnership.client(teacher)
    from_then = timezone.localdate() - timezone.timedelta(days=1)
    seat = Contact._meta.get_field("referrer").related_model
    seat.objects.filter(pk=teacher.appointment_id).update(held_until=from_then)
    assert browser.get(f"/raise/status/{reference}/").status_code == 404
    with seen_by(teacher):
        assert Contact.objects.count() == 0


@pytest.mark.rows("GL-FD-20")
def test_how_far_it_is_shows_without_a_word_of_the_working_file(partnership: Partnership, reference: str) -> None:
    teacher, worker = partnership.post_holder("teacher"), partnership.post_holder("front_door_worker")
    browser = partnership.client(teacher)
    assert "Nobody has taken it up yet" in browser.get(f"/raise/status/{reference}/").content.decode()
    with seen_by(worker):
        contact = Contact.objects.get()
        prepare(worker, contact)
        holding.add_note(by=worker, contact=contact, kind="note", text="Known to the housing office as a secret")
        decide_all(worker, contact)
        assert Note.objects.exists() and Decision.objects.exists()
    page = browser.get(f"/raise/status/{reference}/").content.decode()
    assert "has decided what happens next" in page
    for secret in ("secret", "The school can help.", worker.name, "Wants to stay"):
        assert secret not in page
    with seen_by(teacher):
        assert (Note.objects.count(), Decision.objects.count()) == (0, 0)


@pytest.mark.rows("GL-FD-08")
def test_questions_are_answered_on_the_status_page(partnership: Partnership, reference: str) -> None:
    teacher, worker = partnership.post_holder("teacher"), partnership.post_holder("front_door_worker")
    browser, address = partnership.client(teacher), f"/raise/status/{reference}/"
    with seen_by(worker):
        contact = Contact.objects.get()
        holding.claim(by=worker, contact=contact)
        holding.return_to_sender(by=worker, contact=contact, text="Which sibling was there?")
    assert "Which sibling was there?" in browser.get(address).content.decode()
    blank = browser.post(address, {"answer": "  "})
    assert blank.status_code == 422 and 'href="#id_answer"' in blank.content.decode()
    assert browser.post(address, {"answer": "The younger one.\x00"}).status_code == 302
    assert "The younger one." in browser.get(address).content.decode()
    with seen_by(worker):
        assert Question.objects.get().answer == "The younger one."
        assert Contact.objects.get().stage == "in_hand"
    late = browser.post(address, {"answer": "Once more"})
    assert late.status_code == 422
    with seen_by(worker):
        assert Question.objects.get().answer == "The younger one."


@pytest.mark.rows("GL-CN-07", "GL-FD-20")
def test_what_was_decided_is_read_here_and_the_reading_is_kept(partnership: Partnership, reference: str) -> None:
    teacher, worker = partnership.post_holder("teacher"), partnership.post_holder("front_door_worker")
    with seen_by(worker):
        contact = Contact.objects.get()
        prepare(worker, contact)
        decide_all(worker, contact)
        told = {
            "outcome": "Early help", "reasons": "School can lead it.", "other_help": "The family hub.",
            "threshold_explained": "No sign of significant harm.",
        }  # fmt: skip
        children = list(contact.children.all())
        deciding.tell_referrer(by=worker, contact=contact, children=children, given=told, channel="page")
        assert not Feedback.objects.filter(read_at__isnull=False).exists()
    page = partnership.client(teacher).get(f"/raise/status/{reference}/").content.decode()
    for words in ("Robin Testwick", "Sam Testwick", "Early help", *("School can lead it.", "No sign of", "family hub")):
        assert words in page
    with seen_by(worker):
        assert Feedback.objects.filter(read_at__isnull=True).count() == 0
    browser, way = partnership.client(teacher), f"/front-door/contacts/{reference}/disagree/"
    assert way in page and browser.get(way).status_code == 200
    said = browser.post(way, {"why": "She is not safe.", "wanted": "Look again.", "version": ""})
    assert said.status_code == 302, said.content.decode()
    assert browser.get(said["Location"]).status_code == 200


def test_my_concerns_lists_what_i_sent_and_what_i_began(partnership: Partnership, reference: str) -> None:
    browser = partnership.client(partnership.post_holder("teacher"))
    browser.post("/raise/new/")
    page = browser.get("/raise/mine/").content.decode()
    assert reference in page and "Robin Testwick" in page and "/raise/draft/F-" in page


def test_what_was_sent_more_than_a_year_ago_stands_on_a_page_of_its_own(
    partnership: Partnership, reference: str
) -> None:
    teacher = partnership.post_holder("teacher")
    first = partnership.client(teacher).get("/raise/mine/").content.decode()
    assert reference in first and "?earlier" not in first
    with time_machine.travel(timezone.now() + timezone.timedelta(days=366)):
        browser = partnership.client(teacher)
        newer = partnership.contact("Robin")
        page = browser.get("/raise/mine/").content.decode()
        assert newer in page and reference not in page and "in the last year: 1" in page and "?earlier=1" in page
        earlier = browser.get("/raise/mine/?earlier=1").content.decode()
        assert reference in earlier and newer not in earlier and "more than a year ago: 1" in earlier


def test_the_list_asks_the_database_no_more_as_it_grows(partnership: Partnership) -> None:
    browser = partnership.client(partnership.post_holder("teacher"))
    for _ in range(2):
        partnership.contact("Robin")
    few = counted(lambda: browser.get("/raise/mine/"))
    for _ in range(6):
        partnership.contact("Robin", "Sam")
    assert counted(lambda: browser.get("/raise/mine/")) == few < 60


def test_a_sender_may_add_to_the_file_but_works_it_no_more(partnership: Partnership, reference: str) -> None:
    teacher = partnership.post_holder("teacher")
    with seen_by(teacher):
        file = Contact.objects.get().case_file
        grants = type(file)._meta.apps.get_model("access", "Grant").objects.filter(case_file=file)
        now = {(one.level, one.until is None) for one in grants}
    assert now == {("work", False), ("contribute", True)}
