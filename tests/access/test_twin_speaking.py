"""A concern, a complaint, a request: nothing changes for those named, their line, administrators and colleagues (C1, C5).

Every list, count, search, figure, export, error and guessed reference is compared to the byte with a house in which it never was.
"""

import pytest

from sharedduty.foundations.access.api import Appointment, seen_by
from sharedduty.foundations.directory.models import Organisation
from sharedduty.modules.speaking_up.actions import guarding, handling, sending
from sharedduty.modules.speaking_up.queries import reading
from tests.access.scene import Scene
from tests.access.twin_house import SECRET, House, assert_told_nothing, noticed
from tests.access.twin_post import post_of
from tests.access.twins import Asked
from tests.speaking_up.scenes import Spoken, complaint, request, spoken

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock_stands")]


def of_matter(house: House, case: Spoken) -> list[Asked]:
    """What somebody sends who knew of it."""
    return [
        *house.guesses(matter=case.held.reference, file=case.held.reference),
        *house.guesses(file=case.held.sending.reference),
        Asked("get", f"/speaking-up/?show=closed&page=2&find={SECRET}"),
        Asked("get", "/speaking-up/safe-recruitment/school/"),
        Asked("get", "/speaking-up/procedures/?page=2"),
    ]


def worked(case: Spoken) -> Spoken:
    """Acknowledge it, write both ways, note something and answer."""
    case.acknowledged()
    case.do(handling.note, note=f"{SECRET} was asked.")
    with seen_by(case.sender):
        mine = reading.sent_by(case.sender)
        assert mine is not None
        sending.write_again(by=case.sender, sending=mine, text=f"It was {SECRET}.")
    return case.answered()


@pytest.mark.rows("HE-WB-03")
def test_a_concern_is_not_there_for_those_named_their_line_administrators_and_colleagues(scene: Scene) -> None:
    house = House(scene)
    named, boss = house.outsider("teacher", 9), house.outsider("teacher", 8)
    Appointment.objects.filter(pk=named.viewer.appointment_id).update(reports_to_id=boss.viewer.appointment_id)
    outsiders = [
        named, boss, house.outsider("administrator"), house.outsider("business_manager", 2), house.outsider("privacy_officer"),
        house.outsider("head_of_service"), house.outsider("scrutineer"), house.outsider("partner"), house.outsider("lado"),
        house.outsider("front_door_worker"), house.outsider("business_manager", elsewhere=True),
        house.outsider("teacher", 7), house.anybody("named@home.example"), house.anybody(named.address, by_link=True),
    ]  # fmt: skip

    def secret() -> list[Asked]:
        case = spoken(scene.own, told=f"{SECRET} Testwick hits children.", named=f"{SECRET} Testwick {named.address}")
        return of_matter(house, worked(case))

    assert_told_nothing(house, outsiders, secret)


@pytest.mark.rows("HE-WB-01", "HE-WB-03")
def test_a_concern_about_the_unit_goes_past_all_who_work_there(scene: Scene) -> None:
    house = House(scene)
    outsiders = [
        house.outsider(role) for role in ("business_manager", "privacy_officer", "scrutineer", "administrator")
    ]
    unit = Organisation.objects.get(pk=outsiders[0].viewer.organisation_id)

    def secret() -> list[Asked]:
        case = spoken(scene.own, "head_of_service", organisation=unit.key, told=f"{SECRET} loses files.")
        return of_matter(house, worked(case))

    assert_told_nothing(house, outsiders, secret)


@pytest.mark.rows("HE-WB-03")
def test_whoever_hands_it_over_lives_in_a_house_without_it_and_so_does_a_named_worker_of_the_front_door(
    scene: Scene,
) -> None:
    house = House(scene)
    manager, worker = house.outsider("business_manager"), house.outsider("front_door_worker", 9)

    def secret() -> list[Asked]:
        case = spoken(scene.own, named=worker.address, child_at_risk="yes").acknowledged()
        case.do(handling.see_to_child, welfare="handed", welfare_why=f"{SECRET} is hit.", given_names=SECRET)
        post_of()  # what came to them while it was theirs
        case.fresh().do(guarding.hand_over, reason="A friend of mine.")
        return of_matter(house, case)

    assert_told_nothing(house, [manager, worker], secret)


@pytest.mark.rows("GL-VC-08", "dsar.respond")
def test_a_complaint_and_a_request_are_not_there_for_colleagues(scene: Scene) -> None:
    house = House(scene)
    named = house.outsider("social_worker", 9)
    outsiders = [
        named,
        house.outsider("head_of_service"),
        house.outsider("administrator"),
        house.outsider("scrutineer"),
        house.outsider("social_worker", 7),
        house.anybody("named@home.example"),
    ]

    def secret() -> list[Asked]:
        told = complaint(told=f"{SECRET} was not helped.", named=named.address, sender_name=SECRET)
        asked = request(sender_name=SECRET)
        return [
            *of_matter(house, worked(spoken(scene.own, **told))),
            *of_matter(house, spoken(scene.own, "privacy_officer", **asked).as_far_as("answered")),
        ]

    assert_told_nothing(house, outsiders, secret)


def test_the_comparison_would_notice(scene: Scene) -> None:
    house = House(scene)
    reader = house.outsider("business_manager")
    lists = (Asked("get", "/speaking-up/"), Asked("get", "/my-work/"))
    [seen] = noticed([reader], lambda: of_matter(house, spoken(scene.own)), *lists).values()
    assert {"GET /speaking-up/", "GET /my-work/"} <= seen
