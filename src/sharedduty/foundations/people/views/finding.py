"""What every page about one person does alike: find the record, show a form, do what it asks, answer refusals."""

from collections.abc import Callable, Mapping
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.forms import BaseForm
from django.http import Http404, HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import render
from django.urls import reverse

from sharedduty.foundations.access.api import Request
from sharedduty.foundations.journal.api import record_sight
from sharedduty.foundations.people import pages

Act = Callable[[Mapping[str, Any]], str]


def person_or_404(request: Request, reference: str) -> Any:
    """The person, or the one answer for who does not exist and who is not yours to see."""
    person = pages.find(request.viewer, reference)
    if person is None:
        raise Http404
    return person


def changeable_or_404(request: Request, reference: str) -> Any:
    """The person if the viewer may work on the record; a record one only reads has no pages to change it."""
    person = person_or_404(request, reference)
    if not pages.may_change(request.viewer, person):
        raise Http404
    return person


def sent(request: Request) -> QueryDict | None:
    """What a form was sent with; None while it is only shown, so that an empty form sent is still a form sent."""
    return request.POST if request.method == "POST" else None


def page_of(person: Any) -> str:
    """The address of a person's page."""
    return reverse("people:person", args=[person.reference])


def show_errors(form: BaseForm, refusal: ValidationError) -> None:
    """Put a refusal's words beside the field they are about, else at the top of the form."""
    if not hasattr(refusal, "error_dict"):
        form.add_error(None, refusal)
        return
    for name, problems in refusal.message_dict.items():
        for problem in problems:
            form.add_error(name if name in form.fields else None, problem)


def take(
    request: Request,
    person: Any,
    form: BaseForm,
    act: Act,
    *,
    heading: str,
    button: str,
    template: str = "people/step.html",
    more: Mapping[str, Any] | None = None,
) -> HttpResponse:
    """Show a form about a person, or do what it asks; `act` gives the words for "done".

    A refusal comes back with everything typed still there (422). A record put together with another is not changed:
    its page says which one stands.
    """
    if person.merged_into_id is not None:
        return HttpResponseRedirect(page_of(person))
    if request.method == "POST" and form.is_valid():
        try:
            with transaction.atomic():  # all that the form asks for, or nothing
                done = act(form.cleaned_data)
        except ValidationError as refusal:
            show_errors(form, refusal)
        else:
            messages.success(request, done)
            return HttpResponseRedirect(page_of(person))
    record_sight(
        by=request.viewer, verb="opened", object_type="person", object_ref=person.reference,
        files=[person.case_file_id], purpose=heading,
    )  # fmt: skip
    context = {"person": person, "form": form, "heading": heading, "button_text": button, **(more or {})}
    return render(request, template, context, status=422 if form.errors else 200)
