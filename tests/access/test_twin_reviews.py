"""A rapid review changes nothing for whom it is not: colleagues, other areas, whoever is shut out of its incident (C1, C5)."""

import pytest

from sharedduty.foundations.access.api import CaseFile, exclude, seen_by
from sharedduty.modules.rapid_review.tests.scenes import Review, begun
from tests.access.scene import Scene
from tests.access.twin_house import SECRET, House, assert_told_nothing
from tests.access.twins import Asked, what_differs, worlds

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock_stands")]


def secret_review(scene: Scene) -> Review:
    """A review about a child nobody else is called like, decided for a local review, sent and answered."""
    return begun(scene.own, child=SECRET).as_far_as("replied")


def of_review(house: House, review: Review) -> list[Asked]:
    return [
        *house.guesses(rapid=review.held.reference, rapid_meeting=review.held.meeting, file=review.held.reference),
        Asked("get", f"/rapid-reviews/start/{review.held.handover}/"),
        Asked("get", f"/front-door/handovers/{review.held.handover}/"),
    ]


def test_a_review_is_not_there_for_colleagues_other_areas_and_those_who_administer(scene: Scene) -> None:
    house = House(scene, called="Somebody Else")
    outsiders = [
        house.outsider("social_worker"), house.outsider("partner"), house.outsider("administrator"),
        house.outsider("business_manager", elsewhere=True),
    ]  # fmt: skip

    def secret() -> list[Asked]:
        return of_review(house, secret_review(scene))

    assert_told_nothing(house, outsiders, secret)


def test_who_is_shut_out_of_a_review_lives_in_a_house_without_it(scene: Scene) -> None:
    house = House(scene)
    outsiders = [house.outsider("head_of_service", 9)]

    def secret() -> list[Asked]:
        review = secret_review(scene)
        guesses = of_review(house, review)
        with seen_by(review.unit):
            held = [review.held.reference, review.held.incident, review.held.meeting]
            for file in CaseFile.objects.filter(reference__in=held):
                exclude(by=review.unit, file=file, reason="subject", account_id=outsiders[0].viewer.account_id)
        return guesses

    assert_told_nothing(house, outsiders, secret)


def test_the_comparison_would_notice(scene: Scene) -> None:
    house = House(scene)
    reader = house.outsider("business_manager")

    def secret() -> list[Asked]:
        return of_review(house, secret_review(scene))

    seen = {
        str(request) for _, request, with_it, without in worlds(secret, [reader], house.asked_by)
        if what_differs(with_it, without)
    }  # fmt: skip
    assert "GET /rapid-reviews/" in seen or "GET /serious-incidents/" in seen
