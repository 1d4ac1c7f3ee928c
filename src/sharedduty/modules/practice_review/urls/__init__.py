"""This room's addresses for those who work here: the list, taking a review up, one review with its steps, the check of names."""

from django.urls import path

from sharedduty.modules.practice_review.views import pages
from sharedduty.modules.practice_review.views.acts import ACTS
from sharedduty.modules.practice_review.views.bench import BENCH

app_name = "practice_review"
urlpatterns = [
    path("", pages.reviews, name="reviews"),
    path("without/", pages.without, name="without"),
    path("start/<str:handover_reference>/", pages.start, name="start"),
    path("<str:reference>/", pages.review, name="review"),
    path("<str:reference>/names/", pages.names, name="names"),
    path("<str:reference>/compare/", pages.compare, name="compare"),
    path("<str:reference>/document/", pages.document, name="document"),
    *BENCH.paths(ACTS),
]
