"""Who was really there, whether that was enough, who decided to go on, and who has a conflict of interest."""

import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from sharedduty.foundations.access.actions import declare_conflict as shut_oneself_out
from sharedduty.foundations.access.api import CaseFile, Viewer, exclude
from sharedduty.foundations.gatherings.allowed import declared_for, held_by, part_taken_by, refuse, tell
from sharedduty.foundations.gatherings.counting import capacities_invited, present_at
from sharedduty.foundations.gatherings.declared import HELD, UNDER_WAY, GatheringUse
from sharedduty.foundations.gatherings.joint import use_of
from sharedduty.foundations.gatherings.models import Attendance, Conflict, Gathering, Invitation, Part, QuorumFinding
from sharedduty.foundations.gatherings.rules import Present, judge, needed
from sharedduty.foundations.plain.references import new_reference
from sharedduty.foundations.process.api import Missing

SITS = (UNDER_WAY, HELD)


@transaction.atomic
def came(
    *,
    by: Viewer,
    gathering: Gathering,
    invitation: Invitation | None = None,
    capacity: str = "",
    name: str = "",
    organisation_name: str = "",
    as_deputy: bool = False,
    may_decide: bool | None = None,
    at: datetime.datetime | None = None,
) -> Attendance:
    """Record that somebody is really there: who was invited, a deputy for them (`as_deputy` and `name`), or one uninvited.

    Raises PermissionDenied; CannotMove before the meeting began, without a name, or for somebody there already.
    """
    held = held_by(by, gathering)
    _, use = declared_for(held)
    if held.stage not in SITS:
        refuse([Missing("Begin the meeting first.")])
    if invitation is not None:
        capacity, organisation_name = invitation.capacity, organisation_name or invitation.organisation_name
        name = name if as_deputy else invitation.name
        if _there(held, invitation):
            refuse([Missing(f"{invitation.name}: somebody is recorded as there already.")])
    refuse(needed(name=(name, "Write who is there."), capacity=(capacity, "Choose in which capacity.")))
    use.capacity(capacity)
    made = Attendance.objects.create(
        case_file_id=held.case_file_id, reference=new_reference("GT"), gathering=held, invitation=invitation,
        capacity=capacity, name=name.strip(), organisation_name=organisation_name.strip(),
        sector=invitation.sector if invitation else "", as_deputy=as_deputy, may_decide=may_decide,
        came_at=at or timezone.now(), recorded_by_id=by.holding,
    )  # fmt: skip
    tell(by=by, verb="recorded who was there", what="attendance", record=held, reference=made.reference)
    return made


def _there(held: Gathering, invitation: Invitation) -> bool:
    return held.attendances.filter(invitation=invitation, struck_at__isnull=True, left_at__isnull=True).exists()


@transaction.atomic
def left(*, by: Viewer, attendance: Attendance, because: str = "", at: datetime.datetime | None = None) -> None:
    """Somebody leaves before the end. Raises PermissionDenied; CannotMove for a time before they came."""
    held_by(by, attendance.gathering)
    when = at or timezone.now()
    if when < attendance.came_at:
        refuse([Missing("They cannot leave before they came.", "#id_at_time")])
    attendance.left_at, attendance.left_because = when, because.strip()
    attendance.save(update_fields=["left_at", "left_because"])
    tell(by=by, verb="recorded who left", what="attendance", record=attendance, reference=attendance.reference,
         fields=("left_at",))  # fmt: skip


@transaction.atomic
def strike_out(*, by: Viewer, attendance: Attendance, because: str) -> None:
    """Mark an attendance as recorded by mistake, with the reason; the row stays."""
    held_by(by, attendance.gathering)
    refuse(needed(because=(because, "Say what was wrong.")))
    attendance.struck_at, attendance.struck_because = timezone.now(), because.strip()
    attendance.save(update_fields=["struck_at", "struck_because"])
    tell(by=by, verb="struck out an attendance", what="attendance", record=attendance, reference=attendance.reference,
         fields=("struck_at",), reason=because)  # fmt: skip


@transaction.atomic
def judge_quorum(*, by: Viewer, gathering: Gathering) -> QuorumFinding:
    """Check who is really there against the declared minimum and keep what was found, as it was at this moment.

    A joint meeting is judged for each of its processes; the finding of another room's part lies with that part. Gives the
    finding of the process that holds the meeting. It is the rule's; whether to go on when it is not met is decided by
    people (`decide_on_quorum`).
    """
    held = held_by(by, gathering)
    _, use = declared_for(held)
    if held.stage not in SITS:
        refuse([Missing("Begin the meeting first.")])
    made = _find(by, held, use, None)
    for part in held.parts.exclude(room="").order_by("order", "pk"):
        _find(by, held, use_of(part), part)
    return made


def _find(by: Viewer, held: Gathering, use: GatheringUse, part: Part | None) -> QuorumFinding:
    """Keep what the rule of one process says of who is there."""
    present = present_at(held, part)
    verdict = judge(use, present, capacities_invited(held, part))
    made = QuorumFinding.objects.create(
        case_file_id=part.case_file_id if part else held.case_file_id, gathering=held, part=part,
        judged_at=timezone.now(), judged_by_id=by.holding, quorate=verdict.quorate,
        present=[_kept(use, one) for one in present], missing=list(verdict.missing), citation=verdict.citation,
    )  # fmt: skip
    tell(by=by, verb="checked the quorum", what="quorum", record=made, reference=held.reference, fields=("quorate",))
    return made


def _kept(use: Any, one: Present) -> dict[str, Any]:
    return {
        "name": one.name, "capacity": use.capacity(one.capacity).title, "organisation": one.organisation,
        "deputy": one.as_deputy, "votes": one.votes,
    }  # fmt: skip


@transaction.atomic
def decide_on_quorum(*, by: Viewer, finding: QuorumFinding, go_on: bool, decided_by_name: str, because: str) -> None:
    """Record who decided to go on, or not, with a meeting that is not quorate, and why. Once for each finding.

    Raises PermissionDenied; CannotMove for a finding that was quorate or is decided.
    """
    held_by(by, finding.gathering)
    kept = QuorumFinding.objects.select_for_update().get(pk=finding.pk)
    if kept.quorate or kept.went_on is not None:
        refuse([Missing("There is nothing to decide about this quorum.")])
    refuse(
        needed(
            decided_by_name=(decided_by_name, "Say who decided."),
            because=(because, "Say why, and how the missing views are got."),
        )
    )
    kept.went_on, kept.decided_by_name, kept.because = go_on, decided_by_name.strip(), because.strip()
    kept.decided_at = timezone.now()
    kept.save(update_fields=["went_on", "decided_by_name", "because", "decided_at"])
    tell(by=by, verb="decided on a meeting that is not quorate", what="quorum", record=kept,
         reference=kept.gathering.reference, fields=("went_on",), reason=because)  # fmt: skip
    finding.refresh_from_db()


@transaction.atomic
def declare_conflict(
    *, by: Viewer, invitation: Invitation, what: str, effect: str, part: Part | None = None
) -> Conflict:
    """Declare a conflict of interest, one's own or for somebody invited, in one part or in the whole meeting.

    `leaves` shuts them out of the part and its papers from this moment, whatever else they hold, and of the whole meeting
    out of all of it, its purpose and invitations too; `no_papers` out of the papers; `no_vote` leaves them out of the
    quorum, in one part out of that part's; `noted` changes nothing. Raises PermissionDenied, CannotMove.
    """
    gathering = invitation.gathering
    part_taken_by(by, gathering, invitation)
    missing = needed(what=(what, "Say what the conflict is."))
    if effect not in Conflict.Effect.values:
        missing.append(Missing("Choose what follows from it.", "#id_effect"))
    refuse(missing)
    now = timezone.now()
    made = Conflict.objects.create(
        case_file_id=gathering.case_file_id, gathering=gathering, part=part, invitation=invitation, what=what.strip(),
        effect=effect, declared_at=now, declared_by_id=by.holding,
    )  # fmt: skip
    tell(by=by, verb="declared a conflict", what="invitation", record=gathering, reference=invitation.reference,
         fields=("effect",), reason=what)  # fmt: skip
    if effect == Conflict.Effect.LEAVES and part is None:
        gathering.attendances.filter(invitation=invitation, left_at__isnull=True, as_deputy=False).update(
            left_at=now, left_because="conflict of interest"
        )
    files = _close_parts(invitation, effect, [part] if part else list(gathering.parts.all()))
    if effect == Conflict.Effect.LEAVES and part is None:
        files.append(gathering.case_file)
    _shut_out(by, invitation, files)
    return made


def _close_parts(invitation: Invitation, effect: str, parts: list[Part]) -> list[CaseFile]:
    """End the hearing of parts left. Gives the envelopes of what the conflict is about, restricted papers among them."""
    files: list[CaseFile] = []
    for part in parts:
        if effect == Conflict.Effect.LEAVES:
            part.hearings.filter(invitation=invitation, heard_until__isnull=True).update(
                heard_until=timezone.now(), because="conflict of interest"
            )
        if effect in (Conflict.Effect.LEAVES, Conflict.Effect.NO_PAPERS):
            restricted = part.papers.exclude(case_file_id=part.papers_file_id).select_related("case_file")
            files += [*(paper.case_file for paper in restricted), part.papers_file]
        if effect == Conflict.Effect.LEAVES:
            files.append(part.case_file)
    return files


def _shut_out(by: Viewer, invitation: Invitation, files: list[CaseFile]) -> None:
    """End sight of these files. The widest last: afterwards this viewer may see nothing of the meeting any more."""
    appointment = invitation.appointment
    if appointment is None:
        return
    for file in files:
        if appointment.account_id == by.account_id:
            shut_oneself_out(by=by, file_id=file.pk, reference=file.reference, reason="declared conflict at a meeting")
        else:
            exclude(by=by, file=file, reason="declared conflict", account_id=appointment.account_id)
