"""The process of a legacy serious case review, and of an agency's own part in it (Hertfordshire 2007, 14.4)."""

from collections.abc import Iterable
from typing import Any

from sharedduty.foundations.gatherings.api import Capacity, GatheringUse, Quorum
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
from sharedduty.modules.action_plans.api import START as ACTION_PLAN
from sharedduty.modules.serious_case_review.policy import MEETING_KIND
from sharedduty.modules.serious_case_review.rules import considering, ending, noting, reviewing, standing, writing

WORK, READ, WRITE = "scr_work", "scr_read", "scr_write"
REFERRED, RECOMMENDED, SCOPING, REVIEWING = "referred", "recommended", "scoping", "reviewing"
OVERVIEW, PANEL, BOARD, SIGNED = "overview", "panel", "board", "signed"
PUBLISHED, UNPUBLISHED, DECLINED, CLOSED, KEPT = "published", "unpublished", "declined", "closed", "kept"
DURING = (SCOPING, REVIEWING, OVERVIEW, PANEL, BOARD)
AFTER = (PUBLISHED, UNPUBLISHED)
HELD = (*DURING, SIGNED, *AFTER)
LIVE = (REFERRED, RECOMMENDED, DECLINED, *HELD)
ASKED, ENDORSED, SENT, NIL, STOPPED = "asked", "endorsed", "sent", "nil", "stopped"

PANEL_MEETING = GatheringUse(
    code="case_review_panel",
    title="Meeting of the serious case review panel",
    duty="Consider the case and recommend to the chair whether a review is held.",
    file_kind=MEETING_KIND,
    capacities=(
        Capacity("chair", "Chair of the panel", at_least=1),
        Capacity("social_care", "Social care", sectors=("local_authority",), at_least=1),
        Capacity("health", "Health", sectors=("health",), at_least=1),
        Capacity("education", "Education", at_least=1),
        Capacity("police", "Police", sectors=("police",), at_least=1),
        Capacity("manager", "Manager of the board", roles=("business_manager",)),
    ),
    quorum=Quorum(citation="HE 14.4.22 (four services)", chair=True),
    chaired_by="chair",
    citation="HE-SCR-17",
)
GROUP_MEETING = GatheringUse(
    code="case_review_group",
    title="Meeting of the working group",
    duty="Agree the scope, look at what agencies found, and agree overview and summary.",
    file_kind=MEETING_KIND,
    capacities=(
        Capacity("chair", "Chair of the working group", at_least=1),
        Capacity("author", "Independent report writer"),
        Capacity("member", "Member of the working group"),
        Capacity("guest", "Guest, or author of a management review"),
        Capacity("manager", "Manager of the board", roles=("business_manager",)),
    ),
    quorum=Quorum(citation="HE 14.4.30 (chaired by a member of the Strategic Board)", chair=True),
    chaired_by="chair",
    citation="HE-SCR-28",
)


def _stay(verb: str, stages: Iterable[str], event: str, permission: str = WORK, **more: Any) -> tuple[Transition, ...]:
    """A step that leaves the record at the stage it stands at, one for each stage it may be taken in."""
    return tuple(Transition(verb, (stage,), stage, permission, event, **more) for stage in stages)


# Where each kind of note may be made.
_NOTED: dict[str, tuple[str, ...]] = {
    "lesson": (REFERRED, RECOMMENDED, *HELD), "family": (*DURING, SIGNED), "process": (REFERRED, RECOMMENDED, *DURING, SIGNED),
    "area": (REFERRED, RECOMMENDED, *DURING), "route": (REFERRED, RECOMMENDED, *DURING),
    "institution": (REFERRED, RECOMMENDED, *DURING), "progress": DURING, "guest": DURING, "findings": (DECLINED,),
    "plan": (SIGNED, *AFTER), "debrief": (BOARD, SIGNED, *AFTER), "spread": (BOARD, SIGNED, *AFTER), "use": (SIGNED, *AFTER),
    "feedback": (SIGNED, *AFTER), "condition": HELD,
}  # fmt: skip
_NOTES = tuple(
    step
    for one in noting.NOTES
    for step in _stay(one.verb, _NOTED[one.code], one.event, rules=(noting.note_whole,), records=("note",),
                      citation=one.citation)
)  # fmt: skip
_CONSIDER = (
    *_stay("name_person", LIVE, "person named", rules=(considering.person_whole,), records=("person",), citation="HE-SCR-12"),
    *_stay("tell_chair", (REFERRED,), "chair told", rules=(considering.telling_whole,), records=("chair_told_at",),
           citation="HE-SCR-14, HE-SCR-24"),
    *_stay("send_notice", LIVE, "notice sent", rules=(considering.notice_whole,), records=("notice",),
           citation="HE-SCR-10, HE-SCR-15, HE-SCR-16, HE-SCR-22, HE-SCR-23; HE-DIS-02, HE-DIS-04"),
    *_stay("notify_inspectorate", LIVE, "inspectorate notified", rules=(considering.incident_whole,), records=("notice",),
           citation="HE-NOT-01, HE-NOT-03, HE-NOT-04"),
    *_stay("record_reply", LIVE, "reply received", rules=(considering.reply_whole,), records=("reply",),
           citation="HE-SCR-15; HE-NOT-04"),
    *_stay("consider", (REFERRED,), "considered", rules=(considering.list_whole, considering.whys_given),
           records=("consideration",), citation="HE-SCR-03, HE-SCR-04, HE-SCR-05"),
    Transition("recommend", (REFERRED,), RECOMMENDED, WORK, "panel recommended",
               rules=(considering.chair_knows, considering.recommendation_whole), records=("recommendation",),
               citation="HE-SCR-17, HE-SCR-19, HE-SCR-20"),
    Transition("hold_review", (RECOMMENDED,), SCOPING, WORK, "chair decided to hold a review",
               rules=(considering.decision_whole,), records=("decision",), citation="HE-SCR-21"),
    Transition("decline", (RECOMMENDED,), DECLINED, WORK, "chair decided to hold none",
               rules=(considering.decision_whole,), records=("decision",), citation="HE-SCR-03, HE-SCR-06, HE-SCR-21"),
    Transition("close_declined", (DECLINED,), CLOSED, WORK, "closed without a review",
               rules=(considering.reason_given, considering.no_review_told), citation="HE-SCR-19, HE-SCR-23"),
    Transition("keep", (REFERRED, RECOMMENDED, *HELD), KEPT, WORK, "kept as it ended",
               rules=(considering.ended_elsewhere,), citation="HE-SCR-33"),
)  # fmt: skip
_REVIEW = (
    *_stay("nominate", DURING, "nominated", rules=(reviewing.nomination_whole,), records=("nomination",),
           citation="HE-SCR-26, HE-SCR-27; HE-OVR-07"),
    *_stay("end_nomination", DURING, "nomination ended", rules=(reviewing.nomination_ends,), records=("ended_on",),
           citation="HE-SCR-26"),
    *_stay("agree_scope", DURING, "scope agreed", rules=(reviewing.scope_whole, considering.list_whole), records=("scope",),
           citation="HE-SCR-29, HE-SCR-30, HE-SCR-31, HE-SCR-35"),
    *_stay("hold_first_meeting", (SCOPING,), "first meeting held", rules=(reviewing.meeting_whole,),
           records=("first_meeting_at",), citation="HE-SCR-28, HE-SCR-32"),
    *_stay("agree_extension", (*DURING,), "another timescale agreed", rules=(reviewing.extension_whole,),
           records=("agreed_until_on",), citation="HE-SCR-33, HE-SCR-34"),
    *_stay("ask_agencies", (SCOPING, REVIEWING), "agencies asked for management reviews", rules=(reviewing.asking_whole,),
           records=("management review",), citation="HE-SCR-39"),
    *_stay("stop_waiting", (SCOPING, REVIEWING), "agency no longer waited for", rules=(reviewing.stopping_whole,),
           records=("management review",), citation="HE-IMR-13"),
    Transition("begin_reviews", (SCOPING,), REVIEWING, WORK, "scope set, agencies review", citation="HE-SCR-28, HE-SCR-39"),
    Transition("start_overview", (REVIEWING,), OVERVIEW, WORK, "overview begun",
               rules=(reviewing.parts_settled, reviewing.accounts_answered), citation="HE-OVR-02; HE-CHR-03"),
    *_stay("write_overview", (OVERVIEW, PANEL, BOARD), "overview written", rules=(considering.list_whole,),
           records=("overview",), citation="HE-OVR-01, HE-OVR-02, HE-OVR-03, HE-OVR-04, HE-OVR-05"),
    *_stay("recommend_action", (OVERVIEW, PANEL, BOARD, SIGNED), "recommendation made",
           rules=(reviewing.recommendation_whole, reviewing.few_enough), records=("recommendation",),
           citation="HE-ACT-01; HE-OVR-06"),
    *_stay("confirm_fairness", (OVERVIEW, PANEL, BOARD), "contributor confirmed", rules=(reviewing.fairness_whole,),
           records=("confirmation",), citation="HE-OVR-09"),
    *_stay("plan_disclosure", (*DURING, SIGNED), "disclosure planned",
           rules=(considering.list_whole, ending.disclosure_whole), records=("disclosure",),
           citation="HE-DIS-01, HE-DIS-03"),
    Transition("agree_overview", (OVERVIEW,), PANEL, WORK, "overview agreed by the group",
               rules=(reviewing.overview_there, reviewing.gate_whole), citation="HE-OVR-08"),
    Transition("satisfy_panel", (PANEL,), BOARD, WORK, "panel content, recommended to the board",
               rules=(reviewing.gate_whole,), citation="HE-OVR-08"),
    Transition("send_back", (PANEL, BOARD), OVERVIEW, WORK, "overview sent back", rules=(considering.reason_given,),
               citation="HE-OVR-08"),
    Transition("sign_off", (BOARD,), SIGNED, WORK, "signed off by the board",
               rules=(reviewing.gate_whole, reviewing.contributors_confirmed, ending.sign_off_whole),
               records=("completed_at",), citation="HE-OVR-08, HE-OVR-09; HE-SCR-33"),
)  # fmt: skip
_FOLLOW = (
    *_stay("sign_up", (SIGNED, *AFTER), "body signed up", rules=(ending.sign_up_whole,), records=("sign_ups",),
           citation="HE-ACT-01"),
    *_stay("write_summary", (SIGNED,), "summary written", rules=(considering.list_whole, ending.summary_whole),
           records=("summary",), citation="HE-EXS-01, HE-EXS-02"),
    *_stay("clear_summary", (SIGNED,), "summary cleared", rules=(ending.clearance_whole,), records=("clearance",),
           citation="HE-EXS-01"),
    *_stay("protect_word", (SIGNED,), "word protected", rules=(ending.word_whole,), records=("protected word",),
           citation="HE-EXS-03"),
    *_stay("let_stand", (SIGNED,), "a place let stand", rules=(ending.justification_whole,), records=("justification",),
           citation="HE-EXS-03"),
    Transition("publish", (SIGNED,), PUBLISHED, WORK, "summary made public", rules=(
        ending.cleared, ending.courts_ended, ending.names_clean, ending.briefed_ahead,
    ), records=("published_at", "publication"), citation="HE-EXS-02, HE-EXS-03; HE-DIS-04"),
    Transition("keep_back", (SIGNED,), UNPUBLISHED, WORK, "ended without a public summary",
               rules=(ending.unpublished_whole,), citation="HE-EXS-02"),
    Transition("close", AFTER, CLOSED, WORK, "closed",
               rules=(considering.reason_given, ending.plan_taken_up, ending.copies_sent), citation="HE-ACT-03; HE-DIS-02"),
)  # fmt: skip
_UNIT, _ROOM = "The manager of the board", "serious_case_review"
_STEPS = (
    Step("chair", "Tell the chair", _UNIT, standing.chair_told, "recommend", f"{_ROOM}:tell-chair", citation="HE-SCR-14"),
    Step("secure", "Ask agencies to secure their files", _UNIT, standing.files_secured, "recommend", f"{_ROOM}:notice",
         citation="HE-SCR-15"),
    Step("circulate", "Send the referral to the members of the panel", _UNIT, standing.panel_has_it, "recommend",
         f"{_ROOM}:notice", citation="HE-SCR-16"),
    Step("consider", "Go through criteria and questions", "The panel", standing.considered, "recommend",
         f"{_ROOM}:consider", citation="HE-SCR-04, HE-SCR-05"),
    Step("group_chair", "Nominate the chair of the group", "The chair of the board", standing.group_chaired, "begin_reviews",
         f"{_ROOM}:nominate", citation="HE-SCR-26"),
    Step("author", "Nominate the independent report writer", "The chair of the group", standing.author_found, "begin_reviews",
         f"{_ROOM}:nominate", standing.group_chaired, "HE-SCR-27"),
    Step("first_meeting", "Hold the first meeting of the group", _UNIT, standing.first_met, "begin_reviews",
         f"{_ROOM}:first-meeting", citation="HE-SCR-28"),
    Step("scope", "Answer the scoping questions", "The working group", standing.scope_agreed, "begin_reviews",
         f"{_ROOM}:scope", citation="HE-SCR-29"),
    Step("told", "Tell inspectorate and health authority of the review", "Department; health", standing.told_of_review,
         "start_overview", f"{_ROOM}:notice", standing.group_chaired, "HE-SCR-22"),
    Step("family", "Offer the family a part", "The working group", standing.family_offered, "start_overview",
         f"{_ROOM}:family", standing.scope_agreed, "HE-SCR-40"),
    Step("asked", "Ask agencies for management reviews", _UNIT, standing.agencies_asked, "start_overview", f"{_ROOM}:ask",
         standing.scope_agreed, "HE-SCR-39"),
    Step("overview", "Write the overview", "The report writer", standing.overview_written, "agree_overview",
         f"{_ROOM}:overview", citation="HE-OVR-02"),
    Step("disclosure", "Decide who may know what", "The board", standing.disclosure_planned, "sign_off",
         f"{_ROOM}:disclosure", citation="HE-DIS-01"),
    Step("summary", "Write the executive summary", "The chair of the group", standing.summary_written, "publish",
         f"{_ROOM}:summary", standing.is_signed, "HE-EXS-01"),
    Step("copies", "Send copies to the two national bodies", _UNIT, standing.copies_out, "", f"{_ROOM}:notice",
         standing.is_signed, "HE-DIS-02"),
    Step("signatures", "Have each recommendation signed up to", "Each body", standing.signed_up, "close", f"{_ROOM}:signature",
         standing.is_signed, "HE-ACT-01"),
    Step("plans", "Take in the agencies' plans", "Operational Board", standing.plans_in, "close", f"{_ROOM}:plan",
         standing.is_signed, "HE-ACT-02"),
    Step("debriefs", "Debrief staff, family and media", "The board", standing.debriefed, "", f"{_ROOM}:debrief",
         standing.is_signed, "HE-DIS-05"),
    Step("learning", "Plan how learning is spread", "The board", standing.learning_spread, "", f"{_ROOM}:spread",
         standing.is_signed, "HE-LRN-01"),
)  # fmt: skip

PROCESS = Process(
    code="serious_case_review",
    title="Serious case review (older law)",
    duty=(
        "A case begun before serious case reviews ended is carried on, or kept, by the arrangements it was begun under: the "
        "panel considers, the chair decides, agencies review their own work, an overview says what is learned "
        "(Hertfordshire 2007, 14.4)."
    ),
    first=REFERRED,
    stages=(
        Stage(REFERRED, "With the panel"),
        Stage(RECOMMENDED, "With the chair"),
        Stage(SCOPING, "Working group sets the scope"),
        Stage(REVIEWING, "Agencies review their own work"),
        Stage(OVERVIEW, "Overview being written"),
        Stage(PANEL, "Overview with the panel"),
        Stage(BOARD, "Overview with the board"),
        Stage(SIGNED, "Signed off"),
        Stage(PUBLISHED, "Summary public"),
        Stage(UNPUBLISHED, "Ended without a public summary"),
        Stage(DECLINED, "No review"),
        Stage(CLOSED, "Closed", ends=True),
        Stage(KEPT, "Kept as it ended", ends=True),
    ),
    transitions=(*_CONSIDER, *_REVIEW, *_FOLLOW, *_NOTES),
    clocks=(
        ClockUse("scr.decision", "the chair is told", "hold_review or decline", "the chair"),
        ClockUse("scr.workinggroup.first", "the chair decides to hold a review", "hold_first_meeting", "the working group"),
        ClockUse("scr.complete", "the chair decides to hold a review", "sign_off", "the board"),
    ),
    steps=_STEPS,
    decisions=(
        DecisionPoint("outcome", "What does the panel recommend?", (
            ("review", "A serious case review"), ("small_review", "A management review or a small audit"),
            ("no_review", "No review"),
        ), "The panel of four services", "HE-SCR-19"),
        DecisionPoint("holds", "Is there a review?", (("yes", "There is a review"), ("no", "There is no review")),
                      "The chair of the board", "HE-SCR-21"),
    ),
    gatherings=(PANEL_MEETING, GROUP_MEETING),
    requests=(RequestUse("management_review", "Its own management review, or a nil return", "Each agency involved",
                         citation="HE-SCR-39"),),
    outputs=(
        Output("Overview, plan and management reports", "Two national bodies", "on receipt of the overview", "HE-DIS-02"),
        Output("The executive summary", "Anybody", "at the end of court proceedings", "HE-EXS-03"),
    ),
)  # fmt: skip
PART = Process(
    code="management_review",
    title="An agency's management review",
    duty=(
        "An agency looks at its own work in a case through somebody who had no part in it, and a senior officer stands behind "
        "what is found (Hertfordshire 2007, 14.4.37 to 14.4.53)."
    ),
    first=ASKED,
    stages=(
        Stage(ASKED, "Being written"), Stage(ENDORSED, "Endorsed, to be submitted"), Stage(SENT, "Submitted"),
        Stage(NIL, "Nil return", ends=True), Stage(STOPPED, "No longer waited for", ends=True),
    ),
    transitions=(
        *_stay("name_author", (ASKED,), "author named", WRITE, rules=(writing.author_independent,), records=("author",),
               citation="HE-IMR-01"),
        *_stay("write_report", (ASKED,), "report written", WRITE,
               rules=(writing.author_named, writing.report_whole, writing.why_and_not_only_what), records=("report",),
               citation="HE-IMR-02, HE-IMR-03, HE-IMR-12"),
        *_stay("add_advice", (ASKED,), "recommendation added", WRITE, rules=(writing.advice_whole,), records=("advice",),
               citation="HE-IMR-09, HE-IMR-10"),
        *_stay("add_note", (ASKED, ENDORSED, SENT), "work noted", WRITE, rules=(writing.note_whole,), records=("note",),
               citation="HE-IMR-04, HE-IMR-05, HE-IMR-06, HE-IMR-07, HE-IMR-11"),
        *_stay("attach", (ASKED, ENDORSED, SENT), "document attached", WRITE, rules=(writing.attached_whole,),
               records=("paper",), citation="HE-IMR-11"),
        Transition("endorse", (ASKED,), ENDORSED, WRITE, "endorsed by a senior officer",
                   rules=(writing.endorsement_whole,), records=("endorsed_by",), citation="HE-IMR-08, HE-IMR-09"),
        Transition("take_back", (ENDORSED,), ASKED, WRITE, "taken back to be mended", rules=(writing.reason_given,),
                   citation="HE-IMR-08"),
        Transition("submit", (ENDORSED,), SENT, WRITE, "submitted", records=("submitted_at",), citation="HE-IMR-08"),
        Transition("return_nil", (ASKED,), NIL, WRITE, "nil return", rules=(writing.nil_whole,), records=("nil return",),
                   citation="HE-IMR-13"),
        Transition("stop", (ASKED, ENDORSED), STOPPED, WORK, "no longer waited for", rules=(writing.reason_given,),
                   records=("stopped_because",), citation="HE-IMR-13"),
    ),
)  # fmt: skip
PROCESSES = (PROCESS, PART)
__all__ = ["ACTION_PLAN", "PART", "PROCESS", "PROCESSES"]
