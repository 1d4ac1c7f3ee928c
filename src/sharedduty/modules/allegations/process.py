"""The process of an allegation: from what was referred to its outcome and the duties after it (WT2018 ch2 ¶4-9; GL-AL)."""

from collections.abc import Iterable
from typing import Any

from sharedduty.foundations.gatherings.api import Capacity, GatheringUse, Quorum
from sharedduty.foundations.process.api import (
    ClockUse,
    DecisionPoint,
    Output,
    Process,
    Stage,
    Step,
    Transition,
)
from sharedduty.modules.allegations.policy import SEALED
from sharedduty.modules.allegations.rules import judging, managing, standing

WORK = "allegation_work"
LOOKING, MANAGED, NOT_MET, ADVISED, CONCLUDED = "looking", "managed", "not_met", "advised", "concluded"
LIVE = (LOOKING, MANAGED, NOT_MET, ADVISED, CONCLUDED)
ENDING = (NOT_MET, ADVISED, CONCLUDED)
WAYS = {  # what the verb of each way is
    MANAGED: "find_met", NOT_MET: "find_not_met", ADVISED: "advise_only",
}  # fmt: skip
WELFARE = "a child's welfare"  # what the hand-over to the front door is called: it says no more

MEETING = GatheringUse(
    code="allegation_meeting",
    title="Allegations meeting",
    duty="Plan what the police, social care and the employer do, in which order, and look at how it goes until it ends.",
    file_kind="allegation_meeting",
    capacities=(
        Capacity("chair", "Chair: the designated officer, or whoever stands in", at_least=1),
        Capacity("employer", "The employer, or whoever referred", at_least=1),
        Capacity("police", "The police", sectors=("police",)),
        Capacity("social_care", "Children's social care", sectors=("local_authority",)),
        Capacity("personnel", "The employer's personnel adviser"),
        Capacity("health", "Health", sectors=("health",)),
        Capacity("regulator", "Regulator or commissioner"),
        Capacity("other", "Somebody else who is needed"),
    ),
    quorum=Quorum(
        citation="GA2019 L2287 (several agencies, the referrer invited); the number is a choice", people=3, chair=True
    ),
    chaired_by="chair",
    citation="GA2019 L2287",
    sensitivity=SEALED,
    sealed=True,
)


def _stay(verb: str, stages: Iterable[str], event: str, **more: Any) -> tuple[Transition, ...]:
    """A step that leaves the record at the stage it stands at, one for each stage it may be taken in."""
    return tuple(Transition(verb, (stage,), stage, WORK, event, **more) for stage in stages)


_ALWAYS = (
    *_stay("name_child", LIVE, "child named", rules=(judging.child_whole,), records=("child",), citation="WT-LADO-03"),
    *_stay("settle_welfare", LIVE, "child's welfare looked to", rules=(judging.welfare_whole,), records=("welfare",),
           citation="WT-LADO-03"),
    *_stay("discuss", LIVE, "discussed with the employer", rules=(judging.discussion_whole,), records=("discussion",),
           citation="GL-AL-05, GL-AL-06"),
    *_stay("send_record", LIVE, "record sent to the employer", rules=(judging.record_whole,), records=("record sent",),
           citation="GL-AL-09"),
    *_stay("tell", LIVE, "somebody told, or held back", rules=(managing.telling_whole,), records=("telling",),
           citation="WT2018 ch2 ¶7"),
    *_stay("note_contact", LIVE, "contact noted", rules=(managing.contact_whole,), records=("contact",), citation="GL-AL-14"),
    *_stay("name_accused", LIVE, "person recognised", rules=(judging.accused_known,), records=("accused",),
           citation="GL-AL-16"),
    *_stay("shut_out", LIVE, "somebody shut out", rules=(judging.shut_whole,), citation="GL-AL-16"),
    *_stay("hand_over", LIVE, "handed to somebody else", rules=(judging.handing_whole,), records=("team",),
           citation="GL-AL-16"),
    *_stay("note_same_person", LIVE, "linked with another record", rules=(judging.same_person,), records=("other",),
           citation="GL-AL-04"),
    *_stay("note_duty", LIVE, "duty to refer on noted", rules=(managing.duty_whole,), records=("duty",),
           citation="WT-LADO-12"),
    *_stay("settle_duty", LIVE, "duty to refer on settled", rules=(managing.settling_whole,), records=("duty",),
           citation="WT-LADO-12, WT-LADO-13"),
)  # fmt: skip
_JUDGE = (
    *_stay("judge", (LOOKING, MANAGED), "criteria judged", rules=(judging.criteria_whole,), records=("judgement",),
           citation="WT-LADO-02; GL-AL-01"),
    Transition("find_met", (LOOKING,), MANAGED, WORK, "found to meet the criteria", rules=(judging.way_whole,),
               records=("decision",), citation="GL-AL-07"),
    Transition("find_not_met", (LOOKING,), NOT_MET, WORK, "found not to meet the criteria", rules=(judging.way_whole,),
               records=("decision",), citation="GL-AL-09"),
    Transition("advise_only", (LOOKING,), ADVISED, WORK, "advice given", rules=(judging.way_whole,), records=("decision",),
               citation="WT-LADO-07"),
    Transition("look_again", ENDING, LOOKING, WORK, "looked at again", rules=(judging.reason_given,), citation="GL-AL-10"),
)  # fmt: skip
_MANAGE = (
    *_stay("note_strand", (MANAGED, CONCLUDED), "strand noted", rules=(managing.strand_whole,), records=("strand",),
           citation="GL-AL-08"),
    *_stay("consider_suspension", (LOOKING, MANAGED), "suspension considered", rules=(managing.suspension_whole,),
           records=("suspension",), citation="WT2018 ch2 ¶7"),
    *_stay("review_progress", (MANAGED, CONCLUDED), "progress looked at", rules=(managing.review_whole,),
           records=("next_on",), citation="GL-AL-11; WT-LADO-08"),
    Transition("conclude", (MANAGED,), CONCLUDED, WORK, "outcome recorded", rules=(managing.outcome_whole,),
               records=("outcome",), citation="GL-AL-11"),
    Transition("close", ENDING, "closed", WORK, "closed", citation="GL-AL-11"),
)  # fmt: skip
_OFFICER = "The designated officer"
_STEPS = (
    Step("discussion", "Talk with the employer before anybody enquires", _OFFICER, standing.discussed, "",
         "allegations:discuss", citation="GL-AL-05"),
    Step("criteria", "Judge the criteria", _OFFICER, standing.judged, "find_met", "allegations:criteria",
         citation="WT-LADO-02"),
    Step("children", "Name the children, and see to the welfare of each", _OFFICER, standing.children_looked_to, "close",
         "allegations:welfare", citation="WT-LADO-03"),
    Step("record", "Send the employer the record of the discussion", _OFFICER, standing.record_sent, "close",
         "allegations:record", citation="GL-AL-09"),
    Step("strands", "Note how each of the three strands stands", "The meeting", standing.strands_noted, "conclude",
         "allegations:strand", standing.managed, "GL-AL-08"),
    Step("suspension", "Consider suspension and what else would do", "The employer", standing.suspension_considered,
         "conclude", "allegations:suspension", standing.managed, "WT2018 ch2 ¶7"),
    Step("meeting", "Hold the allegations meeting", _OFFICER, standing.met, "conclude", "allegations:allegation",
         standing.managed, "GL-AL-07"),
    Step("progress", "Set the day it is looked at next", _OFFICER, standing.looked_at_again, "", "allegations:progress",
         standing.managed, "WT-LADO-08"),
    Step("accused", "Tell the person, or record why it is held back", "The employer", standing.told("accused"), "close",
         "allegations:tell", standing.managed, "WT2018 ch2 ¶7"),
    Step("family", "Tell the child and the parents, or record why it is held back", _OFFICER,
         standing.told("child", "parents"), "close", "allegations:tell", standing.managed, "WT2018 ch2 ¶5"),
    Step("duties", "See each duty to refer on settled", "The organisation", standing.duties_settled, "close",
         "allegations:duty-settle", standing.has_duties, "WT-LADO-12"),
)  # fmt: skip

PROCESS = Process(
    code="allegation",
    title="Allegation",
    duty=(
        "Somebody who works with children may have harmed a child. The designated officer hears of it within one working day. "
        "People judge it, work on it together, and follow it to a fair end (WT2018 ch2 ¶4-9)."
    ),
    first=LOOKING,
    stages=(
        Stage(LOOKING, "Looked at: talk and judge"),
        Stage(MANAGED, "Criteria met, under way"),
        Stage(NOT_MET, "Criteria not met, to be ended"),
        Stage(ADVISED, "Advice given, to be ended"),
        Stage(CONCLUDED, "Outcome recorded, to be ended"),
        Stage("closed", "Closed", ends=True),
    ),
    transitions=(*_ALWAYS, *_JUDGE, *_MANAGE),
    clocks=(
        ClockUse("allegation.lado", "it comes to an employer's attention", "the referral is sent", "the employer"),
        ClockUse("allegation.lado.police", "it is made to the police", "the referral is sent", "the police"),
    ),
    steps=_STEPS,
    decisions=(
        DecisionPoint(
            "way", "Which way does this concern go?",
            ((MANAGED, "Managed as an allegation"), (NOT_MET, "Criteria not met"), (ADVISED, "Advice only")),
            "The designated officer; that a criterion is met decides nothing by itself", "GL-AL-07, GL-AL-09; WT-LADO-07",
        ),
        DecisionPoint(
            "outcome", "What is the outcome?",
            (("substantiated", "Substantiated"), ("malicious", "Malicious"), ("false", "False"),
             ("unsubstantiated", "Unsubstantiated"), ("unfounded", "Unfounded")),
            "Those who hold the case, at its last meeting", "GL-AL-11",
        ),
    ),
    gatherings=(MEETING,),
    outputs=(
        Output("The record of the initial discussion", "The employer", "as soon as it is written", "GL-AL-09"),
        Output("A referral to the Disclosure and Barring Service", "The Disclosure and Barring Service", "dbs.refer",
               "WT-LADO-12"),
    ),
)  # fmt: skip
