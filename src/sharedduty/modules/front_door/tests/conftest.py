"""Fixtures of the desk's tests."""

import pytest

from sharedduty.modules.front_door.tests.partnership import Partnership, make_partnership


@pytest.fixture
def partnership(db: None) -> Partnership:
    """One invented area, set up as the owner would."""
    return make_partnership()
