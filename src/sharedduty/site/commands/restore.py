"""Put a backup back: into an empty place, or with --replace over what is there."""

import argparse
from pathlib import Path

from django.conf import settings

from sharedduty.site import keeping
from sharedduty.site.commands.backup import place
from sharedduty.site.refusals import Refusal
from sharedduty.site.supervisor import who_runs

NEEDS_DJANGO = True


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Take the backup and whether it may replace what is there."""
    parser.add_argument("file", type=Path, help="a file that `sharedduty backup` wrote")
    parser.add_argument("--replace", action="store_true", help="replace the present database and files")


def run(args: argparse.Namespace) -> int:
    """Restore. Raises `Refusal` while the product runs, when something is there, or when the backup is not whole."""
    running = who_runs()
    if running is not None:
        raise Refusal(f"Shared Duty is running here (process {running['pid']}): stop it first with `make stop`")
    manifest = keeping.restore(place(), args.file.resolve(), Path(settings.SECRETS), replace=args.replace)
    rows = sum(manifest["rows"].values())
    print(f"Restored {rows:,} rows as of {manifest['made_at']}. Now prove the journal: sharedduty journal verify")
    return 0
