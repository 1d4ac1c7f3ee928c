"""Early help's process: talked through, agreed, carried out, reviewed, closed (WT2018 ch1 ¶10, ¶12; WT-EH; GL-EH)."""

from collections.abc import Iterable
from typing import Any

from sharedduty.foundations.gatherings.api import Capacity, GatheringUse, Quorum
from sharedduty.foundations.process.api import DecisionPoint, Output, Process, Stage, Step, Transition
from sharedduty.modules.early_help import rules

TALKING, PLANNING, ACTIVE, WITHOUT, UP, CLOSED = (
    "talking", "planning", "active", "without_consent", "stepped_up", "closed",
)  # fmt: skip
OPEN = (TALKING, PLANNING, ACTIVE, WITHOUT, UP)
WORK = "early_help_work"
START = "early help"  # what the front door's hand-over is called

# How the area says it works with families, in our own words (GL-EH-25; Gloucestershire 2019 L560-567).
RESTORATIVE = (
    "We build on what is strong in the family, with them.",
    "We keep problems from growing, and help people help each other.",
    "We say plainly what we hope will change.",
    "We dare to stop what does not work.",
    "We act together, and do what is needed when it is needed.",
)

# The arrangements set no minimum attendance for these meetings and no interval (GL-EH-14: silent), so none is made up.
TEAM_MEETING = GatheringUse(
    code="team_around_the_child",
    title="Team around the child meeting",
    duty="Bring the family and everybody who helps together: agree outcomes, who does what, and look again.",
    file_kind="early_help_meeting",
    capacities=(
        Capacity("lead", "Lead practitioner", at_least=1),
        Capacity("practitioner", "Practitioner"),
        Capacity("child", "Child or young person", family=True),
        Capacity("parent", "Parent or carer", family=True),
        Capacity("supporter", "Family, friend or supporter", family=True),
    ),
    quorum=Quorum(citation="GL-EH-14: the arrangements name no minimum; the lead practitioner has to be there"),
    chaired_by="lead",
    citation="Gloucestershire 2019 L682-703",
    notes_form="team-meeting-notes",
    notes_pack="gloucestershire-2023",
)
# The 2023 text says such a meeting protects young people where the risk lies outside the home; it gives no other rule.
SAFETY_MEETING = GatheringUse(
    code="my_safety_meeting",
    title="My Safety Meeting",
    duty="Keep a young person safe where the risk lies outside the home: with them and whoever can change it.",
    file_kind="early_help_meeting",
    capacities=(
        *TEAM_MEETING.capacities,
        Capacity("police", "Police", sectors=("police",)),
        Capacity("place", "Somebody who can change the place or the group"),
    ),
    quorum=Quorum(citation="GL-VT-05: the arrangements name no minimum; the lead practitioner has to be there"),
    chaired_by="lead",
    citation="Gloucestershire 2023 L152",
)


def _stay(verb: str, stages: Iterable[str], permission: str, event: str, **more: Any) -> tuple[Transition, ...]:
    return tuple(Transition(verb, (stage,), stage, permission, event, **more) for stage in stages)


PROCESS = Process(
    code="early_help",
    title="Early help",
    duty=(
        "Agencies working together find the child who needs early help, assess what is needed with the family, and help "
        "towards outcomes under one lead practitioner (WT2018 ch1 ¶12; WT-EH-01)."
    ),
    first=TALKING,
    stages=(
        Stage(TALKING, "Talking with the family"),
        Stage(PLANNING, "Making the plan"),
        Stage(ACTIVE, "Plan under way"),
        Stage(WITHOUT, "Without consent"),
        Stage(UP, "With the front door"),
        Stage(CLOSED, "Closed", ends=True),
    ),
    transitions=(
        Transition(
            "give_consent", (TALKING, WITHOUT), PLANNING, WORK, "consent given", rules=(rules.named_and_agreed,),
            records=("consent",), citation="WT-EH-10; GL-EH-03",
        ),
        Transition(
            "refuse_consent", (TALKING,), WITHOUT, WORK, "consent refused", rules=(rules.refusal_thought_through,),
            records=("consent",), citation="WT-EH-12",
        ),
        Transition(
            "withdraw_consent", (PLANNING, ACTIVE), WITHOUT, WORK, "consent withdrawn",
            rules=(rules.refusal_thought_through,), records=("consent",), citation="WT-EH-10, WT-EH-12",
        ),
        *_stay(
            "choose_tool", (TALKING, PLANNING), WORK, "tool chosen", rules=(rules.reason_given,), records=("tool",),
            citation="GL-EH-01",
        ),
        *_stay(
            "register", (PLANNING, ACTIVE), WORK, "registered with the families team",
            rules=(rules.consent_stands, rules.not_registered_yet), records=("registered_at",), citation="GL-EH-06",
        ),
        Transition(
            "agree_plan", (PLANNING,), ACTIVE, WORK, "plan agreed",
            rules=(rules.consent_stands, rules.review_date_given), records=("review_on",), citation="GL-EH-04, GL-EH-05",
        ),
        Transition(
            "hold_review", (ACTIVE,), ACTIVE, WORK, "plan reviewed",
            rules=(rules.review_is_whole, rules.next_review_given), records=("review_on",), citation="GL-EH-08",
        ),
        Transition(
            "assess_further", (ACTIVE,), PLANNING, WORK, "review asked for a My Assessment",
            rules=(rules.review_is_whole,), records=("tool",), citation="GL-EH-08; GL-TH-13",
        ),
        Transition(
            "step_up", (TALKING, PLANNING, ACTIVE, WITHOUT), UP, WORK, "stepped up to the front door",
            rules=(rules.tried_or_harm, rules.family_told), records=("stepped_up_to",),
            citation="WT-EH-13; GL-TH-09, GL-TH-10",
        ),
        Transition(
            "go_on", (UP,), PLANNING, WORK, "early help goes on after the front door answered",
            rules=(rules.consent_stands, rules.reason_given), citation="GL-TH-10",
        ),
        Transition(
            "close", OPEN, CLOSED, WORK, "closed", rules=(rules.closing_is_whole, rules.nothing_left_open),
            records=("closed_at",), citation="GL-EH-27",
        ),
    ),
    steps=(
        Step("consent", "Talk it through and ask for consent", "Whoever begins", rules.has_consent, page="early_help:consent",
             citation="GL-EH-03; WT-EH-10"),
        Step("lead", "Name the lead practitioner", "The family and the team", rules.has_lead, "agree_plan",
             "early_help:lead", citation="GL-EH-09"),
        Step("check", "Ask the families team for an earlier plan", "Practitioner", rules.earlier_plan_checked, "agree_plan",
             "early_help:check", applies=rules.is_level_three, citation="GL-EH-17"),
        Step("advice", "Take advice on whom to involve", "Practitioner", rules.advice_taken, "agree_plan",
             "early_help:advice", applies=rules.is_level_three, citation="GL-EH-18; WT-EH-11"),
        Step("assessment", "Finish the My Assessment", "Lead practitioner", rules.assessment_finished, "agree_plan",
             "early_help:plan", applies=rules.is_level_three, citation="GL-EH-16, GL-EH-18"),
        Step("heard", "Write down the child's words and the family's", "Lead practitioner", rules.both_were_heard,
             "agree_plan", "early_help:words", applies=rules.is_level_three, citation="GL-EH-16"),
        Step("team", "Bring in practitioners of two organisations or more", "Lead practitioner", rules.has_a_team, "agree_plan",
             "early_help:member", applies=rules.is_level_three, citation="GL-EH-13"),
        Step("outcomes", "Set outcomes, each with an action", "Everybody, the family too", rules.outcomes_have_actions,
             "agree_plan", "early_help:outcome", citation="GL-EH-04"),
        Step("register", "Have the plan registered with the families team", "Lead practitioner", rules.is_registered,
             page="early_help:registration", citation="GL-EH-06"),
    ),
    decisions=(
        DecisionPoint(
            "tool", "Are needs, their effect and who can help clear?",
            (("my_plan", "Yes: My Plan"), ("my_plan_plus", "No: My Assessment and My Plan+")), "The practitioner", "GL-EH-01",
        ),
        DecisionPoint(
            "review", "What follows from the review?",
            (("met", "Needs are met"), ("continue", "Go on"), ("amend", "Change it and go on"), ("assess", "My Assessment")),
            "The family and the team around the child", "GL-EH-08",
        ),
    ),
    gatherings=(TEAM_MEETING, SAFETY_MEETING),
    outputs=(
        Output("My plan, in plain words", "The child and family", "when the plan is agreed, and after each review", "design"),
        Output("Concern with the plan carried over", "The front door", "at once when harm is suspected", "WT-EH-13"),
    ),
)  # fmt: skip
