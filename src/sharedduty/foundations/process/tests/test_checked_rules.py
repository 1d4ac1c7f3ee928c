"""A clock that starts after two people checked its rule knows that it was checked (guidance-now D16)."""

import pytest
from django.utils import timezone

from sharedduty.foundations.access.api import open_file, seen_by
from sharedduty.foundations.guidance import actions, api, queries
from sharedduty.foundations.process.api import start_clock
from tests.houses import House

PACK, KEY = "panel-2025", "rapidreview.complete"


@pytest.mark.rows("D16")
def test_a_running_clock_remembers_that_its_rule_was_checked(house: House) -> None:
    for role in ("business_manager", "partner"):
        by = house.post_holder(role, role, house.front_door)
        with seen_by(by):
            row = queries.row_state(by, api.pack(PACK), "clock", KEY)
            assert row is not None
            actions.check_row(by=by, pack=api.pack(PACK), kind="clock", key=KEY, digest=row.digest, verdict="agrees")
    worker = house.post_holder("worker", "front_door_worker", house.front_door)
    with seen_by(worker):
        file = open_file(by=worker, kind="trial", area_id=house.area.pk, team_id=house.front_door.pk, letter="C")
        clock = start_clock(by=worker, file=file, record="C-TEST", key=KEY, at=timezone.now(), title="Rapid review")
    assert clock is not None
    said = {layer["pack"]: layer["status"] for layer in clock.layers}
    assert said[PACK] == "verified" and said["gloucestershire-2023"] == "verified"
