"""What every step of a matter does alike: compare the version read, take the step, keep its note, tell the sender."""

from typing import Any

from django.utils import timezone

from sharedduty.foundations.access.api import Viewer
from sharedduty.foundations.journal.api import record_change
from sharedduty.foundations.process.api import Given, Overtaken, Stage, move
from sharedduty.modules.speaking_up.models import Matter, MatterNote, Message
from sharedduty.modules.speaking_up.process import process_of


def step(
    by: Viewer, held: Matter, verb: str, given: Given | None = None, *, version: int | None = None, sets: Given | None = None,
    note: str = "", chosen: str = "",
) -> Stage:  # fmt: skip
    """Take one step of the matter's process; `note` names the answer that is kept with it.

    The sender's own file says where it stands from the same moment. Raises PermissionDenied; CannotMove; Overtaken, also where
    it moved on since `version`.
    """
    if version is not None and held.version != version:
        raise Overtaken
    facts = dict(given or {})
    reached = move(by=by, process=process_of(held.kind), record=held, verb=verb, given=facts, sets=sets)
    words = str(facts.get(note) or "").strip() if note else ""
    if words:
        MatterNote.objects.create(
            **recorded(by, held),
            verb=verb,
            text=words,
            chosen=chosen,
            decided_by=str(facts.get("decided_by") or "").strip(),
        )
    if held.sending.state != reached.code:
        held.sending.state = reached.code
        held.sending.save(update_fields=["state"])
    return reached


def tell(by: Viewer, held: Matter, text: str) -> None:
    """Write to whoever sent it, in their own file."""
    if text.strip():
        Message.objects.create(
            case_file_id=held.sending.case_file_id, sending=held.sending, from_sender=False, text=text.strip(),
            written_at=timezone.now(),
        )  # fmt: skip
        record_change(
            by=by, verb="wrote to the sender", object_type="speaking up", object_ref=held.reference,
            file=held.sending.case_file_id, fields=["text"],
        )  # fmt: skip


def recorded(by: Viewer, held: Matter) -> dict[str, Any]:
    """What every row of a matter's file has: its file, its record, when and by whom it was written."""
    return {
        "case_file_id": held.case_file_id, "matter": held, "recorded_at": timezone.now(), "recorded_by_id": by.holding,
    }  # fmt: skip
