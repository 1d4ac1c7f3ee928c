"""What may be done with a plan at several stages is done at each of them, by the room's own actions."""

import contextlib
from collections.abc import Callable
from typing import Any

import pytest
from django.db import transaction
from django.utils import timezone

from sharedduty.modules.early_help.actions import consenting, moving
from sharedduty.modules.early_help.models import Plan
from sharedduty.modules.early_help.process import PROCESS
from sharedduty.modules.early_help.tests.conftest import SOON, Help

pytestmark = pytest.mark.django_db


class Undone(Exception):
    """Ends a step that was tried, so that the next begins where this one began."""


def steps(place: Help) -> dict[str, Callable[[Plan], Any]]:
    """What does each step that several stages have, whole."""
    by, families = place.teacher, place.house.teams["families"]
    return {
        "choose_tool": lambda plan: moving.choose_tool(by=by, plan=plan, tool="my_plan_plus", reason="It is unclear."),
        "register": lambda plan: moving.register(by=by, plan=plan, team=families),
        "withdraw_consent": lambda plan: consenting.record_consent(
            by=by, plan=plan, answer="withdrawn", by_whom="His mother", considered="The school helps."
        ),
        "step_up": lambda plan: moving.step_up(by=by, plan=plan, worry="Bruises", harm="yes", told="yes"),
        "close": lambda plan: moving.close_plan(
            by=by, plan=plan, closed_because="They moved.", what_changed="He sleeps.", family_view="Thank you."
        ),
    }


def test_each_of_them_is_done_at_every_stage_where_it_is_declared(place: Help) -> None:
    held, acts = place.led(place.agreed_to(place.begun())), steps(place)
    done = 0
    for step in (one for one in PROCESS.transitions if one.verb in acts):
        for stage in step.from_stages:
            with contextlib.suppress(Undone), transaction.atomic():
                Plan.objects.filter(pk=held.pk).update(stage=stage, review_on=timezone.localdate() + SOON)
                acts[step.verb](place.fresh(held))
                reached = place.fresh(held).stage
                raise Undone
            assert reached == step.to_stage, (step.verb, stage)
            done += 1
    assert done > 12
