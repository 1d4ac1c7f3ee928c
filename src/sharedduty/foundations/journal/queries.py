"""What may be read of the journal by its keepers: seals and incidents, never an entry."""

from typing import Any

from django.db import connection


def _rows(sql: str, *values: int) -> list[dict[str, Any]]:
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        names = [column.name for column in cursor.description]
        return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]


def last_seals(limit: int = 10) -> list[dict[str, Any]]:
    """The newest seals: when, in which segment, up to which position, and why a fresh segment began."""
    return _rows(
        "SELECT segment, sealed_at, last_position, encode(head, 'hex') AS head, reason FROM journal_seal"
        " ORDER BY id DESC LIMIT %s",
        limit,
    )


def incidents() -> list[dict[str, Any]]:
    """Every incident, open ones first, the newest first."""
    return _rows(
        "SELECT id, found_at, finding, closed_at, closing_note FROM journal_incident"
        " ORDER BY closed_at IS NOT NULL, id DESC"
    )
