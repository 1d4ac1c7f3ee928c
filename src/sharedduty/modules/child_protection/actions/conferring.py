"""Convening and preparing a conference, its reports, taking it in, and a child who moved in with a plan."""

import datetime
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from sharedduty.foundations.access.api import Viewer, grant, open_file
from sharedduty.foundations.design.dates import LONDON
from sharedduty.foundations.journal.api import record_change
from sharedduty.foundations.plain.references import new_reference
from sharedduty.foundations.process.api import CannotMove, Missing, begin, meet, open_clocks, start_clock
from sharedduty.modules.child_protection.actions.steps import (
    Given,
    held,
    judge,
    permitted,
    said,
    step,
    with_meeting,
    yes_no,
)
from sharedduty.modules.child_protection.models import (
    FamilyPreparation,
    ProtectionPlan,
    ProtectionRecord,
    ReportShared,
    WorkerReport,
)
from sharedduty.modules.child_protection.process import ENQUIRY, PLAN
from sharedduty.modules.child_protection.queries.clocks import CONFERENCE_CLOCKS, running_limit
from sharedduty.modules.child_protection.queries.held import one_account, undecided_reports
from sharedduty.modules.child_protection.rules import dates_of_child


@transaction.atomic
def convene(*, by: Viewer, record: ProtectionRecord, given: Given, version: int | None = None) -> None:
    """Convene the initial conference by the day the child needs it, within the limit (WT-S47O-06, -07, -08, -10)."""
    permitted(by)
    record = held(record, version)
    limit = running_limit(by, record.reference, *CONFERENCE_CLOCKS)
    days = {"conference_by_on": given.get("conference_by_on"), "reports_by_on": given.get("reports_by_on")}
    step(by, record, "convene_conference", {**given, "limit_on": limit}, days)
    judge(by, record, "specialists", given["specialists"].strip(), {})


@transaction.atomic
def prepare_family(
    *, by: Viewer, record: ProtectionRecord, given: Given, version: int | None = None
) -> FamilyPreparation:
    """Keep how child and parents were prepared for the conference, and that an advocate was offered (WT-S47O-09)."""
    permitted(by)
    record = held(record, version)
    step(by, record, "prepare_family", given)
    return FamilyPreparation.objects.create(
        case_file=record.case_file, protection=record, prepared_on=given["prepared_on"], advocate=given["advocate"],
        **said(given, "child_ready", "parents_ready", "advocate_because", "supporter"), recorded_at=timezone.now(),
        recorded_by_id=by.holding,
    )  # fmt: skip


@transaction.atomic
def write_report(
    *, by: Viewer, record: ProtectionRecord | ProtectionPlan, given: Given, version: int | None = None
) -> WorkerReport:
    """Keep the social worker's report to the conference (on a record) or to the next review (on a plan).

    Source: WT-ICPC-08, WT-ICPC-09, WT-REV-04.
    """
    permitted(by)
    record = held(record, version)
    step(by, record, "write_report", given)
    about = record.protection if isinstance(record, ProtectionPlan) else record
    return WorkerReport.objects.create(
        case_file=record.case_file, protection=about, for_review=about is not record,
        shared_on=given.get("shared_on"),
        **said(given, "harm", "needs", "context", "analysis", "recommendation", "not_shared_because"),
        written_at=timezone.now(), written_by_id=by.holding,
    )  # fmt: skip


@transaction.atomic
def share_report(
    *, by: Viewer, record: ProtectionRecord | ProtectionPlan, given: Given, version: int | None = None
) -> ReportShared:
    """Keep whether one agency's report is shared with the parents, decided with police and chair, and why (WT-S47O-11)."""
    permitted(by)
    record = held(record, version)
    waiting = undecided_reports(by, record.reference)
    paper = str(given.get("paper") or "")
    step(by, record, "share_report", {**given, "found": paper in waiting})
    return ReportShared.objects.create(
        case_file=record.case_file, record=record.reference, paper=paper, title=waiting[paper],
        shared=bool(yes_no(given, "shared")), **said(given, "note", "decided_with"), decided_at=timezone.now(),
        decided_by_id=by.holding,
    )  # fmt: skip


@transaction.atomic
def take_in_conference(
    *, by: Viewer, record: ProtectionRecord, given: Given, version: int | None = None
) -> ProtectionPlan:
    """Take in the initial conference that was held, and open the record of what it decided for this child.

    Whoever chaired reads the child's record from then on. Raises PermissionDenied, CannotMove, Overtaken.
    """
    permitted(by)
    record = held(record, version)
    facts = with_meeting(by, record, "initial_conference", given)
    chair = facts["facts"].chair_id
    step(by, record, "hold_conference", {**facts, "chair_runs_case": one_account(by, chair, record.worker_id)})
    plan = ProtectionPlan.objects.create(
        case_file=record.case_file, reference=new_reference("PP"), protection=record, stage=PLAN.first,
        conference=facts["meeting"].reference, held_at=facts["facts"].held_at, chair_id=chair,
        chair_met_family_on=given.get("chair_met_family_on"), **said(given, "chair_not_met_because", "absent_because"),
    )  # fmt: skip
    for (
        key
    ) in CONFERENCE_CLOCKS:  # the meeting met the first for the child it was called about, not for brothers and sisters
        if open_clocks(by, record.reference, key).exists():
            meet(by=by, record=record.reference, key=key, at=plan.held_at)
    begin(by=by, process=PLAN, record=plan, event="initial conference held", at=plan.held_at)
    if plan.chair_id:
        grant(by=by, file=record.case_file, level="read", why="chairs the conference", appointment_id=plan.chair_id)
    return plan


@transaction.atomic
def receive_child(*, by: Viewer, given: Given) -> ProtectionRecord:
    """Open the record of a child who moved in for good with another authority's plan; a conference follows at once.

    Its 15 working days count from the day that authority told of the move, and its plan goes on until then (WT-END-02).
    Raises PermissionDenied, CannotMove.
    """
    permitted(by)
    if by.team_id is None or by.area_id is None:
        raise PermissionDenied
    named, told = said(given, "child_name", "moved_from"), given.get("notified_on")
    _complete(named, given)
    file = open_file(by=by, kind="protection", area_id=by.area_id, team_id=by.team_id, letter="CP")
    at = datetime.datetime.combine(told or timezone.localdate(), datetime.time(12), tzinfo=LONDON)
    record = ProtectionRecord.objects.create(
        case_file=file, reference=file.reference, area_id=by.area_id, team_id=by.team_id, stage=ENQUIRY.first, **named,
        notified_on=told, birth_on=given.get("birth_on"), unborn=bool(given.get("expected_on")),
        expected_on=given.get("expected_on"), referred_at=at, opened_at=timezone.now(), opened_by_id=by.holding,
        worker_id=by.holding,
    )  # fmt: skip
    begin(by=by, process=ENQUIRY, record=record, event="protection record opened", at=record.opened_at)
    record_change(
        by=by,
        verb="opened a protection record",
        object_type="protection record",
        object_ref=record.reference,
        file=file.pk,
    )
    step(by, record, "take_over_plan", given)
    start_clock(
        by=by, file=file, record=record.reference, key="cpplan.transfer_in", at=at, title="Hold the conference here",
        team_id=record.team_id, appointment_id=record.worker_id,
    )  # fmt: skip
    return record


def _complete(named: dict[str, str], given: Given) -> None:
    """Refuse a child who moved in without a name, authority, plan or day. Raises CannotMove."""
    missing: list[Any] = []
    for name, words in (
        ("child_name", "Write the child's name."),
        ("moved_from", "Write which authority's plan it is."),
    ):
        missing += [] if named[name] else [Missing(words, f"#id_{name}")]
    if not given.get("notified_on"):
        missing.append(Missing("Enter when they told you of the move.", "#id_notified_on"))
    if not str(given.get("reasons") or "").strip():
        missing.append(Missing("Write what their plan is about, and who holds it there.", "#id_reasons"))
    missing += dates_of_child(given, timezone.localdate())
    if missing:
        raise CannotMove(missing)
