"""What is typed at the desk stays: across a lost session, a form sent back, and two windows of one person."""

from typing import Any

import pytest
from django.test import Client

from sharedduty.foundations.access.api import seen_by
from sharedduty.foundations.forms.models import FormRecord, FormVersion
from sharedduty.foundations.requests.models import InformationRequest
from sharedduty.modules.front_door.models import AdviceCall, Contact, Note
from sharedduty.modules.front_door.tests.partnership import Partnership, prepare
from sharedduty.modules.front_door.tests.raising import token
from sharedduty.modules.front_door.tests.test_desk_enquiries import opened

pytestmark = pytest.mark.django_db


def save(client: Client, address: str, name: str, value: str, version: str = "1", autosaved: str = "") -> Any:
    """One field, as the page's script sends it when it is left."""
    sent = {"autosave_field": name, "autosave_version": version, "autosaved": autosaved, name: value}
    return client.post(address, sent)


def to_decide(partnership: Partnership) -> tuple[str, str]:
    """A contact in hand, and the address where its child is decided."""
    reference = partnership.contact("Robin")
    worker = partnership.post_holder("front_door_worker")
    with seen_by(worker):
        contact = Contact.objects.get(reference=reference)
        prepare(worker, contact)
        child = contact.children.get()
    return reference, f"/front-door/contacts/{reference}/children/{child.reference}/decide/"


def test_a_half_typed_decision_is_there_after_signing_in_again(partnership: Partnership) -> None:
    _, address = to_decide(partnership)
    worker = partnership.post_holder("front_door_worker")
    first = save(partnership.client(worker), address, "reasons", "Seen twice without a coat,\nand hungry.")
    assert first.status_code == 200
    assert first.json()["version"] == "2"
    assert save(partnership.client(worker), address, "immediate_protection", "no", "2").status_code == 200
    page = partnership.client(worker).get(address).content.decode()
    assert "Seen twice without a coat," in page
    assert "What you typed here is still here" in page
    assert "There is a problem" not in page
    with seen_by(worker):
        record = FormRecord.objects.exclude(about="").get()
        assert record.form == "Decide next steps"


def test_nobody_else_reads_half_a_sentence_not_even_the_team_that_reads_the_contact(partnership: Partnership) -> None:
    _, address = to_decide(partnership)
    save(partnership.client(partnership.post_holder("front_door_worker")), address, "reasons", "A first thought.")
    for role, number in (("front_door_worker", 2), ("front_door_manager", 1), ("teacher", 1), ("administrator", 1)):
        viewer = partnership.post_holder(role, number)
        with seen_by(viewer):
            assert not FormRecord.objects.filter(form="Decide next steps").exists()
            assert not FormVersion.objects.filter(answers__has_key="reasons").exists()
    colleague = partnership.client(partnership.post_holder("front_door_worker", 2))
    assert "A first thought." not in colleague.get(address).content.decode()


def test_a_form_sent_back_with_errors_is_kept_without_any_script(partnership: Partnership) -> None:
    _, address = to_decide(partnership)
    worker = partnership.post_holder("front_door_worker")
    refused = partnership.client(worker).post(
        address, {"reasons": "Only this much so far.", "other_outcomes": ["advice"]}
    )
    assert refused.status_code == 422
    page = partnership.client(worker).get(address).content.decode()
    assert "Only this much so far." in page
    assert 'value="advice" checked' in page


def test_two_windows_never_overwrite_each_other_and_the_person_chooses(partnership: Partnership) -> None:
    reference = partnership.contact("Robin")
    address = f"/front-door/contacts/{reference}/note/"
    client = partnership.client(partnership.post_holder("front_door_worker"))
    assert save(client, address, "text", "From the first window").status_code == 200
    told = save(client, address, "text", "From the second window")
    assert told.status_code == 409
    page = client.get(address).content.decode()
    assert "From the first window" in page
    assert "From the second window" in page
    unchosen = client.post(address, {"choosing": "1", "form_token": token(page.encode())})
    assert unchosen.status_code == 422
    assert client.post(address, {"choosing": "1", "choice-1": "set_aside"}).status_code == 302
    page = client.get(address).content.decode()
    assert "From the second window" in page
    assert "From the first window" not in page


def test_sending_an_older_window_asks_before_it_replaces_what_was_kept_since(partnership: Partnership) -> None:
    reference = partnership.contact("Robin")
    worker = partnership.post_holder("front_door_worker")
    address, client = f"/front-door/contacts/{reference}/note/", partnership.client(worker)
    save(client, address, "text", "Kept from the other window")
    sent = client.post(address, {"kind": "note", "text": "Sent from this window", "draft_version": "1"})
    assert sent.status_code == 302
    assert sent["Location"] == address
    with seen_by(worker):
        assert not Note.objects.exists()
    page = client.get(address).content.decode()
    assert "Kept from the other window" in page
    assert "Sent from this window" in page


def test_the_same_window_that_saved_itself_sends_without_being_asked(partnership: Partnership) -> None:
    reference = partnership.contact("Robin")
    worker = partnership.post_holder("front_door_worker")
    address, client = f"/front-door/contacts/{reference}/note/", partnership.client(worker)
    version = save(client, address, "text", "Rang the school").json()["version"]
    sent = {"kind": "note", "text": "Rang the school twice", "draft_version": "1", "autosaved": f"text={version}"}
    assert client.post(address, sent).status_code == 302
    with seen_by(worker):
        assert Note.objects.get(kind="note").text == "Rang the school twice"
        assert not FormRecord.objects.exclude(about="").exists(), "the fact is kept once: its draft is gone"
        assert not FormVersion.objects.filter(answers__has_key="text").exists()


def test_a_draft_may_be_thrown_away(partnership: Partnership) -> None:
    reference = partnership.contact("Robin")
    address = f"/front-door/contacts/{reference}/note/"
    client = partnership.client(partnership.post_holder("front_door_worker"))
    save(client, address, "text", "Not this")
    assert client.post(address, {"throw_away": "1"}).status_code == 302
    assert "Not this" not in client.get(address).content.decode()


def test_a_saving_that_comes_after_its_step_was_taken_begins_no_new_draft(partnership: Partnership) -> None:
    reference = partnership.contact("Robin")
    worker = partnership.post_holder("front_door_worker")
    client, address = partnership.client(worker), f"/front-door/contacts/{reference}/note/"
    with seen_by(worker):
        prepare(worker, Contact.objects.get(reference=reference))
    sent = {"form_token": token(client.get(address).content), "kind": "note", "text": "The school rang."}
    assert client.post(address, sent).status_code == 302
    late = {"autosave_field": "text", "autosave_version": "1", "text": "The school", "autosave_of": sent["form_token"]}
    assert client.post(address, late).status_code == 200
    with seen_by(worker):
        assert not FormRecord.objects.exclude(about="").exists()


def test_an_agencys_half_typed_answer_waits_and_the_front_door_never_sees_it(partnership: Partnership) -> None:
    opened(partnership)
    police = partnership.post_holder("police_mash")
    with seen_by(police):
        held = InformationRequest.objects.get()
    address = f"/front-door/requests/{held.reference}/"
    assert save(partnership.client(police), address, "held", "Two calls to the address").status_code == 200
    assert "Two calls to the address" in partnership.client(police).get(address).content.decode()
    worker = partnership.post_holder("front_door_worker")
    with seen_by(worker):
        assert not FormRecord.objects.filter(form="Answer a request").exists()


def test_a_call_for_advice_and_a_telephone_concern_are_kept_while_they_are_typed(partnership: Partnership) -> None:
    worker = partnership.post_holder("front_door_worker")
    client = partnership.client(worker)
    save(client, "/front-door/advice/new/", "asked", "Whether to tell the mother")
    assert "Whether to tell the mother" in client.get("/front-door/advice/new/").content.decode()
    sent = {
        "line": "practitioner", "caller": "A nurse", "asked": "Whether to tell the mother", "advised": "Yes.",
        "at-day": "1", "at-month": "9", "at-year": "2026", "at_time": "10am", "draft_version": "2",
    }  # fmt: skip
    assert client.post("/front-door/advice/new/", sent).status_code == 302
    with seen_by(worker):
        assert AdviceCall.objects.count() == 1
    save(client, "/front-door/telephone/", "child0-given_names", "Robin")
    save(client, "/front-door/telephone/", "child1-given_names", "Kit", "2")
    save(client, "/front-door/telephone/", "what_happened", "Heard shouting", "3")
    page = client.get("/front-door/telephone/").content.decode()
    assert 'value="Robin"' in page
    assert 'value="Kit"' in page, "the second child's questions are there again"
    assert "Heard shouting" in page


def test_a_correction_keeps_what_was_there_and_what_was_typed(partnership: Partnership) -> None:
    reference = partnership.contact("Robin")
    worker = partnership.post_holder("front_door_worker")
    with seen_by(worker):
        child = Contact.objects.get(reference=reference).children.get()
    address = f"/front-door/contacts/{reference}/children/{child.reference}/correct/"
    client = partnership.client(worker)
    save(client, address, "school", "Invented Primary")
    save(client, address, "birth_on-day", "18", "2")
    page = client.get(address).content.decode()
    assert 'value="Testwick"' in page
    assert 'value="Invented Primary"' in page
    assert 'value="18"' in page
    assert 'value="2016"' in page
