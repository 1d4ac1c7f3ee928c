"""Inviting people, with or without an account; what they answer; who may hear which part."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.db import transaction
from django.utils import timezone

from sharedduty.foundations.access.api import Appointment, CaseFile, Viewer, grant, revoke, who_may
from sharedduty.foundations.access.models import Grant
from sharedduty.foundations.directory.models import Organisation
from sharedduty.foundations.gatherings.actions.calling import call, tell_one
from sharedduty.foundations.gatherings.allowed import declared_for, held_by, part_taken_by, refuse, tell
from sharedduty.foundations.gatherings.declared import ADJOURNED, CALLED, UNDER_WAY, Capacity, GatheringUse, Invitee
from sharedduty.foundations.gatherings.joint import joinable, use_of
from sharedduty.foundations.gatherings.models import Gathering, Hearing, Invitation, Part, Reply
from sharedduty.foundations.gatherings.rules import fits, needed
from sharedduty.foundations.plain.references import new_reference
from sharedduty.foundations.process.api import Missing, start_clock, stop

OPEN_STAGES = (CALLED, UNDER_WAY, ADJOURNED)
WHY = "invited to a meeting"


@transaction.atomic
def call_together(*, by: Viewer, people: Sequence[Invitee], **meeting: Any) -> Gathering:
    """Call a meeting and invite `people` of the room's record to it, so that nobody of the record is typed again.

    Takes what `call` takes. Those that the records it is held jointly with name are invited too, each to hear their own
    record; somebody of both hears both. Gives the meeting. Raises PermissionDenied; CannotMove with what is missing, for
    all or none.
    """
    made = call(by=by, **meeting)
    others = of_the_joined(by, made, meeting)
    for one in people:
        seats = next((theirs for theirs, invitee, _ in others if same_invitee(one, invitee)), {})
        invite(
            by=by, gathering=made, capacity=one.capacity, appointment=one.appointment, name=one.name,
            organisation_name=one.organisation_name, seats=seats,
        )  # fmt: skip
    for theirs, one, seat in others:
        if not any(same_invitee(one, known) for known in people):
            invite(
                by=by, gathering=made, capacity=seat, appointment=one.appointment, name=one.name,
                organisation_name=one.organisation_name, parts=(), seats=theirs,
            )  # fmt: skip
    return made


def of_the_joined(by: Viewer, made: Gathering, meeting: Mapping[str, Any]) -> list[tuple[dict[str, str], Invitee, str]]:
    """Whom the records of other rooms name: as what they hear which parts, and the seat they have in the meeting held."""
    if not meeting.get("joint"):
        return []
    possible = joinable(by, meeting["about"])
    parts = list(made.parts.exclude(room="").order_by("order", "pk"))
    found = []
    for joined in (possible[record] for record in dict.fromkeys(meeting["joint"])):
        subjects = {one.record for one in joined.about.subjects}
        theirs = [part.reference for part in parts if part.record in subjects]
        found += [(dict.fromkeys(theirs, one.capacity), one, joined.wanted.seat) for one in joined.about.people]
    return found


def same_invitee(one: Invitee, other: Invitee) -> bool:
    """Whether two records name the same person: by their account, or, without one, by their name."""
    if one.appointment is None or other.appointment is None:
        return one.appointment is other.appointment and one.name == other.name
    return one.appointment.pk == other.appointment.pk


@transaction.atomic
def invite(
    *,
    by: Viewer,
    gathering: Gathering,
    capacity: str,
    appointment: Appointment | None = None,
    name: str = "",
    organisation: Organisation | None = None,
    organisation_name: str = "",
    email: str = "",
    supports: Invitation | None = None,
    chairs: bool = False,
    takes_notes: bool = False,
    parts: Iterable[Part] | None = None,
    seats: Mapping[str, str] | None = None,
) -> Invitation:
    """Invite one person in one capacity, to hear all parts or only some. Kept for ever.

    Takes: somebody with an account (`appointment`), or a name with an e-mail address or none (then a letter, or by hand);
    `parts`, every part of the record the meeting is held for where not said; `seats`, by its reference, as what they come
    to each part of another room that it is held jointly with. Family members and their supporters see only what is shared
    with them. Starts the clocks of the papers this capacity owes. Raises PermissionDenied, CannotMove.
    """
    held = held_by(by, gathering)
    _, use = declared_for(held)
    wanted = use.capacity(capacity)
    hears = _hears(held, parts, seats or {})
    refuse([
        *_may_invite(held, wanted, appointment, name, organisation, supports), *_not_yet(by, use, appointment),
        *(words for part, seat in hears if part.room for words in _may_sit(by, part, seat, appointment, organisation)),
    ])  # fmt: skip
    chair = chairs or capacity == use.chaired_by
    if appointment is not None:
        name, organisation = appointment.account.name, appointment.post.team.organisation
    now = timezone.now()
    invitation = Invitation.objects.create(
        case_file_id=held.case_file_id, reference=new_reference("GI"), gathering=held, capacity=capacity,
        family=wanted.family, chairs=chair, takes_notes=takes_notes, appointment=appointment, name=name.strip(),
        organisation=organisation, organisation_name=organisation.name if organisation else organisation_name.strip(),
        sector=organisation.sector if organisation else "", supports=supports, email=email.strip(),
        told_by="account" if appointment else "email" if email.strip() else "post", invited_by_id=by.holding, invited_at=now,
    )  # fmt: skip
    tell(by=by, verb="invited", what="invitation", record=held, reference=invitation.reference, fields=("capacity",))
    _let_in(by, held, invitation, hears)
    _ask_for_papers(by, held, use, invitation)
    if appointment is None or appointment.pk != by.appointment_id:
        tell_one(
            by=by, gathering=held, appointment_id=invitation.appointment_id, email=invitation.email, template="invited"
        )
    return invitation


def _may_invite(
    held: Gathering,
    capacity: Capacity,
    appointment: Appointment | None,
    name: str,
    organisation: Organisation | None,
    supports: Invitation | None,
) -> list[Missing]:
    if held.stage not in OPEN_STAGES:
        return [Missing("This meeting is over: nobody can be invited to it any more.")]
    missing = [] if appointment else needed(name=(name, "Write the name of the person invited."))
    if appointment is not None:
        if capacity.family:
            missing.append(
                Missing("Invite a family member by name: they never see a file by their post.", "#id_capacity")
            )
        if held.invitations.filter(appointment=appointment, withdrawn_at__isnull=True).exists():
            missing.append(Missing("This person is invited already."))
        body = appointment.post.team.organisation
        missing += fits(capacity, sector=body.sector, role=appointment.role)
    elif capacity.sectors or capacity.roles:
        missing += fits(capacity, sector=organisation.sector if organisation else "", role="")
    if supports is not None and not supports.family:
        missing.append(Missing("A supporter comes with a family member.", "#id_supports"))
    return missing


def _not_yet(by: Viewer, use: GatheringUse, appointment: Appointment | None) -> list[Missing]:
    """What the kind of meeting asks of somebody before they may be let in: such as a signature."""
    because = use.not_yet(by, appointment) if use.not_yet and appointment else ""
    return [Missing(because)] if because else []


def _hears(held: Gathering, parts: Iterable[Part] | None, seats: Mapping[str, str]) -> list[tuple[Part, str]]:
    """The parts that somebody invited hears, each with the capacity they have in it where it is another room's."""
    every = {
        one.pk: one
        for one in held.parts.select_related("gathering", "case_file", "papers_file").order_by("order", "pk")
    }
    wanted = {one.pk for one in every.values() if not one.room} if parts is None else {one.pk for one in parts}
    return [
        (one, seats.get(one.reference, "")) for one in every.values()
        if one.pk in wanted or (one.room and seats.get(one.reference))
    ]  # fmt: skip


def _may_sit(
    by: Viewer, part: Part, seat: str, appointment: Appointment | None, organisation: Organisation | None
) -> list[Missing]:
    """Whoever hears what another room says of its record comes to it as something its kind of meeting knows, and may."""
    use = use_of(part)
    capacity = {one.code: one for one in use.capacities}.get(seat)
    if capacity is None or capacity.family:
        return [Missing(f"Say as what they come to the {use.title[:1].lower()}{use.title[1:]}.", "#id_capacity")]
    body = appointment.post.team.organisation if appointment else organisation
    missing = fits(capacity, sector=body.sector if body else "", role=appointment.role if appointment else "")
    room, _ = declared_for(part.gathering)
    if appointment is not None and appointment.role not in who_may(room.take_part):
        missing.append(Missing(f"Their post opens no meeting of {room.title.lower()} here. Invite them by name."))
    return [*missing, *_not_yet(by, use, appointment)]


def _let_in(by: Viewer, held: Gathering, invitation: Invitation, hears: Iterable[tuple[Part, str]]) -> None:
    if invitation.family:
        return
    if invitation.appointment_id and invitation.appointment_id != by.appointment_id:
        grant(by=by, file=held.case_file, level="contribute", why=WHY, appointment_id=invitation.appointment_id)
    for part, seat in hears:
        _open_part(by, part, invitation, "", seat)


def _open_part(by: Viewer, part: Part, invitation: Invitation, because: str, seat: str) -> None:
    Hearing.objects.create(
        case_file_id=part.case_file_id, part=part, invitation=invitation, heard_from=timezone.now(), because=because,
        capacity=seat if part.room else "",
    )  # fmt: skip
    if invitation.appointment_id and invitation.appointment_id != by.appointment_id:
        for file in (part.case_file, part.papers_file):
            grant(by=by, file=file, level="contribute", why=WHY, appointment_id=invitation.appointment_id)


def _ask_for_papers(by: Viewer, held: Gathering, use: GatheringUse, invitation: Invitation) -> None:
    """Start the clock of each paper this capacity owes: counted back from the meeting, owed by the person invited."""
    for paper in use.papers:
        if paper.capacity == invitation.capacity and paper.clock_key:
            start_clock(
                by=by, file=held.case_file, record=held.reference, key=paper.clock_key, at=held.starts_at,
                title=f"Send the paper: {paper.title}", about=invitation.reference,
                appointment_id=invitation.appointment_id,
                team_id=None if invitation.appointment_id else held.held_by_id,
            )  # fmt: skip


@transaction.atomic
def withdraw_invitation(*, by: Viewer, invitation: Invitation, because: str) -> None:
    """Take an invitation back with the reason: the row stays, sight ends, papers are no longer owed."""
    held = held_by(by, invitation.gathering)
    refuse(needed(because=(because, "Say why the invitation is withdrawn.")))
    for hearing in Hearing.objects.filter(invitation=invitation, heard_until__isnull=True).select_related("part"):
        _close_part(by, hearing, because)
    if invitation.appointment_id:
        revoke(by=by, file=held.case_file, why="invitation withdrawn", appointment_id=invitation.appointment_id)
    stop(by=by, record=held.reference, about=invitation.reference, because=f"invitation withdrawn: {because.strip()}")
    invitation.withdrawn_at, invitation.withdrawn_because = timezone.now(), because.strip()
    invitation.save(update_fields=["withdrawn_at", "withdrawn_because"])
    tell(
        by=by, verb="withdrew an invitation", what="invitation", record=held, reference=invitation.reference,
        fields=("withdrawn_at",), reason=because,
    )  # fmt: skip


@transaction.atomic
def end_part_in(*, by: Viewer, meetings: Iterable[Gathering], appointment_id: int, because: str) -> int:
    """Let somebody who left the body that meets see none of its meetings any more. Gives how many they were invited to.

    The invitation to what is still to come is withdrawn. Of a meeting that is over who came stays as it was: sight alone
    ends. Raises PermissionDenied.
    """
    found = 0
    for one in meetings:
        for invitation in one.invitations.filter(appointment_id=appointment_id, withdrawn_at__isnull=True):
            found += 1
            if one.stage in OPEN_STAGES:
                withdraw_invitation(by=by, invitation=invitation, because=because)
        held = held_by(by, one)
        parts = held.parts.select_related("case_file", "papers_file")
        files = {file.pk: file for part in parts for file in _files_of(part)} | {held.case_file_id: held.case_file}
        there = Grant.objects.filter(case_file__in=files, appointment_id=appointment_id, until__isnull=True)
        for file_id in set(there.values_list("case_file_id", flat=True)):
            revoke(by=by, file=files[file_id], why=because, appointment_id=appointment_id)
    return found


def _files_of(part: Part) -> list[CaseFile]:
    """The files of a part: its minutes, its papers, and each paper that only some may read."""
    restricted = part.papers.exclude(case_file_id=part.papers_file_id).select_related("case_file")
    return [part.case_file, part.papers_file, *(paper.case_file for paper in restricted)]


@transaction.atomic
def hear(*, by: Viewer, part: Part, invitation: Invitation, because: str = "", seat: str = "") -> None:
    """Let somebody invited hear one more part, in a `seat` where it is another room's.

    Raises PermissionDenied; CannotMove for family, for who hears it already, or without a seat that is asked.
    """
    held_by(by, part.gathering)
    if invitation.family:
        refuse([Missing("A family member hears what is shared with them: share it.")])
    if part.hearings.filter(invitation=invitation, heard_until__isnull=True).exists():
        refuse([Missing(f"{invitation.name} may hear this part already.")])
    if part.room:
        refuse(_may_sit(by, part, seat, invitation.appointment, invitation.organisation))
    _open_part(by, part, invitation, because.strip(), seat)
    tell(by=by, verb="let hear a part", what="part", record=part, reference=part.reference, fields=("hearings",))


@transaction.atomic
def stop_hearing(*, by: Viewer, part: Part, invitation: Invitation, because: str) -> None:
    """From now on somebody does not hear a part, with the reason; that they heard it until now stays on record."""
    held_by(by, part.gathering)
    refuse(needed(because=(because, "Say why.")))
    for hearing in part.hearings.filter(invitation=invitation, heard_until__isnull=True):
        _close_part(by, hearing, because)
    tell(
        by=by, verb="stopped hearing a part", what="part", record=part, reference=part.reference, fields=("hearings",),
        reason=because,
    )  # fmt: skip


def _close_part(by: Viewer, hearing: Hearing, because: str) -> None:
    hearing.heard_until, hearing.because = timezone.now(), because.strip()
    hearing.save(update_fields=["heard_until", "because"])
    appointment_id = hearing.invitation.appointment_id
    if appointment_id:
        for file in (hearing.part.case_file, hearing.part.papers_file):
            revoke(by=by, file=file, why=because.strip(), appointment_id=appointment_id)


@transaction.atomic
def reply(*, by: Viewer, invitation: Invitation, answer: str, deputy_name: str = "", note: str = "") -> Reply:
    """Answer an invitation: comes, sends a deputy, sends a report, apologises. One's own, or written down for somebody.

    The newest answer stands; none is overwritten. Raises PermissionDenied, CannotMove.
    """
    gathering = invitation.gathering
    part_taken_by(by, gathering, invitation)
    missing = [] if answer in Reply.Answer.values else [Missing("Choose an answer.", "#id_answer")]
    if answer == Reply.Answer.DEPUTY:
        missing += needed(deputy_name=(deputy_name, "Say who comes instead."))
    if gathering.stage not in OPEN_STAGES or invitation.withdrawn_at:
        missing = [Missing("This invitation cannot be answered any more.")]
    refuse(missing)
    made = Reply.objects.create(
        case_file_id=invitation.case_file_id, invitation=invitation, answer=answer, deputy_name=deputy_name.strip(),
        note=note.strip(), replied_at=timezone.now(), recorded_by_id=by.holding,
    )  # fmt: skip
    tell(
        by=by, verb="answered an invitation", what="invitation", record=invitation, reference=invitation.reference,
        fields=("answer",),
    )  # fmt: skip
    return made
