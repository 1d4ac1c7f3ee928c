"""Ways to forge the journal for somebody who has the owner's password, each on rows drawn by lot."""

import random
from collections.abc import Callable
from typing import Any

import psycopg
from django.db import transaction

from sharedduty.foundations.journal.api import record_change, verify


class Somebody:
    """An actor for the journal."""

    actor_key = "account:1"
    post_title = "Tester"
    database = "default"


def write(number: int) -> None:
    for one in range(number):
        with transaction.atomic():
            record_change(
                by=Somebody(), verb="changed", object_type="thing", object_ref=f"T-{one}", file=one, fields=["a", "b"],
                reason=f"because {one}", values={"a": one},
            )  # fmt: skip


def edit(forger: psycopg.Connection[Any], dice: random.Random, ids: list[int]) -> int:
    """Change one column of one row, every column but the number itself."""
    row = dice.choice(ids)
    column, value = dice.choice(
        [("actor", "account:2"), ("verb", "opened"), ("reason", "none"), ("post", "Nobody"), ("object_ref", "T-9999"),
         ("object_type", "other"), ("digest", b"x"), ("digest", None), ("files", [4711]), ("files", []), ("fields", ["c"]),
         ("fields", ["a,b"]), ("at", "2026-01-01"), ("txid", "5")]
    )  # fmt: skip
    forger.execute(f"UPDATE journal_entry SET {column} = %s WHERE id = %s", [value, row])  # noqa: S608 (fixed names)
    return row


def shift(forger: psycopg.Connection[Any], dice: random.Random, ids: list[int]) -> int:
    """Move a word from one column into the next, so that what is hashed might read alike."""
    row = dice.choice(ids)
    forger.execute("UPDATE journal_entry SET post = '', verb = post || verb WHERE id = %s", [row])
    return row


def relabel(forger: psycopg.Connection[Any], dice: random.Random, ids: list[int]) -> int:
    """Change one column of one place in the chain."""
    row = dice.choice(ids)
    column, value = dice.choice([("row_digest", b"x" * 32), ("chain_digest", b"y" * 32), ("entry_at", "2026-01-01")])
    forger.execute(f"UPDATE journal_link SET {column} = %s WHERE entry_id = %s", [value, row])  # noqa: S608 (fixed names)
    return row


def delete(forger: psycopg.Connection[Any], dice: random.Random, ids: list[int]) -> int:
    row = dice.choice(ids)
    forger.execute("DELETE FROM journal_entry WHERE id = %s", [row])
    return row


def insert(forger: psycopg.Connection[Any], dice: random.Random, ids: list[int]) -> int:
    near = dice.choice(ids)
    added = forger.execute(
        "INSERT INTO journal_entry (at, txid, actor, verb) SELECT at, txid, 'account:3', 'opened' FROM journal_entry"
        " WHERE id = %s RETURNING id",
        [near],
    ).fetchone()
    assert added
    return added[0]


def swap(forger: psycopg.Connection[Any], dice: random.Random, ids: list[int]) -> int:
    """Exchange what two rows say."""
    one, other = sorted(dice.sample(ids, 2))
    for column in ("object_ref", "reason"):
        forger.execute(
            f"UPDATE journal_entry e SET {column} = o.{column} FROM journal_entry o"  # noqa: S608 (fixed names)
            " WHERE e.id IN (%s, %s) AND o.id IN (%s, %s) AND e.id <> o.id",
            [one, other, one, other],
        )
    return one


def reorder(forger: psycopg.Connection[Any], dice: random.Random, ids: list[int]) -> int:
    """Exchange two places of the chain, each with its own row's true digest."""
    one, other = sorted(dice.sample(ids, 2))
    forger.execute(
        "UPDATE journal_link l SET entry_id = o.entry_id, entry_at = o.entry_at, row_digest = o.row_digest"
        " FROM journal_link o WHERE l.entry_id IN (%s, %s) AND o.entry_id IN (%s, %s) AND l.entry_id <> o.entry_id",
        [one, other, one, other],
    )
    return other


def unlink(forger: psycopg.Connection[Any], dice: random.Random, ids: list[int]) -> int:
    """Take a row and its place in the chain away, and close the gap."""
    row = dice.choice(ids[:-1])
    place = forger.execute("DELETE FROM journal_link WHERE entry_id = %s RETURNING position", [row]).fetchone()
    assert place
    forger.execute("DELETE FROM journal_entry WHERE id = %s", [row])
    forger.execute("UPDATE journal_link SET position = -position WHERE position > %s", place)
    forger.execute("UPDATE journal_link SET position = -position - 1 WHERE position < 0")
    return ids[ids.index(row) + 1]


MUTATIONS: list[Callable[..., int]] = [edit, shift, relabel, delete, insert, swap, reorder, unlink]


class Kept:
    """The journal as it was, to put back after each forgery."""

    def __init__(self, forger: psycopg.Connection[Any]) -> None:
        self.forger = forger
        for table in ("journal_entry", "journal_link", "journal_seal"):
            forger.execute(f"CREATE TEMP TABLE kept_{table} AS SELECT * FROM {table}")  # noqa: S608 (fixed names)

    def put_back(self) -> None:
        for table in ("journal_entry", "journal_link", "journal_seal"):
            self.forger.execute(f"TRUNCATE {table}")
            self.forger.execute(f"INSERT INTO {table} OVERRIDING SYSTEM VALUE SELECT * FROM kept_{table}")  # noqa: S608


def tamper(forger: psycopg.Connection[Any], times: int) -> list[str]:
    """Forge so often in each way, each time on the journal as it was; gives every forgery that was not named.

    Each forgery is of one kind on rows drawn by lot; the verification must find exactly one fault and name the row.
    """
    ids = [row[0] for row in forger.execute("SELECT entry_id FROM journal_link ORDER BY position")]
    kept, missed = Kept(forger), []
    for mutation in MUTATIONS:
        for seed in range(times):
            row = mutation(forger, random.Random(f"{mutation.__name__} {seed}"), ids)
            faults = verify().faults
            if len(faults) != 1 or f"row {row} " not in faults[0]:
                missed.append(f"{mutation.__name__} {seed}: row {row}, found {faults}")
            kept.put_back()
    return missed


def spoil_a_seal(forger: psycopg.Connection[Any], dice: random.Random) -> str:
    """Change one column of one seal inside the database, as whoever rewrites the chain would; says what was done."""
    number, last = forger.execute(
        "SELECT id, last_position FROM journal_seal ORDER BY random() LIMIT 1"
    ).fetchone() or (0, 0)
    column, value = dice.choice([("head", b"z" * 32), ("last_position", last + dice.choice([-1, 1])), ("segment", 2)])
    forger.execute(f"UPDATE journal_seal SET {column} = %s WHERE id = %s", [value, number])  # noqa: S608 (fixed names)
    return f"seal {number}: {column} {value!r}"


def cut_off(forger: psycopg.Connection[Any], end: int) -> None:
    """Remove the end of the journal with everything in the database that tells of it."""
    forger.execute(
        "DELETE FROM journal_entry WHERE id IN (SELECT entry_id FROM journal_link WHERE position > %s)", [end]
    )
    forger.execute("DELETE FROM journal_link WHERE position > %s", [end])
    forger.execute("DELETE FROM journal_seal WHERE last_position > %s", [end])
