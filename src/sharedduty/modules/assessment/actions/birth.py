"""The birth of a child whose assessment began before it."""

from django.db import transaction

from sharedduty.foundations.access.api import Viewer
from sharedduty.foundations.process.api import Given, kept
from sharedduty.modules.assessment.actions.steps import step
from sharedduty.modules.assessment.models import Assessment
from sharedduty.modules.assessment.process import LIVE
from sharedduty.modules.assessment.queries.reading import by_reference
from sharedduty.modules.assessment.rules.birth import birth_words
from sharedduty.modules.front_door import api as front_door


@transaction.atomic
def record_birth(*, by: Viewer, held: Assessment, given: Given, version: int | None = None) -> None:
    """Record that the child is born: from now on the child has to be seen, and the days to the 18th birthday are known.

    Takes: `given_names`, `family_name`, `birth_on`, `birth_time` where known, `place`, `told_by`, `see_by_on`. The child's
    own record is corrected too, or the front door asked to correct it. Raises as `step` does.
    """
    facts = {**given, "on_record": front_door.birth_on_record(by, held.person_id)}
    names = kept(given, "given_names", "family_name")
    before = str(held) if held.given_names or held.family_name else "an unborn child"
    whole = given.get("birth_on") and given.get("see_by_on")
    why = f"{birth_words(given, before)} Told by {given['told_by']}." if whole else ""
    sets = {"unborn": False, "birth_on": given.get("birth_on"), "see_child_by_on": given.get("see_by_on"), **names}
    step(by, held, "record_birth", {**facts, "reason": why}, version=version, sets=sets)
    front_door.tell_of_birth(
        by=by, person_id=held.person_id, file=held.case_file, birth_on=given["birth_on"], **names,
    )  # fmt: skip


def birth_told(*, by: Viewer, reference: str, given: Given) -> bool:
    """Record on the assessment with this reference a birth that a higher room recorded, so that nobody types it again.

    Gives whether it was: not where it is out of sight, has ended, or says so already. Raises as `record_birth` does.
    """
    held = by_reference(by, reference) if reference else None
    if held is None or not held.unborn or held.stage not in LIVE:
        return False
    record_birth(by=by, held=held, given=given)
    return True
