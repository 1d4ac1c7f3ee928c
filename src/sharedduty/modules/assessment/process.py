"""The process of an assessment: from a hand-over to a conclusion, a plan, and an end, by WT2018 ch1 flow chart 3."""

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
from sharedduty.modules.assessment.rules import assessing, beside, birth, ending, leading, standing

ASSESSING = ("gathering", "analysis", "challenged")
BEFORE_THE_END = ("open", *ASSESSING)
PLANNED = ("plan", "moving")
LIVE = (*BEFORE_THE_END, "concluded", *PLANNED)
WORK, BOX = "assessment_work", "WT2018 ch1 box: assessment"


def _stay(verb: str, stages: Iterable[str], event: str, **more: Any) -> tuple[Transition, ...]:
    """A step that leaves the assessment at the stage it stands at, one for each stage it may be taken in."""
    permission = more.pop("permission", WORK)
    return tuple(Transition(verb, (stage,), stage, permission, event, **more) for stage in stages)


PROCESS = Process(
    code="assessment",
    title="Assessment and child in need plan",
    duty=(
        "A social worker assesses each child's needs with the child, the family and other practitioners, far enough to "
        "decide what happens next within 45 working days of the referral; a child in need has a plan that is reviewed "
        "(WT2018 ch1 ¶38-77)."
    ),
    first="open",
    stages=(
        Stage("open", "Opened, timescale to be agreed"),
        Stage("gathering", "Gathering information"),
        Stage("analysis", "In analysis"),
        Stage("challenged", "Challenged, to be answered"),
        Stage("concluded", "Concluded"),
        Stage("plan", "Child in need plan"),
        Stage("moving", "Moving to another authority"),
        Stage("moved", "Taken over by another authority", ends=True),
        Stage("adult", "Turned 18, transition made", ends=True),
        Stage("closed", "Closed", ends=True),
        Stage("withdrawn", "Withdrawn", ends=True),
    ),
    transitions=(
        Transition(
            "agree_timescale", ("open",), "gathering", WORK, "timescale agreed",
            rules=(assessing.timescale_agreed,), records=("see_child_by_on", "finish_by_on"),
            citation="WT2018 ch1 ¶69, ¶75, ¶77",
        ),
        *_stay(
            "change_timescale", ASSESSING, "timescale agreed again", rules=(assessing.timescale_agreed,),
            records=("see_child_by_on", "finish_by_on"), citation="WT2018 ch1 ¶69",
        ),
        *_stay(
            "record_visit", LIVE, "family visited", rules=(assessing.visit_recorded_whole,), records=("sighting",),
            citation=BOX,
        ),
        *_stay(
            "give_reason", ASSESSING, "reason recorded for what could not be done with the child",
            rules=(assessing.exception_reasoned,), records=("exception",), citation="WT-ASM-02",
        ),
        *_stay(
            "start_service", LIVE, "service decided or started", rules=(assessing.service_recorded,), records=("service",),
            citation="WT2018 ch1 ¶45, ¶76",
        ),
        *_stay(
            "ask_agency", (*ASSESSING, *PLANNED), "agency asked for information", rules=(assessing.agency_asked,),
            records=("request",), citation="WT2018 ch1 ¶55",
        ),
        *_stay(
            "suspect_harm", LIVE, "significant harm suspected: strategy discussion asked for",
            rules=(assessing.harm_described,), records=("handover",), citation="WT2018 ch1 box: strategy discussion",
        ),
        *_stay(
            "change_lead", LIVE, "given to another worker",
            rules=(assessing.another_worker, leading.lead_allowed, assessing.reason_given), records=("lead",),
            citation=BOX, permission="assessment_lead",
        ),
        *_stay(
            "name_adult", LIVE, "adult of the household named", rules=(beside.adult_considered,), records=("adult",),
            citation="WT2018 ch1 ¶52",
        ),
        *_stay(
            "add_specialist", BEFORE_THE_END, "specialist assessment made part of it", rules=(beside.specialist_whole,),
            records=("specialist",), citation="WT2018 ch1 ¶42",
        ),
        *_stay(
            "set_point", (*ASSESSING, *PLANNED), "point of review set", rules=(beside.point_set,), records=("point",),
            citation="WT2018 ch1 ¶62",
        ),
        *_stay(
            "hold_point", (*ASSESSING, *PLANNED), "point of review held", rules=(beside.point_held,),
            records=("point",), citation="WT2018 ch1 ¶62",
        ),
        *_stay(
            "note_effect", LIVE, "effect of a service recorded", rules=(beside.effect_written,), records=("impact",),
            citation="WT2018 ch1 ¶45",
        ),
        *_stay(
            "supervise", LIVE, "supervision held", rules=(beside.supervised_by_another,), records=("supervision",),
            citation="WT2018 ch1 ¶67", permission="assessment_lead",
        ),
        *_stay(
            "decide_legally", LIVE, "decision under the law recorded", rules=(beside.legal_decision_whole,),
            records=("legal decision",), citation="WT2018 ch1 ¶47",
        ),
        *_stay(
            "plan_transition", LIVE, "transition planned", rules=(beside.transition_planned,), records=("transition",),
            citation="WT2018 ch1 ¶68",
        ),
        *_stay(
            "record_arrival", BEFORE_THE_END, "came from another authority with a plan", rules=(beside.arrival_recorded,),
            records=("came_from", "pack_received_on"), citation=BOX,
        ),
        *_stay(
            "join_enquiry", BEFORE_THE_END, "carries out section 47 enquiries",
            rules=(beside.enquiry_named, leading.enquiry_led_by_social_worker), records=("enquiry",),
            citation="WT2018 ch1 box: section 47 enquiries",
        ),
        *_stay(
            "record_birth", LIVE, "birth recorded", rules=(birth.birth_whole,),
            records=("unborn", "birth_on", "given_names", "family_name"), citation="WT2018 fn1; design",
        ),
        *_stay(
            "sign_off", ("analysis",), "signed off by a social-work-qualified manager", rules=(leading.oversight_written,),
            records=("signed_off_at", "signed_off_by"), citation="C-01", permission="assessment_lead",
        ),
        Transition(
            "begin_analysis", ("gathering",), "analysis", WORK, "analysis begun", citation="WT2018 ch1 ¶56",
        ),
        Transition(
            "gather_more", ("analysis",), "gathering", WORK, "more to be gathered", rules=(assessing.reason_given,),
            citation="WT2018 ch1 ¶60",
        ),
        Transition(
            "challenge", ("analysis",), "challenged", WORK, "analysis challenged",
            rules=(assessing.challenged_by_another,), records=("challenge",), citation="WT2018 ch1 ¶56, ¶58",
        ),
        Transition(
            "answer_challenge", ("challenged",), "analysis", WORK, "challenge answered",
            rules=(assessing.challenge_answered,), records=("challenge",), citation="WT2018 ch1 ¶56, ¶58",
        ),
        Transition(
            "conclude", ("analysis",), "concluded", WORK, "concluded",
            rules=(ending.outcome_chosen, ending.overrun_reasoned, ending.domains_written),
            records=("outcome", "limb", "reasons", "concluded_at"), citation="WT2018 ch1 ¶75",
        ),
        *_stay(
            "tell", ("concluded", *PLANNED), "outcome told", rules=(ending.telling_recorded,), records=("telling",),
            citation=BOX,
        ),
        Transition(
            "make_plan", ("concluded",), "plan", WORK, "child in need plan agreed",
            rules=(ending.found_in_need, ending.plan_has_actions, ending.review_point_agreed), records=("review",),
            citation="WT2018 ch1 ¶64, ¶66",
        ),
        *_stay(
            "add_action", ("concluded", *PLANNED), "action added to the plan",
            rules=(ending.found_in_need, ending.action_whole), records=("action",), citation="WT2018 ch1 ¶64",
        ),
        *_stay(
            "finish_action", PLANNED, "action of the plan finished", rules=(ending.result_written,),
            records=("result",), citation="WT2018 ch1 ¶66",
        ),
        *_stay(
            "review_plan", PLANNED, "plan reviewed", rules=(ending.review_whole,), records=("review",),
            citation="WT2018 ch1 ¶66",
        ),
        *_stay(
            "step_down", ("concluded", "plan"), "early help asked to go on", rules=(ending.handed_down_whole,),
            records=("handover",), citation="WT2018 ch1 ¶22; GL-TH-10",
        ),
        Transition(
            "begin_move", ("plan",), "moving", WORK, "permanent move to another authority begun",
            rules=(ending.move_described,), records=("area move",), citation=BOX,
        ),
        *_stay(
            "send_information", ("moving",), "information and plan sent to the other authority",
            rules=(ending.sending_dated,), records=("sent_on",), citation=BOX,
        ),
        Transition(
            "call_off_move", ("moving",), "plan", WORK, "move did not happen", rules=(assessing.reason_given,),
            records=("area move",), citation=BOX,
        ),
        Transition(
            "taken_over", ("moving",), "moved", WORK, "taken over by the other authority",
            rules=(ending.taken_over_whole,), records=("area move", "closed_at"), citation=BOX,
        ),
        Transition(
            "become_adult", ("plan",), "adult", WORK, "turned 18, transition made",
            rules=(ending.is_adult, assessing.reason_given), records=("closed_at",), citation="WT2018 ch1 ¶68",
        ),
        Transition(
            "close_plan", ("plan",), "closed", WORK, "plan ended and closed",
            rules=(ending.improved_for_good, assessing.reason_given), records=("closed_at",), citation="WT2018 ch1 ¶66",
        ),
        Transition(
            "close", ("concluded",), "closed", WORK, "closed",
            rules=(ending.not_in_need_or_said_why, assessing.reason_given), records=("closed_at",), citation=BOX,
        ),
        Transition(
            "withdraw", BEFORE_THE_END, "withdrawn", WORK, "withdrawn", rules=(assessing.reason_given,),
            records=("closed_at",), citation="design section 8",
        ),
    ),
    clocks=(ClockUse("assessment.complete", "point of referral", "conclude", "the social worker who leads"),),
    steps=(
        Step(
            "seen", "See the child", "The social worker", standing.child_seen, "conclude", "assessment:visit",
            applies=standing.is_born, citation=BOX,
        ),
        Step(
            "unborn", "Say how the unborn child's needs were looked at", "The social worker", standing.unborn_reasoned,
            "conclude", "assessment:reason", applies=standing.is_unborn, citation=BOX,
        ),
        Step(
            "alone", "See the child alone, or say why not", "The social worker", standing.seen_alone_or_reason, "conclude",
            "assessment:visit", applies=standing.is_born, citation="WT2018 ch1 ¶38",
        ),
        Step(
            "wishes", "Hear the child's wishes and feelings", "The social worker", standing.wishes_or_reason, "conclude",
            "assessment:visit", applies=standing.is_born, citation="WT2018 ch1 ¶14",
        ),
        Step(
            "adults", "Name every adult of the household, living there or not", "The social worker",
            standing.adults_named, "conclude", "assessment:adult", citation="WT2018 ch1 ¶52",
        ),
        Step(
            "challenge", "Have the analysis challenged and answered", "A supervisor or another practitioner",
            standing.challenge_answered_once, "conclude", "assessment:challenge", citation="WT2018 ch1 ¶56, ¶58",
        ),
        Step(
            "oversight", "Have a social-work-qualified manager sign it off", "The team's manager", leading.signed_off,
            "conclude", "assessment:sign-off", applies=leading.led_by_another, citation="C-01",
        ),
        Step(
            "told_family", "Tell the child and family in writing", "The social worker", standing.told("family"), "close",
            "assessment:tell", applies=standing.is_concluded, citation=BOX,
        ),
        Step(
            "told_referrer", "Tell the referrer what was or will be done", "The social worker", standing.told("referrer"),
            "close", "assessment:tell", applies=standing.came_by_contact, citation=BOX,
        ),
        Step(
            "told_agencies", "Tell the agencies that took part in writing", "The social worker", standing.told("agency"),
            "close", "assessment:tell", applies=standing.agencies_took_part, citation=BOX,
        ),
        Step(
            "down", "Step down to early help", "The social worker", standing.handed_down, "", "assessment:step-down",
            applies=standing.ends_with_early_help, citation="WT2018 ch1 ¶22",
        ),
        Step(
            "plan_given", "Give the child and family the plan in writing", "The social worker", standing.told("family"),
            "close_plan", "assessment:tell", applies=standing.has_plan, citation=BOX,
        ),
        Step(
            "adulthood", "Plan the way into adulthood with the young person", "The social worker",
            standing.adulthood_planned, "", "assessment:transition", applies=standing.nears_adulthood,
            citation="WT2018 ch1 ¶68",
        ),
    ),
    decisions=(
        DecisionPoint(
            "outcome", "What happens next for this child?",
            (("in_need", "Child in need: a plan"), ("not_in_need", "Not in need"), ("other", "Other outcomes of the list")),
            "The social worker, with their supervisor", "WT2018 ch1 ¶75",
        ),
    ),
    requests=(
        RequestUse(
            "information", "What the agency knows that bears on the child's needs", "Each agency the social worker chooses",
            "", "WT2018 ch1 ¶55",
        ),
    ),
    outputs=(
        Output("Outcome in writing, with the plan where in need", "The child and family, agencies", "at conclusion", BOX),
        Output("What has been or will be done", "The referrer", "at conclusion", BOX),
    ),
)  # fmt: skip
