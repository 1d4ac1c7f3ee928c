"""Fixtures: an invented partnership with its three partners, and a recommendation in its register."""

import pytest

from sharedduty.foundations.access.api import Viewer
from sharedduty.modules.front_door.tests.partnership import Partnership
from sharedduty.modules.serious_incident.tests.scenes import house_with_partners
from tests.action_plans.scenes import Plan, taken_in


@pytest.fixture
def partners(db: None) -> tuple[Partnership, dict[str, Viewer]]:
    """The partnership and the delegates by sector."""
    return house_with_partners()


@pytest.fixture
def house(partners: tuple[Partnership, dict[str, Viewer]]) -> Partnership:
    """The partnership."""
    return partners[0]


@pytest.fixture
def delegate(partners: tuple[Partnership, dict[str, Viewer]]) -> Viewer:
    """A second person: the delegate of the police."""
    return partners[1]["police"]


@pytest.fixture
def plan(house: Partnership) -> Plan:
    """A recommendation that came into the register a moment ago."""
    return taken_in(house)
