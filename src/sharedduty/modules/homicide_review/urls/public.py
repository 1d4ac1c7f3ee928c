"""What anybody may read, at addresses a person can say: /homicide-learning/."""

from django.urls import path

from sharedduty.modules.homicide_review.views import public

app_name = "homicide_learning"
urlpatterns = [
    path("", public.published, name="reviews"),
    path("<str:reference>/", public.published_review, name="review"),
]
