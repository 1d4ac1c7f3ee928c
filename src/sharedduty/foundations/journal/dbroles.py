"""The names of the database roles, and the one way a migration gives them rights."""

from typing import Any

from django.conf import settings


def role(kind: str) -> str:
    """The quoted name of a database role.

    Takes: one of `owner`, `app`, `sight`, `sealer`, `reminder`, `importer`, `worker` (design section 4).
    Raises KeyError for any other kind.
    """
    return '"' + settings.DATABASE_ROLES[kind].replace('"', '""') + '"'


ROLE_KINDS = ("owner", "app", "sight", "sealer", "reminder", "importer", "worker")


def sql(text: str) -> Any:
    """A migration operation body that runs `text` with `{app}`, `{sight}` … replaced by role names."""

    def forwards(apps: Any, schema_editor: Any) -> None:
        schema_editor.execute(in_roles(text), params=None)

    return forwards


def in_roles(text: str) -> str:
    """`text` with `{app}`, `{sight}`, … replaced by the quoted role names; no other braces are touched."""
    for kind in ROLE_KINDS:
        text = text.replace("{" + kind + "}", role(kind))
    return text
