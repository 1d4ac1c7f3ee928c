"""Enquiries as the front door sees them: opening, the collated page, chasing, withdrawing, closing."""

from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from sharedduty.foundations.access.api import Request, new_token, requires
from sharedduty.foundations.process.api import CannotMove, Missing
from sharedduty.foundations.requests import api as requests
from sharedduty.modules.front_door.actions import enquiring
from sharedduty.modules.front_door.forms import enquiring as forms
from sharedduty.modules.front_door.forms.desk import ReasonForm
from sharedduty.modules.front_door.queries import enquiries as reading
from sharedduty.modules.front_door.queries.standards import standards
from sharedduty.modules.front_door.views.steps import child_or_404, contact_or_404, take


@requires("enquiry_open")
def enquiries(request: Request) -> HttpResponse:
    """Every open enquiry, with a gauge for each agency."""
    return render(request, "front_door/desk/enquiries.html", {"enquiries": reading.open_enquiries(request.viewer)})


@requires("enquiry_open")
def open_enquiry(request: Request, reference: str, child_reference: str) -> HttpResponse:
    """Choose agencies, priority, question and purpose."""
    contact = contact_or_404(request, reference)
    child = child_or_404(contact, child_reference)
    teams = {f"{one.organisation.key}/{one.key}": one for one in reading.agencies(contact)}
    named = {key: f"{one.organisation.name}: {one.name}" for key, one in teams.items()}
    near = {f"{one.organisation.key}/{one.key}" for one in reading.near(teams.values(), child)}
    times = standards(contact.area, timezone.now())
    form = forms.EnquiryForm(
        request.POST or None,
        agencies={key: words for key, words in named.items() if key in near},
        others={key: words for key, words in named.items() if key not in near},
        priorities={one.priority: f"{one.words} ({one.limit})" for one in times.values()},
    )

    def act(given: Mapping[str, Any], version: int | None) -> str:
        enquiring.open_enquiry(
            by=request.viewer, contact=contact, child=child, teams=[teams[key] for key in form.chosen()],
            priority=given["priority"], priority_reason=given["priority_reason"], question=given["question"],
            purpose=given["purpose"], version=version,
        )  # fmt: skip
        return f"{len(form.chosen())} asked. The clocks of this contact keep running."

    intro = f"No national guidance sets a time for this. The times beside each priority are {next(iter(times.values())).source}."
    return take(
        request, contact, form, act, heading=f"Ask agencies about {child}", button="Ask them", child=child,
        more={"intro": intro},
    )  # fmt: skip


def _enquiry_or_404(request: Request, contact: Any, reference: str) -> Any:
    enquiry = reading.enquiry_by_reference(request.viewer, contact, reference)
    if enquiry is None:
        raise Http404
    return enquiry


@requires("enquiry_open")
def enquiry(request: Request, reference: str, enquiry_reference: str) -> HttpResponse:
    """One enquiry: the gauge, each agency's answer side by side, and the picture."""
    contact = contact_or_404(request, reference)
    return _show(request, contact, _enquiry_or_404(request, contact, enquiry_reference))


def _show(request: Request, contact: Any, held: Any, errors: Any = (), status: int = 200) -> HttpResponse:
    context = {
        "contact": contact, "view": reading.open_enquiry_view(request.viewer, held), "form_token": new_token,
        "errors": list(errors), "answer_words": forms.ANSWERS, "bases": forms.BASES,
    }  # fmt: skip
    return render(request, "front_door/desk/enquiry.html", context, status=status)


@requires("enquiry_open")
def close(request: Request, reference: str, enquiry_reference: str) -> HttpResponse:
    """Close an enquiry with the picture."""
    contact = contact_or_404(request, reference)
    held = _enquiry_or_404(request, contact, enquiry_reference)

    def act(given: Mapping[str, Any], version: int | None) -> str:
        enquiring.close_enquiry(
            by=request.viewer, contact=contact, enquiry=held, picture=given["picture"], version=version
        )
        return "The enquiry is closed with its picture."

    return take(
        request, contact, forms.PictureForm(request.POST or None), act, heading="Close the enquiry",
        button="Close the enquiry", template="front_door/desk/enquiry_close.html",
        more={"view": reading.open_enquiry_view(request.viewer, held), "answer_words": forms.ANSWERS},
    )  # fmt: skip


@requires("enquiry_open")
def ask_another(request: Request, reference: str, enquiry_reference: str) -> HttpResponse:
    """Ask one more agency."""
    contact = contact_or_404(request, reference)
    held = _enquiry_or_404(request, contact, enquiry_reference)
    teams = {f"{one.organisation.key}/{one.key}": one for one in reading.agencies(contact)}
    options = {key: f"{one.organisation.name}: {one.name}" for key, one in teams.items()}
    form = forms.AskAnotherForm(request.POST or None, agencies=options)

    def act(given: Mapping[str, Any], version: int | None) -> str:
        if given["agency"] not in teams:
            raise CannotMove([Missing("Choose an agency.", "#id_agency")])
        enquiring.ask_another(by=request.viewer, enquiry=held, team=teams[given["agency"]], purpose=given["purpose"])
        return "One more agency is asked."

    back = reverse("front_door:enquiry", args=[contact.reference, held.reference])
    return take(request, contact, form, act, heading="Ask another agency", button="Ask them", back=back)


def _request_of(request: Request, held: Any, reference: str) -> Any:
    found = requests.by_reference(request.viewer, reference)
    if found is None or found.enquiry != held.reference:
        raise Http404
    return found


@require_POST
@requires("enquiry_open")
def chase(request: Request, reference: str, enquiry_reference: str, request_reference: str) -> HttpResponse:
    """Remind one agency."""
    contact = contact_or_404(request, reference)
    held = _enquiry_or_404(request, contact, enquiry_reference)
    asked = _request_of(request, held, request_reference)
    try:
        requests.chase(by=request.viewer, request=asked)
    except CannotMove as refusal:
        return _show(request, contact, held, [{"text": one.text} for one in refusal.missing], 422)
    messages.success(request, f"{asked.asked_organisation.name} is reminded.")
    return HttpResponseRedirect(reverse("front_door:enquiry", args=[contact.reference, held.reference]))


@requires("enquiry_open")
def withdraw(request: Request, reference: str, enquiry_reference: str, request_reference: str) -> HttpResponse:
    """Withdraw one agency's request, with the reason."""
    contact = contact_or_404(request, reference)
    held = _enquiry_or_404(request, contact, enquiry_reference)
    asked = _request_of(request, held, request_reference)

    def act(given: Mapping[str, Any], version: int | None) -> str:
        requests.withdraw(by=request.viewer, request=asked, because=given["reason"])
        return "The request is withdrawn."

    back = reverse("front_door:enquiry", args=[contact.reference, held.reference])
    return take(
        request, contact, ReasonForm(request.POST or None), act,
        heading=f"Withdraw the request to {asked.asked_organisation.name}", button="Withdraw it", back=back,
    )  # fmt: skip
