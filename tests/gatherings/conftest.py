"""A small invented partnership with a record to meet about."""

import datetime
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from django.utils import timezone

from sharedduty.foundations.access.api import Appointment, Viewer, seen_by
from sharedduty.foundations.gatherings import actions as gatherings
from sharedduty.foundations.gatherings.declared import About, GatheringUse
from sharedduty.foundations.gatherings.models import Gathering, Invitation
from sharedduty.modules.front_door.tests.partnership import Partnership, make_partnership
from tests.gatherings import invented_room

RECORD = "W-1111-1111"
TOMORROW = datetime.timedelta(days=1)
HOUR = datetime.timedelta(hours=1)


@dataclass
class Place:
    """The partnership, the record, and the people by what they do."""

    house: Partnership
    about: About

    def __getattr__(self, role: str) -> Viewer:
        return self.house.post_holder({"worker": "front_door_worker"}.get(role, role))

    def call(self, use: GatheringUse = invented_room.DISCUSSION, **more: Any) -> Gathering:
        """A meeting called by the worker for tomorrow (inside `seen_by(worker)`)."""
        starts = timezone.now() + TOMORROW
        given = {"purpose": "To decide what to do", "starts_at": starts, "ends_at": starts + HOUR, "mode": "in_person"}
        return gatherings.call(by=self.worker, room=invented_room.ROOM, use=use, about=self.about, **(given | more))

    def invite(self, gathering: Gathering, capacity: str, role: str = "", **more: Any) -> Invitation:
        """Somebody invited by the worker: the holder of a role, or a name without an account."""
        who: dict[str, Any] = {}
        if role:
            viewer = self.house.post_holder(role)
            who["appointment"] = Appointment.objects.select_related("account", "post__team__organisation").get(
                pk=viewer.appointment_id
            )
        return gatherings.invite(by=self.worker, gathering=gathering, capacity=capacity, **who, **more)

    def three(self, gathering: Gathering) -> list[Invitation]:
        """Social care, health and the police, invited."""
        return [
            self.invite(gathering, "social_worker", "front_door_worker", chairs=True),
            self.invite(gathering, "health", "health_mash"),
            self.invite(gathering, "police", "police_mash"),
        ]

    def held(self, gathering: Gathering, there: list[Invitation]) -> None:
        """The meeting begins, these come, the quorum is checked."""
        gatherings.begin(by=self.worker, gathering=gathering)
        for one in there:
            gatherings.came(by=self.worker, gathering=gathering, invitation=one)
        gatherings.judge_quorum(by=self.worker, gathering=gathering)


@pytest.fixture
def place(db: None) -> Iterator[Place]:
    """The partnership with one record about one child."""
    house = make_partnership()
    team = house.teams["front_door"]
    yield Place(house, invented_room.put(RECORD, team.pk, house.area.pk, "Zebedeea Testwick"))
    invented_room.RECORDS.clear()


@pytest.fixture
def worker_sees(place: Place) -> Iterator[Place]:
    """The place as the worker who runs meetings sees it."""
    with seen_by(place.worker):
        yield place


@pytest.fixture
def refusal() -> Callable[[Any], str]:
    """The words of a refused step."""
    return lambda raised: "; ".join(one.text for one in raised.value.missing)
