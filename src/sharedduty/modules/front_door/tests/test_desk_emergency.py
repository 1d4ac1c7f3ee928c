"""Emergency opening of a contact: the whole of it, from its reference with the child's name and from the child check."""

import datetime

import pytest
from django.db import connection
from django.test import Client

from sharedduty.foundations.access.api import CaseFile, Viewer, exclude, hand_to_team, seen_by
from sharedduty.foundations.access.policy import CHILD_FACING
from sharedduty.foundations.access.tests.conftest import browser_of, give_sign_in
from sharedduty.foundations.people.api import register_person
from sharedduty.foundations.requests.models import InformationRequest
from sharedduty.modules.front_door.actions import enquiring, steps
from sharedduty.modules.front_door.tests.partnership import Partnership, prepare

pytestmark = pytest.mark.django_db
REASON = "The father is on his way to the school and nobody answers"
NOTE = "Mother says he has the spare key."


def worked(partnership: Partnership) -> tuple[str, dict[str, int]]:
    """A contact worked on: a note in the working file and an enquiry to the police. Gives its reference and its files."""
    worker, reference = partnership.post_holder("front_door_worker"), partnership.contact("Robin")
    with seen_by(worker):
        contact = partnership.held(worker, reference)
        prepare(worker, contact)
        steps.write_note(worker, contact, "note", NOTE)
        enquiry = enquiring.open_enquiry(
            by=worker, contact=contact, child=contact.children.get(), teams=[partnership.teams["police"]],
            priority="amber", priority_reason="Unclear", question="What is known?", purpose="To decide",
        )  # fmt: skip
        request = InformationRequest.objects.get(enquiry=enquiry.reference)
        files = {"concern": contact.case_file_id, "working": contact.working_file_id, "request": request.case_file_id}
    return reference, files


def read_by(viewer: Viewer) -> tuple[set[int], set[int]]:
    """The files granted to the viewer to read, and those granted to work in."""
    with seen_by(viewer), connection.cursor() as cursor:
        cursor.execute("SELECT my_grants(), my_work_grants()")
        read, work = cursor.fetchone()
    return set(read), set(work)


def break_in(client: Client, reference: str, child: str = "Robin Testwick") -> int:
    return client.post(f"/emergency/{reference}/", {"child": child, "reason": REASON}).status_code


def signed_in(partnership: Partnership, role: str) -> tuple[Viewer, Client]:
    viewer = partnership.post_holder(role)
    give_sign_in(viewer)
    return viewer, browser_of(viewer)


def test_the_whole_contact_opens_to_read_and_nothing_of_it_to_work_in(partnership: Partnership) -> None:
    reference, files = worked(partnership)
    social, client = signed_in(partnership, "social_worker")
    assert client.get(f"/front-door/contacts/{reference}/").status_code == 404
    assert break_in(client, reference, child="Somebody Else") == 404
    assert break_in(client, reference) == 302
    assert read_by(social) == (set(files.values()), set())
    assert NOTE in client.get(f"/front-door/contacts/{reference}/").content.decode()
    opened = client.get(f"/emergency/{reference}/opened/").content.decode()
    assert f'href="/front-door/contacts/{reference}/"' in opened


@pytest.mark.parametrize(
    "role", sorted(set(CHILD_FACING) - {"front_door_worker", "front_door_manager", "out_of_hours_worker"})
)
def test_whoever_may_open_in_an_emergency_has_a_page_to_read_it_on(partnership: Partnership, role: str) -> None:
    """And only then: without the opening the same address answers as for what does not exist."""
    reference, _ = worked(partnership)
    _, client = signed_in(partnership, role)
    page = f"/front-door/contacts/{reference}/"
    absent = client.get("/front-door/contacts/C-0000-0000/")
    assert client.get(page).status_code == absent.status_code == 404
    assert break_in(client, reference) == 302
    opened = client.get(f"/emergency/{reference}/opened/").content.decode()
    assert f'href="{page}"' in opened
    assert NOTE in client.get(page).content.decode()


@pytest.mark.parametrize("shut", ["sealed", "excluded"])
def test_a_sealed_file_of_the_contact_and_one_the_reader_is_shut_out_of_stay_shut(
    partnership: Partnership, shut: str
) -> None:
    reference, files = worked(partnership)
    social, client = signed_in(partnership, "social_worker")
    worker = partnership.post_holder("front_door_worker")
    with seen_by(worker):
        working = CaseFile.objects.get(pk=files["working"])
        if shut == "sealed":
            CaseFile.objects.filter(pk=working.pk).update(sealed=True)
        else:
            exclude(by=worker, file=working, reason="conflict", account_id=social.account_id)
    assert break_in(client, reference) == 302
    assert read_by(social)[0] == {files["concern"], files["request"]}
    assert NOTE not in client.get(f"/front-door/contacts/{reference}/").content.decode()


def test_nobody_opens_more_along_with_an_opening_that_is_over_or_not_theirs(partnership: Partnership) -> None:
    reference, _ = worked(partnership)
    social, client = signed_in(partnership, "social_worker")
    assert break_in(client, reference) == 302
    other = partnership.post_holder("social_worker", 2)
    with seen_by(other), connection.cursor() as cursor:
        cursor.execute("SELECT id FROM access_breakglass")
        assert cursor.fetchall() == []
    with seen_by(social), connection.cursor() as cursor:
        cursor.execute("SELECT max(id) FROM access_breakglass")
        opening = cursor.fetchone()[0]
    with seen_by(other), connection.cursor() as cursor:
        cursor.execute("SELECT front_door_open_along(%s)", [opening])
        assert cursor.fetchone()[0] == []


def test_the_child_check_leads_to_the_emergency_opening_of_a_record_out_of_sight(partnership: Partnership) -> None:
    social = partnership.post_holder("social_worker")
    with seen_by(social):
        known = register_person(
            by=social, area_id=partnership.area.pk, kind="child", given_names="Robin", family_name="Testwick",
            birth_on=datetime.date(2016, 5, 17), birth_known="exact",
        )  # fmt: skip
        hand_to_team(by=social, file=known.case_file, team_id=partnership.teams["social_work"].pk)
    reference = partnership.contact("Robin")
    worker, client = signed_in(partnership, "front_door_worker")
    with seen_by(worker):
        child = partnership.held(worker, reference).children.get()
        assert not CaseFile.objects.filter(pk=known.case_file_id).exists(), "or the test proves nothing"
    path = f"/front-door/contacts/{reference}/children/{child.reference}/known/"
    assert client.post(f"{path}emergency/", {"person": known.reference}).status_code == 404, "nothing was asked yet"
    body = client.post(path, {"purpose": "To decide"}).content.decode()
    assert "Open in an emergency" in body and known.reference in body
    assert client.post(f"{path}emergency/", {"person": "PN-0000-0000"}).status_code == 404
    to = client.post(f"{path}emergency/", {"person": known.reference}).headers["Location"]
    assert to.startswith("/emergency/")
    page = client.get(to).content.decode()
    assert 'name="child"' not in page, "the check already said that the record exists"
    assert client.post(to, {"reason": REASON}).status_code == 302
    assert f'href="/people/{known.reference}/"' in client.get(f"{to}opened/").content.decode()
    assert client.get(f"/people/{known.reference}/").status_code == 200
    assert known.case_file_id not in read_by(worker)[1]
