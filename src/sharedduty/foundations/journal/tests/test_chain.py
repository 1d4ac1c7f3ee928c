"""The chain: what is sealed stays as it was, or the verification names the row."""

import json
import random
from pathlib import Path
from typing import Any

import psycopg
import pytest
from django.db import connections, transaction

from sharedduty.foundations.journal import verifying
from sharedduty.foundations.journal.api import open_incidents, seal, verify, verify_and_answer
from sharedduty.foundations.journal.tests.forging import Kept, cut_off, spoil_a_seal, tamper, write

# Sealing waits for every older transaction of the server, so these tests need it to themselves.
pytestmark = [
    pytest.mark.alone,
    pytest.mark.django_db(transaction=True, databases=["default", "sealer", "owner"]),
]

ROWS = 60


@pytest.mark.rows("GL-XN-05")
def test_any_one_change_of_a_sealed_row_is_named(forger: psycopg.Connection[Any]) -> None:
    write(ROWS)
    seal()
    sound = verify()
    assert sound.sound and sound.rows == ROWS
    assert tamper(forger, 12) == []
    assert verify().sound


@pytest.mark.rows("GL-XN-05")
def test_an_end_cut_off_with_its_seals_shows_against_the_exported_seal(forger: psycopg.Connection[Any]) -> None:
    for _ in range(4):
        write(10)
        seal()
    kept, dice = Kept(forger), random.Random("ends")
    for end in (0, 10, 30, 39, *(dice.randrange(40) for _ in range(12))):
        cut_off(forger, end)
        assert "its end was cut off" in verify().fault, end
        kept.put_back()
    assert verify().sound


def test_a_seal_that_was_changed_is_noticed(forger: psycopg.Connection[Any]) -> None:
    for _ in range(4):
        write(10)
        seal()
    kept, dice = Kept(forger), random.Random("seals")
    for _ in range(20):
        done = spoil_a_seal(forger, dice)
        assert not verify().sound, done
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


def test_a_row_committed_out_of_turn_before_a_backup_is_sealed_after_the_restore(
    forger: psycopg.Connection[Any],
) -> None:
    write(3)
    with psycopg.connect(**connections["default"].get_connection_params()) as first:
        first.execute("SELECT pg_current_xact_id()")
        with psycopg.connect(**connections["default"].get_connection_params()) as second:
            second.execute("INSERT INTO journal_entry (actor, verb) VALUES ('account:9', 'lower number, later turn')")
            first.execute("INSERT INTO journal_entry (actor, verb) VALUES ('account:8', 'higher number, earlier turn')")
            first.commit()
            assert seal() == 4, "the second is still at work"
            second.commit()
    # As on the server it was restored to: the old one had counted far further.
    forger.execute("UPDATE journal_entry SET txid = '900000001'::xid8 WHERE actor = 'account:9'")
    forger.execute("UPDATE journal_seal SET up_to = '900000000'::xid8")
    write(2)
    assert seal() == 3
    write(2)
    assert seal() == 2
    verdict = verify()
    assert verdict.sound and (verdict.rows, verdict.unsealed) == (9, 0)


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
    assert "2026-01-01.jsonl line 1 is not a seal" in verify_and_answer().fault
    assert len(open_incidents()) == 1


def test_half_a_line_left_by_a_full_disk_is_no_alarm_and_spoils_no_later_seal(seals: Path) -> None:
    write(2)
    seal()
    (path,) = seals.glob("*.jsonl")
    with path.open("a") as file:
        file.write('{"segment": 1, "posi')
    assert verify().sound
    write(2)
    seal()
    assert verify().sound
    assert [json.loads(line)["position"] for line in path.read_text().splitlines()] == [2, 4]


def test_a_seal_made_while_the_journal_is_read_is_no_false_alarm(seals: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(5)
    seal()
    read = verifying.exported_seals

    def sealed_meanwhile() -> Any:
        write(5)
        seal()
        return read()

    monkeypatch.setattr(verifying, "exported_seals", sealed_meanwhile)
    assert verify().sound


def test_the_serving_role_can_neither_read_nor_change_nor_remove_an_entry(db: None) -> None:
    for words in ("SELECT * FROM journal_entry", "UPDATE journal_entry SET verb = 'x'", "DELETE FROM journal_entry",
                  "TRUNCATE journal_entry", "UPDATE journal_link SET position = 1"):  # fmt: skip
        with (
            pytest.raises(Exception, match="permission denied"),
            transaction.atomic(),
            connections["default"].cursor() as c,
        ):
            c.execute(words)
