"""Beginning: an assessment from a hand-over, work added to one that is open, and who leads it."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from sharedduty.foundations.access.api import Appointment, CaseFile, Viewer, open_file
from sharedduty.foundations.forms.api import start_form
from sharedduty.foundations.journal.api import record_change
from sharedduty.foundations.plain.words import child_called
from sharedduty.foundations.process.api import CannotMove, Given, Handover, Missing, begin, start_clock, take_up
from sharedduty.modules.assessment.actions.beside import add_specialist, join_enquiry
from sharedduty.modules.assessment.actions.steps import shut_out_family, step
from sharedduty.modules.assessment.models import Assessment
from sharedduty.modules.assessment.process import BEFORE_THE_END, PROCESS
from sharedduty.modules.assessment.queries.choices import SPECIALIST, written_form
from sharedduty.modules.assessment.queries.reading import CLOCK, PREFIX, by_reference, of_child
from sharedduty.modules.assessment.rules.leading import lacks_to_lead


@dataclass(frozen=True)
class Child:
    """The child to be assessed, as known now; `referred_at` is the point of referral, from which the limit counts."""

    given_names: str
    family_name: str
    referred_at: datetime.datetime
    unborn: bool = False
    birth_on: datetime.date | None = None
    expected_on: datetime.date | None = None
    person_id: int | None = None
    contact: str = ""
    child_reference: str = ""

    def __str__(self) -> str:
        return child_called(self.given_names, self.family_name, unborn=self.unborn)


@transaction.atomic
def open_assessment(
    *, by: Viewer, child: Child, kind: str, question: str, handover: str = "", out_of: Iterable[int] = ()
) -> Assessment:
    """Open one child's assessment in the viewer's team, led by the viewer, its clock running from the point of referral.

    Takes: `handover`, the reference of what it takes up; `out_of`, the files whose exclusions it takes over.
    Raises PermissionDenied; CannotMove where the kind or the question is missing, or the viewer may not lead it.
    """
    by.must("assessment_work")
    if by.area_id is None or by.team_id is None:
        raise PermissionDenied
    missing = [] if kind in Assessment.Kind.values else [Missing("Choose the kind of assessment.", "#id_kind")]
    missing += lacks_to_lead(by.role, timezone.localdate(child.referred_at))
    missing += [] if question.strip() else [Missing("Write what is to be found out, and why now.", "#id_question")]
    if missing:
        raise CannotMove(missing)
    file = open_file(by=by, kind="assessment", area_id=by.area_id, team_id=by.team_id, letter=PREFIX, out_of=out_of)
    now = timezone.now()
    pack, made = written_form(timezone.localdate(child.referred_at))
    held = Assessment.objects.create(
        case_file=file, reference=file.reference, kind=kind, area_id=by.area_id, team_id=by.team_id, lead_id=by.holding,
        contact=child.contact, child_reference=child.child_reference, handover=handover, person_id=child.person_id,
        given_names=child.given_names, family_name=child.family_name, unborn=child.unborn, birth_on=child.birth_on,
        expected_on=child.expected_on, question=question.strip(), referred_at=child.referred_at, opened_at=now,
        form=start_form(by=by, file=file, form=made.id, pack=pack),
    )  # fmt: skip
    begin(by=by, process=PROCESS, record=held, event="assessment opened")
    start_clock(
        by=by, file=file, record=held.reference, key=CLOCK, at=child.referred_at, title="Conclude the assessment",
        team_id=by.team_id,
    )  # fmt: skip
    record_change(by=by, verb="opened an assessment", object_type="assessment", object_ref=held.reference, file=file.pk)
    shut_out_family(by, held, file)
    if kind in SPECIALIST:
        add_specialist(by=by, held=held, given={"kind": kind, "because": "belief"})
    return held


@transaction.atomic
def open_for_enquiry(
    *, by: Viewer, child: Child, enquiry: str, question: str, asked_by: str = "", after: str = ""
) -> Assessment:
    """Start the assessment by which section 47 enquiries are made, or continue the one open for the child (WT-S47-01).

    Takes: the child, and the record of the enquiries by reference; `asked_by`, the assessment that asked for the strategy
    discussion, where there is one; `after`, the earlier enquiries that the open assessment carried out and that are over.
    A child has one assessment: where one is open, it is that one. Raises PermissionDenied; CannotMove where the question is
    missing or it carries out another enquiry.
    """
    asking = by_reference(by, asked_by) if asked_by else None
    standing = of_child(by, child_reference=child.child_reference, person_id=child.person_id)
    found = [one for one in (asking, *standing) if one is not None and one.stage in BEFORE_THE_END]
    held = found[0] if found else open_assessment(
        by=by, child=child, kind="section17", question=question,
        out_of=CaseFile.objects.filter(reference=enquiry).values_list("pk", flat=True),
    )  # fmt: skip
    join_enquiry(by=by, held=held, enquiry=enquiry, after=after)
    return held


def _owned(by: Viewer, handover: Handover) -> Handover:
    """The hand-over, locked, where it is the viewer's to take up. Raises PermissionDenied, CannotMove."""
    held = Handover.objects.select_for_update(of=("self",)).get(pk=handover.pk)
    if held.owner_team_id != by.team_id and (held.owner_post_id is None or held.owner_post_id != by.post_id):
        raise PermissionDenied
    if held.closed_at:
        raise CannotMove([Missing("This work was taken up before.")])
    return held


@transaction.atomic
def open_from_handover(*, by: Viewer, handover: Handover, child: Child, kind: str, question: str) -> Assessment:
    """Take a hand-over up in a new assessment; each can be found from the other. Raises PermissionDenied, CannotMove."""
    by.must("assessment_work")
    locked = _owned(by, handover)
    held = open_assessment(
        by=by, child=child, kind=kind, question=question, handover=locked.reference, out_of=[locked.case_file_id]
    )
    take_up(by=by, handover=locked, led_to=held.reference, outcome=f"Assessment {held.reference} was opened.")
    return held


@transaction.atomic
def add_to_open(*, by: Viewer, handover: Handover, held: Assessment) -> None:
    """Take a hand-over up in an assessment that is open for the child: one process and one plan (WT-ASM-05).

    Raises PermissionDenied, CannotMove.
    """
    by.must("assessment_work")
    locked = _owned(by, handover)
    if PROCESS.stage(held.stage).ends:
        raise CannotMove([Missing("That assessment has ended.")])
    take_up(by=by, handover=locked, led_to=held.reference, outcome=f"Added to assessment {held.reference}.")
    record_change(
        by=by, verb=f"took up a hand-over: {locked.start}", object_type="assessment", object_ref=held.reference,
        file=held.case_file_id,
    )  # fmt: skip


@transaction.atomic
def change_lead(
    *, by: Viewer, held: Assessment, to: Appointment | None, given: Given, version: int | None = None
) -> None:
    """Give an assessment to another worker of the team. Raises PermissionDenied, CannotMove, Overtaken."""
    sets: dict[str, Any] = {"lead_id": to.pk} if to else {}
    step(by, held, "change_lead", {**given, "to": to}, version=version, sets=sets)
