"""The menu: what this post can do, in the order of its day; and what every page's frame is told: menu and help."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from django.http.response import HttpResponseBase
from django.urls import reverse

from sharedduty.foundations.access.api import Request, Viewer
from sharedduty.site import help as help_pages


@dataclass(frozen=True)
class Entry:
    """One entry of the menu: its words, the name of its address, and the permission it needs (none: anyone)."""

    text: str
    url_name: str
    permission: str = ""
    signed_in: bool = False
    unless: str = ""  # not shown to those who hold this permission: they have it on another page


ENTRIES = (
    Entry("My work", "my_work", signed_in=True),
    Entry("Today", "today", "today_see"),
    Entry("Front door", "front_door:queue", "contact_queue"),
    Entry("Handed over to us", "front_door:handovers", "handover_accept", unless="contact_queue"),
    Entry("Assessments", "assessment:assessments", "assessment_read"),
    Entry("Child protection", "child_protection:lists", "protection_read"),
    Entry("Protection meetings", "child_protection:meetings", "protection_join", unless="protection_read"),
    Entry("Serious incidents", "serious_incident:incidents", "incident_read"),
    Entry("Rapid reviews", "rapid_review:reviews", "rapid_read"),
    Entry("Practice reviews", "practice_review:reviews", "practice_read"),
    Entry("Allegations", "allegations:allegations", "allegation_work"),
    Entry("Disagreements", "escalation:escalations", "escalation_read"),
    Entry("Early help", "early_help:plans", "early_help_read"),
    Entry("Asked of us", "front_door:requests", "request_answer"),
    Entry("Notifications", "front_door:notifications", "notifications_send"),
    Entry("Front door figures", "front_door:figures", "front_door_figures", unless="contact_queue"),
    Entry("Assessment figures", "assessment:figures", "assessment_figures", unless="assessment_read"),
    Entry("Child protection figures", "child_protection:figures", "protection_figures", unless="protection_read"),
    Entry("Early help figures", "early_help:figures", "early_help_figures", unless="early_help_read"),
    Entry("Allegation figures", "allegations:figures", "allegation_figures", unless="allegation_work"),
    Entry("Emergency openings", "openings", "openings_review"),
    Entry("Files to look at", "retention_reviews", "retention_review"),
    Entry("Child checks", "people:child_checks", "child_check_review"),
    Entry("Take in children", "people:import", "people_import"),
    Entry("Journal", "journal", "journal_watch"),
    Entry("People and posts", "people_and_posts", "appointments_propose"),
    Entry("Organisations", "organisations", "directory_keep"),
    Entry("Our area", "our_area", "directory_keep"),
    Entry("Raise a concern", "raise"),
    Entry("Worried about a worker", "allegations:sent", "allegation_raise", unless="allegation_work"),
    Entry("Ask about an incident", "serious_incident:requests", "incident_ask", unless="incident_read"),
    Entry("Search", "search", "search_use"),
    Entry("Thresholds", "thresholds", unless="contact_queue"),
    Entry("When is it due?", "when_is_it_due", unless="concern_raise"),  # for the signed in: at the foot of each page
    Entry("Guidance", "guidance"),
    Entry("What we learned", "learning:reviews"),
    Entry("Help", "help"),
)


def entries_for(viewer: Viewer) -> Iterator[Entry]:
    """The entries of the menu that this viewer has a use for."""
    for entry in ENTRIES:
        if entry.signed_in and viewer.kind != "account":
            continue
        if entry.permission and not viewer.may(entry.permission):
            continue
        if entry.unless and viewer.may(entry.unless):
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
            yield {"text": entry.text, "href": href, "current": here, "active": self.request.path.startswith(href)}


class HelpLink:
    """The address of the help for the screen one is on; empty where there is none. Known once the address is resolved."""

    def __init__(self, request: Request) -> None:
        self.request = request

    def __str__(self) -> str:
        match = self.request.resolver_match
        page = help_pages.for_screen(match.view_name) if match else None
        return reverse("help_page", args=[page.slug]) if page else ""


class Frame:
    """Middleware that tells the page's frame its menu and its page of help."""

    def __init__(self, get_response: Callable[[Request], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: Request) -> HttpResponseBase:
        request.navigation = Menu(request)
        request.help_href = HelpLink(request)
        return self.get_response(request)
