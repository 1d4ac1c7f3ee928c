"""The pages of child protection: the lists, opening a record from a hand-over, one record, one plan, and every step."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from sharedduty.foundations.access.api import Request, Viewer, new_token, requires
from sharedduty.foundations.design.questions import show_missing
from sharedduty.foundations.guidance.api import outcomes
from sharedduty.foundations.journal.api import record_sight
from sharedduty.foundations.process.api import CannotMove, Overtaken, Process, href
from sharedduty.modules.child_protection import forms
from sharedduty.modules.child_protection.actions import conferring, discussing
from sharedduty.modules.child_protection.process import ENQUIRY, PLAN, RETURN
from sharedduty.modules.child_protection.queries import cases
from sharedduty.modules.child_protection.queries.homecoming import open_returns
from sharedduty.modules.child_protection.rules import ADVOCATE, AIMS, CHILD_AGREES, FAMILY_TOLD, WORK
from sharedduty.modules.child_protection.views.acts import PLAN_ACTS, RECORD_ACTS, Act
from sharedduty.modules.child_protection.views.words import MEET_FIRST, NEXT_WORDS, PLAN_WORDS, events

PAGE = 50


@dataclass(frozen=True)
class List:
    """One list of this room: what it is called and says where it is empty, what the journal says, how it is read."""

    key: str
    text: str
    missing: str
    what: str
    process: Process
    read: Callable[[Viewer], QuerySet[Any]]


LISTS = {
    one.key: one
    for one in (
        List("plans", "Children with a plan today", "No child in your sight has a plan today.", "protection plans", PLAN,
             cases.plans_today),
        List("enquiries", "Strategy discussions and enquiries", "None is under way.", "protection records", ENQUIRY,
             cases.open_records),
        List("home", "Returning home from care", "None is under way.", "returns home", RETURN, open_returns),
        List("ended", "Ended: agencies to be told", "No plan ended of which somebody is still to be told.",
             "protection plans", PLAN, cases.plans_to_end),
    )
}  # fmt: skip


@requires("protection_read")
def lists(request: Request) -> HttpResponse:
    """What is open, one list at a time: children with a plan today, enquiries, returns home, plans that ended."""
    show = request.GET.get("show", "")
    which = LISTS.get(show) or LISTS["plans"]
    page = Paginator(which.read(request.viewer), PAGE).get_page(request.GET.get("page"))
    record_sight(
        by=request.viewer, verb="listed", object_type=which.what, files=sorted({one.case_file_id for one in page})
    )
    clocks = cases.next_clocks(request.viewer, [one.reference for one in page])
    here = reverse("child_protection:lists")
    context = {
        "rows": [(one, which.process.stage(one.stage).title, clocks.get(one.reference)) for one in page],
        "list_page": page, "categories": cases.categories(), "now": timezone.now(), "which": which,
        "works": request.viewer.may("protection_work"),
        "tabs": [
            {"text": one.text, "href": f"{here}?show={key}", "current": one is which} for key, one in LISTS.items()
        ],
    }  # fmt: skip
    return render(request, "child_protection/lists.html", context)


@requires("protection_work")
def start(request: Request, reference: str) -> HttpResponse:
    """Take a hand-over up as a child's protection record."""
    taken = cases.from_handover(request.viewer, reference)
    if taken is not None:
        return HttpResponseRedirect(reverse("child_protection:record", args=[taken.reference]))
    handover = cases.handover_to_start(request.viewer, reference)
    if handover is None:
        raise Http404
    errors: list[Any] = []
    if request.method == "POST":
        try:
            record = discussing.open_from_handover(by=request.viewer, handover=handover)
        except CannotMove as refusal:
            errors = [{"text": one.text} for one in refusal.missing]
        else:
            messages.success(request, "The record is open. Call the strategy discussion next.")
            return HttpResponseRedirect(reverse("child_protection:record", args=[record.reference]))
    record_sight(
        by=request.viewer,
        verb="opened",
        object_type="hand-over",
        object_ref=handover.reference,
        files=[handover.case_file_id],
    )
    context = {"handover": handover, "form_token": new_token(), "errors": errors}
    return render(request, "child_protection/start.html", context, status=422 if errors else 200)


@requires("protection_work")
def receive(request: Request) -> HttpResponse:
    """Open the record of a child who moved in for good with another authority's plan."""
    form, elsewhere = forms.ReceiveForm(request.POST or None), []
    if request.method == "POST" and form.is_valid():
        try:
            made = conferring.receive_child(by=request.viewer, given=form.cleaned_data)
        except CannotMove as refusal:
            elsewhere = show_missing(form, refusal.missing)
        else:
            messages.success(request, "The record is open. Prepare the conference next.")
            return HttpResponseRedirect(reverse("child_protection:record", args=[made.reference]))
    context = {
        "form": form, "form_token": new_token(), "errors": [form, *elsewhere] if form.errors or elsewhere else [],
    }  # fmt: skip
    return render(request, "child_protection/receive.html", context, status=422 if request.method == "POST" else 200)


def _offered(
    viewer: Viewer, acts: tuple[Act, ...], process: Process, record: Any, name: str
) -> dict[str, list[dict[str, str]]]:
    """The steps that the process allows from where the record stands: those that come next, and those beside them."""
    allowed = {one.verb for one in process.possible(record.stage)}
    offered: dict[str, list[dict[str, str]]] = {"next": [], "beside": []}
    for act in acts:
        if allowed & set(act.verbs) and act.offered(record) and viewer.may(act.permission):
            page = reverse(f"child_protection:{name}-{act.slug}", args=[record.reference])
            offered["beside" if act.beside else "next"].append({"text": act.heading, "href": page})
    call = {"text": "Call a meeting", "href": f"{reverse('child_protection:call-meeting')}?about={record.reference}"}
    if record.stage in MEET_FIRST:
        offered["next"].insert(0, call)
    else:
        offered["beside"].insert(0, call)
    return offered


NOTHING: dict[str, list[dict[str, str]]] = {"next": [], "beside": []}


@requires("protection_read")
def record(request: Request, reference: str) -> HttpResponse:
    """One child's record: where it stands, the next limit, what may be done, what was decided and why."""
    found = _record_or_404(request, reference)
    works = request.viewer.may("protection_work")
    context = {
        "view": cases.open_record(request.viewer, found), "works": works, "now": timezone.now(),
        "family_told": FAMILY_TOLD, "work_words": WORK, "advocate_words": ADVOCATE,
        "powers": {one.code: one.label for one in outcomes("immediate_protection.power")},
        "offered": _offered(request.viewer, RECORD_ACTS, ENQUIRY, found, "record") if works else NOTHING,
        "next_words": NEXT_WORDS.get(found.stage, ""), "events": events(ENQUIRY),
        "contact": {"text": found.from_record, "href": href(request.viewer, found.from_record)},
    }  # fmt: skip
    return render(request, "child_protection/record.html", context)


@requires("protection_read")
def plan(request: Request, reference: str) -> HttpResponse:
    """One plan: where it stands, the next limit, what must change, who is in the core group, what was decided."""
    found = _plan_or_404(request, reference)
    works = request.viewer.may("protection_work")
    offered = _offered(request.viewer, PLAN_ACTS, PLAN, found, "plan") if works else NOTHING
    if works and found.protection.unborn:  # recorded once, on the record that the plan belongs to
        page = reverse("child_protection:record-birth", args=[found.protection.reference])
        offered["beside"].append({"text": "Record the birth", "href": page})
    context = {
        "view": cases.open_plan(request.viewer, found), "works": works, "now": timezone.now(), "categories": cases.categories(),
        "aims": AIMS, "agrees": CHILD_AGREES, "offered": offered,
        "next_words": PLAN_WORDS.get(found.stage, ""), "events": events(PLAN),
    }  # fmt: skip
    return render(request, "child_protection/plan.html", context)


def _record_or_404(request: Request, reference: str) -> Any:
    found = cases.record_by_reference(request.viewer, reference)
    if found is None:
        raise Http404
    return found


def _plan_or_404(request: Request, reference: str) -> Any:
    found = cases.plan_by_reference(request.viewer, reference)
    if found is None:
        raise Http404
    return found


def _version(request: Request) -> int | None:
    text = request.POST.get("version", "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else None


def act(request: Request, reference: str, *, step: Act, on_plan: bool) -> HttpResponse:
    """Show a step's form, or take the step. A refusal comes back with everything typed still there (422)."""
    thing = _plan_or_404(request, reference) if on_plan else _record_or_404(request, reference)
    child = thing.protection.child_name if on_plan else thing.child_name
    back = reverse("child_protection:plan" if on_plan else "child_protection:record", args=[reference])
    form, elsewhere, overtaken = step.form(request, thing, request.POST or None), [], False
    if request.method == "POST":
        if form.is_valid():
            try:
                made = step.do(by=request.viewer, thing=thing, given=form.cleaned_data, version=_version(request))
            except CannotMove as refusal:
                elsewhere = show_missing(form, refusal.missing)
            except Overtaken:
                overtaken = True
                thing = _plan_or_404(request, reference) if on_plan else _record_or_404(request, reference)
            else:
                messages.success(request, step.done)
                if step.slug == "conference" and not on_plan:
                    back = reverse("child_protection:plan", args=[getattr(made, "reference", reference)])
                return HttpResponseRedirect(back)
    else:
        record_sight(
            by=request.viewer, verb="opened", object_type="protection record", object_ref=reference,
            files=[thing.case_file_id], purpose=step.heading,
        )  # fmt: skip
    context = {
        "thing": thing, "child": child, "form": form, "step": step, "back": back, "overtaken": overtaken,
        "form_token": new_token(), "errors": [form, *elsewhere] if form.errors or elsewhere else [],
    }  # fmt: skip
    return render(request, "child_protection/act.html", context, status=422 if request.method == "POST" else 200)
