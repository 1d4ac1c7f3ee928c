"""Who has a contact in hand: claim, put back, hand over; acknowledge, notes, questions back, correction, withdrawal."""

import datetime
from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils import timezone

from sharedduty.foundations.access.api import Appointment, Viewer
from sharedduty.foundations.journal.api import record_change
from sharedduty.foundations.notices.api import queue_notice
from sharedduty.foundations.process.api import CannotMove, Missing, meet, recompute, stop
from sharedduty.foundations.process.api import open_clocks as running
from sharedduty.modules.front_door.actions.receive import outside_office_hours
from sharedduty.modules.front_door.actions.steps import (
    as_read,
    new_working_file,
    step,
    tell_sender,
    write_note,
)
from sharedduty.modules.front_door.models import Contact, ContactChild, Note, Question

NOTE_KINDS = {
    "note": "Note",
    "called_referrer": "Called the referrer",
    "spoke_to_family": "Spoke to the family",
    "spoke_to_child": "Spoke to the child",
    "told_police": "Told the police",
    "supervision": "Talked over in supervision",
    "nrm": "National Referral Mechanism",
}
CHANNELS = {
    "telephone": "by telephone", "email": "by email", "page": "on their status page", "letter": "by letter",
    "shown": "on the page, as they sent it",
}  # fmt: skip
CORRECTABLE = {
    "given_names", "family_name", "also_known_as", "birth_on", "birth_about", "expected_on", "sex", "ethnicity",
    "nhs_number", "upn", "address", "postcode", "school", "gp_practice", "registered_in_wales",
}  # fmt: skip


@transaction.atomic
def claim(*, by: Viewer, contact: Contact, version: int | None = None) -> None:
    """Take a contact in hand (GL-FD-07). Raises PermissionDenied, CannotMove, Overtaken."""
    as_read(contact, version)
    by.must("contact_work")
    sets: dict[str, Any] = {"claimed_by_id": by.appointment_id, "claimed_at": timezone.now()}
    if contact.working_file_id is None:
        sets["working_file"] = new_working_file(by, contact)
    step(by, contact, "claim", sets=sets)


@transaction.atomic
def unclaim(*, by: Viewer, contact: Contact, reason: str, version: int | None = None) -> None:
    """Put a contact back in the queue, with the reason. Raises PermissionDenied, CannotMove, Overtaken."""
    as_read(contact, version)
    step(by, contact, "unclaim", reason=reason, sets={"claimed_by": None, "claimed_at": None})
    write_note(by, contact, "shift_handover", f"Put back in the queue: {reason}")


@transaction.atomic
def hand_over(*, by: Viewer, contact: Contact, to: Appointment | None, note: str, version: int | None = None) -> None:
    """Hand a contact to a colleague with a note for the next shift; also how one takes a contact over (GL-TH-10).

    Raises PermissionDenied, CannotMove, Overtaken.
    """
    as_read(contact, version)
    step(by, contact, "hand_over", {"to": to, "note": note}, sets={"claimed_by": to, "claimed_at": timezone.now()})
    assert to is not None  # noqa: S101 (the rule to_a_colleague has refused nobody)
    write_note(by, contact, "shift_handover", f"Handed to {to.post.title}. {note}")
    if to.pk != by.appointment_id:
        queue_notice(
            by=by, file=contact.case_file, record=contact.reference, template="contact handed over",
            to_appointment_id=to.pk,
        )  # fmt: skip


@transaction.atomic
def ways_to_acknowledge(contact: Contact) -> dict[str, str]:
    """How receipt can have been acknowledged: only who comes back reads a status page; who does not saw a reference."""
    without = "shown" if contact.has_status_page else "page"
    return {code: words.capitalize() for code, words in CHANNELS.items() if code != without}


def acknowledge(
    *, by: Viewer, contact: Contact, channel: str, note: str = "", late_because: str = "", version: int | None = None
) -> None:
    """Acknowledge receipt to the referrer and meet `referral.acknowledge` (WT2018 ch1 ¶71; WT-REF-07).

    Takes: how (`channel`, a key of CHANNELS). Raises PermissionDenied, CannotMove, Overtaken.
    """
    as_read(contact, version)
    if channel not in ways_to_acknowledge(contact):
        raise CannotMove([Missing("Choose how receipt was acknowledged.", "#id_channel")])
    now = timezone.now()
    step(by, contact, "acknowledge", sets={"acknowledged_at": now})
    meet(by=by, record=contact.reference, key="referral.acknowledge", at=now, late_because=late_because)
    write_note(by, contact, "acknowledged", f"Receipt acknowledged {CHANNELS[channel]}. {note}")


@transaction.atomic
def add_note(*, by: Viewer, contact: Contact, kind: str, text: str) -> Note:
    """Keep a working note. Raises PermissionDenied; CannotMove without words or for an unknown kind."""
    by.must("contact_work")
    if kind not in NOTE_KINDS or not text.strip():
        raise CannotMove([Missing("Write the note.", "#id_text")])
    return write_note(by, contact, kind, text)


@transaction.atomic
def return_to_sender(*, by: Viewer, contact: Contact, text: str, version: int | None = None) -> Question:
    """Send an unclear form back with questions; no clock stops (GL-FD-08).

    Raises PermissionDenied, CannotMove, Overtaken.
    """
    as_read(contact, version)
    protected = contact.children.filter(protections__isnull=False).exists()
    step(by, contact, "return_to_sender", {"text": text, "protection_recorded": protected})
    asked = Question.objects.create(
        case_file_id=contact.case_file_id, contact=contact, asked_at=timezone.now(), asked_by_id=by.holding,
        text=text.strip(),
    )  # fmt: skip
    tell_sender(by, contact, "questions about your concern")
    return asked


@transaction.atomic
def answer_questions(*, by: Viewer, contact: Contact, answer: str, version: int | None = None) -> None:
    """Keep the sender's answer to every open question; the contact is in hand again (GL-FD-08).

    The sender answers on their status page; a front door worker may write down an answer given by telephone.
    Raises CannotMove, Overtaken.
    """
    as_read(contact, version)
    step(by, contact, "questions_answered", {"answer": answer})
    now = timezone.now()
    contact.questions.filter(answered_at__isnull=True).update(answer=answer.strip(), answered_at=now)


@transaction.atomic
def carry_on(*, by: Viewer, contact: Contact, reason: str, version: int | None = None) -> None:
    """Work on without the sender's answer, with the reason. Raises PermissionDenied, CannotMove, Overtaken."""
    as_read(contact, version)
    step(by, contact, "carry_on", reason=reason)
    write_note(by, contact, "note", f"Taken on without an answer: {reason}")


@transaction.atomic
def withdraw(*, by: Viewer, contact: Contact, reason: str, version: int | None = None) -> None:
    """Withdraw a contact that should not be here (sent by mistake, a test, the same twice), with the reason.

    Running clocks are set aside with that reason. Raises PermissionDenied, CannotMove, Overtaken.
    """
    as_read(contact, version)
    step(by, contact, "withdraw", reason=reason, sets={"closed_at": timezone.now()})
    stop(by=by, record=contact.reference, because=f"withdrawn: {reason}")
    write_note(by, contact, "note", f"Withdrawn: {reason}")


@transaction.atomic
def remove_child(*, by: Viewer, contact: Contact, child: ContactChild, reason: str, version: int | None = None) -> None:
    """Take a wrongly attached child off a contact; what was written stays in the history with the reason.

    Raises PermissionDenied, CannotMove, Overtaken.
    """
    as_read(contact, version)
    step(by, contact, "remove_child", {"child": child}, reason=reason)
    child.withdrawn_at, child.withdrawn_because = timezone.now(), reason
    child.save(update_fields=["withdrawn_at", "withdrawn_because"])
    stop(by=by, record=contact.reference, about=child.reference, because=f"wrong child: {reason}")
    write_note(by, contact, "note", f"{child} was attached wrongly and taken off: {reason}")


@transaction.atomic
def correct_child(
    *, by: Viewer, contact: Contact, child: ContactChild, changes: Mapping[str, Any], reason: str,
    version: int | None = None,
) -> list[str]:  # fmt: skip
    """Correct what the referrer wrote about a child; the first wording is kept in a note, the form stays as sent.

    Takes: new values by field name (fields of CORRECTABLE). Gives: the fields that changed. Raises KeyError for another
    field; PermissionDenied, CannotMove, Overtaken.
    """
    as_read(contact, version)
    if unknown := set(changes) - CORRECTABLE:
        raise KeyError(f"not corrected here: {', '.join(sorted(unknown))}")
    changed = {name: value for name, value in changes.items() if getattr(child, name) != value}
    step(by, contact, "correct", {"fields": sorted(changed)}, reason=reason)
    before = "; ".join(f"{name.replace('_', ' ')} was “{getattr(child, name) or 'blank'}”" for name in sorted(changed))
    for name, value in changed.items():
        setattr(child, name, value)
    child.save(update_fields=sorted(changed))
    write_note(by, contact, "correction", f"{child} corrected: {reason}. {before}")
    return sorted(changed)


@transaction.atomic
def correct_received_at(
    *, by: Viewer, contact: Contact, received_at: datetime.datetime, reason: str, version: int | None = None
) -> None:
    """Correct when a contact was received; open clocks are computed again and met ones keep what they were judged on.

    Raises PermissionDenied, CannotMove (also for a time in the future), Overtaken.
    """
    as_read(contact, version)
    if received_at > timezone.now():
        raise CannotMove([Missing("A contact cannot be received in the future.", "#id_received_at")])
    fields = ["received_at"] if received_at != contact.received_at else []
    before = contact.received_at
    sets = {"received_at": received_at, "out_of_hours": outside_office_hours(received_at, contact.area.local_pack)}
    step(by, contact, "correct", {"fields": fields}, reason=reason, sets=sets)
    for clock in running(by, contact.reference):
        if clock.key in {"referral.acknowledge", "referral.decision"}:
            recompute(by=by, clock=clock, because=reason, started_at=received_at)
    write_note(by, contact, "correction", f"Time of receipt corrected from {before:%d %B %Y %H:%M} UTC: {reason}")
    record_change(
        by=by, verb="corrected the time of receipt", object_type="contact", object_ref=contact.reference,
        file=contact.case_file_id, fields=["received_at"], reason=reason,
    )  # fmt: skip
