"""What stands before every page: a public page says so, every other names the permission it needs."""

import functools
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.http import Http404, HttpResponseNotAllowed, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.urls import get_resolver, reverse

from sharedduty.foundations.access.heldforms import hold
from sharedduty.foundations.access.viewer import Request

_METHODS = ("GET", "HEAD", "POST")
View = Callable[..., HttpResponseBase]


@dataclass(frozen=True)
class Guard:
    """How a page is guarded, for the access matrix: public, any signed-in person, one permission, or a link's own."""

    kind: str  # public, own_account, signed_in, permission, link
    permission: str = ""


def _guarded(view: View, guard: Guard, check: Callable[[Request], HttpResponseBase | None]) -> View:
    @functools.wraps(view)
    def guarded(request: Request, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if request.method not in _METHODS:
            return HttpResponseNotAllowed(_METHODS)
        return check(request) or view(request, *args, **kwargs)

    guarded.guard = guard  # type: ignore[attr-defined]  # the matrix reads it from the resolved view
    return guarded


def nothing_here(request: Request) -> HttpResponseBase:
    """The answer for what does not exist, given and not raised: what was counted and journalled in answering stays."""
    page: Callable[..., HttpResponseBase] = get_resolver().resolve_error_handler(404)
    return page(request, exception=Http404())


def public_page(view: View) -> View:
    """A page for anyone."""
    return _guarded(view, Guard("public"), lambda request: None)


def _sign_in_first(request: Request) -> HttpResponseBase | None:
    """Send the signed-out to sign in, and those with no second factor yet to set one up; afterwards they come back here."""
    viewer = request.viewer
    back = request.get_full_path() if request.method in {"GET", "HEAD"} else request.path
    if viewer.kind != "account":
        hold(request)
        return HttpResponseRedirect(f"{settings.LOGIN_URL}?{urlencode({'next': back})}")
    if not viewer.second_factor:
        return HttpResponseRedirect(f"{reverse('second_factor_needed')}?{urlencode({'next': back})}")
    return None


def own_account(view: View) -> View:
    """A page about one's own sign-in, for anyone signed in, even before a second factor is set up."""

    def check(request: Request) -> HttpResponseBase | None:
        return None if request.viewer.kind == "account" else _sign_in_first(request)

    return _guarded(view, Guard("own_account"), check)


def signed_in(view: View) -> View:
    """A page for anyone signed in with a second factor."""
    return _guarded(view, Guard("signed_in"), _sign_in_first)


def requires(permission: str) -> Callable[[View], View]:
    """A page for those whose acted-as role holds `permission`. For others it does not exist: the same 404 as any absence."""

    def decorate(view: View) -> View:
        def check(request: Request) -> HttpResponseBase | None:
            if answer := _sign_in_first(request):
                return answer
            if not request.viewer.may(permission):
                raise Http404
            return None

        return _guarded(view, Guard("permission", permission), check)

    return decorate


def by_link(view: View) -> View:
    """A page for someone who came by an e-mailed link, or is signed in; others are told how to get a new link."""

    def check(request: Request) -> HttpResponseBase | None:
        if request.viewer.kind == "link":
            return None
        if request.viewer.kind == "account" or "ended_account" in request.session:  # theirs ran out: sign in again
            return _sign_in_first(request)
        return HttpResponseRedirect(reverse("link_needed"))

    return _guarded(view, Guard("link"), check)
