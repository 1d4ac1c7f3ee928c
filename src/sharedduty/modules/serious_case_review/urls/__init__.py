"""This room's addresses: the list, opening an old case, one review with its steps, meetings, and an agency's part."""

from django.urls import include, path

from sharedduty.foundations.gatherings.urls import addresses_of
from sharedduty.modules.serious_case_review.queries.meetings import MEETINGS
from sharedduty.modules.serious_case_review.views import pages
from sharedduty.modules.serious_case_review.views.agency_acts import AGENCY_ACTS
from sharedduty.modules.serious_case_review.views.bench import AGENCY, BENCH

app_name = "serious_case_review"
urlpatterns = [
    path("", pages.reviews, name="reviews"),
    path("open/", pages.opened, name="open"),
    path("asked/", pages.asked, name="asked"),
    path("meetings/", include(addresses_of(MEETINGS))),
    path("agencies/<str:reference>/", pages.part, name="part"),
    path("agencies/", include(AGENCY.paths(AGENCY_ACTS))),
    path("<str:reference>/", pages.review, name="review"),
    path("<str:reference>/steps/", pages.steps, name="steps"),
    path("<str:reference>/names/", pages.names, name="names"),
    *BENCH.paths(pages.EVERY),
]
