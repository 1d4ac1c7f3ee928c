"""On a person's page: the contacts the person was identified in, only those in sight."""

import pytest

from sharedduty.foundations.access.api import grant, seen_by
from sharedduty.modules.front_door.models import Identification
from sharedduty.modules.front_door.tests.partnership import Partnership, prepare

pytestmark = pytest.mark.django_db


def test_a_persons_page_lists_the_contacts_they_were_identified_in(partnership: Partnership) -> None:
    worker = partnership.post_holder("front_door_worker")
    reference, other = partnership.contact("Robin"), partnership.contact("Wren")
    with seen_by(worker):
        for one in (reference, other):
            prepare(worker, partnership.held(worker, one))
        person = Identification.objects.get(child__contact__reference=reference).person
    client = partnership.client(worker)
    body = client.get(f"/people/{person.reference}/").content.decode()
    assert f'href="/front-door/contacts/{reference}/"' in body and "Nobody fits." in body
    assert other not in body
    assert f'href="/people/{person.reference}/"' in client.get(f"/front-door/contacts/{reference}/").content.decode()


def test_somebody_with_sight_of_the_person_alone_is_not_shown_the_contact(partnership: Partnership) -> None:
    worker, social = partnership.post_holder("front_door_worker"), partnership.post_holder("social_worker")
    reference = partnership.contact("Robin")
    with seen_by(worker):
        prepare(worker, partnership.held(worker, reference))
        person = Identification.objects.get(child__contact__reference=reference).person
        grant(by=worker, file=person.case_file, level="read", why="asked to help", account_id=social.account_id)
    answer = partnership.client(social).get(f"/people/{person.reference}/")
    assert answer.status_code == 200 and "Robin" in answer.content.decode()
    assert reference not in answer.content.decode()
