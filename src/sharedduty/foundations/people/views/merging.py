"""Two records that are one person: proposed by one, confirmed or refused by another, undone the same way."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse

from sharedduty.foundations.access.api import Request, requires
from sharedduty.foundations.people import actions, forms, pages
from sharedduty.foundations.people.views.finding import changeable_or_404, page_of, sent, show_errors


@requires("person_merge")
def merges(request: Request) -> HttpResponse:
    """The proposals that wait for a second person."""
    return render(request, "people/merges.html", {"proposals": pages.waiting(request.viewer)})


@requires("person_merge")
def merge(request: Request, reference: str) -> HttpResponse:
    """Propose that this record and another are one person: choose the other, see both, say why."""
    held = changeable_or_404(request, reference)
    if held.merged_into_id is not None:
        return HttpResponseRedirect(page_of(held))
    typed = request.POST.get("other", "") if request.method == "POST" else request.GET.get("other", "")
    if not typed.strip():
        return _choose(request, held, forms.OtherForm())
    other = pages.find(request.viewer, typed)
    if other is None or other.pk == held.pk or not pages.may_change(request.viewer, other):
        form = forms.OtherForm({"other": typed})
        form.add_error("other", "No other record you can change has this reference. Check each letter and number.")
        return _choose(request, held, form)
    return _propose(request, held, other)


def _choose(request: Request, held: Any, form: forms.OtherForm) -> HttpResponse:
    context = {"person": held, "form": form, "alike": pages.alike(request.viewer, held), "birth": pages.birth_words}
    return render(request, "people/merge_choose.html", context, status=422 if form.errors else 200)


def _propose(request: Request, held: Any, other: Any) -> HttpResponse:
    records = {one.reference: f"{one}, {one.reference}" for one in (held, other)}
    form = forms.MergeForm(sent(request), records=records, initial={"other": other.reference, "keep": held.reference})
    if request.method == "POST" and form.is_valid():
        keep, absorb = (held, other) if form.cleaned_data["keep"] == held.reference else (other, held)
        try:
            actions.propose_merge(by=request.viewer, keep=keep, absorb=absorb, grounds=form.cleaned_data["grounds"])
        except ValidationError as refusal:
            show_errors(form, refusal)
        else:
            messages.success(request, "Proposed. Somebody else must now confirm it.")
            return HttpResponseRedirect(page_of(keep))
    lines = pages.compare(request.viewer, held, other)
    context = {"person": held, "other": other, "form": form, "lines": lines}
    return render(request, "people/merge.html", context, status=422 if form.errors else 200)


@requires("person_merge")
def separate(request: Request, reference: str) -> HttpResponse:
    """Propose to take a record out of the one it was put together with."""
    held = changeable_or_404(request, reference)
    if held.merged_into is None or not pages.may_change(request.viewer, held.merged_into):
        raise Http404
    form = forms.GroundsForm(sent(request))
    if request.method == "POST" and form.is_valid():
        try:
            actions.propose_unmerge(by=request.viewer, absorbed=held, **form.cleaned_data)
        except ValidationError as refusal:
            show_errors(form, refusal)
        else:
            messages.success(request, "Proposed. Somebody else must now confirm it.")
            return HttpResponseRedirect(page_of(held.merged_into))
    lines = pages.compare(request.viewer, held.merged_into, held)
    context = {"person": held, "stands": held.merged_into, "form": form, "lines": lines}
    return render(request, "people/separate.html", context, status=422 if form.errors else 200)


@requires("person_merge")
def proposal(request: Request, reference: str) -> HttpResponse:
    """One proposal: confirm it as the second person, or refuse it, or take back one's own."""
    found = pages.proposal_about(request.viewer, reference)
    if found is None or not pages.may_change(request.viewer, found.keep, found.absorb):
        raise Http404
    own = found.proposed_by.account_id == request.viewer.account_id
    confirming = request.method == "POST" and request.POST.get("answer") == "confirm"
    form = forms.RefuseForm(request.POST if request.method == "POST" and not confirming else None)
    problem: ValidationError | None = None
    if request.method == "POST" and (confirming or form.is_valid()):
        try:
            return _settle(request, found, form, confirming=confirming, own=own)
        except ValidationError as refusal:
            problem = refusal
    errors = [form, *([{"text": text} for text in problem.messages] if problem else [])]
    context = {
        "proposal": found, "own": own, "form": form, "errors": errors,
        "lines": pages.compare(request.viewer, found.keep, found.absorb),
    }  # fmt: skip
    return render(request, "people/proposal.html", context, status=422 if problem or form.errors else 200)


def _settle(request: Request, found: Any, form: forms.RefuseForm, *, confirming: bool, own: bool) -> HttpResponse:
    if confirming:
        try:
            actions.confirm_merge(by=request.viewer, proposal=found)
        except PermissionDenied as first:
            raise ValidationError("You proposed this. Somebody else must confirm it.") from first
        messages.success(request, "Taken apart again." if found.undo else "The two records now stand as one.")
        return HttpResponseRedirect(page_of(found.keep))
    actions.refuse_merge(by=request.viewer, proposal=found, because=form.cleaned_data["because"])
    messages.success(request, "Taken back. Nothing is changed." if own else "Refused. Nothing is changed.")
    return HttpResponseRedirect(reverse("people:merges"))
