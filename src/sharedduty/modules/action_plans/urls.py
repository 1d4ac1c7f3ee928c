"""This room's addresses: the board, taking in, reports, documents, agencies' parts, and one recommendation with its steps."""

from django.urls import path

from sharedduty.modules.action_plans.views import figures, pages, part_pages, report_pages, tracker_pages
from sharedduty.modules.action_plans.views.acts import ACTS
from sharedduty.modules.action_plans.views.bench import BENCH, PARTS
from sharedduty.modules.action_plans.views.part_acts import PART_ACTS


def _prefixed() -> list[object]:
    """The steps of a part, under `parts/`, each with a name of its own."""
    found = PARTS.paths(PART_ACTS)
    return [path(f"parts/{one.pattern}", one.callback, name=f"part-{one.name}") for one in found]


app_name = "action_plans"
urlpatterns = [
    path("", pages.board, name="board"),
    path("new/", pages.take_in, name="new"),
    path("tracker/", tracker_pages.take_in_tracker, name="tracker"),
    path("tracker/columns/", tracker_pages.columns, name="tracker-columns"),
    path("export/", pages.export, name="export"),
    path("reports/", report_pages.reports, name="reports"),
    path("reports/delays/", report_pages.delays, name="delays"),
    path("reports/delays/export/", report_pages.delays_csv, name="delays-csv"),
    path("figures/", figures.figures, name="figures"),
    path("figures/<slug:measure>.csv", figures.figures_csv, name="figures-csv"),
    path("figures/<slug:measure>/<slug:month>/", figures.behind, name="figures-behind"),
    path("documents/", report_pages.documents, name="documents"),
    path("documents/new/", report_pages.document_new, name="document-new"),
    path("documents/<str:reference>/issued/", report_pages.document_issued, name="document-issued"),
    path("start/<str:handover_reference>/", pages.start, name="start"),
    path("parts/", part_pages.parts, name="parts"),
    path("parts/<str:reference>/", part_pages.part, name="part"),
    *_prefixed(),
    path("<str:reference>/", pages.recommendation, name="recommendation"),
    *BENCH.paths(ACTS),
]
