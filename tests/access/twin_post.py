"""The house's own work in a twin, and the mail it sends: every due job is worked as time goes by, every message is kept.

A twin is one open transaction, and what is not committed no other session sees. So the tests of twins sign in as the owner,
who takes the role `app` (`roles_taken`), and each statement of a system viewer runs under that viewer's role in the same
transaction (`Own`): the rights, the policies and the functions are those of its own sign-in.
"""

import datetime
import json
import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from email.message import EmailMessage
from typing import Any

import time_machine
from django.conf import settings
from django.core import mail
from django.db import connection, connections
from django.db.backends.postgresql.base import Cursor
from django.utils import timezone
from procrastinate.contrib.django import app
from psycopg.sql import SQL, Composed, Identifier

from sharedduty.foundations.access.api import Account
from sharedduty.foundations.journal.backend.base import DatabaseWrapper
from sharedduty.site.addresses import Addresses
from sharedduty.site.roles import session

SYSTEM = ("reminder", "importer", "worker")
# Timed work that tells nobody anything, and what it does outside the database could not be undone with the world.
NOT_WORKED = {
    "journal.seal": "seals the journal, as a sign-in that reads nothing else",
    "journal.verify_nightly": "reads the seals that the one before writes",
    "jobs.take_up_again": "puts back what a killed worker left; here each job is worked at once",
    "papers.sweep": "throws away files of the disk, which the other world still has",
}
# When the house is looked in on again: what is due within a day, a week, a quarter, a year or at the end of a file's keeping.
LATER = tuple(datetime.timedelta(days=days) for days in (0, 1, 3, 7, 14, 28, 60, 120, 400, 4000))
# What may differ between two mails, and why: nothing else is forgiven.
NORMALISERS = (
    (re.compile(rb"(?m)^(Message-ID: )<[^>]*>"), rb"\1"),  # made anew for each message
    (re.compile(rb"(/notices/)N-\w{4}-\w{4}/"), rb"\1"),  # the notice's random reference
    (re.compile(rb"(/raise/link/)[\w-]+/"), rb"\1"),  # a link's own secret
)
_UNDOES = re.compile(r"(?:ROLLBACK TO|RELEASE|SAVEPOINT)\b", re.IGNORECASE)


@dataclass(frozen=True)
class Letter:
    """One message to one address, as it goes out: headers and body, without what is new each time."""

    to: str
    sent: bytes

    def __str__(self) -> str:
        return f"to {self.to}: {self.sent.decode('utf-8', 'replace')!r}"


class _UnderItsRole(Cursor):
    """A cursor that takes a role for each statement and gives it back."""

    takes: Composed
    gives_back: Composed

    def execute(self, query: Any, *given: Any, **more: Any) -> Any:
        """Run one statement under the role."""
        if _UNDOES.match(str(query)):  # these need no right, and must run after a statement that failed
            return super().execute(query, *given, **more)
        super().execute(self.takes)
        super().execute(query, *given, **more)
        kept = self.pgresult
        with self.connection.cursor() as beside:
            beside.execute(self.gives_back)  # a statement that fails is undone by its block, and the role with it
        assert self.pgresult is kept
        return self


class Own(DatabaseWrapper):
    """A system viewer's connection inside the twin's transaction: each statement runs under its own role."""

    def __init__(self, alias: str) -> None:
        super().__init__({**connections[alias].settings_dict}, alias)
        self.connection = connection.connection
        self.in_atomic_block, self.autocommit = True, False

    def create_cursor(self, name: str | None = None) -> Any:
        """Give a cursor under the role; a named one would be read after the role is given back."""
        made = _UnderItsRole(self.connection)
        made.takes = SQL("SET ROLE {}").format(Identifier(settings.DATABASE_ROLES[self.alias]))
        made.gives_back = SQL("SET ROLE {}").format(Identifier(settings.DATABASE_ROLES["app"]))
        return made


@contextmanager
def roles_taken(addresses: Addresses) -> Iterator[None]:
    """Let the default connection be one that can take the roles of the system viewers, and serve as `app` meanwhile.

    Where owner and serving role were both given, the owner may not hand out the latter: then that one is let take the others.
    """
    given = addresses.kind == "given"
    signs_in = addresses.logins["app" if given else "owner"]
    names = [addresses.roles[key] for key in (*SYSTEM, *(() if given else ("app",)))]
    roles = SQL(", ").join(Identifier(name) for name in names)
    with session(addresses.logins["owner"]) as owner:
        owner.execute(
            SQL("GRANT {} TO {} WITH INHERIT FALSE, SET TRUE").format(roles, Identifier(signs_in.user)),
        )
    served, kept = connections["default"], connections["default"].settings_dict
    served.close()
    served.settings_dict = {
        **kept, "USER": signs_in.user, "PASSWORD": signs_in.password,
        "OPTIONS": {**kept["OPTIONS"], "assume_role": addresses.roles["app"]},
    }  # fmt: skip
    try:
        yield
    finally:
        served.close()
        served.settings_dict = kept
        if given:
            with session(addresses.logins["owner"]) as owner:
                owner.execute(SQL("REVOKE {} FROM {}").format(roles, Identifier(signs_in.user)))


@contextmanager
def _by_themselves() -> Iterator[None]:
    """Let system viewers work in this transaction."""
    before = {alias: connections[alias] for alias in SYSTEM}
    for alias in SYSTEM:
        connections[alias] = Own(alias)
    try:
        yield
    finally:
        for alias, one in before.items():
            connections[alias] = one


def post_of(steps: Iterable[datetime.timedelta] = LATER[:1]) -> list[Letter]:
    """Do what waits for the transaction's end, then work every due job at each of these times from now; give the mail sent.

    A job that raises fails the test: nothing is tried again.
    """
    mail.outbox.clear()
    _as_if_committed()
    now = timezone.now()
    with _by_themselves():
        for step in steps:
            with time_machine.travel(now + step, tick=False):
                for name in _timed():
                    _work(name, {"timestamp": int(timezone.now().timestamp())})
                _work_the_queue()
    sent = [Letter(address, _bare(one)) for one in mail.outbox for address in one.recipients()]
    mail.outbox.clear()
    return sent


def nobodys(letters: Iterable[Letter]) -> set[str]:
    """The addresses among those written to that no account here has."""
    written_to = {one.to for one in letters}
    return written_to - set(Account.objects.filter(email__in=written_to).values_list("email", flat=True))


def _timed() -> list[str]:
    return sorted({one.task.name for one in app.periodic_registry.periodic_tasks.values()} - NOT_WORKED.keys())


def _work_the_queue() -> None:
    while True:
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT id, task_name, args FROM procrastinate_jobs WHERE status = 'todo'"
                " AND (scheduled_at IS NULL OR scheduled_at <= %s) ORDER BY scheduled_at NULLS FIRST, id",
                [timezone.now()],
            )
            due = cursor.fetchall()
        for number, name, args in due:
            with connections["worker"].cursor() as cursor:  # taken from the queue first, so that its lock is free
                cursor.execute("DELETE FROM procrastinate_jobs WHERE id = %s", [number])
            _work(name, json.loads(args))
        if not due:
            return


def _work(name: str, args: dict[str, int]) -> None:
    """Work one job as a worker would: with no viewer set, and all that it leaves for the end of its transaction."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('app.viewer', '', true)")
    app.tasks[name](**args)
    _as_if_committed()


def _as_if_committed() -> None:
    while connection.run_on_commit:
        waiting, connection.run_on_commit = connection.run_on_commit, []
        for _, act, _ in waiting:
            act()


def _bare(message: mail.EmailMessage) -> bytes:
    whole: EmailMessage = message.message()
    sent = whole.as_bytes()
    for pattern, replacement in NORMALISERS:
        sent = pattern.sub(replacement, sent)
    return sent
