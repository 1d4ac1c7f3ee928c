"""Minutes to those entitled, in time; and what is shared with a family member, or withheld with the reason."""

from collections.abc import Sequence
from typing import Any

from django.db import transaction
from django.utils import timezone

from sharedduty.foundations.access.api import Viewer, open_file
from sharedduty.foundations.gatherings.actions.calling import tell_one
from sharedduty.foundations.gatherings.allowed import declared_for, held_by, refuse, tell
from sharedduty.foundations.gatherings.declared import CANCELLED, HELD
from sharedduty.foundations.gatherings.joint import use_of
from sharedduty.foundations.gatherings.models import Gathering, Invitation, Minutes, Part, Sending, Shared
from sharedduty.foundations.gatherings.rules import needed, signed_by_chair
from sharedduty.foundations.plain.references import new_reference
from sharedduty.foundations.process.api import Missing, meet

HOW = ("post", "hand", "meeting")


@transaction.atomic
def make_minutes(
    *, by: Viewer, part: Part, sections: Sequence[dict[str, Any]], agreed_by_name: str, note: str = ""
) -> Minutes:
    """Keep a version of a part's minutes, as `minuting.minutes_of` puts them together; a correction is a later version.

    Takes: the sections, who agreed that they are right, and a note (what was corrected). Raises PermissionDenied, CannotMove.
    """
    gathering = held_by(by, part.gathering)
    missing = needed(agreed_by_name=(agreed_by_name, "Say who agreed that the minutes are right."))
    if gathering.stage != HELD:
        missing.append(Missing("Minutes are made when the meeting has ended."))
    number = part.minutes.count() + 1
    if number > 1:
        missing += needed(note=(note, "Say what was corrected since the last version."))
    use = use_of(part)
    if use.signs_minutes and not missing:
        missing += signed_by_chair(agreed_by_name, _who_chaired(gathering))
    refuse(missing)
    made = Minutes.objects.create(
        case_file_id=part.case_file_id, reference=new_reference("GM"), part=part, number=number, sections=list(sections),
        note=note.strip(), agreed_by_name=agreed_by_name.strip(), made_at=timezone.now(), made_by_id=by.holding,
    )  # fmt: skip
    tell(by=by, verb="made minutes", what="minutes", record=made, reference=made.reference)
    if use.signs_minutes and use.minutes_clock and not gathering.parts.filter(room="", minutes__isnull=True).exists():
        meet(by=by, record=gathering.reference, key=use.minutes_clock, at=made.made_at)
    return made


def _who_chaired(gathering: Gathering) -> list[str]:
    """The names of those who were there and chaired; none where it went on without a chair."""
    _, use = declared_for(gathering)
    there = gathering.attendances.filter(struck_at__isnull=True).select_related("invitation")
    return [
        one.name for one in there
        if one.capacity == use.chaired_by or (one.invitation is not None and one.invitation.chairs)
    ]  # fmt: skip


@transaction.atomic
def send_minutes(*, by: Viewer, minutes: Minutes, to: Sequence[Invitation]) -> list[Sending]:
    """Send minutes to people entitled to them (`minuting.entitled`); the minutes clock is met when every part's are sent.

    Those with an account read them here; for others it is noted that they go by post. Family members get what is shared.
    Raises PermissionDenied; CannotMove for somebody not entitled.
    """
    part = minutes.part
    gathering = held_by(by, part.gathering)
    _, use = declared_for(gathering)
    wanted = use_of(part).minutes_to
    hearing = dict(part.hearings.filter(heard_until__isnull=True).values_list("invitation_id", "capacity"))
    wrong = [
        one.name for one in to
        if one.pk not in hearing or one.family or (wanted and (hearing[one.pk] or one.capacity) not in wanted)
    ]  # fmt: skip
    if wrong:
        refuse([Missing(f"Not entitled to these minutes: {', '.join(wrong)}.", "#id_to")])
    if not to:
        refuse([Missing("Choose who gets the minutes.", "#id_to")])
    if use_of(part).minutes_with_next and not _next_called(gathering):
        refuse([Missing("They go out with the papers of the next meeting, and not before. Call that one first.")])
    now = timezone.now()
    sent = []
    for one in to:
        how = "account" if one.appointment_id else "post"
        sent.append(
            Sending.objects.create(
                case_file_id=part.case_file_id, minutes=minutes, invitation=one, sent_at=now, how=how
            )
        )
        if one.appointment_id != by.appointment_id:
            tell_one(by=by, gathering=gathering, appointment_id=one.appointment_id, email="", template="minutes sent")
    tell(by=by, verb="sent minutes", what="minutes", record=minutes, reference=minutes.reference, fields=("sendings",))
    waiting = gathering.parts.filter(room="").exclude(minutes__sendings__isnull=False).exists()
    if use.minutes_clock and not use.signs_minutes and not waiting:
        meet(by=by, record=gathering.reference, key=use.minutes_clock, at=now)
    return sent


def _next_called(gathering: Gathering) -> bool:
    """Whether a later meeting of this kind stands in sight, about whichever record."""
    later = Gathering.objects.filter(room=gathering.room, kind=gathering.kind, starts_at__gt=gathering.starts_at)
    return later.exclude(stage=CANCELLED).exists()


def _family(invitation: Invitation) -> list[Missing]:
    if invitation.family:
        return []
    return [Missing("This is for family members and their supporters: others hear the part, or get the minutes.")]


@transaction.atomic
def share(*, by: Viewer, part: Part, invitation: Invitation, title: str, text: str, how: str) -> Shared:
    """Share words with one family member or supporter: this and nothing else is theirs, in an envelope of its own.

    `how` it reaches them: post, hand, or read out at the meeting. Raises PermissionDenied, CannotMove.
    """
    held_by(by, part.gathering)
    missing = [
        *_family(invitation),
        *needed(title=(title, "Say what it is."), text=(text, "Write what is shared.")),
    ]
    if how not in HOW:
        missing.append(Missing("Say how it reaches them.", "#id_how"))
    refuse(missing)
    near = part.case_file
    file = open_file(
        by=by, kind=near.kind, area_id=near.area_id, team_id=near.team_id, letter="GH", sensitivity=near.sensitivity,
        sealed=near.sealed, retention_class=near.retention_class, out_of=[near.pk],
    )  # fmt: skip
    return _keep(by, part, invitation, file.pk, title, text=text.strip(), how=how)


@transaction.atomic
def withhold(*, by: Viewer, part: Part, invitation: Invitation, title: str, because: str) -> Shared:
    """Record that something is not shared with a family member, and why. It lies with the part, never with them."""
    held_by(by, part.gathering)
    refuse(
        [
            *_family(invitation),
            *needed(title=(title, "Say what is withheld."), because=(because, "Say why it is withheld.")),
        ]
    )
    return _keep(by, part, invitation, part.case_file_id, title, withheld=True, because=because.strip())


def _keep(by: Viewer, part: Part, invitation: Invitation, file_id: int, title: str, **more: Any) -> Shared:
    made = Shared.objects.create(
        case_file_id=file_id, reference=new_reference("GH"), part=part, gathering_reference=part.gathering.reference,
        invitation_reference=invitation.reference, title=title.strip(), shared_at=timezone.now(),
        shared_by_id=by.holding, **more,
    )  # fmt: skip
    verb = "withheld from the family" if made.withheld else "shared with the family"
    tell(by=by, verb=verb, what="part", record=made, reference=made.reference, reason=made.because)
    return made
