"""An allegation changes nothing for the person accused, their line, administrators, colleagues, a conflicted officer (C1, C5).

Every list, count, search, figure, export, error and guessed reference is compared to the byte with a house in which the
allegation never was.
"""

from typing import Any

import pytest

from sharedduty.foundations.access.api import seen_by
from sharedduty.modules.allegations.actions import guarding
from tests.access.scene import Scene
from tests.access.twin_house import SECRET, House, assert_told_nothing, noticed
from tests.access.twin_post import post_of
from tests.access.twins import Asked
from tests.allegations.scenes import Case, referred, taken_up

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock_stands")]
CHILD = f"{SECRET}, 9"


def secret_case(scene: Scene, **more: Any) -> Case:
    """A referral about somebody called like nobody else, about a child called so too, taken up by whoever it was given to."""
    return taken_up(scene.own, accused_name=f"{SECRET} Testwick", children=CHILD, **more)


def of_case(house: House, case: Case, meeting: str = "") -> list[Asked]:
    """What somebody sends who knew of it."""
    held = case.held
    references = {"allegation": held.reference, "referral": held.referral, "file": held.reference}
    if meeting:
        references["allegation_meeting"] = meeting
    return [
        *house.guesses(**references),
        *house.guesses(file=held.referral),
        Asked("get", f"/allegations/meetings/call/?about={held.reference}"),
        Asked("get", f"/allegations/?show=closed&page=2&find={SECRET}"),
        Asked("get", "/allegations/figures/?year=2025"),
        Asked("post", "/search/", {"words": "Avery"}),
    ]


@pytest.mark.rows("GL-AL-16", "GL-AL-12", "GL-AL-15")
def test_it_is_not_there_for_the_accused_their_manager_administrators_and_colleagues(scene: Scene) -> None:
    house = House(scene)
    accused, manager = house.outsider("teacher", 9), house.outsider("teacher", 8)
    outsiders = [
        accused, manager, house.outsider("administrator"), house.outsider("social_worker"), house.outsider("police_mash", 2),
        house.outsider("business_manager"), house.outsider("privacy_officer"), house.outsider("head_of_service"),
        house.outsider("partner"), house.outsider("front_door_worker"), house.outsider("lado", elsewhere=True),
        house.outsider("teacher", 7), house.anybody("avery@home.example"), house.anybody(accused.address, by_link=True),
    ]  # fmt: skip

    def secret() -> list[Asked]:
        case = secret_case(scene, accused_email=accused.address, too_close=manager.address)
        meeting = case.called()
        case.as_far_as("concluded").duty()
        return of_case(house, case, meeting.reference)

    assert_told_nothing(house, outsiders, secret)


@pytest.mark.rows("GL-AL-16", "GL-AL-03")
def test_a_designated_officer_who_is_accused_lives_in_a_house_without_it(scene: Scene) -> None:
    """By their name alone, though whoever refers it says that there is no conflict."""
    house = House(scene)
    officer = house.outsider("lado")
    outsiders = [officer, house.outsider("administrator"), house.outsider("privacy_officer")]

    def secret() -> list[Asked]:
        case = taken_up(
            scene.own, officer="business_manager", accused_name=officer.viewer.name, children=CHILD,
        )  # fmt: skip
        meeting = case.called()
        case.as_far_as("concluded")
        return of_case(house, case, meeting.reference)

    assert_told_nothing(house, outsiders, secret)


@pytest.mark.rows("GL-AL-16")
def test_an_officer_with_a_conflict_who_hands_it_over_lives_in_a_house_without_it(scene: Scene) -> None:
    house = House(scene)
    officer = house.outsider("lado")

    def secret() -> list[Asked]:
        case = secret_case(scene).discussed()
        meeting = case.called()
        post_of()  # what came to them while it was theirs
        with seen_by(case.officer):
            guarding.hand_over(by=case.officer, held=case.held, given={"reason": "A friend of mine."})
        return of_case(house, case, meeting.reference)

    assert_told_nothing(house, [officer], secret)


@pytest.mark.rows("GL-AL-16", "WT-LADO-03")
def test_an_accused_of_the_front_door_does_not_see_the_childs_hand_over_either(scene: Scene) -> None:
    house = House(scene)
    accused = house.outsider("front_door_worker", 9)

    def secret() -> list[Asked]:
        case = secret_case(scene, accused_email=accused.address)
        child = case.child("handed", given_names=SECRET)
        return [*of_case(house, case), Asked("get", f"/front-door/handovers/?from={child.reference}")]

    assert_told_nothing(house, [accused], secret)


def test_the_comparison_would_notice(scene: Scene) -> None:
    house = House(scene)
    reader, sender = house.outsider("lado"), house.outsider("teacher")

    def secret() -> list[Asked]:
        waiting = referred(scene.own, accused_name=f"{SECRET} Testwick")
        return [*of_case(house, secret_case(scene)), *house.guesses(referral=waiting.reference)]

    lists = [Asked("get", path) for path in ("/allegations/", "/allegations/referrals/", "/my-work/")]
    seen = noticed([reader, sender], secret, *lists, Asked("post", "/search/", {"words": SECRET}))
    for path in ("GET /allegations/", "GET /my-work/", f"POST /search/ {{'words': '{SECRET}'}}"):
        assert path in seen[reader.name], f"{path} told the same to somebody who may read it"
    assert "GET /allegations/referrals/" in seen[sender.name]
    assert f"POST /search/ {{'words': '{SECRET}'}}" not in seen[sender.name]
