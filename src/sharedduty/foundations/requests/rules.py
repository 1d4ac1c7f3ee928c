"""What an answer to a request must hold. Each rule is one function; its docstring is the rule in plain words with source."""

from collections.abc import Mapping
from typing import Any

from sharedduty.foundations.process.api import Missing
from sharedduty.foundations.requests.wording import CHILD, Wording

Given = Mapping[str, Any]
OUTCOMES = ("nothing_held", "shared", "part_shared", "declined")
SHARES = ("shared", "part_shared")
HOLDS = ("shared", "part_shared", "declined")
# What is weighed before sharing or withholding (guidance-now C1: the seven golden rules of the May 2024 advice, in our words).
GOLDEN_RULES = (
    "Protecting a child comes before privacy; data protection law lets you share what keeps a child safe.",
    "Be open with the family about what you share and why, where that is safe.",
    "You do not need consent to share where a child may be at risk of harm. Record what was asked and said.",
    "If you are unsure, ask your safeguarding lead early, without naming the child if need be.",
    "Think of the safety of the child, and of anyone else whom sharing may put at risk.",
    "Share what is relevant, accurate and up to date, only with those who need it, securely.",
    "Write down what you decided and why, whether you share or not.",
)
# The five misunderstandings that Working Together names, answered in our words (WT-INF-14).
MYTHS = (
    ("Data protection law forbids it.", "It does not: it sets out how to share fairly and safely."),
    (
        "Consent is always needed.",
        "It is not, where a child's safety or wellbeing is at stake and asking would not help them.",
    ),
    (
        "What another organisation collected may not be passed on.",
        "It may, where the purpose fits what it was collected for.",
    ),
    ("Confidence and human rights forbid it.", "They are weighed against the harm of not sharing; they rarely win."),
    ("A computer system shares it for me.", "Systems help. Deciding to share, and with whom, stays yours."),
)


def _said(given: Given, name: str, words: str) -> list[Missing]:
    return [] if str(given.get(name) or "").strip() else [Missing(words, f"#id_{name}")]


def question_whole(given: Given) -> list[Missing]:
    """At least one agency is asked a question, for a purpose it can weigh (WT-ASM-20, WT-S47-02; WT-INF-08).

    Takes: `teams`, `question` and `purpose` as the form of asking gives them.
    """
    missing = [] if given.get("teams") else [Missing("Choose which agencies to ask.", "#id_agencies")]
    missing += _said(given, "question", "Write what they are asked.")
    return missing + _said(given, "purpose", "Write why, so that they can weigh what to share.")


def one_of_four(given: Given) -> list[Missing]:
    """An agency answers in one of four ways: holds nothing, shares, shares part, declines (issue A 6f; GL-FD-12)."""
    return [] if given.get("outcome") in OUTCOMES else [Missing("Choose how your agency answers.", "#id_outcome")]


def searched(given: Given) -> list[Missing]:
    """“We hold nothing” says where somebody looked, so that it can be trusted (GL-FD-12)."""
    if given.get("outcome") != "nothing_held":
        return []
    return _said(given, "searched", "Say which records you looked in.")


def what_is_shared(given: Given) -> list[Missing]:
    """Sharing carries the information itself (WT2018 ch1 ¶26; WT-INF-08)."""
    return _said(given, "held", "Write what you share.") if given.get("outcome") in SHARES else []


def what_is_withheld(given: Given) -> list[Missing]:
    """Sharing part, or declining, says what kind of thing is not shared (WT2018 ch1 ¶26; WT-INF-08)."""
    if given.get("outcome") not in {"part_shared", "declined"}:
        return []
    return _said(given, "withheld", "Say what kind of information you do not share.")


def weighed(given: Given, words: Wording = CHILD) -> list[Missing]:
    """Relevance, the function helped, and whether sharing would harm the child more than withholding (D7; s.16LA).

    Sharing and withholding weigh the same: both are decided and recorded alike.
    """
    if given.get("outcome") not in HOLDS:
        return []
    missing = _said(given, "relevance", words.relevance_missing)
    missing += _said(given, "function_helped", "Say what sharing it helps, or would help, to do.")
    if given.get("detriment") not in {"no", "yes", "unsure"}:
        missing.append(Missing(words.harm_missing, "#id_detriment"))
    return missing + _said(given, "detriment_reason", "Say why you think so.")


def refusal_has_a_ground(given: Given, words: Wording = CHILD) -> list[Missing]:
    """Declining rests on harm to the child or doubt about it, or on what is held not being relevant (s.16LA; D7)."""
    if given.get("outcome") != "declined" or given.get("detriment") != "no" or given.get("not_relevant"):
        return []
    return [Missing(words.no_harm, "#id_detriment")]


def lawful_basis_chosen(given: Given) -> list[Missing]:
    """A lawful basis is named; consent is context, never a gate (WT2018 ch1 ¶27; guidance-now D7, C1)."""
    if given.get("outcome") not in HOLDS:
        return []
    return _said(given, "lawful_basis", "Choose the lawful basis.")


def consent_recorded(given: Given) -> list[Missing]:
    """Whether consent was asked is recorded; where it was not, one of three grounds says why (WT-INF-07, WT-INF-10)."""
    if given.get("outcome") not in HOLDS:
        return []
    missing = _said(given, "consent_state", "Say whether consent was asked.")
    if given.get("consent_state") == "not_sought" and given.get("outcome") in SHARES:
        missing += _said(given, "special_category_ground", "Choose why consent was not asked.")
    return missing


def missing_from(given: Given, words: Wording = CHILD) -> list[Missing]:
    """Everything that stands between an agency and its answer, in the words of whom the request is about."""
    return [
        *one_of_four(given), *searched(given), *what_is_shared(given), *what_is_withheld(given), *weighed(given, words),
        *refusal_has_a_ground(given, words), *lawful_basis_chosen(given), *consent_recorded(given),
    ]  # fmt: skip
