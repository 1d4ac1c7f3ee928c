"""Watching what is written to the journal: the serving role may write there and never read."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import connections

from sharedduty.foundations.journal.backend.base import COLUMNS


@contextmanager
def journal_rows(using: str = "default") -> Iterator[list[dict[str, Any]]]:
    """The rows sent to the journal meanwhile as one database user, by column name, in the order they were recorded."""
    rows: list[dict[str, Any]] = []

    def watch(execute: Any, sql: Any, params: Any, many: bool, context: Any) -> Any:
        if "INSERT INTO journal_entry" in str(sql):
            for first in range(0, len(params), len(COLUMNS)):
                rows.append(dict(zip(COLUMNS, params[first : first + len(COLUMNS)], strict=True)))
        return execute(sql, params, many, context)

    with connections[using].execute_wrapper(watch):
        yield rows
