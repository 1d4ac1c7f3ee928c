"""Who is looking: the principal every request, job and test acts as."""

import contextlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import connections, transaction
from django.http import HttpRequest

from sharedduty.foundations.access.registry import permissions_of


@dataclass(frozen=True)
class Viewer:
    """A principal and the post it acts as. Rows are decided by the database; `permissions` decide acts and pages."""

    kind: str = "public"  # account, link, system or public
    account_id: int | None = None
    appointment_id: int | None = None
    link_id: int | None = None
    name: str = ""
    email: str = ""
    role: str = ""
    post_id: int | None = None
    post_title: str = ""
    team_id: int | None = None
    organisation_id: int | None = None
    organisation_name: str = ""
    sector: str = ""
    area_id: int | None = None
    system: str = ""
    second_factor: bool = False
    appointments: tuple[tuple[int, str, str], ...] = field(
        default=()
    )  # id, post title, organisation: to act as another

    @property
    def permissions(self) -> frozenset[str]:
        """What the acted-as role may do."""
        return permissions_of(self.role)

    @property
    def holding(self) -> int:
        """The appointment acted as. Raises PermissionDenied for a viewer who holds no post."""
        if self.appointment_id is None:
            raise PermissionDenied
        return self.appointment_id

    @property
    def roles(self) -> frozenset[str]:
        """The role acted in, as a set."""
        return frozenset({self.role} if self.role else ())

    def may(self, permission: str) -> bool:
        """Whether the acted-as role holds `permission`. Raises KeyError for a permission no room declares."""
        return permission in permissions_of(self.role, asked=permission)

    def must(self, permission: str) -> None:
        """Raises PermissionDenied unless the acted-as role holds `permission`; KeyError for one no room declares."""
        if not self.may(permission):
            raise PermissionDenied

    @property
    def database(self) -> str:
        """The database alias this viewer works through: its own sign-in for a system viewer, else the serving role's."""
        return self.system or "default"

    @property
    def setting(self) -> str:
        """What row-level security reads."""
        if self.kind == "account":
            return f"account:{self.account_id}:{self.appointment_id or ''}"
        if self.kind == "link":
            return f"link:{self.link_id}"
        if self.kind == "system":
            return f"system:{self.system}"
        return "public"

    @property
    def actor_key(self) -> str:
        """Who the journal says it was."""
        return self.setting if self.kind != "account" else f"account:{self.account_id}"


PUBLIC = Viewer()


class Request(HttpRequest):
    """A request as the house's middleware leaves it: every view says `request: Request`."""

    viewer: Viewer
    navigation: Iterable[dict[str, Any]]
    navigation_beside: Iterable[dict[str, Any]]
    help_href: object
    banner: str | dict[str, str] | None
    session_seconds: int | None
    session_extend_url: str


def system_viewer(name: str) -> Viewer:
    """A system viewer with a database sign-in of its own: `reminder`, `importer` or `sealer`. Raises KeyError otherwise."""
    titles = {"reminder": "Reminders", "importer": "Imports", "sealer": "Sealing"}
    return Viewer(kind="system", system=name, name=titles[name], post_title=titles[name])


def set_viewer(viewer: Viewer) -> None:
    """Tell the database who looks, until the end of the running transaction."""
    with connections[viewer.database].cursor() as cursor:
        cursor.execute("SELECT set_config('app.viewer', %s, true)", [viewer.setting])


@contextlib.contextmanager
def seen_by(viewer: Viewer) -> Iterator[Viewer]:
    """Run a block in one transaction with `viewer` set, and put back whoever looked before."""
    connection = connections[viewer.database]
    nested = connection.in_atomic_block  # otherwise the setting ends with the transaction opened here
    with transaction.atomic(using=viewer.database), connection.cursor() as cursor:
        before = ""
        if nested:
            cursor.execute("SELECT current_setting('app.viewer', true)")
            before = cursor.fetchone()[0] or ""
        set_viewer(viewer)
        yield viewer
        if nested:
            cursor.execute("SELECT set_config('app.viewer', %s, true)", [before])
