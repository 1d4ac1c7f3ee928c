"""Django's PostgreSQL connection, which writes the journal rows of a transaction before it lets it end.

Rows are kept until the outermost block of work inside the transaction ends (for a page: its view) and then sent in one
INSERT, in one round trip with the statement that ends it. A block that is undone drops its own. If they cannot be written,
the statement after them is not run either, so the whole fails (design section 4; ADR 0014).
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import psycopg
from django.db.backends.postgresql import base

COLUMNS = ("actor", "post", "verb", "object_type", "object_ref", "files", "fields", "reason", "digest")
_ROW = f"({', '.join(['%s'] * len(COLUMNS))})"
_INSERT = f"INSERT INTO journal_entry ({', '.join(COLUMNS)}) VALUES "  # noqa: S608 (names of columns above)


class DatabaseWrapper(base.DatabaseWrapper):
    """The connection of every alias. `keep` takes a row; the ends of blocks write what is kept.

    `blocks_outside` is how many blocks lie outside what counts as the whole: none, but for tests that run inside blocks.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._kept: list[list[Any]] = []
        self._kept_before: dict[str, int] = {}
        self.blocks_outside = 0

    def keep(self, row: list[Any]) -> None:
        """Take one journal row, in the order of COLUMNS; outside a block it is written at once."""
        self._kept.append(row)
        if not self.in_atomic_block:
            self._write_kept()

    def _write_kept(self) -> None:
        rows, self._kept = self._kept, []
        if rows:
            with self.cursor() as cursor:
                cursor.execute(_INSERT + ", ".join([_ROW] * len(rows)), [value for row in rows for value in row])

    @contextmanager
    def _kept_first(self) -> Iterator[None]:
        """Send what is kept before the statement that follows, with it where the driver can."""
        if not self._kept:
            yield
        elif psycopg.Pipeline.is_supported():
            with self.wrap_database_errors, self.connection.pipeline():
                self._write_kept()
                yield
        else:
            self._write_kept()
            yield

    def _savepoint(self, sid: str) -> None:
        self._kept_before[sid] = len(self._kept)
        super()._savepoint(sid)

    def _savepoint_commit(self, sid: str) -> None:
        self._kept_before.pop(sid, None)
        if len(self.savepoint_ids) > self.blocks_outside:  # a block inside others: the rows wait for the outermost
            super()._savepoint_commit(sid)
            return
        with self._kept_first():
            super()._savepoint_commit(sid)

    def _savepoint_rollback(self, sid: str) -> None:
        del self._kept[self._kept_before.get(sid, 0) :]
        super()._savepoint_rollback(sid)

    def _forget(self) -> None:
        self._kept, self._kept_before = [], {}

    def _commit(self) -> None:
        with self._kept_first():
            super()._commit()

    def _rollback(self) -> None:
        self._forget()
        super()._rollback()

    def close(self) -> None:
        """Close the connection; what was kept is undone with its transaction."""
        self._forget()
        super().close()
