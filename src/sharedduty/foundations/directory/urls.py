"""The addresses of the directory. Guards are handed in from above, since access stands on a higher floor."""

from collections.abc import Callable
from typing import Any

from django.urls import URLPattern, path

from sharedduty.foundations.directory import groups, views

Guarding = Callable[[Any], Any]


def patterns(requires: Callable[[str], Guarding]) -> list[URLPattern]:
    """The directory's URLs, each guarded by a permission (the site gives `access.api.requires`)."""
    see, keep = requires("directory_see"), requires(views.KEEP)
    return [
        path("organisations/", see(views.organisations), name="organisations"),
        path("organisations/add/", keep(views.add_organisation), name="organisation_add"),
        path("organisations/<slug:key>/", see(views.organisation), name="organisation"),
        path("organisations/<slug:key>/successor/", keep(views.succeed), name="organisation_succeed"),
        path("organisations/<slug:key>/teams/add/", keep(views.add_team), name="team_add"),
        path("organisations/<slug:key>/teams/<slug:team>/posts/add/", keep(views.add_post), name="post_add"),
        path("organisations/<slug:key>/posts/<str:post>/close/", keep(views.close_post), name="post_close"),
        path("organisations/<slug:key>/rename/", keep(views.rename), name="organisation_rename"),
        path("organisations/<slug:key>/leads/add/", keep(groups.add_lead), name="organisation_lead_add"),
        path("organisations/<slug:key>/leads/<str:lead>/end/", keep(groups.end_lead), name="organisation_lead_end"),
        path("lead-representatives/", see(groups.leads), name="lead_representatives"),
        path("groups/", see(groups.groups), name="groups"),
        path("groups/add/", keep(groups.add_group), name="group_add"),
        path("groups/<str:group>/", see(groups.group), name="group"),
        path("groups/<str:group>/seats/add/", keep(groups.add_seat), name="group_seat_add"),
        path("groups/<str:group>/seats/<str:seat>/fill/", keep(groups.fill_seat), name="group_seat_fill"),
        path("groups/<str:group>/seats/<str:seat>/close/", keep(groups.close_seat), name="group_seat_close"),
        path("groups/<str:group>/seats/<str:seat>/<str:holding>/end/", keep(groups.vacate), name="group_seat_vacate"),
    ]
