"""What anybody may read: the public summaries of older reviews, and one of them."""

import datetime

from django.http import Http404, HttpResponse
from django.shortcuts import render

from sharedduty.foundations.access.api import Request, public_page
from sharedduty.modules.serious_case_review.queries import publication


@public_page
def published(request: Request) -> HttpResponse:
    """The summaries that are public, the latest first."""
    return render(request, "serious_case_review/published.html", {"found": publication.published(request.viewer)})


@public_page
def published_summary(request: Request, reference: str) -> HttpResponse:
    """One public summary; what is not public, or no longer, does not exist here."""
    page = publication.public_page(request.viewer, reference.upper())
    if page is None:
        raise Http404
    actions = [{**one, "by": datetime.date.fromisoformat(one["by"])} for one in page.actions]
    return render(request, "serious_case_review/published_summary.html", {"out": page, "actions": actions})
