"""Reading the chain again: names the first sealed row that was altered, removed, added or moved, in every segment.

A segment in which a fault was found stays faulty for ever, and is reported at every verification; the segment begun
after it is verified like any other.
"""

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from hashlib import sha256
from pathlib import Path

from django.conf import settings
from django.db import connections, transaction

from sharedduty.foundations.journal.sealing import GENESIS, SEALER, beginning, seal

ExportedSeal = tuple[int, int, bytes]  # segment, position, head
BLOCK = 1000  # rows compared by the database and chained here at a time
_SIZE = 32  # bytes of a digest

# The sealed rows of one segment in blocks: both kinds of digest, and the first place in the block where the row no
# longer gives the digest that was sealed. The row itself is read again by the database; only digests travel.
_BLOCKS = f"""
COPY (
    SELECT min(l.position), count(*), string_agg(l.row_digest, ''::bytea ORDER BY l.position),
        string_agg(l.chain_digest, ''::bytea ORDER BY l.position),
        min(l.position) FILTER (WHERE l.row_digest IS DISTINCT FROM journal_row_digest(e)),
        max(l.position)
    FROM journal_link l LEFT JOIN journal_entry e ON e.id = l.entry_id AND e.at = l.entry_at
    WHERE l.segment = %s
    GROUP BY (l.position - 1) / {BLOCK} ORDER BY 1
) TO STDOUT (FORMAT binary)
"""  # noqa: S608 (a number of ours, never input)
_TYPES = ["int8", "int8", "bytea", "bytea", "int8", "int8"]


@dataclass(frozen=True)
class Verdict:
    """What a verification found: sealed rows read, the first fault of each segment in words, and the unsealed tail."""

    rows: int
    faults: tuple[str, ...]
    unsealed: int

    @property
    def fault(self) -> str:
        """The first fault; empty when there is none."""
        return self.faults[0] if self.faults else ""

    @property
    def sound(self) -> bool:
        """Whether every sealed row is as it was sealed."""
        return not self.faults


@dataclass
class _Segment:
    """One segment: where it starts and ends by the seals, the digest it starts from, and the digests met on the way."""

    number: int
    first: int
    last: int
    begins: bytes
    seals: dict[int, set[bytes]] = field(default_factory=dict)
    met: dict[int, bytes] = field(default_factory=dict)


def verify() -> Verdict:
    """Read every sealed row again (ASVS 16.4.2). Names the first fault of each segment; counts the unsealed tail."""
    # Read first: a seal is exported once it is committed, so none of these can be newer than what is read below.
    exported, faults = exported_seals()
    with transaction.atomic(using=SEALER), connections[SEALER].cursor() as cursor:
        cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
        segments = _segments(exported)
        rows = 0
        for segment in segments:
            read, fault = _verify_segment(segment)
            rows += read
            faults += [fault] if fault else []
        faults += [fault for fault in (_seal_out_of_order(), _added_row()) if fault]
        return Verdict(rows, tuple(faults), unsealed_tail())


def _segments(exported: list[ExportedSeal]) -> list[_Segment]:
    """Every segment by the seals in the database and the seals exported outside it."""
    with connections[SEALER].cursor() as cursor:
        cursor.execute("SELECT segment, last_position, head FROM journal_seal ORDER BY id")
        seals = [(row[0], row[1], bytes(row[2])) for row in cursor.fetchall()]
        cursor.execute("SELECT segment, max(position) FROM journal_link GROUP BY segment ORDER BY segment")
        ends = dict(cursor.fetchall())
    numbers = sorted({one for one, _, _ in [*seals, *exported]} | set(ends))
    segments: list[_Segment] = []
    last_position, last_head = 0, GENESIS
    for number in numbers:
        mine = [(position, digest) for segment, position, digest in seals if segment == number]
        end = max([position for position, _ in mine] + [ends.get(number, last_position), last_position])
        segments.append(_Segment(number, last_position + 1, end, beginning(number, last_head)))
        for segment, position, digest in [*seals, *exported]:
            if segment == number and position > last_position:
                segments[-1].seals.setdefault(position, set()).add(digest)
        last_position, last_head = mine[-1] if mine else (end, last_head)
    return segments


def _verify_segment(segment: _Segment) -> tuple[int, str]:
    """Rows read and the first fault of one segment; empty when it is sound."""
    digest, expected = segment.begins, segment.first
    words: Callable[[], str] | None = None
    with connections[SEALER].cursor() as cursor, cursor.copy(_BLOCKS, [segment.number]) as copy:
        copy.set_types(_TYPES)
        for first, count, rows, chained, altered, last in copy.rows():
            if words is not None:
                continue  # the stream is read to its end, so that the connection can be asked what the fault is
            if first != expected or last != first + count - 1:
                words = partial(_missing, segment, expected)
                continue
            if altered is not None:
                expected, words = altered, partial(_altered, altered)
                continue
            digest, wrong = _chain(segment, digest, first, rows, chained)
            if wrong:
                expected, words = wrong, partial(_broken, wrong)
                continue
            expected = last + 1
    read = expected - segment.first
    return read, words() if words is not None else _seal_fault(segment, expected - 1)


def _chain(segment: _Segment, digest: bytes, first: int, rows: bytes, chained: bytes) -> tuple[bytes, int]:
    """Chain one block on: the digest at its end, and the first position where the kept chain differs (0: nowhere)."""
    for start in range(0, len(rows), _SIZE):
        digest = sha256(digest + rows[start : start + _SIZE]).digest()
        if digest != chained[start : start + _SIZE]:
            return digest, first + start // _SIZE
        position = first + start // _SIZE
        if position in segment.seals:
            segment.met[position] = digest
    return digest, 0


def _missing(segment: _Segment, expected: int) -> str:
    with connections[SEALER].cursor() as cursor:
        cursor.execute(
            "SELECT min(wanted) FROM generate_series(%s::bigint, %s::bigint) wanted"
            " WHERE NOT EXISTS (SELECT 1 FROM journal_link l WHERE l.position = wanted AND l.segment = %s)",
            [expected, min(segment.last, expected + 2 * BLOCK), segment.number],
        )
        place = cursor.fetchone()[0] or expected
    return f"position {place} is missing from the chain: a sealed row was removed"


def _altered(position: int) -> str:
    with connections[SEALER].cursor() as cursor:
        cursor.execute(
            "SELECT l.entry_id, e.id IS NULL FROM journal_link l LEFT JOIN journal_entry e"
            " ON e.id = l.entry_id AND e.at = l.entry_at WHERE l.position = %s",
            [position],
        )
        entry_id, gone = cursor.fetchone()
    if gone:
        return f"row {entry_id} at position {position} is missing: a sealed row was removed"
    return f"row {entry_id} at position {position} is not as it was sealed: it was altered"


def _broken(position: int) -> str:
    with connections[SEALER].cursor() as cursor:
        cursor.execute("SELECT entry_id FROM journal_link WHERE position = %s", [position])
        entry_id = cursor.fetchone()[0]
    return f"row {entry_id} at position {position} breaks the chain: rows were altered or reordered"


def exported_seals() -> tuple[list[ExportedSeal], list[str]]:
    """Segment, position and head of every seal exported to `SEAL_DIR`, oldest first; and the lines that are no seals.

    Half a line at the end of a file is none of these: a full disk left it, and the next seal takes its place.
    """
    folder, seals, faults = Path(settings.SEAL_DIR), [], []
    for path in sorted(folder.glob("*.jsonl")) if folder.is_dir() else []:
        for number, line in enumerate(path.read_bytes().split(b"\n")[:-1], 1):
            try:
                told = json.loads(line)
                seals.append((int(told["segment"]), int(told["position"]), bytes.fromhex(told["head"])))
            except (KeyError, ValueError, TypeError):
                faults.append(f"{path.name} line {number} is not a seal: an exported seal was altered")
    return seals, faults


def _seal_fault(segment: _Segment, end: int) -> str:
    """How a segment disagrees with its seals, in the database and exported outside it; empty where it agrees."""
    for position, heads in sorted(segment.seals.items()):
        if position > end:
            return f"a seal stands at position {position}, the chain ends at {end}: its end was cut off"
        if heads != {segment.met.get(position)}:
            return f"position {position} differs from its seal: the chain was written again"
    return ""


def _seal_out_of_order() -> str:
    """The first seal in the database that goes back behind the one before it; empty when none does."""
    with connections[SEALER].cursor() as cursor:
        cursor.execute(
            "SELECT min(id) FROM (SELECT id, segment < lag(segment) OVER seals OR last_position < lag(last_position) OVER seals"
            " AS back FROM journal_seal WINDOW seals AS (ORDER BY id)) one WHERE back"
        )
        found = cursor.fetchone()[0]
    return f"seal {found} goes back behind the one before it: a seal was altered" if found else ""


def _added_row() -> str:
    """The first row that stands among the sealed ones without ever having been sealed; empty when there is none."""
    covered = (
        "e.txid < coalesce((SELECT up_to FROM journal_seal ORDER BY id DESC LIMIT 1), '0'::xid8)"
        " OR e.id <= coalesce((SELECT floor FROM journal_seal ORDER BY id DESC LIMIT 1), 0)"
    )
    with connections[SEALER].cursor() as cursor:
        cursor.execute(
            f"SELECT (SELECT count(*) FROM journal_entry e WHERE {covered}) > (SELECT count(*) FROM journal_link)"  # noqa: S608 (fixed words)
        )
        if not cursor.fetchone()[0]:
            return ""
        cursor.execute(
            f"SELECT min(e.id) FROM journal_entry e LEFT JOIN journal_link l ON l.entry_id = e.id AND l.entry_at = e.at"  # noqa: S608 (fixed words)
            f" WHERE l.position IS NULL AND ({covered})"
        )
        return f"row {cursor.fetchone()[0]} stands among the sealed rows but was never sealed: it was added"


def unsealed_tail() -> int:
    """How many rows wait to be sealed."""
    with connections[SEALER].cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM journal_entry e,"
            " (SELECT coalesce(max(id), 0) AS id FROM journal_seal) last LEFT JOIN journal_seal s ON s.id = last.id"
            " WHERE e.txid >= coalesce(s.up_to, '0'::xid8) AND e.id > coalesce(s.floor, 0)"
        )
        return int(cursor.fetchone()[0])


def verify_and_answer() -> Verdict:
    """Verify; for a fault not known yet raise the alarm: an incident (the banner reads it) and a fresh segment.

    Work goes on. A fault that was reported once stays in every verdict but makes no second incident.
    """
    verdict = verify()
    with connections[SEALER].cursor() as cursor:
        cursor.execute("SELECT finding FROM journal_incident")
        known = {row[0] for row in cursor.fetchall()}
        new = [fault for fault in verdict.faults if fault not in known]
        for fault in new:
            cursor.execute("INSERT INTO journal_incident (finding) VALUES (%s)", [fault])
    if new:
        seal(new_segment_because=f"verification failed: {new[0]}")
    return verdict


def open_incidents(database: str = "default") -> list[tuple[int, str]]:
    """Incidents nobody has closed yet: id and finding."""
    with connections[database].cursor() as cursor:
        cursor.execute("SELECT id, finding FROM journal_incident WHERE closed_at IS NULL ORDER BY id")
        return [(row[0], row[1]) for row in cursor.fetchall()]
