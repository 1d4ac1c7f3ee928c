"""Time tells nothing either: what is not yours takes as long to answer as what never was (goals S2, S8, C1).

200 answers of each kind, asked in turn so that a busy moment falls on both; medians within 10 %. On a busy machine two equal
things now and then differ by more, so what differs is measured again: it tells something where it does so three times
running, and each time the same way. To what a page takes is
added how long the web server's way in holds it back (ADR 0030), counted and not slept. What is shown is asked of two worlds
that are equal but for one secret record.
"""

import statistics
import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial

import pytest
from django.core.cache import cache
from django.db import transaction
from django.test import Client, override_settings

from sharedduty.foundations.access.api import Account
from sharedduty.foundations.access.tests.conftest import PASSWORD, give_sign_in
from sharedduty.site.entrance import held_back
from tests.access.scene import Scene, make_scene, records
from tests.access.twin_house import SECRET
from tests.access.twins import Outsider
from tests.allegations.scenes import taken_up

pytestmark = [pytest.mark.deep, pytest.mark.django_db]
TIMES = 200
NEAR = 0.10
ROUNDS = 20  # in each, both worlds are asked a twentieth of the times: what grows while a test runs falls on both
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


# What somebody in such a post opens every day, and would feel a delay in.
SHOWN = {
    "teacher": ("/my-work/", "/raise/mine/", "/allegations/referrals/", "/allegations/meetings/"),
    "lado": ("/my-work/", "/allegations/", "/allegations/figures/", "/allegations/referrals/"),
    "administrator": ("/my-work/", "/privacy/journal/", "/people-and-posts/"),
    "front_door_manager": ("/my-work/", "/today/", "/front-door/", "/front-door/figures/"),
}


def medians(*acts: Callable[[], float]) -> list[float]:
    """The middle time of each act, all done in turn. Each act gives seconds; so does this."""
    taken: list[list[float]] = [[] for _ in acts]
    for act in acts:
        act()  # the first of each is not counted: templates are read then
    for _ in range(TIMES):
        for times, act in zip(taken, acts, strict=True):
            times.append(act())
    return [statistics.median(times) for times in taken]


def alike(one: float, other: float) -> bool:
    return abs(one - other) <= NEAR * max(one, other)


def told_apart(client: Client, real: str, absent: str) -> str:
    """In which times a page that is not yours and one that never was are refused, where they always differ; else nothing."""

    def seconds(path: str) -> float:
        began = time.perf_counter()
        answer = client.get(path)
        taken = time.perf_counter() - began
        return taken + held_back(answer.status_code, taken)

    return always_apart(lambda: medians(lambda: seconds(real), lambda: seconds(absent)))


def always_apart(measured: Callable[[], list[float]]) -> str:
    """Two times that differ whenever they are measured, three times at most and the same way; else nothing."""
    slower = set()
    for _ in range(3):
        one, other = measured()
        slower.add(one > other)
        if alike(one, other) or len(slower) > 1:
            return ""
    return f"{one * 1000:.2f} ms and {other * 1000:.2f} ms"


def test_what_is_not_yours_takes_as_long_as_what_never_was(scene: Scene) -> None:
    who = {"elsewhere": scene.stranger("front_door_manager"), "subject": scene.subject("front_door_manager")}
    told = []
    for name, viewer in who.items():
        client = scene.client(viewer)
        for one in records():
            if one.name in ASKED and "front_door_manager" in one.roles:
                apart = told_apart(client, scene.real(one), scene.absent(one))
                told += [f"{name} {one.name}: {apart}"] if apart else []
    assert not told, "\n  ".join(told)


def test_what_is_about_people_in_power_takes_as_long_as_what_never_was(scene: Scene) -> None:
    by_name, told = {one.name: one for one in records()}, []
    for name, role in POWER.items():
        one = by_name[name]
        assert role in one.roles, f"{name} is not for {role}: its guard would answer for both"
        for viewer in (scene.stranger(role), scene.subject(role)):
            client, real, absent = scene.client(viewer), scene.real(one), scene.absent(one)
            assert client.get(real).status_code == client.get(absent).status_code == 404, name
            apart = told_apart(client, real, absent)
            told += [f"{viewer.name} {name}: {apart}"] if apart else []
    assert not told, "\n  ".join(told)


@pytest.mark.parametrize("accused", ["teacher", "lado"])
def test_what_is_shown_takes_as_long_with_an_allegation_as_without(scene: Scene, accused: str) -> None:
    """To the accused, their manager, an administrator and a colleague; each world asked a little in each round."""
    posts = {
        "teacher": (("teacher", 9), ("teacher", 8), ("administrator", 1), ("front_door_manager", 1)),
        "lado": (("lado", 1),),
    }
    who = [Outsider(f"{role} {n}", scene.own.post_holder(role, n), scene) for role, n in posts[accused]]

    def secret() -> None:
        case = taken_up(
            scene.own, officer={"lado": "business_manager"}.get(accused, "lado"), children=f"{SECRET}, 9",
            accused_name=who[0].viewer.name, accused_email=who[0].address, too_close=who[1].address if who[1:] else "",
        )  # fmt: skip
        case.called()
        case.as_far_as("concluded")

    apart = in_both_worlds(secret, {one: pages_of(one) for one in who})
    for _ in range(2):
        apart = in_both_worlds(secret, {one: apart[one] for one in who if apart[one]})
    assert not any(apart.values()), {one.name: pages for one, pages in apart.items() if pages}


def pages_of(one: Outsider) -> dict[str, str]:
    """What somebody opens: addresses, and words to search for."""
    searched = (SECRET, "Testwick") if one.viewer.may("search_use") else ()
    return dict.fromkeys([*SHOWN[one.viewer.role], *searched], "")


def in_both_worlds(
    secret: Callable[[], None], asked: Mapping[Outsider, Mapping[str, str]]
) -> dict[Outsider, dict[str, str]]:
    """Of what each asks, what takes longer or shorter in a world with the secret, and the times; 200 answers of each."""
    taken: dict[tuple[Outsider, str], tuple[list[float], list[float]]] = defaultdict(lambda: ([], []))
    for _ in range(ROUNDS if asked else 0):
        for world, make in enumerate((lambda: None, secret)):
            mark = transaction.savepoint_create()
            make()
            for one, pages in asked.items():
                for page, seconds in opened(one, pages):
                    taken[one, page][world].append(seconds)
            transaction.savepoint_rollback(mark)
    apart: dict[Outsider, dict[str, str]] = defaultdict(dict)
    for (one, page), worlds in taken.items():
        assert len(worlds[0]) == len(worlds[1]) == TIMES
        without, with_it = map(statistics.median, worlds)
        if not alike(without, with_it):
            apart[one][page] = f"{with_it * 1000:.2f} ms with it, {without * 1000:.2f} ms without"
    return apart


def opened(one: Outsider, pages: Iterable[str]) -> Iterator[tuple[str, float]]:
    """Each page as it is opened in one round, and how many seconds it took; the first opening is not counted."""
    client = one.browser()
    for page in pages:
        searched = {"words": page}
        ask = partial(client.get, page) if page.startswith("/") else partial(client.post, "/search/", searched)
        ask()
        for _ in range(TIMES // ROUNDS):
            began = time.perf_counter()
            answer = ask()
            yield page, time.perf_counter() - began
            assert answer.status_code == 200, page


def test_an_unknown_person_takes_as_long_to_refuse_as_a_wrong_password(scene: Scene) -> None:
    """With the hash that is used in production, not the quick one of other tests."""
    hashers = ["django.contrib.auth.hashers.ScryptPasswordHasher"]
    with override_settings(PASSWORD_HASHERS=hashers):
        account: Account = give_sign_in(scene.own.post_holder("teacher", 31))

        def sign_in(email: str) -> Callable[[], float]:
            def act() -> float:
                cache.clear()
                began = time.perf_counter()
                Client().post("/sign-in/", {"login": email, "password": f"not {PASSWORD}"})
                return time.perf_counter() - began

            return act

        apart = always_apart(lambda: medians(sign_in(account.email), sign_in("nobody@example.org")))
    assert not apart, f"for somebody and for nobody: {apart}"
