"""A practitioner raises a concern: from the first page to the receipt, and what others see of it meanwhile."""

import pytest

from sharedduty.foundations.access.api import seen_by
from sharedduty.foundations.forms.models import FormRecord
from sharedduty.foundations.process.api import Clock
from sharedduty.modules.front_door.models import Contact, ContactChild
from sharedduty.modules.front_door.tests.partnership import Partnership
from sharedduty.modules.front_door.tests.raising import begin, fill_all, send

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
