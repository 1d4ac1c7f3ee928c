"""Write everything this partnership knows into one file: database, uploaded files, seals and secrets."""

import argparse
from pathlib import Path

from django.conf import settings

from sharedduty.site import keeping

NEEDS_DJANGO = True


def place() -> keeping.Place:
    """Give what this installation's backups hold, from the settings."""
    return keeping.Place(
        addresses=settings.ADDRESSES,
        folders={"papers": Path(settings.PAPERS_DIR), "seals": Path(settings.SEAL_DIR)},
        secrets={"secret_key": settings.SECRET_KEY, "journal_key": settings.JOURNAL_KEY},
    )


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Take the file to write."""
    parser.add_argument("file", type=Path, help="the file to write; it must not exist yet")


def run(args: argparse.Namespace) -> int:
    """Make the backup; the product may go on running. Raises `Refusal`."""
    manifest = keeping.back_up(place(), args.file.resolve())
    rows = sum(manifest["rows"].values())
    print(f"{args.file} holds {rows:,} rows as of {manifest['made_at']}. Keep it as safe as the database itself.")
    return 0
