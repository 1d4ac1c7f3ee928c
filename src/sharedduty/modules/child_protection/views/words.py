"""What comes next, in words, for every stage of a record and of a plan; and what a step that was decided is called."""

from sharedduty.foundations.process.api import Process

# Stages in which nothing goes on before a meeting was held.
MEET_FIRST = {"strategy_due", "quorum_gap", "conference_due", "on_plan", "plan_detailed", "continued"}
DECIDE = "Decide whether section 47 enquiries must be made. If more has to be known first, hold a further discussion."
# What a record came from, by how its reference begins.
FROM = {"C": "Contact", "AS": "Assessment", "RH": "Return home"}
# Which kinds of meeting a stage waits for, and the step that takes one in: what was held and is not on record comes first.
TAKEN_IN = {
    **dict.fromkeys(("strategy_due", "quorum_gap"), (("strategy_discussion", "discussion"),)),
    "conference_due": (("initial_conference", "conference"),),
    "on_plan": (("core_group", "first-core-group"),),
    "plan_detailed": (("core_group", "core-group"), ("review_conference", "first-review")),
    **dict.fromkeys(("continued", "moved"), (("core_group", "core-group"), ("review_conference", "review"))),
}
NEXT_WORDS = {
    "strategy_due": "Call the strategy discussion: a social worker, health and the police, and whoever else knows the child. "
    "Hold it, and then record here what it decided.",
    "quorum_gap": "One of the three was missing. Hold another discussion with all three, or record who accepts this one and why.",
    "strategy_held": DECIDE,
    "further_strategy": DECIDE,
    "no_s47": "Decide what follows: help under section 17, or nothing further.",
    "s47_started": "See the child. Record each thing as it is done; when all is on record, say that the enquiries are made.",
    "enquiry_done": "Decide what the enquiries found, and why.",
    "not_substantiated": "Decide what help goes on, when it is looked at again and by whom. An agency with serious concern "
    "may ask for a conference.",
    "substantiated": "Convene the initial conference. It is held within its limit, and sooner where the child needs it.",
    "substantiated_no_risk": "Decide what help goes on.",
    "continue_s17": "The help is planned in the child's assessment. An agency that is seriously concerned may still ask for a "
    "conference.",
    "no_further_action": "This record is closed.",
    "conference_requested": "Answer the agency: agree to a conference, or refuse it with reasons.",
    "difference": "The agencies do not agree. Record how the difference was resolved.",
    "conference_due": "Prepare the family, write the report, and call the conference with family and agencies. Hold it, "
    "and then record it here.",
    "conference_held": "What the conference decided, and everything after it, stands on the page of the plan.",
}
AFTER_REVIEW = "Decide: does the plan go on, does it end, or are family proceedings needed?"
TELL = "Tell every agency that was invited to the initial conference that the plan has ended."
PLAN_WORDS = {
    "conference_held": "Record what the conference decided. For a plan: name the core group and write the outline first.",
    "not_on_plan": "Decide what help goes on.",
    "continue_s17": "The help is planned in the child's assessment.",
    "on_plan": "Call the first core group and hold it. Then record here what it found.",
    "core_group_met": "Write every line of the plan, and then say that the plan is in detail.",
    "plan_detailed": "Carry the plan out, and record each contact with the child. Hold core groups, and the first review within "
    "its limit.",
    "core_group_next": "Bring the plan up to date with what the core group found, and then say that it is in detail.",
    "review_held": AFTER_REVIEW,
    "continued": "Carry the plan out, and record each contact with the child. Hold core groups, and the next review within its "
    "limit.",
    "later_review": AFTER_REVIEW,
    "proceedings": "Family proceedings are decided. The plan goes on beside them: record that it does.",
    "moved": "The plan goes on until the other authority has held its conference: see the child, and hold core groups and "
    "reviews in time. Record their conference when it was held.",
    "received": "The other authority has held its conference. This plan may end.",
    **dict.fromkeys(("ended_risk", "ended_moved", "ended_18", "ended_died", "ended_left_uk"), TELL),
    "notified": "Decide what support follows, and close the record.",
    "support_considered": "This plan is closed.",
}
RETURN_WORDS = {
    "looked_after": "Say how the child comes home: planned, unplanned, or after remand.",
    "planned": "Assess the child before the return, while the child is still looked after.",
    "assessed": "A named senior officer approves that the child stops being looked after, or the child stays looked after.",
    "approved": "Agree the plan with the child and the family. Then record the day the child came home.",
    "stays": "The child stays looked after. Go on with care planning.",
    "unplanned": "Look at once at what may be wrong. See the child.",
    "considered": "If the child may be suffering significant harm, ask for a strategy discussion now. If not, act for the "
    "child's safety, or plan the support at home.",
    "acted": "Plan the support that keeps the child safe at home.",
    "remanded": "Plan the support after remand, and where the child will live.",
    "after_remand": "Agree the plan with the child and the family. Then record the day the child came home.",
    "home": "See the child alone, and review what the support has changed.",
    "reviewed": "Decide: does the support go on, is the child in need, or is significant harm suspected?",
    "section_47": "This record is closed. The strategy discussion is handed over.",
    "in_need": "This record is closed. The assessment as a child in need is handed over.",
}

REQUEST_WORDS = {
    "may_ask": "The section 47 enquiries about this child ended, and no child protection conference is planned. Your agency took "
    "part. If you are seriously concerned, you have the right to ask for a conference.",
    "asked": "Your agency asked for a conference. The social worker who leads the enquiry answers here.",
    "agreed": "A conference is held, as your agency asked. Once you are invited, it stands under “Protection meetings”.",
    "refused": "No conference is held. The reasons are below. If you still think that the child is not safe, take it further.",
    "not_needed": "A conference is held after all. There is nothing left to ask for.",
}
REQUEST_WORDS_TEAM = {
    "may_ask": "The agency was told that no conference is planned and that it may ask for one. It has not asked.",
    "asked": "Answer the agency: agree to a conference, or refuse it with reasons.",
    "agreed": "A conference is held, as the agency asked.",
    "refused": "The agency was told why no conference is held, and how to take it further.",
    "not_needed": "A conference is held after all: the agency has nothing left to ask for.",
}


def events(process: Process) -> dict[str, str]:
    """What each step of a process is called once it was taken, by its verb."""
    named = {one.verb: one.event[:1].upper() + one.event[1:] for one in process.transitions}
    more = {
        "legal_action": "Legal action considered", "information_needed": "What has to be found out",
        "specialists": "Specialists considered", "record_birth": "Birth recorded",
    }  # fmt: skip
    return {**named, **more}
