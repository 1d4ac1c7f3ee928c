"""From a request to a viewer: the signed-in account and the post it acts as, or the link its browser holds."""

from typing import Any

from allauth.account.authentication import AUTHENTICATION_METHODS_SESSION_KEY
from django.db import connection
from django.http import HttpRequest

from sharedduty.foundations.access.models import acting_words
from sharedduty.foundations.access.viewer import PUBLIC, Viewer

_APPOINTMENTS = """
SELECT a.id, a.role, p.id, p.title, t.id, o.id, o.name, o.sector, o.area_id, coalesce(principal.name, '')
FROM access_appointment a
JOIN directory_post p ON p.id = a.post_id
JOIN directory_team t ON t.id = p.team_id
JOIN directory_organisation o ON o.id = t.organisation_id
LEFT JOIN access_appointment stood_for ON stood_for.id = a.deputy_for_id
LEFT JOIN access_account principal ON principal.id = stood_for.account_id
WHERE a.account_id = %s AND a.approved_at IS NOT NULL
  AND a.ended_at IS NULL
  AND a.held_from <= (now() AT TIME ZONE 'Europe/London')::date
  AND (a.held_until IS NULL OR a.held_until >= (now() AT TIME ZONE 'Europe/London')::date)
ORDER BY a.held_from, a.id
"""


def recognise(request: HttpRequest) -> Viewer:
    """The viewer of this request; the public where nobody is signed in and no link was followed."""
    user = request.user
    if user.is_authenticated:
        return viewer_of(user, request.session.get("acting_as"), second_factor=_second_factor(request))
    if link_id := request.session.get("link"):
        return link_viewer(link_id)
    return PUBLIC


def _second_factor(request: HttpRequest) -> bool:
    """Whether this session was opened with a one-time code or a passkey."""
    methods = request.session.get(AUTHENTICATION_METHODS_SESSION_KEY, [])
    return any(method.get("method") == "mfa" for method in methods)


def viewer_of(account: Any, acting_as: int | None = None, *, second_factor: bool = False) -> Viewer:
    """The viewer an account is today, in the post asked for or else the first it holds.

    An account with no current post is a viewer with no role: it may sign in and see its own settings, nothing else.
    """
    with connection.cursor() as cursor:
        cursor.execute(_APPOINTMENTS, [account.pk])
        held = cursor.fetchall()
    common = {"kind": "account", "account_id": account.pk, "name": account.name, "email": account.email}
    if not held:
        return Viewer(**common, second_factor=second_factor)
    row = next((one for one in held if one[0] == acting_as), held[0])
    return Viewer(
        **common,
        second_factor=second_factor,
        appointment_id=row[0],
        role=row[1],
        post_id=row[2],
        post_title=acting_words(row[3], row[9]),
        team_id=row[4],
        organisation_id=row[5],
        organisation_name=row[6],
        sector=row[7],
        area_id=row[8],
        appointments=tuple((one[0], acting_words(one[3], one[9]), one[6]) for one in held),
    )


def link_viewer(link_id: int) -> Viewer:
    """The viewer that a consumed e-mailed link is: nobody known, one principal of its own."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT area_id FROM access_link WHERE id = %s AND consumed_at IS NOT NULL", [link_id])
        row = cursor.fetchone()
    if row is None:
        return PUBLIC
    return Viewer(kind="link", link_id=link_id, name="Sender by emailed link", area_id=row[0])
