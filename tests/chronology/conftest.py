"""Fixtures: an invented partnership, and four agencies' chronologies in it with three discrepancies planted."""

import pytest

from sharedduty.modules.front_door.tests.partnership import Partnership, make_partnership
from tests.chronology.scenes import Told, four


@pytest.fixture
def house(db: None) -> Partnership:
    """The partnership."""
    return make_partnership()


@pytest.fixture
def told(house: Partnership) -> Told:
    """A chronology with the spreadsheets of four agencies."""
    return four(house)
