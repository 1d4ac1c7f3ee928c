"""Make the database, its roles and its tables, or bring them up to date."""

import argparse

from django.conf import settings

from sharedduty.site import demonstration, preparation, telephones
from sharedduty.site.commands import demonstrate, synthesise

NEEDS_DJANGO = True


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Take `--demonstration`; where the database is comes from the environment."""
    parser.add_argument(
        "--demonstration", action="store_true", help="also set up the demonstration people and print who they are"
    )


def run(args: argparse.Namespace) -> int:
    """Set up and say what is ready. Raises `Refusal` naming the privilege that is missing."""
    preparation.prepare(settings.ADDRESSES)
    if args.demonstration:
        demonstrate.run(args)
        synthesise.load_newest()
        telephones.keep()
        print(demonstration.table())
        return 0
    telephones.keep()
    kind = {"embedded": "the embedded server", "made": "the server given", "given": "the server and roles given"}
    print(f"The database {settings.ADDRESSES.database} is ready on {kind[settings.ADDRESSES.kind]}.")
    return 0
