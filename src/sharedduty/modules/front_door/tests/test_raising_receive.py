"""`receive`: one way in for every contact, whoever writes it down."""

import datetime
import uuid
from typing import Any

import pytest

from sharedduty.foundations.access.api import Viewer, seen_by
from sharedduty.foundations.access.models import Grant
from sharedduty.foundations.forms.models import FormRecord
from sharedduty.foundations.process.api import Clock, Move
from sharedduty.modules.front_door.actions.receive import (
    CannotReceive,
    Receipt,
    ReceivedChild,
    Sender,
    outside_office_hours,
    receive,
)
from sharedduty.modules.front_door.models import Contact
from sharedduty.modules.front_door.tests.partnership import Partnership

pytestmark = pytest.mark.django_db
ROBIN = ReceivedChild(given_names="Robin", family_name="Testwick")


def take(partnership: Partnership, by: Viewer, sender: Sender, **more: Any) -> Receipt:
    given = {
        "source": "telephone",
        "children": [ROBIN],
        "form": "telephone",
        "answers": {"what_happened": "Seen."},
        **more,
    }
    with seen_by(by):
        return receive(by=by, area_id=partnership.area.pk, sender=sender, **given)


def clocks(partnership: Partnership) -> set[str]:
    with seen_by(partnership.post_holder("front_door_worker")):
        return set(Clock.objects.values_list("key", flat=True))


@pytest.mark.rows("GL-FD-03")
def test_a_professional_who_rings_owes_the_written_form_in_48_hours(partnership: Partnership) -> None:
    worker, teacher = partnership.post_holder("front_door_worker"), partnership.post_holder("teacher")
    rang = datetime.datetime(2026, 11, 20, 16, 30, tzinfo=datetime.UTC)
    sender = Sender(name=teacher.name, appointment_id=teacher.appointment_id, organisation_id=teacher.organisation_id)
    receipt = take(partnership, worker, sender, received_at=rang, telephoned_at=rang)
    with seen_by(worker):
        written = Clock.objects.get(key="referral.written")
        assert written.due_at - written.started_at == datetime.timedelta(hours=48)
        assert written.owed_by_appointment_id == teacher.appointment_id
    with seen_by(teacher):  # and can follow it
        assert Contact.objects.get().reference == receipt.reference


def test_a_parent_who_rings_owes_no_form(partnership: Partnership) -> None:
    take(partnership, partnership.post_holder("front_door_worker"), Sender(name="A parent", is_professional=False))
    assert clocks(partnership) == {"referral.acknowledge", "referral.decision"}


@pytest.mark.rows("WT-REF-07", "WT-REF-08")
def test_a_concern_on_friday_evening_is_due_by_the_end_of_monday(partnership: Partnership) -> None:
    friday = datetime.datetime(2026, 11, 20, 18, 0, tzinfo=datetime.UTC)
    receipt = take(partnership, partnership.post_holder("front_door_worker"), Sender(name="x"), received_at=friday)
    monday = "2026-11-23T23:59:59+00:00"
    assert receipt.decision_due_at and receipt.decision_due_at.isoformat() == monday
    assert receipt.acknowledge_due_at and receipt.acknowledge_due_at.isoformat() == monday
    assert receipt.contact.out_of_hours


def test_it_stands_at_received_with_its_first_move(partnership: Partnership) -> None:
    worker = partnership.post_holder("front_door_worker")
    receipt = take(partnership, worker, Sender(name="x"))
    with seen_by(worker):
        move = Move.objects.get(record=receipt.reference)
        assert (move.from_stage, move.to_stage, receipt.contact.stage) == ("", "received", "received")
        record = FormRecord.objects.get()
        assert record.submitted_at and receipt.contact.form_id == record.pk
        assert Contact.objects.get().case_file.team_id == partnership.teams["front_door"].pk


@pytest.mark.parametrize("same", ["number", "token"])
def test_the_same_sending_again_gives_the_first_receipt(partnership: Partnership, same: str) -> None:
    police = partnership.post_holder("police_mash")
    sender = Sender(name=police.name, organisation_id=police.organisation_id, appointment_id=police.appointment_id)
    more = {"external_number": "PN-1"} if same == "number" else {"submission_token": uuid.uuid4()}
    first, second = (take(partnership, police, sender, source="police", form="notification", **more) for _ in range(2))
    assert (first.is_new, second.is_new) == (True, False)
    assert first.reference == second.reference
    assert first.decision_due_at == second.decision_due_at
    with seen_by(partnership.post_holder("front_door_worker")):
        assert Contact.objects.count() == 1


def test_a_number_used_by_a_file_out_of_sight_is_refused_in_words_and_leaves_nothing(partnership: Partnership) -> None:
    one, other = partnership.post_holder("police_mash"), partnership.post_holder("police_mash", 2)
    for police in (one, other):
        sender = Sender(organisation_id=police.organisation_id, appointment_id=police.appointment_id)
        if police is one:
            take(partnership, police, sender, source="police", form="notification", external_number="PN-1")
            continue
        with pytest.raises(CannotReceive, match="already used by your organisation"):
            take(partnership, police, sender, source="police", form="notification", external_number="PN-1")
    with seen_by(partnership.post_holder("front_door_worker")):
        assert Contact.objects.count() == 1


def test_who_types_for_somebody_else_keeps_no_sight_of_it(partnership: Partnership) -> None:
    police = partnership.post_holder("police_mash")
    receipt = take(partnership, police, Sender(name="An officer"), source="police", form="notification")
    assert receipt.decision_due_at
    with seen_by(partnership.post_holder("front_door_worker")):
        assert not Grant.objects.filter(until__isnull=True).exists()  # what the police had ended as they sent it


def test_a_concern_without_a_child_or_a_front_door_is_not_taken_in(partnership: Partnership) -> None:
    worker = partnership.post_holder("front_door_worker")
    with pytest.raises(CannotReceive, match="at least one child"):
        take(partnership, worker, Sender(name="x"), children=[])
    front_door = partnership.teams["front_door"]
    front_door.purpose = "something else"
    front_door.save()
    with pytest.raises(CannotReceive, match="no front door"):
        take(partnership, worker, Sender(name="x"))


@pytest.mark.parametrize(("at", "outside"), [
    ("2026-11-23T09:00:00+00:00", False), ("2026-11-23T16:59:00+00:00", False), ("2026-11-23T17:00:00+00:00", True),
    ("2026-11-21T12:00:00+00:00", True), ("2026-12-25T12:00:00+00:00", True), ("2026-07-01T08:00:00+00:00", False),
])  # fmt: skip
def test_out_of_hours_is_a_mark_by_london_time(at: str, outside: bool) -> None:
    assert outside_office_hours(datetime.datetime.fromisoformat(at), "gloucestershire-2023") is outside
