"""The privacy officer's pages: emergency openings, who has seen a file, and the journal."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse

from sharedduty.foundations.access import actions, queries
from sharedduty.foundations.access.forms.people import ReasonForm, ReviewForm
from sharedduty.foundations.access.guards import requires
from sharedduty.foundations.access.viewer import Request
from sharedduty.foundations.plain.references import NotAReference, normalise_reference

PAGE = 50


@requires("openings_review")
def openings(request: Request) -> HttpResponseBase:
    """Every emergency opening, those that wait for review first."""
    context = {
        "list_page": Paginator(queries.openings(request.viewer), PAGE).get_page(request.GET.get("page")),
        "may_see_sightings": request.viewer.may("sightings_see"),
    }  # fmt: skip
    return render(request, "access/privacy/openings.html", context)


@requires("openings_review")
def opening(request: Request, mark: str) -> HttpResponseBase:
    """One emergency opening and its review."""
    found = queries.opening(request.viewer, mark)
    if found is None:
        raise Http404
    form = ReviewForm(request.POST or None, findings=actions.FINDINGS)
    if request.method == "POST" and form.is_valid():
        try:
            actions.review_opening(by=request.viewer, opening_id=found["id"], **form.cleaned_data)
        except actions.Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, "The review is recorded.")
            return HttpResponseRedirect(reverse("openings"))
    context = {"opening": found, "form": form}
    return render(request, "access/privacy/opening.html", context, status=422 if form.errors else 200)


@requires("sightings_see")
def find_sightings(request: Request) -> HttpResponseBase:
    """Ask who has seen a file, by its reference."""
    typed, wrong = request.GET.get("reference", "").strip(), ""
    if typed:
        try:
            return HttpResponseRedirect(reverse("sightings", args=[normalise_reference(typed)]))
        except NotAReference as error:
            wrong = str(error)
    return render(request, "access/privacy/find_sightings.html", {"typed": typed, "wrong": wrong})


@requires("sightings_see")
def sightings(request: Request, reference: str) -> HttpResponseBase:
    """Who has seen and changed one file."""
    found = queries.sightings(request.viewer, reference)
    if not found:
        raise Http404
    page = Paginator(found, PAGE).get_page(request.GET.get("page"))
    return render(request, "access/privacy/sightings.html", {"reference": reference, "list_page": page})


@requires("journal_watch")
def journal(request: Request) -> HttpResponseBase:
    """Whether the journal is sealed and sound."""
    context = queries.journal_status(request.viewer) | {"may_close": request.viewer.may("incident_close")}
    return render(request, "access/privacy/journal.html", context)


@requires("incident_close")
def incident(request: Request, mark: str) -> HttpResponseBase:
    """Close an incident of the journal with what was found."""
    status = queries.journal_status(request.viewer)
    found = next((one for one in status["incidents"] if one["mark"] == mark and one["closed_at"] is None), None)
    if found is None:
        raise Http404
    form = ReasonForm(
        request.POST or None,
        label="What did you find, and what was done?",
        missing="Say what you found and what was done",
    )
    if request.method == "POST" and form.is_valid():
        try:
            actions.close_incident(by=request.viewer, incident_id=found["id"], note=form.cleaned_data["reason"])
        except actions.Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, "The incident is closed. The fault stays in the record.")
            return HttpResponseRedirect(reverse("journal"))
    context = {"form": form, "incident": found}
    return render(request, "access/privacy/incident.html", context, status=422 if form.errors else 200)
