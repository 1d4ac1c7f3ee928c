"""The front door's figures: charts with their tables and definitions, and the same as CSV."""

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse

from sharedduty.foundations.access.api import Request, requires
from sharedduty.foundations.process.api import as_csv
from sharedduty.modules.front_door.queries import figures as reading

MONTHS = 12


@requires("front_door_figures")
def figures(request: Request) -> HttpResponse:
    """The last twelve months."""
    made = reading.figures(request.viewer, reading.months_back(MONTHS))
    shown = [
        {
            "picture": one.picture,
            "definition": one.measure.definition,
            "export": reverse("front_door:figures-csv", args=[one.measure.key]),
        }
        for one in made
    ]
    context = {"figures": shown, "suppressed": reading.SUPPRESSED, "inside": request.viewer.may("contact_queue")}
    return render(request, "front_door/desk/figures.html", context)


@requires("front_door_figures")
def figures_csv(request: Request, measure: str) -> HttpResponseBase:
    """One measure of the last twelve months as CSV, its definition in the first row."""
    made = reading.figures(request.viewer, reading.months_back(MONTHS), exported=True)
    return as_csv(made, measure, "front-door", reading.SUPPRESSED)
