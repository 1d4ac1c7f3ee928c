"""A local edition of a new area, begun from another area's: its shape and rules are taken over, its bodies are not.

Everything in the copy is draft until the new area has checked it; nothing is written where a folder is already.
"""

import csv
import shutil
from collections.abc import Iterable
from dataclasses import fields
from datetime import date
from pathlib import Path

import yaml

from sharedduty.foundations.guidance.faults import GuidanceError
from sharedduty.foundations.guidance.kinds import Clock, Pack
from sharedduty.foundations.guidance.shelf import pack, packs
from sharedduty.foundations.guidance.tables import TABLES

# What belongs to the area copied from: the new one has bodies, groups, money and duties of its own. The files come with
# their columns and no rows, so that it is plain what to fill in.
ITS_OWN = (
    "organisations", "organisation_duties", "districts", "groups", "seats", "group_objectives", "funding",
    "funding_checks", "external_boards", "priorities", "needs_assessments", "training_courses", "documents", "help_offers",
    "document_coverage", "facts", "time_limits", "partnership_functions",
)  # fmt: skip
NOT_A_FIELD = {"key", "pack", "file", "line"}


def copy_pack(from_id: str, new_id: str, *, area: str, in_force_from: date, folder: Path) -> Path:
    """Begin a local edition `new_id` for `area` in `folder` (where PACKS_DIR points). Gives the folder made.

    Raises UnknownPack, and GuidanceError for an edition that is not local, an id that is taken or a folder that is there.
    """
    source = pack(from_id)
    if source.layer != "local":
        raise GuidanceError(
            f"{from_id} is no local edition. A new area copies one that is, such as gloucestershire-2023."
        )
    made = folder / new_id
    if new_id in packs() or made.exists():
        raise GuidanceError(f"There is a pack '{new_id}' already. Choose another id.")
    made.mkdir(parents=True)
    _write_facts(made / "pack.yaml", source, new_id, area, in_force_from)
    clocks = {key: _clock_fields(clock) for key, clock in source.clocks.items()}
    _write_yaml(made / "clocks.yaml", clocks)
    for name, table in source.tables.items():
        rows = [] if name in ITS_OWN else [[row[column] for column in table.columns] for row in table.rows]
        _write_table(made / f"{name}.csv", TABLES[name].columns, rows)
    _copy_forms(source, made)
    return made


def _write_facts(path: Path, source: Pack, new_id: str, area: str, begins: date) -> None:
    facts = {
        "id": new_id,
        "title": f"{area} safeguarding arrangements",
        "edition": f"begun from {source.id}",
        "layer": "local",
        "area": area,
        "status": "draft",
        "confidence": "Assumption",
        "source": f"Copied from {source.id}. Say here which document of {area} each row was then read from",
        "source_not_held": f"The published arrangements of {area} are still to be read; give their hash here instead",
        "in_force_from": begins,
        "retrieved_on": date.today(),  # noqa: DTZ011 - the day on the calendar of whoever runs the command
    }
    _write_yaml(path, facts)


def _clock_fields(clock: Clock) -> dict[str, object]:
    """The fields of a clock that say something, as a pack writes them; every one is draft in the new area."""
    given: dict[str, object] = {}
    for one in fields(Clock):
        value = getattr(clock, one.name)
        if one.name not in NOT_A_FIELD and value not in (None, "", ()):
            given[one.name] = list(value) if isinstance(value, tuple) else value
    given = {name: str(value) if name in ("unit", "kind", "direction") else value for name, value in given.items()}
    return given | {"status": "draft", "confidence": "Assumption"}


def _write_yaml(path: Path, values: object) -> None:
    path.write_text(yaml.safe_dump(values, allow_unicode=True, sort_keys=False, width=120), encoding="utf-8")


def _write_table(path: Path, columns: Iterable[str], rows: Iterable[list[str]]) -> None:
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(list(columns))
        writer.writerows(rows)


def _copy_forms(source: Pack, made: Path) -> None:
    """The forms of an edition and of those it is based on; the later edition's form of a name is the one taken."""
    (made / "forms").mkdir()
    asked: Pack | None = source
    while asked is not None:
        for path in sorted((asked.folder / "forms").glob("*.yaml")):
            if not (made / "forms" / path.name).exists():
                shutil.copyfile(path, made / "forms" / path.name)
        asked = pack(asked.based_on) if asked.based_on else None
