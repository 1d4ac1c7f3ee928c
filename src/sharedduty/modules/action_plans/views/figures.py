"""The room's figures: charts with their tables and definitions, the same as CSV, and the records behind each."""

from django.http import HttpResponse
from django.http.response import HttpResponseBase

from sharedduty.foundations.access.api import Request, requires
from sharedduty.foundations.process.api import FigurePages
from sharedduty.modules.action_plans.policy import READERS
from sharedduty.modules.action_plans.queries.figuring import FIGURES

PAGES = FigurePages(
    FIGURES, "Figures of recommendations", "action_plans", inside=READERS, may_list="plan_read",
    back=("Recommendations", "action_plans:board"), help_page="action_plans/help/figures.html",
)  # fmt: skip


@requires("plan_read")
def figures(request: Request) -> HttpResponse:
    """The last twelve months."""
    return PAGES.report(request)


@requires("plan_read")
def figures_csv(request: Request, measure: str) -> HttpResponseBase:
    """One measure of the last twelve months as CSV."""
    return PAGES.csv(request, measure)


@requires("plan_read")
def behind(request: Request, measure: str, month: str) -> HttpResponse:
    """The records behind one measure of one month, of those one has sight of."""
    return PAGES.behind(request, measure, month)
