"""Row-level security alone: every check in every view and action is taken out, and still nobody sees what is not theirs.

The guards let everybody in, every role may do everything, and the whole house is asked for the scene's records as each kind
of wrong person. What the database says is then all that stands between them and the record (design section 4; issue A).
"""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from sharedduty.foundations.access import guards
from sharedduty.foundations.access.api import Confidential, Viewer, seen_by
from sharedduty.foundations.people.models import Person
from sharedduty.site.manual.matrix import Address, addresses
from tests.access.scene import CANARY, Scene, record_of, records
from tests.access.test_matrix import NOT_ASKED, bare, telling
from tests.house.test_confidential import confidential

pytestmark = pytest.mark.django_db
LISTS = [one for one in addresses() if not one.parameters and one.guard and one.name not in NOT_ASKED]


@pytest.fixture
def without_checks(scene: Scene, monkeypatch: pytest.MonkeyPatch) -> None:
    """No guard sends anybody away, and every role holds every permission there is."""
    monkeypatch.setattr(guards, "_sign_in_first", lambda request: None)
    monkeypatch.setattr(Viewer, "may", lambda self, permission: True)


WRONG: dict[str, Callable[[Scene], Client]] = {
    "of another area": lambda scene: scene.client(scene.stranger("front_door_manager")),
    "former post-holder": lambda scene: scene.client(scene.former("front_door_manager")),
    "subject of the record": lambda scene: scene.client(scene.subject("front_door_manager")),
    "colleague without sight": lambda scene: scene.client(scene.own.post_holder("police_mash", 7, "office")),
    "administrator": lambda scene: scene.client(scene.holder("administrator")),
    "by a link of their own": lambda scene: scene.by_link(),
    "signed out": lambda scene: Client(),
}


def confidential_records() -> list[Address]:
    """Addresses of what lies in case files; colleagues' accounts are no secret of a case file."""
    return [one for one in records() if record_of(one) not in {"staff", ""}]


def held(scene: Scene) -> dict[str, list[dict[str, Any]]]:
    """Every confidential row as those who hold the records see it: what must not have moved."""
    rows = {}
    for role in ("front_door_worker", "teacher", "police_mash"):
        with seen_by(scene.holder(role)):
            for model in confidential():
                if issubclass(model, Confidential):
                    rows[f"{role} {model._meta.label}"] = list(model.objects.order_by("pk").values())
    return rows


def secrets_of(scene: Scene) -> set[str]:
    return scene.named() | {CANARY}


@pytest.mark.parametrize("who", WRONG)
@pytest.mark.rows("GL-XN-05")
def test_with_no_check_left_in_any_view_the_database_still_shows_nothing(
    scene: Scene, without_checks: None, who: str
) -> None:
    client = WRONG[who](scene)
    client.raise_request_exception = False
    before, told, secrets = held(scene), [], secrets_of(scene)
    for one in LISTS:
        words = telling(client.get(one.route))[1]
        told += [f"{one.name} names {secret}" for secret in secrets if secret in words]
    for words in (CANARY, "Testwick", scene.values["contact"]["reference"]):
        found = (
            telling(client.post("/search/", {"words": words}))[1].replace(f'value="{words}"', "").replace(words, "", 1)
        )
        told += [f"the search for {words} names {secret}" for secret in secrets - {words} if secret in found]
    for one in confidential_records():
        real, absent = telling(client.get(scene.real(one))), telling(client.get(scene.absent(one)))
        if bare(real) != bare(absent) or CANARY in real[1]:
            told.append(f"get {one.name}: {real[0]}, and {absent[0]} for what never was")
    for one in confidential_records():
        if CANARY in telling(client.post(scene.real(one)))[1]:
            told.append(f"post {one.name} names the child")
    assert not told, f"{who}:\n  " + "\n  ".join(told)
    assert held(scene) == before, f"{who} changed a record"


def test_the_checks_are_really_gone(scene: Scene, without_checks: None) -> None:
    """Somebody with sight and no permission now opens the record: the test above asked past the guards."""
    viewer = scene.holder("front_door_worker")
    with seen_by(viewer):
        person = Person.objects.filter(given_names=CANARY).earliest("pk")
    assert scene.client(scene.holder("administrator")).get("/front-door/").status_code == 200
    assert scene.client(viewer).get("/privacy/journal/").status_code == 200
    assert CANARY in telling(scene.client(viewer).get(f"/people/{person.reference}/"))[1]
