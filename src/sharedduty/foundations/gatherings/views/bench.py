"""A meeting as its pages find it: the meeting, its kind, the thing a page is about, and the people to choose from."""

from collections.abc import Callable, Mapping
from typing import Any

from django.http import Http404
from django.urls import reverse

from sharedduty.foundations.access.api import Request
from sharedduty.foundations.gatherings import queries
from sharedduty.foundations.gatherings.allowed import declared_for, may_hold
from sharedduty.foundations.gatherings.declared import RoomGatherings
from sharedduty.foundations.gatherings.joint import offered, use_of

Finder = Callable[[Any, str], Any]

FINDERS: Mapping[str, Finder] = {
    "invitation": queries.invitation_called,
    "attendance": queries.attendance_called,
    "part": queries.part_called,
    "decision": queries.decision_called,
    "action": queries.action_called,
    "minutes": queries.minutes_called,
}


class Bench:
    """One meeting before one viewer. Raises 404 for what does not exist or is out of sight."""

    def __init__(self, request: Request, room: RoomGatherings, reference: str) -> None:
        found = queries.by_reference(request.viewer, room, reference)
        if found is None:
            raise Http404
        self.request, self.viewer, self.room, self.gathering = request, request.viewer, room, found
        _, self.use = declared_for(found)
        self.runs = may_hold(request.viewer, found)
        self.thing: Any = None
        self.thing_reference = ""

    def about(self, kind: str, reference: str) -> "Bench":
        """Find the thing the page is about. Raises 404."""
        if kind:
            self.thing, self.thing_reference = FINDERS[kind](self.gathering, reference), reference
            if self.thing is None:
                raise Http404
        return self

    def is_theirs(self, kind: str) -> bool:
        """Whether somebody who only takes part may answer for the thing: their own invitation, or their own action."""
        invitation = {"invitation": self.thing, "action": getattr(self.thing, "owner", None)}.get(kind)
        return invitation is None or invitation.appointment_id == self.viewer.appointment_id

    def href(self, name: str, *more: str) -> str:
        """The address of a page of this meeting."""
        return reverse(f"{self.room.namespace}:{name}", args=[self.gathering.reference, *more])

    @property
    def page(self) -> str:
        """The meeting's own page."""
        return self.href("meeting")

    def people(self, *, family: bool | None = None) -> dict[str, str]:
        """Those whose invitation stands, by reference; whoever does not run the meeting finds themselves only."""
        found = queries.invited_to(self.viewer, self.gathering, everyone=self.runs, family=family)
        return {one.reference: f"{one.name}, {self.use.capacity(one.capacity).title}" for one in found}

    def invitation(self, reference: str) -> Any:
        """The invitation a form's value stands for; None for none."""
        return queries.invitation_called(self.gathering, reference) if reference else None

    def parts(self) -> dict[str, str]:
        """The parts in sight, by reference."""
        return {one.reference: one.title for one in queries.parts_of(self.gathering)}

    @property
    def record(self) -> str:
        """The record of this room that the meeting is about: of a joint meeting, the other room's in its addresses."""
        if self.gathering.room == self.room.code:
            return self.gathering.for_record
        return next(one.record for one in queries.parts_of(self.gathering) if one.room == self.room.code)

    def joinable(self) -> dict[str, str]:
        """The other reviews it may yet be held jointly with, in words, by reference; none for whoever does not run it."""
        about = self.room.about(self.viewer, self.record) if self.runs else None
        found = offered(self.viewer, self.gathering, about)
        return {key: f"{one.about.title}: {one.use.title}" for key, one in found.items()}

    def own_parts(self) -> dict[str, str]:
        """The parts in sight of the record the meeting is held for, by reference."""
        return {one.reference: one.title for one in queries.parts_of(self.gathering) if not one.room}

    def seats(self) -> dict[str, tuple[str, dict[str, str]]]:
        """The parts in sight of other rooms that it is held jointly with: what each is called, and as what one comes to it."""
        return {
            one.reference: (one.title, {each.code: each.title for each in use_of(one).capacities if not each.family})
            for one in queries.parts_of(self.gathering) if one.room
        }  # fmt: skip

    def capacities(self, *, family: bool) -> dict[str, str]:
        """The capacities somebody may be invited in."""
        return {one.code: one.title for one in self.use.capacities if family or not one.family}
