"""This room's addresses: the lists, one record, one plan, every step on them, and the meetings."""

from django.urls import include, path

from sharedduty.foundations.gatherings.urls import addresses_of
from sharedduty.modules.child_protection.queries.meetings import MEETINGS
from sharedduty.modules.child_protection.views import asking, figures, homecoming, pages
from sharedduty.modules.child_protection.views.acts import PLAN_ACTS, PLANS, RECORD_ACTS, RECORDS

app_name = "child_protection"
urlpatterns = [
    path("", pages.lists, name="lists"),
    path("figures/", figures.figures, name="figures"),
    path("figures/<slug:measure>.csv", figures.figures_csv, name="figures-csv"),
    path("figures/<slug:measure>/<slug:month>/", figures.behind, name="figures-behind"),
    path("returns/new/", homecoming.start_return, name="return-new"),
    path("returns/<str:reference>/", homecoming.return_home, name="return"),
    path("returns/<str:reference>/<str:step>/", homecoming.return_step, name="return-step"),
    path("moved-in/", pages.receive, name="moved-in"),
    path("start/<str:reference>/", pages.start, name="start"),
    path("conference-requests/", asking.requests_of_agency, name="conference-requests"),
    path("conference-requests/<str:reference>/", asking.request_page, name="conference-request"),
    path("conference-requests/<str:reference>/ask/", asking.ask, name="conference-ask"),
    path(
        "conference-requests/<str:reference>/know-this-family/", asking.know_this_family, name="conference-know-family"
    ),
    path("conference-requests/<str:reference>/answer/", asking.answer, name="conference-answer"),
    path("meetings/", include(addresses_of(MEETINGS))),
    path("records/<str:reference>/", pages.record, name="record"),
    path("plans/<str:reference>/", pages.plan, name="plan"),
    path("records/", include(RECORDS.paths(RECORD_ACTS))),
    path("plans/", include(PLANS.paths(PLAN_ACTS))),
]
