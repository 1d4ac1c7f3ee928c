"""What plans tell of local need, beside the help there is: a page and the same as CSV, for those who see figures."""

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render

from sharedduty.foundations.access.api import Request, requires
from sharedduty.foundations.design.exports import csv_response
from sharedduty.modules.early_help.policy import FIGURES_INSIDE
from sharedduty.modules.early_help.queries import needs

SUPPRESSED = "Numbers from 1 to 5, and those that would give one away, are not shown outside the families teams."


def _held_back(request: Request) -> str:
    return "" if request.viewer.role in FIGURES_INSIDE else SUPPRESSED


@requires("early_help_figures")
def need_and_help(request: Request) -> HttpResponse:
    """A year of needs noted and help agreed, by kind and families team, and who begins early help (WT-EH-02, WT-EH-03)."""
    context = {"made": needs.need_and_help(request.viewer), "suppressed": _held_back(request)}
    return render(request, "early_help/need_and_help.html", context)


@requires("early_help_figures")
def need_and_help_csv(request: Request) -> HttpResponseBase:
    """The same as CSV, with what is held back said in it."""
    rows = needs.as_rows(needs.need_and_help(request.viewer, exported=True))
    if said := _held_back(request):
        rows.append(["Held back", said])
    return csv_response("need-and-help", ("What", "Which", "Families team", "Plans"), rows)
