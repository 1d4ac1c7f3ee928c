"""Addresses of early help: the plans, one plan, each step taken on it, its forms and its meetings."""

import functools
from typing import Any

from django.http import HttpResponse
from django.urls import URLPattern, include, path

from sharedduty.foundations.access.api import Request, requires
from sharedduty.foundations.gatherings.urls import addresses_of
from sharedduty.modules.early_help.queries.records import MEETINGS
from sharedduty.modules.early_help.views import figures, needs, offers, pages, writing
from sharedduty.modules.early_help.views.acts import ACTS, Act, act

app_name = "early_help"
ONE = "early-help/plans/<str:reference>/"
FORM = f"{ONE}forms/<slug:form>/"


def _step(one: Act) -> URLPattern:
    route = f"{ONE}{one.slug}/" + ("<str:about>/" if one.about else "")
    return path(route, requires("early_help_work")(functools.partial(_act, one)), name=one.slug)


def _act(one: Act, request: Request, **named: Any) -> HttpResponse:
    return act(request, one, **named)


urlpatterns = [
    path("early-help/", pages.plans, name="plans"),
    path("early-help/new/", pages.begin, name="begin"),
    path("early-help/figures/", figures.figures, name="figures"),
    path("early-help/figures/<slug:measure>.csv", figures.figures_csv, name="figures-csv"),
    path("early-help/figures/<slug:measure>/<slug:month>/", figures.behind, name="figures-behind"),
    path("early-help/help-there-is/", offers.help_there_is, name="help-there-is"),
    path("early-help/what-to-look-for/", offers.what_to_look_for, name="what-to-look-for"),
    path("early-help/need-and-help/", needs.need_and_help, name="need-and-help"),
    path("early-help/need-and-help.csv", needs.need_and_help_csv, name="need-and-help-csv"),
    path("help-for-families/", offers.families, name="families"),
    path("early-help/meetings/", include(addresses_of(MEETINGS))),
    path(ONE, pages.plan, name="plan"),
    path(f"{ONE}plain/", pages.plain, name="plain"),
    path(f"{ONE}help/", offers.help_for_child, name="help-for-child"),
    path(f"{ONE}team/", pages.member, name="member"),
    path(f"{ONE}finished/<str:form>/", pages.read, name="read"),
    path(FORM, writing.write, name="write"),
    path(f"{FORM}choose/", writing.choose, name="choose"),
    path(f"{FORM}<slug:page>/", writing.write, name="write-page"),
    path(f"{FORM}<slug:page>/save/", writing.save, name="write-save"),
    *(_step(one) for one in ACTS),
]
