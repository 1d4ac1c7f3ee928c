"""What somebody who raises a concern does: begin a draft, send it, answer questions, note what they were told."""

import datetime
from collections.abc import Mapping
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from sharedduty.foundations.access.api import Viewer, open_file
from sharedduty.foundations.directory.models import Area
from sharedduty.foundations.forms.api import (
    FormNotReady,
    FormRecord,
    Problem,
    check_form,
    cleaned,
    form,
    moment,
    start_form,
)
from sharedduty.foundations.journal.api import record_change
from sharedduty.foundations.plain.clocks import london
from sharedduty.modules.front_door.actions.following import awaited, confirm_in_writing
from sharedduty.modules.front_door.actions.links import is_own_address
from sharedduty.modules.front_door.actions.receive import KIND, Receipt, ReceivedChild, Sender, receive
from sharedduty.modules.front_door.models import Contact

FORM = "concern"


def may_raise(by: Viewer) -> bool:
    """Whether this viewer may raise a concern on the practitioner's form: signed in with the permission, or by link."""
    return by.kind == "link" or (by.kind == "account" and by.may("concern_raise"))


def _permitted(by: Viewer) -> None:
    if not may_raise(by):
        raise PermissionDenied


@transaction.atomic
def begin_concern(*, by: Viewer, area: Area, confirms: Contact | None = None) -> FormRecord:
    """Open a concern file that only its author sees, and the form in it. Raises PermissionDenied, UnknownForm.

    `confirms` is the viewer's own telephone concern that the form is to confirm in writing (GL-FD-03).
    """
    _permitted(by)
    file = open_file(by=by, kind=KIND, area_id=area.pk, letter="C")
    known = {
        "your_name": by.name, "your_job": by.post_title, "your_organisation": by.organisation_name,
        "your_email": by.email,
    }  # fmt: skip
    answers: dict[str, Any] = dict(known) if by.kind == "account" else {}
    if confirms is not None:
        rang = london(confirms.telephoned_at or confirms.received_at)
        answers |= {
            "rang": "yes", "rang_reference": confirms.reference, "rang_at": rang.strftime("%H:%M"),
            "rang_on": {"day": str(rang.day), "month": str(rang.month), "year": str(rang.year)},
        }  # fmt: skip
    return start_form(by=by, file=file, form=FORM, pack=area.local_pack, answers=answers)


@transaction.atomic
def send_concern(*, by: Viewer, record: FormRecord) -> Receipt:
    """Send a draft to the front door. Raises PermissionDenied, FormNotReady, AlreadySubmitted, CannotReceive."""
    _permitted(by)
    today = timezone.localdate()
    made = form(record.pack, record.form)
    if not record.submitted_at:
        problems = check_form(made, record.answers, today=today) or not_own_address(by, record.answers)
        if problems:
            raise FormNotReady(problems)
    facts = cleaned(made, record.answers, today=today)
    if not record.submitted_at and (told := awaited(by, facts)):
        return confirm_in_writing(by=by, record=record, contact=told)
    return receive(
        by=by,
        area_id=record.case_file.area_id,
        source="professional_link" if by.kind == "link" else "professional",
        children=[_child(item) for item in facts["children"]],
        sender=_sender(by, facts),
        record=record,
        concern_arose_at=_moment(facts, "arose_on", "arose_at"),
        telephoned_at=_moment(facts, "rang_on", "rang_at"),
        immediate_danger=facts.get("danger_now") == "yes",
    )


def not_own_address(by: Viewer, answers: Mapping[str, Any]) -> list[Problem]:
    """What to mend where somebody who came by link gives another address than their link was sent to."""
    if by.kind != "link" or is_own_address(by, str(answers.get("your_email") or "")):
        return []
    return [Problem("you", "your_email", "Enter the email address that your link was sent to: news goes there")]


def _moment(facts: Mapping[str, Any], day: str, time: str) -> datetime.datetime | None:
    return moment(facts[day], facts.get(time)) if facts.get(day) else None


def _sender(by: Viewer, facts: Mapping[str, Any]) -> Sender:
    """Who sends: for somebody signed in as the house knows them, for a link as they say."""
    telephone = facts.get("your_telephone") or ""
    if by.kind == "account":
        return Sender(
            name=by.name, post=by.post_title, email=by.email, telephone=telephone, organisation_id=by.organisation_id,
            appointment_id=by.appointment_id, identity_verified=True,
        )  # fmt: skip
    post = ", ".join(filter(None, [facts.get("your_job"), facts.get("your_organisation")]))
    return Sender(
        name=facts.get("your_name") or "",
        post=post,
        email=facts.get("your_email") or "",
        telephone=telephone,
        link_id=by.link_id,
    )


def _child(item: Mapping[str, Any]) -> ReceivedChild:
    text = {
        key: item.get(key) or ""
        for key in (
            "given_names", "family_name", "also_known_as", "birth_about", "sex", "ethnicity", "nhs_number", "upn",
            "address", "postcode", "school", "gp_practice",
        )
    }  # fmt: skip
    return ReceivedChild(
        **text,
        unborn=item.get("birth_known") == "unborn",
        birth_on=item.get("birth_on") or item.get("birth_on_over_18"),
        expected_on=item.get("expected_on"),
        registered_in_wales=item.get("registered_in_wales") == "yes",
    )


@transaction.atomic
def read_feedback(*, by: Viewer, contact: Contact) -> int:
    """Note that the sender has read the feedback (WT-REF-12, GL-CN-07). Gives how much of it was new. Journalled."""
    unread = contact.feedback.filter(read_at__isnull=True)
    count = unread.update(read_at=timezone.now())
    if count:
        record_change(
            by=by, verb="read feedback", object_type="contact", object_ref=contact.reference,
            file=contact.case_file_id, fields=["read_at"],
        )  # fmt: skip
    return count
