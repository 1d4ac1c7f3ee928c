"""Fixtures: an invented partnership."""

import pytest

from sharedduty.modules.front_door.tests.partnership import Partnership, make_partnership

TAKERS = ("business_manager", "privacy_officer", "head_of_service", "scrutineer")


@pytest.fixture
def house(db: None) -> Partnership:
    """The partnership, with everybody in post who may be given something."""
    made = make_partnership()
    for role in TAKERS:
        made.post_holder(role)
    return made
