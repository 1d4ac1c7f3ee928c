"""A disagreement changes nothing for whom it is not: colleagues, other areas, whoever is shut out of the file (C1, C5)."""

import pytest

from sharedduty.foundations.access.api import Appointment, CaseFile, exclude, seen_by
from sharedduty.modules.escalation.api import raise_disagreement
from sharedduty.modules.escalation.models import Escalation
from tests.access.scene import Scene
from tests.access.twin_house import SECRET, House, assert_told_nothing, noticed
from tests.access.twins import Asked
from tests.allegations.scenes import taken_up

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock_stands")]


def secret_disagreement(scene: Scene, shut: int | None = None) -> Escalation:
    """A disagreement about a contact of a child nobody else is called like. `shut`: whose account is shut out of the contact."""
    teacher = scene.own.post_holder("teacher")
    reference = scene.own.contact(SECRET)
    worker = scene.own.post_holder("front_door_worker")
    if shut:
        with seen_by(worker):
            file = CaseFile.objects.get(reference=reference)
            exclude(by=worker, file=file, reason="subject", account_id=shut)
    with seen_by(teacher):
        return raise_disagreement(
            by=teacher, about_record=reference,
            given={"other": Appointment.objects.get(pk=worker.appointment_id), "what": f"Nothing for {SECRET}.",
                   "topic": "levels", "unsafe_because": "Hungry.", "wanted": "Help", "impact": "Tired",
                   "child_status": "neither"},
        )  # fmt: skip


def of_disagreement(house: House, held: Escalation) -> list[Asked]:
    return [
        *house.guesses(dispute=held.reference, file=held.reference),
        Asked("get", f"/escalations/about/{held.about_record}/"),
        Asked("get", "/escalations/"),
        Asked("get", "/my-work/"),
    ]


def test_a_disagreement_is_not_there_for_whoever_is_not_in_it(scene: Scene) -> None:
    house = House(scene, called="Somebody Else")
    outsiders = [
        house.outsider("social_worker"), house.outsider("gp"), house.outsider("administrator"),
        house.outsider("teacher", elsewhere=True), house.anybody("parent@home.example"),
    ]  # fmt: skip

    def secret() -> list[Asked]:
        return of_disagreement(house, secret_disagreement(scene))

    assert_told_nothing(house, outsiders, secret)


def test_whoever_is_shut_out_of_the_file_is_told_nothing_of_the_disagreement_about_it(scene: Scene) -> None:
    """Also where their own team is the one disagreed with."""
    house = House(scene, called="Somebody Else")
    shut, manager = house.outsider("front_door_worker", 9), house.outsider("front_door_manager", 9)

    def secret() -> list[Asked]:
        held = secret_disagreement(scene, shut.viewer.account_id)
        with seen_by(scene.own.post_holder("front_door_worker")) as worker:
            for file in CaseFile.objects.filter(reference=held.about_record):
                exclude(by=worker, file=file, reason="subject", account_id=manager.viewer.account_id or 0)
        return of_disagreement(house, held)

    assert_told_nothing(house, [shut, manager], secret)


@pytest.mark.rows("GL-AL-16")
def test_a_disagreement_about_an_allegation_is_as_sealed_as_that(scene: Scene) -> None:
    """The accused, their line, administrators, whoever assures the partnership: nobody of them is told that it is there."""
    house = House(scene, called=SECRET)
    accused, manager = house.outsider("teacher", 9), house.outsider("teacher", 8)
    outsiders = [
        accused, manager, house.outsider("administrator"), house.outsider("social_worker"), house.outsider("business_manager"),
        house.outsider("privacy_officer"), house.outsider("partner"), house.outsider("scrutineer"),
        house.outsider("teacher", 7), house.anybody("avery@home.example"), house.anybody(accused.address, by_link=True),
    ]  # fmt: skip

    def secret() -> list[Asked]:
        case = taken_up(scene.own, accused_name=f"{SECRET} Testwick", children=f"{SECRET}, 9",
                        accused_email=accused.address, too_close=manager.address)  # fmt: skip
        case.called()
        other = Appointment.objects.get(pk=scene.own.post_holder("police_mash").appointment_id)
        with seen_by(case.officer):
            held = raise_disagreement(
                by=case.officer, about_record=case.held.reference,
                given={"other": other, "what": f"They wait about {SECRET}.", "topic": "levels", "unsafe_because": "He teaches.",
                       "wanted": "An enquiry", "impact": "Risk", "child_status": "neither"},
            )  # fmt: skip
            assert held.case_file.sealed
        return of_disagreement(house, held)

    assert_told_nothing(house, outsiders, secret)


def test_the_comparison_would_notice(scene: Scene) -> None:
    house = House(scene)
    reader = house.outsider("front_door_worker")

    def secret() -> list[Asked]:
        return of_disagreement(house, secret_disagreement(scene))

    [seen] = noticed([reader], secret, Asked("get", "/escalations/")).values()
    assert "GET /escalations/" in seen
