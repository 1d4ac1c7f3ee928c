"""Keeping bytes outside the web root under random names. The bytes are safely written before any row names them."""

import os
import secrets
import shutil
from pathlib import Path

from django.conf import settings

from sharedduty.foundations.papers.refusals import Refused

LEAST_FREE = 0.10  # of the disk: below it uploads are refused so that records can still be written (quality.md R7)


def place(name: str) -> Path:
    """Where a stored name lies. Raises ValueError for anything but a name made here."""
    if len(name) != 64 or not set(name) <= set("0123456789abcdef"):
        raise ValueError("not a stored name")
    return Path(settings.PAPERS_DIR) / name[:2] / name


def keep(data: bytes) -> str:
    """Write bytes to the disk for good. Gives the random name. Raises Refused where the disk is nearly full; OSError."""
    root = Path(settings.PAPERS_DIR)
    root.mkdir(mode=0o700, parents=True, exist_ok=True)
    disk = shutil.disk_usage(root)
    if disk.free - len(data) < LEAST_FREE * disk.total:
        raise Refused("There is no room for files at the moment. Send the form without them; the front door will ask")
    name = secrets.token_hex(32)
    path = place(name)
    path.parent.mkdir(mode=0o700, exist_ok=True)
    draft = path.with_suffix(".part")
    handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(handle, "wb") as out:
            out.write(data)
            out.flush()
            os.fsync(out.fileno())
        draft.rename(path)
        _sync(path.parent)
    except OSError:
        draft.unlink(missing_ok=True)
        raise
    return name


def _sync(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def read(name: str) -> bytes:
    """The bytes kept under a name. Raises FileNotFoundError."""
    return place(name).read_bytes()


def stored_names() -> set[str]:
    """Every name with bytes on the disk."""
    return {path.name for path in Path(settings.PAPERS_DIR).glob("??/*") if len(path.name) == 64}


def throw_away(name: str) -> None:
    """Take bytes off the disk for good; nothing happens where they are gone."""
    place(name).unlink(missing_ok=True)
