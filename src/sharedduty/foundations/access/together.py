"""Several lists of one record read in one statement: a record's page has a dozen, most of them short or empty (ADR 0027)."""

import json
from collections.abc import Iterable, Sequence
from typing import Any, cast

from django.core.exceptions import EmptyResultSet
from django.db import connections
from django.db.models import BinaryField, JSONField, QuerySet
from django.db.models.sql.compiler import SQLCompiler


def read_together(*lists: QuerySet[Any]) -> None:
    """Read lists that nobody has looked at yet, all in one statement; each then gives its rows without asking again.

    Takes: lists of records (or of their values) on the same database, each in its own order. They are read as if one by
    one: under the viewer's sight, with their select_related and annotations; what they prefetch is asked when looked at.
    Raises ValueError for a list that was read before or that is on another database.
    """
    if any(one._result_cache is not None for one in lists):
        raise ValueError("a list was read before it should be read together with others")
    if len({one.db for one in lists}) > 1:
        raise ValueError("lists of different databases cannot be read together")
    parts = [part for one in lists if (part := _Part.of(one)) is not None]
    if not parts:
        return
    # Of Django's own making, with its values apart.
    selects = ", ".join(f"(SELECT json_agg(p) FROM ({part.sql}) AS p)::text" for part in parts)  # noqa: S608
    with connections[parts[0].list.db].cursor() as cursor:
        cursor.execute(f"SELECT {selects}", [value for part in parts for value in part.params])
        told = cursor.fetchone()
    for part, rows in zip(parts, told, strict=True):
        part.fill(json.loads(rows) if rows else [])


class _Part:
    """One of the lists, as the statement asks for it."""

    def __init__(self, one: QuerySet[Any], compiler: SQLCompiler, sql: str, params: Sequence[Any]) -> None:
        self.list, self.compiler, self.sql, self.params = one, compiler, sql, params

    @classmethod
    def of(cls, one: QuerySet[Any]) -> "_Part | None":
        """The part for a list; none where Django knows without asking that it is empty, and then it is filled so."""
        compiler = one.query.get_compiler(using=one.db)
        try:
            sql, params = compiler.as_sql(with_col_aliases=True)
        except EmptyResultSet:
            one._result_cache = []
            return None
        return cls(one, compiler, sql, params)

    def fill(self, rows: list[dict[str, Any]]) -> None:
        """Make the list's records of its rows, by the list's own way of making them: only where rows come from differs."""
        kinds = [expression.output_field for expression, _, _ in self.compiler.select]
        held = [[_as_read(kind, value) for kind, value in zip(kinds, row.values(), strict=True)] for row in rows]
        self.compiler.execute_sql = lambda *_, **__: [held]  # type: ignore[assignment, method-assign]
        own = self.list.all()
        own.query.get_compiler = lambda *_, **__: self.compiler  # type: ignore[method-assign]
        self.list._result_cache = list(cast("Iterable[Any]", own._iterable_class(own)))


def _as_read(kind: Any, value: Any) -> Any:
    """A value as the driver would have given it: JSON has no dates or bytes, and Django reads its JSON fields from text."""
    if value is None:
        return None
    if isinstance(kind, BinaryField):
        return bytes.fromhex(value.removeprefix("\\x"))
    return json.dumps(value) if isinstance(kind, JSONField) else kind.to_python(value)
