"""Opening case files, and saying who has sight of one beyond standing reach."""

import datetime
from collections.abc import Iterable
from typing import Any, NamedTuple

from django.core.exceptions import PermissionDenied
from django.db import connections
from django.utils import timezone

from sharedduty.foundations.access.models import CaseFile, Exclusion, Grant, Level
from sharedduty.foundations.access.viewer import Viewer
from sharedduty.foundations.journal.api import record_change
from sharedduty.foundations.plain.references import new_reference


class Shared(NamedTuple):
    """A team that shares a file from its opening: at which level, and why."""

    team_id: int
    level: str
    why: str


_GIVEN = ("reference", "area_id", "team_id", "kind", "sensitivity", "retention_class", "sealed")
_GRANTEES = {"account_id", "appointment_id", "post_id", "team_id", "organisation_id", "link_id"}


def open_file(
    *,
    by: Viewer,
    kind: str,
    area_id: int,
    team_id: int | None = None,
    letter: str,
    sensitivity: str = "ordinary",
    retention_class: str = "child",
    sealed: bool = False,
    out_of: Iterable[int] = (),
    shared_with: Shared | None = None,
) -> CaseFile:
    """Open a case file and give its opener sight of it where standing reach does not.

    Takes: the file's kind, area and owning team (none for a private draft), and the letter its reference begins with;
    `out_of`, the files whose work it goes on with, so that whoever is shut out of one of them is shut out of it too;
    `shared_with`, a team that is granted it from the first moment.
    Gives: the file; what the database filled in (scope, time) is read when it is asked for. Journalled.
    """
    reference = new_reference(letter)
    given: list[str | int | bool | None] = [reference, area_id, team_id, kind, sensitivity, retention_class, sealed]
    sharer, level = (shared_with.team_id, str(shared_with.level)) if shared_with else (None, "")
    with connections[by.database].cursor() as cursor:
        cursor.execute(
            "SELECT access_open_out_of(%s, %s, %s, %s, %s, %s, %s, %s, %s, %s)", [*given, list(out_of), sharer, level]
        )
        file_id = cursor.fetchone()[0]
    record_change(by=by, verb="opened file", object_type=kind, object_ref=reference, file=file_id)
    file = CaseFile.from_db(by.database, ["id", *_GIVEN], [file_id, *given])
    if shared_with:
        _write_grant(by, file, shared_with.level, shared_with.why, in_scope=True, team_id=sharer)
    return file


def come_out_of(*, by: Viewer, file: CaseFile, sources: Iterable[int]) -> None:
    """Let a file that is open go on with the work of others too: whoever is shut out of one of them is shut out of it.

    Takes: `sources`, the ids of files in the viewer's sight. Journalled. Raises PermissionDenied for whoever does not work
    with the file, or sees not all of them.
    """
    wanted = list(dict.fromkeys(sources))
    with connections[by.database].cursor() as cursor:
        cursor.execute("SELECT access_come_out_of(%s, %s)", [file.pk, wanted])
        if cursor.fetchone()[0] != len(wanted):
            raise PermissionDenied
    record_change(
        by=by, verb="goes on with", object_type=file.kind, object_ref=file.reference, files=[file.pk, *wanted],
        fields=["came_out_of"],
    )  # fmt: skip


def hand_to_team(*, by: Viewer, file: CaseFile, team_id: int | None, sensitivity: str = "ordinary") -> CaseFile:
    """Make another team the file's owner: every record in it follows, in the same statement (composite key, cascading)."""
    with connections[by.database].cursor() as cursor:
        cursor.execute("SELECT access_scope_of(%s, %s, %s)", [file.pk, team_id, sensitivity])
        scope = cursor.fetchone()[0]
        # The kept file row is found again by id: after this it may lie outside the viewer's own standing reach.
        cursor.execute(
            "UPDATE access_casefile SET team_id = %s, sensitivity = %s, scope = %s WHERE id = %s",
            [team_id, sensitivity, scope, file.pk],
        )
    record_change(
        by=by, verb="handed to team", object_type=file.kind, object_ref=file.reference, file=file.pk, fields=["team"]
    )
    file.team_id, file.sensitivity, file.scope = team_id, sensitivity, scope
    return file


def grant(
    *, by: Viewer, file: CaseFile, level: str, why: str, until: datetime.datetime | None = None, **grantee: Any
) -> None:
    """Give one principal sight of one file.

    Takes: a level (`known`, `contribute`, `read`, `work`), why, until when, and exactly one of account_id,
    appointment_id, post_id, team_id, organisation_id, link_id. Raises ValueError for any other grantee.
    """
    if len(grantee) != 1 or not set(grantee) <= _GRANTEES:
        raise ValueError(f"a grant goes to exactly one of {', '.join(sorted(_GRANTEES))}")
    _write_grant(by, file, level, why, until=until, **grantee)


def _write_grant(by: Viewer, file: CaseFile, level: str, why: str, **given: Any) -> None:
    Grant.objects.using(by.database).create(
        case_file=file, level=Level(level), why=why, given_at=timezone.now(), **given
    )
    record_change(
        by=by, verb="granted sight", object_type=file.kind, object_ref=file.reference, file=file.pk,
        fields=[*(name for name in given if name in _GRANTEES), level], reason=why,
    )  # fmt: skip


def revoke(*, by: Viewer, file: CaseFile, why: str, **grantee: Any) -> int:
    """End one principal's grants on a file now. Gives how many ended."""
    ended = (
        Grant.objects.using(by.database)
        .filter(case_file=file, until__isnull=True, **grantee)
        .update(until=timezone.now())
    )
    record_change(
        by=by, verb="ended sight", object_type=file.kind, object_ref=file.reference, file=file.pk,
        fields=list(grantee), reason=why,
    )  # fmt: skip
    return ended


def exclude(
    *, by: Viewer, file: CaseFile, reason: str, account_id: int | None = None, post_id: int | None = None
) -> None:
    """Shut one account or post out of a file whatever else they hold (design section 4)."""
    if (account_id is None) == (post_id is None):
        raise ValueError("an exclusion names one account or one post")
    Exclusion.objects.using(by.database).create(
        case_file=file, account_id=account_id, post_id=post_id, reason=reason, made_at=timezone.now()
    )
    record_change(
        by=by, verb="excluded", object_type=file.kind, object_ref=file.reference, file=file.pk,
        fields=["account" if account_id else "post"], reason=reason,
    )  # fmt: skip
