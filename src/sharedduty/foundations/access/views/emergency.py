"""Opening a file in an emergency, and declaring a conflict with one."""

from urllib.parse import urlencode

from django.contrib import messages
from django.http import Http404, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse

from sharedduty.foundations.access import actions, queries
from sharedduty.foundations.access.forms.people import EmergencyForm, ReasonForm
from sharedduty.foundations.access.guards import nothing_here, requires, signed_in
from sharedduty.foundations.access.sign_in import AccountAdapter, has_fresh_second_factor
from sharedduty.foundations.access.viewer import Request
from sharedduty.foundations.plain.references import NotAReference, is_reference, normalise_reference


def _prove_first(request: Request, reference: str) -> HttpResponseBase | None:
    """To the page that asks for a code or passkey, and back; what was typed waits in the session."""
    if has_fresh_second_factor(request):
        return None
    if request.method == "POST":
        kept = {name: request.POST.get(name, "") for name in ("child", "reason")}
        request.session["emergency"] = {"reference": reference, **kept}
    methods = [one for one in AccountAdapter(request).get_reauthentication_methods(request.user) if "mfa" in one["id"]]
    back = reverse("emergency", args=[reference])
    return HttpResponseRedirect(f"{methods[0]['url']}?{urlencode({'next': back})}")


@requires("emergency_open")
def which(request: Request) -> HttpResponseBase:
    """Which file? By its full reference: there is no list of what one may not see."""
    typed, wrong = request.GET.get("reference", "").strip(), ""
    if typed:
        try:
            return HttpResponseRedirect(reverse("emergency", args=[normalise_reference(typed)]))
        except NotAReference as error:
            wrong = str(error)
    return render(request, "access/emergency/which.html", {"typed": typed, "wrong": wrong})


@requires("emergency_open")
def emergency(request: Request, reference: str) -> HttpResponseBase:
    """Ask to open a file in an emergency. The page is the same for every reference this person does not know of."""
    if not is_reference(reference):
        raise Http404
    if answer := _prove_first(request, reference):
        return answer
    file = queries.known_file(request.viewer, reference)
    kept = request.session.get("emergency") or {}
    initial = kept if kept.get("reference") == reference else {}
    form = EmergencyForm(request.POST or None, known=file is not None, initial=initial)
    if request.method == "POST" and form.is_valid():
        return _open(request, reference, form)
    context = {"form": form, "reference": reference, "known": file is not None}
    return render(request, "access/emergency/ask.html", context, status=422 if form.errors else 200)


def _open(request: Request, reference: str, form: EmergencyForm) -> HttpResponseBase:
    viewer, given = request.viewer, form.cleaned_data
    file = queries.known_file(viewer, reference)
    file_id = file.pk if file else actions.name_the_child(by=viewer, reference=reference, name=given["child"])
    opening = actions.break_glass(by=viewer, file_id=file_id, reason=given["reason"]) if file_id else None
    if opening is None:  # sealed, shut to this person, of another name, or not there: one answer for all
        return nothing_here(request)  # the try stays counted and journalled
    request.session.pop("emergency", None)
    return HttpResponseRedirect(reverse("emergency_opened", args=[reference]))


@requires("emergency_open")
def opened(request: Request, reference: str) -> HttpResponseBase:
    """The file is open to read: where, until when, and who was told."""
    opening = queries.own_opening(request.viewer, reference)
    if opening is None:
        raise Http404
    context = {"reference": reference, "opening": opening, "pages": queries.file_links(request.viewer, opening["file"])}
    return render(request, "access/emergency/opened.html", context)


@signed_in
def conflict(request: Request, reference: str) -> HttpResponseBase:
    """Declare a conflict with a file: from that moment one is shut out of it."""
    file = queries.known_file(request.viewer, reference)
    if file is None:
        raise Http404
    form = ReasonForm(
        request.POST or None, label="What is the conflict?", missing="Say what the conflict is",
        hint="For example: the family lives next door to me. Leave out what the file says.",
    )  # fmt: skip
    if request.method == "POST" and form.is_valid():
        done = actions.declare_conflict(
            by=request.viewer, file_id=file.pk, reference=reference, reason=form.cleaned_data["reason"]
        )
        if not done:
            raise Http404
        messages.success(
            request, f"You are shut out of {reference} from now on. Tell your manager, who gives it to somebody else."
        )
        return HttpResponseRedirect(reverse("account"))
    context = {"form": form, "reference": reference}
    return render(request, "access/emergency/conflict.html", context, status=422 if form.errors else 200)
