"""The pages of early help: the plans, beginning one, one plan, its plain view, finding somebody for the team."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from sharedduty.foundations.access.api import Request, requires
from sharedduty.foundations.design.questions import show_missing
from sharedduty.foundations.forms.api import read_form, show_form
from sharedduty.foundations.gatherings.api import found_people
from sharedduty.foundations.journal.api import record_sight
from sharedduty.foundations.process.api import CannotMove, possible_next
from sharedduty.modules.early_help.actions import leading
from sharedduty.modules.early_help.actions.opening import begin_plan
from sharedduty.modules.early_help.forms import BeginForm, MemberForm
from sharedduty.modules.early_help.process import PROCESS, RESTORATIVE
from sharedduty.modules.early_help.queries import plans as queries
from sharedduty.modules.early_help.queries.records import lead_words
from sharedduty.modules.early_help.views.bench import Bench

PAGE = 50


@requires("early_help_read")
def plans(request: Request) -> HttpResponse:
    """The plans one is part of, or that are registered with one's families team."""
    closed, words = request.GET.get("show") == "closed", request.GET.get("q", "")
    page = Paginator(queries.plans(request.viewer, closed=closed, words=words), PAGE).get_page(request.GET.get("page"))
    record_sight(
        by=request.viewer, verb="listed", object_type="early help plans", files=[one.case_file_id for one in page]
    )
    rows = [(one, PROCESS.stage(one.stage).title, lead_words(one)) for one in page]
    context = {"list_page": page, "rows": rows, "closed": closed, "words": words, "today": timezone.localdate()}
    return render(request, "early_help/plans.html", context)


@requires("early_help_work")
def begin(request: Request) -> HttpResponse:
    """Begin early help: directly, or from the front door's hand-over (`?from=`)."""
    named = request.GET.get("from", "")
    handover = queries.handover_for(request.viewer, named) if named else None
    if named and handover is None:
        raise Http404
    form = BeginForm(request.POST or None, initial=_named(handover))
    elsewhere: list[dict[str, str]] = []
    if request.method == "POST" and form.is_valid():
        try:
            made = begin_plan(by=request.viewer, handover=handover, **form.cleaned_data)
        except CannotMove as refusal:
            elsewhere = show_missing(form, refusal.missing)
        else:
            messages.success(request, "Begun. Talk it through with the family first.")
            return HttpResponseRedirect(reverse("early_help:plan", args=[made.reference]))
    elif request.method == "GET" and handover is not None:
        record_sight(
            by=request.viewer, verb="opened", object_type="hand-over", object_ref=handover.reference,
            files=[handover.case_file_id], purpose="begin early help",
        )  # fmt: skip
    return show_form(request, "early_help/begin.html", form, elsewhere, {"handover": handover})


def _named(handover: Any) -> dict[str, Any]:
    """The child as a hand-over names them, so that nobody types it again."""
    names = ("given_names", "family_name", "birth_on")
    return {name: getattr(handover, name) for name in names} if handover else {}


@requires("early_help_read")
def plan(request: Request, reference: str) -> HttpResponse:
    """One plan, whole: who leads, what is next and by when, the family's words, the plan, and how it went."""
    bench = Bench(request, reference)
    bench.seen()
    view, up = queries.view_of(request.viewer, bench.plan), bench.plan.stepped_up_to
    context: dict[str, Any] = {
        "bench": bench, "plan": bench.plan, "view": view, "stage": PROCESS.stage(bench.plan.stage).title,
        "today": timezone.localdate(), "commitments": RESTORATIVE, "next": possible_next(PROCESS, bench.plan),
        "came_from": queries.whence(request.viewer, bench.plan),
        "up": {"text": up, "href": queries.pages_in_sight(request.viewer, [up]).get(up, "")},
    }  # fmt: skip
    return render(request, "early_help/plan.html", context)


@requires("early_help_read")
def plain(request: Request, reference: str) -> HttpResponse:
    """The plan in plain words, to read with the child and to print for them."""
    bench = Bench(request, reference)
    bench.seen(purpose="plain view")
    view = queries.view_of(request.viewer, bench.plan)
    return render(request, "early_help/plain.html", {"bench": bench, "plan": bench.plan, "view": view})


@requires("early_help_read")
def read(request: Request, reference: str, form: str) -> HttpResponse:
    """One finished form, to read."""
    bench = Bench(request, reference)
    record = queries.finished_form(request.viewer, bench.plan, form)
    if record is None:
        raise Http404
    bench.seen(purpose=queries.FORMS.get(record.form, record.form))
    context = {
        "bench": bench, "record": record, "sections": read_form(record), "heading": queries.FORMS.get(record.form, "Form"),
    }  # fmt: skip
    return render(request, "early_help/read.html", context)


@requires("early_help_work")
def member(request: Request, reference: str) -> HttpResponse:
    """Find somebody with an account by words, and bring them into the team."""
    bench = Bench(request, reference)
    if not bench.runs or bench.plan.stage == "closed":
        raise Http404
    found = found_people(request.viewer, request.GET.get("q", ""))
    form = MemberForm(request.POST or None, people=found.named)
    elsewhere: list[dict[str, str]] = []
    if request.method == "POST" and form.is_valid():
        chosen = found.people.get(form.cleaned_data["who"])
        try:
            leading.join(by=request.viewer, plan=bench.plan, capacity="practitioner", appointment=chosen)
        except CannotMove as refusal:
            elsewhere = show_missing(form, refusal.missing)
        else:
            messages.success(request, "They are of the team, and see the plan from now on.")
            return HttpResponseRedirect(bench.page)
    elif request.method != "POST":
        bench.seen(purpose="find somebody for the team")
    return show_form(request, "early_help/member.html", form, elsewhere, {"bench": bench, "found": found})
