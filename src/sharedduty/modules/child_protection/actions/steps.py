"""What every step of this room does alike: hold the record, take the step, keep the judgement with its reasons."""

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import PermissionDenied
from django.utils import timezone

from sharedduty.foundations.access.api import Viewer
from sharedduty.foundations.design.dates import LONDON
from sharedduty.foundations.gatherings.api import Gathering
from sharedduty.foundations.journal.api import record_change
from sharedduty.foundations.process.api import Overtaken, Stage, move
from sharedduty.modules.child_protection.models import (
    ConferenceRequest,
    Judgement,
    ProtectionPlan,
    ProtectionRecord,
    ReturnHome,
)
from sharedduty.modules.child_protection.process import ASKING, ENQUIRY, PLAN, RETURN
from sharedduty.modules.child_protection.queries.held import (
    CONFERENCES,
    MeetingFacts,
    facts_of,
    held_and_not_taken_in,
    undecided_reports,
)

Given = Mapping[str, Any]
Record = ProtectionRecord | ProtectionPlan | ReturnHome | ConferenceRequest


def permitted(by: Viewer, permission: str = "protection_work") -> None:
    """Raises PermissionDenied unless the viewer's role holds `permission`."""
    if not by.may(permission):
        raise PermissionDenied


def held(record: Any, version: int | None) -> Any:
    """The record or plan, locked. Raises Overtaken where it moved on since `version` was read (quality.md R5)."""
    locked = type(record).objects.select_for_update(of=("self",)).select_related("case_file").get(pk=record.pk)
    if version is not None and locked.version != version:
        raise Overtaken
    return locked


def step(
    by: Viewer,
    record: Record,
    verb: str,
    given: Given,
    sets: Given | None = None,
) -> Stage:
    """Take one step, and keep the judgement with its reasons. Raises PermissionDenied, CannotMove, Overtaken."""
    now = timezone.now()
    facts = {**given, "now": now, "today": now.astimezone(LONDON).date()}
    process = {ProtectionPlan: PLAN, ReturnHome: RETURN, ConferenceRequest: ASKING}.get(type(record), ENQUIRY)
    reasons = str(given.get("reasons") or given.get("gap_because") or "").strip()
    reached = move(by=by, process=process, record=record, verb=verb, given=facts, sets=sets)
    if reasons:
        judge(by, record, verb, reasons, given)
    return reached


def judge(by: Viewer, record: Record, verb: str, reasons: str, given: Given) -> Judgement:
    """Keep who decided what and why; the journal says that it was written, without its words."""
    record_change(
        by=by, verb="wrote the reasons", object_type=verb, object_ref=record.reference, file=record.case_file.pk,
        fields=["reasons"],
    )  # fmt: skip
    return Judgement.objects.create(
        case_file=record.case_file, record=record.reference, verb=verb, reasons=reasons,
        asked_by=str(given.get("asked_by") or "").strip(), asked_from=str(given.get("asked_from") or "").strip(),
        decided_at=timezone.now(), decided_by_id=by.holding,
    )  # fmt: skip


def with_meeting(by: Viewer, record: ProtectionRecord | ProtectionPlan, kind: str, given: Given) -> dict[str, Any]:
    """What was given, with the meeting found and its facts read from the meeting's own record.

    A meeting that is not about this record, not of this kind, not held, or taken in before is not found: the rules then
    say that none was chosen.
    """
    chosen = _called(held_and_not_taken_in(by, record.reference, kind), str(given.get("meeting") or ""))
    facts = MeetingFacts(timezone.now(), quorate=False, actions=0, chair_id=None)
    if chosen:
        facts = facts_of(by, chosen, record.reference)
    undecided = list(undecided_reports(by, record.reference).values()) if chosen and kind in CONFERENCES else []
    return {**given, "meeting": chosen, "quorate": facts.quorate, "facts": facts, "undecided": undecided}


def _called(meetings: list[Gathering], reference: str) -> Gathering | None:
    return next((one for one in meetings if one.reference == reference), None)


def said(given: Given, *names: str) -> dict[str, str]:
    """What was typed under each name, without the spaces around it."""
    return {name: str(given.get(name) or "").strip() for name in names}


def yes_no(given: Given, name: str) -> bool | None:
    """Yes as True, no as False, anything else as not said."""
    return {"yes": True, "no": False}.get(str(given.get(name) or ""))
