"""The birth of a child who came to child protection before it."""

from django.db import transaction

from sharedduty.foundations.access.api import Viewer
from sharedduty.modules.assessment import api as assessment
from sharedduty.modules.child_protection.actions.planning import count_from_birth
from sharedduty.modules.child_protection.actions.steps import Given, held, permitted, said, step
from sharedduty.modules.child_protection.models import ProtectionRecord
from sharedduty.modules.child_protection.process import ON_PLAN
from sharedduty.modules.child_protection.queries.births import birth_elsewhere, still_unborn
from sharedduty.modules.front_door import api as front_door


@transaction.atomic
def record_birth(*, by: Viewer, record: ProtectionRecord, given: Given, version: int | None = None) -> None:
    """Record that the child is born, on this record and on every other one in sight about the same unborn child.

    Takes: `given_names`, `family_name`, `birth_on`, `birth_time` where known, `place`, `told_by`, `see_by_on`. What follows
    from it is typed once: the child's own record, the assessment the enquiries rest on, by when a child with a plan is seen,
    and whatever a pack counts from the birth. Raises PermissionDenied, CannotMove, Overtaken.
    """
    permitted(by)
    first = held(record, version)
    known = birth_elsewhere(by, first)
    for one in [first, *still_unborn(by, first)]:
        _born(by, one, {**given, "on_record": known})
    assessment.birth_told(by=by, reference=first.assessment, given=given)
    front_door.tell_of_birth(
        by=by, person_id=first.person_id, file=first.case_file, birth_on=given["birth_on"],
        **said(given, "given_names", "family_name"),
    )  # fmt: skip


def _born(by: Viewer, record: ProtectionRecord, given: Given) -> None:
    """The birth on one record: the step, its history, and what runs on the child's plans."""
    name = " ".join(said(given, "given_names", "family_name").values()).strip()
    words = {}
    if given.get("birth_on") and given.get("see_by_on"):
        told = said(given, "told_by")["told_by"]
        words = {"reasons": assessment.birth_words(given, record.child_name), "asked_by": f"Told by {told}"}
    step(by, record, "record_birth", {**given, **words},
         {"unborn": False, "birth_on": given.get("birth_on"), "child_name": name})  # fmt: skip
    for plan in record.plans.select_for_update(of=("self",)).filter(stage__in=ON_PLAN).order_by("pk"):
        plan.visit_by_on = given["see_by_on"]
        plan.save(update_fields=["visit_by_on"])
        count_from_birth(by, plan, given["birth_on"])
