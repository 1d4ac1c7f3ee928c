"""What every room's pages of forms do alike: a refused form, a field saved as it is left, two versions side by side."""

from collections.abc import Callable, Mapping
from typing import Any

from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import render
from django.utils import timezone

from sharedduty.foundations.access.api import new_token
from sharedduty.foundations.design.dates import time_words
from sharedduty.foundations.forms.actions import Saved, TooBusy
from sharedduty.foundations.forms.answers import read_field
from sharedduty.foundations.forms.definitions import Page
from sharedduty.foundations.forms.models import FormRecord
from sharedduty.foundations.forms.posted import choices_posted, own_savings, version_posted
from sharedduty.foundations.forms.queries import two_versions

SET_ASIDE_WORDS = "Somebody else wrote here while you were typing. Both are kept. Choose between them."
Save = Callable[[dict[str, Any], int, dict[str, int]], Saved]


def show_form(
    request: HttpRequest, template: str, form: BaseForm, elsewhere: list[dict[str, str]], context: Mapping[str, Any]
) -> HttpResponse:
    """A page with a form: its errors and those `elsewhere`, a fresh token; 422 where something sent could not be done."""
    errors = [form, *elsewhere] if form.errors or elsewhere else []
    shown = {"form": form, "form_token": new_token(), "errors": errors, **context}
    return render(request, template, shown, status=422 if request.method == "POST" else 200)


def revealed(form: BaseForm, reveals: Mapping[str, Mapping[str, str]]) -> dict[str, Any]:
    """Which fields stand under a choice, for `forms/parts.html` `drawn`: `reveals` says by question and choice which field.

    Gives `under` (bound fields by question and choice) and `inside`, the names of those that stand nowhere else.
    """
    under = {
        question: {choice: form[name] for choice, name in choices.items() if name in form.fields}
        for question, choices in reveals.items()
    }
    return {"under": under, "inside": {bound.name for choices in under.values() for bound in choices.values()}}


def save_field(request: HttpRequest, page: Page, record: FormRecord, save: Save, choose: str) -> HttpResponse:
    """Keep one field as it is left; answers as `design/autosave.mjs` expects. The form works without this.

    Takes: the page the field stands on, the record as it is, `save` (changes, the version they were made from, what this
    page saved by itself), and the address where two versions are chosen between.
    """
    read = read_field(page, request.POST.get("autosave_field", ""), request.POST, record.answers)
    if read is None:
        return JsonResponse({"message": "There is no such question on this page."}, status=422)
    try:
        saved = save(dict([read]), version_posted(request.POST), own_savings(request.POST, page))
    except TooBusy:
        return JsonResponse({"message": "Not saved yet"}, status=503)  # the page tries again by itself
    if saved.conflicts:
        return JsonResponse({"message": SET_ASIDE_WORDS, "href": choose}, status=409)
    return JsonResponse({"saved_at": time_words(timezone.now()), "version": str(saved.version)})


def choose_page(
    request: HttpRequest, record: FormRecord, settle: Callable[[dict[str, str]], object], *, back: str, caption: str
) -> HttpResponse:
    """Two versions of an answer, side by side: the person chooses, `settle` keeps it, and `back` is where they go on."""
    pairs = two_versions(record)
    errors: list[dict[str, str]] = []
    if request.method == "POST":
        given, errors = choices_posted(request.POST, pairs)
        if not errors:
            settle(given)
            return HttpResponseRedirect(back)
    context = {"pairs": pairs, "errors": errors, "back": back, "caption": caption, "form_token": new_token()}
    return render(request, "forms/choose.html", context, status=422 if errors else 200)
