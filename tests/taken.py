"""Which declared steps of the house's processes some test took: a run of every test fails where one was never taken.

A step is a verb at a stage. Each worker keeps the steps that were written to the history of a record while its tests ran
(also in a transaction that was undone afterwards: it was taken all the same).
"""

import json
from pathlib import Path
from typing import Any

from django.db.models.signals import post_save

from sharedduty.foundations.process.api import Move, Process, processes

Taken = tuple[str, str, str]  # process, stage, verb
_taken: set[Taken] = set()


def _heard(sender: Any, instance: Move, created: bool, **more: Any) -> None:
    if created and instance.from_stage:
        _taken.add((instance.process, instance.from_stage, instance.verb))


def listen() -> None:
    """From now on keep every step that is written."""
    post_save.connect(_heard, sender=Move, dispatch_uid="steps-taken")


def keep(folder: Path, worker: str) -> None:
    """Leave what this worker's tests took where the one who started it reads it."""
    (folder / f"taken-{worker}.json").write_text(json.dumps(sorted(_taken)))


def kept(folder: Path) -> set[Taken]:
    """What the tests of every worker took."""
    files = sorted(folder.glob("taken-*.json"))
    return {(code, stage, verb) for file in files for code, stage, verb in json.loads(file.read_text())}


def never_taken(taken: set[Taken], among: list[Process]) -> list[str]:
    """The declared steps that no test took, in words."""
    declared = {(one.code, stage, step.verb) for one in among for step in one.transitions for stage in step.from_stages}
    return [f"{code}: {verb} from {stage}" for code, stage, verb in sorted(declared - taken)]


def report(folder: Path) -> list[str]:
    """The steps of every process of the house that no test of this run took."""
    return never_taken(kept(folder), processes())
