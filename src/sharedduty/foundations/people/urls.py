"""Addresses of the pages about people on record."""

from django.urls import path

from sharedduty.foundations.people.views import ending, importing, merging, record, reviewing

app_name = "people"
ONE = "people/<str:reference>/"

urlpatterns = [
    path("people/merges/", merging.merges, name="merges"),
    path("people/merges/<str:reference>/", merging.proposal, name="proposal"),
    path("people/import/", importing.take_in, name="import"),
    path(ONE, record.person, name="person"),
    path(f"{ONE}correct/", record.correct, name="correct"),
    path(f"{ONE}names/add/", record.add_name, name="add-name"),
    path(f"{ONE}numbers/add/", record.add_identifier, name="add-identifier"),
    path(f"{ONE}addresses/add/", record.add_address, name="add-address"),
    path(f"{ONE}family/add/", record.add_relationship, name="add-relationship"),
    path(f"{ONE}numbers/<str:mark>/checked/", ending.check_number, name="check-number"),
    path(f"{ONE}not-same/", ending.not_same, name="not-same"),
    path(f"{ONE}account/", ending.account, name="account"),
    path(f"{ONE}<slug:what>/<str:mark>/end/", ending.end, name="end"),
    path(f"{ONE}birth/", record.birth, name="birth"),
    path(f"{ONE}merge/", merging.merge, name="merge"),
    path(f"{ONE}separate/", merging.separate, name="separate"),
    path("privacy/child-checks/", reviewing.child_checks, name="child_checks"),
]
