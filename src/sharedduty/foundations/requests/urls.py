"""Addresses of the register of sharing agreements."""

from django.urls import path

from sharedduty.foundations.requests import views

urlpatterns = [
    path("sharing-agreements/", views.register, name="sharing_agreements"),
    path("sharing-agreements/new/", views.new_agreement, name="sharing_agreement_add"),
    path("sharing-agreements/<str:reference>/", views.agreement, name="sharing_agreement"),
]
