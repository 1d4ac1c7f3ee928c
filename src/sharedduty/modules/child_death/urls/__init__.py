"""This room's addresses: notifying, the lists, one death with its steps and forms, the panel's members, what was learned."""

from django.urls import include, path

from sharedduty.foundations.gatherings.urls import addresses_of
from sharedduty.modules.child_death.queries.meetings import MEETINGS
from sharedduty.modules.child_death.views import figures, notifying, pages, writing
from sharedduty.modules.child_death.views.acts import ACTS
from sharedduty.modules.child_death.views.bench import BENCH

app_name = "child_death"
urlpatterns = [
    path("", pages.deaths, name="deaths"),
    path("notify/", notifying.notify, name="notify"),
    path("notices/", notifying.notices, name="notices"),
    path("notices/<str:reference>/", notifying.notice, name="notice"),
    path("panel/", pages.panel, name="panel"),
    path("panel/new/", pages.member_new, name="member-new"),
    path("panel/<str:reference>/", pages.member, name="member"),
    path("learning/", pages.outputs, name="outputs"),
    path("learning/<str:reference>/", pages.output, name="output"),
    path("figures/", figures.by_year, name="figures"),
    path("figures.csv", figures.by_year_csv, name="figures-csv"),
    path("meetings/", include(addresses_of(MEETINGS))),
    path("<str:reference>/", pages.death, name="death"),
    path("<str:reference>/forms/<str:form_reference>/", writing.check, name="form-check"),
    path("<str:reference>/forms/<str:form_reference>/versions/", writing.choose, name="form-choose"),
    path("<str:reference>/forms/<str:form_reference>/<slug:part>/", writing.write, name="form-write"),
    path("<str:reference>/forms/<str:form_reference>/<slug:part>/save/", writing.save, name="form-save"),
    *BENCH.paths(ACTS),
]
