"""The pages of a child returning home from care: opening the record, the record, and each step."""

from typing import Any

from django.forms import BaseForm
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from sharedduty.foundations.access.api import Request, requires
from sharedduty.foundations.process.api import Act, StepPages
from sharedduty.modules.child_protection import forms
from sharedduty.modules.child_protection.actions import homecoming
from sharedduty.modules.child_protection.process import RETURN
from sharedduty.modules.child_protection.queries import homecoming as reading
from sharedduty.modules.child_protection.rules import ENTRIES
from sharedduty.modules.child_protection.views.words import RETURN_WORDS

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
HOMES = StepPages(
    process=RETURN, find=reading.return_by_reference, called="return home", page="child_protection:return",
    listed="child_protection:lists", permission="protection_work",
    caption=lambda home: f"{home.child_name}, {home.reference}",
)  # fmt: skip


def _step(verb: str, heading: str) -> Act:
    def form(request: Request, home: Any, data: Any) -> BaseForm:
        return forms.HomeStepForm(data, verb=verb)

    def do(request: Request, home: Any, form: Any, version: int | None) -> None:
        homecoming.take_home_step(by=request.viewer, home=home, verb=verb, given=form.cleaned_data, version=version)

    return Act(verb.replace("_", "-"), (verb,), heading, "Record it", "It is on record.", form, do)


ACTS = {one.slug: one for one in (_step(verb, heading) for verb, heading in STEPS.items())}


@requires("protection_work")
def start_return(request: Request) -> HttpResponse:
    """Open the record of a looked-after child who is to come home, or came."""
    form = forms.OpenReturnForm(request.POST or None)

    def do(version: int | None) -> str:
        return HOMES.page_of(homecoming.open_return(by=request.viewer, given=form.cleaned_data))

    return HOMES.take(
        request, None, form, do, does="A child comes home from care", button="Open the record",
        done="The record is open. Say next how the child comes home.",
        intro="Use this for a looked-after child, before a planned return or as soon as you know of one that nobody planned.",
    )  # fmt: skip


@requires("protection_read")
def return_home(request: Request, reference: str) -> HttpResponse:
    """One return home: where it stands, what may follow, and what each step found."""
    home = HOMES.or_404(request, reference)
    works = request.viewer.may("protection_work")
    offered = [
        {"text": one.heading, "href": reverse("child_protection:return-step", args=[reference, slug])}
        for slug, one in HOMES.possible(ACTS.values(), home, request.viewer).items()
    ]
    questions = {f"{verb}.{one.name}": one.question for verb, entries in ENTRIES.items() for one in entries}
    context = {
        "view": reading.open_return_page(request.viewer, home), "offered": offered, "works": works,
        "next_words": RETURN_WORDS.get(home.stage, ""), "questions": {**questions, **STEPS},
    }  # fmt: skip
    return render(request, "child_protection/return.html", context)


@requires("protection_work")
def return_step(request: Request, reference: str, step: str) -> HttpResponse:
    """Show what a step asks, or take it."""
    one = ACTS.get(step)
    if one is None:
        raise Http404
    return HOMES.act(request, one, reference)
