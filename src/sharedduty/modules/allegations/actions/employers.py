"""Keeping the register of contacts at employers."""

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from sharedduty.foundations.access.api import Viewer, open_file
from sharedduty.foundations.journal.api import record_change
from sharedduty.foundations.process.api import CannotMove, Given, kept, required
from sharedduty.modules.allegations.models import EmployerContact
from sharedduty.modules.allegations.rules.managing import policy_whole

WRITTEN = ("organisation", "sector", "contact", "reach", "policy", "policy_time", "policy_support", "policy_where")


@transaction.atomic
def add_contact(*, by: Viewer, given: Given) -> EmployerContact:
    """Add a contact at an employer, and what its policy says (WT-LADO-07, WT-LADO-09).

    Raises PermissionDenied; CannotMove with what is missing.
    """
    by.must("allegation_employers")
    if by.area_id is None or by.team_id is None:
        raise PermissionDenied
    missing = required(
        given, organisation="Write the employer or organisation.", sector="Choose the kind of organisation.",
        contact="Say who the contact is.", reach="Say how they are reached.", policy="Say what about its policy.",
    )  # fmt: skip
    if missing := missing + policy_whole(given):
        raise CannotMove(missing)
    file = open_file(by=by, kind="allegation_employer", area_id=by.area_id, team_id=by.team_id, letter="LE")
    made = EmployerContact.objects.create(
        case_file=file, reference=file.reference, area_id=by.area_id, recorded_at=timezone.now(), recorded_by_id=by.holding,
        **kept(given, *WRITTEN),
    )  # fmt: skip
    record_change(
        by=by, verb="added a contact", object_type="employer contact", object_ref=made.reference, file=file.pk,
        fields=list(WRITTEN),
    )  # fmt: skip
    return made


@transaction.atomic
def end_contact(*, by: Viewer, contact: EmployerContact) -> None:
    """Say that somebody is the contact no more; the row stays. Raises PermissionDenied."""
    by.must("allegation_employers")
    EmployerContact.objects.filter(pk=contact.pk, ended_at__isnull=True).update(ended_at=timezone.now())
    record_change(
        by=by, verb="ended a contact", object_type="employer contact", object_ref=contact.reference,
        file=contact.case_file_id, fields=["ended_at"],
    )  # fmt: skip
