"""This room's addresses: the list, raising one, the pattern, one escalation with its steps, and the meetings."""

from django.urls import include, path

from sharedduty.foundations.gatherings.urls import addresses_of
from sharedduty.modules.escalation.queries.meetings import MEETINGS
from sharedduty.modules.escalation.views import pages
from sharedduty.modules.escalation.views.acts import ACTS
from sharedduty.modules.escalation.views.bench import BENCH

app_name = "escalation"
urlpatterns = [
    path("", pages.escalations, name="escalations"),
    path("new/", pages.new, name="new"),
    path("about/<str:record>/", pages.about, name="about"),
    path("pattern/", pages.pattern, name="pattern"),
    path("pattern.csv", pages.pattern_csv, name="pattern-csv"),
    path("our-count/", pages.own, name="own"),
    path("meetings/", include(addresses_of(MEETINGS))),
    path("<str:reference>/", pages.escalation, name="escalation"),
    path("<str:reference>/bring-in/", pages.bring_in, name="bring-in"),
    *BENCH.paths(ACTS),
]
