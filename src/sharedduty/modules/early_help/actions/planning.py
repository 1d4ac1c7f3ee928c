"""What the plan says: outcomes, actions and how far they are; the child's and the family's own words."""

import datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from sharedduty.foundations.access.api import Viewer
from sharedduty.foundations.guidance.api import help_kinds
from sharedduty.foundations.plain.references import new_reference
from sharedduty.foundations.process.api import CannotMove, Missing
from sharedduty.modules.early_help.actions.steps import (
    notify,
    of_the_plan,
    part_of,
    post_of,
    refuse,
    run_by,
    runs,
    tell,
)
from sharedduty.modules.early_help.models import Member, Outcome, Plan, PlanAction, Progress, Said
from sharedduty.modules.early_help.rules import ahead, consent_stands, needed

PROGRESS = {"open": "Still going on", "done": "Done", "stopped": "Stopped: it does not work, or is not needed"}
NO_SUCH_KIND = Missing("Choose a kind of help from the list.", "#id_help_kind")
SETTLED = {"met": "It came about", "dropped": "It is no longer wanted"}


@transaction.atomic
def set_outcome(*, by: Viewer, plan: Plan, text: str) -> Outcome:
    """Write down one outcome: what will be different for the child. Raises PermissionDenied; CannotMove."""
    held = run_by(by, plan)
    refuse(consent_stands(held, {}) + needed({"text": text}, "text", "Write what will be different for the child."))
    made = Outcome.objects.create(
        case_file_id=held.case_file_id, reference=new_reference("EO"), plan=held, text=text.strip(), set_at=timezone.now(),
        recorded_by_id=post_of(by),
    )  # fmt: skip
    tell(by, held, "set an outcome", ("outcomes",))
    return made


@transaction.atomic
def settle_outcome(*, by: Viewer, outcome: Outcome, state: str, note: str) -> None:
    """Say that an outcome came about, or is no longer wanted, with the evidence. Raises PermissionDenied; CannotMove."""
    held = run_by(by, outcome.plan)
    missing = needed({"note": note}, "note", "Say what shows it.")
    if state not in SETTLED:
        missing.append(Missing("Choose what became of it.", "#id_state"))
    refuse(missing)
    Outcome.objects.filter(pk=outcome.pk).update(state=state, state_note=note.strip(), settled_at=timezone.now())
    tell(by, held, "settled an outcome", ("outcomes",), note)


def action_lacks(plan: Plan, what: str, kind: str, owner: Member | None, due_on: datetime.date | None) -> list[Missing]:
    """What an action still needs: consent, words, its kind, somebody who does it, and a day to come (GL-EH-04, GL-EH-07)."""
    missing = consent_stands(plan, {}) + needed({"what": what}, "what", "Write what is to be done.")
    if kind not in PlanAction.Kind.values:
        missing.append(Missing("Choose what kind of action it is.", "#id_kind"))
    missing += ahead({"due_on": due_on}, "due_on", "Enter by when.")
    if owner is None:
        missing.append(Missing("Choose who does it: an action without an owner is nobody's.", "#id_owner"))
    return missing


@transaction.atomic
def agree_action(
    *,
    by: Viewer,
    outcome: Outcome,
    what: str,
    kind: str,
    owner: Member | None,
    due_on: datetime.date | None,
    help_kind: str = "",
    **of_help: str,
) -> PlanAction:
    """Agree who does what by when for an outcome (GL-EH-04, GL-EH-07), and what kind of help it is (WT-EH-15).

    `of_help` are the fields of a service chosen from the area's list, checked by `helping`. Raises PermissionDenied;
    CannotMove.
    """
    held = run_by(by, outcome.plan)
    missing = [] if not help_kind or help_kind in help_kinds(held.area.local_pack) else [NO_SUCH_KIND]
    missing += action_lacks(held, what, kind, owner, due_on)
    if missing or due_on is None:
        raise CannotMove(missing)
    made = PlanAction.objects.create(
        case_file_id=held.case_file_id, reference=new_reference("EA"), plan=held, outcome=outcome, what=what.strip(),
        kind=kind, owner=of_the_plan(held, owner, "owner"), due_on=due_on, agreed_at=timezone.now(),
        recorded_by_id=post_of(by), help_kind=help_kind, **of_help,
    )  # fmt: skip
    tell(by, held, "agreed an action", ("actions",))
    notify(by, held, made.owner, "action agreed")
    return made


@transaction.atomic
def tell_progress(
    *, by: Viewer, action: PlanAction, state: str, note: str, due_on: datetime.date | None = None, effect: str = ""
) -> Progress:
    """Say how far an action is: by its owner, or by whoever runs the plan. What was due before stays on record.

    Done or stopped, it says what it did for the child, even where it was for a parent (WT-EH-16).

    Raises PermissionDenied; CannotMove without words, for a settled action, or for a later day that is not ahead.
    """
    held = part_of(by, action.plan)
    locked = PlanAction.objects.select_for_update(of=("self",)).select_related("owner").get(pk=action.pk)
    if not (runs(by, held) or (by.appointment_id and locked.owner.appointment_id == by.appointment_id)):
        raise PermissionDenied
    missing = needed({"note": note}, "note", "Say how far it is, or why it stopped.")
    if state not in PROGRESS:
        missing.append(Missing("Choose how far it is.", "#id_state"))
    elif state != "open" and effect not in Progress.Effect.values:
        missing.append(Missing("Say what it did for the child.", "#id_effect"))
    if locked.state != "open":
        missing.append(Missing("What became of this action is on record already."))
    if due_on is not None:
        missing += ahead({"due_on": due_on}, "due_on", "")
    refuse(missing)
    now = timezone.now()
    made = Progress.objects.create(
        case_file_id=held.case_file_id, action=locked, state=state, note=note.strip(), effect=effect, was_due_on=locked.due_on,
        due_on=due_on or locked.due_on, told_at=now, told_by_id=post_of(by),
    )  # fmt: skip
    locked.state, locked.due_on, locked.settled_at = state, made.due_on, None if state == "open" else now
    locked.save(update_fields=["state", "due_on", "settled_at"])
    tell(by, held, "told how far an action is", ("actions",))
    return made


@transaction.atomic
def write_words(
    *, by: Viewer, plan: Plan, capacity: str, words: str, said_on: datetime.date | None, who: str = "", how: str = ""
) -> Said:
    """Keep the child's or family's own words, by anybody of the plan (GL-EH-02, GL-EH-16). Raises as the others do."""
    held = part_of(by, plan)
    missing = needed({"words": words}, "words", "Write what they said, in their words.")
    if capacity not in ("child", "parent", "supporter"):
        missing.append(Missing("Choose whose words they are.", "#id_capacity"))
    if said_on is None or said_on > timezone.localdate():
        missing.append(Missing("Enter the day it was said; it lies in the past.", "#id_said_on"))
    if missing or said_on is None:
        raise CannotMove(missing)
    made = Said.objects.create(
        case_file_id=held.case_file_id, plan=held, capacity=capacity, who=who.strip(), words=words.strip(), how=how.strip(),
        said_on=said_on, recorded_at=timezone.now(), recorded_by_id=post_of(by),
    )  # fmt: skip
    tell(by, held, "wrote down what was said", ("words",))
    return made
