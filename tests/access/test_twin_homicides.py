"""Until it is published a homicide review changes nothing for whom it is not, the safeguarding partnership either (C1, C5)."""

import pytest

from tests.access.scene import Scene
from tests.access.twin_house import SECRET, House, assert_told_nothing, noticed
from tests.access.twins import Asked
from tests.homicide_review.scenes import taken_in

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock_stands")]
PUBLIC = (Asked("get", "/homicide-learning/"), Asked("get", f"/homicide-learning/?words={SECRET}"))


def secret_review(scene: Scene) -> list[str]:
    """A review about somebody nobody else is called like, its report in draft; gives its references."""
    one = taken_in(scene.own, victim=f"{SECRET} Mockdale").as_far_as("drafted")
    return [one.held.reference, one.held.notice]


def of_review(house: House, references: list[str]) -> list[Asked]:
    reference, notice = references
    return [
        *house.guesses(homicide=reference, file=reference), *PUBLIC, Asked("get", f"/homicide-learning/{reference}/"),
        Asked("get", f"/homicide-reviews/notices/{notice}/"), Asked("get", "/homicide-reviews/asked/"),
    ]  # fmt: skip


@pytest.mark.rows("GL-CN-11")
def test_an_unpublished_review_is_not_there_for_the_safeguarding_partnership_agencies_and_the_public(
    scene: Scene,
) -> None:
    house = House(scene, called="Somebody Else")
    outsiders = [
        house.outsider("business_manager"), house.outsider("partner"), house.outsider("police_mash"),
        house.outsider("community_safety_lead", elsewhere=True),
    ]  # fmt: skip
    assert_told_nothing(house, outsiders, lambda: of_review(house, secret_review(scene)))


def test_the_comparison_would_notice(scene: Scene) -> None:
    house = House(scene)
    reader = house.outsider("community_safety_lead")
    [seen] = noticed(
        [reader], lambda: of_review(house, secret_review(scene)), Asked("get", "/homicide-reviews/")
    ).values()
    assert any(one.startswith("GET /homicide-reviews/DH-") for one in seen), "told the same to somebody who may read it"
