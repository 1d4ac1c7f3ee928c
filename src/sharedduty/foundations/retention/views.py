"""The privacy officer's pages of how long files are kept: those to look at, and those on legal hold."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse

from sharedduty.foundations.access.api import Refused, Request, requires
from sharedduty.foundations.design.dates import date_words
from sharedduty.foundations.retention import actions, forms, queries

PAGE = 50
keeping = requires("retention_review")


@keeping
def reviews(request: Request) -> HttpResponseBase:
    """The files whose period is over, the longest over first, and the periods themselves."""
    page = Paginator(queries.waiting(request.viewer), PAGE).get_page(request.GET.get("page"))
    rules = [rule for found in queries.schedule(request.viewer).values() for rule in found]
    context = {"rows": queries.listed(request.viewer, list(page)), "list_page": page, "rules": rules}
    return render(request, "retention/reviews.html", context)


@keeping
def review(request: Request, mark: str) -> HttpResponseBase:
    """One file whose period is over: keep it, with a reason, until another day."""
    found = queries.review(request.viewer, mark)
    if found is None:
        raise Http404
    form = forms.KeepForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.keep(by=request.viewer, review=found["review"], **form.cleaned_data)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            again = date_words(form.cleaned_data["review_on"])
            messages.success(request, f"{found['reference']} is kept. It is looked at again on {again}.")
            return HttpResponseRedirect(reverse("retention_reviews"))
    return render(request, "retention/review.html", found | {"form": form}, status=422 if form.errors else 200)


@keeping
def holds(request: Request) -> HttpResponseBase:
    """The files on legal hold, and putting another one on hold by its reference."""
    viewer = request.viewer
    form = forms.HoldForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        reference = form.cleaned_data["reference"]
        if actions.set_hold(by=viewer, **form.cleaned_data) is None:
            form.add_error(
                "reference", "There is no file with this reference that you can put on hold. Check each sign."
            )
        else:
            messages.success(request, f"{reference} is on hold.")
            return HttpResponseRedirect(reverse("retention_holds"))
    page = Paginator(queries.holds(viewer), PAGE).get_page(request.GET.get("page"))
    context = {"rows": queries.listed_holds(viewer, list(page)), "list_page": page, "form": form}
    return render(request, "retention/holds.html", context, status=422 if form.errors else 200)


@keeping
def lift(request: Request, mark: str) -> HttpResponseBase:
    """Lift one hold, with a reason."""
    found = queries.hold(request.viewer, mark)
    if found is None:
        raise Http404
    form = forms.LiftForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.lift_hold(
                by=request.viewer, hold_id=found.pk, reference=found.reference, reason=form.cleaned_data["reason"]
            )
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, f"The hold on {found.reference} is lifted.")
            return HttpResponseRedirect(reverse("retention_holds"))
    return render(request, "retention/lift.html", {"hold": found, "form": form}, status=422 if form.errors else 200)
