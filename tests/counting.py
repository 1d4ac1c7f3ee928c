"""How many statements a page asks of the database: its own, not those the clock brings whatever the page."""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from django.db import connection
from django.test.utils import CaptureQueriesContext

BOOKKEEPING = re.compile(r"BEGIN|COMMIT|ROLLBACK|SAVEPOINT|RELEASE|SELECT set_config\('app\.viewer'")
# Read or noted now and then by the clock: the banner, and that a session is still in use.
BY_THE_CLOCK = re.compile(r"journal_incident|UPDATE \"(django_session|usersessions_usersession)\"")


@contextmanager
def statements() -> Iterator[list[str]]:
    """The statements asked meanwhile, in order, once it is over."""
    own: list[str] = []
    with CaptureQueriesContext(connection) as captured:
        yield own
    said = (one["sql"].strip() for one in captured)
    own.extend(one for one in said if not BOOKKEEPING.match(one) and not BY_THE_CLOCK.search(one))


def counted(ask: Callable[[], Any]) -> int:
    """How many statements `ask` takes the second time: what a process reads once and keeps is there by then."""
    ask()
    with statements() as asked:
        ask()
    return len(asked)
