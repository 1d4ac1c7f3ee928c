"""Whoever a contact is about and signs in here is shut out of all of it, also of what is opened later (goal C5)."""

import datetime

import pytest
from django.utils import timezone

from sharedduty.foundations.access.api import Account, CaseFile, Viewer, exclude, hand_to_team, seen_by
from sharedduty.foundations.people.api import register_person
from sharedduty.foundations.people.models import Person
from sharedduty.foundations.requests.models import InformationRequest
from sharedduty.modules.front_door.actions import enquiring, steps
from sharedduty.modules.front_door.actions.identifying import identify
from sharedduty.modules.front_door.models import Contact
from sharedduty.modules.front_door.tests.partnership import Partnership, prepare

pytestmark = pytest.mark.django_db


def asked(worker: Viewer, contact: Contact, partnership: Partnership) -> InformationRequest:
    """The police are asked about the contact's child."""
    prepare(worker, contact)
    enquiry = enquiring.open_enquiry(
        by=worker, contact=contact, child=contact.children.get(), teams=[partnership.teams["police"]],
        priority="amber", priority_reason="Unclear", question="What is known?", purpose="To decide",
    )  # fmt: skip
    return InformationRequest.objects.get(enquiry=enquiry.reference)


def sees(viewer: Viewer, files: list[int]) -> int:
    with seen_by(viewer):
        return CaseFile.objects.filter(pk__in=files).count()


def test_who_is_shut_out_of_the_concern_is_shut_out_of_the_work_and_of_what_agencies_are_asked(
    partnership: Partnership,
) -> None:
    worker, reference = partnership.post_holder("front_door_worker"), partnership.contact("Robin")
    officer, colleague = partnership.post_holder("police_mash"), partnership.post_holder("police_mash", 2)
    with seen_by(worker):
        contact = partnership.held(worker, reference)
        exclude(by=worker, file=contact.case_file, reason="subject of the file", account_id=officer.account_id)
        steps.write_note(worker, contact, "note", "The father works for the police.")
        request = asked(worker, contact, partnership)
        files = [request.case_file_id, contact.working_file_id or 0]
    assert sees(colleague, files) == 1  # the request, which their team answers
    assert sees(officer, files) == 0


def test_a_child_identified_as_somebody_who_signs_in_shuts_them_out_of_the_contact(partnership: Partnership) -> None:
    worker, reference = partnership.post_holder("front_door_worker"), partnership.contact("Robin")
    young = partnership.post_holder("front_door_worker", 2)
    with seen_by(worker):
        known = register_person(
            by=worker, area_id=partnership.area.pk, kind="child", given_names="Robin", family_name="Testwick",
            birth_on=timezone.localdate() - datetime.timedelta(days=17 * 365), birth_known="exact",
        )  # fmt: skip
        Person.objects.filter(pk=known.pk).update(account=Account.objects.get(pk=young.account_id))
        hand_to_team(by=worker, file=known.case_file, team_id=partnership.teams["front_door"].pk)
        contact = partnership.held(worker, reference)
        steps.write_note(worker, contact, "note", "Is an apprentice at the council.")
        files = [contact.case_file_id, contact.working_file_id or 0]
    assert sees(young, files) == 2
    with seen_by(worker):
        identify(
            by=worker,
            contact=contact,
            child=contact.children.get(),
            person_reference=known.reference,
            grounds="Said so",
        )
    assert sees(young, files) == 0
    assert sees(worker, files) == 2
