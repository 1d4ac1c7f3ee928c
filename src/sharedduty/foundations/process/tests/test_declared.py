"""A declared process checks itself, and names what stands in the way of a step."""

import pytest

from sharedduty.foundations.process.api import Missing, Process, Stage, Transition
from sharedduty.foundations.process.engine import missing_for

STAGES = (Stage("received", "Received"), Stage("decided", "Decided", ends=True))


class Record:
    reference, stage, version = "C-0000-0000", "received", 1


def needs_reason(record: object, given: object) -> list[Missing]:
    """A decision gives its reasons."""
    return [] if given and given.get("reasons") else [Missing("Reasons are missing", "#reasons")]  # type: ignore[attr-defined]


def process(**changes: object) -> Process:
    decide = Transition("decide", ("received",), "decided", "contact_decide", "Next steps decided", (needs_reason,))
    facts = {"code": "trial", "title": "Trial", "duty": "To try.", "first": "received", "stages": STAGES}
    return Process(**{**facts, "transitions": (decide,), **changes})  # type: ignore[arg-type]


def test_a_process_cannot_name_a_stage_it_does_not_declare() -> None:
    with pytest.raises(ValueError, match="lost"):
        process(transitions=(Transition("lose", ("received",), "lost", "x", "Lost"),))


def test_a_verb_is_declared_once_from_each_stage() -> None:
    twice = Transition("decide", ("received",), "decided", "x", "Decided")
    with pytest.raises(ValueError, match="twice"):
        process(transitions=(twice, twice))


def test_a_step_whose_rule_fails_says_what_is_missing_and_where_to_mend_it() -> None:
    assert missing_for(process(), Record(), "decide", {}) == [Missing("Reasons are missing", "#reasons")]  # type: ignore[arg-type]
    assert missing_for(process(), Record(), "decide", {"reasons": "Because."}) == []  # type: ignore[arg-type]


def test_a_step_the_process_does_not_allow_is_refused_in_words() -> None:
    (missing,) = missing_for(process(), Record(), "close", {})  # type: ignore[arg-type]
    assert missing.text == "“close” cannot follow from “received”."


def test_possible_steps_follow_from_the_stage() -> None:
    assert [t.verb for t in process().possible("received")] == ["decide"]
    assert process().possible("decided") == []
