"""Addresses of the pages about how long files are kept."""

from django.urls import path

from sharedduty.foundations.retention import views

urlpatterns = [
    path("privacy/keeping/", views.reviews, name="retention_reviews"),
    path("privacy/keeping/holds/", views.holds, name="retention_holds"),
    path("privacy/keeping/holds/<str:mark>/", views.lift, name="retention_lift"),
    path("privacy/keeping/<str:mark>/", views.review, name="retention_review"),
]
