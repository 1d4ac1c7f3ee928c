"""The pages of incidents: the lists, one incident, a child of it, the sheet to copy, the log."""

from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from sharedduty.foundations.access.api import Request, requires
from sharedduty.foundations.design.exports import csv_response
from sharedduty.foundations.journal.api import record_sight
from sharedduty.modules.serious_incident import forms
from sharedduty.modules.serious_incident.actions import considering
from sharedduty.modules.serious_incident.queries import choices, reading, writing
from sharedduty.modules.serious_incident.rules.deciding import CRITERIA
from sharedduty.modules.serious_incident.views.acts import ACTS, child_form
from sharedduty.modules.serious_incident.views.bench import BENCH

PAGE = 50
TABS = {"open": "Open", "not_notified": "Not notified", "notified": "Notified"}
NEXT = {
    "considered": ("view", "child-new", "decide"), "notifiable": ("notify",), "notified": ("panel-message", "finish"),
    "not_notifiable": ("challenge",),
}  # fmt: skip


@requires("incident_read")
def incidents(request: Request) -> HttpResponse:
    """The incidents in sight, and the requests in sight that wait."""
    which = request.GET.get("show", "open")
    which = which if which in TABS else "open"
    page = Paginator(reading.listed(request.viewer, which), PAGE).get_page(request.GET.get("page"))
    decides = request.viewer.may("incident_decide")
    waiting = (
        list(reading.requests_waiting(request.viewer)[:PAGE])
        if decides or request.viewer.may("incident_follow")
        else []
    )
    record_sight(
        by=request.viewer, verb="listed", object_type="incident requests", files=[one.case_file_id for one in waiting]
    )
    tabs = [
        {"text": text, "href": f"{reverse('serious_incident:incidents')}?show={key}", "current": key == which}
        for key, text in TABS.items()
    ]
    context = {
        "rows": reading.rows(request.viewer, list(page)), "list_page": page, "tabs": tabs, "which": TABS[which],
        "waiting": waiting, "decides": decides,
    }  # fmt: skip
    return render(request, "serious_incident/incidents.html", context)


@requires("incident_read")
def incident(request: Request, reference: str) -> HttpResponse:
    """One incident: its children, what the partners think, what was decided and why, who was told, what is due."""
    held = BENCH.or_404(request, reference)
    acts, view = BENCH.possible(ACTS, held, request.viewer), reading.view_of(request.viewer, held)
    context = {
        "view": view, "held": held, "acts": acts,
        "first": next((slug for slug in NEXT.get(held.stage, ()) if slug in acts and _wanted(slug, view, request)), ""),
        "parts": writing.parts(request.viewer, held), "views": choices.VIEWS, "answers": choices.YES_NO,
        "criteria": CRITERIA, "abuse": choices.ABUSE, "told": choices.told_labels(timezone.localdate(held.aware_at)),
        "writes": request.viewer.may("incident_decide") and held.stage in ("considered", "notifiable"),
        "corrects": request.viewer.may("incident_decide") and held.stage != "set_aside" and held.stage != "told",
    }  # fmt: skip
    return render(request, "serious_incident/incident.html", context)


def _wanted(slug: str, view: reading.IncidentView, request: Request) -> bool:
    """The button at the top is what this person does next: who decides gives no view first, and names a child before."""
    if slug == "view":
        return not request.viewer.may("incident_decide")
    return not (slug == "child-new" and view.children)


@requires("incident_decide")
def child(request: Request, reference: str, child_reference: str) -> HttpResponse:
    """Correct what is known of one child."""
    held = BENCH.or_404(request, reference)
    found = reading.child_of(held, child_reference)
    if found is None:
        raise Http404
    names = ("given_names", "family_name", "birth_on", "part", "died_on", "abuse", "care", "other_area")
    form = child_form(
        request, held, request.POST if request.method == "POST" else None, initial={n: getattr(found, n) for n in names}
    )

    def do(version: int | None) -> None:
        considering.correct_child(by=request.viewer, held=held, child=found, given=form.cleaned_data, version=version)

    return BENCH.take(
        request, held, form, do, does=f"Correct what is known of {found}", button="Correct it", done="Corrected.",
        reveals={"part": {"died": "died_on"}},
    )  # fmt: skip


@requires("incident_decide")
def open_new(request: Request, reference: str = "") -> HttpResponse:
    """Open an incident: on its own, or from a request, whose words are there already."""
    asked = reading.request_by_reference(request.viewer, reference) if reference else None
    if reference and (asked is None or asked.incident):
        raise Http404
    initial: dict[str, Any] = {"what_happened": asked.what_happened, "source": asked.source} if asked else {}
    if asked:
        at = timezone.localtime(asked.asked_at)
        initial |= {"aware_at": at.date(), "aware_at_time": f"{at:%H:%M}"}
    form = forms.OpenForm(
        request.POST if request.method == "POST" else None, sources=choices.labels_of("source"),
        places=choices.labels_of("place"), initial=initial,
    )  # fmt: skip

    def do(version: int | None) -> str:
        made = considering.open_incident(
            by=request.viewer, given=form.cleaned_data, request=asked.reference if asked else ""
        )
        return BENCH.page_of(made)

    return BENCH.take(
        request, None, form, do, does="Open an incident", button="Open it",
        done="The incident is open. The partners are told that it waits for their view. Name the children next.",
        files=(asked.case_file_id,) if asked else (),
        more={"shown": [("The children, as told", asked.children_words), ("Why", asked.why)] if asked else []},
    )  # fmt: skip


@requires("incident_read")
def sheet(request: Request, reference: str) -> HttpResponse:
    """The whole sheet of the notice, to print or to copy into the national system."""
    held = BENCH.or_404(request, reference)
    record_sight(
        by=request.viewer, verb="opened", object_type="serious incident", object_ref=held.reference,
        files=[held.case_file_id], purpose="sheet of the notice",
    )  # fmt: skip
    context = {
        "held": held, "parts": writing.sheet(request.viewer, held), "back": BENCH.page_of(held),
        "lacking": [] if held.sent_at else writing.unwritten(request.viewer, held),
        "too_many": len(writing.children_of_notice(held)) > writing.MOST_CHILDREN,
    }  # fmt: skip
    return render(request, "serious_incident/sheet.html", context)


@requires("incident_read")
def log(request: Request) -> HttpResponse:
    """Every incident considered, notified or not, with the reasons (GL-SN-11, GL-SN-14)."""
    page = Paginator(reading.all_incidents(request.viewer), PAGE).get_page(request.GET.get("page"))
    context = {"lines": reading.log(request.viewer, list(page)), "list_page": page}
    return render(request, "serious_incident/log.html", context)


@requires("incident_read")
def log_csv(request: Request) -> HttpResponseBase:
    """The whole log as CSV. No child is named in its own columns; reasons are as they were written."""
    lines = reading.log(request.viewer, list(reading.all_incidents(request.viewer)))
    return csv_response("serious-incidents", reading.HEADER, [reading.cells(one) for one in lines])
