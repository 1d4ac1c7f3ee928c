"""Rules of immediate protection (WT2018 ch1, the box on immediate protection)."""

from typing import Any

from sharedduty.foundations.process.api import Missing
from sharedduty.modules.front_door.rules.questions import Given, required, text_of

DECIDED_BY_COURT = frozenset({"made", "refused"})


def protection_recorded_whole(contact: Any, given: Given) -> list[Missing]:
    """Immediate protection by WT2018 ch1 box “immediate protection”: see each numbered rule below."""
    return [missing for rule in PROTECTION_RULES for missing in rule(contact, given)]


def power_and_who(contact: Any, given: Given) -> list[Missing]:
    """Which power is used, by which agency and why, is recorded (WT-IMM-01)."""
    return [
        *required(given, "power", "Choose what is done to protect the child."),
        *required(given, "acting_agency", "Say which agency acts."),
        *required(given, "power_reason", "Say why this is the right way to protect the child now."),
    ]


def order_or_why_not(contact: Any, given: Given) -> list[Missing]:
    """Removal rests on an emergency protection order wherever possible, or a reason is recorded (WT-IMM-02)."""
    if text_of(given, "power") != "police_protection":
        return []
    return required(given, "no_order_because", "Say why there was no emergency protection order.")


def police_power_ground(contact: Any, given: Given) -> list[Missing]:
    """The police power is exceptional: no time for an order, or the child's safety at once (WT-IMM-03)."""
    if text_of(given, "power") != "police_protection":
        return []
    return required(given, "police_ground", "Choose the ground on which the police used their power.")


def legal_advice_or_why_not(contact: Any, given: Given) -> list[Missing]:
    """Legal advice comes before legal action wherever possible; otherwise why not is recorded (WT-IMM-12)."""
    if text_of(given, "power") not in {"emergency_protection_order", "police_protection"}:
        return []
    return required(given, "legal_advice", "Record the legal advice, or why there was no time for it.")


def child_seen(contact: Any, given: Given) -> list[Missing]:
    """The agency that acts sees the child, and who saw them is recorded (WT-IMM-11)."""
    if given.get("child_seen_at") and not text_of(given, "child_seen_by"):
        return [Missing("Say who saw the child.", "#id_child_seen_by")]
    if not given.get("child_seen_at") and not text_of(given, "not_seen_because"):
        return [Missing("Say when the child was seen, or why not yet.", "#id_child_seen_at")]
    return []


def other_children_considered(contact: Any, given: Given) -> list[Missing]:
    """Other children in the household and in the alleged perpetrator's household are considered (WT-IMM-05)."""
    text = "Record which other children were considered, in this household and the alleged perpetrator's."
    return required(given, "other_children_considered", text)


def other_authority_asked(contact: Any, given: Given) -> list[Missing]:
    """Another authority that looks after the child, or has them on a plan, is consulted (WT-IMM-07, WT-IMM-08).

    Only its explicit acceptance releases the authority where the child is found; it then follows in writing.
    """
    if given.get("other_authority_accepted_at") and not text_of(given, "other_authority"):
        return [Missing("Say which authority accepted responsibility.", "#id_other_authority")]
    if given.get("other_authority_written_on") and not given.get("other_authority_accepted_at"):
        text = "Acceptance in writing follows explicit acceptance: record when they accepted."
        return [Missing(text, "#id_other_authority_accepted_at")]
    return []


def acted_at_known(contact: Any, given: Given) -> list[Missing]:
    """Action already taken carries its time; the strategy discussion then follows as soon as possible (WT-IMM-10)."""
    if text_of(given, "power") == "police_protection" and not given.get("acted_at"):
        return [Missing("Say when the police acted.", "#id_acted_at")]
    return []


def responsible_under_the_order(contact: Any, given: Given) -> list[Missing]:
    """An order made puts the child under somebody's protection: which body is responsible is recorded (WT-IMM-04)."""
    if text_of(given, "order_outcome") != "made":
        return []
    return required(given, "responsible_body", "Say which body is responsible for the child under the order.")


def authority_where_found(contact: Any, given: Given) -> list[Missing]:
    """The authority where the child is found acts; where that is another one, who there was told (WT-IMM-06)."""
    found_in = text_of(given, "finding_authority")
    if not found_in or found_in.casefold() in contact.area.name.casefold() or text_of(given, "other_authority"):
        return []
    text = f"{found_in} is where the child is found, so it acts first: say who there was told, and when."
    return [Missing(text, "#id_other_authority")]


def discussion_before_planned_action(contact: Any, given: Given) -> list[Missing]:
    """Planned action follows a strategy discussion; without one, one agency acts alone (WT-IMM-09; flow chart 2)."""
    if text_of(given, "course") != "planned":
        return []
    held, acted = given.get("strategy_discussed_at"), given.get("acted_at")
    if not held:
        text = "Say when the strategy discussion was held, or choose that one agency must act now."
        return [Missing(text, "#id_strategy_discussed_at")]
    if acted and acted < held:
        text = "The action came before the discussion, so one agency acted at once: choose that above."
        return [Missing(text, "#id_course")]
    return []


def order_holds_together(contact: Any, given: Given) -> list[Missing]:
    """What a court decided has its application, court and, where it made an order, the order's end (WT-IMM-02)."""
    outcome = text_of(given, "order_outcome")
    if not outcome:
        return []
    missing = [] if given.get("order_applied_at") else [
        Missing("Say when the order was applied for.", "#id_order_applied_at")
    ]  # fmt: skip
    if outcome in DECIDED_BY_COURT:
        missing += required(given, "order_court", "Say which court decided.")
    ends = given.get("order_expires_at")
    if outcome == "made" and not ends:
        missing.append(Missing("Say when the order ends.", "#id_order_expires_at"))
    if ends and given.get("order_applied_at") and ends <= given["order_applied_at"]:
        missing.append(Missing("An order ends after it was applied for.", "#id_order_expires_at"))
    return missing


# What is asked again of the whole record when something is added to it later (flow chart 2).
LATER_RULES = (other_authority_asked, responsible_under_the_order, order_holds_together)
PROTECTION_RULES = (
    power_and_who, acted_at_known, order_or_why_not, police_power_ground, legal_advice_or_why_not, child_seen,
    other_children_considered, authority_where_found, discussion_before_planned_action, *LATER_RULES,
)  # fmt: skip
