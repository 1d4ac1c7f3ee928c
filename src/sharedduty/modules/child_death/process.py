"""The process of a child death review: from the first notice to what is given out without names (WT2018 ch5; GL-CD)."""

from collections.abc import Iterable
from typing import Any

from sharedduty.foundations.gatherings.api import Capacity, GatheringUse, PaperUse, Quorum
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
from sharedduty.modules.child_death.rules import gathering, panel, standing

WORK = "death_work"
NOTIFIED, GATHERING, MET, PANEL, REVIEWED = "notified", "gathering", "met", "panel", "reviewed"
FIRST, BEFORE = (NOTIFIED, GATHERING), (NOTIFIED, GATHERING, MET)
LIVE = (*BEFORE, PANEL, REVIEWED)

MEETING = GatheringUse(
    code="child_death_review_meeting",
    title="Child death review meeting",
    duty="Those who cared for the child and those who look into the death put together what is known, before the panel.",
    file_kind="death_review_meeting",
    capacities=(
        Capacity("lead", "Lead of the meeting", at_least=1),
        Capacity("health", "Health professional who cared for the child", at_least=1),
        Capacity("social_care", "Children's social care"),
        Capacity("police", "The police"),
        Capacity("education", "School or nursery"),
        Capacity("coroner", "The coroner's office"),
        Capacity("ambulance", "Ambulance service"),
        Capacity("key_contact", "The family's key contact"),
        Capacity("other", "Somebody else who knew the child, or looks into the death"),
    ),
    quorum=Quorum(citation="WT2018 ch5 ¶25 (who cared for the child and who investigates, not health alone)",
                  organisations=2),
    chaired_by="lead",
    citation="WT2018 ch5 ¶25",
    meets=("cdrm.hold",),
)  # fmt: skip
PANEL_MEETING = GatheringUse(
    code="child_death_overview_panel",
    title="Child death overview panel",
    duty="People who were not responsible for the child look at the death for the last time and say what could be changed.",
    file_kind="death_panel",
    capacities=(
        Capacity("chair", "Chair of the panel", at_least=1),
        Capacity("public_health", "Public health", at_least=1),
        Capacity("designated_doctor", "Designated doctor for child deaths", at_least=1),
        Capacity("social_care", "Children's social care"),
        Capacity("police", "The police"),
        Capacity("health_partner", "Health partner: midwifery, nursing, mental health"),
        Capacity("named_nurse", "Named nurse"),
        Capacity("gp", "Named GP"),
        Capacity("ambulance", "Ambulance service"),
        Capacity("coroner", "Coroner's office"),
        Capacity("education", "Education"),
        Capacity("lay", "Lay member, faith community or bereavement counsellor"),
        Capacity("manager", "Manager of the panel"),
        Capacity("administration", "Administration"),
        Capacity("co_opted", "Co-opted for the kind of case"),
        Capacity("observer", "Observer"),
    ),
    quorum=Quorum(
        citation="GA2019 L1882 (no number: the chair judges the mix); HE2007 14.5.8 (public health and child health)",
        chair=True,
    ),
    chaired_by="chair",
    citation="GA2019 L1846; WT2018 ch5 ¶7, ¶26",
    papers=(PaperUse("case_papers", "The papers of the case", "administration", "cdop.papers"),),
    minutes_clock="cdop.minutes",
    signs_minutes=True,
    minutes_with_next=True,
    not_yet=standing.not_signed,
)  # fmt: skip


def _stay(verb: str, stages: Iterable[str], event: str, **more: Any) -> tuple[Transition, ...]:
    """A step that leaves the review at the stage it stands at, one for each stage it may be taken in."""
    return tuple(Transition(verb, (stage,), stage, WORK, event, **more) for stage in stages)


_SETTLE = (
    *_stay("take_in_notice", LIVE, "another notice taken in", rules=(gathering.reason_given,), records=("notice",),
           citation="WT-CDR-21"),
    *_stay("correct_child", LIVE, "what is known of the child corrected", rules=(gathering.child_whole,),
           records=("child",), citation="WT-CDR-21"),
    *_stay("record_death", BEFORE, "the child died after the event", rules=(gathering.died_whole,), records=("died_on",),
           citation="GL-CD-04"),
    *_stay("judge_scope", FIRST, "scope and area judged", rules=(gathering.scope_whole,), records=("scope",),
           citation="WT-CDR-02, WT-CDR-09, WT-CDR-14; GL-CD-01, GL-CD-05"),
    *_stay("choose_category", LIVE, "kind of death chosen", rules=(gathering.category_chosen,), records=("category",),
           citation="GL-CD-02"),
    *_stay("judge_response", BEFORE, "joint response judged", rules=(gathering.response_whole,), records=("response",),
           citation="WT-CDR-24"),
    Transition("begin_review", (NOTIFIED,), GATHERING, WORK, "review begun", rules=(gathering.taken_up_here,),
               citation="WT-CDR-02"),
    Transition("pass_on", (NOTIFIED,), "elsewhere", WORK, "passed to another area", rules=(gathering.passed_on_whole,),
               records=("area",), citation="GL-CD-05; HE-CDR-06"),
    Transition("set_aside", FIRST, "set_aside", WORK, "set aside", rules=(gathering.not_ours,), citation="WT-CDR-09"),
)  # fmt: skip
_GATHER = (
    *_stay("note_incoming", LIVE, "notice of registrar, coroner or others came", rules=(gathering.incoming_whole,),
           records=("incoming",), citation="WT-CDR-18, WT-CDR-19"),
    *_stay("record_family", LIVE, "family log written", rules=(gathering.family_whole,), records=("family",),
           citation="WT-CDR-17; GL-CD-13"),
    *_stay("record_work", LIVE, "work recorded", rules=(gathering.work_whole,), records=("work",),
           citation="WT-CDR-25, WT-CDR-27, WT-CDR-34; HE-CDR-13, HE-CDR-14"),
    *_stay("note_hold", LIVE, "police investigation noted", rules=(gathering.hold_whole,), records=("hold",),
           citation="WT-CDR-27"),
    *_stay("end_hold", LIVE, "police investigation ended", rules=(gathering.hold_ended,), records=("ended_on",),
           citation="WT-CDR-27"),
    *_stay("refer_incident", LIVE, "asked to be considered as a serious incident", records=("request",),
           citation="WT-CDR-28; GL-CD-11, GL-CD-32"),
    *_stay("ask_agencies", FIRST, "agencies asked", rules=(gathering.asking_whole,), records=("requests",),
           citation="WT-CDR-07"),
    *_stay("chase_agency", (*FIRST, MET), "agency chased", rules=(gathering.still_waited_for,), citation="WT-CDR-07"),
    *_stay("begin_form", (GATHERING, MET, PANEL), "form begun", rules=(gathering.form_named,), records=("form",),
           citation="WT-CDR-22, WT-CDR-30"),
    Transition("take_in_meeting", (GATHERING,), MET, WORK, "review meeting held",
               rules=(gathering.meeting_chosen, gathering.police_asked_first), records=("meeting", "met_at"),
               citation="WT-CDR-29"),
)  # fmt: skip
_CONCLUDE = (
    Transition("put_to_panel", (MET,), PANEL, WORK, "put to the panel",
               rules=(panel.panel_ready, gathering.police_asked_first), citation="WT-CDR-30; GL-CD-20"),
    *_stay("defer", (PANEL,), "put off by the chair", rules=(gathering.reason_given,), citation="GL-CD-19"),
    *_stay("sign_sheet", (PANEL,), "panel held, attendance sheet signed",
           rules=(panel.sheet_whole, gathering.police_asked_first), records=("panel_meeting", "sheet"),
           citation="GL-CD-21; WT-CDR-31"),
    Transition("conclude", (PANEL,), REVIEWED, WORK, "reviewed by the panel", rules=(panel.review_whole,),
               records=("panel review",), citation="WT-CDR-31, WT-CDR-32; GL-CD-07"),
    *_stay("conclude_again", (REVIEWED,), "reviewed anew", rules=(panel.review_whole,), records=("panel review",),
           citation="WT-CDR-31"),
    *_stay("add_finding", (REVIEWED,), "finding for somebody to act on", rules=(panel.finding_whole,),
           records=("finding",), citation="WT-CDR-05"),
    *_stay("send_finding", (REVIEWED,), "told who should act", rules=(panel.finding_sent,), records=("informed_at",),
           citation="WT-CDR-05; GL-CD-28"),
    *_stay("answer_finding", (REVIEWED,), "answer to a finding recorded", rules=(panel.finding_answered,),
           records=("answer",), citation="GL-CD-28"),
    *_stay("give_out", (REVIEWED,), "learning given out without names", rules=(panel.output_whole,),
           records=("output",), citation="GL-CD-22; GL-CN-10"),
    Transition("close", (REVIEWED,), "closed", WORK, "closed", citation="WT-CDR-31"),
)  # fmt: skip
_UNIT, _PANEL = "The child death review team", "The panel"
_STEPS = (
    Step("scope", "Say whether this death is reviewed here, and which area reviews", _UNIT, standing.scope_judged,
         "begin_review", "child_death:scope", citation="WT-CDR-02, WT-CDR-09; GL-CD-05"),
    Step("response", "Decide whether a joint agency response is called for", _UNIT, standing.response_judged,
         "take_in_meeting", "child_death:response", citation="WT-CDR-24"),
    Step("category", "Say what kind of death it is", _UNIT, standing.category_known, "take_in_meeting",
         "child_death:category", citation="GL-CD-02"),
    Step("key_contact", "Name the family's key contact", _UNIT, standing.in_family_log("key_contact"), "take_in_meeting",
         "child_death:family", standing.is_death, "GL-CD-13"),
    Step("booklet", "Offer the family the leaflet for bereaved families", _UNIT, standing.in_family_log("booklet"),
         "take_in_meeting", "child_death:family", standing.is_death, "WT-CDR-17"),
    Step("asked", "Ask the agencies what they know", _UNIT, standing.agencies_asked, "take_in_meeting",
         "child_death:ask", citation="WT-CDR-07"),
    Step("answers", "Have every agency's answer", "Each agency", standing.answers_in, "", "child_death:death",
         standing.agencies_asked, "WT-CDR-07"),
    Step("joint", "Record the joint agency response", _UNIT, standing.in_work_log("response"), "put_to_panel",
         "child_death:done", standing.response_called_for, "WT-CDR-25"),
    Step("consulted", "Ask the police and the prosecutors first", _UNIT, standing.consulted, "", "child_death:done",
         standing.hold_is_open, "WT-CDR-27; HE-CDR-13"),
    Step("ncmd", "Send the death to the national database", _UNIT, standing.in_work_log("ncmd"), "close",
         "child_death:done", standing.is_death, "WT-CDR-34; GL-CD-16"),
    Step("analysis", "Finish the draft of the analysis form", "The review meeting", standing.analysis_submitted,
         "put_to_panel", "child_death:form", citation="WT-CDR-30"),
    Step("safeguarding", "Say whether the death is to be considered as a serious incident", _UNIT,
         standing.incident_looked_at, "put_to_panel", "child_death:incident", citation="GL-CD-32"),
    Step("sheet", "Hold the panel, and have its attendance sheet signed", _PANEL, standing.panel_met, "conclude",
         "child_death:sheet", citation="GL-CD-21"),
    Step("findings", "Tell whoever should act on what was found", _UNIT, standing.findings_sent, "close",
         "child_death:finding-sent", standing.has_findings, "WT-CDR-05"),
    Step("feedback", "Tell those who responded what the panel thought of the response", _UNIT,
         standing.in_work_log("feedback"), "close", "child_death:done", standing.response_called_for,
         "HE-CDR-14; GL-CD-12"),
    Step("family_told", "Have the family told what was found, by those who know them", _UNIT,
         standing.in_family_log("told_result"), "close", "child_death:family", standing.was_reviewed, "GL-CD-13"),
    Step("output", "Give out what was learned, without names", _PANEL, standing.given_out, "close",
         "child_death:give-out", citation="GL-CD-22"),
)  # fmt: skip

PROCESS = Process(
    code="child_death",
    title="Child death review",
    duty=(
        "The council and health review the death of every child who normally lives in the area, whatever the cause, and learn "
        "from all of them what could keep children alive and well (Children Act 2004 s16M-16Q; WT2018 ch5)."
    ),
    first=NOTIFIED,
    stages=(
        Stage(NOTIFIED, "Notified, to be settled"),
        Stage(GATHERING, "Gathering what is known"),
        Stage(MET, "Review meeting held"),
        Stage(PANEL, "With the panel"),
        Stage(REVIEWED, "Reviewed by the panel"),
        Stage("closed", "Closed", ends=True),
        Stage("elsewhere", "Reviewed by another area", ends=True),
        Stage("set_aside", "Set aside", ends=True),
    ),
    transitions=(*_SETTLE, *_GATHER, *_CONCLUDE),
    clocks=(
        ClockUse("cdr.ncmd", "the child died", "record_work", "the child death review partners"),
        ClockUse("cdrm.hold", "the child died", "take_in_meeting", "the lead health professional"),
        ClockUse("registrar.particulars", "a death is registered, corrected or certified", "note_incoming", "the registrar"),
        ClockUse("coroner.notify_cdrp", "the coroner decides", "note_incoming", "the coroner"),
        ClockUse("cdop.papers", "the panel is to meet", "the papers are sent", "administration"),
        ClockUse("cdop.minutes", "the panel met", "the minutes are sent", "the chair of the panel"),
        ClockUse("cdop.actions", "the panel met", "record_work", "administration"),
    ),
    steps=_STEPS,
    decisions=(
        DecisionPoint("area", "Which area reviews this death?",
                      (("here", "This area"), ("elsewhere", "Another area"), ("both", "Both")),
                      "The child death review team, with the other area", "WT-CDR-14; GL-CD-05"),
        DecisionPoint("response", "Is a joint agency response called for?",
                      (("yes", "Yes"), ("no", "No"), ("not_yet", "Cannot be said yet")),
                      "The professionals who respond to the death", "WT-CDR-24"),
        DecisionPoint("modifiable", "Was there a modifiable factor?",
                      (("yes", "Yes"), ("no", "No"), ("not_known", "Cannot be said")),
                      "The panel: people without responsibility for the child in life", "WT-CDR-31, WT-CDR-32"),
    ),
    gatherings=(MEETING, PANEL_MEETING),
    requests=(
        RequestUse("account", "What the agency knows of the child and the death", "Each agency", "", "WT-CDR-07"),
    ),
    outputs=(
        Output("The death and its review", "The national database", "cdr.ncmd", "WT-CDR-34; GL-CD-16"),
        Output("Learning without anybody's name", "Whoever should learn from it", "after the panel", "GL-CD-22"),
        Output("What was found, in plain words", "The family, by those who know them", "after the panel", "GL-CD-13"),
    ),
)  # fmt: skip
