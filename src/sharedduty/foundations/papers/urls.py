"""The address of a file."""

from django.urls import path

from sharedduty.foundations.papers import views

urlpatterns = [path("papers/<str:reference>/", views.download, name="paper")]
