"""Fixtures: an invented partnership, and a disagreement raised in it about a contact that was decided."""

import pytest

from tests.escalation.scenes import Dispute, House, raised


@pytest.fixture
def house(db: None) -> House:
    """The partnership, its people, and a contact of the school's that the front door decided."""
    return House.made()


@pytest.fixture
def dispute(house: House) -> Dispute:
    """A teacher's disagreement with the front door about that contact, at stage one."""
    return raised(house)
