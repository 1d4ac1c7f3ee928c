"""The queue, the hand-over after a weekend, and the list of referrers still to be told."""

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from sharedduty.foundations.access.api import Request, new_token, requires
from sharedduty.foundations.guidance.api import OpeningHours, opening_hours
from sharedduty.foundations.journal.api import record_sight
from sharedduty.modules.front_door.queries import departures
from sharedduty.modules.front_door.queries import queue as reading

PAGE = 50


@requires("contact_queue")
def queue(request: Request) -> HttpResponse:
    """Every open contact in sight: what is left of each clock, who has it, what came before. One journal row names all."""
    which = request.GET.get("show", "open")
    which = which if which in reading.FILTERS else "open"
    counts = reading.counts(request.viewer)
    pages = Paginator(reading.queue(request.viewer, which, request.GET.get("sort", "")), PAGE)
    pages.count = counts[which]  # counted already, with the rest
    page = pages.get_page(request.GET.get("page"))
    shown = reading.rows(request.viewer, list(page))
    record_sight(
        by=request.viewer, verb="listed", object_type="contact queue", object_ref=which, files=reading.files_of(shown)
    )
    tabs = [
        {
            "text": f"{words} ({counts[name]})",
            "href": f"{request.path}?show={name}",
            "current": name == which,
        }
        for name, words in reading.FILTERS.items()
    ]
    context = {
        "rows": shown, "list_page": page, "tabs": tabs, "which": which, "filter_words": reading.FILTERS[which],
        "form_token": new_token, "untold": counts["untold"],
        "closed_now": not hours_of(request).open_at(timezone.now()),
    }  # fmt: skip
    return render(request, "front_door/desk/queue.html", context)


def hours_of(request: Request) -> OpeningHours:
    """When the front door of the viewer's area is open: outside these hours the emergency duty team acts."""
    return opening_hours(reading.pack_of_area(request.viewer))


@requires("contact_queue")
def out_of_hours(request: Request) -> HttpResponse:
    """What came while the front door was closed, what the emergency duty team did, and what is due next."""
    hours = hours_of(request)
    start, end = hours.last_closure(timezone.now())
    came = list(reading.out_of_hours_between(request.viewer, start, end))
    shown = reading.rows(request.viewer, came)
    record_sight(
        by=request.viewer, verb="listed", object_type="out of hours", files=reading.files_of(shown),
        purpose="hand-over between the emergency duty team and the front door",
    )  # fmt: skip
    done = reading.done_between(request.viewer, came, start, end)
    context = {"rows": shown, "start": start, "end": end, "done": done, "closed_now": not hours.open_at(timezone.now())}
    return render(request, "front_door/desk/out_of_hours.html", context)


@requires("contact_queue")
def to_be_told(request: Request) -> HttpResponse:
    """Decided contacts whose referrer is still to be told, the longest waiting first (WT-REF-12)."""
    page = Paginator(reading.to_be_told(request.viewer), PAGE).get_page(request.GET.get("page"))
    record_sight(
        by=request.viewer, verb="listed", object_type="feedback owed", files=[one.case_file_id for one in page]
    )
    now = timezone.now()
    rows: list[dict[str, Any]] = [
        {
            "reference": {"text": one.reference, "href": reverse("front_door:feedback", args=[one.reference])},
            "children": ", ".join(str(child) for child in one.children.all() if child.withdrawn_at is None),
            "referrer": one.referrer_name or one.get_source_display(),
            "decided": one.decided_at,
            "waits": now - (one.decided_at or now),
            "overdue": now - (one.decided_at or now) > reading.TELL_WITHIN,
        }
        for one in page
    ]
    context = {"rows": rows, "list_page": page, "within": reading.TELL_WITHIN_WORDS}
    return render(request, "front_door/desk/to_be_told.html", context)


@requires("contact_queue")
def departures_list(request: Request) -> HttpResponse:
    """Departures from guidance and limits kept late, each with its reason."""
    page = Paginator(departures.departures(request.viewer), PAGE).get_page(request.GET.get("page"))
    departures.listed(request.viewer, list(page))
    return render(request, "front_door/desk/departures.html", {"list_page": page})
