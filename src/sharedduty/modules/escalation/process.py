"""The process of an escalation: four local stages, and then the Secretary of State (2019 arrangements, appendix 7; GL-ES)."""

from collections.abc import Iterable
from typing import Any

from sharedduty.foundations.gatherings.api import Capacity, GatheringUse, Quorum
from sharedduty.foundations.process.api import ClockUse, DecisionPoint, Output, Process, Stage, Step, Transition
from sharedduty.modules.escalation import rules

WORK, LOG, ADVISE, DECIDE = "escalation_work", "escalation_log", "escalation_advise", "escalation_decide"
ONE, TWO, THREE, FOUR, REFERRED = "one", "two", "three", "four", "referred"
SETTLED, CLOSED, WITHDRAWN = "settled", "closed", "withdrawn"
LOCAL = (ONE, TWO, THREE, FOUR)
LIVE = (*LOCAL, REFERRED)

PROFESSIONALS = GatheringUse(
    code="professionals_meeting",
    title="Professionals' meeting",
    duty="Hear what other agencies think, so that the two that disagree can settle it for the child.",
    file_kind="escalation_meeting",
    capacities=(
        Capacity("chair", "Chair of the meeting", at_least=1),
        Capacity("raised", "The agency that raised it", at_least=1),
        Capacity("against", "The agency it is raised with", at_least=1),
        Capacity("agency", "Another agency"),
        Capacity("conference_chair", "Conference chair or reviewing officer"),
    ),
    quorum=Quorum(citation="GA2019 L1099", organisations=2, chair=True),
    chaired_by="chair",
    citation="GA2019 L1099",
)
PANEL = GatheringUse(
    code="resolution_panel",
    title="Resolution panel",
    duty="Hear all sides and resolve together what the agencies could not.",
    file_kind="escalation_meeting",
    capacities=(
        Capacity("chair", "Chair of the panel", at_least=1),
        Capacity("raised", "Senior officer of the agency that raised it", at_least=1),
        Capacity("against", "Senior officer of the agency it is raised with", at_least=1),
        Capacity("third", "Senior officer of a third agency", at_least=1),
        Capacity("heard", "Heard by the panel"),
        Capacity("adviser", "Independent scrutineer"),
    ),
    quorum=Quorum(citation="GA2019 L1117", organisations=3, chair=True),
    chaired_by="chair",
    citation="GA2019 L1117",
)


def _stay(verb: str, stages: Iterable[str], event: str, permission: str = WORK, **more: Any) -> tuple[Transition, ...]:
    """A step that leaves the escalation at the stage it stands at, one for each stage it may be taken in."""
    return tuple(Transition(verb, (stage,), stage, permission, event, **more) for stage in stages)


_BESIDE = (
    *_stay("bring_in", LIVE, "somebody brought in", rules=(rules.person_whole,), records=("participant",),
           citation="GL-ES-06, GL-ES-09"),
    *_stay("talk", LOCAL, "talk recorded", rules=(rules.talk_whole,), records=("discussion",),
           citation="GL-ES-05, GL-ES-06, GL-ES-09"),
    *_stay("set_sooner", LOCAL, "child's timescale set", rules=(rules.sooner_given,), records=("sooner_at",),
           citation="GL-ES-04"),
    *_stay("tell", LIVE, "somebody told", rules=(rules.told_whole,), records=("told",), citation="GL-ES-03, GL-ES-07"),
    *_stay("plan", (*LIVE, SETTLED), "action agreed", rules=(rules.planned_whole,), records=("planned",),
           citation="GL-ES-09, GL-ES-14; GL-XN-03"),
    *_stay("finish", (*LIVE, SETTLED), "action done", rules=(rules.planned_done,), records=("done_on",),
           citation="GL-XN-03"),
    *_stay("take_in_meeting", (TWO, THREE, FOUR), "meeting recorded", rules=(rules.meeting_chosen,),
           records=("meeting",), citation="GL-ES-06, GL-ES-09, GL-ES-12; GL-CN-09"),
)  # fmt: skip
_UP = (
    Transition("to_managers", (ONE,), TWO, WORK, "moved up to line managers", rules=(rules.moving_whole,),
               records=("account",), citation="GL-ES-06, GL-ES-14"),
    Transition("to_seniors", (TWO,), THREE, WORK, "moved up to senior managers", rules=(rules.moving_whole,),
               records=("account",), citation="GL-ES-09, GL-ES-10, GL-ES-14"),
    *_stay("note_tier", (THREE,), "tier of management recorded", rules=(rules.tier_whole,), records=("tier",),
           citation="GL-ES-09"),
    *_stay("log", (THREE, FOUR), "logged by the business manager", LOG, rules=(rules.log_whole,), records=("logged",),
           citation="GL-ES-10"),
    Transition("to_chair", (THREE,), FOUR, WORK, "referred to the chair", rules=(rules.moving_whole,),
               records=("account",), citation="GL-ES-11, GL-ES-14"),
    *_stay("name_decider", (FOUR,), "decider named", LOG, rules=(rules.decider_whole,), records=("participant",),
           citation="GL-ES-13, GL-ES-22"),
    *_stay("advise", (FOUR,), "scrutineer consulted", ADVISE, rules=(rules.advice_whole,), records=("advice",),
           citation="GL-ES-13"),
)  # fmt: skip
_END = (
    Transition("settle", LOCAL, SETTLED, WORK, "settled", rules=(rules.settling_whole,), records=("ending",),
               citation="GL-ES-08, GL-ES-14"),
    Transition("decide", (FOUR,), SETTLED, DECIDE, "decided", rules=(rules.deciding_whole,), records=("ending",),
               citation="GL-ES-11, GL-ES-12, GL-ES-13"),
    Transition("refer", (FOUR,), REFERRED, DECIDE, "referred to the Secretary of State", rules=(rules.referral_whole,),
               records=("referral",), citation="GL-ES-13; WT2018 ch3 ¶40"),
    Transition("record_answer", (REFERRED,), SETTLED, DECIDE, "answered by the Secretary of State",
               rules=(rules.answer_whole,), records=("ending",), citation="GL-ES-13; WT-DIS-01"),
    Transition("withdraw", LIVE, WITHDRAWN, WORK, "withdrawn", rules=(rules.reason_given,), citation="GL-ES-14"),
    *_stay("send_copies", (*LIVE, SETTLED), "sent in writing", rules=(rules.copies_chosen,), records=("copies",),
           citation="GL-ES-14"),
    *_stay("debrief", (SETTLED,), "debrief offered", rules=(rules.debrief_whole,), records=("debrief",),
           citation="GL-ES-16"),
    Transition("close", (SETTLED,), CLOSED, WORK, "closed", citation="GL-ES-14"),
)  # fmt: skip

_RAISER, _BOTH = "Whoever raised it", "Both agencies"
_STEPS = (
    Step("lead", "Tell your own safeguarding lead", _RAISER, rules.was_told("lead"), "", "escalation:tell",
         rules.harm_at_once, "GL-ES-03"),
    Step("talk_one", "Talk with the other worker, best face to face", "The two workers", rules.talked(1), "to_managers",
         "escalation:talk", rules.at(ONE), "GL-ES-05"),
    Step("managers", "Name the line manager of each agency", _BOTH, rules.both_named("manager"), "to_managers",
         "escalation:bring-in", rules.at(ONE, TWO), "GL-ES-06"),
    Step("conference_chair", "Tell the conference chair", "The managers", rules.was_told("conference_chair"), "to_seniors",
         "escalation:tell", rules.chair_to_be_told, "GL-ES-07"),
    Step("reviewing_officer", "Tell the reviewing officer", "The managers", rules.was_told("reviewing_officer"),
         "to_seniors", "escalation:tell", rules.officer_to_be_told, "GL-ES-07"),
    Step("talk_two", "Have the managers talk with each other", "The managers", rules.talked(2), "to_seniors",
         "escalation:talk", rules.at(TWO), "GL-ES-06"),
    Step("seniors", "Name a senior manager of each agency", "The managers", rules.both_named("senior"), "to_seniors",
         "escalation:bring-in", rules.at(TWO, THREE), "GL-ES-09"),
    Step("logged", "Log it", "Business manager", rules.is_logged, "to_chair", "escalation:log", rules.at(THREE, FOUR),
         "GL-ES-10"),
    Step("tiers", "Have every tier of management try, and record each", "Senior managers", rules.tier_tried, "to_chair",
         "escalation:tier", rules.at(THREE, FOUR), "GL-ES-09"),
    Step("agreed_plan", "Agree a plan with days", "Senior managers", rules.plan_agreed, "settle", "escalation:plan",
         rules.at(THREE), "GL-ES-09"),
    Step("decider", "Say who decides", "Business manager", rules.decider_named, "decide", "escalation:decider",
         rules.at(FOUR), "GL-ES-13"),
    Step("scrutineer", "Have the independent scrutineer's view", "Independent scrutineer", rules.scrutineer_heard, "decide",
         "escalation:advise", rules.at(FOUR), "GL-ES-13"),
    Step("copies", "Send it in writing to those without an account here", _BOTH,
         rules.copies_sent, "close", "escalation:copies", rules.had_copies, "GL-ES-14"),
    Step("open_issues", "Finish what was agreed", _BOTH, rules.nothing_open, "close", "escalation:finish",
         rules.something_agreed, "GL-ES-14"),
)  # fmt: skip

PROCESS = Process(
    code="escalation",
    title="Professional disagreement",
    duty=(
        "Two agencies do not agree on how a child is kept safe. They settle it at the lowest stage, and soon. If they cannot, "
        "it goes up stage by stage, and last of all to the Secretary of State (WT2018 ch3 ¶40)."
    ),
    first=ONE,
    stages=(
        Stage(ONE, "Stage one: the two workers"),
        Stage(TWO, "Stage two: line managers"),
        Stage(THREE, "Stage three: senior managers"),
        Stage(FOUR, "Stage four: the chair"),
        Stage(REFERRED, "With the Secretary of State"),
        Stage(SETTLED, "Settled or decided"),
        Stage(CLOSED, "Closed", ends=True),
        Stage(WITHDRAWN, "Withdrawn", ends=True),
    ),
    transitions=(*_BESIDE, *_UP, *_END),
    clocks=(
        ClockUse("escalation.stage1", "it is raised", "to_managers", "whoever raised it"),
        ClockUse("escalation.stage2", "it moves up to line managers", "to_seniors", "the line manager of that agency"),
        ClockUse("escalation.stage3", "it moves up to senior managers", "to_chair", "the senior manager of that agency"),
        ClockUse("escalation.stage4", "it is referred to the chair", "decide", "whoever decides"),
        ClockUse("escalation.guide", "it is raised", "settle", "both agencies, as a guide"),
    ),
    steps=_STEPS,
    decisions=(
        DecisionPoint(
            "settled", "Is it settled?",
            (("content", "Whoever raised it is content"), ("understands", "They understand why"), ("no", "Not settled")),
            "Whoever raised it", "GL-ES-08",
        ),
        DecisionPoint(
            "last", "What is decided at the last local stage?",
            (("direct", "Decided directly"), ("panel", "With a resolution panel")),
            "The executive's chair, the scrutineer consulted", "GL-ES-11, GL-ES-13",
        ),
    ),
    gatherings=(PROFESSIONALS, PANEL),
    outputs=(
        Output("The record of each stage", "Both agencies, and whoever raised it", "when the stage ends", "GL-ES-14"),
        Output("The written account", "Business manager", "when it moves up to stage three", "GL-ES-10"),
        Output("The outcome, and how open issues go on", "Both agencies, and whoever raised it", "when it ends", "GL-ES-14"),
    ),
)  # fmt: skip
