"""All packs: loaded once per process, and loaded again when the folder for local packs changes.

A pack that does not validate is refused and the running ones stay (design, section 8).
"""

import logging
import os
import threading
import time
from collections.abc import Mapping
from datetime import date
from pathlib import Path

from sharedduty.foundations.guidance.faults import Fault, NoArrangements, PackInvalid, UnknownPack
from sharedduty.foundations.guidance.kinds import LAYERS, Pack
from sharedduty.foundations.guidance.loading import load_pack

logger = logging.getLogger(__name__)
SHIPPED = Path(__file__).resolve().parents[2] / "packs"
LOOK_AGAIN_SECONDS = 10.0


class Refused(PackInvalid):
    """One or more local packs were refused; the others are in use."""


def local_folder() -> Path | None:
    """The folder named by PACKS_DIR, which may add packs to the shipped ones."""
    named = os.environ.get("PACKS_DIR")
    return Path(named) if named else None


def pack_folders(extra: Path | None = None) -> dict[str, Path]:
    """Where each pack lies, by id: the shipped ones, then those of `extra` (which may not take a shipped pack's id)."""
    found = {
        path.name: path for path in sorted(SHIPPED.iterdir()) if path.is_dir() and not path.name.startswith(("_", "."))
    }
    if extra and extra.is_dir():
        for path in sorted(extra.iterdir()):
            if path.is_dir() and not path.name.startswith((".", "_")):
                found.setdefault(path.name, path)
    return found


def load_all(folders: Mapping[str, Path]) -> tuple[dict[str, Pack], list[Fault]]:
    """Every pack that validates, by id, and the faults of those that do not (a pack based on a refused one is
    refused).
    """
    packs: dict[str, Pack] = {}
    faults: list[Fault] = []
    refused: set[str] = set()
    coming: list[str] = []

    def find(pack_id: str) -> Pack:
        if pack_id in packs:
            return packs[pack_id]
        if pack_id in coming:
            raise PackInvalid(
                [Fault(f"{pack_id}/pack.yaml", 1, "based_on", f"goes round in a circle: {' -> '.join(coming)}")]
            )
        if pack_id in refused or pack_id not in folders:
            raise UnknownPack(f"There is no pack '{pack_id}' that can be used.")
        coming.append(pack_id)
        try:
            packs[pack_id] = load_pack(folders[pack_id], find=find)
        finally:
            coming.pop()
        return packs[pack_id]

    for pack_id in folders:
        try:
            find(pack_id)
        except PackInvalid as problem:
            refused.add(pack_id)
            faults += [fault for fault in problem.faults if fault not in faults]
        except UnknownPack as problem:
            refused.add(pack_id)
            faults.append(Fault(f"{pack_id}/pack.yaml", 0, "", str(problem)))
    return packs, faults


class _Shelf:
    """The packs in use and what the local folder looked like when they were read."""

    packs: Mapping[str, Pack] | None = None
    refused: tuple[Fault, ...] = ()
    seen: object = None
    look_again_at = 0.0
    lock = threading.Lock()


def _look(folder: Path | None) -> object:
    if folder is None or not folder.is_dir():
        return folder
    files = sorted(path for path in folder.rglob("*") if path.suffix in (".yaml", ".csv"))
    return folder, tuple((str(path), path.stat().st_mtime_ns, path.stat().st_size) for path in files)


def packs() -> Mapping[str, Pack]:
    """Every pack in use, by id. Raises PackInvalid only if a shipped pack is broken."""
    now = time.monotonic()
    if _Shelf.packs is not None and now < _Shelf.look_again_at:
        return _Shelf.packs
    with _Shelf.lock:
        seen = _look(local_folder())
        if _Shelf.packs is None or seen != _Shelf.seen:
            _reload()
            _Shelf.seen = seen
        _Shelf.look_again_at = now + LOOK_AGAIN_SECONDS
    return _Shelf.packs or {}


def _reload() -> None:
    loaded, faults = load_all(pack_folders(local_folder()))
    broken = [fault for fault in faults if (SHIPPED / fault.file.partition("/")[0]).is_dir()]
    if broken and _Shelf.packs is None:
        raise PackInvalid(broken)
    running = _Shelf.packs or {}
    for fault in faults:
        logger.error("Pack refused: %s", fault)
    # A pack that ran before and no longer validates goes on running as it was.
    names = {fault.file.partition("/")[0] for fault in faults}
    kept = {pack_id: pack for pack_id, pack in running.items() if pack_id in names}
    _Shelf.packs = {**kept, **loaded}
    _Shelf.refused = tuple(faults)


def refused() -> tuple[Fault, ...]:
    """The faults of the local packs that are not in use because of them."""
    packs()
    return _Shelf.refused


def forget_packs() -> None:
    """Make the next `packs()` read the folder again at once (after an import, and between tests)."""
    _Shelf.look_again_at = 0.0


def pack(pack_id: str) -> Pack:
    """The pack with this id. Raises UnknownPack, naming what there is, and NoArrangements for an area without one."""
    if not pack_id:
        raise NoArrangements("This area has no local arrangements yet. An administrator chooses them under Our area.")
    found = packs().get(pack_id)
    if found is None:
        raise UnknownPack(f"There is no pack '{pack_id}'. There are: {', '.join(packs())}.")
    return found


def in_order(some: Mapping[str, Pack]) -> list[Pack]:
    """Packs by layer, highest first, then latest first."""
    latest = sorted(some.values(), key=lambda p: (p.in_force_from or date.max, p.id), reverse=True)
    return sorted(latest, key=lambda p: LAYERS.index(p.layer))


def editions_in_force(on: date, *, area: str | None = None) -> list[Pack]:
    """The packs in force on a day, highest layer first; local ones of `area` only, or of every area when it is None.

    A pack closed to new cases runs the cases it already has and is not among them.
    """
    return [
        pack
        for pack in in_order(packs())
        if pack.in_force_on(on)
        and not pack.closed_to_new_cases
        and (pack.layer != "local" or area is None or pack.area.casefold() == area.casefold())
    ]
