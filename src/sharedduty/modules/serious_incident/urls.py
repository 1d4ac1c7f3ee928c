"""This room's addresses: asking, the lists and the log, one incident with its steps, and the sheet of the notice."""

from django.urls import path

from sharedduty.modules.serious_incident.views import asking, pages, writing
from sharedduty.modules.serious_incident.views.acts import ACTS
from sharedduty.modules.serious_incident.views.bench import BENCH

app_name = "serious_incident"
urlpatterns = [
    path("", pages.incidents, name="incidents"),
    path("new/", pages.open_new, name="new"),
    path("log/", pages.log, name="log"),
    path("log.csv", pages.log_csv, name="log-csv"),
    path("requests/ask/", asking.ask, name="ask"),
    path("requests/", asking.requests, name="requests"),
    path("requests/<str:reference>/", asking.one_request, name="request"),
    path("requests/<str:reference>/open/", pages.open_new, name="request-open"),
    path("<str:reference>/", pages.incident, name="incident"),
    path("<str:reference>/sheet/", pages.sheet, name="sheet"),
    path("<str:reference>/write/<slug:part>/", writing.write, name="write"),
    path("<str:reference>/write/<slug:part>/save/", writing.save, name="save"),
    path("<str:reference>/versions/", writing.choose, name="choose"),
    path("<str:reference>/children/<str:child_reference>/", pages.child, name="child"),
    path("<str:reference>/children/<str:child_reference>/write/<slug:part>/", writing.write, name="write-child"),
    path("<str:reference>/children/<str:child_reference>/write/<slug:part>/save/", writing.save, name="save-child"),
    path("<str:reference>/children/<str:child_reference>/versions/", writing.choose, name="choose-child"),
    *BENCH.paths(ACTS),
]
