"""The privacy officer's monthly review of who asked whether children are known."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Page, Paginator
from django.db import transaction
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from sharedduty.foundations.access.api import Request, requires
from sharedduty.foundations.people import actions, forms
from sharedduty.foundations.people import child_checks as read
from sharedduty.foundations.people.views.finding import sent


@requires("child_check_review")
def child_checks(request: Request) -> HttpResponse:
    """One month's checks: who asked how often, each with its purpose, and a finding for those ticked."""
    viewer = request.viewer
    months = read.months_of_checks(viewer)
    waiting = [day for day, many in months if many]
    asked = request.GET.get("month", "")
    month = forms.month_asked(asked) if asked else (waiting[-1] if waiting else timezone.localdate().replace(day=1))
    if month is None:
        raise Http404
    form, errors = forms.FindingForm(sent(request)), []
    marks = request.POST.getlist("check")
    if request.method == "POST":
        if not marks:
            errors.append({"text": "Tick the checks this finding is about", "href": "#checks"})
        if form.is_valid() and marks and (answer := _record(request, form, month, marks, errors)):
            return answer
    people = read.askers(viewer, month)
    asker = next((one for one in people if one.reference == request.GET.get("asker")), None)
    listed = read.checks_in(viewer, month, asker.reference if asker else "")
    page: Page[Any] = Paginator(listed, read.MOST).get_page(request.GET.get("page"))
    read.show_checks(viewer, list(page))
    context = {
        "month": month, "months": months, "checks": [(read.mark_of(one), one) for one in page], "list_page": page,
        "askers": people, "asker": asker, "form": form, "errors": [form, *errors], "ticked": marks,
    }  # fmt: skip
    return render(request, "people/child_checks.html", context, status=422 if errors or form.errors else 200)


def _record(
    request: Request, form: forms.FindingForm, month: Any, marks: list[str], errors: list[dict[str, str]]
) -> HttpResponse | None:
    """Record the finding on each check ticked; None, with the errors filled, where one was settled meanwhile."""
    found = read.chosen(request.viewer, month, marks)
    if len(found) != len(set(marks)):
        errors.append({"text": "Some of these have been reviewed meanwhile. Tick again", "href": "#checks"})
        return None
    try:
        with transaction.atomic():  # all of those ticked, or none
            for check in found:
                actions.record_review(by=request.viewer, check=check, finding=form.cleaned_data["finding"])
    except ValidationError as refusal:
        errors += [{"text": text} for text in refusal.messages]
        return None
    done = "The finding is recorded." if len(found) == 1 else f"The finding is recorded on {len(found)} checks."
    messages.success(request, done)
    return HttpResponseRedirect(f"{reverse('people:child_checks')}?month={month:%Y-%m}")
