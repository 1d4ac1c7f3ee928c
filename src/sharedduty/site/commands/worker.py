"""Do the background and timed work: fetch jobs, run them, try again what failed."""

import argparse
import logging

from procrastinate import PsycopgConnector
from procrastinate.contrib.django import app
from procrastinate.contrib.django.utils import connector_params

from sharedduty.foundations.jobs.api import enqueue

NEEDS_DJANGO = True
NEEDS_DATABASE = False  # whoever starts a worker has a database running, and keeps it when the worker ends
GRACE_SECONDS = 8


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Take how many jobs at once, and whether to stop when there is nothing left to do."""
    parser.add_argument("--concurrency", type=int, default=2, help="jobs at the same time (2)")
    parser.add_argument("--one-shot", action="store_true", help="do what is waiting, then end")


def run(args: argparse.Namespace) -> int:
    """Work until told to stop. The queue is read as the role `worker`; each job opens its own session and viewer."""
    logging.getLogger("procrastinate").setLevel(logging.WARNING)
    enqueue("journal.verify", once="journal.verify")  # after each start the chain is read again
    with app.replace_connector(PsycopgConnector(kwargs=connector_params("worker"))) as working:
        working.run_worker(
            concurrency=args.concurrency, wait=not args.one_shot, shutdown_graceful_timeout=GRACE_SECONDS
        )
    return 0
