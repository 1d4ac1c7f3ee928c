"""The names of the database roles, and the one way a migration gives them rights."""

from typing import Any

from django.conf import settings
from django.db import router
from django.db.migrations.operations.base import Operation


def role(kind: str) -> str:
    """The quoted name of a database role.

    Takes: one of `owner`, `app`, `sight`, `sealer`, `reminder`, `importer`, `worker` (design section 4).
    Raises KeyError for any other kind.
    """
    return '"' + settings.DATABASE_ROLES[kind].replace('"', '""') + '"'


ROLE_KINDS = ("owner", "app", "sight", "sealer", "reminder", "importer", "worker")


def in_roles(text: str) -> str:
    """`text` with `{app}`, `{sight}`, … replaced by the quoted role names; no other braces are touched."""
    for kind in ROLE_KINDS:
        text = text.replace("{" + kind + "}", role(kind))
    return text


class SqlInRoles(Operation):
    """A migration's SQL with `{app}`, `{sight}`, … replaced by role names; `back` is what undoes it.

    It asks for no models. A function of Python in its place would have every model of the house made anew each time, which
    took a third of the first start.
    """

    reversible = True

    def __init__(self, text: str, back: str = "") -> None:
        self.text, self.back = text, back

    def state_forwards(self, app_label: str, state: Any) -> None:
        """Nothing that models know of changes."""

    def database_forwards(self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any) -> None:
        """Run the text on the database that the house's tables are in."""
        if router.allow_migrate(schema_editor.connection.alias, app_label):
            schema_editor.execute(in_roles(self.text), params=None)

    def database_backwards(self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any) -> None:
        """Run what undoes it; where there is nothing, what a table has goes with the table."""
        if self.back and router.allow_migrate(schema_editor.connection.alias, app_label):
            schema_editor.execute(in_roles(self.back), params=None)

    def describe(self) -> str:
        """What `migrate` says of it."""
        return "Rights, policies and functions"
