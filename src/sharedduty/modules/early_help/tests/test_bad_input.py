"""Every form of this room sent wrongly: each question is refused at its own field, and nothing is kept of it."""

import pytest
from django.utils import timezone

from sharedduty.foundations.access.api import seen_by
from sharedduty.foundations.process.api import Move
from sharedduty.modules.early_help.actions import noting
from sharedduty.modules.early_help.models import Plan
from sharedduty.modules.early_help.tests.conftest import Help
from sharedduty.modules.early_help.views.acts import ACTS
from tests.badly import all_refused, try_badly

pytestmark = pytest.mark.django_db


def test_every_step_of_a_plan(help_: Help) -> None:
    with seen_by(help_.teacher):
        plan = help_.active()
        outcome = plan.outcomes.get()
        noted = noting.note_circumstance(
            by=help_.teacher, plan=plan, kind="misuse", since=timezone.localdate(), note="Seen."
        )
        about = {
            "member": plan.members.first().reference, "outcome": outcome.reference, "action": outcome.actions.get().reference,
            "circumstance": noted.reference, "offer": "speech",
        }  # fmt: skip

    def kept() -> tuple[object, ...]:
        with seen_by(help_.teacher):
            now = Plan.objects.get(pk=plan.pk)
            moves = Move.objects.filter(record=plan.reference).count()
            return moves, now.stage, now.version, now.members.count(), now.outcomes.count(), outcome.actions.count()

    browser, here = help_.house.client(help_.teacher), f"/early-help/plans/{plan.reference}/"
    all_refused(
        [try_badly(browser, f"{here}{one.slug}/" + (f"{about[one.about]}/" if one.about else ""), kept) for one in ACTS]
    )


def test_beginning_a_plan(help_: Help) -> None:
    def kept() -> int:
        with seen_by(help_.teacher):
            return Plan.objects.count()

    all_refused([try_badly(help_.house.client(help_.teacher), "/early-help/new/", kept)])
