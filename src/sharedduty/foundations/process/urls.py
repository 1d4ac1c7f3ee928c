"""Addresses of the process pages."""

from django.urls import path

from sharedduty.foundations.process import views

urlpatterns = [
    path("guidance/processes/", views.all_processes, name="processes"),
    path("guidance/processes/<slug:code>/", views.one_process, name="process"),
]
