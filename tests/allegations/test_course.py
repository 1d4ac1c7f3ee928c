"""The course of an allegation: from the referral to its end, and the two ways that end sooner."""

import pytest

from sharedduty.foundations.access.api import seen_by
from sharedduty.modules.allegations.actions import managing
from tests.allegations.scenes import Case

pytestmark = pytest.mark.django_db


@pytest.mark.rows("GL-AL-01", "GL-AL-07", "GL-AL-08", "GL-AL-10", "GL-AL-11", "WT-LADO-08")
def test_from_the_referral_to_the_end(case: Case) -> None:
    assert case.as_far_as("closed").held.stage == "closed"
    with seen_by(case.officer):
        assert case.held.outcome == "substantiated" and case.held.decisions.count() == 2
        assert managing is not None
