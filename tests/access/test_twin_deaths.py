"""A child death changes nothing for whom it is not: colleagues, other areas, members who have not signed (C1, C5; GL-CD-20)."""

import pytest

from sharedduty.foundations.access.api import exclude, seen_by
from sharedduty.modules.child_death.actions import notifying
from sharedduty.modules.child_death.tests.scenes import Death, notified
from sharedduty.modules.serious_incident.tests.scenes import with_partners
from tests.access.scene import Scene
from tests.access.twin_house import SECRET, House, assert_told_nothing
from tests.access.twins import Asked

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock_stands")]


def secret_death(scene: Scene, shut: int | None = None) -> Death:
    """A death of a child nobody else is called like, at the panel. `shut`: whose account is shut out before it is opened."""
    told, unit = notified(scene.own, given_names=SECRET), scene.own.post_holder("business_manager")
    with seen_by(unit):
        if shut:
            exclude(by=unit, file=told.case_file, reason="subject", account_id=shut)
        return Death(scene.own, unit, notifying.open_death(by=unit, notice=told)).at_panel()


def of_death(house: House, death: Death) -> list[Asked]:
    return house.guesses(
        death=death.held.reference, death_meeting=death.held.meeting, file=death.held.reference,
    )  # fmt: skip


@pytest.mark.rows("GL-CD-20", "GL-CN-10")
def test_a_death_is_not_there_for_colleagues_other_areas_and_members_who_have_not_signed(scene: Scene) -> None:
    with_partners(scene.own)
    house = House(scene, called="Somebody Else")
    outsiders = [
        house.outsider("social_worker", 5), house.outsider("head_of_service"), house.outsider("administrator"),
        house.outsider("business_manager", elsewhere=True),
    ]  # fmt: skip
    assert_told_nothing(house, outsiders, lambda: of_death(house, secret_death(scene)))


def test_who_is_shut_out_of_a_notice_lives_in_a_house_without_the_death(scene: Scene) -> None:
    with_partners(scene.own)
    house = House(scene)
    outsiders = [house.outsider("business_manager", 9)]
    assert_told_nothing(house, outsiders, lambda: of_death(house, secret_death(scene, outsiders[0].viewer.account_id)))
