"""One transaction a request, with the viewer set in the database before any page is made."""

import datetime
from collections.abc import Callable
from typing import Any

from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib.auth import logout
from django.db import connection, transaction
from django.http.response import HttpResponseBase

from sharedduty.foundations.access import once
from sharedduty.foundations.access.banner import banner_for
from sharedduty.foundations.access.recognition import recognise
from sharedduty.foundations.access.viewer import PUBLIC, Request, set_viewer

GetResponse = Callable[[Request], HttpResponseBase]
_UNTOUCHED = ("/static/", "/health/")


class Sight:
    """Opens the transaction, says who looks, ends idle sessions, and rolls everything back when a page fails."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: Request) -> HttpResponseBase:
        request.viewer = PUBLIC
        if request.path.startswith(_UNTOUCHED):
            return self.get_response(request)
        end_idle_session(request)
        with transaction.atomic():
            request.viewer = recognise(request)
            set_viewer(request.viewer)
            request.session_seconds = seconds_left(request)
            request.session_extend_url = "/account/stay-signed-in/"
            request.banner = banner_for(request.viewer)
            response = self.get_response(request)
            if response.status_code >= 500:
                transaction.set_rollback(True)
        response.headers.setdefault("Cache-Control", "no-store")
        return response

    def process_view(
        self, request: Request, view: Callable[..., HttpResponseBase], args: tuple[Any, ...], kwargs: dict[str, Any]
    ) -> HttpResponseBase | None:
        """Run the view in a savepoint, so that a refusal half-way leaves nothing behind, and a form counts once."""
        if not connection.in_atomic_block:
            return None
        with transaction.atomic():
            return once.answer(request, lambda: view(request, *args, **kwargs))


def touch_every() -> int:
    """Seconds between two notes of a session's use: a minute, or less where sessions are very short."""
    return max(1, min(60, settings.SESSION_IDLE_SECONDS // 20))


def seconds_left(request: Request) -> int | None:
    """Seconds of quiet until this session surely ends, for the warning (WCAG 2.2.1); none where nobody is signed in."""
    if request.viewer.kind != "account":
        return None
    now = datetime.datetime.now(datetime.UTC)
    absolute = request.session.get("started_at", now.timestamp()) + settings.SESSION_COOKIE_AGE - now.timestamp()
    return int(max(0, min(settings.SESSION_IDLE_SECONDS - touch_every(), absolute)))


def end_idle_session(request: Request) -> None:
    """End a session left untouched too long; note the touch at most once a minute (quality.md S8, A5)."""
    moment = datetime.datetime.now(datetime.UTC)
    now = moment.timestamp()
    touched = request.session.get("touched_at")
    if touched is not None and now - touched > settings.SESSION_IDLE_SECONDS:
        _end(request)
        return
    if "_auth_user_id" in request.session or "link" in request.session:
        started = request.session.setdefault("started_at", now)
        if now - started > settings.SESSION_COOKIE_AGE:
            _end(request)
        elif touched is None or now - touched > touch_every():
            request.session["touched_at"] = now
            UserSession.objects.filter(session_key=request.session.session_key).update(last_seen_at=moment)


def _end(request: Request) -> None:
    """End a session, remembering in the fresh one whose it was, so that a form just sent can wait for them."""
    owner = request.session.get("_auth_user_id")
    logout(request)
    if owner is not None:
        request.session["ended_account"] = int(owner)
