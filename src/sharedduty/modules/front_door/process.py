"""The front door's process: from a contact received to the referrer told, by WT2018 ch1 ¶70-77 and flow chart 1."""

from collections.abc import Iterable
from typing import Any

from sharedduty.foundations.process.api import (
    ClockUse,
    DecisionPoint,
    Output,
    Process,
    RequestUse,
    Stage,
    Transition,
)
from sharedduty.modules.front_door import rules

AT_WORK = ("in_hand", "returned", "enquiring")
UNDECIDED = ("received", *AT_WORK)
LATER = ("decided", "closed")


def _stay(verb: str, stages: Iterable[str], permission: str, event: str, **more: Any) -> tuple[Transition, ...]:
    """A step that leaves the contact at the stage it stands at, one for each stage it is open in."""
    return tuple(Transition(verb, (stage,), stage, permission, event, **more) for stage in stages)


PROCESS = Process(
    code="front_door",
    title="Front door: contacts",
    duty=(
        "The council's front door takes in every concern about a child, acknowledges it and decides next steps within "
        "one working day, and tells the referrer what was decided and why (WT2018 ch1 ¶22, ¶70-73)."
    ),
    first="received",
    stages=(
        Stage("received", "Received"),
        Stage("in_hand", "In hand"),
        Stage("returned", "Sent back with questions"),
        Stage("enquiring", "Enquiring"),
        Stage("decided", "Decided"),
        Stage("closed", "Closed", ends=True),
        Stage("withdrawn", "Withdrawn", ends=True),
    ),
    transitions=(
        Transition(
            "claim", ("received",), "in_hand", "contact_work", "claimed",
            rules=(rules.nobody_holds_it,), records=("claimed_by", "claimed_at"), citation="GL-FD-07",
        ),
        Transition(
            "unclaim", ("in_hand",), "received", "contact_work", "put back in the queue",
            rules=(rules.held_by_you, rules.reason_given, rules.no_child_decided), records=("claimed_by",),
            citation="GL-FD-07",
        ),
        *_stay(
            "hand_over", AT_WORK, "contact_work", "handed over", rules=(rules.note_given, rules.to_a_colleague),
            records=("claimed_by",), citation="GL-FD-07",
        ),
        *_stay(
            "acknowledge", (*UNDECIDED, "decided"), "contact_work", "receipt acknowledged to the referrer",
            rules=(rules.not_acknowledged_yet,), records=("acknowledged_at",), citation="WT2018 ch1 ¶71",
        ),
        Transition(
            "return_to_sender", ("in_hand",), "returned", "contact_work", "sent back with questions",
            rules=(rules.held_by_you, rules.questions_written, rules.somebody_to_ask, rules.no_danger_waits),
            records=("questions",), citation="GL-FD-08",
        ),
        Transition(
            "questions_answered", ("returned",), "in_hand", "", "questions answered", rules=(rules.answer_given,),
            records=("answer",), citation="GL-FD-08",
        ),
        Transition(
            "carry_on", ("returned",), "in_hand", "contact_work", "taken on without an answer",
            rules=(rules.reason_given,), citation="GL-FD-08",
        ),
        *_stay(
            "record_immediate_protection", AT_WORK, "contact_decide", "immediate protection recorded",
            rules=(rules.protection_recorded_whole,), records=("immediate_protection",),
            citation="WT2018 ch1 box: immediate protection",
        ),
        Transition(
            "open_enquiry", ("in_hand",), "enquiring", "enquiry_open", "MASH enquiry opened",
            rules=(rules.held_by_you, rules.agencies_chosen), records=("enquiry",), citation="GL-FD-11, GL-FD-12",
        ),
        Transition(
            "open_enquiry", ("enquiring",), "enquiring", "enquiry_open", "another MASH enquiry opened",
            rules=(rules.agencies_chosen,), records=("enquiry",), citation="GL-FD-12",
        ),
        Transition(
            "close_one_enquiry", ("enquiring",), "enquiring", "enquiry_open", "one MASH enquiry closed",
            rules=(rules.picture_written, rules.no_answer_waited_for), records=("picture",), citation="GL-FD-12",
        ),
        Transition(
            "close_enquiry", ("enquiring",), "in_hand", "enquiry_open", "MASH enquiry closed with its picture",
            rules=(rules.picture_written, rules.no_answer_waited_for), records=("picture",), citation="GL-FD-11",
        ),
        Transition(
            "decide_child", ("in_hand",), "in_hand", "contact_decide", "next steps decided for a child",
            rules=(rules.held_by_you, rules.decided_once, *rules.DECISION_RULES), records=("decision",),
            citation="WT2018 ch1 ¶71",
        ),
        Transition(
            "decide", ("in_hand",), "decided", "contact_decide", "next steps decided for every child",
            rules=(rules.every_child_decided,), records=("decided_at",), citation="WT2018 ch1 ¶71; ¶53",
        ),
        Transition(
            "reopen", LATER, "in_hand", "contact_reopen", "decision opened again",
            rules=(rules.reason_given, rules.child_has_decision), records=("reopened_because",),
            citation="WT2018 ch1 ¶17, ¶22",
        ),
        *_stay(
            "tell_referrer", ("decided",), "contact_work", "referrer told",
            rules=(rules.feedback_written,), records=("feedback",), citation="WT2018 ch1 ¶22",
        ),
        Transition(
            "close", ("decided",), "closed", "contact_work", "closed", rules=(rules.referrer_told,),
            records=("closed_at",), citation="WT2018 ch1 ¶22",
        ),
        Transition(
            "withdraw", ("received", "in_hand", "returned"), "withdrawn", "contact_decide", "withdrawn",
            rules=(rules.reason_given, rules.no_child_decided), records=("closed_at",), citation="design",
        ),
        *_stay(
            "correct", (*UNDECIDED, *LATER), "contact_work", "corrected",
            rules=(rules.reason_given, rules.something_changed), citation="design section 8",
        ),
        *_stay(
            "remove_child", UNDECIDED, "contact_work", "a wrongly attached child removed",
            rules=(rules.reason_given, rules.another_child_remains, rules.child_not_decided),
            records=("withdrawn_at",), citation="design section 8",
        ),
    ),
    clocks=(
        ClockUse("referral.acknowledge", "received", "acknowledge", "the front door"),
        ClockUse("referral.decision", "received", "decide", "the front door"),
        ClockUse("referral.written", "told by telephone", "written form received", "the practitioner who rang"),
        ClockUse("referral.feedback", "decided", "tell_referrer", "the front door"),
    ),
    decisions=tuple(
        DecisionPoint(
            code, question, (("yes", "Yes"), ("no", "No")), "A qualified front door social worker", "WT2018 ch1 ¶71"
        )
        for code, question, _ in rules.DETERMINATIONS
    ),
    requests=(
        RequestUse(
            "enquiry", "What the agency knows of the child and the family", "Each agency the front door chooses",
            "", "GL-FD-12",
        ),
    ),
    outputs=(
        Output("Acknowledgement", "The referrer", "referral.acknowledge", "WT2018 ch1 ¶71"),
        Output("Feedback with reasons and other help", "The referrer", "referral.feedback", "WT2018 ch1 ¶22"),
        Output("Export of an accepted contact", "The council's case system", "once decided", "design"),
    ),
)  # fmt: skip
