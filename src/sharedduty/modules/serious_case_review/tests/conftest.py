"""Fixtures: an invented partnership with its three partners, and an older case opened in it."""

import pytest

from sharedduty.foundations.access.api import Viewer
from sharedduty.modules.front_door.tests.partnership import Partnership
from sharedduty.modules.serious_case_review.tests.scenes import Legacy, opened
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
def legacy(house: Partnership) -> Legacy:
    """An older case, opened to be carried on."""
    return opened(house)
