"""A disagreement changes nothing for whom it is not: colleagues, other areas, whoever is shut out of the file (C1, C5)."""

import pytest

from sharedduty.foundations.access.api import Appointment, CaseFile, exclude, seen_by
from sharedduty.modules.escalation.api import raise_disagreement
from sharedduty.modules.escalation.models import Escalation
from tests.access.scene import Scene
from tests.access.twin_house import SECRET, House, assert_told_nothing
from tests.access.twins import Asked, what_differs, worlds

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
        house.outsider("teacher", elsewhere=True),
    ]  # fmt: skip

    def secret() -> list[Asked]:
        return of_disagreement(house, secret_disagreement(scene))

    assert_told_nothing(house, outsiders, secret)


def test_the_comparison_would_notice(scene: Scene) -> None:
    house = House(scene)
    reader = house.outsider("front_door_worker")

    def secret() -> list[Asked]:
        return of_disagreement(house, secret_disagreement(scene))

    seen = {
        str(request) for _, request, with_it, without in worlds(secret, [reader], house.asked_by)
        if what_differs(with_it, without)
    }  # fmt: skip
    assert "GET /escalations/" in seen
