"""What anybody may read: the published homicide reviews, and one of them."""

import datetime

from django.http import Http404, HttpResponse
from django.shortcuts import render

from sharedduty.foundations.access.api import Request, public_page
from sharedduty.modules.homicide_review.queries import choices, publication


@public_page
def published(request: Request) -> HttpResponse:
    """The reviews that are public, the latest first; `?words=` looks for words in them."""
    words = request.GET.get("words", "").strip()[:200]
    context = {"found": publication.published(request.viewer, words), "words": words}
    return render(request, "homicide_review/published.html", context)


@public_page
def published_review(request: Request, reference: str) -> HttpResponse:
    """One published review; what is not public does not exist here."""
    page = publication.public_page(request.viewer, reference.upper())
    if page is None:
        raise Http404
    actions = [{**one, "by": datetime.date.fromisoformat(one["by"])} for one in page.actions]
    context = {"out": page, "actions": actions, "form": choices.FORMS.get(page.form, "")}
    return render(request, "homicide_review/published_review.html", context)
