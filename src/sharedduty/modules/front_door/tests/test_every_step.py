"""What may be done with a contact at several stages is done at each of them, by the room's own actions."""

import contextlib
from collections.abc import Callable
from typing import Any

import pytest
from django.db import transaction

from sharedduty.foundations.access.api import Appointment, Viewer, seen_by
from sharedduty.foundations.requests.api import InformationRequest, answer
from sharedduty.modules.front_door.actions import deciding, enquiring, holding, protecting
from sharedduty.modules.front_door.models import Contact, ContactChild, Enquiry
from sharedduty.modules.front_door.process import PROCESS
from sharedduty.modules.front_door.tests.partnership import Partnership, decide_all, prepare
from sharedduty.modules.front_door.tests.test_desk_deciding import protection
from sharedduty.modules.front_door.tests.test_desk_enquiries import SHARED

pytestmark = pytest.mark.django_db
ASKED = {"priority": "amber", "priority_reason": "Unclear.", "question": "What is known?", "purpose": "To decide."}
Act = Callable[[Contact, ContactChild], Any]


class Undone(Exception):
    """Ends a step that was tried, so that the next begins where this one began."""


def tried(reference: str, stage: str, act: Act) -> str:
    """Do it with the contact at this stage, undo it, and give the stage it reached."""
    with contextlib.suppress(Undone), transaction.atomic():
        Contact.objects.filter(reference=reference).update(stage=stage)
        contact = Contact.objects.get(reference=reference)
        act(contact, contact.children.order_by("order")[1])
        contact.refresh_from_db()
        reached = contact.stage
        raise Undone
    return reached


def steps(worker: Viewer, to: Appointment) -> dict[str, Act]:
    """What does each step that several stages have, whole."""
    return {
        "acknowledge": lambda contact, child: holding.acknowledge(by=worker, contact=contact, channel="telephone"),
        "correct": lambda contact, child: holding.correct_child(
            by=worker, contact=contact, child=child, changes={"given_names": "Robyn"}, reason="The school rang."
        ),
        "hand_over": lambda contact, child: holding.hand_over(
            by=worker, contact=contact, to=to, note="All but deciding."
        ),
        "record_immediate_protection": lambda contact, child: protecting.record_immediate_protection(
            by=worker, contact=contact, child=child, given=protection()
        ),
        "remove_child": lambda contact, child: holding.remove_child(
            by=worker, contact=contact, child=child, reason="Another family."
        ),
        "withdraw": lambda contact, child: holding.withdraw(by=worker, contact=contact, reason="Sent twice."),
    }


def prepared(partnership: Partnership, worker: Viewer) -> str:
    reference = partnership.contact("Robin", "Ash")
    with seen_by(worker):
        prepare(worker, partnership.held(worker, reference))
    return reference


def test_each_of_them_is_done_at_every_stage_where_it_is_declared(partnership: Partnership) -> None:
    worker, other = (partnership.post_holder("front_door_worker", number) for number in (1, 2))
    reference = prepared(partnership, worker)
    with seen_by(worker):
        acts = steps(worker, Appointment.objects.get(pk=other.appointment_id))
        for step in (one for one in PROCESS.transitions if one.verb in acts):
            for stage in step.from_stages:
                assert tried(reference, stage, acts[step.verb]) == step.to_stage, (step.verb, stage)


def test_a_second_enquiry_is_opened_beside_the_first_and_each_closes_by_itself(partnership: Partnership) -> None:
    worker, police = partnership.post_holder("front_door_worker"), partnership.post_holder("police_mash")
    reference = prepared(partnership, worker)
    with seen_by(worker):
        for child in partnership.held(worker, reference).children.order_by("order"):
            teams = [partnership.teams["police"]]
            contact = partnership.held(worker, reference)
            enquiring.open_enquiry(by=worker, contact=contact, child=child, teams=teams, **ASKED)
    with seen_by(police):
        for request in InformationRequest.objects.all():
            answer(by=police, request=request, given=SHARED)
    with seen_by(worker):
        for enquiry, stage in zip(Enquiry.objects.order_by("pk"), ("enquiring", "in_hand"), strict=True):
            contact = partnership.held(worker, reference)
            enquiring.close_enquiry(by=worker, contact=contact, enquiry=enquiry, picture="Worry grows.")
            assert partnership.held(worker, reference).stage == stage


def test_a_closed_contact_is_opened_again_by_a_manager(partnership: Partnership) -> None:
    worker, manager = partnership.post_holder("front_door_worker"), partnership.post_holder("front_door_manager")
    reference = prepared(partnership, worker)
    with seen_by(worker):
        decide_all(worker, partnership.held(worker, reference))
        Contact.objects.filter(reference=reference).update(stage="closed")
    with seen_by(manager):
        contact = partnership.held(manager, reference)
        deciding.reopen(by=manager, contact=contact, child=contact.children.first(), reason="The school knows more.")
        assert (contact.stage, contact.closed_at) == ("in_hand", None)
