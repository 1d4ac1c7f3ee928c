"""Sealing: chaining committed journal rows by digest, below the oldest running transaction.

A chain written inline would lock its head until commit and deadlock (stack.md 5), so rows are sealed afterwards, every
few seconds, in the order of their transactions. Each seal is also exported to a folder outside the database.
"""

import datetime
import fcntl
import hashlib
import json
import os
from dataclasses import dataclass, replace
from pathlib import Path
from typing import IO

from django.conf import settings
from django.db import connections, transaction

SEALER = "sealer"
GENESIS = bytes(32)
_LOCK = 7_401_115  # an advisory lock: one sealer at a time
_SINCE_LAST = (
    "SELECT e.id, e.at, journal_row_digest(e) FROM journal_entry e"
    " WHERE e.txid >= %s::text::xid8 AND e.txid < %s::text::xid8 AND e.id > %s ORDER BY e.txid, e.id"
)
_AFTER_RESTORE = (  # what the old server had not sealed yet, then what came since
    "SELECT e.id, e.at, journal_row_digest(e) FROM journal_entry e, (SELECT %s::text::xid8 AS old, %s::text::xid8 AS up_to,"
    " %s::bigint AS floor) last WHERE e.txid >= old OR (e.txid < up_to AND e.id > floor) ORDER BY e.id > floor, e.txid, e.id"
)


@dataclass(frozen=True)
class Head:
    """Where the chain stands: its segment, last position, digest there, the first transaction not yet covered, and the
    row number at or below which every row was sealed before this segment began (after a restore)."""

    segment: int
    position: int
    digest: bytes
    up_to: int
    floor: int = 0


def chain(previous: bytes, row_digest: bytes) -> bytes:
    """The chain's digest after one more row."""
    return hashlib.sha256(previous + row_digest).digest()


def beginning(segment: int, last_head: bytes) -> bytes:
    """The digest a segment starts from: nothing for the first, and for a later one where the seals say the last ended."""
    return GENESIS if segment == 1 else hashlib.sha256(b"segment %d" % segment + last_head).digest()


def head() -> Head:
    """The last seal, or the beginning where nothing has been sealed."""
    with connections[SEALER].cursor() as cursor:
        cursor.execute(
            "SELECT segment, last_position, head, up_to::text::numeric, floor FROM journal_seal ORDER BY id DESC LIMIT 1"
        )
        row = cursor.fetchone()
    return Head(row[0], row[1], bytes(row[2]), int(row[3]), row[4]) if row else Head(1, 0, GENESIS, 0)


def seal(*, new_segment_because: str = "") -> int:
    """Seal every committed row that no running transaction could still precede.

    Takes: a reason when a fresh segment must begin (after a failed verification). After a restore it begins by itself,
    since a restored server counts its transactions from anew. Gives: how many rows were sealed. Exports the seal.
    """
    with transaction.atomic(using=SEALER), connections[SEALER].cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_LOCK])
        last = head()
        cursor.execute("SELECT pg_snapshot_xmin(pg_current_snapshot())::text::numeric")
        up_to = int(cursor.fetchone()[0])
        old_rows = up_to < last.up_to  # counted by the server this database was restored from
        if old_rows:
            last = replace(last, floor=_floor_after_restore(last))
            new_segment_because = new_segment_because or "the database was restored: its transactions count from anew"
        cursor.execute(_AFTER_RESTORE if old_rows else _SINCE_LAST, [last.up_to, up_to, last.floor])
        rows = cursor.fetchall()
        if not rows and not new_segment_because:
            return 0
        segment = last.segment + 1 if new_segment_because else last.segment
        digest = beginning(segment, last.digest) if new_segment_because else last.digest
        position = last.position
        with cursor.copy(
            "COPY journal_link (position, segment, entry_id, entry_at, row_digest, chain_digest) FROM STDIN"
        ) as copy:
            for entry_id, at, row_digest in rows:
                position += 1
                digest = chain(digest, bytes(row_digest))
                copy.write_row((position, segment, entry_id, at, bytes(row_digest), digest))
        cursor.execute(
            "INSERT INTO journal_seal (segment, last_position, head, up_to, reason, floor)"
            " VALUES (%s, %s, %s, %s::text::xid8, %s, %s)",
            [segment, position, digest, up_to, new_segment_because, last.floor],
        )
    _export(segment, position, digest)
    return len(rows)


def _floor_after_restore(last: Head) -> int:
    """The highest row number the old server gave: those sealed, and those it had not sealed yet when it was kept."""
    with connections[SEALER].cursor() as cursor:
        cursor.execute(
            "SELECT greatest((SELECT coalesce(max(entry_id), 0) FROM journal_link),"
            " (SELECT coalesce(max(id), 0) FROM journal_entry WHERE txid >= %s::text::xid8))",
            [last.up_to],
        )
        return int(cursor.fetchone()[0])


def _export(segment: int, position: int, digest: bytes) -> None:
    """Write the seal where the database cannot reach it: one line a seal, in a file a day, synced to disk."""
    now = datetime.datetime.now(datetime.UTC)
    folder = Path(settings.SEAL_DIR)
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    line = json.dumps({"segment": segment, "position": position, "head": digest.hex(), "at": now.isoformat()})
    with (folder / f"{now:%Y-%m-%d}.jsonl").open("a+b") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        _clear_half_a_line(file)
        file.write(line.encode() + b"\n")
        file.flush()
        os.fsync(file.fileno())


def _clear_half_a_line(file: IO[bytes]) -> None:
    """Remove what a full disk or a power cut left of a line, so that the next seal does not run on from it."""
    end = file.seek(0, os.SEEK_END)
    file.seek(max(0, end - 1))
    if file.read() in {b"", b"\n"}:
        return
    file.seek(0)
    file.truncate(file.read().rfind(b"\n") + 1)
