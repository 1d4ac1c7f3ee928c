"""What the front door's rules share: the six questions of a decision, and how something missing is said."""

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


def text_of(given: Given, name: str) -> str:
    """What was given under a name, as text."""
    return str(given.get(name) or "").strip()


def page_at(name: str, contact: Any, *more: str) -> str:
    """The page of a contact where something is mended."""
    return reverse(f"front_door:{name}", args=[contact.reference, *more])


def required(given: Given, name: str, words: str) -> list[Missing]:
    """Missing, in `words`, where nothing was given under a name."""
    return [] if text_of(given, name) else [Missing(words, f"#id_{name}")]
