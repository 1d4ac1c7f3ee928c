"""Take in the council's existing children and the work open with them, from a CSV file; safe to repeat every night."""

import argparse
import sys
from pathlib import Path

from sharedduty.foundations.access.api import seen_by, system_viewer
from sharedduty.foundations.directory.models import Area
from sharedduty.foundations.people.api import CannotRead, Imported, decode, import_children
from sharedduty.site.refusals import Refusal

NEEDS_DJANGO = True


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Take the file, the area, the source's name, and what to do about bad rows."""
    parser.add_argument("file", type=Path, help="UTF-8 CSV with a first line of column names")
    parser.add_argument("--area", required=True, help="the area's key, for example gloucestershire")
    parser.add_argument("--source", default="council", help="the system the numbers come from")
    parser.add_argument("--good-rows", action="store_true", help="take in the good rows although some are bad")
    parser.add_argument(
        "--complete", action="store_true", help="the file names all open work: close what it leaves out"
    )


def run(args: argparse.Namespace) -> int:
    """Import as the importer. Exit code 0 when every row was taken in, 1 when any was bad. Raises `Refusal`."""
    importer = system_viewer("importer")
    try:
        text = decode(args.file.read_bytes())
    except (OSError, CannotRead) as wrong:
        raise Refusal(f"{args.file} cannot be read: {wrong}") from wrong
    with seen_by(importer):
        area = Area.objects.using(importer.database).filter(key=args.area).first()
        if area is None:
            raise Refusal(f"there is no area {args.area}", code=2)
        try:
            done = import_children(
                text, by=importer, area=area, source=args.source, good_rows=args.good_rows, complete=args.complete
            )
        except CannotRead as wrong:
            raise Refusal(f"{args.file}: {wrong}") from wrong
    _report(done)
    return 1 if done.faults else 0


def _report(done: Imported) -> None:
    for fault in done.faults:
        print(fault, file=sys.stderr)
    if not done.taken_in:
        print(f"Nothing was taken in: {len(done.faults)} faults in {done.rows} rows.", file=sys.stderr)
        return
    left = f" {len(done.faults)} faults left rows out." if done.faults else ""
    print(
        f"{done.rows} rows: {done.registered} children registered, {done.changed} changed, {done.opened} pieces of work "
        f"opened, {done.closed} closed.{left}"
    )
