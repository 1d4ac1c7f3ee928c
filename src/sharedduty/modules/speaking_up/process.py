"""The three processes of this room: what is spoken up about, a request for one's own information, a breach of data."""

from collections.abc import Callable, Iterable
from typing import Any

from sharedduty.foundations.process.api import (
    ClockUse,
    DecisionPoint,
    Missing,
    Output,
    Process,
    Stage,
    Step,
    Transition,
)
from sharedduty.modules.speaking_up.rules import breach_standing, breaching, disclosing, handling, standing

WORK = "speaking_up_work"
RECEIVED, LOOKING, ANSWERED, CLOSED = "received", "looking", "answered", "closed"
GATHERING, CHECKING = "gathering", "checking"
ACKNOWLEDGE, RESPOND = "complaint.ack", "dsar.respond"
WELFARE = "a child's welfare"  # what the hand-over to the front door is called: it says no more
OUTCOMES = {
    "upheld": "Right: it was so", "partly": "Right in part", "not_upheld": "Not found to be so",
    "not_shown": "It cannot be shown either way", "elsewhere": "Somebody else must look at it, and was told",
}  # fmt: skip
GROUNDS = {
    "third_party": "It is about somebody else, who does not agree",
    "serious_harm": "It would be likely to do serious harm to somebody",
    "child_abuse": "Child abuse data, and it is not in the child's interest",
    "crime": "It would stand in the way of preventing or detecting crime",
    "legal": "Legal advice", "court": "A court forbids it", "other": "Another ground, named in the reason",
}  # fmt: skip


# A breach of personal data (UK GDPR art 33 and 34).
BREACH_WORK, TELL_REGULATOR = "breach_work", "breach.ico"
FOUND, JUDGED = "found", "judged"
RISKS = {
    "unlikely": "No risk to anybody is likely", "likely": "A risk to people is likely", "high": "A high risk to people is likely",
}  # fmt: skip
REGULATOR = {"told": "Told", "elsewhere": "Another body tells it", "not_told": "Not told: no risk is likely"}
TOLD = {"each": "Each was told", "public": "Told in public: telling each would be out of proportion"}
NOT_TOLD = {
    "no_high_risk": "No high risk is likely", "unreadable": "Nobody can read the data: it is encrypted",
    "put_right": "What was done since means that no high risk is likely any more",
    "other": "Another ground in law, named in the reason",
}  # fmt: skip


def _stay(verb: str, stages: Iterable[str], event: str, **more: Any) -> tuple[Transition, ...]:
    """A step that leaves the record at the stage it stands at, one for each stage it may be taken in."""
    return tuple(Transition(verb, (stage,), stage, WORK, event, **more) for stage in stages)


def _always(live: tuple[str, ...]) -> tuple[Transition, ...]:
    return (
        *_stay("write_back", live, "written to the sender", rules=(handling.message_whole,), records=("message",),
               citation="HE-WB-03"),
        *_stay("note", live, "noted", rules=(handling.note_whole,), records=("note",), citation="HE-WB-01"),
        *_stay("shut_out", live, "somebody shut out", rules=(handling.shut_whole,), citation="HE-WB-03"),
        *_stay("hand_over", live, "handed to somebody else", rules=(handling.handing_whole,), citation="HE-WB-03"),
    )  # fmt: skip


_LIVE = (RECEIVED, LOOKING, ANSWERED)
SPOKEN = Process(
    code="speaking_up",
    title="Concern or complaint",
    duty=(
        "Anybody can say that something is wrong, without saying who they are. Somebody who has no part in it answers, and "
        "nobody they speak about learns of it here (HE 14.6; DPA2018 s164A for complaints about data)."
    ),
    first=RECEIVED,
    stages=(
        Stage(RECEIVED, "Received"), Stage(LOOKING, "Being looked at"), Stage(ANSWERED, "Answered"),
        Stage(CLOSED, "Closed", ends=True),
    ),
    transitions=(
        Transition("acknowledge", (RECEIVED,), LOOKING, WORK, "acknowledged", rules=(handling.acknowledged_whole,),
                   records=("message", "promised_on"), citation="DPA2018 s164A"),
        *_always(_LIVE),
        *_stay("see_to_child", _LIVE, "child's welfare looked to", rules=(handling.child_whole,),
               records=("child_seen_to",), citation="WT2018 ch1 ¶71"),
        Transition("answer", (LOOKING,), ANSWERED, WORK, "answered", rules=(handling.answer_whole,),
                   records=("outcome", "message"), citation="HE-WB-01; DPA2018 s164A"),
        Transition("withdraw", (RECEIVED, LOOKING), CLOSED, WORK, "ended without an answer",
                   rules=(handling.withdrawn_whole,), citation="HE-WB-01"),
        Transition("look_again", (ANSWERED, CLOSED), LOOKING, WORK, "looked at again", rules=(handling.reason_given,),
                   citation="HE-WB-01"),
        Transition("close", (ANSWERED,), CLOSED, WORK, "closed", citation="HE-WB-01"),
    ),
    clocks=(
        ClockUse(ACKNOWLEDGE, "a complaint about personal data is received", "it is acknowledged", "whoever has it"),
    ),
    steps=(
        Step("acknowledged", "Acknowledge it, and say what happens now", "Whoever has it",
             lambda record: record.stage != RECEIVED, "", "speaking_up:acknowledge", citation="DPA2018 s164A"),
        Step("child", "See to the child", "Whoever has it", standing.child_seen_to, "answer", "speaking_up:child",
             standing.child_at_risk, "WT2018 ch1 ¶71"),
    ),
    decisions=(
        DecisionPoint("answer", "What was found?", tuple(OUTCOMES.items()), "Whoever has it, named, with reasons", "HE-WB-01"),
    ),
)  # fmt: skip

_ASKED = (RECEIVED, GATHERING, CHECKING, ANSWERED)
ACCESS = Process(
    code="subject_access",
    title="Request for one's own information",
    duty=(
        "Whoever asks for the information held about them gets it within a month, after it was checked who they are; what would "
        "do serious harm or is about somebody else is held back, with the ground. Two people see it before it goes out "
        "(UK GDPR art 12)."
    ),
    first=RECEIVED,
    stages=(
        Stage(RECEIVED, "Received: who asks?"), Stage(GATHERING, "Being gathered and judged"),
        Stage(CHECKING, "Being checked by a second person"), Stage(ANSWERED, "Answered"), Stage(CLOSED, "Closed", ends=True),
    ),
    transitions=(
        *_always(_ASKED),
        Transition("accept_details", (RECEIVED,), GATHERING, WORK, "identity checked and details complete",
                   rules=(disclosing.details_whole,), records=("details_at",), citation="UK GDPR art 12"),
        *_stay("extend", (GATHERING,), "extended by two months", rules=(disclosing.extension_whole,),
               records=("promised_on",), citation="UK GDPR art 12"),
        *_stay("list_item", (GATHERING,), "document listed", rules=(disclosing.item_whole,), records=("item",),
               citation="UK GDPR art 12"),
        *_stay("find_nothing", (GATHERING,), "nothing is held", rules=(disclosing.nothing_whole,), records=("note",),
               citation="UK GDPR art 12"),
        *_stay("judge_item", (GATHERING,), "document judged", rules=(disclosing.judged_whole,), records=("item",),
               citation="UK GDPR art 12"),
        Transition("prepare_release", (GATHERING,), CHECKING, WORK, "prepared for a second person to check",
                   rules=(disclosing.release_whole,), records=("release",), citation="UK GDPR art 12"),
        Transition("send_back", (CHECKING,), GATHERING, WORK, "sent back before it went out",
                   rules=(disclosing.sent_back_whole,), records=("sent_back_because",), citation="UK GDPR art 12"),
        Transition("release", (CHECKING,), ANSWERED, WORK, "given out", rules=(disclosing.second_person,),
                   records=("released",), citation="UK GDPR art 12"),
        Transition("withdraw", (RECEIVED, GATHERING, CHECKING), CLOSED, WORK, "ended without an answer",
                   rules=(handling.withdrawn_whole,), citation="UK GDPR art 12"),
        Transition("look_again", (ANSWERED, CLOSED), GATHERING, WORK, "looked at again", rules=(handling.reason_given,),
                   citation="UK GDPR art 12"),
        Transition("close", (ANSWERED,), CLOSED, WORK, "closed", citation="UK GDPR art 12"),
    ),
    clocks=(
        ClockUse(RESPOND, "the request with identity and details is complete", "the answer is given", "whoever has it"),
    ),
    steps=(
        Step("details", "Check who asks", "Whoever has it", lambda record: bool(record.details_at), "prepare_release",
             "speaking_up:details", citation="UK GDPR art 12"),
        Step("list", "List each document", "Whoever has it", standing.items_listed, "prepare_release", "speaking_up:item-new"),
        Step("judged", "Judge each document", "A named professional", standing.items_judged, "prepare_release",
             "speaking_up:item-judge"),
    ),
    decisions=(
        DecisionPoint(
            "judge_item", "What becomes of this document?",
            (("disclose", "It goes out whole"), ("redact", "It goes out with parts taken out"), ("withhold", "It is held back")),
            "A named professional, with the harm test, the ground and the reason", "UK GDPR art 12",
        ),
    ),
    outputs=(Output("The disclosure", "Whoever asked", RESPOND, "UK GDPR art 12"),),
)  # fmt: skip


_LOOKED_AT = (FOUND, JUDGED)


def _breach_stays(
    verb: str, event: str, rule: Callable[..., list[Missing]], records: str, source: str
) -> tuple[Transition, ...]:
    return tuple(
        Transition(verb, (stage,), stage, BREACH_WORK, event, rules=(rule,), records=(records,), citation=source)
        for stage in _LOOKED_AT
    )


BREACH = Process(
    code="data_breach",
    title="Breach of personal data",
    duty=(
        "Data that was lost, changed or seen by somebody who should not have it is written down, with the risk to people as "
        "somebody judged it. The regulator is told within 72 hours of knowing, unless no risk is likely; the people are "
        "told where the risk is high (UK GDPR art 33 and 34)."
    ),
    first=FOUND,
    stages=(Stage(FOUND, "Found"), Stage(JUDGED, "Risk judged"), Stage(CLOSED, "Closed", ends=True)),
    transitions=(
        *_breach_stays("learn_more", "more was learned", breaching.learned_whole, "note", "UK GDPR art 33"),
        *_breach_stays("mend_awareness", "hour of awareness mended", breaching.awareness_whole, "aware_at", "UK GDPR art 33"),
        *_breach_stays("note_measure", "something was done", breaching.measure_whole, "note", "UK GDPR art 33"),
        *_breach_stays("tell_regulator", "regulator told", breaching.regulator_told_whole, "regulator_at", "UK GDPR art 33"),
        *_breach_stays("tell_people", "people told", breaching.people_told_whole, "told_people", "UK GDPR art 34"),
        Transition("judge_risk", _LOOKED_AT, JUDGED, BREACH_WORK, "risk judged", rules=(breaching.risk_whole,),
                   records=("risk",), citation="UK GDPR art 33"),
        Transition("leave_regulator", (JUDGED,), JUDGED, BREACH_WORK, "decided: the regulator is not told by us",
                   rules=(breaching.regulator_left_whole,), records=("regulator",), citation="UK GDPR art 33"),
        Transition("leave_people", (JUDGED,), JUDGED, BREACH_WORK, "decided: the people are not told",
                   rules=(breaching.people_left_whole,), records=("told_people",), citation="UK GDPR art 34"),
        Transition("close", (JUDGED,), CLOSED, BREACH_WORK, "closed", rules=(breaching.ended_whole,), records=("note",),
                   citation="UK GDPR art 33"),
        Transition("look_again", (CLOSED,), JUDGED, BREACH_WORK, "looked at again", rules=(handling.reason_given,),
                   citation="UK GDPR art 33"),
    ),
    clocks=(ClockUse(TELL_REGULATOR, "somebody here becomes aware of it", "the regulator is told", "the privacy officer"),),
    steps=(
        Step("risk", "Judge the risk to people", "The privacy officer", breach_standing.judged, "close",
             "speaking_up:breach-risk", citation="UK GDPR art 33"),
        Step("regulator", "Tell the regulator, or say why not", "The privacy officer", breach_standing.regulator_settled, "close",
             "speaking_up:breach-regulator", citation="UK GDPR art 33"),
        Step("people", "Tell the people, or say why not", "The privacy officer", breach_standing.people_settled, "close",
             "speaking_up:breach-people", citation="UK GDPR art 34"),
        Step("measure", "Say what was done about it", "The privacy officer", breach_standing.something_done, "close",
             "speaking_up:breach-measure", citation="UK GDPR art 33"),
    ),
    decisions=(
        DecisionPoint("judge_risk", "What is the risk to people?", tuple(RISKS.items()), "The privacy officer, with reasons",
                      "UK GDPR art 33"),
        DecisionPoint("leave_people", "Why are the people not told?", tuple(NOT_TOLD.items()),
                      "The privacy officer, with the ground and the reason", "UK GDPR art 34"),
    ),
    outputs=(Output("What the regulator is told", "The regulator for data", TELL_REGULATOR, "UK GDPR art 33"),),
)  # fmt: skip


def process_of(kind: str) -> Process:
    """The process that a matter of this kind follows."""
    return ACCESS if kind == "access" else SPOKEN


PROCESSES = (SPOKEN, ACCESS, BREACH)
