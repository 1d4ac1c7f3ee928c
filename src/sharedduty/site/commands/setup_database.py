"""Make the database, its roles and its tables, or bring them up to date."""

import argparse

from django.conf import settings

from sharedduty.site import preparation

NEEDS_DJANGO = True


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Take no arguments: everything comes from the environment."""


def run(args: argparse.Namespace) -> int:
    """Set up and say in one line what is ready. Raises `Refusal` naming the privilege that is missing."""
    preparation.prepare(settings.ADDRESSES)
    kind = {"embedded": "the embedded server", "made": "the server given", "given": "the server and roles given"}
    print(f"The database {settings.ADDRESSES.database} is ready on {kind[settings.ADDRESSES.kind]}.")
    return 0
