"""Counting tries, however many are made at the same moment: guesses that arrive together count one by one."""

import time

from allauth.core.internal.ratelimit import Rate, apply_rate
from django.core.cache import cache
from django.db import connection

HOUR = 3600


def take_turns(key: str) -> None:
    """Wait until every other transaction that takes turns under this key has ended; the next one waits for this.

    So whatever is counted and then written down is counted once for each. Needs a transaction, as every request is one.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [key])


def too_often(key: str, most: int, seconds: int = HOUR) -> bool:
    """Count one more try; whether there were `most` within the last `seconds` already. Refused tries do not count.

    The count lies in the database, is the same for every worker, and is undone with its transaction: a page that counts
    must answer, never raise (`guards.nothing_here`).
    """
    take_turns(key)
    allowed, tried = apply_rate(cache.get(key, []), time.time(), Rate(most, seconds, "key"))
    cache.set(key, tried, seconds)
    return not allowed
