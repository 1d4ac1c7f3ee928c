"""The pages of designated officers: who they are, and what shows that they are qualified."""

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse

from sharedduty.foundations.access.api import Request, requires
from sharedduty.modules.allegations.actions import officers as keeping
from sharedduty.modules.allegations.forms import OfficerForm
from sharedduty.modules.allegations.queries import officers as reading
from sharedduty.modules.allegations.views.bench import BENCH


@requires("officers_read")
def officers(request: Request) -> HttpResponse:
    """Everybody who holds the post today, with the latest that is known of their qualification."""
    context = {
        "rows": reading.listed(request.viewer), "ways": reading.WAYS, "keeps": request.viewer.may("officers_keep"),
        "works": request.viewer.may("allegation_work"),
    }  # fmt: skip
    return render(request, "allegations/officers.html", context)


@requires("officers_keep")
def officer_new(request: Request) -> HttpResponse:
    """Write down what shows it."""
    form = OfficerForm(
        request.POST if request.method == "POST" else None, officers=reading.options(request.viewer), ways=reading.WAYS
    )

    def do(version: int | None) -> str:
        keeping.say_standing(by=request.viewer, given=form.cleaned_data)
        return reverse("allegations:officers")

    return BENCH.take(
        request, None, form, do, does="Say what shows that an officer is qualified", button="Record it", done="It is recorded.",
        back=reverse("allegations:officers"),
    )  # fmt: skip
