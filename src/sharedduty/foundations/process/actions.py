"""Naming the officer who carries a case (GL-SU-01)."""

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from sharedduty.foundations.access.api import CaseFile, Viewer
from sharedduty.foundations.journal.api import record_change
from sharedduty.foundations.notices.api import queue_notice
from sharedduty.foundations.process import officers
from sharedduty.foundations.process.declared import Missing
from sharedduty.foundations.process.engine import CannotMove
from sharedduty.foundations.process.models import CaseOfficer


@transaction.atomic
def name_officer(*, by: Viewer, record: str, officer: str, because: str = "") -> CaseOfficer:
    """Name one of the team that holds a record as the one who carries it; whoever carried it before is relieved.

    Takes: the record's reference, the appointment's, and why where another carried it. Raises PermissionDenied where the
    record is not in sight or not this viewer's to run; CannotMove for somebody of another team, shut out of the file, or the
    one who carries it already, and for a change without its reason.
    """
    move = officers.record_in_sight(by, record)
    if move is None or not by.may(officers.PERMISSION) or by.appointment_id is None:
        raise PermissionDenied
    CaseFile.objects.select_for_update(of=("self",)).get(pk=move.case_file_id)
    chosen = officers.may_carry(by, move).get(officer)
    before = officers.current(record)
    missing = [] if chosen else [Missing("Choose somebody of the team that holds it.", "#id_officer")]
    if chosen and before and before.officer_id == chosen.pk:
        missing.append(Missing(f"{chosen.account.name} carries it already.", "#id_officer"))
    if before and not because.strip():
        missing.append(Missing("Say why it changes hands.", "#id_because"))
    if missing or chosen is None:
        raise CannotMove(missing)
    now = timezone.now()
    if before:
        CaseOfficer.objects.filter(pk=before.pk).update(until=now)
    made = CaseOfficer.objects.create(
        case_file_id=move.case_file_id, record=record, officer=chosen, named_at=now, named_by_id=by.appointment_id,
        because=because.strip(),
    )  # fmt: skip
    record_change(
        by=by, verb="named the case officer", object_type=move.process, object_ref=record, file=move.case_file_id,
        fields=["officer"], reason=because,
    )  # fmt: skip
    if chosen.pk != by.appointment_id:
        queue_notice(
            by=by, file=move.case_file, record=record, template="case officer named", to_appointment_id=chosen.pk
        )
    return made
