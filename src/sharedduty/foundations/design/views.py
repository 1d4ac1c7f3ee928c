"""The gallery: every component, chart and page type, with long, empty and hostile content. It holds no facts."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from . import samples

PAGES = ("task-list", "question", "check-answers", "record", "table", "report", "done")
ERRORS = ("400", "403", "404", "405", "413", "429", "500", "503", "down")


def gallery(request: HttpRequest) -> HttpResponse:
    """The one page with every component on it."""
    form = samples.SampleForm(samples.WRONG_ANSWERS, auto_id="wrong_%s")
    context = {"pages": PAGES, "error_pages": ERRORS, "form": samples.SampleForm(), "wrong": form}
    return render(request, "design/gallery/gallery.html", context | samples.pictures())


def gallery_page(request: HttpRequest, name: str) -> HttpResponse:
    """One page type, or one error page (shown with status 200, since nothing went wrong)."""
    if name in ERRORS:
        return render(request, f"design/errors/{name}.html", {"lines": samples.TELEPHONES})
    if name not in PAGES:
        raise Http404
    context = samples.page_context(name, request)
    return render(request, f"design/gallery/{name.replace('-', '_')}.html", context)
