"""A child who comes home from care, planned or not (flow chart 6; WT2018 ch1 box: children returning home)."""

from sharedduty.foundations.process.api import DecisionPoint, Process, Stage, Transition
from sharedduty.modules.child_protection import rules

WORK = "protection_work"
BOX_HOME = "WT2018 ch1 box: children returning home"
GIVEN = (rules.entries_given, rules.days_passed, rules.next_day_agreed)


def _step(verb: str, sources: tuple[str, ...], to: str, event: str) -> Transition:
    return Transition(verb, sources, to, WORK, event, rules=GIVEN, citation=BOX_HOME)


RETURN = Process(
    code="return_home",
    title="A child returning home from care",
    duty=(
        "A child comes home from care with a plan that keeps the child safe. Where nobody planned it, the council looks at once "
        "at what may be wrong (WT2018 ch1)."
    ),
    first="looked_after",
    stages=(
        Stage("looked_after", "Looked after"),
        Stage("planned", "Return planned, assessment to be made"),
        Stage("assessed", "Assessed while looked after"),
        Stage("approved", "Ceasing to look after approved"),
        Stage("stays", "Stays looked after"),
        Stage("unplanned", "Came home unplanned: concerns to be considered"),
        Stage("considered", "Immediate concerns considered"),
        Stage("acted", "Action taken for the child's safety"),
        Stage("remanded", "Remanded"),
        Stage("after_remand", "Support after remand planned"),
        Stage("home", "At home with a plan"),
        Stage("reviewed", "Support reviewed"),
        Stage("section_47", "Strategy discussion asked for", ends=True),
        Stage("in_need", "Child in need", ends=True),
    ),
    transitions=(
        _step("plan_return", ("looked_after",), "planned", "return home planned"),
        _step("record_unplanned", ("looked_after",), "unplanned", "child came home unplanned"),
        _step("record_remand", ("looked_after",), "remanded", "child remanded"),
        _step("assess_return", ("planned",), "assessed", "assessed while looked after"),
        _step("approve_return", ("assessed",), "approved", "ceasing to look after approved"),
        _step("keep_looking_after", ("assessed",), "stays", "child stays looked after"),
        _step("look_after_again", ("stays",), "looked_after", "care planning goes on"),
        _step("come_home", ("approved", "after_remand"), "home", "child came home with a plan"),
        _step("consider_concerns", ("unplanned",), "considered", "immediate concerns considered"),
        _step("suspect_harm", ("considered", "reviewed"), "section_47", "strategy discussion asked for"),
        _step("act_for_safety", ("considered",), "acted", "action taken for the child's safety"),
        _step("stay_home", ("considered", "acted"), "home", "child stays home with a plan"),
        _step("plan_after_remand", ("remanded",), "after_remand", "support after remand planned"),
        _step("review_support", ("home",), "reviewed", "support reviewed"),
        _step("go_on_at_home", ("reviewed",), "home", "support goes on"),
        _step("find_in_need", ("reviewed",), "in_need", "child in need"),
    ),
    decisions=(
        DecisionPoint(
            "concerns", "Are there immediate concerns for the child's safety?",
            (("harm", "Significant harm is suspected"), ("safety", "There is a safety concern"), ("none", "There is none")),
            "The social worker", BOX_HOME,
        ),
    ),
)  # fmt: skip
