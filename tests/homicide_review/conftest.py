"""Fixtures: an invented partnership with its community safety partnership, and a death taken in."""

import pytest

from sharedduty.modules.front_door.tests.partnership import Partnership
from sharedduty.modules.serious_incident.tests.scenes import house_with_partners
from tests.homicide_review.scenes import Homicide, taken_in


@pytest.fixture
def house(db: None) -> Partnership:
    """The partnership."""
    return house_with_partners()[0]


@pytest.fixture
def homicide(house: Partnership) -> Homicide:
    """A death that was referred and taken in."""
    return taken_in(house)
