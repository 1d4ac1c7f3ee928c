"""What anybody may read, at addresses a person can say: /learning/serious-case-reviews/."""

from django.urls import path

from sharedduty.modules.serious_case_review.views import public

app_name = "older_learning"
urlpatterns = [
    path("", public.published, name="reviews"),
    path("<str:reference>/", public.published_summary, name="review"),
]
