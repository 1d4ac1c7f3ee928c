"""Write the page with the numbers to telephone, for the proxy to show when the service is down."""

import argparse
import shutil
from pathlib import Path

from sharedduty.site import telephones
from sharedduty.site.refusals import Refusal

NEEDS_DJANGO = True


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Take where to put a copy; without it only `var/down.html` is written."""
    parser.add_argument("copy", nargs="?", type=Path, help="where to put a copy, such as /var/www/down.html")


def run(args: argparse.Namespace) -> int:
    """Write it and say where it lies. Raises `Refusal` where it cannot be written."""
    try:
        page = telephones.keep()
        if args.copy:
            shutil.copyfile(page, args.copy)
    except OSError as error:
        raise Refusal(f"the page cannot be written: {error}") from error
    print(args.copy or page)
    return 0
