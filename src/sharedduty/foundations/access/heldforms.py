"""A form sent after the session had ended: kept for its sender, and offered again once they have signed in (WCAG 2.2.1).

What was typed waits in the browser's own session, on the server, for half an hour, and only for the person whose session
ended. Passwords, codes and files are never kept.
"""

import time
from typing import Any

from django.http import HttpRequest
from django.urls import Resolver404, resolve

from sharedduty.foundations.access.models import Once
from sharedduty.foundations.access.once import new_token

KEY = "held_form"
KEPT_SECONDS = 1800
LARGEST = 200_000  # characters
_NEVER = ("password", "code", "credential", "csrfmiddlewaretoken", "form_token")


def hold(request: HttpRequest) -> None:
    """Keep what a signed-out person sent, when the session that ended was somebody's."""
    owner = request.session.get("ended_account")
    if request.method != "POST" or owner is None:
        return
    fields = [
        (name, value)
        for name, values in request.POST.lists()
        if not any(word in name for word in _NEVER)
        for value in values
    ]
    if not fields or sum(len(name) + len(str(value)) for name, value in fields) > LARGEST:
        return
    request.session[KEY] = {
        "account": owner, "path": request.path, "fields": fields, "at": time.time(), "files": bool(request.FILES),
        "token": new_token(),
    }  # fmt: skip


def held(request: HttpRequest) -> dict[str, Any] | None:
    """What waits for the person now signed in; what is anybody else's, sent since, or too old, is thrown away."""
    kept: dict[str, Any] | None = request.session.get(KEY)
    if kept is None:
        return None
    fresh = time.time() - kept["at"] <= KEPT_SECONDS and _ours(kept["path"])
    if kept["account"] != request.user.pk or not fresh or Once.objects.filter(token=kept["token"]).exists():
        let_go(request)
        return None
    return kept


def let_go(request: HttpRequest) -> None:
    """Throw what waits away."""
    request.session.pop(KEY, None)


def _ours(path: str) -> bool:
    try:
        resolve(path)
    except Resolver404:
        return False
    return True
