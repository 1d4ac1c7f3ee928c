"""Fixtures: an invented partnership with its three partners, and a rapid review begun in it."""

import pytest

from sharedduty.foundations.access.api import Viewer
from sharedduty.modules.child_death.tests.scenes import opened as death_of
from sharedduty.modules.front_door.tests.partnership import Partnership
from sharedduty.modules.rapid_review.tests.joined import Both
from sharedduty.modules.rapid_review.tests.scenes import Review, begun
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
def review(house: Partnership) -> Review:
    """A review begun from an incident that was notified a moment ago."""
    return begun(house)


@pytest.fixture
def both(house: Partnership) -> Both:
    """A review with its members named, asked and noticed, and the death of the same boy, gathering what is known."""
    review, death = begun(house), death_of(house).settled().family("key_contact", "booklet")
    review.named().noticed().secured()
    review.asked()
    death.asked()
    return Both(house, review, death)
