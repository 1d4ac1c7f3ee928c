"""What may be done at several stages is done at each of them, by the room's own actions, and leads where it is declared to."""

import contextlib
import datetime
from collections.abc import Callable
from typing import Any

import pytest
from django.db import transaction
from django.utils import timezone

from sharedduty.foundations.access.api import Viewer, seen_by
from sharedduty.modules.assessment.actions import beside, birth, ending, opening, working
from sharedduty.modules.assessment.models import Assessment
from sharedduty.modules.assessment.process import PROCESS
from sharedduty.modules.assessment.queries import reading
from sharedduty.modules.assessment.tests.test_working import ACTION, ADULT, ALONE, VISIT, planned, soon

pytestmark = pytest.mark.django_db
BORN = datetime.date(2016, 5, 17)  # as the partnership registers every child
BY_THE_MANAGER = ("change_lead", "supervise")
TIMESCALE = {
    "timescale_reason": "Cold.",
    "see_child_by_on": soon(3),
    "finish_by_on": soon(20),
    "family_told_on": soon(0),
}
REVIEW = {
    "held_on": soon(0), "attended": "All.", "child_views": "Good.", "sufficient": "yes", "sustained": "too_early",
    "finding": "Seen at home.", "decision": "Go on.", "review_on": soon(60),
}  # fmt: skip


class Undone(Exception):
    """Ends a step that was tried, so that the next begins where this one began."""


def steps(held: Assessment, worker: Viewer, manager: Viewer, team: Any) -> dict[str, Callable[[Assessment], Any]]:
    """For each step that several stages have: what does it, whole."""
    service, action, point = held.services.get(), held.actions.get(), held.checkpoints.first()
    to = reading.colleagues(manager, held).get(role="social_work_manager")

    def plain(do: Callable[..., Any], by: Viewer = worker, **given: Any) -> Callable[[Assessment], Any]:
        return lambda one: do(by=by, held=one, given=given)

    visit, asked = {**VISIT, "visited_at": timezone.now()}, {"question": "Called?", "purpose": "To assess."}
    return {
        "change_timescale": plain(working.agree_timescale, **TIMESCALE, point_on=soon(10)),
        "record_visit": lambda one: working.record_visit(by=worker, held=one, given=visit, children=[(one, ALONE)]),
        "give_reason": plain(working.give_reason, not_alone_because="He would not leave his mother."),
        "start_service": plain(working.start_service, service="Club", agency="School", aim="Fed", decided_on=soon(0)),
        "ask_agency": lambda one: working.ask_agencies(by=worker, held=one, teams=[team], given=asked, due_at=None),
        "suspect_harm": plain(working.suspect_harm, kinds=["neglect"], what="Alone again.", safe_now="With Gran."),
        "change_lead": lambda one: opening.change_lead(by=manager, held=one, to=to, given={"reason": "Leave"}),
        "name_adult": plain(beside.name_adult, **ADULT),
        "add_specialist": plain(beside.add_specialist, kind="young_carer", because="belief"),
        "set_point": plain(beside.set_point, due_on=soon(15), about="School."),
        "hold_point": lambda one: beside.hold_point(
            by=worker, held=one, point=point, given={"held_on": soon(0), "with_whom": "His mother", "finding": "It helps."}
        ),
        "note_effect": lambda one: beside.note_effect(
            by=worker, held=one, service=service,
            given={"impact": "He eats.", "impact_seen_on": soon(0), "started_on": soon(0), "ended_on": None},
        ),
        "supervise": plain(
            beside.supervise, manager, held_on=soon(0), impact="None yet.", pace="Slow.", decided="Ask.", next_on=soon(28)
        ),
        "decide_legally": plain(
            beside.decide_legally, kind="proceedings_not", decided_on=soon(0), decided_by="A head", reasons="It works."
        ),
        "plan_transition": plain(
            beside.plan_transition, kind="adulthood", happens_on=soon(90), plan="They visit.", agreed_with="Robin"
        ),
        "record_arrival": plain(beside.record_arrival, came_from="Elsewhere", pack_received_on=soon(-2)),
        "join_enquiry": lambda one: beside.join_enquiry(by=worker, held=one, enquiry="CP-0000-0001"),
        "tell": plain(ending.tell, told="family", recipient="They", what="What was found.", told_on=soon(0)),
        "add_action": plain(ending.add_action, **ACTION),
        "finish_action": lambda one: ending.finish_action(
            by=worker, held=one, action=action, given={"done_on": soon(0), "result": "He sleeps."}
        ),
        "review_plan": plain(ending.review_plan, **REVIEW),
        "step_down": plain(ending.step_down, summary="The breakfast club, and a family worker."),
        "record_birth": lambda one: _born(worker, one),
        "withdraw": plain(ending.withdraw, reason="Opened for the wrong child."),
    }  # fmt: skip


def _born(worker: Viewer, held: Assessment) -> None:
    """The birth of a child who was unborn until then."""
    Assessment.objects.filter(pk=held.pk).update(unborn=True, birth_on=None)
    held.refresh_from_db()
    given = {"given_names": "Robin", "family_name": "Testwick", "birth_on": BORN, "place": "At home",
             "told_by": "His mother", "see_by_on": BORN}  # fmt: skip
    birth.record_birth(by=worker, held=held, given=given)


def tried(held: Assessment, stage: str, act: Callable[[Assessment], Any]) -> str:
    """Do it with the assessment at this stage, undo it, and give the stage it reached."""
    with contextlib.suppress(Undone), transaction.atomic():
        Assessment.objects.filter(pk=held.pk).update(stage=stage)
        one = Assessment.objects.select_related("case_file", "form").get(pk=held.pk)
        act(one)
        one.refresh_from_db()
        reached = one.stage
        raise Undone
    return reached


def test_each_of_them_is_done_at_every_stage_where_it_is_declared(opened, worker, partnership) -> None:
    held, manager = opened()[0], partnership.post_holder("social_work_manager")
    with seen_by(worker):
        given = {"service": "Breakfast club", "agency": "School", "aim": "Fed", "decided_on": soon(-3)}
        working.start_service(by=worker, held=held, given=given)
        planned(worker, held, manager)
        acts = steps(held, worker, manager, partnership.teams["police"])
    for step in (one for one in PROCESS.transitions if one.verb in acts):
        for stage in step.from_stages:
            with seen_by(manager if step.verb in BY_THE_MANAGER else worker):
                assert tried(held, stage, acts[step.verb]) == step.to_stage, (step.verb, stage)
    several = {
        one.verb for one in PROCESS.transitions if len([two for two in PROCESS.transitions if two.verb == one.verb]) > 1
    }
    assert several <= set(acts), "a step that several stages have is tried at each"
