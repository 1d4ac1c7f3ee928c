"""The addresses of notices and of the demonstration's outbox."""

from django.urls import path

from sharedduty.foundations.notices import views

urlpatterns = [
    path("notices/<str:reference>/", views.notice, name="notice"),
    path("outbox/", views.outbox_list, name="outbox"),
    path("outbox/<str:mark>/", views.outbox_letter, name="outbox_letter"),
]
