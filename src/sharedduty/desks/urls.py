"""Addresses of the desks."""

from django.urls import path

from sharedduty.desks import views

urlpatterns = [
    path("my-work/", views.my_work, name="my_work"),
    path("today/", views.today, name="today"),
    path("search/", views.search, name="search"),
]
