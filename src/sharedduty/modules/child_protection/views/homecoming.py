"""The pages of a child returning home from care: opening the record, the record, and each step."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse

from sharedduty.foundations.access.api import Request, new_token, requires
from sharedduty.foundations.design.questions import show_missing
from sharedduty.foundations.journal.api import record_sight
from sharedduty.foundations.process.api import CannotMove, Overtaken
from sharedduty.modules.child_protection import forms
from sharedduty.modules.child_protection.actions import homecoming
from sharedduty.modules.child_protection.process import RETURN
from sharedduty.modules.child_protection.queries import homecoming as reading
from sharedduty.modules.child_protection.rules import ENTRIES

# What each step is called where it is offered, and the heading of its page.
STEPS = {
    "plan_return": "A return home is planned", "record_unplanned": "The child came home unplanned",
    "record_remand": "The child is remanded", "assess_return": "Record the assessment before the return",
    "approve_return": "Ceasing to look after is approved", "keep_looking_after": "The child stays looked after",
    "look_after_again": "Go on with care planning", "come_home": "The child comes home with a plan",
    "consider_concerns": "Consider immediate concerns", "suspect_harm": "Significant harm is suspected",
    "act_for_safety": "Action was taken for the child's safety", "stay_home": "The child stays home with a plan",
    "plan_after_remand": "Plan the support after remand", "review_support": "Review the support",
    "go_on_at_home": "The support goes on", "find_in_need": "The child is in need",
}  # fmt: skip
SLUGS = {verb.replace("_", "-"): verb for verb in STEPS}


@requires("protection_work")
def start_return(request: Request) -> HttpResponse:
    """Open the record of a looked-after child who is to come home, or came."""
    form, elsewhere = forms.OpenReturnForm(request.POST or None), []
    if request.method == "POST" and form.is_valid():
        try:
            made = homecoming.open_return(by=request.viewer, given=form.cleaned_data)
        except CannotMove as refusal:
            elsewhere = show_missing(form, refusal.missing)
        else:
            messages.success(request, "The record is open. Say next how the child comes home.")
            return HttpResponseRedirect(reverse("child_protection:return", args=[made.reference]))
    more = {
        "heading": "A child comes home from care", "back": reverse("child_protection:lists"), "button_text": "Open the record",
        "intro": "Use this for a looked-after child, before a planned return or as soon as you know of one that nobody planned.",
    }  # fmt: skip
    return _form(request, form, elsewhere, more)


def _form(request: Request, form: Any, elsewhere: list[Any], more: dict[str, Any]) -> HttpResponse:
    errors = [form, *elsewhere] if form.errors or elsewhere else []
    context = {**more, "form": form, "form_token": new_token(), "errors": errors}
    return render(request, "child_protection/home_step.html", context, status=422 if request.method == "POST" else 200)


def _or_404(request: Request, reference: str) -> Any:
    found = reading.return_by_reference(request.viewer, reference)
    if found is None:
        raise Http404
    return found


@requires("protection_read")
def return_home(request: Request, reference: str) -> HttpResponse:
    """One return home: where it stands, what may follow, and what each step found."""
    home = _or_404(request, reference)
    works = request.viewer.may("protection_work")
    allowed = {one.verb for one in RETURN.possible(home.stage)}
    offered = [
        {"text": STEPS[verb], "href": reverse("child_protection:return-step", args=[reference, slug])}
        for slug, verb in SLUGS.items()
        if verb in allowed
    ]
    questions = {f"{verb}.{one.name}": one.question for verb, entries in ENTRIES.items() for one in entries}
    context = {
        "view": reading.open_return_page(request.viewer, home), "offered": offered if works else [], "works": works,
        "questions": {**questions, **STEPS},
    }  # fmt: skip
    return render(request, "child_protection/return.html", context)


@requires("protection_work")
def return_step(request: Request, reference: str, step: str) -> HttpResponse:
    """Show what a step asks, or take it. A refusal comes back with everything typed still there (422)."""
    home, verb = _or_404(request, reference), SLUGS.get(step)
    if verb is None:
        raise Http404
    back = reverse("child_protection:return", args=[reference])
    form, elsewhere, overtaken = forms.HomeStepForm(request.POST or None, verb=verb), [], False
    if request.method == "POST" and form.is_valid():
        text = request.POST.get("version", "")
        version = int(text) if text.isascii() and text.isdigit() and len(text) < 10 else None
        try:
            homecoming.take_home_step(by=request.viewer, home=home, verb=verb, given=form.cleaned_data, version=version)
        except CannotMove as refusal:
            elsewhere = show_missing(form, refusal.missing)
        except Overtaken:
            overtaken, home = True, _or_404(request, reference)
        else:
            messages.success(request, "It is on record.")
            return HttpResponseRedirect(back)
    elif request.method != "POST":
        record_sight(
            by=request.viewer, verb="opened", object_type="return home", object_ref=reference, files=[home.case_file_id],
            purpose=STEPS[verb],
        )  # fmt: skip
    more = {
        "heading": STEPS[verb], "caption": f"{home.child_name}, {reference}", "back": back, "button_text": "Record it",
        "version": home.version, "overtaken": overtaken,
    }  # fmt: skip
    return _form(request, form, elsewhere, more)
