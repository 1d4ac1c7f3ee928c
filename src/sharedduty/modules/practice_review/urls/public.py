"""What anybody may read, at addresses a person can say: /learning/reviews/."""

from django.urls import path

from sharedduty.modules.practice_review.views import public

app_name = "learning"
urlpatterns = [
    path("reviews/", public.published, name="reviews"),
    path("reviews/<str:reference>/", public.published_review, name="review"),
]
