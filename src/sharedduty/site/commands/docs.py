"""Make the generated pages of docs/ again; --check fails when one is stale."""

import argparse
import sys

from sharedduty.site.manual import pages

NEEDS_DJANGO = True
NEEDS_DATABASE = False


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Take `--check`."""
    parser.add_argument("--check", action="store_true", help="write nothing; exit 1 naming what is stale")


def run(args: argparse.Namespace) -> int:
    """Write what has changed, or say what would. Raises `Refusal` for undecided fields and rows."""
    root = pages.repository()
    if not args.check:
        for path in pages.write(root):
            print(f"docs/{path}")
        return 0
    stale = pages.stale(root)
    for path in stale:
        print(f"docs/{path} is stale: run `sharedduty docs`", file=sys.stderr)
    return 1 if stale else 0
