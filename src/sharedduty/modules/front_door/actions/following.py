"""What a sender does after sending: tell more, say that consent changed, ask to withdraw, confirm a call in writing."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils import timezone

from sharedduty.foundations.access.api import Viewer
from sharedduty.foundations.forms.api import FormRecord, keep_submitted, submit
from sharedduty.foundations.journal.api import record_change
from sharedduty.foundations.notices.api import queue_notice
from sharedduty.foundations.papers.api import move_papers
from sharedduty.foundations.plain.references import NotAReference, normalise_reference
from sharedduty.foundations.process.api import CannotMove, Missing, meet
from sharedduty.modules.front_door.actions.receive import WRITTEN, Receipt, receipt_of
from sharedduty.modules.front_door.models import Contact, SenderMessage

LONGEST = 20_000


@transaction.atomic
def tell_more(*, by: Viewer, contact: Contact, kind: str, text: str) -> SenderMessage:
    """Keep what the sender adds to a concern; whoever has it in hand is told there is something to see (GL-CN-13).

    Nothing is withdrawn by this: the front door decides. Raises CannotMove for an unknown kind, no words or too many.
    Journalled.
    """
    missing = []
    if kind not in SenderMessage.Kind.values:
        missing.append(Missing("Say what it is about", "#id_kind"))
    if not text.strip():
        missing.append(Missing("Write what you want the front door to know", "#id_text"))
    if len(text) > LONGEST:
        missing.append(Missing(f"Write {LONGEST:,} characters or fewer, or telephone", "#id_text"))
    if missing:
        raise CannotMove(missing)
    message = SenderMessage.objects.create(
        case_file_id=contact.case_file_id, contact=contact, kind=kind, text=text.strip(), at=timezone.now()
    )
    record_change(
        by=by, verb="told the front door more", object_type="contact", object_ref=contact.reference,
        file=contact.case_file_id, fields=[kind],
    )  # fmt: skip
    if contact.claimed_by_id:
        queue_notice(
            by=by, file=contact.case_file, record=contact.reference, template="sender wrote again",
            to_appointment_id=contact.claimed_by_id,
        )  # fmt: skip
    return message


def awaited(by: Viewer, facts: Mapping[str, Any]) -> Contact | None:
    """The viewer's own telephone concern that this form says it confirms in writing, while that is still waited for."""
    try:
        reference = normalise_reference(str(facts.get("rang_reference") or ""), prefix="C")
    except NotAReference:
        return None
    if by.kind != "account" or not by.appointment_id:
        return None
    return (
        Contact.objects.select_related("case_file")
        .filter(
            reference=reference, source=Contact.Source.TELEPHONE, referrer_id=by.appointment_id,
            written_received_at__isnull=True,
        )
        .first()
    )  # fmt: skip


@transaction.atomic
def confirm_in_writing(*, by: Viewer, record: FormRecord, contact: Contact) -> Receipt:
    """Put a written form with the telephone concern it confirms, and meet the clock of 48 hours (GL-FD-03).

    It is one concern, so no second one is made: the answers and files go into its file. Raises FormNotReady,
    AlreadySubmitted. Journalled.
    """
    submit(by=by, record=record)
    file = contact.case_file
    kept = keep_submitted(by=by, file=file, form=record.form, pack=record.pack, answers=record.answers)
    move_papers(by=by, record=record.reference, to_file=file, to_record=kept.reference)
    now = timezone.now()
    Contact.objects.filter(pk=contact.pk, written_received_at__isnull=True).update(written_received_at=now)
    contact.written_received_at = now
    meet(by=by, record=contact.reference, key=WRITTEN, at=now)
    record_change(
        by=by, verb="confirmed in writing", object_type="contact", object_ref=contact.reference, file=file.pk,
        fields=["written_received_at", "form"],
    )  # fmt: skip
    return receipt_of(by, contact)
