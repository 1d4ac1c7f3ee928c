"""The menu: what this post can do, in the order of its day; and what every page's frame is told."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from django.http.response import HttpResponseBase
from django.urls import reverse

from sharedduty.foundations.access.api import Request, Viewer


@dataclass(frozen=True)
class Entry:
    """One entry of the menu: its words, the name of its address, and the permission it needs (none: anyone)."""

    text: str
    url_name: str
    permission: str = ""
    signed_in: bool = False


ENTRIES = (
    Entry("My work", "my_work", signed_in=True),
    Entry("Today", "today", "today_see"),
    Entry("Front door", "front_door:queue", "contact_queue"),
    Entry("Search", "search", "search_use"),
    Entry("Thresholds", "thresholds"),
    Entry("When is it due?", "when_is_it_due"),
    Entry("Guidance", "guidance"),
    Entry("Help", "help"),
)


def entries_for(viewer: Viewer) -> Iterator[Entry]:
    """The entries of the menu that this viewer has a use for."""
    for entry in ENTRIES:
        if entry.signed_in and viewer.kind != "account":
            continue
        if entry.permission and not viewer.may(entry.permission):
            continue
        yield entry


class Menu:
    """The menu of one request, made only when a page asks for it."""

    def __init__(self, request: Request) -> None:
        self.request = request

    def __iter__(self) -> Iterator[dict[str, Any]]:
        for entry in entries_for(self.request.viewer):
            href = reverse(entry.url_name)
            here = self.request.path == href
            within = self.request.path.startswith(href) and href != "/"
            yield {"text": entry.text, "href": href, "current": here, "active": within}


class Frame:
    """Middleware that tells the page's frame its menu."""

    def __init__(self, get_response: Callable[[Request], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: Request) -> HttpResponseBase:
        request.navigation = Menu(request)
        return self.get_response(request)
