"""The room's figures: charts with their tables and definitions, the same as CSV, and the records behind each."""

from django.http import HttpResponse
from django.http.response import HttpResponseBase

from sharedduty.foundations.access.api import Request, requires
from sharedduty.foundations.process.api import FigurePages
from sharedduty.modules.early_help.policy import FIGURES_INSIDE
from sharedduty.modules.early_help.queries.figuring import FIGURES

PAGES = FigurePages(
    FIGURES,
    "Early help figures",
    "early_help",
    inside=FIGURES_INSIDE,
    may_list="early_help_oversee",
    back=("Early help", "early_help:plans"),
    help_page="early_help/help/figures.html",
)


@requires("early_help_figures")
def figures(request: Request) -> HttpResponse:
    """The last twelve months."""
    return PAGES.report(request)


@requires("early_help_figures")
def figures_csv(request: Request, measure: str) -> HttpResponseBase:
    """One measure of the last twelve months as CSV."""
    return PAGES.csv(request, measure)


@requires("early_help_oversee")
def behind(request: Request, measure: str, month: str) -> HttpResponse:
    """The records behind one measure of one month, of those one has sight of."""
    return PAGES.behind(request, measure, month)
