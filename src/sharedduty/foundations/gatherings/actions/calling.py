"""Calling a meeting, moving it, beginning and ending it."""

import datetime
from collections.abc import Iterable, Sequence

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from sharedduty.foundations.access.api import CaseFile, Shared, Viewer, open_file
from sharedduty.foundations.gatherings.allowed import declared_for, held_by, refuse, tell
from sharedduty.foundations.gatherings.counting import latest_findings
from sharedduty.foundations.gatherings.declared import CALLED, About, GatheringUse, RoomGatherings, process_of
from sharedduty.foundations.gatherings.joint import Joined, joinable, use_of
from sharedduty.foundations.gatherings.models import Change, Conflict, Gathering, Part, QuorumFinding
from sharedduty.foundations.gatherings.rules import needed
from sharedduty.foundations.notices.api import queue_notice
from sharedduty.foundations.process import api as process
from sharedduty.foundations.process.api import Missing

LONGEST = datetime.timedelta(hours=24)


@transaction.atomic
def call(
    *,
    by: Viewer,
    room: RoomGatherings,
    use: GatheringUse,
    about: About,
    purpose: str,
    starts_at: datetime.datetime,
    ends_at: datetime.datetime,
    mode: str,
    place: str = "",
    joint: Sequence[str] = (),
) -> Gathering:
    """Call a meeting about a room's record: its envelope, and two for each subject, its parts and their papers.

    `joint` names the records of other rooms that it is held jointly with: each gets parts of its own, of that room's kind
    of meeting, in files of that room's kind, and the meeting itself comes out of both records.
    Gives: the meeting, at the stage `called`. Raises PermissionDenied; CannotMove with what is missing.
    """
    if not by.may(room.hold):
        raise PermissionDenied
    refuse([*needed(purpose=(purpose, "Say what the meeting is for.")), *_in_order(starts_at, ends_at)])
    joined = joined_of(by, about, joint)
    file = _envelope(by, use, about, room.prefix, joined)
    now = timezone.now()
    gathering = Gathering.objects.create(
        case_file=file, reference=file.reference, room=room.code, kind=use.code, for_record=about.record,
        purpose=purpose.strip(), stage=CALLED, starts_at=starts_at, ends_at=ends_at, mode=mode, place=place.strip(),
        held_by_id=about.team_id, called_by_id=by.holding, called_at=now,
    )  # fmt: skip
    process.begin(by=by, process=process_of(room, use), record=gathering, event="meeting called", at=now)
    make_parts(by, gathering, use, about)
    for other in joined:
        make_parts(by, gathering, other.use, other.about, room=other.room.code)
    tell(by=by, verb="called a meeting", what=use.code, record=gathering, reference=gathering.reference)
    return gathering


def joined_of(by: Viewer, about: About, records: Sequence[str]) -> list[Joined]:
    """The records a meeting is held jointly with. Raises CannotMove for one that this person cannot hold a meeting about."""
    possible = joinable(by, about) if records else {}
    refuse([Missing("Choose a record that you see, and whose meetings you may hold.", "#id_joint")
            for one in records if one not in possible][:1])  # fmt: skip
    return [possible[one] for one in dict.fromkeys(records)]


def make_parts(by: Viewer, gathering: Gathering, use: GatheringUse, about: About, room: str = "") -> None:
    """The parts of a meeting about one record, each with its envelope and that of its papers."""
    near = records_of(about)
    for order, subject in enumerate(about.subjects, gathering.parts.count() + 1):
        envelope, papers_file = _open(by, use, about, "GP", near), _open(by, use, about, "GF", near)
        title = f"{use.title}: {subject.title}" if room else subject.title
        Part.objects.create(
            case_file=envelope, reference=envelope.reference, gathering=gathering, order=order, title=title,
            record=subject.record, papers_file=papers_file, room=room, kind=use.code if room else "",
        )  # fmt: skip


def records_of(about: About) -> list[str]:
    """The record a meeting is about, and those of its subjects, by reference."""
    return [about.record, *(one.record for one in about.subjects if one.record)]


def _envelope(by: Viewer, use: GatheringUse, about: About, letter: str, joined: Iterable[Joined]) -> CaseFile:
    """The file of the meeting itself: of all its records, and read by the team of each that holds a record of it."""
    others = [one.about for one in joined]
    records = [one for held in (about, *others) for one in records_of(held)]
    team = next((one.team_id for one in others if one.team_id != about.team_id), None)
    shared = Shared(team, "read", "a meeting held jointly") if team else None
    return _open(by, use, about, letter, records, shared)


def _open(
    by: Viewer, use: GatheringUse, about: About, letter: str, near_records: Iterable[str], shared: Shared | None = None
) -> CaseFile:
    """A file of the meeting: whoever is shut out of a record it is about is shut out of it; about a sealed one it is sealed.

    A record may lie in a file of another reference (a plan lies in the file of the record it came from), and a meeting about
    brothers and sisters is about the records of all of them.
    """
    records = dict.fromkeys(near_records)
    near = list({file.pk: file for one in records for file in process.files_of(by, one)}.values())
    sealed = None if use.sealed else next((one for one in near if one.sealed), None)  # one sealed by itself says how
    return open_file(
        by=by, kind=use.file_kind, area_id=about.area_id, team_id=about.team_id, letter=letter,
        sensitivity=sealed.sensitivity if sealed else use.sensitivity, sealed=use.sealed or sealed is not None,
        retention_class=use.retention_class, out_of=[one.pk for one in near], shared_with=shared,
    )  # fmt: skip


def _in_order(starts_at: datetime.datetime, ends_at: datetime.datetime) -> list[Missing]:
    if ends_at <= starts_at:
        return [Missing("The meeting must end after it begins.", "#id_ends_at_time")]
    if ends_at - starts_at > LONGEST:
        return [Missing("A meeting lasts at most a day. Adjourn a longer one.", "#id_ends_at")]
    return []


@transaction.atomic
def postpone(
    *,
    by: Viewer,
    gathering: Gathering,
    starts_at: datetime.datetime,
    ends_at: datetime.datetime,
    because: str,
    version: int | None = None,
) -> None:
    """Put a meeting, or its resumption, at another time with the reason; paper clocks are computed again; all are told.

    Raises PermissionDenied, Overtaken, CannotMove.
    """
    held = held_by(by, gathering, version)
    refuse([*needed(because=(because, "Say why it is postponed.")), *_in_order(starts_at, ends_at)])
    verb = "postpone" if held.stage == CALLED else "put_off_again"
    _step(by, held, verb, because)
    _move_to(by, held, "postponed", starts_at, ends_at, because)
    gathering.refresh_from_db()


def _move_to(
    by: Viewer, held: Gathering, what: str, starts_at: datetime.datetime, ends_at: datetime.datetime, because: str
) -> None:
    _note(by, held, what, because, starts_at)
    held.starts_at, held.ends_at, held.times_moved = starts_at, ends_at, held.times_moved + 1
    held.save(update_fields=["starts_at", "ends_at", "times_moved"])
    _, use = declared_for(held)
    keys = {paper.clock_key for paper in use.papers if paper.clock_key}
    for clock in process.open_clocks(by, held.reference):
        if clock.key in keys:
            process.recompute(by=by, clock=clock, because=f"the meeting was {what}", started_at=starts_at)
    tell_all(by, held, f"meeting {what}")


def _note(by: Viewer, held: Gathering, what: str, because: str, now_at: datetime.datetime | None) -> None:
    Change.objects.create(
        case_file_id=held.case_file_id, gathering=held, what=what, was_at=held.starts_at, now_at=now_at,
        because=because.strip(), changed_at=timezone.now(), changed_by_id=by.holding,
    )  # fmt: skip


def _step(by: Viewer, held: Gathering, verb: str, reason: str = "", at: datetime.datetime | None = None) -> None:
    room, use = declared_for(held)
    process.move(by=by, process=process_of(room, use), record=held, verb=verb, reason=reason, at=at)


def tell_all(by: Viewer, held: Gathering, template: str) -> None:
    """Tell everyone still invited, by account or address, that there is something to do. The message says no more."""
    left = held.conflicts.filter(effect=Conflict.Effect.LEAVES, part__isnull=True).values("invitation_id")
    told = held.invitations.filter(withdrawn_at__isnull=True).exclude(pk__in=left)
    for invitation in told.exclude(appointment_id=by.holding):
        tell_one(
            by=by, gathering=held, appointment_id=invitation.appointment_id, email=invitation.email, template=template
        )


def tell_one(*, by: Viewer, gathering: Gathering, appointment_id: int | None, email: str, template: str) -> None:
    """Queue the house's one notice to an account or an address; nothing for whoever has neither (they get a letter)."""
    if appointment_id is None and not email:
        return
    queue_notice(
        by=by, file=gathering.case_file, record=gathering.reference, template=template,
        to_appointment_id=appointment_id, to_email="" if appointment_id else email, reply_due_at=gathering.starts_at,
    )  # fmt: skip


@transaction.atomic
def cancel(*, by: Viewer, gathering: Gathering, because: str, version: int | None = None) -> None:
    """Cancel a meeting that has not begun, or will not go on, with the reason; its clocks stop; all are told."""
    held = held_by(by, gathering, version)
    refuse(needed(because=(because, "Say why it is cancelled.")))
    _step(by, held, "cancel", because)
    _note(by, held, "cancelled", because, None)
    held.times_moved += 1
    held.save(update_fields=["times_moved"])
    process.stop(by=by, record=held.reference, because=f"cancelled: {because.strip()}")
    tell_all(by, held, "meeting cancelled")
    gathering.refresh_from_db()


@transaction.atomic
def begin(*, by: Viewer, gathering: Gathering, at: datetime.datetime | None = None, version: int | None = None) -> None:
    """The meeting begins: now, or `at` where it is written up afterwards. Raises CannotMove for a time still to come."""
    held, when = held_by(by, gathering, version), at or timezone.now()
    refuse(_past(when))
    _step(by, held, "begin", at=when)
    held.began_at = when
    held.save(update_fields=["began_at"])
    gathering.refresh_from_db()


def _past(when: datetime.datetime) -> list[Missing]:
    return [Missing("This lies in the future.", "#id_at_time")] if when > timezone.now() else []


@transaction.atomic
def adjourn(
    *,
    by: Viewer,
    gathering: Gathering,
    starts_at: datetime.datetime,
    ends_at: datetime.datetime,
    because: str,
    version: int | None = None,
) -> None:
    """Break off a meeting under way, to go on at another time, with the reason. Whoever is there is noted as leaving."""
    held = held_by(by, gathering, version)
    refuse([*needed(because=(because, "Say why it is adjourned.")), *_in_order(starts_at, ends_at)])
    _step(by, held, "adjourn", because)
    held.attendances.filter(left_at__isnull=True, struck_at__isnull=True).update(
        left_at=timezone.now(), left_because="adjourned"
    )
    _move_to(by, held, "adjourned", starts_at, ends_at, because)
    gathering.refresh_from_db()


@transaction.atomic
def resume(*, by: Viewer, gathering: Gathering, version: int | None = None) -> None:
    """Go on with an adjourned meeting. Who is there is recorded afresh, and the quorum judged afresh."""
    held = held_by(by, gathering, version)
    _step(by, held, "resume")
    gathering.refresh_from_db()


@transaction.atomic
def end(*, by: Viewer, gathering: Gathering, at: datetime.datetime | None = None, version: int | None = None) -> None:
    """The meeting was held: its quorum was judged and, where it was not met, somebody decided to go on and said why.

    Meets the room's declared clocks as at the beginning of the meeting, and starts the minutes clock. Raises CannotMove.
    """
    held, when = held_by(by, gathering, version), at or timezone.now()
    refuse([*_past(when), *_may_end(held, when)])
    _step(by, held, "end", at=when)
    held.ended_at = when
    held.save(update_fields=["ended_at"])
    _, use = declared_for(held)
    for key in use.meets:
        process.meet(by=by, record=held.for_record, key=key, at=held.began_at)
    for part in held.parts.exclude(room=""):
        for key in use_of(part).meets:
            process.meet(by=by, record=part.record, key=key, at=held.began_at)
    for paper_key in {paper.clock_key for paper in use.papers if paper.clock_key}:
        process.stop(by=by, record=held.reference, key=paper_key, because="the meeting was held without this paper")
    if use.minutes_clock:
        process.start_clock(
            by=by, file=held.case_file, record=held.reference, key=use.minutes_clock, at=when,
            title="Have the chair sign the minutes" if use.signs_minutes else "Send the minutes", team_id=held.held_by_id,
        )  # fmt: skip
    gathering.refresh_from_db()


def _may_end(held: Gathering, when: datetime.datetime) -> list[Missing]:
    if held.began_at is not None and when < held.began_at:
        return [Missing("The meeting cannot end before it began.", "#id_at_time")]
    findings = latest_findings(held)
    if not findings:
        return [Missing("Record who was there, and check the quorum, before the meeting ends.")]
    return [words for one in findings for words in _undecided(one)]


def _undecided(finding: QuorumFinding) -> list[Missing]:
    whose = f"{use_of(finding.part).title}: " if finding.part else ""
    if finding.quorate or finding.went_on:
        return []
    if finding.went_on is None:
        return [Missing(f"{whose}The meeting was not quorate: record who decided to go on, or adjourn it.")]
    return [Missing(f"{whose}It was decided not to go on: adjourn the meeting.")]
