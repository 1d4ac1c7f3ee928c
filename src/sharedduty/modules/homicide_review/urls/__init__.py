"""This room's addresses: the list, referring, members, agencies' reports, one review with its steps, the check of names."""

from django.urls import include, path

from sharedduty.foundations.gatherings.urls import addresses_of
from sharedduty.modules.homicide_review.queries.meetings import DECISIONS
from sharedduty.modules.homicide_review.views import asking, pages
from sharedduty.modules.homicide_review.views.bench import BENCH, REPORTS
from sharedduty.modules.homicide_review.views.last_acts import ACTS, REPORT_ACTS

app_name = "homicide_review"
urlpatterns = [
    path("", pages.reviews, name="reviews"),
    path("refer/", asking.notify, name="notify"),
    path("asked/", asking.asked, name="asked"),
    path("library/", pages.library, name="library"),
    path("notices/<str:reference>/", asking.notice, name="notice"),
    path("members/<str:reference>/", asking.member, name="member"),
    path("reports/<str:reference>/", asking.report, name="report"),
    path("reports/", include(REPORTS.paths(REPORT_ACTS))),
    path("decision-panels/", include(addresses_of(DECISIONS))),
    path("<str:reference>/", pages.review, name="review"),
    path("<str:reference>/names/", pages.names, name="names"),
    path("<str:reference>/member/", asking.member_new, name="member-new"),
    path("<str:reference>/open-to-panel/", asking.open_to_panel, name="open-to-panel"),
    path("<str:reference>/ask-report/", asking.report_new, name="report-new"),
    *BENCH.paths(ACTS),
]
