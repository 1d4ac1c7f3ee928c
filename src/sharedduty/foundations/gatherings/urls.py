"""The addresses of a room's meetings: `path("meetings/", include(addresses_of(ROOM)))` inside the room's own namespace."""

import functools
from collections.abc import Callable
from typing import Any

from django.http import HttpResponse
from django.urls import URLPattern, path

from sharedduty.foundations.access.api import Request, requires
from sharedduty.foundations.gatherings.declared import RoomGatherings
from sharedduty.foundations.gatherings.views import pages
from sharedduty.foundations.gatherings.views.acts import ACTS, Act


def addresses_of(room: RoomGatherings) -> list[URLPattern]:
    """Every page of a room's meetings behind the room's own permissions; names begin with `meeting`.

    `meetings` lists, `call-meeting` begins one (both take `?about=` a record of the room), `meeting` is one meeting.
    """
    hold, join = room.hold, room.take_part
    return [
        path("", _bound(room, pages.meetings, join), name="meetings"),
        path("new/", _bound(room, pages.call, hold), name="call-meeting"),
        path("<str:reference>/", _bound(room, pages.meeting, join), name="meeting"),
        path("<str:reference>/calendar.ics", _bound(room, pages.calendar, join), name="meeting-calendar"),
        path("<str:reference>/invite/", _bound(room, pages.invite, hold), name="meeting-invite"),
        path("<str:reference>/notes/<str:about>/", _bound(room, pages.notes, hold), name="meeting-notes"),
        path(
            "<str:reference>/notes/<str:about>/save/", _bound(room, pages.save_notes, hold), name="meeting-notes-save"
        ),
        path(
            "<str:reference>/notes/<str:about>/choose/",
            _bound(room, pages.choose_notes, hold),
            name="meeting-notes-choose",
        ),
        *(_step(room, step) for step in ACTS),
    ]


def _step(room: RoomGatherings, step: Act) -> URLPattern:
    route = f"<str:reference>/{step.slug}/" + ("<str:about>/" if step.about else "")
    permission = room.hold if step.runs else room.take_part
    return path(route, _bound(room, functools.partial(_act, step), permission), name=f"meeting-{step.slug}")


def _act(step: Act, request: Request, room: RoomGatherings, **named: str) -> HttpResponse:
    return pages.act(request, room, step, **named)


def _bound(room: RoomGatherings, view: Callable[..., HttpResponse], permission: str) -> Any:
    """A page of this room's meetings, behind one of the room's permissions."""

    def page(request: Request, **named: str) -> HttpResponse:
        return view(request, room, **named)

    return requires(permission)(page)
