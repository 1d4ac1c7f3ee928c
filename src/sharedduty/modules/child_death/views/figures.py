"""Child deaths by year: the page and the same as CSV."""

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render

from sharedduty.foundations.access.api import Request, requires
from sharedduty.foundations.design.exports import csv_response
from sharedduty.modules.child_death.policy import UNIT
from sharedduty.modules.child_death.queries import choices, figures

HELD_BACK = (
    "Numbers from 1 to 5, and those that would give one away, are held back outside the team that does the work."
)


@requires("death_figures")
def by_year(request: Request) -> HttpResponse:
    """The last years, each beside the size the guidance speaks of; for the team also by kind of death."""
    inside = request.viewer.role == UNIT
    kinds = figures.kinds_of(request.viewer) if inside else []
    labels = choices.labels("category", figures.today(), figures.local_pack(request.viewer))
    context = {
        "years": figures.years_of(request.viewer), "measures": figures.MEASURES, "size": figures.footprint(),
        "held_back": "" if inside else HELD_BACK, "kinds": kinds, "labels": {**labels, "": "Not said yet"},
    }  # fmt: skip
    return render(request, "child_death/figures.html", context)


@requires("death_figures")
def by_year_csv(request: Request) -> HttpResponseBase:
    """The same numbers as CSV, with what each counts and what is held back."""
    rows: list[list[str]] = [
        [one.name, *one.numbers.values(), one.against] for one in figures.years_of(request.viewer, exported=True)
    ]
    rows += [[], ["Held back", "" if request.viewer.role == UNIT else HELD_BACK]]
    return csv_response("child-deaths-by-year", ["Year", *figures.MEASURES.values(), "Against the size"], rows)
