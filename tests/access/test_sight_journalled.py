"""Who saw is recorded as surely as who changed: a name that is nowhere else is followed through every page (goal C3).

Each answer that holds the canary's name must have written exactly one row of sight, of the very viewer, naming the file.
"""

from collections.abc import Iterator
from typing import Any

import pytest
from django.db import DatabaseError, connection
from django.http import HttpResponse
from django.test import Client

from sharedduty.foundations.access.api import Viewer
from sharedduty.site.manual.matrix import Address, addresses
from tests.access.scene import CANARY, Scene, make_scene, record_of, records
from tests.access.test_matrix import NOT_ASKED, telling
from tests.journalled import journal_rows

pytestmark = pytest.mark.django_db
SEEN = {"opened", "listed", "searched", "exported", "downloaded"}
# Whose files an answer must name, by what the address stands for: at least one of these.
LIES_IN = {
    "contact": ("concern", "contact"), "concern": ("concern",), "draft": ("draft",), "paper": ("draft",),
    "handover": ("handover",), "child": ("child",),
    "request": ("request",), "assessment": ("assessment",), "handover_begun": ("handover_begun",), "file": ("concern", "contact"),
}  # fmt: skip
ROLES_FOLLOWED = (
    "front_door_worker",
    "front_door_manager",
    "police_mash",
    "teacher",
    "out_of_hours_worker",
    "social_worker",
)


def paths(scene: Scene, role: str) -> Iterator[tuple[Address, str]]:
    for one in addresses():
        if one.guard is None or role not in one.roles or one.name in NOT_ASKED or one.guard.kind == "public":
            continue
        if record_of(one):
            yield one, scene.real(one)
        elif not one.parameters:
            yield one, one.route


def fault_of(scene: Scene, one: Address, viewer: Viewer, answer: HttpResponse, rows: list[dict[str, Any]]) -> str:
    """What is wrong with how one answer was journalled; empty when nothing is."""
    if answer.status_code != 200 or CANARY not in telling(answer)[1]:
        return ""
    sights = [row for row in rows if row["verb"] in SEEN]
    if len(sights) != 1:
        return f"{one.name}: {len(sights)} rows of sight ({[row['verb'] for row in rows]})"
    files = set(sights[0]["files"])
    wanted = {scene.files[name] for name in LIES_IN.get(record_of(one), tuple(scene.files))}
    if sights[0]["actor"] != viewer.actor_key or not files & wanted:
        return f"{one.name}: the row names {sights[0]['actor']} and files {sorted(files)}"
    return ""


@pytest.mark.rows("GL-XN-05")
def test_every_answer_that_names_the_child_wrote_one_row_of_sight(db: None, settings, tmp_path) -> None:
    settings.PAPERS_DIR = tmp_path / "papers"
    scene, faults, shown = make_scene(), [], 0
    for role in ROLES_FOLLOWED:
        viewer = scene.holder(role)
        client = scene.client(viewer)
        for one, path in paths(scene, role):
            with journal_rows() as rows:
                answer = client.get(path)
            shown += CANARY in telling(answer)[1]
            if fault := fault_of(scene, one, viewer, answer, rows):
                faults.append(f"{role}: {fault}")
    assert shown > 10, "hardly any page showed the child: the test followed nothing"
    assert not faults, "\n  ".join(["seen, and not recorded as it must be:", *sorted(faults)])


@pytest.mark.rows("GL-XN-05")
def test_what_cannot_be_journalled_is_not_shown(db: None, settings, tmp_path) -> None:
    """If the row cannot be written, the read does not happen."""
    settings.PAPERS_DIR = tmp_path / "papers"
    scene = make_scene()
    client = scene.client(scene.holder("front_door_worker"))
    client.raise_request_exception = False

    def refuse(execute: Any, sql: Any, params: Any, many: bool, context: Any) -> Any:
        if "INSERT INTO journal_entry" in str(sql):
            raise DatabaseError("the journal cannot be written")
        return execute(sql, params, many, context)

    contact = next(one for one in records() if one.name == "front_door:contact")
    for path in (scene.real(contact), "/front-door/"):
        assert CANARY in telling(client.get(path))[1]
        with connection.execute_wrapper(refuse):
            answer = client.get(path)
        assert answer.status_code >= 500
        assert CANARY not in telling(answer)[1]


def test_a_signed_out_browser_never_meets_the_name(db: None, settings, tmp_path) -> None:
    settings.PAPERS_DIR = tmp_path / "papers"
    scene, client = make_scene(), Client()
    for one in addresses():
        if one.name not in NOT_ASKED:
            path = scene.real(one) if record_of(one) else one.filled(dict.fromkeys(dict(one.parameters), "x"))
            assert CANARY not in telling(client.get(path))[1], one.name
