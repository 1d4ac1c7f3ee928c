"""Making a meeting that is called already serve another review too (GL-RR-18)."""

from collections.abc import Sequence

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from sharedduty.foundations.access.api import Viewer, come_out_of, grant
from sharedduty.foundations.gatherings.actions.calling import (
    joined_of,
    make_parts,
    records_of,
    tell_all,
)
from sharedduty.foundations.gatherings.actions.inviting import hear, invite, of_the_joined, same_invitee
from sharedduty.foundations.gatherings.allowed import declared_for, held_by, refuse, tell
from sharedduty.foundations.gatherings.declared import CALLED, About, Invitee
from sharedduty.foundations.gatherings.joint import Joined
from sharedduty.foundations.gatherings.models import Change, Gathering
from sharedduty.foundations.gatherings.rules import needed
from sharedduty.foundations.process import api as process
from sharedduty.foundations.process.api import Missing

NONE_NOTED = "No other review is noted as served by this meeting. Note it on the review first."
SEALED = "The other review is sealed and this meeting is not. Cancel it, and call one meeting for both."


@transaction.atomic
def hold_jointly(
    *, by: Viewer, gathering: Gathering, joint: Sequence[str], because: str, version: int | None = None
) -> Gathering:
    """Hold a meeting that is called, and has not begun, jointly with records of other rooms, with the reason.

    Each gets parts of its own in files of its own, as when a meeting is called for both; the meeting itself comes out of
    both records from now on, so that whoever is shut out of either is shut out of it. Those the other record names are
    invited; who is invited already hears it in the seat it gives them. All are told that something changed.
    Raises PermissionDenied, Overtaken; CannotMove with what is missing, or once it has begun.
    """
    held = held_by(by, gathering, version)
    room, use = declared_for(held)
    about = room.about(by, held.for_record)
    if about is None:
        raise PermissionDenied
    there = set(held.parts.exclude(room="").values_list("record", flat=True))
    wanted = [one for one in joint if one not in there]
    missing = (
        [] if wanted else [Missing("Choose which review it serves too." if about.joint else NONE_NOTED, "#id_joint")]
    )
    if held.stage != CALLED:
        missing = [Missing("It has begun, or is over. Call another meeting.")]
    refuse([*missing, *needed(because=(because, "Say why."))])
    for one in joined_of(by, about, wanted):
        _take_up(by, held, one)
    _invite_theirs(by, held, about, wanted)
    Change.objects.create(
        case_file_id=held.case_file_id, gathering=held, what="held jointly", was_at=held.starts_at, because=because.strip(),
        changed_at=timezone.now(), changed_by_id=by.holding,
    )  # fmt: skip
    tell(
        by=by,
        verb="held a meeting jointly",
        what=use.code,
        record=held,
        reference=held.reference,
        reason=because.strip(),
    )
    tell_all(by, held, "meeting held jointly")
    gathering.refresh_from_db()
    return gathering


def _take_up(by: Viewer, held: Gathering, other: Joined) -> None:
    """One record of another room: the meeting comes out of it too, its team reads the meeting, and it has its parts."""
    near = {file.pk: file for one in records_of(other.about) for file in process.files_of(by, one)}
    if any(file.sealed for file in near.values()) and not held.case_file.sealed:
        refuse([Missing(SEALED)])
    come_out_of(by=by, file=held.case_file, sources=near)
    if other.about.team_id != held.held_by_id:
        grant(by=by, file=held.case_file, level="read", why="a meeting held jointly", team_id=other.about.team_id)
    make_parts(by, held, other.use, other.about, room=other.room.code)


def _invite_theirs(by: Viewer, held: Gathering, about: About, wanted: Sequence[str]) -> None:
    invited = [
        (Invitee("", one.capacity, one.name, one.organisation_name, one.appointment), one)
        for one in held.invitations.filter(withdrawn_at__isnull=True).select_related("appointment")
    ]
    parts = {one.reference: one for one in held.parts.select_related("gathering", "case_file", "papers_file")}
    for seats, person, seat in of_the_joined(by, held, {"joint": wanted, "about": about}):
        already = next((one for known, one in invited if same_invitee(known, person)), None)
        if already is None:
            invite(
                by=by, gathering=held, capacity=seat, appointment=person.appointment, name=person.name,
                organisation_name=person.organisation_name, parts=(), seats=seats,
            )  # fmt: skip
            continue
        for reference, capacity in seats.items():
            hear(by=by, part=parts[reference], invitation=already, seat=capacity, because="held jointly")
