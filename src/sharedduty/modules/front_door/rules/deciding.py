"""Rules of deciding next steps and of telling the referrer (WT2018 ch1 ¶22, ¶71-73)."""

from typing import Any

from sharedduty.foundations.process.api import Missing
from sharedduty.modules.front_door.rules.questions import (
    ALONE,
    DETERMINATIONS,
    FAMILY_TOLD,
    Given,
    page_at,
    required,
    text_of,
)


def protection_first(contact: Any, given: Given) -> list[Missing]:
    """What is done to protect a child at once is recorded before any other decision (WT2018 ch1 ¶71, ¶74)."""
    if "immediate_protection" not in given.get("outcomes", ()) or given.get("protection_recorded"):
        return []
    child = given.get("child")
    href = page_at("protect", contact, child.reference) if child else ""
    return [Missing("Record first what is done to protect the child.", href)]


def six_answered(contact: Any, given: Given) -> list[Missing]:
    """Each of the six determinations is answered yes or no; none stands empty (WT2018 ch1 ¶71; WT-REF-09)."""
    answers = given.get("determinations") or {}
    return [
        Missing(f"Answer yes or no: {question}", f"#id_{code}")
        for code, question, _ in DETERMINATIONS
        if (answers.get(code) or {}).get("answer") not in {"yes", "no"}
    ]


def yes_explained(contact: Any, given: Given) -> list[Missing]:
    """A determination answered yes carries a note of what it rests on (WT-REF-09: yes or no with note)."""
    answers = given.get("determinations") or {}
    return [
        Missing(f"Add a note to your yes: {question}", f"#id_{code}_note")
        for code, question, _ in DETERMINATIONS
        if (answers.get(code) or {}).get("answer") == "yes" and not str(answers[code].get("note") or "").strip()
    ]


def some_outcome(contact: Any, given: Given) -> list[Missing]:
    """At least one next step is chosen; no further action stands alone (WT2018 ch1 ¶71, ¶22)."""
    outcomes = set(given.get("outcomes", ()))
    if not outcomes:
        text = "Choose at least one next step: a yes above, or early help, advice or no further action."
        return [Missing(text, "#id_other_outcomes")]
    if ALONE in outcomes and len(outcomes) > 1:
        return [Missing("No further action cannot stand beside another next step.", "#id_other_outcomes")]
    return []


def reasons_written(contact: Any, given: Given) -> list[Missing]:
    """Next steps are decided with the reasons written down, whatever they are (WT2018 ch1 ¶71; GL-FD-07)."""
    return required(given, "reasons", "Write your reasons.")


def level_chosen(contact: Any, given: Given) -> list[Missing]:
    """The practitioner chooses level 1, 2, 3 or 4 and says why; nothing computes it (GL-TH-01, GL-TH-03)."""
    missing = [] if given.get("level") in {1, 2, 3, 4} else [Missing("Choose a level of need, 1 to 4.", "#id_level")]
    return missing + required(given, "level_reason", "Say why you chose this level.")


def level4_test(contact: Any, given: Given) -> list[Missing]:
    """Level 4 names its category and answers both factors of the statutory test (GL-TH-15, GL-TH-16)."""
    if given.get("level") != 4:
        return []
    return [
        *required(given, "level4_category", "Choose the category of level 4."),
        *required(
            given,
            "health_without_services",
            "Say what will happen to the child's health or development without services.",
        ),
        *required(given, "effect_of_services", "Say what effect services are likely to have."),
    ]


def wishes_recorded(contact: Any, given: Given) -> list[Missing]:
    """The child's wishes and feelings are recorded as known, or why they are not known (WT-GEN-09)."""
    return required(given, "child_wishes", "Record the child's wishes and feelings, or why they are not known yet.")


def siblings_considered(contact: Any, given: Given) -> list[Missing]:
    """Siblings are always considered, each child individually (WT2018 ch1 ¶53; WT-REF-16)."""
    return required(given, "siblings_considered", "Record which siblings you considered, or that there are none.")


def family_told_or_ground(contact: Any, given: Given) -> list[Missing]:
    """The child and family are told what will be done, unless one of two grounds stands against it (WT2018 ch1 ¶73)."""
    told = text_of(given, "family_told")
    if told not in FAMILY_TOLD:
        return [Missing("Record that the family is told, or the ground against telling them.", "#id_family_told")]
    if told != "told":
        return required(given, "family_told_note", "Say why that ground applies.")
    return []


def known_check_made(contact: Any, given: Given) -> list[Missing]:
    """Before next steps are decided it was asked whether the child is known (GL-FD-07; WT-REF-16)."""
    if given.get("known_checked"):
        return []
    child = given.get("child")
    return [
        Missing("Ask first whether this child is known.", page_at("known", contact, child.reference) if child else "")
    ]


STARTS_WORK = frozenset(
    {"immediate_protection", "section17_assessment", "section47_enquiries", "services", "specialist_assessment"}
)


def identified_where_work_starts(contact: Any, given: Given) -> list[Missing]:
    """Work for another team is about a person: the described child is matched to one, or registered (WT-REF-10)."""
    if given.get("identified") or not STARTS_WORK & set(given.get("outcomes", ())):
        return []
    child = given.get("child")
    href = page_at("known", contact, child.reference) if child else ""
    return [Missing("Say who this child is first: choose the person, or register them as new.", href)]


def child_seen_by_whom(contact: Any, given: Given) -> list[Missing]:
    """A child who was seen was seen by somebody, at a time, alone or not; where not, why not yet (WT-GEN-06)."""
    if not text_of(given, "child_seen"):
        return []
    seen = text_of(given, "child_seen") != "not_seen"
    return required(given, "child_seen_note", "Say who saw the child and when." if seen else "Say why not yet.")


def help_to_talk(contact: Any, given: Given) -> list[Missing]:
    """An interpreter, an aid or an advocate that is needed is arranged, or it is said when it will be (WT-GEN-07)."""
    if text_of(given, "help_to_talk") not in {"arranged", "needed"}:
        return []
    return required(given, "help_to_talk_note", "Say what help to talk is needed, and who arranges it.")


def police_told_of_a_crime(contact: Any, given: Given) -> list[Missing]:
    """Where a crime may have been committed the police are told: who told them, when, their number (WT-REF-17)."""
    told = text_of(given, "police_told")
    if told not in {"told", "not_yet"}:
        return []
    words = (
        "Say who told the police and when, and their number."
        if told == "told"
        else "Say why the police are not told yet."
    )
    return required(given, "police_told_note", words)


DECISION_RULES = (
    protection_first, six_answered, yes_explained, some_outcome, reasons_written, level_chosen, level4_test,
    wishes_recorded, siblings_considered, family_told_or_ground, known_check_made, identified_where_work_starts,
    child_seen_by_whom, help_to_talk, police_told_of_a_crime,
)  # fmt: skip


def feedback_written(contact: Any, given: Given) -> list[Missing]:
    """The referrer is told the decision and its reasons (WT2018 ch1 ¶22; WT-REF-12).

    Where the threshold is not met they are told why, and what else may help.
    """
    missing = (
        []
        if given.get("children")
        else [Missing("Choose at least one child the referrer is told about.", "#id_children")]
    )
    missing += required(given, "channel", "Choose how the referrer is told.")
    missing += required(given, "outcome", "Write what was decided, as the referrer may know it.")
    missing += required(given, "reasons", "Write the reasons, as the referrer may know them.")
    if given.get("threshold_not_met"):
        missing += required(
            given, "threshold_explained", "Explain why the threshold for children's social care was not met."
        )
        missing += required(given, "other_help", "Write what other help there is.")
    return missing


def referrer_told(contact: Any, given: Given) -> list[Missing]:
    """A contact closes only when its referrer was told about every child, or why they could not be (WT-REF-12)."""
    return [
        Missing(f"Tell the referrer what was decided for {child}.", page_at("feedback", contact))
        for child in given.get("untold", ())
    ]
