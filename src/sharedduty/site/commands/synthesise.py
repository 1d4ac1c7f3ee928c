"""Load a synthetic partnership: invented families, a year of contacts and what was done about each."""

import argparse
import sys
import time

from sharedduty.site.demonstration import AREA, require_demonstration
from sharedduty.site.refusals import Refusal
from sharedduty.site.synthesis import crowd, loading, stories

NEEDS_DJANGO = True
MOST_AREAS = 32
SEED, NEWEST = 1, 300


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Take how many areas, years, contacts and further people, and the seed."""
    parser.add_argument("--areas", type=int, default=1, help="how many areas; the first is the demonstration's")
    parser.add_argument("--years", type=float, default=1, help="how far back from now")
    parser.add_argument("--seed", type=int, default=SEED, help="the same seed makes the same partnership")
    parser.add_argument("--people", type=int, default=0, help="further people on record without contacts")
    parser.add_argument("--contacts", type=int, default=loading.PER_YEAR, help="contacts of one area in one year")
    parser.add_argument("--first", type=int, default=0, help="stop after about this many of the newest contacts")
    parser.add_argument("--quiet", action="store_true", help="no progress line")


def run(args: argparse.Namespace) -> int:
    """Load what is missing; running again goes on where it stopped. Raises `Refusal` outside a demonstration."""
    require_demonstration()
    if not 1 <= args.areas <= MOST_AREAS or args.years <= 0 or args.contacts < 1 or args.people < 0:
        raise Refusal(f"ask for 1 to {MOST_AREAS} areas, some time and at least one contact a year", code=2)
    started = time.monotonic()
    made = 0
    if not args.first:
        stories.tell(AREA)  # before the year: whoever opens a room in the first minutes finds somebody's work there
    for number in range(args.areas):
        key, name = (AREA, "Gloucestershire") if number == 0 else (f"inventshire-{number}", f"Inventshire {number}")
        wanted = loading.window(
            key, name, number, args.seed, days=max(1, round(365 * args.years)), per_year=args.contacts
        )
        made += loading.load(wanted, first=args.first, progress=None if args.quiet else _line(name))
    people = crowd.add(wanted, args.people, progress=None if args.quiet else _line("people")) if args.people else 0
    print(f"{made} contacts and {people} further people in {time.monotonic() - started:.1f} seconds.")
    return 0


def load_newest(contacts: int = NEWEST) -> int:
    """Load the newest contacts of the demonstration's year, so that the product opens on work; gives how many were new.

    Raises `Refusal` outside a demonstration.
    """
    require_demonstration()
    return loading.load(loading.window(AREA, "Gloucestershire", 0, SEED, days=365), first=contacts)


def _line(what: str) -> loading.Progress:
    """A progress line: rewritten in place on a terminal, a line for each fifth elsewhere."""
    live = sys.stderr.isatty()
    shown = [-1]

    def show(done: int, of: int) -> None:
        fifths = 5 * done // of
        if live or fifths > shown[0]:
            shown[0] = fifths
            print(
                f"{what}: {100 * done // of} %", end="\r" if live and done < of else "\n", file=sys.stderr, flush=True
            )

    return show
