"""Departing from what guidance says should be done: allowed with a recorded reason, and listed (WT-GEN-02)."""

from django.db import transaction
from django.utils import timezone

from sharedduty.foundations.access.api import Viewer
from sharedduty.foundations.journal.api import record_change
from sharedduty.foundations.process.api import CannotMove, Missing
from sharedduty.modules.front_door.actions.steps import working_file
from sharedduty.modules.front_door.models import Contact, Departure


@transaction.atomic
def depart_from_guidance(*, by: Viewer, contact: Contact, rule: str, reason: str) -> Departure:
    """Record a departure: which rule, and the exceptional circumstances (WT2018 introduction ¶6; WT-GEN-02).

    Raises PermissionDenied; CannotMove without the rule or the reason. Journalled without its words.
    """
    by.must("contact_work")
    missing = [] if rule.strip() else [Missing("Say what the guidance asks, and in which paragraph.", "#id_rule")]
    missing += [] if reason.strip() else [Missing("Say what the exceptional circumstances are.", "#id_reason")]
    if missing:
        raise CannotMove(missing)
    file = working_file(by, contact)
    made = Departure.objects.create(
        case_file=file, contact=contact, rule=rule.strip(), reason=reason.strip(), at=timezone.now(), by_id=by.holding
    )
    record_change(
        by=by, verb="departed from guidance", object_type="contact", object_ref=contact.reference, file=file.pk,
        fields=["rule", "reason"],
    )  # fmt: skip
    return made
