"""A declared process checks itself, and names what stands in the way of a step."""

import pytest

from sharedduty.foundations.process.api import Missing, Process, Stage, Step, Transition, tasks
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
    assert missing.text == "“Close” cannot follow from “received”."

    elsewhere = [
        Transition("close", (stage.code,), "decided", "x", "Closed") for stage in STAGES if stage.code != "received"
    ]
    decide = process().transitions
    (missing,) = missing_for(process(transitions=(*decide, *elsewhere)), Record(), "close", {})  # type: ignore[arg-type]
    assert missing.text == "“Closed” cannot follow from “received”. It follows from “decided”."


def test_possible_steps_follow_from_the_stage() -> None:
    assert [t.verb for t in process().possible("received")] == ["decide"]
    assert process().possible("decided") == []


def seen(**changes: object) -> Step:
    facts = {"code": "seen", "title": "The child seen", "who": "Social worker", "needed_by": "decide"}
    return Step(**{**facts, "done": lambda record: record.seen, **changes})  # type: ignore[arg-type]


class Child(Record):
    seen = False
    unborn = False


def test_a_verb_waits_for_the_steps_it_needs_and_names_them() -> None:
    waiting = process(steps=(seen(),))
    child = Child()
    (missing,) = missing_for(waiting, child, "decide", {"reasons": "Because."})  # type: ignore[arg-type]
    assert missing.text == "Still to do: The child seen."
    child.seen = True
    assert missing_for(waiting, child, "decide", {"reasons": "Because."}) == []  # type: ignore[arg-type]


def test_a_step_that_does_not_apply_holds_nothing_up_and_is_not_listed() -> None:
    waiting = process(steps=(seen(applies=lambda child: not child.unborn),))
    child = Child()
    child.unborn = True
    assert missing_for(waiting, child, "decide", {"reasons": "Because."}) == []  # type: ignore[arg-type]
    assert tasks(waiting, child) == []
    child.unborn = False
    (task,) = tasks(waiting, child)
    assert (task.title, task.done, task.needed_by) == ("The child seen", False, "decide")


def test_a_step_waits_for_a_verb_that_is_declared_and_codes_are_its_own() -> None:
    with pytest.raises(ValueError, match="verbs it does not declare: lose"):
        process(steps=(seen(needed_by="lose"),))
    with pytest.raises(ValueError, match="one code for two"):
        process(steps=(seen(), seen()))
