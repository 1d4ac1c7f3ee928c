"""Reminders: whoever owes a clock is told once, a day before, and told nothing of what it is about."""

import datetime

import pytest
from django.utils import timezone

from sharedduty.foundations.access.api import open_file, seen_by
from sharedduty.foundations.notices.api import Notice
from sharedduty.foundations.process.models import Clock
from sharedduty.foundations.process.timed import remind_owners
from tests.houses import House


@pytest.mark.django_db(transaction=True, databases=["default", "reminder", "owner"])
def test_whoever_owes_a_clock_is_reminded_once(house: House) -> None:
    worker = house.post_holder("Cat", "front_door_worker", house.front_door)
    now = timezone.now()
    with seen_by(worker):
        file = open_file(by=worker, kind="trial", area_id=house.area.pk, letter="C", team_id=house.front_door.pk)
        common = {
            "case_file": file,
            "record": file.reference,
            "key": "k",
            "pack": "p",
            "title": "Decide",
            "started_at": now,
        }
        soon, hour = now + datetime.timedelta(hours=20), datetime.timedelta(hours=1)
        mine = Clock.objects.create(**common, due_at=soon, owed_by_appointment_id=worker.appointment_id)
        Clock.objects.create(**common, due_at=soon + 10 * hour, owed_by_appointment_id=worker.appointment_id)
        Clock.objects.create(**common, due_at=soon, owed_by_team=house.front_door)
        Clock.objects.create(**common, due_at=soon, owed_by_appointment_id=worker.appointment_id, met_at=now)
    assert remind_owners() == 1
    assert remind_owners() == 0
    [sent] = Notice.objects.using("reminder").all()
    assert (sent.record, sent.to_appointment_id, sent.reply_due_at) == (file.reference, worker.appointment_id, soon)
    with seen_by(worker):
        assert Clock.objects.get(pk=mine.pk).warned_at is not None
