"""What every step of an assessment does alike: compare the version read, take the step, keep what it records."""

from typing import Any

from django.utils import timezone

from sharedduty.foundations.access.api import CaseFile, Viewer
from sharedduty.foundations.people.api import exclude_subjects
from sharedduty.foundations.people.models import Person
from sharedduty.foundations.process.api import Given, Overtaken, Stage, move
from sharedduty.modules.assessment.models import Assessment, Reason
from sharedduty.modules.assessment.process import PROCESS


def step(
    by: Viewer, held: Assessment, verb: str, given: Given | None = None, *, version: int | None = None,
    sets: Given | None = None,
) -> Stage:  # fmt: skip
    """Take one step of the process, and keep its reason with it.

    Raises PermissionDenied; CannotMove; Overtaken, also where it moved on since `version`.
    """
    if version is not None and held.version != version:
        raise Overtaken
    facts = {"by": by.appointment_id, **(given or {})}
    reason = str(facts.get("reason") or "").strip()
    reached = move(by=by, process=PROCESS, record=held, verb=verb, given=facts, sets=sets, reason=reason)
    if reason:
        Reason.objects.create(**recorded(by, held), verb=verb, text=reason)
    return reached


def recorded(by: Viewer, held: Assessment) -> dict[str, Any]:
    """What every row of an assessment's file has: its file, its assessment, when and by whom it was written."""
    return {
        "case_file_id": held.case_file_id, "assessment": held, "recorded_at": timezone.now(), "recorded_by_id": by.holding,
    }  # fmt: skip


def shut_out_family(by: Viewer, held: Assessment, file: CaseFile) -> None:
    """Shut out of a file about this child whoever of the child and the household signs in here, and their line (C5).

    Of people whose own record the viewer reaches: of others it is not known here that they sign in.
    """
    adults = held.adults.exclude(person=None).values_list("person_id", flat=True)
    named = [one for one in (held.person_id, *adults) if one]
    exclude_subjects(by=by, file=file, people=Person.objects.filter(pk__in=named))
