"""Addresses of chronologies: /chronologies/."""

from django.urls import include, path

from sharedduty.foundations.chronology.views import pages, parts
from sharedduty.foundations.chronology.views.acts import DOUBT_ACTS, PART_ACTS, WHOLE_ACTS
from sharedduty.foundations.chronology.views.bench import DOUBTS, PARTS, WHOLES

app_name = "chronology"
_PART = [
    path("<str:reference>/", parts.part, name="part"),
    path("<str:reference>/take-in/", parts.take_in, name="take-in"),
    path("<str:reference>/lines/<str:entry_reference>/", parts.line, name="line"),
    path("<str:reference>/lines/<str:entry_reference>/correct/", parts.correct, name="correct"),
    path("<str:reference>/lines/<str:entry_reference>/take-out/", parts.strike, name="strike"),
    *PARTS.paths(PART_ACTS),
]
urlpatterns = [
    path("", pages.chronologies, name="chronologies"),
    path("asked/", parts.asked, name="asked"),
    path("asked/columns.csv", parts.template, name="template"),
    path("start/<str:record_reference>/", pages.start, name="start"),
    path("parts/", include(_PART)),
    path(
        "discrepancies/",
        include([path("<str:reference>/", pages.discrepancy, name="discrepancy"), *DOUBTS.paths(DOUBT_ACTS)]),
    ),
    path("<str:reference>/", pages.chronology, name="chronology"),
    path("<str:reference>/lines/", pages.all_lines, name="lines"),
    path("<str:reference>/picture/", pages.picture_page, name="picture"),
    path("<str:reference>/print/", pages.print_page, name="print"),
    path("<str:reference>/lines.csv", pages.export, name="export"),
    *WHOLES.paths(WHOLE_ACTS),
]
