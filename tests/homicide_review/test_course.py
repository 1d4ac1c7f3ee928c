"""The course of a review, end to end, as its actions take it."""

import pytest

from sharedduty.foundations.access.api import seen_by
from sharedduty.modules.homicide_review.models import HomicideReview
from tests.homicide_review.scenes import Homicide

pytestmark = pytest.mark.django_db


def test_from_the_notice_to_the_page_that_anybody_reads(homicide: Homicide) -> None:
    homicide.as_far_as("published")
    with seen_by(homicide.lead):
        held = HomicideReview.objects.get(pk=homicide.held.pk)
        assert held.stage == "published" and held.publication
