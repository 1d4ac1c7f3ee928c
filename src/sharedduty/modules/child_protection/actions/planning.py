"""What the conference decided, the core group, reviews, and the end of a plan."""

import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from sharedduty.foundations.access.api import Viewer
from sharedduty.foundations.design.dates import LONDON
from sharedduty.foundations.plain.references import new_reference
from sharedduty.foundations.process.api import meet, start_clock, stop
from sharedduty.modules.child_protection.actions.discussing import rest_on_assessment
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
    EndNotice,
    PlanContact,
    PlanItem,
    PlanMeeting,
    PlanMember,
    PlanSupervision,
    PlanVersion,
    ProtectionPlan,
)
from sharedduty.modules.child_protection.queries.cases import categories, social_workers, to_be_told
from sharedduty.modules.child_protection.queries.clocks import limits_from_conference, running_limit
from sharedduty.modules.child_protection.queries.held import one_account
from sharedduty.modules.child_protection.rules import ADULT_AT, birthday

END_REASONS = {
    "end_no_longer_at_risk": "no_longer_at_risk", "end_moved": "moved", "end_at_eighteen": "eighteen", "end_died": "died",
    "end_left_uk": "left_uk",
}  # fmt: skip
PLAIN = (
    "decide_no_plan", "continue_help", "start_proceedings", "consider_support", *END_REASONS,
)  # fmt: skip
FIRST_GROUP, REVIEWS = ("coregroup.first",), ("rcpc.first", "rcpc.next")
MEETINGS = {  # verb: (kind of meeting, the clocks it meets where they run: after a move the first of either may be later)
    "hold_first_core_group": ("core_group", FIRST_GROUP),
    "hold_core_group": ("core_group", FIRST_GROUP),
    "hold_first_review": ("review_conference", REVIEWS),
    "hold_review": ("review_conference", REVIEWS),
}


@transaction.atomic
def make_plan(*, by: Viewer, plan: ProtectionPlan, given: Given, version: int | None = None) -> None:
    """Record that the conference made a plan: category, lead body, lead social worker; core group and outline stand already.

    Starts the clocks of the first core group and of the first review, both from the conference (WT-CLK-06, WT-CLK-07), and
    that of circulating the plan, where the area has set one (WT-CPP-04).
    """
    permitted(by)
    plan = held(plan, version)
    lead = str(given.get("lead_worker") or "")
    facts = {
        **given, "categories": categories(), "lead_worker": lead if lead in social_workers(by) else "",
        "limits": limits_from_conference(plan.held_at),
    }  # fmt: skip
    sets = {
        "category": given.get("category") or "", "lead_body": given.get("lead_body") or "", "began_at": plan.held_at,
        "lead_worker_id": int(lead) if facts["lead_worker"] else None, "foreign_link": yes_no(given, "foreign_link"),
        "embassy": str(given.get("embassy") or "").strip(), "core_group_on": given.get("core_group_on"),
        "detail_by_on": given.get("detail_by_on"), "review_on": given.get("review_on"),
        "visit_by_on": given.get("visit_by_on"),
    }  # fmt: skip
    step(by, plan, "make_plan", facts, sets)
    judge(by, plan, "legal_action", given["legal_action"].strip(), {})
    count_from_birth(by, plan, plan.protection.birth_on)
    _clock(by, plan, "coregroup.first", plan.held_at, "Hold the first core group")
    _clock(by, plan, "rcpc.first", plan.held_at, "Hold the first review conference")
    _clock(by, plan, "cpplan.circulate", plan.held_at, "Circulate the plan in detail")


def _clock(by: Viewer, plan: ProtectionPlan, key: str, at: datetime.datetime, title: str) -> None:
    start_clock(
        by=by, file=plan.case_file, record=plan.reference, key=key, at=at, title=title, team_id=plan.protection.team_id,
        appointment_id=plan.lead_worker_id,
    )  # fmt: skip


def count_from_birth(by: Viewer, plan: ProtectionPlan, birth_on: datetime.date | None) -> None:
    """Start the review around the 18th birthday, where an edition in force gives it a number of days (WT-CLK-10, WT-END-03)."""
    if birth_on is not None:
        at = datetime.datetime.combine(birthday(birth_on, ADULT_AT), datetime.time(12), tzinfo=LONDON)
        _clock(by, plan, "cpplan.turning18", at, "Review the plan around the 18th birthday")


@transaction.atomic
def add_member(*, by: Viewer, plan: ProtectionPlan, given: Given, version: int | None = None) -> PlanMember:
    """Name one member of the core group, of an agency or of the family (WT-ICPC-04)."""
    permitted(by)
    plan = held(plan, version)
    step(by, plan, "add_member", given)
    return PlanMember.objects.create(
        case_file=plan.case_file, plan=plan, name=given["name"].strip(), part=given["part"].strip(),
        family=given.get("family") == "yes", joined_at=timezone.now(),
    )  # fmt: skip


@transaction.atomic
def add_item(*, by: Viewer, plan: ProtectionPlan, given: Given, version: int | None = None) -> PlanItem:
    """Agree one line of the plan: what must change, by how much, by when, who (WT-ICPC-06, WT-CPP-14)."""
    permitted(by)
    plan = held(plan, version)
    outline = plan.stage == "conference_held"
    step(by, plan, "add_item", given)
    return PlanItem.objects.create(
        case_file=plan.case_file, reference=new_reference("PI"), plan=plan, aim=given["aim"], change=given["change"].strip(),
        measure=given["measure"].strip(), due_on=given["due_on"], owner=given["owner"].strip(), outline=outline,
        agreed_at=timezone.now(),
    )  # fmt: skip


@transaction.atomic
def close_item(*, by: Viewer, plan: ProtectionPlan, given: Given, version: int | None = None) -> None:
    """Close a line of the plan with what became of it: changed, or replaced by another line. It stays on record."""
    permitted(by)
    plan = held(plan, version)
    item = plan.items.filter(reference=given.get("item") or "", closed_at__isnull=True).first()
    step(by, plan, "close_item", {**given, "standing": item is not None})
    if item is not None:
        item.closed_at, item.outcome = timezone.now(), given["reasons"].strip()
        item.save(update_fields=["closed_at", "outcome"])


@transaction.atomic
def take_in_meeting(
    *, by: Viewer, plan: ProtectionPlan, verb: str, given: Given, version: int | None = None
) -> PlanMeeting:
    """Take in a core group or review that was held, with what it found; its clock is met by when it was really held.

    After each review the next one's clock starts from it (WT-CLK-08).
    """
    permitted(by)
    kind, keys = MEETINGS[verb]
    plan = held(plan, version)
    facts = with_meeting(by, plan, kind, given)
    chair = facts["facts"].chair_id
    facts["other_chair"] = (
        kind == "review_conference" and chair is not None and not one_account(by, chair, plan.chair_id)
    )
    facts["reported"] = _reported(plan)
    step(by, plan, verb, facts)
    at = facts["facts"].held_at
    made = PlanMeeting.objects.create(
        case_file=plan.case_file, plan=plan, kind=kind, number=plan.meetings.filter(kind=kind).count() + 1,
        meeting=facts["meeting"].reference, held_at=at, quorate=facts["quorate"], **said(given, "found", "absent_views",
        "other_chair_because"),
    )  # fmt: skip
    for key in keys:
        meet(by=by, record=plan.reference, key=key, at=at)
    if kind == "review_conference":
        _clock(by, plan, "rcpc.next", at, "Hold the next review conference")
    return made


def _reported(plan: ProtectionPlan) -> bool:
    """Whether the social worker reported to a review since the last one (WT-REV-04)."""
    last = plan.meetings.filter(kind="review_conference").order_by("-held_at", "-pk").first()
    reports = plan.protection.reports.filter(for_review=True)
    return reports.filter(written_at__gt=last.held_at).exists() if last else reports.exists()


@transaction.atomic
def write_in_detail(*, by: Viewer, plan: ProtectionPlan, given: Given, version: int | None = None) -> PlanVersion:
    """Keep the plan as it stands as its next version: its lines, who has it, what the child said (WT-CPP-05, -06, -09)."""
    permitted(by)
    plan = held(plan, version)
    step(by, plan, "detail_plan", given)
    lines = [
        {"change": one.change, "measure": one.measure, "due_on": one.due_on.isoformat(), "owner": one.owner}
        for one in plan.items.filter(closed_at__isnull=True).order_by("due_on", "pk")
    ]
    sent = datetime.datetime.combine(given["circulated_on"], datetime.time(12), tzinfo=LONDON)
    meet(by=by, record=plan.reference, key="cpplan.circulate", at=min(timezone.now(), max(sent, plan.held_at)))
    offender = said(given, "offender_plan") if given.get("offender") == "yes" else {"offender_plan": ""}
    return PlanVersion.objects.create(
        case_file=plan.case_file, plan=plan, number=plan.versions.count() + 1, lines=lines,
        explained_on=given["explained_on"], child_agrees=given["child_agrees"], circulated_on=given["circulated_on"],
        **said(given, "child_said", "circulated_to", "contributions"),
        assessment=plan.protection.assessment, **offender, written_at=timezone.now(), written_by_id=by.holding,
    )  # fmt: skip


@transaction.atomic
def begin_assessment(*, by: Viewer, plan: ProtectionPlan, given: Given, version: int | None = None) -> None:
    """Begin the in-depth assessment of a child with a plan, or go on with the one that is open (WT-CPP-08).

    For a child who moved in with a plan, and where the one the enquiries rested on has ended. Raises PermissionDenied,
    CannotMove, Overtaken.
    """
    permitted(by)
    plan = held(plan, version)
    step(by, plan, "begin_assessment", given)
    rest_on_assessment(by, plan.protection, given["question"].strip())


@transaction.atomic
def record_contact(*, by: Viewer, plan: ProtectionPlan, given: Given, version: int | None = None) -> PlanContact:
    """Keep direct work with the child and family: seen, alone, wishes, what the parents say (WT-CPP-07)."""
    permitted(by)
    plan = held(plan, version)
    step(by, plan, "record_contact", given)
    seen = given["child_seen"] != "no"
    why = said(given, "not_seen_because") if not seen else {"not_seen_because": ""}
    return PlanContact.objects.create(
        case_file=plan.case_file, plan=plan, done_at=given["done_at"], child_seen=seen, alone=given["child_seen"] == "alone",
        next_by_on=given["next_by_on"],
        **said(given, "worker", "wishes", "parents_view"), **why, recorded_at=timezone.now(), recorded_by_id=by.holding,
    )  # fmt: skip


@transaction.atomic
def supervise(*, by: Viewer, plan: ProtectionPlan, given: Given, version: int | None = None) -> PlanSupervision:
    """Keep supervision of the plan: effect on the child, pace of change, what was decided, when next (WT-ASM-27).

    Raises PermissionDenied, CannotMove (also for whoever leads it), Overtaken.
    """
    permitted(by, "protection_supervise")
    plan = held(plan, version)
    step(by, plan, "supervise", {**given, "by": by.appointment_id})
    return PlanSupervision.objects.create(
        case_file=plan.case_file, plan=plan, held_on=given["held_on"], next_on=given["next_on"],
        **said(given, "impact", "pace", "decided"), recorded_at=timezone.now(), recorded_by_id=by.holding,
    )  # fmt: skip


@transaction.atomic
def change_lead(*, by: Viewer, plan: ProtectionPlan, given: Given, version: int | None = None) -> None:
    """Name another lead social worker, with the reasons; who led before stays in the decisions (WT-CPP-02)."""
    permitted(by)
    plan = held(plan, version)
    lead = str(given.get("lead_worker") or "")
    known = lead if lead in social_workers(by) and lead != str(plan.lead_worker_id) else ""
    before = plan.lead_worker.account.name if plan.lead_worker else ""
    sets = {"lead_worker_id": int(known) if known else None}
    step(
        by,
        plan,
        "change_lead",
        {**given, "lead_worker": known, "asked_by": f"Before: {before}"},
        sets if known else None,
    )


@transaction.atomic
def go_on(*, by: Viewer, plan: ProtectionPlan, given: Given, version: int | None = None) -> None:
    """After a review or with proceedings: the plan goes on, and the next review has its day within its limit (WT-REV-03)."""
    permitted(by)
    plan = held(plan, version)
    last = plan.meetings.filter(kind="review_conference").order_by("-held_at", "-pk").first()
    limit = running_limit(by, plan.reference, "rcpc.next")
    facts = {"limit_on": limit, "reviewed_on": last.held_at.astimezone(LONDON).date() if last else None}
    step(by, plan, "continue_plan", {**given, **facts}, {"review_on": given.get("review_on")})


@transaction.atomic
def take(*, by: Viewer, plan: ProtectionPlan, verb: str, given: Given, version: int | None = None) -> None:
    """Take one of the steps that need their reasons, and for an end nothing but its allowed reason (PLAIN).

    Raises ValueError for any other verb.
    """
    if verb not in PLAIN:
        raise ValueError(f"{verb} is not taken with reasons alone")
    permitted(by)
    plan = held(plan, version)
    sets: dict[str, Any] = {}
    if verb in END_REASONS:
        sets = {"ended_at": timezone.now(), "end_reason": END_REASONS[verb]}
    step(by, plan, verb, given, sets)
    if verb in END_REASONS:
        stop(by=by, record=plan.reference, because="The plan ended")


@transaction.atomic
def tell_of_move(*, by: Viewer, plan: ProtectionPlan, given: Given, version: int | None = None) -> None:
    """Record that the receiving authority was told of a permanent move; its 15 working days start (WT-END-02, WT-CLK-09)."""
    permitted(by)
    plan = held(plan, version)
    told = given.get("notified_on")
    sets = {"moved_to": str(given.get("moved_to") or "").strip(), "notified_on": told}
    step(by, plan, "notify_move", given, sets)
    at = datetime.datetime.combine(told, datetime.time(12), tzinfo=LONDON) if told else timezone.now()
    _clock(by, plan, "cpplan.transfer_in", at, f"Conference of {sets['moved_to']}")


@transaction.atomic
def record_their_conference(*, by: Viewer, plan: ProtectionPlan, given: Given, version: int | None = None) -> None:
    """Record the receiving authority's conference: only now may this plan end (WT-END-02)."""
    permitted(by)
    plan = held(plan, version)
    day = given.get("received_on")
    step(by, plan, "record_receiving_conference", given, {"received_on": day})
    at = datetime.datetime.combine(day, datetime.time(12), tzinfo=LONDON) if day else timezone.now()
    meet(by=by, record=plan.reference, key="cpplan.transfer_in", at=at)


@transaction.atomic
def tell_agencies(*, by: Viewer, plan: ProtectionPlan, given: Given, version: int | None = None) -> None:
    """Record that every agency representative invited to the initial conference was told that the plan ended (WT-END-05)."""
    permitted(by)
    plan = held(plan, version)
    wanted, told = to_be_told(by, plan), set(given.get("told") or [])
    untold = [name for reference, name in wanted.items() if reference not in told]
    step(by, plan, "notify_agencies", {**given, "untold": untold})
    meeting_names = {reference: name.partition(", ") for reference, name in wanted.items()}
    EndNotice.objects.bulk_create(
        EndNotice(
            case_file=plan.case_file, plan=plan, invitation=reference, name=name, organisation_name=body,
            told_on=timezone.localdate(),
        )
        for reference, (name, _, body) in meeting_names.items()
    )  # fmt: skip
