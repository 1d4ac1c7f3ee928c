"""Time tells nothing either: what is not yours takes as long to answer as what never was (goals S2, S8, C1).

200 answers of each kind, asked in turn so that a busy moment falls on both; medians within 10 %, or within a fifth of a
millisecond where the answers are so quick that the clock's own grain is more than a tenth.
"""

import statistics
import time
from collections.abc import Callable

import pytest
from django.core.cache import cache
from django.test import Client, override_settings

from sharedduty.foundations.access.api import Account
from sharedduty.foundations.access.tests.conftest import PASSWORD, give_sign_in
from tests.access.scene import Scene, make_scene, records

pytestmark = [pytest.mark.deep, pytest.mark.django_db]
TIMES = 200
NEAR, GRAIN = 0.10, 0.0002
ASKED = ("front_door:contact", "front_door:request", "people:person", "emergency", "sightings", "paper", "raise_status")
# Records about people in power, each asked by somebody of the very role that works on them, from another area and as the
# person it is about.
POWER = {
    "allegations:allegation": "lado", "allegations:referral": "teacher", "allegations:meeting": "lado",
    "speaking_up:matter": "business_manager", "speaking_up:breach": "privacy_officer", "escalation:escalation": "teacher",
    "escalation:about": "teacher",
}  # fmt: skip


@pytest.fixture
def scene(db: None, settings, tmp_path) -> Scene:
    settings.PAPERS_DIR = tmp_path / "papers"
    return make_scene()


def medians(*acts: Callable[[], object]) -> list[float]:
    """The middle time of each act, all done in turn. Gives seconds."""
    taken: list[list[float]] = [[] for _ in acts]
    for act in acts:
        act()  # the first of each is not counted: templates are read then
    for _ in range(TIMES):
        for times, act in zip(taken, acts, strict=True):
            began = time.perf_counter()
            act()
            times.append(time.perf_counter() - began)
    return [statistics.median(times) for times in taken]


def alike(one: float, other: float) -> bool:
    return abs(one - other) <= max(NEAR * max(one, other), GRAIN)


def refusals(client: Client, real: str, absent: str) -> tuple[float, float]:
    """How long a page that is not yours takes to be refused, and how long one that never was."""
    return medians(lambda: client.get(real), lambda: client.get(absent))


def test_what_is_not_yours_takes_as_long_as_what_never_was(scene: Scene) -> None:
    who = {"elsewhere": scene.stranger("front_door_manager"), "subject": scene.subject("front_door_manager")}
    told = []
    for name, viewer in who.items():
        client = scene.client(viewer)
        for one in records():
            if one.name in ASKED and "front_door_manager" in one.roles:
                real, absent = scene.real(one), scene.absent(one)
                there, nowhere = refusals(client, real, absent)
                if not alike(there, nowhere):
                    told.append(f"{name} {one.name}: {there * 1000:.2f} ms and {nowhere * 1000:.2f} ms")
    assert not told, "\n  ".join(told)


def test_what_is_about_people_in_power_takes_as_long_as_what_never_was(scene: Scene) -> None:
    by_name, told = {one.name: one for one in records()}, []
    for name, role in POWER.items():
        one = by_name[name]
        assert role in one.roles, f"{name} is not for {role}: its guard would answer for both"
        for viewer in (scene.stranger(role), scene.subject(role)):
            client, real, absent = scene.client(viewer), scene.real(one), scene.absent(one)
            assert client.get(real).status_code == client.get(absent).status_code == 404, name
            there, nowhere = refusals(client, real, absent)
            if not alike(there, nowhere):
                told.append(f"{viewer.name} {name}: {there * 1000:.2f} ms and {nowhere * 1000:.2f} ms")
    assert not told, "\n  ".join(told)


def test_an_unknown_person_takes_as_long_to_refuse_as_a_wrong_password(scene: Scene) -> None:
    """With the hash that is used in production, not the quick one of other tests."""
    hashers = ["django.contrib.auth.hashers.ScryptPasswordHasher"]
    with override_settings(PASSWORD_HASHERS=hashers):
        account: Account = give_sign_in(scene.own.post_holder("teacher", 31))

        def sign_in(email: str) -> Callable[[], object]:
            def act() -> object:
                cache.clear()
                return Client().post("/sign-in/", {"login": email, "password": f"not {PASSWORD}"})

            return act

        known, unknown = medians(sign_in(account.email), sign_in("nobody@example.org"))
    assert alike(known, unknown), f"{known * 1000:.2f} ms for somebody, {unknown * 1000:.2f} ms for nobody"
