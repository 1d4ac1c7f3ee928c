"""The room's figures: charts with their tables and definitions, the same as CSV, and the records behind each."""

from django.http import HttpResponse
from django.http.response import HttpResponseBase

from sharedduty.foundations.access.api import Request, requires
from sharedduty.foundations.process.api import FigurePages
from sharedduty.modules.child_protection.policy import FIGURES_INSIDE
from sharedduty.modules.child_protection.queries.figuring import FIGURES

PAGES = FigurePages(
    FIGURES,
    "Child protection figures",
    "child_protection",
    inside=FIGURES_INSIDE,
    may_list="protection_read",
    back=("Child protection", "child_protection:lists"),
    help_page="child_protection/help/figures.html",
)


@requires("protection_figures")
def figures(request: Request) -> HttpResponse:
    """The last twelve months."""
    return PAGES.report(request)


@requires("protection_figures")
def figures_csv(request: Request, measure: str) -> HttpResponseBase:
    """One measure of the last twelve months as CSV."""
    return PAGES.csv(request, measure)


@requires("protection_read")
def behind(request: Request, measure: str, month: str) -> HttpResponse:
    """The records behind one measure of one month, of those one has sight of."""
    return PAGES.behind(request, measure, month)
