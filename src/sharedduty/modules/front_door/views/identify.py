"""Is this child known? Asking, choosing the person, registering a new one."""

from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_POST

from sharedduty.foundations.access.api import Request, new_token, requires
from sharedduty.foundations.journal.api import record_sight
from sharedduty.foundations.process.api import CannotMove
from sharedduty.modules.front_door.actions import identifying
from sharedduty.modules.front_door.forms import desk as forms
from sharedduty.modules.front_door.queries import contact as reading
from sharedduty.modules.front_door.views.steps import child_or_404, contact_or_404, show_refusal, take

PURPOSE = "To decide next steps on this contact"


@requires("contact_work")
def known(request: Request, reference: str, child_reference: str) -> HttpResponse:
    """Ask whether a child is known. The answers are shown once, on this page, and kept nowhere but as a number."""
    contact = contact_or_404(request, reference)
    child = child_or_404(contact, child_reference)
    form = forms.PurposeForm(request.POST or None, initial={"purpose": PURPOSE})
    checked, elsewhere, status = None, [], 200
    if request.method == "POST":
        if form.is_valid():
            try:
                checked = identifying.check_known(
                    by=request.viewer, contact=contact, child=child, purpose=form.cleaned_data["purpose"]
                )
                request.session[_asked_key(contact.reference, child.reference)] = checked.asked
            except CannotMove as refusal:
                elsewhere = show_refusal(form, refusal)
        status = 200 if checked else 422
    else:
        files = [one for one in (contact.case_file_id, contact.working_file_id) if one is not None]
        record_sight(
            by=request.viewer, verb="opened", object_type="contact", object_ref=contact.reference, files=files,
            purpose="is this child known?",
        )  # fmt: skip
    context = {
        "contact": contact, "child": child, "form": form, "checked": checked, "form_token": new_token,
        "identified": reading.identification(child), "checks": reading.checks(child),
        "errors": [form, *elsewhere] if form.errors or elsewhere else [],
        "people": reading.people_in_sight(request.viewer, checked.candidates if checked else ()),
    }  # fmt: skip
    return render(request, "front_door/desk/known.html", context, status=status)


def _asked_key(reference: str, child_reference: str) -> str:
    """Where the session keeps the number of the last asking about a child: it never goes to the browser."""
    return f"asked-{reference}-{child_reference}"


@require_POST
@requires("emergency_open")
def open_answered(request: Request, reference: str, child_reference: str) -> HttpResponse:
    """From an answer of the child check to the emergency opening of that person's file (design section 4)."""
    contact = contact_or_404(request, reference)
    child = child_or_404(contact, child_reference)
    asked = request.session.get(_asked_key(contact.reference, child.reference))
    file = asked and identifying.know_of(
        by=request.viewer, contact=contact, asked=asked, person_reference=request.POST.get("person", "")
    )
    if not file:  # not answered by one's own asking of today, sealed, or shut to this person: one answer for all
        raise Http404
    return HttpResponseRedirect(reverse("emergency", args=[file]))


@require_POST
@requires("contact_work")
def identify(request: Request, reference: str, child_reference: str) -> HttpResponse:
    """Choose the person a child is, or register them as new."""
    contact = contact_or_404(request, reference)
    child = child_or_404(contact, child_reference)
    person, grounds = request.POST.get("person", ""), request.POST.get("grounds", "")
    try:
        if person == "new":
            identifying.register_child(by=request.viewer, contact=contact, child=child, grounds=grounds)
            done = f"{child} is registered as a new person."
        else:
            identifying.identify(
                by=request.viewer, contact=contact, child=child, person_reference=person, grounds=grounds
            )
            done = f"{child} is identified."
    except CannotMove as refusal:
        form = forms.PurposeForm(initial={"purpose": PURPOSE})
        context = {
            "contact": contact, "child": child, "form": form, "checked": None, "form_token": new_token, "people": {},
            "identified": reading.identification(child), "checks": reading.checks(child),
            "errors": [{"text": one.text, **({"href": one.href} if one.href.startswith("/") else {})}
                       for one in refusal.missing],
        }  # fmt: skip
        return render(request, "front_door/desk/known.html", context, status=422)
    messages.success(request, done)
    return HttpResponseRedirect(reverse("front_door:contact", args=[contact.reference]))


@requires("contact_work")
def undo(request: Request, reference: str, child_reference: str) -> HttpResponse:
    """Take back who a child was said to be."""
    contact = contact_or_404(request, reference)
    child = child_or_404(contact, child_reference)

    def act(given: Mapping[str, Any], version: int | None) -> str:
        identifying.undo_identification(by=request.viewer, contact=contact, child=child, reason=given["reason"])
        return "Taken back. Say again who this child is."

    return take(
        request, contact, forms.ReasonForm(request.POST or None), act, heading=f"{child} is somebody else",
        button="Take it back", child=child,
        back=reverse("front_door:known", args=[contact.reference, child.reference]),
    )  # fmt: skip
