"""Four processes: section 47 enquiries (flow chart 4), an agency asking for a conference, the plan (5), coming home (6).

Where a step is not drawn in the charts of Working Together 2018 its citation says so.
"""

from typing import Any

from sharedduty.foundations.gatherings.api import Capacity, GatheringUse, PaperUse, Quorum, TeamOf
from sharedduty.foundations.process.api import (
    ClockUse,
    DecisionPoint,
    Output,
    Process,
    RequestUse,
    Stage,
    Step,
    Transition,
)
from sharedduty.modules.child_protection import rules
from sharedduty.modules.child_protection.process.asking import ASKING
from sharedduty.modules.child_protection.process.homecoming import RETURN

WORK, SUPERVISE = "protection_work", "protection_supervise"
# Steps that flow charts 4 and 5 do not draw, and that practice needs, cite what asks for them and say here that they are ours:
# further discussions after a further one or during enquiries, core groups between reviews.
BOX_STRATEGY, BOX_ENQUIRY = "WT2018 ch1 box: strategy discussion", "WT2018 ch1 box: section 47 enquiries"
BOX_OUTCOME = "WT2018 ch1 box: outcome of section 47 enquiries"
BOX_CONFERENCE, BOX_PLAN = (
    "WT2018 ch1 box: initial child protection conference",
    "WT2018 ch1 box: child protection plan",
)
BOX_REVIEW, BOX_END = "WT2018 ch1 box: review conference", "WT2018 ch1 box: discontinuing the plan"

# --- The meetings --------------------------------------------------------------------------------------------------------

PRACTITIONERS = (
    Capacity("social_worker", "Social worker", sectors=("local_authority",), at_least=1),
    Capacity("health", "Health", sectors=("health",), at_least=1),
    Capacity("police", "Police", sectors=("police",), at_least=1),
    Capacity("school", "School or nursery", sectors=("education",)),
    Capacity("referrer", "Referrer, or somebody from their agency"),
    Capacity("carers", "Residential or fostering service of a looked-after child"),
    Capacity("other", "Other agency or specialist"),
)
FAMILY = (
    Capacity("child", "The child", family=True),
    Capacity("parent", "Parent or carer", family=True),
    Capacity("advocate", "Advocate of the child or the family", family=True),
    Capacity("supporter", "Friend or supporter", family=True),
)
THREE = "WT2018 ch1 box: strategy discussion (at least a social worker, health and the police)"
STRATEGY = GatheringUse(
    code="strategy_discussion",
    title="Strategy discussion",
    duty="Share what is known, agree the criminal side, decide whether enquiries must be made and who does what by when.",
    file_kind="strategy_discussion",
    capacities=(Capacity("chair", "Chair", sectors=("local_authority",)), *PRACTITIONERS),
    quorum=Quorum(citation=THREE),
    chaired_by="chair",
    citation=BOX_STRATEGY,
    team=TeamOf("cwsa-macpt", "macpt.members"),
)
_CONFERENCE_PEOPLE = (
    Capacity("chair", "Chair", roles=("conference_chair",), at_least=1),
    Capacity("social_worker", "Social worker", sectors=("local_authority",), at_least=1),
    *(Capacity(one.code, one.title, one.sectors) for one in PRACTITIONERS[1:]),
    *FAMILY,
)
# No paragraph of the guidance gives a conference a quorum: the chair, the social worker who presents, one other body.
_LOCAL_QUORUM = Quorum(
    citation="No national number: the chair, the social worker and one other organisation", organisations=2, chair=True
)
_REPORTS = tuple(
    PaperUse(f"{code}_report", f"{title}'s report", code)
    for code, title in (
        ("social_worker", "Social worker"),
        ("health", "Health"),
        ("police", "Police"),
        ("school", "School"),
    )
)
CONFERENCE = GatheringUse(
    code="initial_conference",
    title="Initial child protection conference",
    duty="Bring together the family and those most involved, and decide what the child needs to be safe.",
    file_kind="protection_conference",
    capacities=_CONFERENCE_PEOPLE,
    quorum=_LOCAL_QUORUM,
    chaired_by="chair",
    citation=BOX_CONFERENCE,
    papers=_REPORTS,
    meets=("icpc.hold",),
)
REVIEW = GatheringUse(
    code="review_conference",
    title="Review conference",
    duty="Decide whether the child still suffers or is likely to suffer significant harm, and whether the plan goes on.",
    file_kind="protection_conference",
    capacities=_CONFERENCE_PEOPLE,
    quorum=_LOCAL_QUORUM,
    chaired_by="chair",
    citation=BOX_REVIEW,
    papers=_REPORTS,
)
CORE_GROUP = GatheringUse(
    code="core_group",
    title="Core group",
    duty="Turn the outline into the plan in detail, carry it out together, and change it where it does not work.",
    file_kind="core_group",
    capacities=(
        Capacity("lead", "Lead social worker", sectors=("local_authority",), at_least=1),
        *(Capacity(one.code, one.title, one.sectors) for one in PRACTITIONERS[1:]),
        *FAMILY,
    ),
    quorum=Quorum(citation="No national number: the lead social worker"),
    chaired_by="lead",
    citation=BOX_PLAN,
)

# --- Flow chart 4 ---------------------------------------------------------------------------------------------------------


def _done(kind: str) -> Any:
    return lambda record: kind in record.kinds_done


def _work(kind: str, applies: Any = None) -> Step:
    return Step(
        kind, rules.WORK[kind], "Social worker", _done(kind), "finish_enquiries",
        "child_protection:record-what-was-done", applies,
        BOX_ENQUIRY,
    )  # fmt: skip


YES_NO = (("yes", "Yes"), ("no", "No"))
DISCUSSED = (
    rules.meeting_chosen, rules.three_tasks_done, rules.risk_weighed, rules.family_decided, rules.seniority_said,
    rules.medical_decided, rules.others_considered,
)  # fmt: skip
REASONS = (rules.reasons_given,)


def _one(
    verb: str,
    sources: tuple[str, ...],
    to: str,
    event: str,
    given: tuple[Any, ...] = REASONS,
    citation: str = BOX_OUTCOME,
) -> Transition:
    return Transition(verb, sources, to, WORK, event, rules=given, citation=citation)


def _same(
    verb: str, stages: tuple[str, ...], event: str, given: tuple[Any, ...], citation: str, permission: str = WORK
) -> tuple[Transition, ...]:
    return tuple(
        Transition(verb, (stage,), stage, permission, event, rules=given, citation=citation) for stage in stages
    )


ENQUIRY_STAGES = (
    Stage("strategy_due", "Strategy discussion to be held"),
    Stage("quorum_gap", "Discussion held with somebody missing"),
    Stage("strategy_held", "Strategy discussion held"),
    Stage("further_strategy", "Further strategy discussion held"),
    Stage("no_s47", "No section 47 enquiries"),
    Stage("s47_started", "Section 47 enquiries"),
    Stage("enquiry_done", "Enquiries made, outcome to be decided"),
    Stage("not_substantiated", "Concerns not substantiated"),
    Stage("substantiated", "Substantiated, suffering or likely to suffer"),
    Stage("substantiated_no_risk", "Substantiated, not likely to suffer"),
    Stage("continue_s17", "Help goes on under section 17", ends=True),
    Stage("no_further_action", "No further action", ends=True),
    Stage("conference_requested", "Conference asked for by another agency"),
    Stage("difference", "Difference about a conference"),
    Stage("conference_due", "Initial conference to be held"),
    Stage("conference_held", "Initial conference held", ends=True),
)

ENQUIRY = Process(
    code="protection_enquiry",
    title="Strategy discussion and section 47 enquiries",
    duty=(
        "When a child may come to serious harm, social care, health and the police talk at once. The council then finds "
        "out if the child must be kept safe (WT2018 ch1)."
    ),
    first="strategy_due",
    stages=ENQUIRY_STAGES,
    transitions=(
        _one("hold_strategy", ("strategy_due", "quorum_gap"), "strategy_held", "strategy discussion held",
             (*DISCUSSED, rules.meeting_quorate)),
        _one("hold_strategy_with_gap", ("strategy_due",), "quorum_gap", "strategy discussion held without one of the three",
             (*DISCUSSED, rules.meeting_has_gap)),
        _one("record_exception", ("quorum_gap",), "strategy_held", "gap in attendance accepted as an exception",
             (rules.exception_decided,)),
        _one("hold_further_strategy", ("strategy_held",), "further_strategy", "further strategy discussion held",
             (*DISCUSSED, rules.gap_explained)),
        _one("hold_further_strategy", ("further_strategy",), "further_strategy", "further strategy discussion held",
             (*DISCUSSED, rules.gap_explained), "WT-STR-02; design"),
        _one("hold_further_strategy", ("s47_started",), "s47_started", "further strategy discussion held during enquiries",
             (*DISCUSSED, rules.gap_explained), "WT-STR-02; WT-S47O-06; design"),
        _one("start_enquiries", ("strategy_held", "further_strategy"), "s47_started", "section 47 enquiries started",
             (rules.joint_or_single, rules.information_planned, rules.legal_action_decided, rules.reasons_given,
              rules.actions_agreed)),
        _one("decide_no_enquiries", ("strategy_held",), "no_s47", "section 47 enquiries not required"),
        _one("decide_no_enquiries", ("further_strategy",), "no_s47", "section 47 enquiries not required",
             citation="WT-STR-07; design"),
        _one("continue_help", ("no_s47", "not_substantiated", "substantiated_no_risk"), "continue_s17",
             "help goes on under section 17", (rules.reasons_given, rules.help_decided)),
        _one("review_help", ("continue_s17",), "continue_s17", "what the help changed was looked at", (rules.impact_written,)),
        _one("take_no_further_action", ("no_s47",), "no_further_action", "no further action"),
        _one("record_work", ("s47_started",), "s47_started", "work of the enquiry recorded",
             (rules.work_written, rules.not_later_than_now), BOX_ENQUIRY),
        _one("ask_agencies", ("s47_started",), "s47_started", "agencies asked for information", (rules.agencies_asked,),
             BOX_ENQUIRY),
        _one("finish_enquiries", ("s47_started",), "enquiry_done", "enquiries made"),
        _one("find_not_substantiated", ("enquiry_done",), "not_substantiated", "concerns not substantiated",
             (rules.reasons_given, rules.late_reason_given), BOX_OUTCOME),
        _one("find_substantiated", ("enquiry_done",), "substantiated", "substantiated: suffering or likely to suffer",
             (rules.reasons_given, rules.late_reason_given), BOX_OUTCOME),
        _one("find_no_risk", ("enquiry_done",), "substantiated_no_risk", "substantiated: not likely to suffer",
             (rules.reasons_given, rules.late_reason_given), f"{BOX_OUTCOME}; design"),
        _one("convene_conference", ("substantiated",), "conference_due", "initial conference to be held",
             (rules.reasons_given, rules.conference_timed, rules.specialists_considered)),
        # Where an agency asked for it, or the child moved in with a plan, it is due before its days are set.
        _one("convene_conference", ("conference_due",), "conference_due", "days of the initial conference set",
             (rules.reasons_given, rules.conference_timed, rules.specialists_considered)),
        _one("take_over_plan", ("strategy_due",), "conference_due", "child moved in with a plan: a conference is held",
             (rules.moved_in,), f"{BOX_END}; WT-END-02"),
        _one("prepare_family", ("conference_due",), "conference_due", "family prepared for the conference",
             (rules.family_ready,)),
        _one("write_report", ("conference_due",), "conference_due", "social worker's report written",
             (rules.report_whole,), BOX_CONFERENCE),
        _one("share_report", ("conference_due",), "conference_due", "decided whether a report is shared with the parents",
             (rules.sharing_decided,)),
        _one("request_conference", ("not_substantiated", "continue_s17"), "conference_requested",
             "conference asked for by another agency", (rules.asker_named,), BOX_OUTCOME),
        _one("agree_conference", ("conference_requested",), "conference_due", "conference agreed after it was asked for"),
        _one("refuse_conference", ("conference_requested",), "difference", "conference refused; the difference goes on"),
        _one("resolve_with_conference", ("difference",), "conference_due", "difference resolved: a conference is held",
             (rules.resolver_named,)),
        _one("resolve_without_conference", ("difference",), "continue_s17", "difference resolved: no conference",
             (rules.resolver_named,)),
        _one("hold_conference", ("conference_due",), "conference_held", "initial conference held",
             (rules.meeting_chosen, rules.reports_decided, rules.absent_explained, rules.chair_fit), BOX_CONFERENCE),
        # Not drawn in the charts: a child known before birth is born at any time, also after this record has come to its end.
        *_same("record_birth", tuple(one.code for one in ENQUIRY_STAGES), "birth recorded", (rules.birth_whole,),
               "WT2018 fn1; WT-END-03; design"),
    ),
    clocks=(
        ClockUse("s47.complete", "point of referral", "find_not_substantiated", "the social worker"),
        ClockUse("cpplan.transfer_in", "when the other authority told of the move", "hold_conference", "the social worker"),
        ClockUse("icpc.hold", "the discussion that started section 47 enquiries", "hold_conference", "the social worker"),
    ),
    steps=(
        _work("child_seen"),
        _work("parents"),
        _work("history"),
        _work("other_children"),
        _work("welfare_strand"),
        _work("health"),
        _work("criminal_decision", lambda record: record.joint),
        _work("evidence_shared", lambda record: record.joint),
        _work("police_strand", lambda record: record.joint),
        Step("family_ready", "Prepare the child and the parents, and offer an advocate", "Social worker",
             lambda record: record.preparations.exists(), "hold_conference", "child_protection:record-prepare", None,
             BOX_OUTCOME),
        Step("report", "Write the social worker's report, and share it with the family", "Social worker",
             lambda record: record.reports.filter(for_review=False).exists(), "hold_conference",
             "child_protection:record-report", None, BOX_CONFERENCE),
    ),
    decisions=(
        DecisionPoint("s47", "Must section 47 enquiries be made?", YES_NO, "The discussion", BOX_STRATEGY),
        DecisionPoint(
            "outcome", "What did the enquiries find?",
            (("not_substantiated", "Not substantiated"), ("no_risk", "Substantiated, not likely to suffer"),
             ("substantiated", "Substantiated, suffering or likely to suffer")), "The social worker", BOX_OUTCOME,
        ),
    ),
    gatherings=(STRATEGY, CONFERENCE),
    requests=(
        RequestUse("information", "What the agency knows that bears on the enquiry", "Each agency the social worker chooses",
                   "", BOX_ENQUIRY),
    ),
)  # fmt: skip

# --- Flow chart 5 ---------------------------------------------------------------------------------------------------------

BEFORE_REVIEW = ("on_plan", "core_group_met", "plan_detailed", "core_group_next")
ON_PLAN = (*BEFORE_REVIEW, "review_held", "continued", "later_review", "proceedings", "moved", "received")
ENDED = ("ended_risk", "ended_moved", "ended_18", "ended_died", "ended_left_uk")
OPEN_LINES = ("conference_held", *BEFORE_REVIEW, "review_held", "continued", "later_review", "proceedings")
HELD = (rules.meeting_chosen, rules.meeting_findings)
GROUP = (*HELD, rules.absent_heard)
REVIEWED = (*HELD, rules.report_before_review, rules.reports_decided, rules.absent_explained, rules.same_chair)
BETWEEN = ("plan_detailed", "continued", "moved")


PLAN = Process(
    code="protection_plan",
    title="Child protection plan",
    duty=(
        "The family and those who know the child make a plan to keep the child safe. It is looked at again and again, and "
        "ends only for a set reason (WT2018 ch1)."
    ),
    first="conference_held",
    stages=(
        Stage("conference_held", "Conference held, decision to be recorded"),
        Stage("not_on_plan", "No plan made"),
        Stage("continue_s17", "Help goes on under section 17", ends=True),
        Stage("on_plan", "Plan made, first core group to meet"),
        Stage("core_group_met", "Core group met, plan to be written in detail"),
        Stage("plan_detailed", "Plan in detail"),
        Stage("core_group_next", "Core group met again"),
        Stage("review_held", "First review held, decision to be recorded"),
        Stage("continued", "Plan goes on"),
        Stage("later_review", "Review held, decision to be recorded"),
        Stage("proceedings", "Family proceedings"),
        Stage("moved", "Moved: the receiving authority is told"),
        Stage("received", "The receiving authority held its conference"),
        Stage("ended_risk", "Ended: no longer likely to suffer"),
        Stage("ended_moved", "Ended: another authority has it"),
        Stage("ended_18", "Ended: 18 years old"),
        Stage("ended_died", "Ended: the child died"),
        Stage("ended_left_uk", "Ended: left the United Kingdom for good"),
        Stage("notified", "Ended, and agencies told"),
        Stage("support_considered", "Ended, further support considered", ends=True),
    ),
    transitions=(
        _one("make_plan", ("conference_held",), "on_plan", "plan made",
             (rules.category_chosen, rules.lead_appointed, rules.reasons_given, rules.dates_set, rules.legal_action_decided,
              rules.foreign_link_considered), BOX_CONFERENCE),
        _one("decide_no_plan", ("conference_held",), "not_on_plan", "no plan made", citation=f"{BOX_CONFERENCE}; design"),
        _one("continue_help", ("not_on_plan",), "continue_s17", "help goes on under section 17", citation=BOX_CONFERENCE),
        *_same("add_member", OPEN_LINES, "core group member named", (rules.member_named,), BOX_CONFERENCE),
        *_same("add_item", OPEN_LINES, "line of the plan agreed", (rules.item_whole,), BOX_PLAN),
        *_same("close_item", OPEN_LINES[1:], "line of the plan closed", (rules.item_chosen, *REASONS), BOX_PLAN),
        *_same("change_lead", OPEN_LINES[1:], "another lead social worker named", (rules.other_lead,), BOX_PLAN),
        *_same("record_contact", OPEN_LINES[1:], "direct work with the child recorded",
               (rules.contact_whole, rules.not_later_than_now), BOX_PLAN),
        *_same("supervise", OPEN_LINES[1:], "supervision held", (rules.supervised_by_another,), "WT2018 ch1 ¶67",
               permission=SUPERVISE),
        *_same("begin_assessment", OPEN_LINES[1:], "in-depth assessment begun or gone on with", (rules.question_written,),
               BOX_PLAN),
        *_same("write_report", BETWEEN, "report to the review written", (rules.report_whole,), BOX_REVIEW),
        *_same("share_report", BETWEEN, "decided whether a report is shared with the parents", (rules.sharing_decided,),
               BOX_REVIEW),
        _one("hold_first_core_group", ("on_plan",), "core_group_met", "first core group met", GROUP, BOX_PLAN),
        _one("detail_plan", ("core_group_met", "core_group_next"), "plan_detailed", "plan written in detail",
             (rules.reasons_given, rules.plan_explained, rules.assessment_contributed), BOX_PLAN),
        _one("hold_core_group", ("plan_detailed",), "core_group_next", "core group met", GROUP, BOX_PLAN),
        _one("hold_core_group", ("continued",), "continued", "core group met", GROUP,
             "WT-CPP-14; design"),
        # A plan goes on here until the receiving authority held its conference: so do its core groups and reviews.
        _one("hold_core_group", ("moved",), "moved", "core group met", GROUP, f"{BOX_END}; design"),
        _one("hold_review", ("moved",), "moved", "review held", REVIEWED, f"{BOX_END}; design"),
        _one("hold_first_review", ("plan_detailed",), "review_held", "first review held", REVIEWED, BOX_REVIEW),
        _one("hold_review", ("continued",), "later_review", "review held", REVIEWED, BOX_REVIEW),
        _one("continue_plan", ("review_held", "later_review", "proceedings"), "continued", "plan goes on",
             (rules.reasons_given, rules.next_review_set), BOX_REVIEW),
        _one("start_proceedings", ("review_held", "later_review"), "proceedings", "family proceedings decided",
             (rules.reasons_given, rules.other_children_considered), BOX_REVIEW),
        _one("end_no_longer_at_risk", ("review_held", "later_review"), "ended_risk", "plan ended: no longer likely to suffer",
             citation=BOX_END),
        _one("notify_move", (*BEFORE_REVIEW, "continued"), "moved", "receiving authority told of a permanent move",
             (rules.authority_named,), BOX_END),
        _one("record_receiving_conference", ("moved",), "received", "receiving authority's conference recorded",
             (rules.their_conference_held,), BOX_END),
        _one("end_moved", ("received",), "ended_moved", "plan ended: another authority has it", citation=BOX_END),
        _one("end_at_eighteen", ("continued",), "ended_18", "plan ended: 18 years old",
             (rules.eighteen, rules.reasons_given), BOX_END),
        _one("end_died", ON_PLAN, "ended_died", "plan ended: the child died", citation=BOX_END),
        _one("end_left_uk", ON_PLAN, "ended_left_uk", "plan ended: left the United Kingdom", citation=BOX_END),
        _one("notify_agencies", ENDED, "notified", "agencies told that the plan ended", (rules.everybody_told,), BOX_END),
        _one("consider_support", ("notified",), "support_considered", "further support considered", citation=BOX_END),
    ),
    clocks=(
        ClockUse("coregroup.first", "make_plan", "hold_first_core_group", "the core group"),
        ClockUse("cpplan.circulate", "make_plan", "detail_plan", "the lead social worker"),
        ClockUse("rcpc.first", "initial conference", "hold_first_review", "the lead social worker"),
        ClockUse("rcpc.next", "previous review", "hold_review", "the lead social worker"),
        ClockUse("cpplan.transfer_in", "notify_move", "record_receiving_conference", "the receiving authority"),
    ),
    steps=(
        Step("core_group", "Name the core group", "The conference", lambda plan: plan.members.exists(), "make_plan",
             "child_protection:plan-add-member", None, BOX_CONFERENCE),
        Step("outline", "Write the outline plan: what must change, by how much, by when", "The conference",
             lambda plan: plan.items.exists(), "make_plan", "child_protection:plan-add-item", None, BOX_CONFERENCE),
    ),
    decisions=(
        DecisionPoint("plan", "Is a plan made, and in which category?", YES_NO, "The conference", BOX_CONFERENCE),
        DecisionPoint("go_on", "Is the child still suffering, or likely to suffer, significant harm?", YES_NO,
                      "The review conference", BOX_REVIEW),
    ),
    gatherings=(REVIEW, CORE_GROUP),
    outputs=(Output("Notice that the plan ended", "Every agency invited to the initial conference", "once ended", BOX_END),),
)  # fmt: skip

PROCESSES = (ENQUIRY, PLAN, RETURN, ASKING)
