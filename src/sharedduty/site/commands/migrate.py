"""Bring the database's tables to this version."""

import argparse

from sharedduty.site import preparation

NEEDS_DJANGO = True


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Take `--plan`, which changes nothing."""
    parser.add_argument("--plan", action="store_true", help="say what would be done, change nothing")


def run(args: argparse.Namespace) -> int:
    """Migrate as the owner of the database."""
    preparation.migrate(plan_only=args.plan)
    return 0
