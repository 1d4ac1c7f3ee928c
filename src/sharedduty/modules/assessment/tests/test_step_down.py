"""Stepping down to early help: one press, what is carried over, and each record leading to the other."""

import pytest

from sharedduty.foundations.access.api import seen_by
from sharedduty.foundations.process.api import Handover, tasks
from sharedduty.modules.assessment.actions import ending
from sharedduty.modules.assessment.process import PROCESS
from sharedduty.modules.assessment.tests.test_working import lacks, manager, planned, ready, soon
from sharedduty.modules.early_help import api as early_help

pytestmark = pytest.mark.django_db
__all__ = ["manager"]  # the fixture
TAKEN = {
    "given_names": "Robin", "family_name": "Testwick", "noticed": "It goes on.", "tool": "my_plan", "tool_reason": "Clear.",
}  # fmt: skip


@pytest.fixture
def families(partnership):
    """Somebody of the families team, who takes early help up."""
    return partnership.post_holder("early_help_coordinator")


@pytest.mark.rows("WT-EH-14", "GL-TH-10")
def test_an_assessment_that_ends_with_early_help_steps_down_by_one_press_and_each_leads_to_the_other(
    opened, worker, manager, partnership, families
) -> None:
    held = opened()[0]
    with seen_by(worker):
        ready(worker, held, manager)
        ending.conclude(by=worker, held=held, given={"outcome": "early_help", "reasons": "The school club helps him."})
        held.refresh_from_db()
        assert not next(one for one in tasks(PROCESS, held) if one.code == "down").done
    client, here = partnership.client(worker), f"/assessments/{held.reference}/"
    page = client.get(here).content.decode()
    assert page.index(f"{here}step-down/") < page.index("What happened"), "the first button of the page"
    form = client.get(f"{here}step-down/").content.decode()
    assert "The school club helps him." in form, "what is known is not typed again"
    assert client.post(f"{here}step-down/", {"summary": " "}).status_code == 422
    answer = client.post(f"{here}step-down/", {"summary": "He is safe; the club goes on.", "version": held.version})
    assert answer.status_code == 302
    with seen_by(worker):
        left = Handover.objects.get(from_record=held.reference, start=early_help.START)
        assert left.owner_team_id == families.team_id and left.given_names == "Robin"
        held.refresh_from_db()
        assert next(one for one in tasks(PROCESS, held) if one.code == "down").done
    page = client.get(here).content.decode()
    assert f"/front-door/handovers/{left.reference}/" in page and f"{here}step-down/" not in page
    taken = partnership.client(families).post(f"/early-help/new/?from={left.reference}", TAKEN)
    assert taken.status_code == 302, taken.content.decode()
    with seen_by(families):
        plan = early_help.plan_by_reference(families, taken.headers["Location"].rstrip("/").rsplit("/", 1)[-1])
        assert plan is not None and plan.from_record == held.reference
    assert plan.reference in client.get(here).content.decode()
    assert held.reference in partnership.client(families).get(taken.headers["Location"]).content.decode()


@pytest.mark.rows("WT-EH-14")
def test_a_plan_that_steps_down_carries_over_what_it_still_has_to_do(opened, worker, manager, partnership) -> None:
    held = opened()[0]
    with seen_by(worker):
        planned(worker, held, manager)
        held.refresh_from_db()
        action = held.actions.get()
    client, here = partnership.client(worker), f"/assessments/{held.reference}/"
    form = client.get(f"{here}step-down/").content.decode()
    assert f"Still to do: {action.action}" in form.replace("&#x27;", "'")
    with seen_by(worker):
        given = {"summary": "Goes on."}
        left = ending.step_down(by=worker, held=held, given=given)
        assert left.reference in lacks(lambda: ending.step_down(by=worker, held=held, given=given))
        assert held.reviews.filter(due_on=soon()).exists() or held.stage == "plan", (
            "the plan goes on until it is closed"
        )
        Handover.objects.filter(pk=left.pk).update(closed_at=left.left_at, outcome="The family said no.")
        assert ending.step_down(by=worker, held=held, given=given).pk != left.pk, "asked again after a no"


def test_the_front_door_never_sees_what_is_carried_over(opened, worker, manager, partnership) -> None:
    held = opened()[0]
    with seen_by(worker):
        planned(worker, held, manager)
        held.refresh_from_db()
        left = ending.step_down(by=worker, held=held, given={"summary": "Goes on."})
    teacher = partnership.post_holder("teacher")
    with seen_by(teacher):
        assert not Handover.objects.filter(pk=left.pk).exists()
