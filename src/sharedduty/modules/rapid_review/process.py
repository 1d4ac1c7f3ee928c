"""The process of a rapid review: from the notice of an incident to the Panel's reply (WT2018 ch4 ¶20-25; GL-RR)."""

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
from sharedduty.modules.rapid_review.rules import deciding, gathering, sending, standing

WORK, READ, DISAGREE = "rapid_work", "rapid_read", "rapid_disagree"
GATHERING, MET, DECIDED, SENT, REPLIED = "gathering", "met", "decided", "sent", "replied"
BEFORE, AFTER = (GATHERING, MET), (DECIDED, SENT, REPLIED)
LIVE = (*BEFORE, *AFTER)
START, PRACTICE = "rapid review", "practice review"  # what the hand-overs are called: that taken up, that left

MEETING = GatheringUse(
    code="rapid_review_meeting",
    title="Rapid review meeting",
    duty="Gather what is known, see what must be done at once, see what could be better, and decide what follows.",
    file_kind="rapid_review_meeting",
    capacities=(
        Capacity("chair", "Chair of the review", at_least=1),
        Capacity("business_manager", "Business manager", roles=("business_manager",), at_least=1),
        Capacity("coordinator", "Review coordinator, who organises and takes the minutes", at_least=1),
        Capacity("council", "The local authority", sectors=("local_authority",), at_least=1),
        Capacity("health", "The integrated care board, or health for it", sectors=("health",), at_least=1),
        Capacity("police", "The police", sectors=("police",), at_least=1),
        Capacity("agency", "Lead of another agency"),
        Capacity("independent_chair", "Independent chair of the partnership"),
        Capacity("practitioner", "Front-line practitioner chosen for the case"),
        Capacity("child_death", "Child death review"),
    ),
    quorum=Quorum(
        citation="GA2019 L1031 and L1044 (core members, deputies); WT2018 ch3 (the three safeguarding partners)",
        chair=True,
    ),
    chaired_by="chair",
    citation="GA2019 L1031",
)


def _stay(verb: str, stages: Iterable[str], event: str, permission: str = WORK, **more: Any) -> tuple[Transition, ...]:
    """A step that leaves the review at the stage it stands at, one for each stage it may be taken in."""
    return tuple(Transition(verb, (stage,), stage, permission, event, **more) for stage in stages)


_GATHER = (
    *_stay("name_child", BEFORE, "child named", rules=(gathering.child_whole,), records=("child",), citation="GL-RR-01"),
    *_stay(
        "name_member", BEFORE, "member named", rules=(gathering.member_whole,), records=("member",), citation="GL-RR-11"
    ),
    *_stay(
        "give_notice", BEFORE, "notice given", rules=(gathering.notice_possible,), records=("told_at",),
        citation="GL-RR-04",
    ),
    *_stay(
        "confirm_member", BEFORE, "member confirmed", rules=(gathering.confirmation_whole,), records=("confirmed_at",),
        citation="GL-RR-10",
    ),
    *_stay("ask_agencies", BEFORE, "agencies asked", rules=(gathering.asking_whole,), records=("requests",),
           citation="GL-RR-05"),
    *_stay("chase_agency", BEFORE, "agency chased", rules=(gathering.still_waited_for,), citation="GL-RR-05, GL-RR-19"),
    *_stay("secure_file", BEFORE, "records secured", rules=(gathering.file_whole,), records=("secured file",),
           citation="GL-RR-04"),
    *_stay("write_findings", BEFORE, "aims answered", rules=(gathering.findings_whole,), records=("findings",),
           citation="WT-RR-04; GL-RR-03"),
    Transition(
        "take_in_meeting", (GATHERING,), MET, WORK, "meeting held", rules=(gathering.meeting_chosen,),
        records=("meeting", "met_at", "quorate"), citation="GL-RR-06",
    ),
    Transition("set_aside", BEFORE, "set_aside", WORK, "set aside", rules=(gathering.reason_given,),
               citation="C-09"),
)  # fmt: skip
_DECIDE = (
    *_stay("agree_action", LIVE, "immediate action agreed", rules=(gathering.action_whole,), records=("action",),
           citation="GL-RR-06, GL-RR-09"),
    *_stay("finish_action", LIVE, "immediate action done", rules=(gathering.action_done,), records=("done_on",),
           citation="GL-RR-09"),
    *_stay("note_process", LIVE, "other investigation noted", rules=(gathering.process_whole,),
           records=("parallel process",), citation="WT-RR-15"),
    *_stay("judge_criteria", (MET,), "criteria judged", rules=(deciding.criteria_whole,), records=("judgement",),
           citation="WT-RR-07, WT-RR-08"),
    Transition(
        "decide", (MET,), DECIDED, WORK, "decided what follows", rules=(deciding.decision_whole, deciding.actions_looked_to),
        records=("decision",), citation="GL-RR-07, GL-RR-09; WT-RR-05",
    ),
    *_stay("decide_again", (DECIDED,), "decided anew", rules=(
        gathering.again_reasoned, deciding.decision_whole, deciding.actions_looked_to,
    ), records=("decision",), citation="GL-RR-09; GL-RR-15"),
)  # fmt: skip
_SEND = (
    *_stay("tell", AFTER, "somebody told", rules=(sending.telling_whole,), records=("telling",),
           citation="GL-RR-12; WT-RR-06, WT-RR-13"),
    *_stay("disagree", AFTER, "disagreement received", DISAGREE, rules=(sending.disagreement_whole,),
           records=("disagreement",), citation="GL-RR-15"),
    *_stay("answer_disagreement", AFTER, "disagreement answered", rules=(sending.disagreement_answered,),
           records=("answer",), citation="GL-RR-15"),
    Transition("send", (DECIDED,), SENT, WORK, "sent to the Panel", rules=(sending.sending_whole,),
               records=("completed_at",), citation="GL-RR-13; WT-RR-11"),
    *_stay("send_news", (SENT, REPLIED), "new information sent", rules=(sending.news_whole,), records=("submission",),
           citation="WT-RR-12"),
    Transition("record_reply", (SENT, REPLIED), REPLIED, WORK, "reply of the Panel recorded", rules=(sending.reply_whole,),
               records=("reply",), citation="GL-RR-14; WT-PAN-01, WT-PAN-04"),
    *_stay("answer_panel", (REPLIED,), "Panel answered", rules=(sending.answer_whole,), records=("submission",),
           citation="WT-RR-14"),
    Transition("close", (REPLIED,), "closed", WORK, "closed", citation="GL-RR-17"),
)  # fmt: skip
_BUSINESS = "The business unit"
_STEPS = (
    Step("core", "Name the core members: chair, business manager, coordinator, the three partners", _BUSINESS,
         standing.core_named, "take_in_meeting", "rapid_review:member-new", citation="GL-RR-11"),
    Step("notice", "Give notice to every member", _BUSINESS, standing.notice_given, "take_in_meeting",
         "rapid_review:notice", citation="GL-RR-04"),
    Step("asked", "Ask the agencies for a summary", _BUSINESS, standing.agencies_asked, "take_in_meeting",
         "rapid_review:ask", citation="GL-RR-05"),
    Step("summaries", "Have every agency's summary", "Each agency", standing.summaries_in, "",
         "rapid_review:review", citation="GL-RR-05"),
    Step("files", "Secure the agencies' records", _BUSINESS, standing.files_secured, "take_in_meeting",
         "rapid_review:file", citation="GL-RR-04"),
    Step("confirmed", "Have each member confirm that they know the case and can commit their agency", _BUSINESS,
         standing.all_confirmed, "", "rapid_review:confirm", citation="GL-RR-10"),
    Step("aims", "Answer the four aims", "The chair", standing.aims_answered, "decide", "rapid_review:findings",
         citation="WT-RR-04; GL-RR-03"),
    Step("criteria", "Judge the criteria", "The review", standing.criteria_judged, "decide", "rapid_review:criteria",
         citation="WT-RR-07"),
    Step("leads", "Tell the lead of each agency", "Business manager", standing.told("leads"), "send",
         "rapid_review:tell", standing.is_decided, "GL-RR-12"),
    Step("chair", "Tell the chair of the partnership", "Business manager", standing.told("board_chair"), "send",
         "rapid_review:tell", standing.is_decided, "GL-RR-12"),
    Step("family", "Tell the family what was decided and why", _BUSINESS, standing.told("family"), "close",
         "rapid_review:tell", standing.is_decided, "WT-RR-06"),
    Step("local", "Tell the Panel, Ofsted and the Department of the local review and its reviewer", _BUSINESS,
         standing.told_of_local, "close", "rapid_review:tell", standing.local_follows, "WT-RR-13"),
    Step("disagreements", "Answer each disagreement", "Independent chair", standing.disagreements_answered, "close",
         "rapid_review:answer-disagreement", standing.was_disagreed, "GL-RR-15"),
    Step("panel_asks", "Answer what the Panel asked", _BUSINESS, standing.panel_answered, "close",
         "rapid_review:answer-panel", standing.panel_asks, "WT-RR-14"),
)  # fmt: skip

PROCESS = Process(
    code="rapid_review",
    title="Rapid review",
    duty=(
        "When a serious incident is known the safeguarding partners look at it at once, decide what follows and send it to the "
        "national Panel, within 15 working days (Children Act 2004 s16F; WT2018 ch4 ¶20-21)."
    ),
    first=GATHERING,
    stages=(
        Stage(GATHERING, "Gathering what is known"),
        Stage(MET, "Meeting held, to be decided"),
        Stage(DECIDED, "Decided, to be sent"),
        Stage(SENT, "Sent to the Panel"),
        Stage(REPLIED, "The Panel has replied"),
        Stage("closed", "Closed", ends=True),
        Stage("set_aside", "Set aside", ends=True),
    ),
    transitions=(*_GATHER, *_DECIDE, *_SEND),
    clocks=(
        ClockUse("rapidreview.complete", "the partnership is told, or the case referred", "send", "the partnership"),
        ClockUse("rapidreview.summary", "an agency is asked", "the agency answers", "each agency"),
        ClockUse("rapidreview.disagreement", "a disagreement comes", "answer_disagreement", "the independent chair"),
        ClockUse("panel.reply", "the review is sent", "record_reply", "the Panel"),
    ),
    steps=_STEPS,
    decisions=(
        DecisionPoint(
            "follows", "What follows from this review?",
            (
                ("national_review", "Perhaps a national review"), ("local_review", "A local review"),
                ("local_audit", "A local audit"), ("learning_event", "A learning event"), ("none", "No further review"),
            ),
            "Those who hold the review; meeting a criterion never decides it", "GL-RR-07; WT-RR-05",
        ),
    ),
    gatherings=(MEETING,),
    requests=(
        RequestUse("summary", "A short summary of what the agency did", "Each agency", "rapidreview.summary", "GL-RR-05"),
    ),
    outputs=(
        Output("The report, made from what is recorded; not published", "The Panel", "rapidreview.complete", "GL-RR-13"),
        Output("What was decided and why", "The family", "as soon as it is right for them", "WT-RR-06"),
        Output("That a local review follows, with the reviewer's name", "The Panel, Ofsted, the Department", "at once",
               "WT-RR-13"),
    ),
)  # fmt: skip
