"""The list of documents that should carry recommendations, and that one was issued again (TRK-11)."""

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from sharedduty.foundations.access.api import Viewer
from sharedduty.foundations.journal.api import record_change
from sharedduty.foundations.plain.references import new_reference
from sharedduty.foundations.process.api import CannotMove, Given, kept, passed, required
from sharedduty.modules.action_plans.models import Document, Reissue
from sharedduty.modules.action_plans.queries.carrying import DOCUMENT_PREFIX


@transaction.atomic
def add_document(*, by: Viewer, given: Given) -> Document:
    """Add a policy, procedure, form or course to the list. Raises PermissionDenied; CannotMove with what is missing."""
    by.must("plan_work")
    if by.area_id is None:
        raise PermissionDenied
    missing = required(
        given, kind="Say what it is.", title="Say what it is called.", owner="Say who owns it: post and body."
    )
    if missing:
        raise CannotMove(missing)
    made = Document.objects.create(
        reference=new_reference(DOCUMENT_PREFIX), area_id=by.area_id, added_at=timezone.now(),
        **kept(given, "kind", "title", "owner"),
    )  # fmt: skip
    record_change(by=by, verb="added a document", object_type="document", object_ref=made.reference)
    return made


@transaction.atomic
def note_reissue(*, by: Viewer, held: Document, given: Given) -> Reissue:
    """Note that it was issued again: whoever keeps each recommendation it should carry is asked whether it does.

    Noted twice for one day it is one. Raises PermissionDenied; CannotMove.
    """
    by.must("plan_work")
    missing = required(given, reissued_on="Enter when it was issued.") + passed(given, "reissued_on")
    if missing:
        raise CannotMove(missing)
    made, new = Reissue.objects.get_or_create(
        document=held, reissued_on=given["reissued_on"], defaults={"noted_at": timezone.now()}
    )
    if new:
        record_change(
            by=by, verb="noted a new issue", object_type="document", object_ref=held.reference, fields=["reissued_on"]
        )
    return made
