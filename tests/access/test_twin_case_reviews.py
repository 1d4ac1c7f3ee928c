"""A serious case review changes nothing for whom it is not: colleagues, agencies not asked, other areas, the public (C1, C5)."""

import pytest

from sharedduty.modules.serious_case_review.tests.scenes import opened
from sharedduty.modules.serious_incident.tests.scenes import with_partners
from tests.access.scene import Scene
from tests.access.twin_house import SECRET, House, assert_told_nothing, noticed
from tests.access.twins import Asked

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock_stands")]


def secret_review(scene: Scene) -> list[str]:
    """An older case about a child nobody else is called like, with what health was asked; gives its references."""
    case = opened(scene.own, given_names=SECRET).as_far_as("reviewing")
    [part] = case.asks("health")
    return [case.held.reference, part.reference]


def of_review(house: House, references: list[str]) -> list[Asked]:
    reference, part = references
    return [
        *house.guesses(case_review=reference, management_review=part, file=reference),
        Asked("get", "/learning/serious-case-reviews/"), Asked("get", f"/learning/serious-case-reviews/{reference}/"),
    ]  # fmt: skip


@pytest.mark.rows("HE-SCR-39", "HE-EXS-03")
def test_an_older_review_is_not_there_for_whom_it_is_not(scene: Scene) -> None:
    with_partners(scene.own)
    house = House(scene, called="Somebody Else")
    outsiders = [
        house.outsider("social_worker"), house.outsider("education_mash"), house.outsider("administrator"),
        house.outsider("business_manager", elsewhere=True),
    ]  # fmt: skip
    assert_told_nothing(house, outsiders, lambda: of_review(house, secret_review(scene)))


def test_the_comparison_would_notice(scene: Scene) -> None:
    with_partners(scene.own)
    house = House(scene)
    reader = house.outsider("business_manager")
    [seen] = noticed(
        [reader], lambda: of_review(house, secret_review(scene)), Asked("get", "/serious-case-reviews/")
    ).values()
    assert "GET /serious-case-reviews/" in seen, "the list told the same to somebody who may read it"
