"""Addresses of the process pages."""

from django.urls import path

from sharedduty.foundations.process import officer_pages, views

urlpatterns = [
    path("case-officers/", officer_pages.case_officers, name="case_officers"),
    path("case-officers/<str:reference>/", officer_pages.case_officer, name="case_officer"),
    path("guidance/processes/", views.all_processes, name="processes"),
    path("guidance/processes/<slug:code>/", views.one_process, name="process"),
]
