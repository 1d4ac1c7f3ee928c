"""The chain: what is sealed stays as it was, or the verification names the row."""

import json
import random
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import psycopg
import pytest
from django.conf import settings
from django.db import connections, transaction

from sharedduty.foundations.journal.api import open_incidents, record_change, seal, verify, verify_and_answer

# Sealing waits for every older transaction of the server, so these tests need it to themselves.
pytestmark = [
    pytest.mark.alone,
    pytest.mark.django_db(transaction=True, databases=["default", "sealer", "owner"]),
]

ROWS = 60


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


@pytest.fixture
def seals(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(settings, "SEAL_DIR", tmp_path)
    return tmp_path


@pytest.fixture
def forger(seals: Path) -> Iterator[psycopg.Connection[Any]]:
    """Somebody who got hold of the owner's password and switched the append-only trigger off."""
    with psycopg.connect(**connections["owner"].get_connection_params(), autocommit=True) as session:
        session.execute("ALTER TABLE journal_entry DISABLE TRIGGER journal_entry_append_only")
        yield session


def edit(forger: psycopg.Connection[Any], dice: random.Random, ids: list[int]) -> int:
    row = dice.choice(ids)
    column, value = dice.choice(
        [("actor", "account:2"), ("verb", "opened"), ("reason", "none"), ("post", "Nobody"), ("object_ref", "T-9999"),
         ("digest", b"x"), ("files", [4711]), ("fields", ["c"]), ("at", "2026-01-01")]
    )  # fmt: skip
    forger.execute(f"UPDATE journal_entry SET {column} = %s WHERE id = %s", [value, row])  # noqa: S608 (fixed names)
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


MUTATIONS: list[Callable[..., int]] = [edit, delete, insert, swap, reorder, unlink]


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


@pytest.mark.rows("GL-XN-05")
def test_any_one_change_of_a_sealed_row_is_named(forger: psycopg.Connection[Any]) -> None:
    write(ROWS)
    seal()
    sound = verify()
    assert sound.sound and sound.rows == ROWS
    ids = [row[0] for row in forger.execute("SELECT entry_id FROM journal_link ORDER BY position")]
    kept = Kept(forger)
    for mutation in MUTATIONS:
        for seed in range(12):
            row = mutation(forger, random.Random(f"{mutation.__name__} {seed}"), ids)
            faults = verify().faults
            assert len(faults) == 1, (mutation.__name__, seed, faults)
            assert f"row {row} " in faults[0], (mutation.__name__, seed, faults)
            kept.put_back()
    assert verify().sound


@pytest.mark.rows("GL-XN-05")
def test_an_end_cut_off_with_its_seals_shows_against_the_exported_seal(forger: psycopg.Connection[Any]) -> None:
    for _ in range(4):
        write(10)
        seal()
    kept = Kept(forger)
    for end in (0, 3, 10, 25, 30, 39):
        forger.execute(
            "DELETE FROM journal_entry WHERE id IN (SELECT entry_id FROM journal_link WHERE position > %s)", [end]
        )
        forger.execute("DELETE FROM journal_link WHERE position > %s", [end])
        forger.execute("DELETE FROM journal_seal WHERE last_position > %s", [end])
        assert "its end was cut off" in verify().fault, end
        kept.put_back()
    assert verify().sound


def test_a_chain_written_again_from_the_start_shows_against_the_exported_seal(
    forger: psycopg.Connection[Any], seals: Path
) -> None:
    write(20)
    seal()
    kept = [path.read_text() for path in sorted(seals.glob("*.jsonl"))]
    forger.execute("UPDATE journal_entry SET reason = 'nothing to see' WHERE reason = 'because 7'")
    forger.execute("TRUNCATE journal_link, journal_seal")
    seal()
    for path, text in zip(sorted(seals.glob("*.jsonl")), kept, strict=True):
        path.write_text(text)
    assert "differs from its seal" in verify().fault


def test_after_a_fault_work_goes_on_in_a_segment_that_is_itself_verified(forger: psycopg.Connection[Any]) -> None:
    write(10)
    seal()
    forger.execute("UPDATE journal_entry SET reason = 'forged' WHERE reason = 'because 3'")
    first = verify_and_answer()
    assert not first.sound
    assert [finding for _, finding in open_incidents()] == [first.fault]
    write(10)
    seal()
    second = verify_and_answer()
    assert second.faults == first.faults, "the old fault stays reported, and the new segment is sound"
    assert len(open_incidents()) == 1, "one fault, one incident"
    forger.execute(
        "UPDATE journal_entry SET verb = 'forged' WHERE id = (SELECT max(entry_id) FROM journal_link WHERE segment = 2)"
    )
    third = verify_and_answer()
    assert len(third.faults) == 2 and len(open_incidents()) == 2


def test_sealing_goes_on_after_a_restore_on_a_server_that_counts_transactions_from_anew(
    forger: psycopg.Connection[Any],
) -> None:
    write(10)
    seal()
    forger.execute("UPDATE journal_seal SET up_to = '900000000'::xid8")  # as the old server had counted far further
    write(5)
    assert seal() == 5
    write(5)
    assert seal() == 5
    verdict = verify()
    assert verdict.sound and (verdict.rows, verdict.unsealed) == (20, 0)


def test_rows_of_an_open_transaction_wait_and_none_is_passed_over(seals: Path) -> None:
    with psycopg.connect(**connections["default"].get_connection_params()) as slow:
        slow.execute("INSERT INTO journal_entry (actor, verb) VALUES ('account:9', 'began early')")
        write(3)
        assert seal() == 0
        assert verify().unsealed == 3
        slow.commit()
    assert seal() == 4
    assert verify().sound


def test_a_seal_is_exported_where_the_database_cannot_reach_it(seals: Path) -> None:
    write(2)
    seal()
    lines = [json.loads(line) for path in seals.glob("*.jsonl") for line in path.read_text().splitlines()]
    assert [(line["segment"], line["position"]) for line in lines] == [(1, 2)]
    (seals / "2026-01-01.jsonl").write_text("not a seal\n")
    with pytest.raises(ValueError, match="line 1 is not a seal"):
        verify()


def test_the_serving_role_can_neither_read_nor_change_nor_remove_an_entry(db: None) -> None:
    for words in ("SELECT * FROM journal_entry", "UPDATE journal_entry SET verb = 'x'", "DELETE FROM journal_entry",
                  "TRUNCATE journal_entry", "UPDATE journal_link SET position = 1"):  # fmt: skip
        with (
            pytest.raises(Exception, match="permission denied"),
            transaction.atomic(),
            connections["default"].cursor() as c,
        ):
            c.execute(words)
