"""Do the background and timed work: fetch jobs, run them, try again what failed.

A worker that can no longer say what became of a job ends, and is started again: it would otherwise be alive, hold the
job for ever and do no more of its kind. What it left is taken up again after half a minute (`foundations/jobs/timed.py`).
"""

import argparse
import asyncio
import logging
import os
from typing import Any

from procrastinate import App, PsycopgConnector
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
    queue = PsycopgConnector(kwargs=connector_params("worker"))
    with app.replace_connector(queue) as working:
        asyncio.run(_work(working, args))
    return 0


async def _work(working: App, args: argparse.Namespace) -> None:
    asyncio.get_running_loop().set_exception_handler(_end)
    async with working.open_async():
        await working.run_worker_async(
            concurrency=args.concurrency, wait=not args.one_shot, shutdown_graceful_timeout=GRACE_SECONDS
        )


def _end(loop: asyncio.AbstractEventLoop, context: dict[str, Any]) -> None:
    """What nobody waited for has failed: with a job, that its outcome could not be written down."""
    loop.default_exception_handler(context)
    if context.get("exception") is not None and context.get("task", context.get("future")) is not None:
        os._exit(1)
