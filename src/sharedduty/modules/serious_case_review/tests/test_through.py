"""A review from the referral to its close, step by step."""

import pytest

from sharedduty.foundations.access.api import seen_by
from sharedduty.modules.serious_case_review.actions import ending
from sharedduty.modules.serious_case_review.queries import reading
from sharedduty.modules.serious_case_review.tests.scenes import Legacy

pytestmark = pytest.mark.django_db


def test_from_the_referral_to_its_close(legacy: Legacy) -> None:
    legacy.as_far_as("published").follows().does(ending.close_review, {"reason": "All is in the register."})
    with seen_by(legacy.unit):
        held = reading.by_reference(legacy.unit, legacy.held.reference)
        assert held is not None and held.stage == "closed" and held.published_at and held.completed_at
        view = reading.view_of(legacy.unit, held)
        assert [title for title, _ in view.forms] == ["Referral", "What the panel recommends", "What the chair decided"]
