"""The register of sharing agreements: what bodies agreed on sharing, and when each is reviewed."""

from typing import Any

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from sharedduty.foundations.access.api import Request, new_token, requires
from sharedduty.foundations.design.forms import DateInputField, word_plainly
from sharedduty.foundations.design.questions import choice, line, show_missing, words
from sharedduty.foundations.process.api import CannotMove
from sharedduty.foundations.requests import agreements as reading
from sharedduty.foundations.requests.actions import AGREEMENT_FIELDS, keep_agreement

PAGE = 50


class AgreementForm(forms.Form):
    """One agreement."""

    kind = choice("What is it?", reading.KINDS)
    title = line("Its name")
    tier = line("Tier, if it has one", hint="For example 1 for an agreement that others hang on.")
    parties = words("Which bodies does it bind?", rows=3)
    covers = words("What is shared under it, and for what?", rows=3)
    kept_at = line("Where the signed document is kept")
    agreed_on = DateInputField(label="Agreed on", what="the day it was agreed", past=True, required=False)
    review_on = DateInputField(label="Next review", what="the day of the next review", required=False)
    ended_on = DateInputField(label="Ended on, if it has ended", what="the day it ended", required=False)
    ended_because = words("Why it ended, and what took its place", rows=2)


@requires("agreements_see")
def register(request: Request) -> HttpResponse:
    """The register, what is due for review first."""
    ended = request.GET.get("show") == "ended"
    page = Paginator(reading.agreements(request.viewer, ended=ended), PAGE).get_page(request.GET.get("page"))
    today = timezone.localdate()
    rows = [(one, reading.overdue(one, today)) for one in page]
    context = {"rows": rows, "list_page": page, "ended": ended, "late": sum(late for _, late in rows)}
    return render(request, "requests/agreements.html", context)


@requires("agreements_keep")
def new_agreement(request: Request) -> HttpResponse:
    """Add an agreement."""
    return _keep(request, None, AgreementForm(request.POST or None), "Add a sharing agreement")


@requires("agreements_keep")
def agreement(request: Request, reference: str) -> HttpResponse:
    """Change an agreement: reviewed, ended, put right."""
    held = reading.agreement_by_reference(request.viewer, reference)
    if held is None:
        raise Http404
    form = AgreementForm(request.POST or None, initial={name: getattr(held, name) for name in AGREEMENT_FIELDS})
    return _keep(request, held, form, held.title)


def _keep(request: Request, held: Any, form: AgreementForm, heading: str) -> HttpResponse:
    elsewhere: list[dict[str, str]] = []
    word_plainly(form.fields)
    if request.method == "POST" and form.is_valid():
        try:
            kept = keep_agreement(by=request.viewer, given=form.cleaned_data, agreement=held)
        except CannotMove as refusal:
            elsewhere = show_missing(form, refusal.missing)
        else:
            messages.success(request, f"{kept.title} is in the register.")
            return HttpResponseRedirect(reverse("sharing_agreements"))
    context = {
        "form": form, "form_token": new_token(), "heading": heading, "back": reverse("sharing_agreements"),
        "errors": [form, *elsewhere] if form.errors or elsewhere else [],
    }  # fmt: skip
    return render(request, "requests/agreement.html", context, status=422 if request.method == "POST" else 200)
