"""The process of a serious incident: from becoming aware to everybody who must know having been told (WT2018 ch4 ¶10-14)."""

from collections.abc import Iterable
from typing import Any

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
from sharedduty.modules.serious_incident.rules import deciding, standing, telling

DECIDE, FOLLOW, VIEW, READ = "incident_decide", "incident_follow", "incident_view", "incident_read"
CONSIDERED, NOTIFIABLE, NOTIFIED, NOT_NOTIFIABLE = "considered", "notifiable", "notified", "not_notifiable"
BEFORE_NOTICE = (CONSIDERED, NOTIFIABLE)
LIVE = (CONSIDERED, NOTIFIABLE, NOTIFIED, NOT_NOTIFIABLE)


def _stay(
    verb: str, stages: Iterable[str], event: str, permission: str = DECIDE, **more: Any
) -> tuple[Transition, ...]:
    """A step that leaves the incident at the stage it stands at, one for each stage it may be taken in."""
    return tuple(Transition(verb, (stage,), stage, permission, event, **more) for stage in stages)


PROCESS = Process(
    code="serious_incident",
    title="Serious incident",
    duty=(
        "The council notifies the national Panel when it knows or suspects that a child was abused or neglected and the child "
        "died or was seriously harmed, within five working days of becoming aware (Children Act 2004 s16C; WT2018 ch4 ¶12)."
    ),
    first=CONSIDERED,
    stages=(
        Stage(CONSIDERED, "To be considered"),
        Stage(NOTIFIABLE, "Notifiable, notice to be sent"),
        Stage(NOTIFIED, "Notified"),
        Stage(NOT_NOTIFIABLE, "Not notifiable"),
        Stage("told", "Notified, and everybody told", ends=True),
        Stage("set_aside", "Set aside", ends=True),
    ),
    transitions=(
        *_stay(
            "name_child", BEFORE_NOTICE, "child named", rules=(deciding.child_whole,), records=("child",),
            citation="WT-INC-01, WT-INC-03",
        ),
        *_stay(
            "correct_child", LIVE, "what is known of a child corrected",
            rules=(deciding.child_whole,), records=("child",), citation="WT-INC-01",
        ),
        *_stay(
            "correct_awareness", BEFORE_NOTICE, "moment of becoming aware corrected",
            rules=(deciding.awareness_reasoned,), records=("aware_at",), citation="WT-INC-05",
        ),
        *_stay(
            "give_view", (CONSIDERED,), "partner's view recorded", VIEW, rules=(deciding.view_whole,), records=("view",),
            citation="GL-SN-05",
        ),
        *_stay(
            "check_safety", BEFORE_NOTICE, "safety of the children looked to", rules=(deciding.check_whole,),
            records=("safety check",), citation="GL-SN-07",
        ),
        *_stay(
            "join_request", BEFORE_NOTICE, "another request taken in", rules=(deciding.request_named,),
            records=("request",), citation="WT-INC-08",
        ),
        Transition(
            "decide_notifiable", (CONSIDERED,), NOTIFIABLE, DECIDE, "decided: notifiable",
            rules=(deciding.decision_whole, deciding.views_in, deciding.criteria_all_met), records=("decision",),
            citation="GL-SN-04; WT-INC-04",
        ),
        Transition(
            "decide_not_notifiable", (CONSIDERED,), NOT_NOTIFIABLE, DECIDE, "decided: not notifiable",
            rules=(deciding.a_child_named, deciding.decision_whole, deciding.views_in, deciding.criterion_not_met),
            records=("decision",),
            citation="GL-SN-04, GL-SN-14",
        ),
        Transition(
            "set_aside", (CONSIDERED,), "set_aside", DECIDE, "set aside", rules=(deciding.reason_given,),
            records=("same_as",), citation="design section 8",
        ),
        Transition(
            "notify", (NOTIFIABLE,), NOTIFIED, DECIDE, "Panel notified",
            rules=(telling.notice_whole, telling.sheet_written), records=("national_reference", "sent_at"),
            citation="GL-SN-06; WT2018 ch4 ¶12",
        ),
        *_stay(
            "tell", LIVE, "somebody told", FOLLOW, rules=(telling.telling_whole,), records=("telling",),
            citation="WT-INC-06, WT-INC-07; GL-SN-09",
        ),
        *_stay(
            "record_panel_message", (NOTIFIED,), "message of the Panel recorded", FOLLOW, rules=(telling.message_whole,),
            records=("reply_by_on",), citation="GL-SN-10",
        ),
        Transition("finish", (NOTIFIED,), "told", FOLLOW, "everybody told", citation="GL-SN-09; WT-INC-06"),
        *_stay(
            "challenge", (NOT_NOTIFIABLE,), "asked to look again", READ, rules=(deciding.challenge_written,),
            records=("challenge",), citation="GL-SN-05; GL-SN-11",
        ),
        *_stay(
            "uphold", (NOT_NOTIFIABLE,), "decision upheld", rules=(deciding.challenge_answered,), records=("answer",),
            citation="GL-SN-05",
        ),
        Transition(
            "reconsider", (NOT_NOTIFIABLE,), CONSIDERED, DECIDE, "opened again", rules=(deciding.new_facts_given,),
            records=("round", "aware_at"), citation="GL-SN-05; WT-INC-04",
        ),
    ),
    clocks=(
        ClockUse("sin.panel", "the council becomes aware", "notify", "the council"),
        ClockUse("sin.partners", "the council becomes aware", "notify, or tell", "the council"),
        ClockUse("lac.death.notify", "a looked-after child dies", "tell", "the council"),
        ClockUse("panel.acknowledge", "the notice is sent", "record_panel_message", "the Panel"),
    ),
    steps=(
        Step(
            "children", "Name every child of the incident", "The head of service", standing.subject_named,
            "decide_notifiable", "serious_incident:child-new", citation="WT-INC-01",
        ),
        Step(
            "safety", "Look to the safety of each living child, and of the others of the household",
            "The head of service", standing.all_looked_to, "notify", "serious_incident:safety", citation="GL-SN-07",
        ),
        Step(
            "partners", "Tell the safeguarding partners of this area", "The council", standing.told("partnership"),
            "finish", "serious_incident:tell", applies=standing.is_notified, citation="GL-SN-09",
        ),
        Step(
            "other_area", "Tell the partners of the other areas", "The council", standing.told("other_area"), "finish",
            "serious_incident:tell", applies=standing.other_area_has_a_part, citation="WT-INC-06",
        ),
        Step(
            "secretary", "Tell the Secretary of State that a child in care or care leaver has died", "The council",
            standing.told("secretary_of_state"), "finish", "serious_incident:tell", applies=standing.death_to_be_told,
            citation="WT-INC-07",
        ),
        Step(
            "ofsted", "Tell Ofsted that a child in care or care leaver has died", "The council",
            standing.told("ofsted"), "finish", "serious_incident:tell", applies=standing.death_to_be_told,
            citation="WT-INC-07",
        ),
        Step(
            "panel", "Record the Panel's message and its reply date", "The business unit", standing.panel_wrote, "finish",
            "serious_incident:panel-message", applies=standing.is_notified, citation="GL-SN-10",
        ),
    ),
    decisions=(
        DecisionPoint(
            "notifiable", "Is this incident notifiable to the Panel?",
            (("notifiable", "Notifiable"), ("not_notifiable", "Not notifiable")),
            "The head of service, with the views of the three partners", "GL-SN-04; GL-SN-05",
        ),
    ),
    requests=(
        RequestUse(
            "view", "Whether the incident is notifiable, and why", "Each of the three safeguarding partners", "", "GL-SN-05",
        ),
    ),
    outputs=(
        Output("The notification, written here and sent in the national system", "The Panel", "sin.panel", "GL-SN-06"),
        Output("Notice that there is an incident", "The safeguarding partners", "sin.partners", "GL-SN-09"),
        Output("Death of a looked-after child", "The Secretary of State and Ofsted", "lac.death.notify", "WT-INC-07"),
        Output("What was decided and why", "Whoever asked", "at the decision", "WT-INC-08"),
    ),
)  # fmt: skip
