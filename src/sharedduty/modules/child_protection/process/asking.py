"""An agency that took part asks for a conference where none is to be held (WT2018 ch1 box: outcome; WT-S47O-02)."""

from sharedduty.foundations.process.api import DecisionPoint, Process, Stage, Transition
from sharedduty.modules.child_protection import rules

BOX_OUTCOME = "WT2018 ch1 box: outcome of section 47 enquiries"
ASK, WORK = "conference_ask", "protection_work"
OPEN = ("may_ask", "asked")  # where something may still come of it

ASKING = Process(
    code="conference_request",
    title="An agency asks for a conference",
    duty=(
        "No conference is planned for the child. An agency that took part and is still worried may ask for one, and is told yes "
        "or no, and why (WT2018 ch1)."
    ),
    first="may_ask",
    stages=(
        Stage("may_ask", "No conference: the agency may ask for one"),
        Stage("asked", "Conference asked for"),
        Stage("agreed", "Agreed: a conference is held", ends=True),
        Stage("refused", "Refused", ends=True),
        Stage("not_needed", "Not needed: a conference is held", ends=True),
    ),
    transitions=(
        Transition("ask", ("may_ask",), "asked", ASK, "conference asked for", rules=(rules.concern_written,),
                   citation=BOX_OUTCOME),
        Transition("agree", ("asked",), "agreed", WORK, "conference agreed to", rules=(rules.reasons_given,),
                   citation=BOX_OUTCOME),
        Transition("refuse", ("asked",), "refused", WORK, "conference refused to the agency", rules=(rules.reasons_given,),
                   citation=BOX_OUTCOME),
        Transition("set_aside", ("may_ask",), "not_needed", WORK, "right to ask no longer needed",
                   rules=(rules.reasons_given,), citation=f"{BOX_OUTCOME}; design"),
    ),
    decisions=(
        DecisionPoint("answer", "Is a conference held, as the agency asks?", (("yes", "Yes"), ("no", "No")),
                      "The social worker", BOX_OUTCOME),
    ),
)  # fmt: skip
