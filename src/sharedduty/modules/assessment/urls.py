"""The addresses of assessments and child in need plans."""

from django.urls import path

from sharedduty.modules.assessment.views import figures, pages, protocol, writing
from sharedduty.modules.assessment.views.acts import ACTS
from sharedduty.modules.assessment.views.bench import BENCH

app_name = "assessment"
urlpatterns = [
    path("", pages.assessments, name="assessments"),
    path("protocol/", protocol.local_protocol, name="protocol"),
    path("figures/", figures.figures, name="figures"),
    path("figures/<slug:measure>.csv", figures.figures_csv, name="figures-csv"),
    path("figures/<slug:measure>/<slug:month>/", figures.behind, name="figures-behind"),
    path("begin/<str:handover_reference>/", pages.start, name="start"),
    path("<str:reference>/", pages.assessment, name="assessment"),
    path("<str:reference>/visits/<str:visit_reference>/", pages.visit, name="one-visit"),
    path("<str:reference>/write/<slug:part>/", writing.write, name="write"),
    path("<str:reference>/write/<slug:part>/save/", writing.save, name="save"),
    path("<str:reference>/versions/", writing.choose, name="choose"),
    path("<str:reference>/parts/<slug:kind>/write/<slug:part>/", writing.write, name="write-part"),
    path("<str:reference>/parts/<slug:kind>/write/<slug:part>/save/", writing.save, name="save-part"),
    path("<str:reference>/parts/<slug:kind>/versions/", writing.choose, name="choose-part"),
    path("<str:reference>/letters/<slug:whom>/", pages.letter, name="letter"),
    path("<str:reference>/actions/<str:action_reference>/finish/", pages.finish, name="finish"),
    *BENCH.paths(ACTS),
]
