"""What each step of a return home from care asks, each with its source, and the rules that ask for it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sharedduty.foundations.process.api import Missing
from sharedduty.modules.child_protection.rules.asking import Given, ahead, text


@dataclass(frozen=True)
class Entry:
    """One thing a step asks: its name, the question, the source row, and whether it is a day: one that has passed, or one
    that is agreed for what comes next (`to_come`)."""

    name: str
    question: str
    source: str
    day: bool = False
    to_come: bool = False


# No guidance gives a child's return home a number of days, and "at once" is not a day anybody can be late by. So whoever takes
# a step that leaves something to be done agrees the day for it; what is to be done by then, by the stage that is reached.
NEXT: Mapping[str, str] = {
    "unplanned": "Consider immediate concerns", "considered": "Decide what follows the immediate concerns",
    "acted": "Plan the support at home", "home": "Review the support at home",
    "reviewed": "Decide what follows the review of support",
}  # fmt: skip


def _by(question: str, source: str) -> Entry:
    return Entry("next_by_on", question, source, to_come=True)


REVIEW_BY = _by("By when is the support reviewed, and the child seen alone?", "WT-HOME-07; design")


PLAN = (
    Entry(
        "plan",
        "What is the plan: what was assessed, what services there are, what should come of them?",
        "WT-HOME-05, WT-HOME-09",
    ),
    Entry("explained", "What were child and family told of the timeline and of how support is decided?", "WT-HOME-06"),
    Entry("explained_on", "When were they told?", "WT-HOME-06", day=True),
    REVIEW_BY,
)
WHY = (Entry("reasons", "What are the reasons?", "flow chart 6"),)
ENTRIES: dict[str, tuple[Entry, ...]] = {
    "plan_return": WHY,
    "record_unplanned": (
        Entry("reasons", "How did the child come home, and who decided it?", "WT-HOME-03"),
        Entry("home_on", "When did the child come home?", "WT-HOME-03", day=True),
        _by("By when are immediate concerns considered?", "WT-HOME-03; design"),
    ),
    "record_remand": WHY,
    "assess_return": (
        Entry("assessment", "What did the assessment find, made while the child is looked after?", "WT-HOME-01"),
        Entry("assessed_on", "When was it made?", "WT-HOME-01", day=True),
        Entry("services", "Which services were considered?", "WT-HOME-01"),
        Entry("care_plan", "What was put in the care plan?", "WT-HOME-01"),
    ),
    "approve_return": (
        Entry("approver", "Who approved that the child stops being looked after: name and post?", "WT-HOME-02"),
        Entry("approved_on", "When?", "WT-HOME-02", day=True),
        Entry("reasons", "Why?", "WT-HOME-02"),
    ),
    "keep_looking_after": WHY,
    "look_after_again": WHY,
    "come_home": (*PLAN, Entry("home_on", "When did the child come home?", "WT-HOME-05", day=True)),
    "consider_concerns": (
        Entry("concerns", "Which immediate concerns were considered, and what was found?", "WT-HOME-03"),
        Entry("considered_on", "When?", "WT-HOME-03", day=True),
        _by("By when is it decided what follows?", "WT-HOME-04; design"),
    ),
    "suspect_harm": (Entry("reasons", "Why is significant harm suspected?", "WT-HOME-04"),),
    "act_for_safety": (
        Entry("action", "What was done for the child's safety?", "WT-HOME-04"),
        _by("By when is the support at home planned?", "WT-HOME-05; design"),
    ),
    "stay_home": PLAN,
    "plan_after_remand": (
        Entry("support", "Which support is there after remand?", "WT-HOME-08"),
        Entry("accommodation", "Where will the child live?", "WT-HOME-08"),
        Entry(
            "care_plan", "In which plan does it stand: the care plan, or the detention placement plan?", "WT-HOME-08"
        ),
    ),
    "review_support": (
        Entry("seen", "Was the child seen alone? If not: why not?", "WT-HOME-07"),
        Entry("wishes", "What does the child wish about the services?", "WT-HOME-07"),
        Entry("impact", "What has the support changed for the child?", "WT-HOME-08"),
        Entry("reviewed_on", "When was it reviewed?", "WT-HOME-07", day=True),
        _by("By when is it decided what follows?", "WT-HOME-07; design"),
    ),
    "go_on_at_home": (*WHY, REVIEW_BY),
    "find_in_need": WHY,
}


def entries_given(record: Any, given: Given) -> list[Missing]:
    """Each thing the guidance asks at this step of a return home is on record (WT-HOME-01 to WT-HOME-09)."""
    missing = []
    for one in ENTRIES.get(str(given.get("verb")), ()):
        lacking = not given.get(one.name) if one.day or one.to_come else not text(given, one.name)
        if lacking:
            words = "Enter the day" if one.day or one.to_come else "Write the answer"
            missing.append(Missing(f"{words}: {one.question[:1].lower()}{one.question[1:]}", f"#id_{one.name}"))
    return missing


def days_passed(record: Any, given: Given) -> list[Missing]:
    """What happened has happened, and a planned return is assessed before it, while the child is looked after (WT-HOME-01)."""
    days = [one for one in ENTRIES.get(str(given.get("verb")), ()) if one.day and given.get(one.name)]
    missing = [
        Missing("That day has not come yet.", f"#id_{one.name}") for one in days if given[one.name] > given["today"]
    ]
    home, assessed = given.get("home_on"), getattr(record, "assessed_on", None)
    if given.get("verb") == "come_home" and home and assessed and home < assessed:
        missing.append(Missing("The assessment was made after the child came home.", "#id_home_on"))
    return missing


def next_day_agreed(record: Any, given: Given) -> list[Missing]:
    """The day agreed for what comes next is today or later: a child at home without a day to be looked at is not left so.

    Source: WT-HOME-03 and WT-HOME-07, which set no number of days; that a day is agreed is the house's own rule.
    """
    return ahead(given, "next_by_on", "what comes next")
