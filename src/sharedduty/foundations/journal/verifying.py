"""Reading the chain again: names the first sealed row that was altered, removed or reordered."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.db import connections, transaction

from sharedduty.foundations.journal.sealing import GENESIS, SEALER, chain, head, seal

# The sealed rows in their order, each beside the entry it was made from, read again from the table.
_SEALED = """
COPY (
    SELECT l.position, l.entry_id, l.row_digest, l.chain_digest, journal_row_digest(e)
    FROM journal_link l LEFT JOIN journal_entry e ON e.id = l.entry_id AND e.at = l.entry_at
    ORDER BY l.position
) TO STDOUT (FORMAT binary)
"""


@dataclass(frozen=True)
class Verdict:
    """What a verification found: sealed rows read, the first fault in words (empty if none), and the unsealed tail."""

    rows: int
    fault: str
    unsealed: int

    @property
    def sound(self) -> bool:
        """Whether every sealed row is as it was sealed."""
        return not self.fault


def _sealed_rows() -> Iterator[tuple[int, int, bytes, bytes, bytes | None]]:
    with connections[SEALER].cursor() as cursor, cursor.copy(_SEALED) as copy:
        copy.set_types(["int8", "int8", "bytea", "bytea", "bytea"])
        yield from copy.rows()


def _first_fault() -> tuple[int, str, dict[int, bytes]]:
    """Rows read, the first fault in words, and the chain's digest at each exported position."""
    exported = dict(exported_seals())
    met: dict[int, bytes] = {}
    digest, expected = GENESIS, 0
    for position, entry_id, row_digest, chain_digest, entry_digest in _sealed_rows():
        expected += 1
        if position != expected:
            return expected, f"position {expected} is missing from the chain: a sealed row was removed", met
        if entry_digest is None:
            return expected, f"row {entry_id} at position {position} is missing: a sealed row was removed", met
        if entry_digest != row_digest:
            return expected, f"row {entry_id} at position {position} is not as it was sealed: it was altered", met
        digest = chain(digest, row_digest)
        if digest != chain_digest:
            return (
                expected,
                f"row {entry_id} at position {position} breaks the chain: rows were altered or reordered",
                met,
            )
        if position in exported:
            met[position] = digest
    return expected, "", met


def exported_seals() -> Iterator[tuple[int, bytes]]:
    """Position and head of every seal exported to `SEAL_DIR`, oldest first. Raises ValueError on a line it cannot read."""
    folder = Path(settings.SEAL_DIR)
    for path in sorted(folder.glob("*.jsonl")) if folder.is_dir() else []:
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            try:
                seal_line = json.loads(line)
                yield int(seal_line["position"]), bytes.fromhex(seal_line["head"])
            except (KeyError, ValueError, TypeError) as error:
                raise ValueError(f"{path.name} line {number} is not a seal") from error


def _export_fault(rows: int, met: dict[int, bytes]) -> str:
    """How the chain disagrees with the seals exported outside the database; empty where it agrees."""
    for position, exported_head in exported_seals():
        if position > rows:
            return f"the exported seal stands at position {position}, the chain ends at {rows}: its end was cut off"
        if position and met.get(position) != exported_head:
            return f"position {position} differs from the exported seal: the chain was written again"
    return ""


def unsealed_tail() -> int:
    """How many rows wait to be sealed."""
    with connections[SEALER].cursor() as cursor:
        cursor.execute("SELECT count(*) FROM journal_entry WHERE txid >= %s::text::xid8", [head().up_to])
        return int(cursor.fetchone()[0])


def verify() -> Verdict:
    """Read every sealed row again (ASVS 16.4.2). Names the first fault; counts the unsealed tail."""
    with transaction.atomic(using=SEALER):
        rows, fault, met = _first_fault()
        if not fault:
            fault = _export_fault(rows, met)
        return Verdict(rows, fault, unsealed_tail())


def verify_and_answer() -> Verdict:
    """Verify; on a fault raise the alarm: an incident record (the banner reads it) and a fresh segment. Work goes on."""
    verdict = verify()
    if not verdict.sound and verdict.fault not in {finding for _, finding in open_incidents(SEALER)}:
        with connections[SEALER].cursor() as cursor:
            cursor.execute("INSERT INTO journal_incident (finding) VALUES (%s)", [verdict.fault])
        seal(new_segment_because=f"verification failed: {verdict.fault}")
    return verdict


def open_incidents(database: str = "default") -> list[tuple[int, str]]:
    """Incidents nobody has closed yet: id and finding."""
    with connections[database].cursor() as cursor:
        cursor.execute("SELECT id, finding FROM journal_incident WHERE closed_at IS NULL ORDER BY id")
        return [(row[0], row[1]) for row in cursor.fetchall()]
