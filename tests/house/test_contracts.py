"""The walls that `.importlinter` cannot draw: rooms meet only at their front doors (`api.py`), reads and writes apart."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from tests.house import survey

# What may be imported of another room besides its api. Composition reads addresses and start-up; tests read tests.
FRONT_DOORS = frozenset({"api"})
# Writes whole synthetic years into the rooms' own tables with COPY, for demonstrations and benchmarks only.
LOADERS = "site/synthesis/"
SITE_MAY = frozenset({"api", "urls", "apps", "policy"})


def _foreign(source: survey.Source) -> Iterator[tuple[str, str, int]]:
    """(the other room, what of it, line) for every import that leaves the room."""
    here = survey.room_of(source.module)
    for name, line in survey.imports(source.tree):
        room = survey.room_of(name)
        if room not in (here, survey.PACKAGE) and room in survey.heights():
            inside = name.removeprefix(f"{room}.").split(".")[0] if name != room else ""
            yield room, inside, line


def _may(source: survey.Source, room: str, inside: str) -> bool:
    if inside in FRONT_DOORS or "plain" in room or "design" in room:
        return True
    if source.name.startswith(LOADERS):
        return True
    if source.room == "site":
        return inside in SITE_MAY or not room.startswith("sharedduty.modules")
    return not room.startswith(("sharedduty.modules", "sharedduty.desks"))


def test_another_room_is_entered_by_its_api() -> None:
    through_the_wall = [
        f"{source.name}:{line}: {room}.{inside}"
        for source in survey.product()
        for room, inside, line in _foreign(source)
        if not _may(source, room, inside)
    ]
    assert not through_the_wall, survey.told(through_the_wall, "another room may be imported only through its api.py")


def test_rooms_and_desks_enter_foundations_by_their_api() -> None:
    """A foundation's models may be pointed at by models and read by queries and actions; the rest goes by its api."""
    may_read_models = {"models", "queries", "actions"}
    through = [
        f"{source.name}:{line}: {room}.{inside}"
        for source in survey.product()
        if source.parts[0] in {"modules", "desks"}
        for room, inside, line in _foreign(source)
        if room.startswith("sharedduty.foundations")
        and inside not in {"api", "urls"}
        and not room.endswith((".plain", ".design"))
        and not (inside == "models" and source.layer in may_read_models)
        and inside != "faults"
    ]
    assert not through, survey.told(through, "rooms and desks use a foundation through its api.py")


def test_views_never_import_models() -> None:
    importing = [
        f"{source.name}:{line}: {name}"
        for source in survey.product()
        if source.layer == "views" and source.room != "foundations/access"
        for name, line in survey.imports(source.tree)
        if ".models" in name
    ]
    assert not importing, survey.told(importing, "a view asks queries and actions; it never touches a model")


def test_foundations_stand_in_their_order() -> None:
    upward = [
        f"{source.name}:{line}: {room}"
        for source in survey.product()
        for room, _, line in _foreign(source)
        if survey.heights()[room] >= survey.heights().get(survey.room_of(source.module), (9, 0))
    ]
    assert not upward, survey.told(upward, "imports go down, never up or sideways (.importlinter)")


def test_plain_knows_no_django() -> None:
    knowing = [
        source.name
        for source in survey.product()
        if source.room == "foundations/plain" and ("import django" in source.text or "from django" in source.text)
    ]
    assert not knowing, survey.told(knowing, "plain is pure Python")


def test_the_contracts_of_the_house_hold() -> None:
    """import-linter as `make check` runs it."""
    linter = Path(sys.executable).with_name("lint-imports")
    run = subprocess.run([linter, "--no-cache"], cwd=survey.ROOT, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stdout[-3000:] + run.stderr[-1000:]
