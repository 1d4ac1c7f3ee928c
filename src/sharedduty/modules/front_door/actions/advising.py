"""Advice asked and given without a contact, and concerns told by telephone (GL-FD-14, GL-TH-20; GL-FD-02, GL-FD-03)."""

import datetime
from collections.abc import Mapping, Sequence
from typing import Any

from django.db import transaction
from django.utils import timezone

from sharedduty.foundations.access.api import Viewer, open_file
from sharedduty.foundations.journal.api import record_change
from sharedduty.foundations.plain.references import NotAReference, normalise_reference
from sharedduty.foundations.process.api import CannotMove, Missing, meet
from sharedduty.modules.front_door.actions.receive import Receipt, ReceivedChild, Sender, front_door_of, receive
from sharedduty.modules.front_door.actions.steps import write_note
from sharedduty.modules.front_door.models import AdviceCall, Contact

LINES = {"immediate": "Immediate risk", "practitioner": "Advice for practitioners"}


@transaction.atomic
def log_advice(
    *, by: Viewer, line: str, caller: str, caller_organisation: str, asked: str, advised: str,
    at: datetime.datetime | None = None, led_to: str = "",
) -> AdviceCall:  # fmt: skip
    """Log one call for advice: who, what was asked, what was advised, and the contact that followed if one did.

    Raises PermissionDenied; CannotMove with what is missing, or where `led_to` is no contact in sight.
    """
    by.must("advice_log")
    missing = [
        Missing(words, f"#id_{name}")
        for name, value, words in (
            ("caller", caller, "Write who called."),
            ("asked", asked, "Write what they asked."),
            ("advised", advised, "Write what they were advised."),
        )
        if not value.strip()
    ]
    if line not in LINES:
        missing.append(Missing("Choose which line they rang.", "#id_line"))
    if at and at > timezone.now():
        missing.append(Missing("The call cannot be in the future.", "#id_at"))
    reference = _contact_reference(led_to, missing)
    if missing:
        raise CannotMove(missing)
    area_id = by.area_id
    assert area_id is not None  # noqa: S101 (every desk role acts in a post, and so in an area)
    team = front_door_of(area_id, by=by)
    file = open_file(by=by, kind="advice", area_id=area_id, team_id=team.pk, letter="V")
    call = AdviceCall.objects.create(
        case_file=file, reference=file.reference, line=line, caller=caller.strip(),
        caller_organisation=caller_organisation.strip(), asked=asked.strip(), advised=advised.strip(),
        at=at or timezone.now(), by_id=by.holding, led_to=reference,
    )  # fmt: skip
    record_change(
        by=by, verb="logged advice", object_type="advice", object_ref=call.reference, file=file.pk,
        fields=["asked", "advised"],
    )  # fmt: skip
    return call


def _contact_reference(text: str, missing: list[Missing]) -> str:
    if not text.strip():
        return ""
    try:
        reference = normalise_reference(text, prefix="C")
    except NotAReference as wrong:
        missing.append(Missing(str(wrong), "#id_led_to"))
        return ""
    if not Contact.objects.filter(reference=reference).exists():
        missing.append(Missing("There is no such contact that you may see.", "#id_led_to"))
    return reference


@transaction.atomic
def take_call(
    *, by: Viewer, children: Sequence[ReceivedChild], sender: Sender, answers: Mapping[str, Any],
    telephoned_at: datetime.datetime,
) -> Receipt:  # fmt: skip
    """Type in a concern told by telephone. For a practitioner it starts the 48 hours for their written form (GL-FD-03).

    The clocks of receipt start when the call came, not when it was typed. Raises PermissionDenied, CannotReceive;
    CannotMove for a call in the future.
    """
    by.must("telephone_concern")
    if telephoned_at > timezone.now():
        raise CannotMove([Missing("The call cannot be in the future.", "#id_telephoned_at")])
    assert by.area_id is not None  # noqa: S101 (every desk role acts in a post, and so in an area)
    return receive(
        by=by, area_id=by.area_id, source="telephone", children=children, sender=sender, form="telephone",
        answers=answers, received_at=telephoned_at, telephoned_at=telephoned_at,
        immediate_danger=answers.get("danger_now") == "yes",
    )  # fmt: skip


@transaction.atomic
def written_form_received(*, by: Viewer, contact: Contact) -> None:
    """Record that the written form of a concern told by telephone has come, and meet its clock (GL-FD-03).

    Raises PermissionDenied; CannotMove where none is waited for.
    """
    by.must("contact_work")
    if contact.source != Contact.Source.TELEPHONE or contact.written_received_at:
        raise CannotMove([Missing("No written form is waited for.")])
    contact.written_received_at = timezone.now()
    contact.save(update_fields=["written_received_at"])
    meet(by=by, record=contact.reference, key="referral.written", at=contact.written_received_at)
    write_note(by, contact, "note", "The written form of this telephone concern has come.")
