"""Who may do what at one meeting. The room's permission says which roles; here it is asked of this meeting."""

from typing import Any

from django.core.exceptions import PermissionDenied

from sharedduty.foundations.access.api import Viewer
from sharedduty.foundations.gatherings.declared import GatheringUse, RoomGatherings, room_called
from sharedduty.foundations.gatherings.models import Gathering, Invitation
from sharedduty.foundations.journal.api import record_change
from sharedduty.foundations.process.api import CannotMove, Missing, Overtaken


def declared_for(gathering: Gathering) -> tuple[RoomGatherings, GatheringUse]:
    """The room and the kind a meeting was called as."""
    room = room_called(gathering.room)
    return room, room.use(gathering.kind)


def own_invitation(by: Viewer, gathering: Gathering) -> Invitation | None:
    """The viewer's own invitation that still stands; None without one."""
    if by.appointment_id is None:
        return None
    return gathering.invitations.filter(appointment_id=by.appointment_id, withdrawn_at__isnull=True).first()


def may_hold(by: Viewer, gathering: Gathering) -> bool:
    """Whether the viewer runs this meeting: of the team that holds it, its chair, or the one who takes its notes."""
    room, _ = declared_for(gathering)
    if not by.may(room.hold):
        return False
    if by.team_id == gathering.held_by_id:
        return True
    mine = own_invitation(by, gathering)
    return mine is not None and (mine.chairs or mine.takes_notes)


def held_by(by: Viewer, gathering: Gathering, version: int | None = None) -> Gathering:
    """The meeting, locked, for somebody who runs it. Raises PermissionDenied; Overtaken where it moved since `version`."""
    locked = Gathering.objects.select_for_update().get(pk=gathering.pk)
    if not may_hold(by, locked):
        raise PermissionDenied
    if version is not None and locked.version != version:
        raise Overtaken
    return locked


def part_taken_by(by: Viewer, gathering: Gathering, invitation: Invitation) -> None:
    """Whoever answers, dissents or declares does it for themselves; whoever runs the meeting may write it for others.

    Raises PermissionDenied.
    """
    room, _ = declared_for(gathering)
    theirs = by.appointment_id is not None and invitation.appointment_id == by.appointment_id
    if not (theirs and by.may(room.take_part)) and not may_hold(by, gathering):
        raise PermissionDenied


def refuse(missing: list[Missing]) -> None:
    """Raises CannotMove where anything is missing."""
    if missing:
        raise CannotMove(missing)


def tell(
    *, by: Viewer, verb: str, what: str, record: Any, reference: str, fields: tuple[str, ...] = (), reason: str = ""
) -> None:
    """Journal one change of a meeting: what happened to what, in which file, for what reason."""
    record_change(
        by=by, verb=verb, object_type=what, object_ref=reference, file=record.case_file_id, fields=fields, reason=reason
    )
