"""What may be done with a matter at several stages is done at each of them, by the room's own actions."""

import contextlib
from collections.abc import Callable
from typing import Any

import pytest
from django.db import transaction
from django.utils import timezone

from sharedduty.foundations.access.api import seen_by
from sharedduty.foundations.process.api import Move
from sharedduty.modules.front_door.tests.partnership import Partnership
from sharedduty.modules.speaking_up.actions import breaches, disclosing, guarding, handling
from sharedduty.modules.speaking_up.models import DataBreach, Matter
from sharedduty.modules.speaking_up.process import ACCESS, BREACH, SPOKEN
from sharedduty.modules.speaking_up.queries import reading
from sharedduty.modules.speaking_up.queries.breaches import by_reference as breach_called
from tests.speaking_up.breaches import LEFT, RISK, found
from tests.speaking_up.scenes import Spoken, judged, request, spoken

pytestmark = pytest.mark.django_db


class Undone(Exception):
    """Ends a step that was tried, so that the next begins where this one began."""


def steps(case: Spoken, item: str) -> dict[str, Callable[[Matter], Any]]:
    """What does each step, whole, as whoever has it."""
    by, somebody, second = case.handler, case.house.post_holder("teacher", 8), case.second

    def on(act: Any, **given: Any) -> Callable[[Matter], Any]:
        return lambda held: act(by=by, held=held, given=given)

    return {
        "acknowledge": on(handling.acknowledge, text="It came.", promised_on=timezone.localdate()),
        "write_back": on(handling.write_back, text="Which floor?"),
        "note": on(handling.note, note="The rota was seen."),
        "see_to_child": on(handling.see_to_child, welfare="none", welfare_why="No child was there."),
        "answer": on(handling.answer, outcome="partly", reasons="So.", decided_by="B. Manager", text="In part."),
        "withdraw": on(handling.withdraw, reason="They asked for it."),
        "look_again": on(handling.look_again, reason="They do not agree."),
        "close": lambda held: handling.close(by=by, held=held),
        "shut_out": on(guarding.shut_out, email=somebody.email, reason="A friend."),
        "hand_over": on(guarding.hand_over, reason="I know them."),
        "accept_details": on(disclosing.accept_details, note="Seen.", details_at=timezone.now()),
        "extend": on(disclosing.extend, reason="Nine services.", text="Longer."),
        "list_item": on(disclosing.list_item, document="Letter", held_by="", third_parties=""),
        "find_nothing": on(disclosing.find_nothing, note="In the register."),
        "judge_item": on(disclosing.judge_item, **judged(item)),
        "prepare_release": on(disclosing.prepare_release, text="Here it is."),
        "send_back": on(disclosing.send_back, reason="A name stands in it."),
        "release": lambda held: disclosing.release(by=second, held=held, given={"read": True}),
    }  # fmt: skip


def taken(case: Spoken, process: Any, acts: dict[str, Callable[[Matter], Any]]) -> int:
    """Take every step of a process at every stage it is declared for; gives how many."""
    done = 0
    with seen_by(case.handler):
        for step in process.transitions:
            for stage in step.from_stages:
                reached = ""
                with contextlib.suppress(Undone), transaction.atomic():
                    Matter.objects.filter(pk=case.held.pk).update(stage=stage)
                    held = reading.by_reference(case.handler, case.held.reference)
                    assert held is not None
                    acts[step.verb](held)
                    reached = held.stage
                    if step.verb != "hand_over":  # after which it is out of the handler's sight
                        assert Move.objects.filter(record=held.reference, verb=step.verb, from_stage=stage).exists()
                    raise Undone
                assert reached == step.to_stage, (step.verb, stage)
                done += 1
    return done


def test_each_step_of_a_concern_is_taken_at_every_stage(house: Partnership) -> None:
    case = spoken(house)
    assert taken(case, SPOKEN, steps(case, "")) == sum(len(one.from_stages) for one in SPOKEN.transitions) > 20


def test_each_step_of_a_request_is_taken_at_every_stage(house: Partnership) -> None:
    case = spoken(house, "privacy_officer", **request())
    item = case.identified().listed()
    case.do(disclosing.judge_item, **judged(item.reference))
    case.prepared()
    acts = steps(case, item.reference)
    assert taken(case, ACCESS, acts) == sum(len(one.from_stages) for one in ACCESS.transitions) > 20


def test_each_step_of_a_breach_is_taken_at_every_stage(house: Partnership) -> None:
    case, now = found(house).settled(), timezone.now()
    given: dict[str, dict[str, Any]] = {
        "learn_more": {"text": "More.", "people": ["family"], "data": ["health"], "how_many": None},
        "mend_awareness": {"aware_at": now, "reason": "The clock of the post room."},
        "note_measure": {"text": "Fetched."}, "tell_regulator": {"told_at": now, "text": "So.", "late_because": ""},
        "tell_people": {"told_on": timezone.localdate(), "way": "each", "text": "So."}, "judge_risk": RISK,
        "leave_regulator": LEFT, "leave_people": {**LEFT, "way": "no_high_risk"}, "close": {"text": "Two look."},
        "look_again": {"reason": "More came."},
    }  # fmt: skip
    done = 0
    with seen_by(case.officer):
        for step in BREACH.transitions:
            for stage in step.from_stages:
                with contextlib.suppress(Undone), transaction.atomic():
                    settled = "" if step.verb == "mend_awareness" else "not_told"
                    DataBreach.objects.filter(pk=case.held.pk).update(stage=stage, regulator=settled)
                    held = breach_called(case.officer, case.held.reference)
                    assert held is not None
                    getattr(breaches, step.verb)(by=case.officer, held=held, given=given[step.verb])
                    assert held.stage == step.to_stage, (step.verb, stage)
                    assert Move.objects.filter(record=held.reference, verb=step.verb, from_stage=stage).exists()
                    done += 1
                    raise Undone
    assert done == sum(len(one.from_stages) for one in BREACH.transitions) > 12


@pytest.mark.parametrize("stage", ["looking", "answered", "closed"])
def test_a_concern_reaches_each_stage_by_its_own_steps(house: Partnership, stage: str) -> None:
    assert spoken(house).as_far_as(stage).fresh().held.stage == stage


@pytest.mark.parametrize("stage", ["gathering", "checking", "answered", "closed"])
def test_a_request_reaches_each_stage_by_its_own_steps(house: Partnership, stage: str) -> None:
    assert spoken(house, "privacy_officer", **request()).as_far_as(stage).fresh().held.stage == stage
