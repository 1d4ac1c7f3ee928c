"""What the rules of this room share: what was given with a step, the lists that answers come from, and asking for words."""

import datetime
from collections.abc import Mapping
from typing import Any

from sharedduty.foundations.design.dates import LONDON, date_words
from sharedduty.foundations.process.api import Missing

Given = Mapping[str, Any]

# A child is a child until this birthday (Children Act 1989 s105; WT2018 fn1): a definition, not a time limit.
ADULT_AT = 18
AIMS = {
    "safe": "The child is safe from harm",
    "develops": "The child's health and development",
    "family": "The family is supported, where that is in the child's interest",
}
ADVOCATE = {"taken": "Offered and taken up", "declined": "Offered and declined", "not_offered": "Not offered"}
CHILD_AGREES = {"yes": "Agrees", "no": "Does not agree", "young": "Too young to be asked"}
FAMILY_TOLD = {
    "told": "The child and the family are told",
    "police_investigation": "Not told: it may jeopardise a police investigation",
    "significant_harm": "Not told: it may put the child at risk of significant harm",
}
WORK = {
    "child_seen": "The child was seen",
    "parents": "The parents or carers were interviewed",
    "history": "The history of the child and family was read",
    "other_children": "Other children in the household, and in any household of the alleged perpetrator",
    "joint_interview": "The child was interviewed jointly with the police",
    "criminal_decision": "The police decided about a criminal investigation, and said why",
    "evidence_shared": "The police made their evidence available to the enquiry",
    "health": "Health contributed, with one lead health practitioner",
    "specialist": "A specialist health assessment that was asked for",
    "police_strand": "The police strand ended",
    "welfare_strand": "The welfare strand ended",
}
CANNOT_BE_LEFT = ("welfare_strand", "police_strand")  # a strand ends or goes on; it is not left out with a reason


def text(given: Given, name: str) -> str:
    """What was typed under a name, without the spaces around it."""
    return str(given.get(name) or "").strip()


def wanted(given: Given, name: str, words: str) -> list[Missing]:
    """Nothing where something was typed under a name; otherwise what is missing, in words, with its field."""
    return [] if text(given, name) else [Missing(words, f"#id_{name}")]


def ahead(
    given: Given, name: str, words: str, *, since: datetime.date | None = None, limit: datetime.date | None = None
) -> list[Missing]:
    """A day agreed for what is still to come: not before it was agreed, and not after its limit, which is named.

    Takes: the name it is given under, what it is the day of, in words, and the day it was agreed, today where none is said:
    what a conference agreed may be written down some days later. What was not given is another rule's.
    """
    day, since = given.get(name), since or given["today"]
    if day is None:
        return []
    if day < since:
        return [Missing(f"The day for {words} cannot be before {date_words(since)}.", f"#id_{name}")]
    if limit and day > max(limit, since):
        return [Missing(f"The day for {words} is after its limit, {date_words(limit)}.", f"#id_{name}")]
    return []


def held_on(plan: Any) -> datetime.date:
    """The day of the conference that a plan comes from."""
    day: datetime.date = plan.held_at.astimezone(LONDON).date()
    return day
