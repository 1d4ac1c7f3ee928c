"""Single-use form tokens: the same form sent twice makes one record, and the second sender gets the first's answer.

The guarantee is on the server, in the transaction of the record itself (quality.md R4); browsers' double-click guards
are only a courtesy.
"""

import hashlib
import uuid
from collections.abc import Callable

from django.db import connection
from django.http import HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import render

from sharedduty.foundations.access.viewer import Request

FIELD = "form_token"
_SECRET = ("password", "code", "credential")
_IGNORED = {FIELD, "csrfmiddlewaretoken"}


def new_token() -> str:
    """A fresh token for one rendering of one form."""
    return str(uuid.uuid4())


def was_taken(token: str) -> bool:
    """Whether a form with this token was taken in: what its page still sends to be kept is then of no more use."""
    try:
        asked = uuid.UUID(token)
    except ValueError:
        return False
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1 FROM access_once WHERE token = %s AND location <> ''", [asked])
        return cursor.fetchone() is not None


def _token(request: Request) -> uuid.UUID | None:
    if request.method != "POST" or FIELD not in request.POST:
        return None
    try:
        return uuid.UUID(request.POST[FIELD])
    except ValueError:
        return None


def _digest(request: Request) -> bytes:
    """What was sent, apart from the tokens, as one digest."""
    parts = [
        f"{key}={value}" for key in sorted(request.POST) if key not in _IGNORED for value in request.POST.getlist(key)
    ]
    for name in sorted(request.FILES):
        parts += [f"{name}:{file.name}:{file.size}" for file in request.FILES.getlist(name)]
    return hashlib.sha256("\0".join(parts).encode("utf-8", "surrogatepass")).digest()


def answer(request: Request, view: Callable[[], HttpResponseBase]) -> HttpResponseBase:
    """Run `view` unless this form was already taken in; then give the first answer again.

    A repeat waits for the first to commit. The same token with other contents is refused and changes nothing.
    """
    token = _token(request)
    if token is None:
        return view()
    actor, digest = request.viewer.setting, _digest(request)
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO access_once (token, actor, path, digest, location, at) VALUES (%s, %s, %s, %s, '', now())"
            " ON CONFLICT (token) DO NOTHING",
            [token, actor, request.path, digest],
        )
        first = cursor.rowcount == 1
    return _first(token, view) if first else _repeat(request, token, actor, digest)


def _first(token: uuid.UUID, view: Callable[[], HttpResponseBase]) -> HttpResponseBase:
    response = view()
    with connection.cursor() as cursor:
        if response.status_code in {302, 303}:
            cursor.execute(
                "UPDATE access_once SET location = %s WHERE token = %s", [response.headers["Location"], token]
            )
        else:  # the form was not accepted: it may be mended and sent again
            cursor.execute("DELETE FROM access_once WHERE token = %s", [token])
    return response


def _repeat(request: Request, token: uuid.UUID, actor: str, digest: bytes) -> HttpResponseBase:
    with connection.cursor() as cursor:
        cursor.execute("SELECT actor, path, digest, location FROM access_once WHERE token = %s", [token])
        row = cursor.fetchone()
    mine = row is not None and (row[0], row[1]) == (actor, request.path)
    if mine and bytes(row[2]) == digest and row[3]:
        return HttpResponseRedirect(row[3])
    context = {"first": row[3] if mine else "", "typed": _typed(request)}
    return render(request, "access/already_sent.html", context, status=409)


def _typed(request: Request) -> list[str]:
    """The words somebody typed, to be shown to them again: what has a space in it, and is no password."""
    return [
        value
        for name, values in request.POST.lists()
        if not any(secret in name for secret in _SECRET)
        for value in values
        if " " in value.strip()
    ]
