"""Ways in without an account: an e-mailed link for professionals, and the short form."""

import datetime
import re

import pytest
import time_machine
from django.core import mail
from django.core.cache import cache
from django.test import Client

from sharedduty.foundations.access.api import PUBLIC, seen_by
from sharedduty.foundations.access.api import links as mailed
from sharedduty.foundations.access.models import CaseFile, Link
from sharedduty.foundations.access.recognition import link_viewer
from sharedduty.foundations.forms.models import FormRecord
from sharedduty.modules.front_door.actions import protecting
from sharedduty.modules.front_door.models import Contact, ContactChild
from sharedduty.modules.front_door.tests.partnership import Partnership, decide_all, prepare
from sharedduty.modules.front_door.tests.raising import begin, fill, fill_all, send, token
from sharedduty.modules.front_door.tests.test_desk_deciding import protection

pytestmark = pytest.mark.django_db
TOLD = {
    "who_about": "other", "what_happened": "A child cries every night.", "danger_now": "no", "reply": "no",
    "given_names": "Robin", "address": "The flat above the bakery",
}  # fmt: skip


@pytest.fixture(autouse=True)
def _no_counts_from_before(db: None) -> None:
    cache.clear()


@pytest.fixture
def asked(partnership: Partnership, django_capture_on_commit_callbacks):
    """Ask for a link for an address; gives the path in the mail that was sent."""

    def ask(email: str = "gp@surgery.example", client: Client | None = None) -> str:
        before = len(mail.outbox)
        with django_capture_on_commit_callbacks(execute=True):
            answer = (client or Client()).post("/raise/by-link/", {"email": email})
        assert answer["Location"] == "/raise/by-link/sent/"
        if len(mail.outbox) == before:
            return ""
        found = re.search(r"https?://[^/]+(/raise/link/\S+)", mail.outbox[-1].body)
        assert found
        return found[1]

    return ask


def came_in(asked, email: str = "gp@surgery.example") -> Client:
    """A browser that followed a link."""
    client, path = Client(), asked(email)
    client.get(path)
    assert client.post(path)["Location"] == "/raise/mine/"
    return client


def test_the_mail_says_nothing_of_any_child_and_only_digests_are_kept(asked) -> None:
    path = asked()
    assert mail.outbox[-1].to == ["gp@surgery.example"]
    held = Link.objects.get()
    secret = path.rstrip("/").rsplit("/", 1)[-1]
    kept = bytes(held.token_digest) + bytes(held.email_digest)
    assert secret.encode() not in kept and b"gp@" not in kept
    assert held.expires_at - held.made_at == datetime.timedelta(minutes=30)
    assert "concern" not in mail.outbox[-1].subject.lower()


def test_any_address_gets_the_same_reply(partnership: Partnership, asked) -> None:
    known = partnership.post_holder("gp").email
    replies = []
    for email in (known, "nobody@nowhere.example"):
        client = Client()
        asked(email, client)
        replies.append(re.sub(r'value="[^"]+"', "", client.get("/raise/by-link/sent/").content.decode()))
    assert replies[0] == replies[1]


def test_what_is_no_address_comes_back_as_typed(partnership: Partnership) -> None:
    answer = Client().post("/raise/by-link/", {"email": "gp at surgery"})
    assert answer.status_code == 422 and 'value="gp at surgery"' in answer.content.decode()


def test_opening_a_link_uses_nothing_up_and_pressing_the_button_does(asked) -> None:
    path, client = asked(), Client()
    for _ in range(3):  # a mail filter may have opened it first
        assert Client().get(path).status_code == 200
    assert Link.objects.get().consumed_at is None
    assert client.get(path).status_code == 200
    assert client.post(path).status_code == 302
    assert client.get("/raise/mine/").status_code == 200
    assert client.post(path).status_code == client.get(path).status_code == 410
    thief = Client()
    assert thief.get(path).status_code == 410
    assert thief.get("/raise/mine/").status_code == 302


def test_a_button_pressed_in_a_browser_that_never_opened_it_does_nothing(asked) -> None:
    path = asked()
    assert Client().post(path).status_code == 410
    other = Client()
    other.get(asked("else@surgery.example"))
    assert other.post(path).status_code == 410
    assert not Link.objects.filter(consumed_at__isnull=False).exists()


def test_a_link_runs_out_after_half_an_hour_and_another_may_be_asked_for(asked) -> None:
    with time_machine.travel(datetime.datetime(2026, 11, 23, 10, tzinfo=datetime.UTC), tick=False) as now:
        path, client = asked(), Client()
        client.get(path)
        now.shift(datetime.timedelta(minutes=30))
        assert client.post(path).status_code == client.get(path).status_code == 410
        assert asked()


def test_one_address_gets_five_an_hour_and_is_not_told_so(asked) -> None:
    assert all(asked("gp@surgery.example") for _ in range(5))
    assert asked(" GP@Surgery.example ") == ""
    assert asked("other@surgery.example")


def test_one_network_gets_no_more_than_its_share(partnership: Partnership, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(mailed, "PER_NETWORK", 2)
    answers = [Client().post("/raise/by-link/", {"email": f"x{n}@y.example"}).status_code for n in range(3)]
    assert answers == [302, 302, 429]
    assert Client(REMOTE_ADDR="192.0.2.7").post("/raise/by-link/", {"email": "x@y.example"}).status_code == 302
    told = [Client().post("/raise/tell/", TOLD).status_code for _ in range(3)]
    assert told == [302, 302, 429]


@pytest.mark.rows("GL-FD-01", "WT-REF-01")
def test_a_gp_by_link_raises_a_concern_and_finds_it_again_with_another_link(partnership: Partnership, asked) -> None:
    client = came_in(asked)
    draft = begin(client, "/raise/by-link/new/")
    wrong = fill(client, draft, "you")
    assert wrong.status_code == 422 and "that your link was sent to" in wrong.content.decode()
    fill_all(client, draft, you={"your_email": "gp@surgery.example"})
    answer = send(client, draft)
    assert answer.status_code == 302, answer.content.decode()
    reference = answer["Location"].rstrip("/").rsplit("/", 1)[-1]
    with seen_by(partnership.post_holder("front_door_worker")):
        contact = Contact.objects.get()
        assert (contact.source, contact.identity_verified, contact.is_professional) == (
            "professional_link",
            False,
            True,
        )
        assert (contact.referrer_name, contact.referrer_email) == ("Tamsin Testwick", "gp@surgery.example")
    later = came_in(asked)
    assert later.get(f"/raise/status/{reference}/").status_code == 200
    assert reference in later.get("/raise/mine/").content.decode()
    somebody_else = came_in(asked, "other@surgery.example")
    assert somebody_else.get(f"/raise/status/{reference}/").status_code == 404
    assert reference not in somebody_else.get("/raise/mine/").content.decode()


def test_a_link_sees_its_own_and_nothing_else(partnership: Partnership, asked) -> None:
    partnership.contact("Robin")
    client = came_in(asked)
    draft = begin(client, "/raise/by-link/new/")
    fill(client, draft, "worry")
    other = came_in(asked, "other@surgery.example")
    assert other.get(draft).status_code == other.get(f"{draft}worry/").status_code == 404
    for link in Link.objects.filter(consumed_at__isnull=False):
        with seen_by(link_viewer(link.pk)):
            assert Contact.objects.count() == 0
            assert CaseFile.objects.count() <= 1
    for closed in ("/raise/new/", "/my-work/", "/front-door/"):
        assert client.get(closed).status_code in {302, 404}


def test_leaving_forgets_the_link_and_keeps_the_draft(asked) -> None:
    client = came_in(asked)
    draft = begin(client, "/raise/by-link/new/")
    assert client.post("/raise/by-link/leave/")["Location"] == "/raise/"
    assert client.get(draft).status_code == 302
    assert came_in(asked).get(draft).status_code == 200


@pytest.mark.rows("WT-REF-03", "GL-FD-02")
def test_a_neighbour_tells_us_in_a_short_form(partnership: Partnership) -> None:
    client = Client()
    page = client.get("/raise/tell/").content.decode()
    assert page.index("Call 999") < page.index("<form")
    answer = client.post("/raise/tell/", {**TOLD, "form_token": token(page.encode())})
    assert answer.status_code == 302
    confirmed = client.get(answer["Location"])["Location"]
    told = client.get(confirmed).content.decode()
    reference = confirmed.rstrip("/").rsplit("/", 1)[-1]
    assert reference in told and "bakery" not in told and "Robin" not in told
    assert Client().get(confirmed).status_code == 404, "the address alone says nothing to another browser"
    with seen_by(partnership.post_holder("front_door_worker")):
        contact = Contact.objects.get(reference=reference)
        assert (contact.source, contact.is_professional, contact.referrer_name) == ("public", False, "")
        assert ContactChild.objects.get().address == "The flat above the bakery"
        assert FormRecord.objects.get().answers["what_happened"] == "A child cries every night."
    with seen_by(PUBLIC):
        assert (Contact.objects.count(), CaseFile.objects.count(), FormRecord.objects.count()) == (0, 0, 0)


def test_the_short_form_sent_twice_is_one_concern(partnership: Partnership) -> None:
    client = Client()
    sent = {**TOLD, "form_token": token(client.get("/raise/tell/").content)}
    first, second = (client.post("/raise/tell/", sent) for _ in range(2))
    assert first["Location"] == second["Location"]
    with seen_by(partnership.post_holder("front_door_worker")):
        assert Contact.objects.count() == 1


def test_whoever_sends_again_because_no_answer_came_sees_the_confirmation(partnership: Partnership) -> None:
    client = Client()
    sent = {**TOLD, "form_token": token(client.get("/raise/tell/").content)}
    Client().post("/raise/tell/", sent)  # taken in, but the line broke: this browser was given no session
    again = client.post("/raise/tell/", sent, follow=True)
    assert again.status_code == 200 and "C-" in again.content.decode()
    with seen_by(partnership.post_holder("front_door_worker")):
        assert Contact.objects.count() == 1


def test_a_proof_fits_its_own_reference_only(partnership: Partnership) -> None:
    one, other = (Client().post("/raise/tell/", TOLD)["Location"].split("?") for _ in range(2))
    assert Client().get(f"{one[0]}?{one[1]}").status_code == 302
    assert Client().get(f"{one[0]}?{other[1]}").status_code == 404
    assert Client().get(f"{one[0]}?proof=invented").status_code == 404


def test_the_short_form_answered_wrongly_keeps_every_word(partnership: Partnership) -> None:
    answer = Client().post("/raise/tell/", {**TOLD, "danger_now": "", "reply": "yes", "your_telephone": "ring me"})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "A child cries every night." in page and 'value="ring me"' in page
    assert 'href="#id_danger_now"' in page and 'href="#id_your_telephone"' in page


def test_who_does_not_want_to_be_known_leaves_no_name(partnership: Partnership) -> None:
    Client().post("/raise/tell/", {**TOLD, "your_name": "Typed first", "your_telephone": "01632 960 009"})
    with seen_by(partnership.post_holder("front_door_worker")):
        contact = Contact.objects.get()
        assert (contact.referrer_name, contact.referrer_telephone) == ("", "")
        assert "Typed first" not in str(FormRecord.objects.get().answers)


def test_danger_told_in_the_short_form_is_marked_and_answered_with_999(partnership: Partnership) -> None:
    client = Client()
    answer = client.post("/raise/tell/", {**TOLD, "danger_now": "yes"})
    assert "call now" in client.get(answer["Location"], follow=True).content.decode()
    with seen_by(partnership.post_holder("front_door_worker")):
        assert Contact.objects.get().immediate_danger


def test_a_child_whose_name_nobody_knows_is_not_called_unborn(partnership: Partnership) -> None:
    nameless = {name: value for name, value in TOLD.items() if name != "given_names"}
    client = Client()
    answer = client.post("/raise/tell/", nameless, follow=True)
    worker = partnership.post_holder("front_door_worker")
    with seen_by(worker):
        held = ContactChild.objects.get()
        assert str(held) == "Name not known"
        held.unborn = True
        assert str(held) == "Unborn child"
        reference = held.contact.reference
    desk = partnership.client(worker)
    for path in ("/front-door/", f"/front-door/contacts/{reference}/"):
        page = desk.get(path).content.decode()
        assert "Name not known" in page and "Unborn child" not in page
    assert "by Sender by the short form" in page and "emailed link" not in page
    assert reference in answer.content.decode()


def test_who_tells_us_at_night_is_given_the_number_of_the_night(partnership: Partnership) -> None:
    area = partnership.area
    area.front_door_telephone, area.out_of_hours_telephone = "01632 960101", "01632 960102"
    area.save()
    page = Client().post("/raise/tell/", TOLD, follow=True).content.decode().replace("\u00a0", " ")
    assert area.front_door_telephone in page and area.out_of_hours_telephone in page


def test_who_used_the_short_form_is_never_thought_to_read_a_page(partnership: Partnership) -> None:
    Client().post("/raise/tell/", TOLD | {"reply": "yes", "your_telephone": "01632 960123", "danger_now": "yes"})
    worker = partnership.post_holder("front_door_worker")
    with seen_by(worker):
        contact = Contact.objects.get()
        prepare(worker, contact)
        assert not contact.has_status_page
    desk, path = partnership.client(worker), f"/front-door/contacts/{contact.reference}/"
    page = desk.get(path).content.decode()
    assert "in danger now" in page and "immediate protection first" in page
    for step in ("acknowledge", "send-back"):
        page = desk.get(f"{path}{step}/").content.decode()
        assert "status page" not in page and "reads exactly this" not in page
    assert "Ring them on 01632 960123" in page
    assert desk.post(f"{path}acknowledge/", {"channel": "page"}).status_code == 422
    assert desk.post(f"{path}acknowledge/", {"channel": "shown"}).status_code == 302
    with seen_by(worker):
        contact.refresh_from_db()
        protecting.record_immediate_protection(
            by=worker, contact=contact, child=contact.children.get(), given=protection()
        )
        decide_all(worker, contact)
    page = desk.get(f"{path}feedback/").content.decode()
    assert "status page" not in page and "01632 960123" in page
    assert desk.post(f"{path}feedback/", {"channel": "page"}).status_code == 422
    refused = desk.post(f"{path}feedback/", {"outcome": " "})
    page = refused.content.decode()
    assert refused.status_code == 422
    for lacking in ("Choose how the referrer is told.", "Write what was decided", "Choose at least one child"):
        assert lacking in page
