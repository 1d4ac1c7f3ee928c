"""Asking the council to consider an incident: the form, one's own requests, and one request."""

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from sharedduty.foundations.access.api import Request, requires
from sharedduty.foundations.journal.api import record_sight
from sharedduty.foundations.plain.references import NotAReference, normalise_reference
from sharedduty.foundations.process.api import CannotMove, Missing
from sharedduty.modules.serious_incident import forms
from sharedduty.modules.serious_incident.actions import asking, considering
from sharedduty.modules.serious_incident.queries import choices, reading
from sharedduty.modules.serious_incident.views.bench import BENCH

PAGE = 50
INTRO = (
    "Ask here when a child has died or was seriously harmed, and abuse or neglect is known or suspected. The council decides "
    "whether the law asks it to tell the national Panel. You hear what it decided, and why."
)


def _about(request: Request) -> str:
    """The record it is asked from, where the address names one."""
    try:
        return normalise_reference(request.GET.get("about", ""))
    except NotAReference:
        return ""


@requires("incident_ask")
def ask(request: Request) -> HttpResponse:
    """Ask the council to consider an incident: from a child's record, from a contact, or on its own."""
    about = _about(request)
    named = reading.known_child(request.viewer, about)
    sources = {key: text for key, text in choices.labels_of("source").items() if key != "council"}
    sources["agency"] = "From my own work"
    form = forms.AskForm(
        request.POST if request.method == "POST" else None, sources=sources,
        initial={"children_words": named} if named else {},
    )  # fmt: skip

    def do(version: int | None) -> str:
        made = asking.ask_to_consider(by=request.viewer, given=form.cleaned_data, about=about)
        return reverse("serious_incident:request", args=[made.reference])

    return BENCH.take(
        request, None, form, do, does="Ask the council to consider an incident", button="Send it",
        done="It was received. You see here what is decided.", intro=INTRO, back=reverse("serious_incident:requests"),
    )  # fmt: skip


@requires("incident_ask")
def requests(request: Request) -> HttpResponse:
    """What one asked, and what became of it."""
    page = Paginator(reading.requests_of(request.viewer), PAGE).get_page(request.GET.get("page"))
    record_sight(
        by=request.viewer, verb="listed", object_type="incident requests", files=[one.case_file_id for one in page]
    )
    return render(request, "serious_incident/requests.html", {"list_page": page})


@requires("incident_ask")
def one_request(request: Request, reference: str) -> HttpResponse:
    """One request: for whoever asked that it came and what was decided; for those who decide, taking it in."""
    found = reading.request_by_reference(request.viewer, reference)
    if found is None:
        raise Http404
    decides = request.viewer.may("incident_decide")
    open_ones = reading.open_for_joining(request.viewer) if decides and not found.incident else {}
    form = forms.JoinForm(request.POST if request.method == "POST" and open_ones else None, incidents=open_ones)

    def do(version: int | None) -> str:
        held = reading.by_reference(request.viewer, form.cleaned_data["incident"])
        if held is None:
            raise CannotMove([Missing("Choose the incident.", "#id_incident")])
        considering.join_request(by=request.viewer, held=held, request=found.reference)
        return BENCH.page_of(held)

    if request.method == "POST" and not open_ones:
        raise Http404
    incident = reading.by_reference(request.viewer, found.incident) if decides and found.incident else None
    return BENCH.take(
        request, None, form, do, does=f"Request {found.reference}", button="Take it into this incident",
        done="The request is taken in.", files=(found.case_file_id,), back=reverse("serious_incident:requests"),
        template="serious_incident/request.html",
        more={"asked": found, "decides": decides, "joins": bool(open_ones), "incident": incident,
              "answer_by": reading.answer_by(found)},
    )  # fmt: skip
