"""After sending: telling more, consent taken back, a wish to withdraw, and a call confirmed in writing."""

import datetime

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from sharedduty.foundations.access.api import seen_by
from sharedduty.foundations.forms.models import FormRecord
from sharedduty.foundations.notices.api import Notice
from sharedduty.foundations.papers.api import Paper
from sharedduty.foundations.process.api import Clock
from sharedduty.modules.front_door.actions import holding
from sharedduty.modules.front_door.actions.receive import ReceivedChild, Sender, receive
from sharedduty.modules.front_door.models import Contact, SenderMessage
from sharedduty.modules.front_door.tests.partnership import Partnership
from sharedduty.modules.front_door.tests.raising import fill_all, send

pytestmark = pytest.mark.django_db


@pytest.mark.rows("GL-CN-13")
@pytest.mark.parametrize("kind", ["more", "consent_refused", "withdraw"])
def test_what_a_sender_adds_reaches_whoever_has_the_contact_in_hand(partnership: Partnership, kind: str) -> None:
    reference = partnership.contact("Robin")
    teacher, worker = partnership.post_holder("teacher"), partnership.post_holder("front_door_worker")
    with seen_by(worker):
        holding.claim(by=worker, contact=Contact.objects.get())
        before = Notice.objects.count()
    browser = partnership.client(teacher)
    answer = browser.post(f"/raise/status/{reference}/", {"kind": kind, "text": "His father called today."})
    assert answer.status_code == 302
    assert "His father called today." in browser.get(f"/raise/status/{reference}/").content.decode()
    with seen_by(worker):
        message = SenderMessage.objects.get()
        assert (message.kind, message.contact.stage) == (kind, "in_hand")  # nothing is withdrawn by asking
        assert Notice.objects.count() == before + 1
    page = partnership.client(worker).get(f"/front-door/contacts/{reference}/").content.decode()
    assert "His father called today." in page


def test_nothing_is_added_without_words(partnership: Partnership) -> None:
    reference = partnership.contact("Robin")
    browser = partnership.client(partnership.post_holder("teacher"))
    answer = browser.post(f"/raise/status/{reference}/", {"kind": "", "text": ""})
    page = answer.content.decode()
    assert answer.status_code == 422 and 'href="#id_kind"' in page and 'href="#id_text"' in page
    kept = browser.post(f"/raise/status/{reference}/", {"kind": "", "text": "Typed in vain?"})
    assert "Typed in vain?" in kept.content.decode()
    assert browser.post(f"/raise/status/{reference}/", {"kind": "more", "text": "x" * 20_001}).status_code == 422
    with seen_by(partnership.post_holder("teacher")):
        assert SenderMessage.objects.count() == 0


def told_by_telephone(partnership: Partnership) -> str:
    worker, teacher = partnership.post_holder("front_door_worker"), partnership.post_holder("teacher")
    with seen_by(worker):
        return receive(
            by=worker, area_id=partnership.area.pk, source="telephone", form="telephone",
            answers={"what_happened": "Told on the telephone"}, children=[ReceivedChild(given_names="Robin")],
            telephoned_at=datetime.datetime(2026, 11, 20, 16, 30, tzinfo=datetime.UTC),
            sender=Sender(
                name=teacher.name, appointment_id=teacher.appointment_id, organisation_id=teacher.organisation_id,
                identity_verified=True,
            ),
        ).reference  # fmt: skip


@pytest.mark.rows("GL-FD-03")
def test_a_call_is_confirmed_in_writing_by_whoever_rang(partnership: Partnership, settings, tmp_path) -> None:
    settings.PAPERS_DIR = tmp_path
    reference = told_by_telephone(partnership)
    teacher, worker = partnership.post_holder("teacher"), partnership.post_holder("front_door_worker")
    browser = partnership.client(teacher)
    assert "Write it now" in browser.get(f"/raise/status/{reference}/").content.decode()
    draft = browser.post(f"/raise/status/{reference}/write/")["Location"]
    held = browser.get(f"{draft}danger/").content.decode()
    assert f'value="{reference}"' in held and 'value="16:30"' in held
    rang = {
        "rang": "yes",
        "rang_on-day": "20",
        "rang_on-month": "11",
        "rang_on-year": "2026",
        "rang_reference": reference,
    }
    browser.post(f"{draft}files/", {"files": SimpleUploadedFile("map.txt", b"a body map"), "add": "1"})
    with seen_by(worker):
        assert (FormRecord.objects.count(), Paper.objects.count()) == (1, 0)  # the draft is still the teacher's alone
    fill_all(browser, draft, danger=rang)
    answer = send(browser, draft)
    assert answer["Location"] == f"/raise/sent/{reference}/"
    assert browser.get(draft)["Location"] == answer["Location"]
    with seen_by(worker):
        contact = Contact.objects.get()  # one concern, not two
        assert contact.written_received_at is not None
        assert Clock.objects.get(key="referral.written").met_at is not None
        assert {one.form for one in FormRecord.objects.filter(case_file=contact.case_file)} == {"telephone", "concern"}
        assert Paper.objects.get().case_file_id == contact.case_file_id
    page = partnership.client(worker).get(f"/front-door/contacts/{reference}/").content.decode()
    assert "Came to school hungry" in page and "Told on the telephone" in page and "map.txt" in page
    assert "Confirmed in writing" in browser.get(f"/raise/status/{reference}/").content.decode()
    again = browser.post(f"/raise/status/{reference}/write/")
    assert again["Location"] == f"/raise/status/{reference}/"


def test_nobody_confirms_somebody_elses_call(partnership: Partnership) -> None:
    reference = told_by_telephone(partnership)
    other = partnership.client(partnership.post_holder("teacher", 2))
    assert other.post(f"/raise/status/{reference}/write/").status_code == 404
    draft = other.post("/raise/new/")["Location"]
    rang = {
        "rang": "yes",
        "rang_on-day": "20",
        "rang_on-month": "11",
        "rang_on-year": "2026",
        "rang_reference": reference,
    }
    fill_all(other, draft, danger=rang)
    answer = send(other, draft)
    assert answer.status_code == 302 and reference not in answer["Location"]
    with seen_by(partnership.post_holder("front_door_worker")):
        assert Contact.objects.count() == 2
        assert Contact.objects.get(reference=reference).written_received_at is None
