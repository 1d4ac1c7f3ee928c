"""Handing a file out: only ever as something to save, never as something to run."""

import logging

from django.http import Http404, HttpResponse
from django.utils.http import content_disposition_header

from sharedduty.foundations.access.api import Request, by_link
from sharedduty.foundations.papers.queries import open_paper, paper_called

log = logging.getLogger(__name__)


@by_link
def download(request: Request, reference: str) -> HttpResponse:
    """One file, for whoever has sight of the record it belongs to (row-level security decides)."""
    paper = paper_called(request.viewer, reference)
    if paper is None:
        raise Http404
    try:
        data = open_paper(request.viewer, paper)
    except FileNotFoundError:
        log.error("the bytes of paper %s are missing", paper.reference)
        raise Http404 from None
    answer = HttpResponse(data, content_type=paper.media_type)
    answer.headers["Content-Disposition"] = content_disposition_header(True, paper.name) or "attachment"
    answer.headers["X-Content-Type-Options"] = "nosniff"
    answer.headers["Content-Security-Policy"] = "sandbox; default-src 'none'"
    answer.headers["Cross-Origin-Resource-Policy"] = "same-origin"
    return answer
