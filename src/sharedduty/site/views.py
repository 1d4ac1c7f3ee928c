"""The first page, health, and the pages for when something went wrong."""

import sys

from django.contrib.sessions.exceptions import SessionInterrupted
from django.db import DatabaseError, InterfaceError, OperationalError, connection
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render

from sharedduty.foundations.access.api import Request, public_page, signed_in
from sharedduty.foundations.guidance.api import NoArrangements
from sharedduty.site import help as help_pages
from sharedduty.site import queries, telephones
from sharedduty.site.navigation import Entry, folded_for


@public_page
def home(request: HttpRequest) -> HttpResponse:
    """The first page: what to do if worried about a child, and the ways in."""
    return render(request, "site/home.html", {"areas": list(queries.areas())})


@public_page
def health(request: HttpRequest) -> HttpResponse:
    """200 while the database answers, else 503 (design section 6)."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except (DatabaseError, InterfaceError):
        return JsonResponse({"status": "the database does not answer"}, status=503)
    return JsonResponse({"status": "ok"})


def form_expired(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form whose security token does not fit: usually an old page. What to do next, without blame."""
    return render(request, "site/form_expired.html", status=403)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """The one answer for what does not exist and for what is not yours to see."""
    return render(request, "design/errors/404.html", status=404)


def refused(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """An act this post may not do, on a page it may see."""
    return render(request, "design/errors/403.html", status=403)


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """A request no browser of ours would send; 503 where only the session could not be kept, because the database went away."""
    if isinstance(exception, SessionInterrupted):
        return _away(request)
    return render(request, "design/errors/400.html", status=400)


def failed(request: HttpRequest) -> HttpResponseBase:
    """Something broke: 503 when the database is away or the area is not set up yet, else 500.

    No such page asks the database for anything.
    """
    kind = sys.exc_info()[0]
    if kind is not None and issubclass(kind, NoArrangements):
        return render(request, "site/not_set_up.html", {"lines": telephones.kept()}, status=503)
    if kind is not None and issubclass(kind, (OperationalError, InterfaceError)):
        return _away(request)
    return render(request, "design/errors/500.html", {"lines": []}, status=500)


def _away(request: HttpRequest) -> HttpResponse:
    """The database is away: whom to ring, and that what was sent may be sent again."""
    return render(request, "design/errors/503.html", {"lines": telephones.kept()}, status=503)


@signed_in
def menu_group(request: Request, slug: str) -> HttpResponse:
    """The page of one group of the menu: what is there for this person, and what each is for. Else the absent answer."""
    for one in folded_for(request.viewer):
        if not isinstance(one, Entry) and one[0].slug == slug:
            return render(request, "site/menu_group.html", {"group": one[0], "entries": one[1]})
    raise Http404


@public_page
def help_index(request: HttpRequest) -> HttpResponse:
    """Every page of help, by audience."""
    return render(request, "site/help.html", {"pages": help_pages.PAGES})


@public_page
def help_page(request: HttpRequest, slug: str) -> HttpResponse:
    """One page of help."""
    page = help_pages.page(slug)
    if page is None:
        raise Http404
    return render(request, f"site/help/{page.slug}.html", {"help_page": page})


@public_page
def accessibility(request: HttpRequest) -> HttpResponse:
    """The accessibility statement: what was checked, and what was not."""
    return render(request, "site/accessibility.html")


@public_page
def privacy(request: HttpRequest) -> HttpResponse:
    """What is kept about people who use this service, and about those it is about."""
    return render(request, "site/privacy.html")
