"""What anybody may read: the published reviews, and one of them."""

import datetime

from django.http import Http404, HttpResponse
from django.shortcuts import render

from sharedduty.foundations.access.api import Request, public_page
from sharedduty.modules.practice_review.queries import publication


@public_page
def published(request: Request) -> HttpResponse:
    """The reviews that are public, the latest first; `?words=` looks for words, `?theme=` for a theme (GL-PR-12; GL-XN-08)."""
    words, theme = (request.GET.get(name, "").strip()[:200] for name in ("words", "theme"))
    context = {
        "found": publication.published(request.viewer, words, theme), "words": words, "theme": theme,
        "themes": publication.themes_of(request.viewer),
    }  # fmt: skip
    return render(request, "practice_review/published.html", context)


@public_page
def published_review(request: Request, reference: str) -> HttpResponse:
    """One published review; what is not public, or no longer, does not exist here."""
    page = publication.public_page(request.viewer, reference.upper())
    if page is None:
        raise Http404
    actions = [
        {**one, "by": datetime.date.fromisoformat(one["by"]),
         "done": datetime.date.fromisoformat(one["done"]) if one["done"] else None}
        for one in page.actions
    ]  # fmt: skip
    return render(
        request,
        "practice_review/published_review.html",
        {"out": page, "actions": actions, "done": sum(1 for one in actions if one["done"])},
    )
