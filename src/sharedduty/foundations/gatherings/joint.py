"""One meeting of two processes: each has its part, its people and its quorum in it, and takes its own outcome (ADR 0029)."""

from dataclasses import dataclass

from sharedduty.foundations.access.api import Viewer
from sharedduty.foundations.gatherings.allowed import declared_for
from sharedduty.foundations.gatherings.declared import (
    CALLED,
    About,
    GatheringUse,
    JointWith,
    RoomGatherings,
    room_called,
)
from sharedduty.foundations.gatherings.models import Gathering, Part


@dataclass(frozen=True)
class Joined:
    """A record with which a meeting may be held jointly, as its own room says it: its meetings, the kind, the record."""

    wanted: JointWith
    room: RoomGatherings
    use: GatheringUse
    about: About


def joinable(viewer: Viewer, about: About) -> dict[str, Joined]:
    """The records that a meeting about a record may be held jointly with, by reference.

    Only those this viewer sees, and whose meetings they may hold by themselves. Raises ValueError for a kind of meeting
    that owes papers, or minutes by a day: these are counted for one process alone.
    """
    found = {}
    for wanted in about.joint:
        room = room_called(wanted.room)
        use = room.use(wanted.kind)
        if use.papers or use.minutes_clock:
            raise ValueError(f"{use.code} owes papers or minutes, and cannot be held jointly")
        other = room.about(viewer, wanted.record) if viewer.may(room.hold) else None
        if other is not None:
            found[wanted.record] = Joined(wanted, room, use, other)
    return found


def offered(viewer: Viewer, gathering: Gathering, about: About | None) -> dict[str, Joined]:
    """The records that a meeting which has not begun may yet be held jointly with, by reference; none once it has begun."""
    if about is None or not about.joint or gathering.stage != CALLED or about.record != gathering.for_record:
        return {}
    there = set(gathering.parts.exclude(room="").values_list("record", flat=True))
    return {record: one for record, one in joinable(viewer, about).items() if record not in there}


def use_of(part: Part) -> GatheringUse:
    """The kind of meeting a part is of: that of the meeting, or, held jointly, that of the other room."""
    return room_called(part.room).use(part.kind) if part.room else declared_for(part.gathering)[1]
