"""What every step at the desk does alike: compare the version read, take the step, open the working file."""

from collections.abc import Mapping
from typing import Any

from django.utils import timezone

from sharedduty.foundations.access.api import CaseFile, Viewer, open_file
from sharedduty.foundations.journal.api import record_change
from sharedduty.foundations.notices.api import queue_notice
from sharedduty.foundations.process.api import Overtaken, Stage, move
from sharedduty.modules.front_door.models import Contact, Note
from sharedduty.modules.front_door.process import PROCESS


def as_read(contact: Contact, version: int | None) -> None:
    """Raises Overtaken where the contact moved on since the version the person had before them (quality.md R5)."""
    if version is not None and contact.version != version:
        raise Overtaken


def step(
    by: Viewer, contact: Contact, verb: str, given: Mapping[str, Any] | None = None, reason: str = "",
    sets: Mapping[str, Any] | None = None,
) -> Stage:  # fmt: skip
    """Take one step of the front door's process. Raises PermissionDenied, CannotMove, Overtaken."""
    facts = {"by": by.appointment_id, "reason": reason, **(given or {})}
    return move(by=by, process=PROCESS, record=contact, verb=verb, given=facts, reason=reason, sets=sets)


def working_file(by: Viewer, contact: Contact) -> CaseFile:
    """The contact's working file, opened on first work; no referrer ever has sight of it."""
    if contact.working_file is None:
        contact.working_file = new_working_file(by, contact)
        contact.save(update_fields=["working_file"])
    return contact.working_file


def new_working_file(by: Viewer, contact: Contact) -> CaseFile:
    """A case file for the front door's own work on a contact; the caller keeps it with the contact.

    Where a colleague opened one since the contact was read, it is that one: the contact is held until this is done.
    """
    held = Contact.objects.select_for_update(of=("self",)).get(pk=contact.pk)
    return held.working_file or open_file(
        by=by,
        kind="contact",
        area_id=contact.area_id,
        team_id=contact.team_id,
        letter="W",
        out_of=[contact.case_file_id],
    )


def write_note(by: Viewer, contact: Contact, kind: str, text: str) -> Note:
    """Keep a working note in the working file. Journalled without its words."""
    file = working_file(by, contact)
    note = Note.objects.create(
        case_file=file, contact=contact, kind=kind, text=text.strip(), at=timezone.now(), by_id=by.holding
    )
    record_change(
        by=by, verb=f"wrote a note: {kind}", object_type="contact", object_ref=contact.reference, file=file.pk,
        fields=["text"],
    )  # fmt: skip
    return note


def tell_sender(by: Viewer, contact: Contact, template: str) -> str:
    """Tell the sender that there is something to read, by the means they gave; the message says nothing of the child.

    Gives the notice's reference; empty where they left no address or are shut out of the file.
    """
    if contact.referrer_id:
        return queue_notice(
            by=by, file=contact.case_file, record=contact.reference, template=template,
            to_appointment_id=contact.referrer_id,
        )  # fmt: skip
    if contact.referrer_link_id and contact.referrer_email:
        return queue_notice(
            by=by, file=contact.case_file, record=contact.reference, template=template, to_email=contact.referrer_email
        )
    return ""
