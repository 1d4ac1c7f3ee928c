"""Keeping what shows that a designated officer is qualified."""

from django.db import transaction
from django.utils import timezone

from sharedduty.foundations.access.api import Viewer, open_file
from sharedduty.foundations.journal.api import record_change
from sharedduty.foundations.process.api import CannotMove, Given, Missing, kept, passed, required
from sharedduty.modules.allegations.models import OfficerStanding
from sharedduty.modules.allegations.queries import officers

WRITTEN = ("way", "shown_by", "experience", "seen_on")


@transaction.atomic
def say_standing(*, by: Viewer, given: Given) -> OfficerStanding:
    """Write down whether a designated officer is a qualified social worker or held such a post before (WT2018 ch2 ¶5).

    Neither is kept too, with why: a gap is shown, not hidden. Raises PermissionDenied; CannotMove with what is missing.
    """
    by.must("officers_keep")
    asked = str(given.get("officer") or "")
    row = next((one for one in officers.today(by) if one.holder.account.email == asked), None)
    missing = required(given, way="Choose what they are.", shown_by="Say what shows it, or why they hold the post.")
    if row is None:
        missing.insert(0, Missing("Choose the designated officer.", "#id_officer"))
    if not given.get("seen_on"):
        missing.append(Missing("Enter when it was seen.", "#id_seen_on"))
    missing += passed(given, "seen_on")
    if missing or row is None:
        raise CannotMove(missing)
    earlier = OfficerStanding.objects.select_related("case_file").filter(officer=row.holder).first()
    file = earlier.case_file if earlier else open_file(
        by=by, kind="designated_officer", area_id=by.area_id or 0, team_id=by.team_id, letter="LO",
    )  # fmt: skip
    made = OfficerStanding.objects.create(
        case_file=file,
        officer=row.holder,
        recorded_at=timezone.now(),
        recorded_by_id=by.holding,
        **kept(given, *WRITTEN),
    )
    record_change(
        by=by,
        verb="recorded",
        object_type="designated officer",
        object_ref=file.reference,
        file=file.pk,
        fields=list(WRITTEN),
    )
    return made
