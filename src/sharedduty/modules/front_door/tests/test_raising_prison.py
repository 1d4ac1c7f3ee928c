"""Prison and probation tell the front door about somebody who is a risk to children: five facts, and a report asked for."""

import pytest

from sharedduty.foundations.access.api import seen_by
from sharedduty.modules.front_door.models import Contact
from sharedduty.modules.front_door.tests.partnership import Partnership
from sharedduty.modules.front_door.tests.raising import begin, fill_all, send, version_of

pytestmark = pytest.mark.django_db
PERSON = {"person_name": "Una Testwick", "relation": "father", "holds_responsibility": "yes"}
TOLD = {
    "sentenced": "yes",
    "sentenced_tells": ["reception", "transfer", "temporary_release", "release_on", "release_address"],
    "sentenced_when": "HMP Invented; let out on 4 January to 9 Example Road.",
    "sentenced_report": "Yes, by 14 January.",
}
FIVE = (
    "They came into prison", "They move to another prison", "They are let out for a time", "The day they are released",
    "The address they go to",
)  # fmt: skip


@pytest.mark.rows("WT-ORG-23")
def test_the_five_facts_of_a_prison_reach_the_front_door_with_the_contact(partnership: Partnership) -> None:
    sender, worker = partnership.post_holder("practitioner"), partnership.post_holder("front_door_worker")
    client = partnership.client(sender)
    draft = begin(client)
    fill_all(client, draft)
    person = client.post(f"{draft}household/", {"add": "1"})["Location"]
    version = version_of(client, person)
    refused = client.post(person, {**PERSON, **TOLD, "sentenced_when": "", "version": version})
    assert refused.status_code == 422 and "Which prison, which days" in refused.content.decode()
    assert client.post(person, {**PERSON, **TOLD, "version": version_of(client, person)}).status_code == 302
    assert send(client, draft).status_code == 302
    with seen_by(worker):
        contact = Contact.objects.get()
    page = partnership.client(worker).get(f"/front-door/contacts/{contact.reference}/").content.decode()
    for words in (*FIVE, "HMP Invented; let out on 4 January", "Yes, by 14 January."):
        assert words in page, words


def test_of_somebody_who_is_neither_in_prison_nor_on_probation_nothing_more_is_asked(partnership: Partnership) -> None:
    client = partnership.client(partnership.post_holder("practitioner"))
    draft = begin(client)
    person = client.post(f"{draft}household/", {"add": "1"})["Location"]
    assert client.post(person, {**PERSON, "sentenced": "no", "version": version_of(client, person)}).status_code == 302
