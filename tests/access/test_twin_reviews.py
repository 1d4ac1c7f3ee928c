"""A rapid review changes nothing for whom it is not: colleagues, other areas, whoever is shut out of its incident (C1, C5)."""

import pytest

from sharedduty.foundations.access.api import CaseFile, exclude, seen_by
from sharedduty.modules.rapid_review.actions.opening import open_from_handover
from sharedduty.modules.rapid_review.tests.scenes import Review, handed_over
from sharedduty.modules.serious_incident.tests.scenes import with_partners
from tests.access.scene import Scene
from tests.access.twin_house import SECRET, House, assert_told_nothing, noticed
from tests.access.twins import Asked

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock_stands")]


def secret_review(scene: Scene, shut: int | None = None) -> Review:
    """A review about a child nobody else is called like, decided for a local review, which is handed over.

    `shut`: whose account is shut out of its incident before it begins.
    """
    handover, unit = handed_over(scene.own, child=SECRET), scene.own.post_holder("business_manager")
    if shut:
        head = scene.own.post_holder("head_of_service")
        with seen_by(head):
            file = CaseFile.objects.get(reference=handover.from_record)
            exclude(by=head, file=file, reason="subject", account_id=shut)
    with seen_by(unit):
        review = Review(scene.own, unit, open_from_handover(by=unit, handover=handover))
    return review.as_far_as("decided")


def of_review(house: House, review: Review) -> list[Asked]:
    return [
        *house.guesses(rapid=review.held.reference, rapid_meeting=review.held.meeting, file=review.held.reference),
        Asked("get", f"/rapid-reviews/start/{review.held.handover}/"),
        Asked("get", f"/front-door/handovers/{review.held.handover}/"),
    ]


def test_a_review_is_not_there_for_colleagues_other_areas_and_those_who_administer(scene: Scene) -> None:
    with_partners(scene.own)
    house = House(scene, called="Somebody Else")
    outsiders = [
        house.outsider("social_worker"), house.outsider("partner"), house.outsider("administrator"),
        house.outsider("business_manager", elsewhere=True),
    ]  # fmt: skip

    def secret() -> list[Asked]:
        return of_review(house, secret_review(scene))

    assert_told_nothing(house, outsiders, secret)


def test_who_is_shut_out_of_a_review_lives_in_a_house_without_it(scene: Scene) -> None:
    with_partners(scene.own)
    house = House(scene)
    outsiders = [house.outsider("head_of_service", 9)]

    def secret() -> list[Asked]:
        return of_review(house, secret_review(scene, outsiders[0].viewer.account_id))

    assert_told_nothing(house, outsiders, secret)


def test_the_comparison_would_notice(scene: Scene) -> None:
    with_partners(scene.own)
    house = House(scene)
    reader = house.outsider("business_manager")

    def secret() -> list[Asked]:
        return of_review(house, secret_review(scene))

    [seen] = noticed([reader], secret, Asked("get", "/rapid-reviews/"), Asked("get", "/serious-incidents/")).values()
    for path in ("GET /rapid-reviews/", "GET /serious-incidents/"):
        assert path in seen, f"{path} told the same to somebody who may read it"
