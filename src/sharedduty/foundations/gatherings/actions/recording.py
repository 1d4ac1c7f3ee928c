"""What is said, decided and agreed: notes that save themselves, decisions and dissents, actions, written views."""

import datetime
from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils import timezone

from sharedduty.foundations.access.api import Viewer
from sharedduty.foundations.forms.api import FormRecord, Saved, choose, form_record, save_answers, start_form
from sharedduty.foundations.gatherings.actions.calling import tell_one
from sharedduty.foundations.gatherings.allowed import (
    held_by,
    may_hold,
    part_taken_by,
    refuse,
    tell,
)
from sharedduty.foundations.gatherings.declared import HELD, UNDER_WAY
from sharedduty.foundations.gatherings.joint import use_of
from sharedduty.foundations.gatherings.models import (
    Action,
    ActionStep,
    Decision,
    Dissent,
    Invitation,
    Part,
    WrittenView,
)
from sharedduty.foundations.gatherings.rules import needed
from sharedduty.foundations.plain.references import new_reference
from sharedduty.foundations.process.api import CannotMove, Missing, Overtaken

DONE, DROPPED, LATER = "done", "dropped", "later"


@transaction.atomic
def take_notes(*, by: Viewer, part: Part) -> FormRecord:
    """The notes of a part, begun where nobody has yet: a draft of the declared form, in the part's envelope.

    Raises PermissionDenied; UnknownForm where the declared pack has no such form.
    """
    held_by(by, part.gathering)  # locks: two who begin at once get the same notes
    locked = Part.objects.get(pk=part.pk)
    if locked.notes and (record := form_record(by, locked.notes)):
        return record
    use = use_of(part)
    record = start_form(by=by, file=locked.case_file, form=use.notes_form, pack=use.notes_pack)
    locked.notes = part.notes = record.reference
    locked.save(update_fields=["notes"])
    tell(by=by, verb="began notes", what="part", record=part, reference=part.reference, fields=("notes",))
    return record


@transaction.atomic
def save_notes(
    *, by: Viewer, part: Part, changes: Mapping[str, Any], version: int, own: Mapping[str, int] | None = None
) -> Saved:
    """Save what a note-taker typed, made from `version`: two at once are put together, nothing is overwritten.

    Gives and raises what the forms foundation's `save_answers` does; PermissionDenied.
    """
    held_by(by, part.gathering)
    return save_answers(by=by, record=take_notes(by=by, part=part), changes=changes, version=version, own=own)


def _sits(part: Part) -> list[Missing]:
    if part.gathering.stage in (UNDER_WAY, HELD):
        return []
    return [Missing("The meeting is not under way.")]


@transaction.atomic
def decide(
    *, by: Viewer, part: Part, text: str, reason: str, question: str = "", instead_of: Decision | None = None
) -> Decision:
    """Record what was decided about a part, and why; `instead_of` an earlier decision, which stays on record.

    Raises PermissionDenied, CannotMove.
    """
    held_by(by, part.gathering)
    refuse(
        [
            *_sits(part),
            *needed(text=(text, "Write what was decided."), reason=(reason, "Say why: a decision has its reasons.")),
        ]
    )
    made = Decision.objects.create(
        case_file_id=part.case_file_id, reference=new_reference("GD"), part=part, question=question.strip(),
        text=text.strip(), reason=reason.strip(), instead_of=instead_of, decided_at=timezone.now(),
        recorded_by_id=by.holding,
    )  # fmt: skip
    tell(by=by, verb="recorded a decision", what="decision", record=made, reference=made.reference)
    return made


@transaction.atomic
def dissent(*, by: Viewer, decision: Decision, invitation: Invitation, because: str) -> Dissent:
    """Record that somebody does not agree with a decision and why: oneself, or written down for them. It stays."""
    part_taken_by(by, decision.part.gathering, invitation)
    refuse(needed(because=(because, "Say why.")))
    made = Dissent.objects.create(
        case_file_id=decision.case_file_id, decision=decision, invitation=invitation, because=because.strip(),
        dissented_at=timezone.now(), recorded_by_id=by.holding,
    )  # fmt: skip
    tell(by=by, verb="dissented", what="decision", record=decision, reference=decision.reference, fields=("dissents",))
    return made


@transaction.atomic
def write_view(*, by: Viewer, part: Part, invitation: Invitation, text: str) -> WrittenView:
    """Keep what somebody says in writing about a part: an absent member's view, a parent's own words (WT-CPP-12)."""
    part_taken_by(by, part.gathering, invitation)
    refuse(needed(text=(text, "Write what they say.")))
    made = WrittenView.objects.create(
        case_file_id=part.case_file_id, part=part, invitation=invitation, text=text.strip(), written_at=timezone.now(),
        recorded_by_id=by.holding,
    )  # fmt: skip
    tell(by=by, verb="kept a written view", what="part", record=part, reference=part.reference, fields=("views",))
    return made


@transaction.atomic
def agree_action(
    *, by: Viewer, part: Part, what: str, owner: Invitation | None, due_on: datetime.date | None
) -> Action:
    """Record who does what by when (WT-STR-08); the owner is told. Raises PermissionDenied, CannotMove."""
    held_by(by, part.gathering)
    missing = [*_sits(part), *needed(what=(what, "Write what is to be done."))]
    if owner is None:
        missing.append(Missing("Choose who does it: an action without an owner is nobody's.", "#id_owner"))
    if due_on is None:
        missing.append(Missing("Enter by when.", "#id_due_on"))
    elif due_on < _day_of(part):
        missing.append(Missing("An action cannot be due before the meeting that agrees it.", "#id_due_on"))
    if missing or owner is None or due_on is None:
        raise CannotMove(missing)
    made = Action.objects.create(
        case_file_id=part.case_file_id, reference=new_reference("GN"), part=part, what=what.strip(), owner=owner,
        due_on=due_on, agreed_at=timezone.now(), recorded_by_id=by.holding,
    )  # fmt: skip
    tell(by=by, verb="agreed an action", what="action", record=made, reference=made.reference)
    if owner.appointment_id != by.appointment_id:
        tell_one(
            by=by, gathering=part.gathering, appointment_id=owner.appointment_id, email="", template="action agreed"
        )
    return made


def _day_of(part: Part) -> datetime.date:
    """The day of the meeting a part belongs to."""
    return timezone.localdate(part.gathering.began_at or part.gathering.starts_at)


@transaction.atomic
def act_on(
    *, by: Viewer, action: Action, what: str, note: str, due_on: datetime.date | None = None, version: int | None = None
) -> None:
    """Say that an action is `done`, is to be done `later` (with a day), or is `dropped`; always with words for it.

    Its owner may, and whoever runs the meeting. Raises PermissionDenied, CannotMove, Overtaken.
    """
    part_taken_by(by, action.part.gathering, action.owner)
    held = Action.objects.select_for_update(of=("self",)).get(pk=action.pk)
    if version is not None and held.version != version:
        raise Overtaken
    if held.outcome:
        refuse([Missing("This action is closed already.")])
    missing = needed(note=(note, "Say what was done, or why not."))
    if what not in (DONE, LATER, DROPPED):
        missing.append(Missing("Choose what became of it.", "#id_what"))
    if what == LATER and due_on is None:
        missing.append(Missing("Enter the new day.", "#id_due_on"))
    if what == DROPPED and not may_hold(by, action.part.gathering):
        missing.append(
            Missing("Only those who run the meeting may drop what it agreed. Ask for a later day.", "#id_what")
        )
    refuse(missing)
    now = timezone.now()
    ActionStep.objects.create(
        case_file_id=held.case_file_id, action=held, what=what, note=note.strip(), was_due_on=held.due_on,
        due_on=due_on if what == LATER else None, taken_at=now, taken_by_id=by.holding,
    )  # fmt: skip
    if what == LATER and due_on is not None:
        held.due_on = due_on
    else:
        held.outcome, held.closed_at = what, now
    held.version += 1
    held.save(update_fields=["due_on", "outcome", "closed_at", "version"])
    tell(by=by, verb="acted on an action", what="action", record=held, reference=held.reference, fields=("outcome",))
    action.refresh_from_db()


@transaction.atomic
def settle_notes(*, by: Viewer, part: Part, choices: Mapping[str, str]) -> Saved:
    """Choose between two versions of what was noted; both stay among the kept versions."""
    return choose(by=by, record=take_notes(by=by, part=part), choices=choices)
