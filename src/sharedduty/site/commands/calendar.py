"""`sharedduty calendar show | check | import`: the working-day calendar and the bank holidays added to it.

Needs no database. A file that does not hold together is refused, naming its line, and the calendar in use stays.
"""

import argparse
import os
import sys
from pathlib import Path

from sharedduty.foundations.plain.calendar import (
    CalendarError,
    added_folder,
    parse_calendar,
    read_calendars,
)

REFUSED = 2


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments of `sharedduty calendar`."""
    verbs = parser.add_subparsers(dest="verb", required=True, metavar="{show,check,import}")
    show = verbs.add_parser("show", help="the calendar in use, and the bank holidays of a year")
    show.add_argument("year", nargs="?", type=int)
    for verb, said in (
        ("check", "whether a CSV could be imported"),
        ("import", "lay a CSV of bank holidays over the list"),
    ):
        one = verbs.add_parser(verb, help=said)
        one.add_argument(
            "file", type=Path, help="CSV: a line '# version: …', then date,name,basis (basis removed takes one away)"
        )


def run(args: argparse.Namespace) -> int:
    """Do what was asked: 0, or 2 with the reason on stderr."""
    try:
        return {"show": _show, "check": _check, "import": _import}[args.verb](args)
    except (CalendarError, OSError, UnicodeDecodeError) as problem:
        print(f"sharedduty calendar: {problem}", file=sys.stderr)
        return REFUSED


def _show(args: argparse.Namespace) -> int:
    calendar = read_calendars()
    print(f"England and Wales, {calendar.first} to {calendar.last}, version {calendar.version}")
    for holiday in sorted(calendar.holidays.values(), key=lambda h: h.on):
        if args.year in (None, holiday.on.year):
            print(f"{holiday.on}  {holiday.on:%A}  {holiday.name} ({holiday.basis})")
    return 0


def _laid_over(path: Path) -> str:
    text = path.read_text(encoding="utf-8")
    before = read_calendars()
    after = parse_calendar(text, name=path.name, base=before)
    added = [day for day in after.holidays if day not in before.holidays]
    gone = [day for day in before.holidays if day not in after.holidays]
    print(f"adds {len(added)}, removes {len(gone)}; then covers {after.first} to {after.last}, version {after.version}")
    return text


def _check(args: argparse.Namespace) -> int:
    _laid_over(args.file)
    return 0


def _import(args: argparse.Namespace) -> int:
    text = _laid_over(args.file)
    folder = added_folder()
    folder.mkdir(parents=True, exist_ok=True)
    target = folder / f"{args.file.stem}.csv"
    if target.exists():
        raise CalendarError(f"{target} is there already; give the new file another name, so that no list is lost.")
    draft = target.with_suffix(".part")
    draft.write_text(text, encoding="utf-8")
    os.replace(draft, target)  # whole or not at all: a reader never sees half a list
    print(f"imported as {target}; running programs take it up within ten seconds")
    return 0
