"""Hand-overs: what one's team is handed, accepting it, saying what became of it; the export to the council's system."""

from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse, HttpResponseRedirect, JsonResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse

from sharedduty.foundations.access.api import Request, new_token, requires
from sharedduty.foundations.design.exports import csv_response
from sharedduty.foundations.journal.api import record_sight
from sharedduty.foundations.process.api import CannotMove, href, stands, starts_for
from sharedduty.modules.front_door.actions import exporting, handing
from sharedduty.modules.front_door.forms.desk import OutcomeForm
from sharedduty.modules.front_door.queries import handovers as reading
from sharedduty.modules.front_door.queries.contact import contact_by_reference
from sharedduty.modules.front_door.views.steps import contact_or_404, show_refusal

PAGE = 50


@requires("handover_accept")
def handovers(request: Request) -> HttpResponse:
    """What one's team or post is handed, and what it left for others."""
    closed = request.GET.get("show") == "done"
    page = Paginator(reading.handovers(request.viewer, closed=closed), PAGE).get_page(request.GET.get("page"))
    record_sight(by=request.viewer, verb="listed", object_type="hand-overs", files=[one.case_file_id for one in page])
    return render(request, "front_door/desk/handovers.html", {"list_page": page, "closed": closed})


@requires("handover_accept")
def handover(request: Request, reference: str) -> HttpResponse:
    """One hand-over: why, about whom, who owns it; accept it, or say what became of it."""
    held = reading.handover_by_reference(request.viewer, reference)
    if held is None:
        raise Http404
    form = OutcomeForm(request.POST or None)
    elsewhere: list[dict[str, str]] = []
    if request.method == "POST":
        accepting = "accept" in request.POST
        try:
            if accepting:
                handing.accept_handover(by=request.viewer, handover=held)
            elif form.is_valid():
                handing.close_handover(by=request.viewer, handover=held, outcome=form.cleaned_data["outcome"])
        except CannotMove as refusal:
            form.is_valid()
            elsewhere = show_refusal(form, refusal)
        else:
            messages.success(request, "Accepted: you lead it now." if accepting else "What became of it is recorded.")
            return HttpResponseRedirect(reverse("front_door:handover", args=[reference]))
    context = {
        "held": held, "form": form, "form_token": new_token, "mine": handing.owned_by(request.viewer, held),
        "came_from": {"text": held.from_record, "href": _page_of_origin(request, held.from_record)},
        "starts": starts_for(request.viewer, held) if handing.owned_by(request.viewer, held) else [],
        "led_to": {"text": held.led_to, "href": href(request.viewer, held.led_to)} if held.led_to else None,
        "stands": stands(request.viewer, held),
        "errors": [form, *elsewhere] if form.errors or elsewhere else [],
    }  # fmt: skip
    return render(request, "front_door/desk/handover.html", context, status=422 if request.method == "POST" else 200)


def _page_of_origin(request: Request, reference: str) -> str:
    """The page of the record a hand-over came from; empty for a contact this viewer may not open."""
    if not reference.startswith("C-"):
        return href(request.viewer, reference)
    seen = request.viewer.may("contact_read") and contact_by_reference(request.viewer, reference)
    return reverse("front_door:contact", args=[reference]) if seen else ""


def _export(request: Request, reference: str) -> Mapping[str, Any]:
    contact = contact_or_404(request, reference)
    try:
        return exporting.export_contact(by=request.viewer, contact=contact)
    except CannotMove as refusal:
        raise Http404 from refusal


@requires("contact_export")
def export_json(request: Request, reference: str) -> HttpResponse:
    """A decided contact as JSON."""
    answer = JsonResponse(_export(request, reference), json_dumps_params={"ensure_ascii": False, "indent": 1})
    answer.headers["Content-Disposition"] = f'attachment; filename="{reference}.json"'
    return answer


@requires("contact_export")
def export_csv(request: Request, reference: str) -> HttpResponseBase:
    """A decided contact as CSV: one row a child."""
    made = _export(request, reference)
    columns = [name for name in made["children"][0] if name not in {"determinations"}] if made["children"] else []
    header = ["contact", "source", "received_at", "decided_at", "referrer_name", "referrer_organisation", *columns]
    rows = [
        [
            made["contact"], made["source"], made["received_at"], made["decided_at"], made["referrer"]["name"],
            made["referrer"]["organisation"], *(child[name] for name in columns),
        ]
        for child in made["children"]
    ]  # fmt: skip
    return csv_response(reference, header, rows)
