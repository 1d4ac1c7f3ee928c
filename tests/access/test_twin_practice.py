"""A practice review changes nothing for whom it is not until it is published: colleagues, other areas, the public (C1, C5)."""

import pytest

from sharedduty.foundations.access.api import CaseFile, exclude, seen_by
from sharedduty.modules.practice_review.actions.opening import open_from_handover
from sharedduty.modules.practice_review.tests.scenes import Practice, waiting_lightly
from sharedduty.modules.serious_incident.tests.scenes import with_partners
from tests.access.scene import Scene
from tests.access.twin_house import SECRET, House, assert_told_nothing, noticed
from tests.access.twins import Asked

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock_stands")]
PUBLIC = (Asked("get", "/learning/reviews/"), Asked("get", f"/learning/reviews/?words={SECRET}"),
          Asked("get", "/learning/reviews/?words=weekends"))  # fmt: skip


def secret_review(scene: Scene, shut: int | None = None) -> list[str]:
    """A review about a child nobody else is called like, decided to be published; gives its references.

    `shut`: whose account is shut out of the rapid review before this one is taken up.
    """
    handover, rapid = waiting_lightly(scene.own, child=SECRET)
    unit = scene.own.post_holder("business_manager")
    with seen_by(unit):
        if shut:
            exclude(by=unit, file=CaseFile.objects.get(pk=rapid), reason="conflict", account_id=shut)
        practice = Practice(scene.own, unit, open_from_handover(by=unit, handover=handover))
    practice.as_far_as("decided").sends()
    return [practice.held.reference, handover.reference]


def of_review(house: House, references: list[str]) -> list[Asked]:
    reference, handover = references
    return [
        *house.guesses(practice=reference, file=reference), *PUBLIC, Asked("get", f"/learning/reviews/{reference}/"),
        Asked("get", f"/practice-reviews/start/{handover}/"), Asked("get", f"/front-door/handovers/{handover}/"),
    ]  # fmt: skip


@pytest.mark.rows("WT-LCSPR-11")
def test_an_unpublished_review_is_not_there_for_colleagues_other_areas_and_the_public(scene: Scene) -> None:
    with_partners(scene.own)
    house = House(scene, called="Somebody Else")
    outsiders = [
        house.outsider("social_worker"), house.outsider("partner"), house.outsider("administrator"),
        house.outsider("business_manager", elsewhere=True),
    ]  # fmt: skip
    assert_told_nothing(house, outsiders, lambda: of_review(house, secret_review(scene)))


def test_who_is_shut_out_of_the_rapid_review_lives_in_a_house_without_this_one(scene: Scene) -> None:
    with_partners(scene.own)
    house = House(scene)
    outsiders = [house.outsider("head_of_service", 9)]
    shut = outsiders[0].viewer.account_id
    assert_told_nothing(house, outsiders, lambda: of_review(house, secret_review(scene, shut)))


def test_the_comparison_would_notice(scene: Scene) -> None:
    with_partners(scene.own)
    house = House(scene)
    reader = house.outsider("business_manager")
    [seen] = noticed(
        [reader], lambda: of_review(house, secret_review(scene)), Asked("get", "/practice-reviews/")
    ).values()
    assert "GET /practice-reviews/" in seen, "the list told the same to somebody who may read it"
