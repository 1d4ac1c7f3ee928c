"""Fixtures: an invented partnership with its business unit, and a death that was notified in it."""

import pytest

from sharedduty.modules.child_death.tests.scenes import Death, opened
from sharedduty.modules.front_door.tests.partnership import Partnership
from sharedduty.modules.serious_incident.tests.scenes import house_with_partners


@pytest.fixture
def house(db: None) -> Partnership:
    """The partnership, with a head of service, a business manager and the partners' delegates."""
    return house_with_partners()[0]


@pytest.fixture
def death(house: Partnership) -> Death:
    """A death that was notified yesterday and taken in."""
    return opened(house)
