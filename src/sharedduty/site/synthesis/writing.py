"""Streaming rows into the database by COPY, as the importer, with keys reserved beforehand so that rows can name each other.

Row-level security does not let COPY into a protected table, so each table's rows go by COPY into a temporary one and from
there by one INSERT, through the same policies, triggers and keys as every other row.
"""

from collections.abc import Iterable
from typing import Any

from django.db import connections, models, transaction
from psycopg.sql import SQL, Identifier
from psycopg.types.json import Jsonb

IMPORTER, OWNER = "importer", "owner"
KEYS_AT_ONCE = 2000


class Keys:
    """Row ids handed out in order, reserved from the table's own sequence many at a time."""

    def __init__(self) -> None:
        self._held: dict[str, list[int]] = {}

    def take(self, table: str) -> int:
        """The next free id of a table."""
        held = self._held.get(table)
        if not held:
            with connections[OWNER].cursor() as cursor:
                cursor.execute(
                    "SELECT nextval(pg_get_serial_sequence(%s, 'id')) FROM generate_series(1, %s)",
                    [table, KEYS_AT_ONCE],
                )
                held = [row[0] for row in cursor.fetchall()]
            held.reverse()
            self._held[table] = held
        return held.pop()


class Table:
    """The rows waiting for one model's table, in the order of its columns."""

    def __init__(self, model: type[models.Model]) -> None:
        self.name = model._meta.db_table
        fields = [
            one for one in model._meta.concrete_fields if one.attname != "scope" or self.name == "access_casefile"
        ]
        self.columns = [str(one.column) for one in fields]
        self.defaults = [(one.attname, one, _default(one)) for one in fields]
        self.place = {str(one.attname): at for at, one in enumerate(fields)}
        self.json = {at for at, one in enumerate(fields) if isinstance(one, models.JSONField)}
        self.rows: list[list[Any]] = []

    def add(self, values: dict[str, Any]) -> None:
        row = [
            values.pop(name) if name in values else (default() if callable(default) else default)
            for name, _, default in self.defaults
        ]
        if values:
            raise KeyError(f"{self.name} has no column {', '.join(sorted(values))}")
        for at in self.json:
            row[at] = Jsonb(row[at])
        self.rows.append(row)


def _default(field: "models.Field[Any, Any]") -> Any:
    if field.has_default():
        return field.default
    if field.has_db_default() and not hasattr(field.db_default, "resolve_expression"):
        return field.db_default
    return None if field.null else ""


class Batch:
    """Rows of many tables, written together: all of them or none."""

    def __init__(self, keys: Keys) -> None:
        self.keys = keys
        self._tables: dict[type[models.Model], Table] = {}
        self.journal: list[tuple[Any, ...]] = []

    def add(self, model: type[models.Model], **values: Any) -> int:
        """Put one row of `model` by; gives its id. What is not given takes the model's default. Raises KeyError."""
        table = self.table(model)
        if "id" not in values:
            values["id"] = self.keys.take(table.name)
        made = int(values["id"])
        table.add(values)
        return made

    def _begin(self, model: type[models.Model]) -> Table:
        self._tables[model] = Table(model)
        return self._tables[model]

    def table(self, model: type[models.Model]) -> Table:
        """The rows put by so far for one model, each a list with every field at its `place`."""
        return self._tables.get(model) or self._begin(model)

    def note(self, at: Any, actor: str, post: str, verb: str, kind: str, reference: str, files: Iterable[int]) -> None:
        """Put one journal row by."""
        self.journal.append((at, actor, post, verb, kind, reference, list(files)))

    def __len__(self) -> int:
        return sum(len(table.rows) for table in self._tables.values()) + len(self.journal)

    def write(self, order: Iterable[type[models.Model]]) -> int:
        """Write everything in one transaction, the tables in the order given. Gives how many rows. Raises DatabaseError."""
        written = len(self)
        order = list(order)
        if strange := set(self._tables) - set(order):
            raise KeyError(f"no place in the order for {', '.join(sorted(one.__name__ for one in strange))}")
        with transaction.atomic(using=IMPORTER), connections[IMPORTER].cursor() as cursor:
            cursor.execute("SELECT set_config('app.viewer', 'system:importer', true)")
            for model in order:
                if model in self._tables:
                    _copy(cursor, self._tables[model])
            if self.journal:
                with cursor.copy(
                    "COPY journal_entry (at, actor, post, verb, object_type, object_ref, files) FROM STDIN"
                ) as copy:
                    for row in self.journal:
                        copy.write_row(row)
        self._tables.clear()
        self.journal.clear()
        return written


def _copy(cursor: Any, table: Table) -> None:
    names = SQL(", ").join(Identifier(name) for name in table.columns)
    target, passing = Identifier(table.name), Identifier(f"passing_{table.name}")
    cursor.execute(
        SQL("CREATE TEMPORARY TABLE {} ON COMMIT DROP AS SELECT {} FROM {} WITH NO DATA").format(passing, names, target)
    )
    with cursor.copy(SQL("COPY {} ({}) FROM STDIN").format(passing, names)) as copy:
        for row in table.rows:
            copy.write_row(row)
    cursor.execute(SQL("INSERT INTO {} ({}) SELECT {} FROM {}").format(target, names, names, passing))
