"""This room's addresses: the list, referring, one's own referrals, figures, employers, the meetings, and one record."""

from django.urls import include, path

from sharedduty.foundations.gatherings.urls import addresses_of
from sharedduty.modules.allegations.queries.meetings import MEETINGS
from sharedduty.modules.allegations.views import officers, pages
from sharedduty.modules.allegations.views.acts import ACTS
from sharedduty.modules.allegations.views.bench import BENCH

app_name = "allegations"
urlpatterns = [
    path("", pages.allegations, name="allegations"),
    path("refer/", pages.refer, name="refer"),
    path("referrals/", pages.sent, name="sent"),
    path("referrals/<str:reference>/", pages.referral, name="referral"),
    path("figures/", pages.yearly, name="figures"),
    path("employers/", pages.employers, name="employers"),
    path("employers/new/", pages.employer_new, name="employer-new"),
    path("officers/", officers.officers, name="officers"),
    path("officers/new/", officers.officer_new, name="officer-new"),
    path("meetings/", include(addresses_of(MEETINGS))),
    path("<str:reference>/", pages.allegation, name="allegation"),
    *BENCH.paths(ACTS),
]
