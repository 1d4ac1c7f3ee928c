"""The link in a notice, and the demonstration's outbox."""

from django.conf import settings
from django.http import Http404, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import render

from sharedduty.foundations.access.api import Request, public_page, signed_in
from sharedduty.foundations.notices import actions, outbox


@signed_in
def notice(request: Request, reference: str) -> HttpResponseBase:
    """Whoever follows the link in a notice comes to their work; that they opened it is noted."""
    actions.note_opened(by=request.viewer, reference=reference)
    return HttpResponseRedirect(settings.LOGIN_REDIRECT_URL)


@public_page
def outbox_list(request: Request) -> HttpResponseBase:
    """Mail of the demonstration. Elsewhere this page does not exist."""
    if not settings.DEMONSTRATION:
        raise Http404
    return render(request, "notices/outbox.html", {"letters": outbox.letters()})


@public_page
def outbox_letter(request: Request, mark: str) -> HttpResponseBase:
    """One message of the demonstration."""
    found = outbox.letter(mark) if settings.DEMONSTRATION else None
    if found is None:
        raise Http404
    return render(request, "notices/letter.html", {"letter": found})
