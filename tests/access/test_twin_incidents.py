"""A serious incident changes nothing for whom it is not: colleagues, other areas, whoever is shut out of it (C1, C5)."""

import pytest

from sharedduty.foundations.access.api import CaseFile, exclude, seen_by
from sharedduty.modules.serious_incident.tests.scenes import Case, asked, opened
from tests.access.scene import Scene
from tests.access.twin_house import SECRET, House, assert_told_nothing, noticed
from tests.access.twins import Asked

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock_stands")]


def secret_case(scene: Scene) -> Case:
    """An incident about a child nobody else is called like, decided with a partner's dissent and notified."""
    case = opened(scene.own, what_happened=f"{SECRET} was found at home.")
    case.child(given_names=SECRET, care="looked_after")
    case.views(police="not_notifiable")
    case.decided()
    case.checked()
    case.written()
    return case.notified()


def of_incident(house: House, case: Case) -> list[Asked]:
    with seen_by(case.head):
        child = case.held.children.get().reference
    at = f"/serious-incidents/{case.held.reference}/"
    return [
        *house.guesses(incident=case.held.reference, file=case.held.reference),
        Asked("get", f"{at}children/{child}/"), Asked("get", f"{at}children/{child}/write/child/"),
        Asked("post", "/search/", {"words": child}),
    ]  # fmt: skip


def test_an_incident_is_not_there_for_colleagues_other_areas_and_those_who_administer(scene: Scene) -> None:
    """Not the privacy officer, who sees of any file of the area that is not sealed who has seen it, and never what is in it."""
    house = House(scene, called="Somebody Else")
    outsiders = [
        house.outsider("social_worker"), house.outsider("partner"),
        house.outsider("administrator"), house.outsider("head_of_service", elsewhere=True),
    ]  # fmt: skip

    def secret() -> list[Asked]:
        return of_incident(house, secret_case(scene))

    assert_told_nothing(house, outsiders, secret)


def test_who_is_shut_out_of_an_incident_lives_in_a_house_without_it(scene: Scene) -> None:
    house = House(scene)
    outsiders = [house.outsider("head_of_service", 9)]

    def secret() -> list[Asked]:
        case = secret_case(scene)
        guesses = of_incident(house, case)
        with seen_by(case.head):
            for file in CaseFile.objects.filter(pk=case.held.case_file_id):
                exclude(by=case.head, file=file, reason="subject", account_id=outsiders[0].viewer.account_id)
        return guesses

    assert_told_nothing(house, outsiders, secret)


def test_whoever_else_asked_learns_nothing_of_a_request(scene: Scene) -> None:
    house = House(scene, called="Somebody Else")
    outsiders = [house.outsider("teacher", 7)]

    def secret() -> list[Asked]:
        request = asked(scene.own, children_words=f"{SECRET} Testwick")
        return house.guesses(
            incident_request=request.reference, request_waiting=request.reference, file=request.reference
        )

    assert_told_nothing(house, outsiders, secret)


def test_the_comparison_would_notice(scene: Scene) -> None:
    house = House(scene)
    reader = house.outsider("business_manager")

    def secret() -> list[Asked]:
        return of_incident(house, secret_case(scene))

    [seen] = noticed(
        [reader],
        secret,
        Asked("get", "/serious-incidents/"),
        Asked("get", "/serious-incidents/log/"),
        Asked("get", "/serious-incidents/log.csv"),
    ).values()
    for path in ("GET /serious-incidents/", "GET /serious-incidents/log/", "GET /serious-incidents/log.csv"):
        assert path in seen, f"{path} told the same to somebody who may read it"
