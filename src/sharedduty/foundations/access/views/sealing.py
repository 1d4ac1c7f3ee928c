"""Sealing a file, and unsealing it by two people."""

from django.contrib import messages
from django.http import Http404, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_POST

from sharedduty.foundations.access import actions, queries
from sharedduty.foundations.access.forms.people import ReasonForm
from sharedduty.foundations.access.forms.sealing import SealForm
from sharedduty.foundations.access.guards import requires
from sharedduty.foundations.access.models import CaseFile
from sharedduty.foundations.access.viewer import Request

sealing = requires("file_seal")


def _file(request: Request, reference: str) -> CaseFile:
    file = queries.file_in_sight(request.viewer, reference)
    if file is None:
        raise Http404
    return file


@sealing
def seal(request: Request, reference: str) -> HttpResponseBase:
    """Seal a file; of a sealed one, who keeps it and how it is unsealed."""
    file = _file(request, reference)
    if file.sealed:
        return _sealed(request, file)
    form = SealForm(request.POST or None, keepers=queries.second_keepers(request.viewer))
    if request.method == "POST" and form.is_valid():
        try:
            done = actions.seal(by=request.viewer, file=file, **form.cleaned_data)
        except actions.Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            if not done:  # known to this person, or read, but not theirs to work on
                raise Http404
            messages.success(request, f"{reference} is sealed.")
            return HttpResponseRedirect(reverse("file_seal", args=[reference]))
    context = {"form": form, "reference": reference}
    return render(request, "access/sealing/seal.html", context, status=422 if form.errors else 200)


def _sealed(request: Request, file: CaseFile, form: ReasonForm | None = None) -> HttpResponseBase:
    found = queries.seal_on(request.viewer, file)
    if found is None:
        raise Http404
    form = form or ReasonForm(None, label="Why can it be opened again?", missing="Say why it can be opened again")
    context = {
        **found, "file": file, "reference": file.reference, "form": form,
        "pages": queries.file_links(request.viewer, file),
    }  # fmt: skip
    return render(request, "access/sealing/sealed.html", context, status=422 if form.errors else 200)


@sealing
@require_POST
def unseal(request: Request, reference: str) -> HttpResponseBase:
    """Ask that a file is unsealed, confirm it as the second person, or leave it sealed."""
    file = _file(request, reference)
    found = queries.seal_on(request.viewer, file)
    if found is None:
        raise Http404
    viewer, what, kept = request.viewer, request.POST.get("answer"), found["sealing"]
    kept = kept.along_with or kept
    form = ReasonForm(
        request.POST if what == "ask" else None, label="Why can it be opened again?",
        missing="Say why it can be opened again",
    )  # fmt: skip
    if what == "ask" and not form.is_valid():
        return _sealed(request, file, form)
    try:
        if what == "ask":
            actions.ask_unsealing(by=viewer, sealing=kept, reason=form.cleaned_data["reason"])
            messages.success(request, "Asked. The other keeper must confirm it.")
        elif what == "confirm":
            actions.unseal(by=viewer, sealing=kept)
            messages.success(request, f"{reference} is unsealed. Who saw it before sees it again.")
            return HttpResponseRedirect(reverse("account"))
        else:
            actions.withdraw_unsealing(by=viewer, sealing=kept)
            messages.success(request, "It stays sealed.")
    except actions.Refused as refusal:
        messages.error(request, str(refusal))
    return HttpResponseRedirect(reverse("file_seal", args=[reference]))
