"""Two processes: a recommendation in the register, and one agency's part in it (GSR2021; HE chapter 14.4; TRK, HE-ACT)."""

from collections.abc import Iterable
from typing import Any

from sharedduty.foundations.process.api import DecisionPoint, Output, Process, RequestUse, Stage, Transition
from sharedduty.modules.action_plans.rules import answering, recommending

WORK, READ, SETTLE, ANSWER = "plan_work", "plan_read", "plan_settle", "plan_answer"
START = "action plan"  # what the hand-over is called that is taken up here
RECEIVED, TRIAGED, ACCEPTED, ALLOCATED = "received", "triaged", "accepted", "allocated"
OPEN = (RECEIVED, TRIAGED, ACCEPTED, ALLOCATED)
CLOSED, SUPERSEDED, MERGED, REFUSED, NOT_FOR_US = "closed", "superseded", "merged", "not_accepted", "not_applicable"
ENDED = (CLOSED, SUPERSEDED, MERGED, REFUSED, NOT_FOR_US)


def _stay(verb: str, stages: Iterable[str], event: str, permission: str = WORK, **more: Any) -> tuple[Transition, ...]:
    """A step that leaves the record at the stage it stands at, one for each stage it may be taken in."""
    return tuple(Transition(verb, (stage,), stage, permission, event, **more) for stage in stages)


PROCESS = Process(
    code="recommendation",
    title="Recommendation",
    duty=(
        "Whatever a review, an audit or an inspection recommends is kept in one register and followed until it is shown that "
        "practice has changed; nobody closes one alone (TRK-01, TRK-08, TRK-18)."
    ),
    first=RECEIVED,
    stages=(
        Stage(RECEIVED, "Received"),
        Stage(TRIAGED, "Looked at"),
        Stage(ACCEPTED, "Accepted"),
        Stage(ALLOCATED, "With the agencies"),
        Stage(CLOSED, "Closed", ends=True),
        Stage(SUPERSEDED, "Superseded", ends=True),
        Stage(MERGED, "Merged", ends=True),
        Stage(REFUSED, "Not accepted", ends=True),
        Stage(NOT_FOR_US, "Not for this area", ends=True),
    ),
    transitions=(
        Transition("look_at", (RECEIVED,), TRIAGED, WORK, "looked at", rules=(recommending.looked_at_whole,),
                   records=("priority", "front_line", "said_before"), citation="TRK-07; TRK-08"),
        Transition("accept", (TRIAGED,), ACCEPTED, WORK, "accepted", rules=(recommending.accepted_whole,),
                   records=("accepted_on", "owner", "due_on", "measure"), citation="TRK-01; TRK-10; HE-ACT-01"),
        Transition("refuse", (TRIAGED,), REFUSED, WORK, "not accepted", rules=(recommending.reason_given,),
                   records=("ended_on",), citation="TRK-18"),
        Transition("not_for_area", (TRIAGED,), NOT_FOR_US, WORK, "found not to apply here",
                   rules=(recommending.reason_given,), records=("ended_on",), citation="TRK-18"),
        Transition("ask_agencies", (ACCEPTED, ALLOCATED), ALLOCATED, WORK, "agencies asked",
                   rules=(recommending.asked_whole,), records=("parts",), citation="TRK-03; HE-ACT-02"),
        *_stay("change_plan", (ACCEPTED, ALLOCATED), "owner or day changed", rules=(recommending.plan_changed,),
               records=("owner", "due_on", "measure"), citation="TRK-13"),
        *_stay("set_priority", (TRIAGED, ACCEPTED, ALLOCATED), "order of importance changed",
               rules=(recommending.priority_given,), records=("priority", "group"), citation="TRK-07; TRK-17"),
        *_stay("define", OPEN, "defined", rules=(recommending.definition_whole,),
               records=("definition", "indicator"), citation="TRK-19"),
        Transition("merge", OPEN, MERGED, WORK, "merged into another", rules=(recommending.merge_whole,),
                   records=("goes on in", "ended_on"), citation="TRK-04"),
        *_stay("propose_closing", (ALLOCATED,), "closing proposed", rules=(recommending.closing_proposed,),
               records=("proposal",), citation="TRK-08; TRK-18"),
        *_stay("propose_superseding", OPEN, "superseding proposed", rules=(recommending.superseding_proposed,),
               records=("proposal",), citation="TRK-06; TRK-18"),
        Transition("close", (ALLOCATED,), CLOSED, SETTLE, "closed by a second person",
                   rules=(recommending.another_agrees, recommending.closing_agreed), records=("proposal", "ended_on"),
                   citation="TRK-08; TRK-18; HE-ACT-03"),
        Transition("supersede", OPEN, SUPERSEDED, SETTLE, "superseded, agreed by a second person",
                   rules=(recommending.another_agrees, recommending.superseding_agreed), records=("proposal", "ended_on"),
                   citation="TRK-06; TRK-18"),
        *_stay("turn_down", OPEN, "proposal turned down", SETTLE, rules=(recommending.refusal_whole,),
               records=("proposal",), citation="TRK-18"),
        *_stay("name_carrier", OPEN, "document named that should carry it", rules=(recommending.carrier_whole,),
               records=("carrying",), citation="TRK-11"),
        *_stay("answer_issue", OPEN, "new issue of a document answered", rules=(recommending.mention_whole,),
               records=("mention",), citation="TRK-11"),
        Transition("reopen", (CLOSED,), ALLOCATED, WORK, "opened again", rules=(recommending.reason_given,),
                   records=("ended_on",), citation="TRK-18"),
        Transition("reopen", (SUPERSEDED, MERGED, REFUSED, NOT_FOR_US), TRIAGED, WORK, "opened again",
                   rules=(recommending.reason_given,), records=("ended_on",), citation="TRK-18"),
    ),
    decisions=(
        DecisionPoint(
            "accepted", "Is it accepted?",
            (("accept", "Yes, with an owner and a day"), ("refuse", "No"), ("not_for_area", "It does not apply here")),
            "The partners, on what the quality group says", "TRK-01; TRK-18",
        ),
        DecisionPoint(
            "repeats", "Was it said before?", (("no", "No"), ("yes", "Yes, in an earlier one")),
            "Whoever looks at it; likeness alone decides nothing", "TRK-04",
        ),
    ),
    requests=(
        RequestUse("part", "What the agency does, or why it is not for it", "Each agency", "", "TRK-03; HE-ACT-02"),
    ),
    outputs=(
        Output("Who was quick, and what it changed", "The partnership", "each meeting", "TRK-20"),
    ),
)  # fmt: skip

ASKED, PLANNED, DONE, ADOPTED, EFFECT = "asked", "planned", "done", "adopted", "effect"
NOT_APPLICABLE, WITHDRAWN = "not_applicable", "withdrawn"
UNDER_WAY = (PLANNED, DONE, ADOPTED)
FROM_DONE = (DONE, ADOPTED, EFFECT)

PART_PROCESS = Process(
    code="action_part",
    title="An agency's part in a recommendation",
    duty=(
        "Each agency asked says what it does, or that it is not for it; and then, in three answers, whether it is done, whether "
        "it is in place, and what the effect is at the front line (TRK-03, TRK-08; HE-ACT-01)."
    ),
    first=ASKED,
    stages=(
        Stage(ASKED, "Not answered yet"),
        Stage(PLANNED, "Planned"),
        Stage(DONE, "Done"),
        Stage(ADOPTED, "In place"),
        Stage(EFFECT, "Effect shown"),
        Stage(NOT_APPLICABLE, "Not for this agency"),
        Stage(WITHDRAWN, "No longer asked", ends=True),
    ),
    transitions=(
        Transition("plan", (ASKED,), PLANNED, ANSWER, "planned", rules=(answering.planned_whole,),
                   records=("what", "owner", "due_on"), citation="HE-ACT-01, HE-ACT-02; TRK-03"),
        Transition("not_for_us", (ASKED,), NOT_APPLICABLE, ANSWER, "said not to apply",
                   rules=(answering.not_for_us_whole,), records=("not_for_us",), citation="TRK-03"),
        Transition("ask_again", (NOT_APPLICABLE,), ASKED, WORK, "asked again", rules=(answering.reason_given,),
                   citation="TRK-03"),
        *_stay("change_owner", UNDER_WAY, "owner or day changed", ANSWER, rules=(answering.owner_changed,),
               records=("owner", "due_on"), citation="TRK-13"),
        *_stay("rate", UNDER_WAY, "rated", ANSWER, rules=(answering.rating_whole,), records=("colour",),
               citation="TRK-05; TRK-16; TRK-19"),
        Transition("record_done", (PLANNED,), DONE, ANSWER, "done", rules=(answering.done_whole,), records=("done_on",),
                   citation="TRK-08"),
        Transition("record_adopted", (DONE,), ADOPTED, ANSWER, "in place", rules=(answering.adopted_whole,),
                   records=("adopted_on",), citation="TRK-08; TRK-10"),
        Transition("record_effect", (ADOPTED,), EFFECT, ANSWER, "effect shown", rules=(answering.effect_whole,),
                   records=("effect_on",), citation="TRK-08; TRK-10"),
        *_stay("note_look", (DONE, ADOPTED), "looked at, not shown", ANSWER, rules=(answering.look_whole,),
               records=("answer",), citation="TRK-08; TRK-15"),
        Transition("note_look", (EFFECT,), ADOPTED, ANSWER, "the effect no longer holds", rules=(answering.look_whole,),
                   records=("answer", "effect_on"), citation="TRK-08; TRK-15"),
        *_stay("add_evidence", (*UNDER_WAY, EFFECT), "evidence added", ANSWER, rules=(answering.evidence_whole,),
               records=("evidence",), citation="TRK-09"),
        *_stay("share", FROM_DONE, "staff told", ANSWER, rules=(answering.sharing_whole,), records=("sharing",),
               citation="TRK-12"),
        *_stay("record_receipt", FROM_DONE, "receipt recorded", ANSWER, rules=(answering.receipt_whole,),
               records=("received_on",), citation="TRK-12"),
        *_stay("add_product", (*UNDER_WAY, EFFECT), "something made", ANSWER, rules=(answering.product_whole,),
               records=("product",), citation="TRK-14"),
        *_stay("judge_product", (*UNDER_WAY, EFFECT), "said what came of it", ANSWER, rules=(answering.product_judged,),
               records=("came_of_it",), citation="TRK-14"),
        *_stay("plan_look", (DONE, ADOPTED), "a later look set", ANSWER, rules=(answering.look_planned,),
               records=("look_on",), citation="TRK-15"),
        Transition("withdraw", (ASKED, PLANNED, DONE, ADOPTED, NOT_APPLICABLE), WITHDRAWN, SETTLE, "no longer asked",
                   rules=(answering.reason_given,), citation="TRK-03; TRK-06"),
    ),
)  # fmt: skip

PROCESSES = (PROCESS, PART_PROCESS)
