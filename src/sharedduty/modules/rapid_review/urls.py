"""This room's addresses: the list, beginning a review, one review with its steps and its report, and the meetings."""

from django.urls import include, path

from sharedduty.foundations.gatherings.urls import addresses_of
from sharedduty.modules.rapid_review.queries.meetings import MEETINGS
from sharedduty.modules.rapid_review.views import pages
from sharedduty.modules.rapid_review.views.acts import ACTS
from sharedduty.modules.rapid_review.views.bench import BENCH

app_name = "rapid_review"
urlpatterns = [
    path("", pages.reviews, name="reviews"),
    path("considered/", pages.considered, name="considered"),
    path("start/<str:handover_reference>/", pages.start, name="start"),
    path("meetings/", include(addresses_of(MEETINGS))),
    path("<str:reference>/", pages.review, name="review"),
    path("<str:reference>/report/", pages.report_page, name="report"),
    *BENCH.paths(ACTS),
]
