"""The front door's rules: each one function, its docstring the rule in plain words with its source.

A rule takes the contact and what was given with the step, and answers what is missing, with a link to mend it.
"""

from collections.abc import Mapping
from typing import Any

from django.urls import reverse

from sharedduty.foundations.process.api import Missing

Given = Mapping[str, Any]

# The six questions of WT2018 ch1 ¶71, in its order: code, question, the outcome that a yes brings with it.
DETERMINATIONS: tuple[tuple[str, str, str], ...] = (
    ("immediate_protection", "Does the child need immediate protection, with urgent action?", "immediate_protection"),
    ("in_need", "Is the child in need, to be assessed under section 17?", "section17_assessment"),
    (
        "significant_harm",
        "Is there reasonable cause to suspect significant harm, so that enquiries must be made under section 47?",
        "section47_enquiries",
    ),
    ("services", "Are services needed by the child and family now, and which?", "services"),
    ("specialist", "Are further specialist assessments needed to decide what else to do?", "specialist_assessment"),
    ("see_child", "Should the child be seen as soon as possible?", "see_child"),
)
ALONE = "no_further_action"
NOT_MET = frozenset({"early_help", "advice", "no_further_action"})  # nothing by children's social care follows
FAMILY_TOLD = ("told", "police_investigation", "significant_harm")


def _text(given: Given, name: str) -> str:
    return str(given.get(name) or "").strip()


def _at(name: str, contact: Any, *more: str) -> str:
    return reverse(f"front_door:{name}", args=[contact.reference, *more])


def _required(given: Given, name: str, words: str) -> list[Missing]:
    return [] if _text(given, name) else [Missing(words, f"#id_{name}")]


def nobody_holds_it(contact: Any, given: Given) -> list[Missing]:
    """A contact is in one worker's hands at a time (GL-FD-07)."""
    return [Missing("Somebody already has this contact in hand.")] if contact.claimed_by_id else []


def held_by_you(contact: Any, given: Given) -> list[Missing]:
    """Work on a contact is done by whoever has it in hand; another worker first takes it over (GL-FD-07)."""
    if contact.claimed_by_id and contact.claimed_by_id == given.get("by"):
        return []
    return [Missing("This contact is not in your hands. Take it over first.", _at("hand-over", contact))]


def reason_given(contact: Any, given: Given) -> list[Missing]:
    """What changes a contact's course is done with a written reason (design section 6: reason always)."""
    return _required(given, "reason", "Say why.")


def note_given(contact: Any, given: Given) -> list[Missing]:
    """A hand-over carries a note, so that the next shift knows what is done and what is not (GL-TH-10)."""
    return _required(given, "note", "Write what the next worker must know: what is done, what is not, what is due.")


def to_a_colleague(contact: Any, given: Given) -> list[Missing]:
    """A hand-over names one current member of the front door or the emergency duty team (GL-TH-10)."""
    if given.get("to"):
        return []
    return [Missing("Choose who takes it over.", "#id_to")]


def not_acknowledged_yet(contact: Any, given: Given) -> list[Missing]:
    """Receipt is acknowledged once, within one working day of receipt (WT2018 ch1 ¶71)."""
    return [Missing("Receipt was already acknowledged.")] if contact.acknowledged_at else []


def questions_written(contact: Any, given: Given) -> list[Missing]:
    """An unclear form goes back with questions its sender can answer (GL-FD-08)."""
    return _required(given, "text", "Write what the sender is asked.")


def somebody_to_ask(contact: Any, given: Given) -> list[Missing]:
    """Questions go to a sender who can be reached (GL-FD-08)."""
    if contact.referrer_id or contact.referrer_link_id or contact.referrer_email or contact.referrer_telephone:
        return []
    return [Missing("The sender left no way to be reached, so questions cannot go back.")]


def no_danger_waits(contact: Any, given: Given) -> list[Missing]:
    """A contact marked as immediate danger is acted on, never sent back to wait for an answer (WT2018 ch1 ¶74)."""
    if contact.immediate_danger and not given.get("protection_recorded"):
        text = "This contact says a child is in immediate danger. Record what is done to protect them first."
        return [Missing(text, _at("contact", contact))]
    return []


def answer_given(contact: Any, given: Given) -> list[Missing]:
    """Questions are answered in words, or recorded as answered by telephone (GL-FD-08)."""
    return _required(given, "answer", "Write the answer.")


def something_changed(contact: Any, given: Given) -> list[Missing]:
    """A correction changes at least one fact; what was written first stays in the history (design section 8)."""
    return [] if given.get("fields") else [Missing("Nothing was changed.")]


def live_children(contact: Any) -> list[Any]:
    """The children this contact is about: those not withdrawn."""
    return list(contact.children.filter(withdrawn_at__isnull=True).order_by("order"))


def another_child_remains(contact: Any, given: Given) -> list[Missing]:
    """A contact is about at least one child: instead of the last one the contact is withdrawn (design section 8)."""
    if len(live_children(contact)) > 1:
        return []
    text = "This is the only child on the contact. If it should not be here, withdraw the contact."
    return [Missing(text, _at("withdraw", contact))]


def _decided(contact: Any) -> set[int]:
    """Row ids of the contact's children whose decision stands."""
    return set(
        contact.children.filter(withdrawn_at__isnull=True, decisions__standing=True).values_list("pk", flat=True)
    )


def no_child_decided(contact: Any, given: Given) -> list[Missing]:
    """Once next steps are decided for a child, the contact is neither put back nor withdrawn (WT2018 ch1 ¶71)."""
    return [Missing("Next steps are already decided for a child on this contact.")] if _decided(contact) else []


def child_not_decided(contact: Any, given: Given) -> list[Missing]:
    """A child with a decision stays on the contact: the decision is opened again instead (WT2018 ch1 ¶71)."""
    child = given.get("child")
    return (
        [Missing("Next steps are already decided for this child.")] if child and child.pk in _decided(contact) else []
    )


def every_child_decided(contact: Any, given: Given) -> list[Missing]:
    """Each child is decided about individually, and the contact is decided when all are (WT2018 ch1 ¶53, ¶71)."""
    decided = _decided(contact)
    return [
        Missing(f"Decide next steps for {child}.", _at("decide", contact, child.reference))
        for child in live_children(contact)
        if child.pk not in decided
    ]


def child_has_decision(contact: Any, given: Given) -> list[Missing]:
    """Only a decision that was made can be opened again (WT2018 ch1 ¶17, ¶22)."""
    child = given.get("child")
    if child and child.pk in _decided(contact):
        return []
    return [Missing("Choose the child whose decision is opened again.", "#id_child")]


def agencies_chosen(contact: Any, given: Given) -> list[Missing]:
    """An enquiry asks at least one agency, about one child, with a question, a purpose and a priority (GL-FD-12)."""
    missing = [] if given.get("agencies") else [Missing("Choose which agencies to ask.", "#id_agencies")]
    missing += _required(given, "question", "Write what the agencies are asked.")
    missing += _required(given, "purpose", "Write why they are asked, so that they can weigh what to share.")
    missing += _required(given, "priority", "Choose how urgent the enquiry is.")
    return missing + _required(given, "priority_reason", "Say why it has this priority.")


def picture_written(contact: Any, given: Given) -> list[Missing]:
    """An enquiry ends with what the answers mean together, by whoever closes it (GL-FD-11: none without result)."""
    return _required(given, "picture", "Write what the answers show together, and what they do not.")


def no_answer_waited_for(contact: Any, given: Given) -> list[Missing]:
    """Every agency has answered, or its request was withdrawn with a reason: silence is not an answer (GL-FD-12)."""
    return [
        Missing(f"{name} has not answered: chase it, or withdraw the request with a reason.", href)
        for name, href in given.get("waiting", ())
    ]


def protection_recorded_whole(contact: Any, given: Given) -> list[Missing]:
    """Immediate protection by WT2018 ch1 box “immediate protection”: see each numbered rule below."""
    return [missing for rule in PROTECTION_RULES for missing in rule(contact, given)]


def power_and_who(contact: Any, given: Given) -> list[Missing]:
    """Which power is used, by which agency and why, is recorded (WT-IMM-01)."""
    return [
        *_required(given, "power", "Choose what is done to protect the child."),
        *_required(given, "acting_agency", "Say which agency acts."),
        *_required(given, "power_reason", "Say why this is the right way to protect the child now."),
    ]


def order_or_why_not(contact: Any, given: Given) -> list[Missing]:
    """Removal rests on an emergency protection order wherever possible, or a reason is recorded (WT-IMM-02)."""
    if _text(given, "power") != "police_protection":
        return []
    return _required(given, "no_order_because", "Say why there was no emergency protection order.")


def police_power_ground(contact: Any, given: Given) -> list[Missing]:
    """The police power is exceptional: no time for an order, or the child's safety at once (WT-IMM-03)."""
    if _text(given, "power") != "police_protection":
        return []
    return _required(given, "police_ground", "Choose the ground on which the police used their power.")


def legal_advice_or_why_not(contact: Any, given: Given) -> list[Missing]:
    """Legal advice comes before legal action wherever possible; otherwise why not is recorded (WT-IMM-12)."""
    if _text(given, "power") not in {"emergency_protection_order", "police_protection"}:
        return []
    return _required(given, "legal_advice", "Record the legal advice, or why there was no time for it.")


def child_seen(contact: Any, given: Given) -> list[Missing]:
    """The agency that acts sees the child, and who saw them is recorded (WT-IMM-11)."""
    if given.get("child_seen_at") and not _text(given, "child_seen_by"):
        return [Missing("Say who saw the child.", "#id_child_seen_by")]
    if not given.get("child_seen_at") and not _text(given, "not_seen_because"):
        return [Missing("Say when the child was seen, or why not yet.", "#id_child_seen_at")]
    return []


def other_children_considered(contact: Any, given: Given) -> list[Missing]:
    """Other children in the household and in the alleged perpetrator's household are considered (WT-IMM-05)."""
    text = "Record which other children were considered, in this household and the alleged perpetrator's."
    return _required(given, "other_children_considered", text)


def other_authority_asked(contact: Any, given: Given) -> list[Missing]:
    """Another authority that looks after the child, or has them on a plan, is consulted (WT-IMM-07, WT-IMM-08).

    Only its explicit acceptance releases the authority where the child is found; it then follows in writing.
    """
    if given.get("other_authority_accepted_at") and not _text(given, "other_authority"):
        return [Missing("Say which authority accepted responsibility.", "#id_other_authority")]
    if given.get("other_authority_written_on") and not given.get("other_authority_accepted_at"):
        text = "Acceptance in writing follows explicit acceptance: record when they accepted."
        return [Missing(text, "#id_other_authority_accepted_at")]
    return []


def acted_at_known(contact: Any, given: Given) -> list[Missing]:
    """Action already taken carries its time; the strategy discussion then follows as soon as possible (WT-IMM-10)."""
    if _text(given, "power") == "police_protection" and not given.get("acted_at"):
        return [Missing("Say when the police acted.", "#id_acted_at")]
    return []


PROTECTION_RULES = (
    power_and_who, acted_at_known, order_or_why_not, police_power_ground, legal_advice_or_why_not, child_seen,
    other_children_considered, other_authority_asked,
)  # fmt: skip


def protection_first(contact: Any, given: Given) -> list[Missing]:
    """What is done to protect a child at once is recorded before any other decision (WT2018 ch1 ¶71, ¶74)."""
    if "immediate_protection" not in given.get("outcomes", ()) or given.get("protection_recorded"):
        return []
    child = given.get("child")
    href = _at("protect", contact, child.reference) if child else ""
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
    return _required(given, "reasons", "Write your reasons.")


def level_chosen(contact: Any, given: Given) -> list[Missing]:
    """The practitioner chooses level 1, 2, 3 or 4 and says why; nothing computes it (GL-TH-01, GL-TH-03)."""
    missing = [] if given.get("level") in {1, 2, 3, 4} else [Missing("Choose a level of need, 1 to 4.", "#id_level")]
    return missing + _required(given, "level_reason", "Say why you chose this level.")


def level4_test(contact: Any, given: Given) -> list[Missing]:
    """Level 4 names its category and answers both factors of the statutory test (GL-TH-15, GL-TH-16)."""
    if given.get("level") != 4:
        return []
    return [
        *_required(given, "level4_category", "Choose the category of level 4."),
        *_required(
            given,
            "health_without_services",
            "Say what will happen to the child's health or development without services.",
        ),
        *_required(given, "effect_of_services", "Say what effect services are likely to have."),
    ]


def wishes_recorded(contact: Any, given: Given) -> list[Missing]:
    """The child's wishes and feelings are recorded as known, or why they are not known (WT-GEN-09)."""
    return _required(given, "child_wishes", "Record the child's wishes and feelings, or why they are not known yet.")


def siblings_considered(contact: Any, given: Given) -> list[Missing]:
    """Siblings are always considered, each child individually (WT2018 ch1 ¶53; WT-REF-16)."""
    return _required(given, "siblings_considered", "Record which siblings you considered, or that there are none.")


def family_told_or_ground(contact: Any, given: Given) -> list[Missing]:
    """The child and family are told what will be done, unless one of two grounds stands against it (WT2018 ch1 ¶73)."""
    told = _text(given, "family_told")
    if told not in FAMILY_TOLD:
        return [Missing("Record that the family is told, or the ground against telling them.", "#id_family_told")]
    if told != "told":
        return _required(given, "family_told_note", "Say why that ground applies.")
    return []


def known_check_made(contact: Any, given: Given) -> list[Missing]:
    """Before next steps are decided it was asked whether the child is known (GL-FD-07; WT-REF-16)."""
    if given.get("known_checked"):
        return []
    child = given.get("child")
    return [Missing("Ask first whether this child is known.", _at("known", contact, child.reference) if child else "")]


STARTS_WORK = frozenset(
    {"immediate_protection", "section17_assessment", "section47_enquiries", "services", "specialist_assessment"}
)


def identified_where_work_starts(contact: Any, given: Given) -> list[Missing]:
    """Work for another team is about a person: the described child is matched to one, or registered (WT-REF-10)."""
    if given.get("identified") or not STARTS_WORK & set(given.get("outcomes", ())):
        return []
    child = given.get("child")
    href = _at("known", contact, child.reference) if child else ""
    return [Missing("Say who this child is first: choose the person, or register them as new.", href)]


DECISION_RULES = (
    protection_first, six_answered, yes_explained, some_outcome, reasons_written, level_chosen, level4_test,
    wishes_recorded, siblings_considered, family_told_or_ground, known_check_made, identified_where_work_starts,
)  # fmt: skip


def feedback_written(contact: Any, given: Given) -> list[Missing]:
    """The referrer is told the decision and its reasons (WT2018 ch1 ¶22; WT-REF-12).

    Where the threshold is not met they are told why, and what else may help.
    """
    missing = _required(given, "outcome", "Write what was decided, as the referrer may know it.")
    missing += _required(given, "reasons", "Write the reasons, as the referrer may know them.")
    if given.get("threshold_not_met"):
        missing += _required(
            given, "threshold_explained", "Explain why the threshold for children's social care was not met."
        )
        missing += _required(given, "other_help", "Write what other help there is.")
    return missing


def referrer_told(contact: Any, given: Given) -> list[Missing]:
    """A contact closes only when its referrer was told about every child, or why they could not be (WT-REF-12)."""
    return [
        Missing(f"Tell the referrer what was decided for {child}.", _at("feedback", contact))
        for child in given.get("untold", ())
    ]
