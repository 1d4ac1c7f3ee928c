"""Fixtures of this room's tests."""

import pytest

from sharedduty.modules.child_protection.tests.scenes import Case, make_case


@pytest.fixture
def case(db: None) -> Case:
    """One invented child handed over for a strategy discussion, and the people who meet about them."""
    return make_case()
