"""What is noted beside the plan: advice taken, the child's circumstances, an education, health and care plan."""

import datetime

from django.db import transaction
from django.utils import timezone

from sharedduty.foundations.access.api import Viewer
from sharedduty.foundations.plain.references import new_reference
from sharedduty.foundations.process.api import CannotMove, Missing
from sharedduty.modules.early_help.actions.steps import part_of, post_of, run_by, tell
from sharedduty.modules.early_help.models import Advice, Circumstance, HealthCarePlan, Plan
from sharedduty.modules.early_help.rules import needed


@transaction.atomic
def take_advice(
    *, by: Viewer, plan: Plan, source: str, asked: str, advice: str, taken_on: datetime.date | None
) -> Advice:
    """Keep advice somebody of the plan took, with what was asked and whom to involve (GL-EH-18, GL-EH-21; WT-EH-11).

    Raises PermissionDenied; CannotMove with what is missing.
    """
    held = part_of(by, plan)
    missing = needed({"asked": asked}, "asked", "Write what you asked.")
    missing += needed({"advice": advice}, "advice", "Write what they advised, and whom to involve.")
    if source not in Advice.Source.values:
        missing.append(Missing("Choose whom you asked.", "#id_source"))
    day = _past(missing, taken_on, "taken_on", "Enter the day you asked.")
    made = Advice.objects.create(
        case_file_id=held.case_file_id, plan=held, source=source, asked=asked.strip(), advice=advice.strip(), taken_on=day,
        recorded_at=timezone.now(), recorded_by_id=post_of(by),
    )  # fmt: skip
    tell(by, held, "kept advice", ("advice",))
    return made


@transaction.atomic
def note_circumstance(
    *, by: Viewer, plan: Plan, kind: str, since: datetime.date | None, note: str = ""
) -> Circumstance:
    """Note one of the eleven circumstances with the day it began; private fostering may be still to come (WT-EH-05, -06).

    Raises PermissionDenied; CannotMove with what is missing, or for one that stands already.
    """
    held = part_of(by, plan)
    missing = [] if kind in Circumstance.Kind.values else [Missing("Choose what applies.", "#id_kind")]
    if held.circumstances.filter(kind=kind, applies_until__isnull=True).exists():
        missing.append(Missing("This is noted already.", "#id_kind"))
    if kind == Circumstance.Kind.FOSTERED and since is not None and not missing:
        day = since
    else:
        day = _past(missing, since, "since", "Enter since when, as far as it is known.")
    made = Circumstance.objects.create(
        case_file_id=held.case_file_id, reference=new_reference("EC"), plan=held, kind=kind, applies_from=day, note=note.strip(),
        recorded_at=timezone.now(), recorded_by_id=post_of(by),
    )  # fmt: skip
    tell(by, held, "noted a circumstance", ("circumstances",))
    return made


@transaction.atomic
def end_circumstance(*, by: Viewer, circumstance: Circumstance, until: datetime.date | None, ended_note: str) -> None:
    """Say that a circumstance no longer applies, since when and what shows it. Raises PermissionDenied; CannotMove."""
    held = part_of(by, circumstance.plan)
    locked = Circumstance.objects.select_for_update().get(pk=circumstance.pk)
    missing = needed({"ended_note": ended_note}, "ended_note", "Say what shows it.")
    if locked.applies_until is not None:
        missing.append(Missing("This has ended already."))
    if until is not None and until < locked.applies_from:
        missing.append(Missing("It cannot end before it began.", "#id_until"))
    locked.applies_until = _past(missing, until, "until", "Enter since when it no longer applies.")
    locked.ended_note = ended_note.strip()
    locked.save(update_fields=["applies_until", "ended_note"])
    tell(by, held, "ended a circumstance", ("circumstances",))


@transaction.atomic
def note_health_care_plan(
    *, by: Viewer, plan: Plan, state: str, happened_on: datetime.date | None, because: str
) -> HealthCarePlan:
    """Keep a step towards an education, health and care plan, or why none is asked for (GL-EH-20; GL-TH-17).

    The panel decides, after a statutory assessment; nothing here does. Raises PermissionDenied; CannotMove.
    """
    held = run_by(by, plan)
    missing = needed({"because": because}, "because", "Say why, or what was decided.")
    if state not in HealthCarePlan.State.values:
        missing.append(Missing("Choose where it stands.", "#id_state"))
    day = _past(missing, happened_on, "happened_on", "Enter the day.")
    made = HealthCarePlan.objects.create(
        case_file_id=held.case_file_id, plan=held, state=state, happened_on=day, because=because.strip(),
        recorded_at=timezone.now(), recorded_by_id=post_of(by),
    )  # fmt: skip
    tell(by, held, "noted an education, health and care plan", ("health_care_plans",))
    return made


def _past(missing: list[Missing], day: datetime.date | None, name: str, words: str) -> datetime.date:
    """The day, which is not in the future. Raises CannotMove with everything that is missing."""
    if day is None:
        missing = [*missing, Missing(words, f"#id_{name}")]
    elif day > timezone.localdate():
        missing = [*missing, Missing("This day lies in the future.", f"#id_{name}")]
    if missing or day is None:
        raise CannotMove(missing)
    return day
