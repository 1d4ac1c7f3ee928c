"""Every step of every declared process at every stage: one that is not declared there is refused in words, by the engine."""

import re
from dataclasses import dataclass

import pytest

from sharedduty.foundations.access.api import Viewer
from sharedduty.foundations.process.api import CannotMove, Process, missing_for, move, processes


@dataclass
class Standing:
    """A record that stands at a stage and is nothing else: whatever were asked or written of it would fail."""

    stage: str
    reference: str = "XX-0000-0000"
    version: int = 1


def pairs(process: Process, *, declared: bool) -> list[tuple[str, str]]:
    """Every (stage, verb) that the process declares, or every one that it does not."""
    verbs = sorted({one.verb for one in process.transitions})
    every = [(stage.code, verb) for stage in process.stages for verb in verbs]
    return [(stage, verb) for stage, verb in every if (process.transition(verb, stage) is not None) == declared]


def test_the_statutory_processes_are_among_those_tried() -> None:
    codes = {process.code for process in processes()}
    assert codes >= {"front_door", "early_help", "assessment", "protection_enquiry", "protection_plan", "return_home"}


@pytest.mark.parametrize("process", processes(), ids=lambda process: process.code)
def test_a_step_that_is_not_declared_is_refused_and_says_what_stands_in_the_way(process: Process) -> None:
    tried = pairs(process, declared=False)
    assert len(tried) + len(pairs(process, declared=True)) == len(process.stages) * len(
        {one.verb for one in process.transitions}
    )
    for stage, verb in tried:
        record = Standing(stage)
        (missing,) = missing_for(process, record, verb, {})  # type: ignore[arg-type]  # it needs no more than a stage
        where = {one.title.lower() for one in process.stages if process.transition(verb, one.code)}
        events, now = [one.event for one in process.transitions if one.verb == verb], process.stage(stage).title.lower()
        said = re.fullmatch(r"“([^”]+)” cannot follow from “([^”]+)”. It follows from (.+)[.]", missing.text)
        assert said, missing.text
        assert said[1].lower() in {event.lower() for event in events}, "the step is named in words, as once it is taken"
        assert said[2] == now
        assert set(re.findall(r"“([^”]+)”", said[3])) == where, "it names every stage from which it may be taken"
        with pytest.raises(CannotMove, match="cannot follow from"):
            move(by=Viewer(kind="account"), process=process, record=record, verb=verb)  # type: ignore[arg-type]
        assert (record.stage, record.version) == (stage, 1), "nothing has moved"


@pytest.mark.parametrize("process", processes(), ids=lambda process: process.code)
def test_every_stage_is_reached_from_the_first(process: Process) -> None:
    reached, edge = {process.first}, [process.first]
    while edge:
        onwards = {one.to_stage for one in process.possible(edge.pop())} - reached
        reached |= onwards
        edge += sorted(onwards)
    assert reached == {stage.code for stage in process.stages}
