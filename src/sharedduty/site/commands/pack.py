"""`sharedduty pack list | check | diff | copy`: the guidance packs, whether they hold together, how two editions differ.

Needs no database. A fault is said on stderr, with file, line and key, and exit code 2.
"""

import argparse
import json
import sys
import textwrap
from datetime import date
from pathlib import Path

from sharedduty.foundations.forms.shelf import check_forms
from sharedduty.foundations.guidance import api as guidance
from sharedduty.foundations.guidance.checking import PACK_ID
from sharedduty.foundations.guidance.copying import copy_pack
from sharedduty.foundations.guidance.faults import Fault
from sharedduty.foundations.guidance.shelf import load_all, local_folder, pack_folders

REFUSED = 2


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments of `sharedduty pack`."""
    verbs = parser.add_subparsers(dest="verb", required=True, metavar="{list,check,diff,copy}")
    verbs.add_parser("list", help="every pack with its layer, dates and status")
    check = verbs.add_parser("check", help="whether every pack holds together; naming file, line and key where not")
    check.add_argument("folder", nargs="*", type=Path, help="only these pack folders (default: all packs in use)")
    diff = verbs.add_parser("diff", help="what the second pack adds to, changes in and removes from the first")
    diff.add_argument("earlier")
    diff.add_argument("later")
    diff.add_argument("--json", action="store_true", help="the difference as JSON")
    copy = verbs.add_parser("copy", help="begin the local pack of a new area from that of another")
    copy.add_argument("source", help="the local pack to begin from, such as gloucestershire-2023")
    copy.add_argument("new", help="the id of the new pack, such as testshire-2027")
    copy.add_argument("--area", required=True, help="the new area's name")
    copy.add_argument("--from", dest="begins", type=date.fromisoformat, required=True, help="in force from: 2027-01-01")
    copy.add_argument("--to", type=Path, help="the folder for local packs (default: where PACKS_DIR points)")


def run(args: argparse.Namespace) -> int:
    """Do what was asked: 0, or 2 with the reason on stderr."""
    try:
        return {"list": _list, "check": _check, "diff": _diff, "copy": _copy}[args.verb](args)
    except guidance.PackInvalid as problem:
        return _refuse(problem.faults)
    except guidance.GuidanceError as problem:
        print(f"sharedduty pack: {problem}", file=sys.stderr)
        return REFUSED


def _refuse(faults: list[Fault]) -> int:
    for fault in faults:
        print(fault, file=sys.stderr)
    print(f"{len(faults)} fault{'s' if len(faults) != 1 else ''}. The packs in use stay as they are.", file=sys.stderr)
    return REFUSED


def _list(args: argparse.Namespace) -> int:
    for one in sorted(guidance.packs().values(), key=lambda p: (p.layer, p.id)):
        span = (
            f"{one.in_force_from or '?'} to {one.in_force_to or 'now'}"
            if one.status != "prospective"
            else "not in force"
        )
        print(f"{one.id:<22} {one.layer:<19} {one.status:<12} {span:<26} {one.title}")
    return 0


def _check(args: argparse.Namespace) -> int:
    folders = pack_folders(local_folder())
    asked = {path.resolve().name: path.resolve() for path in args.folder}
    missing = [path for path in asked.values() if not path.is_dir()]
    if missing:
        print(f"sharedduty pack: {missing[0]} is no folder", file=sys.stderr)
        return REFUSED
    loaded, faults = load_all({**folders, **asked})
    if asked:
        faults = [fault for fault in faults if fault.file.partition("/")[0] in asked]
        loaded = {pack_id: one for pack_id, one in loaded.items() if pack_id in asked}
    faults += [fault for one in loaded.values() for fault in check_forms(one)]
    if faults:
        return _refuse(faults)
    for one in loaded.values():
        rows = sum(len(table.rows) for table in one.tables.values())
        held = f"{len(one.clocks)} clocks, {len(one.provisions)} provisions, {rows} rows in {len(one.tables)} tables"
        print(f"{one.id}: {held}")
    print("1 pack holds together" if len(loaded) == 1 else f"{len(loaded)} packs hold together")
    return 0


def _diff(args: argparse.Namespace) -> int:
    found = guidance.diff(args.earlier, args.later)
    if args.json:
        print(json.dumps(found.as_json(), ensure_ascii=False, indent=2))
        return 0
    print(f"{found.earlier.title}  ({found.earlier.id})\n  -> {found.later.title}  ({found.later.id})")
    for name, old, new in found.facts:
        print(f"  {name}: {old or '(nothing)'} -> {new or '(nothing)'}")
    for what in found.lists:
        print(f"\n{what}")
        for changes, sign in (
            (found.of(what, "removed"), "-"),
            (found.of(what, "added"), "+"),
            (found.said_anew(what), "~"),
        ):
            for change in changes:
                _print_change(change, sign)
        if same := found.said_again(what):
            print(f"  = {len(same)} say the same; only how far they are checked differs:")
            print(
                textwrap.fill(
                    ", ".join(one.key for one in same), 118, initial_indent="      ", subsequent_indent="      "
                )
            )
    if not found.changes:
        print("\nNothing else differs.")
    return 0


def _copy(args: argparse.Namespace) -> int:
    folder = args.to or local_folder()
    if folder is None:
        print("sharedduty pack: say where to with --to, or set PACKS_DIR", file=sys.stderr)
        return REFUSED
    if not PACK_ID.match(args.new):
        print("sharedduty pack: an id is small letters, digits and hyphens", file=sys.stderr)
        return REFUSED
    made = copy_pack(args.source, args.new, area=args.area, in_force_from=args.begins, folder=folder)
    print(f"Made {made}. Everything in it is draft.")
    print("Next: fill in organisations.csv, groups.csv and the other tables that have no rows; put your own words and")
    print(
        "limits in; point PACKS_DIR at its folder; then `sharedduty pack check` and docs/how-to/set-up-a-new-area.md."
    )
    return 0


def _print_change(change: guidance.Change, sign: str) -> None:
    label = "" if change.label == change.key else f": {change.label}"
    print(f"  {sign} {change.key}{label}")
    if sign == "~":
        for name, old, new in change.fields:
            print(f"      {name}: {old or '(nothing)'} -> {new or '(nothing)'}")
