"""One transaction a request, with the viewer set in the database before any page is made."""

import datetime
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.contrib.auth import logout
from django.db import connection, transaction
from django.http import HttpRequest
from django.http.response import HttpResponseBase

from sharedduty.foundations.access import once
from sharedduty.foundations.access.recognition import recognise
from sharedduty.foundations.access.viewer import PUBLIC, set_viewer

GetResponse = Callable[[HttpRequest], HttpResponseBase]
_UNTOUCHED = ("/static/", "/health/")


class Sight:
    """Opens the transaction, says who looks, ends idle sessions, and rolls everything back when a page fails."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        request.viewer = PUBLIC
        if request.path.startswith(_UNTOUCHED):
            return self.get_response(request)
        end_idle_session(request)
        with transaction.atomic():
            request.viewer = recognise(request)
            set_viewer(request.viewer)
            response = self.get_response(request)
            if response.status_code >= 500:
                transaction.set_rollback(True)
        response.headers.setdefault("Cache-Control", "no-store")
        return response

    def process_view(
        self, request: HttpRequest, view: Callable[..., HttpResponseBase], args: tuple[Any, ...], kwargs: dict[str, Any]
    ) -> HttpResponseBase | None:
        """Run the view in a savepoint, so that a refusal half-way leaves nothing behind, and a form counts once."""
        if not connection.in_atomic_block:
            return None
        with transaction.atomic():
            return once.answer(request, lambda: view(request, *args, **kwargs))


def end_idle_session(request: HttpRequest) -> None:
    """End a session left untouched too long; note the touch at most once a minute (quality.md S8, A5)."""
    now = datetime.datetime.now(datetime.UTC).timestamp()
    touched = request.session.get("touched_at")
    if touched is not None and now - touched > settings.SESSION_IDLE_SECONDS:
        logout(request)
        return
    if "_auth_user_id" in request.session or "link" in request.session:
        started = request.session.setdefault("started_at", now)
        if now - started > settings.SESSION_COOKIE_AGE:
            logout(request)
        elif touched is None or now - touched > 60:
            request.session["touched_at"] = now
