"""The reports on the register, and the list of documents that should carry recommendations."""

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from sharedduty.foundations.access.api import Request, requires
from sharedduty.foundations.design.exports import csv_response
from sharedduty.modules.action_plans import forms
from sharedduty.modules.action_plans.actions import documents as writing
from sharedduty.modules.action_plans.queries import carrying, choices, reporting
from sharedduty.modules.action_plans.queries.reading import recommendations
from sharedduty.modules.action_plans.views.bench import BENCH

PAGE, EXPORTED = 50, 5000
DELAY_HEADER = (
    "Reference", "Recommendation", "Source", "Stage", "Made on", "Accepted on", "Days", "In place on", "Days", "Staff told on",
    "Days", "Effect checked on", "Days", "Age in days", "Waits for",
)  # fmt: skip


@requires("plan_read")
def reports(request: Request) -> HttpResponse:
    """How fast and how well each partner acts, the load of each group, and how much comes from where."""
    today = timezone.localdate()
    found = reporting.partners(request.viewer, today)
    context = {
        "partners": found, "picture": reporting.partners_drawn(found) if found else None,
        "loads": reporting.loads(request.viewer, today), "sources": reporting.by_source(request.viewer),
    }  # fmt: skip
    return render(request, "action_plans/reports.html", context)


@requires("plan_read")
def delays(request: Request) -> HttpResponse:
    """The five dates of each recommendation, the oldest first."""
    page = Paginator(recommendations().order_by("made_on", "pk"), PAGE).get_page(request.GET.get("page"))
    lines = reporting.delays(request.viewer, list(page), timezone.localdate())
    return render(request, "action_plans/delays.html", {"lines": lines, "list_page": page})


@requires("plan_read")
def delays_csv(request: Request) -> HttpResponseBase:
    """The same as CSV, every recommendation; every cell neutralised."""
    held = list(recommendations().order_by("made_on", "pk")[:EXPORTED])
    rows = [
        (
            one.recommendation.reference, one.recommendation.wording, one.recommendation.source_title, one.stage,
            one.recommendation.made_on, one.accepted_on, one.after(one.accepted_on), one.in_place_on,
            one.after(one.in_place_on), one.told_on, one.after(one.told_on), one.checked_on, one.after(one.checked_on),
            one.age, one.open_question,
        )
        for one in reporting.delays(request.viewer, held, timezone.localdate())
    ]  # fmt: skip
    return csv_response("recommendations-delay", DELAY_HEADER, rows)


@requires("plan_read")
def documents(request: Request) -> HttpResponse:
    """The documents that should carry recommendations, and which new issues wait for an answer."""
    page = Paginator(carrying.documents(request.viewer), PAGE).get_page(request.GET.get("page"))
    context = {
        "rows": carrying.document_rows(request.viewer, list(page)), "list_page": page, "kinds": choices.labels("product"),
        "works": request.viewer.may("plan_work"),
    }  # fmt: skip
    return render(request, "action_plans/documents.html", context)


@requires("plan_work")
def document_new(request: Request) -> HttpResponse:
    """Add a document to the list."""
    form = forms.DocumentForm(request.POST if request.method == "POST" else None)

    def do(version: int | None) -> str:
        writing.add_document(by=request.viewer, given=form.cleaned_data)
        return documents_page()

    return BENCH.take(
        request, None, form, do, does="Add a document", button="Add it", done="It is in the list.", back=documents_page(),
        intro="A policy, procedure, form or course that should carry what was recommended.",
    )  # fmt: skip


@requires("plan_work")
def document_issued(request: Request, reference: str) -> HttpResponse:
    """Note that a document was issued again."""
    held = carrying.document(request.viewer, reference)
    if held is None:
        raise Http404
    form = forms.ReissueForm(request.POST if request.method == "POST" else None)

    def do(version: int | None) -> str:
        writing.note_reissue(by=request.viewer, held=held, given=form.cleaned_data)
        return documents_page()

    return BENCH.take(
        request, None, form, do, does="Note that a document was issued again", button="Note it",
        done="Noted. Each recommendation it should carry now asks whether it does.", back=documents_page(),
        more={"shown": [(held.title, held.owner)]},
    )  # fmt: skip


def documents_page() -> str:
    """The address of the list of documents."""
    return reverse("action_plans:documents")
