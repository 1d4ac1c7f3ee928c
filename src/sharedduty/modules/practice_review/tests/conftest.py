"""Fixtures: an invented partnership with its three partners, and a practice review taken up in it."""

import pytest

from sharedduty.foundations.access.api import Viewer
from sharedduty.modules.front_door.tests.partnership import Partnership
from sharedduty.modules.practice_review.tests.scenes import Practice, taken_up, without
from sharedduty.modules.serious_incident.tests.scenes import house_with_partners


@pytest.fixture
def partners(db: None) -> tuple[Partnership, dict[str, Viewer]]:
    """The partnership and the delegates by sector."""
    return house_with_partners()


@pytest.fixture
def house(partners: tuple[Partnership, dict[str, Viewer]]) -> Partnership:
    """The partnership."""
    return partners[0]


@pytest.fixture
def delegates(partners: tuple[Partnership, dict[str, Viewer]]) -> dict[str, Viewer]:
    """The delegates of the three partners, by sector."""
    return partners[1]


@pytest.fixture
def practice(house: Partnership) -> Practice:
    """A review taken up from the hand-over of a rapid review."""
    return taken_up(house)


@pytest.fixture
def plain(house: Partnership) -> Practice:
    """A review taken up without a rapid review: the quick way there."""
    return without(house)
