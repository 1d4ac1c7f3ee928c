"""Background work: one way to ask for it, one way to declare it. Arguments are whole numbers (ids), never content.

A job is asked for in the transaction that needs it, so it exists exactly when that transaction committed. It runs later,
perhaps twice, in a session of its own, and sets its own viewer before it touches anything confidential.
"""

import datetime
import functools
from collections.abc import Callable
from typing import Any

from django.db import transaction
from procrastinate import RetryStrategy
from procrastinate.contrib.django import app
from procrastinate.exceptions import AlreadyEnqueued

Work = Callable[..., None]
MOST_ATTEMPTS = 8
_RETRY = RetryStrategy(max_attempts=MOST_ATTEMPTS, exponential_wait=4)  # 4, 16, 64 … seconds: about a day in all
_declared: dict[str, Any] = {}


def job(name: str) -> Callable[[Work], Work]:
    """Declare a function as the job called `name`. It takes whole numbers by keyword, and must bear running twice.

    Tried again up to eight times over about a day when it raises. Raises ValueError for a name that is taken.
    """

    def declare(work: Work) -> Work:
        if name in _declared:
            raise ValueError(f"two jobs are called {name}")
        _declared[name] = app.task(name=name, retry=_RETRY)(work)
        return work

    return declare


def every(name: str, cron: str, *, lock: str = "", overlapping: bool = False) -> Callable[[Work], Work]:
    """Declare a function without arguments as timed work.

    Takes: its name, and when it runs as cron words (five, or six with seconds last), in UTC. Two of one name never
    run at the same time, unless they may be `overlapping`.
    """

    def declare(work: Work) -> Work:
        @functools.wraps(work)
        def at_its_time(timestamp: int) -> None:
            work()

        task = app.task(name=name, queueing_lock=lock or name, lock=None if overlapping else lock or name)(at_its_time)
        _declared[name] = app.periodic(cron=cron)(task)
        return work

    return declare


def enqueue(name: str, *, after: datetime.datetime | None = None, once: str = "", **ids: int) -> None:
    """Ask for a job, in the running transaction.

    Takes: the job's name, when at the earliest, ids by keyword, and with `once` a key: while one such job waits, no
    second is added. Raises KeyError for a name nobody declared and TypeError for an argument that is no whole number.
    """
    if name not in _declared:
        raise KeyError(f"no job is called {name!r}")
    if wrong := [key for key, value in ids.items() if not isinstance(value, int)]:
        raise TypeError(f"a job takes ids only: {', '.join(wrong)}")
    later = app.configure_task(name, schedule_at=after, queueing_lock=once or None)
    try:
        with transaction.atomic():  # a lock that is taken must not spoil the caller's transaction
            later.defer(**ids)
    except AlreadyEnqueued:
        if not once:
            raise


def declared() -> list[str]:
    """The names of all jobs."""
    return sorted(_declared)
