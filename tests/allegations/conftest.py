"""Fixtures: an invented partnership, and an allegation in it that was just taken up."""

import pytest

from sharedduty.modules.front_door.tests.partnership import Partnership, make_partnership
from tests.allegations.scenes import Case, taken_up


@pytest.fixture
def house(db: None) -> Partnership:
    """The partnership."""
    return make_partnership()


@pytest.fixture
def case(house: Partnership) -> Case:
    """An allegation that the designated officer has just taken up."""
    return taken_up(house)
