"""Print the current one-time code of a demonstration person."""

import argparse

from sharedduty.site import demonstration

NEEDS_DJANGO = True
NEEDS_DATABASE = False


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Take the e-mail address of the demonstration person."""
    parser.add_argument("email", help="for example teacher@demonstration.example")


def run(args: argparse.Namespace) -> int:
    """Print six digits and nothing else. Raises `Refusal` outside a demonstration."""
    print(demonstration.code(args.email))
    return 0
