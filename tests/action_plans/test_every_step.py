"""Every declared step of a recommendation and of an agency's part is taken at every stage it is declared for."""

import contextlib
from collections.abc import Callable
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from sharedduty.foundations.access.api import ROLES, Viewer, seen_by, who_may
from sharedduty.foundations.process.api import CannotMove, Overtaken, missing_for, move
from sharedduty.modules.action_plans.actions import answering, ending, following
from sharedduty.modules.action_plans.models import ActionPart, Product, Proposal, Sharing, TrackedRecommendation
from sharedduty.modules.action_plans.process import PART_PROCESS, PROCESS
from sharedduty.modules.action_plans.views.acts import ACTS
from sharedduty.modules.action_plans.views.part_acts import PART_ACTS
from tests.action_plans.scenes import (
    ACCEPTED,
    DAY,
    EVIDENCE,
    LOOKED,
    PLAN,
    PRODUCT,
    SHARED,
    Plan,
    taken_in,
    today,
)

pytestmark = pytest.mark.django_db


class Undone(Exception):
    """Ends a step that was tried, so that the next begins where this one began."""


def steps(
    plan: Plan, second: Viewer, other: TrackedRecommendation
) -> dict[str, Callable[[TrackedRecommendation], Any]]:
    """What does each step of a recommendation, whole."""
    unit, document = plan.unit, plan.document()
    issue = f"{document.reference}:{today():%Y%m%d}"
    with seen_by(unit):
        spare = document.__class__.objects.create(
            reference="AY-TEST", area=plan.house.area, kind="form", title="T", owner="O", added_at=timezone.now()
        )
    plan.issued(document, 0)

    def on(act: Any, by: Viewer = unit, **given: Any) -> Callable[[TrackedRecommendation], Any]:
        return lambda held: act(by=by, held=held, given=given)

    def second_on(kind: str, act: Any, **given: Any) -> Callable[[TrackedRecommendation], Any]:
        def do(held: TrackedRecommendation) -> Any:
            with seen_by(unit):
                Proposal.objects.create(
                    case_file_id=held.case_file_id, recommendation=held, kind=kind, why="So.", proposed_by="U",
                    successor=other.reference if kind == "supersede" else "", recorded_at=timezone.now(),
                    recorded_by_id=unit.holding,
                )  # fmt: skip
            with seen_by(second):
                return act(by=second, held=TrackedRecommendation.objects.get(pk=held.pk), given=given)

        return do

    accepted = {"accepted_on": today(), "due_on": today() + DAY}
    return {
        "look_at": on(following.look_at, **LOOKED),
        "accept": on(following.accept, **ACCEPTED, **accepted),
        "refuse": on(following.refuse, reason="No."),
        "not_for_area": on(following.not_for_area, reason="It is about prisons."),
        "ask_agencies": on(
            following.ask_agencies, teams=[plan.house.teams["education"]], asked="What?", answer_by_on=today() + DAY
        ),
        "change_plan": on(following.change_plan, owner="O", due_on=today(), measure="M", reason="A post ended."),
        "set_priority": on(following.set_priority, priority="later", group=""),
        "define": on(following.define, definition="D", indicator="I"),
        "merge": on(ending.merge, other=other.reference, reason="The same."),
        "propose_closing": on(ending.propose_closing, why="It changed."),
        "propose_superseding": on(ending.propose_superseding, other=other.reference, why="Newer."),
        "close": second_on("close", ending.close, answer="I read the audit."),
        "supersede": second_on("supersede", ending.supersede, answer="I read both."),
        "turn_down": second_on("close", ending.turn_down, answer="Not yet."),
        "name_carrier": on(following.name_carrier, which=spare.reference, since_on=today()),
        "answer_issue": on(following.answer_issue, which=issue, says="yes", mention_reason=""),
        "reopen": on(ending.reopen, reason="It came back."),
    }


def part_steps(plan: Plan) -> dict[str, Callable[[ActionPart], Any]]:
    """What does each step of a part, whole: an agency's own, and those of the business unit."""
    agency, unit, part = plan.house.post_holder("police_mash"), plan.unit, plan.parts["police_mash"]
    plan.planned()
    plan.evidence()
    row = {
        "case_file_id": part.case_file_id, "part": part, "recorded_at": timezone.now(), "recorded_by_id": agency.holding,
    }  # fmt: skip
    with seen_by(agency):
        Sharing.objects.create(**row, **SHARED, reference="AG-TEST", shared_on=today())
        Product.objects.create(**row, **PRODUCT, reference="AX-TEST", made_on=today())

    def on(act: Any, by: Viewer = agency, **given: Any) -> Callable[[ActionPart], Any]:
        return lambda held: act(by=by, held=held, given=given)

    found = {"text": "It is so.", "known_from": "Audit", "found_on": today()}
    return {
        "plan": on(answering.plan, **PLAN, due_on=today()),
        "not_for_us": on(answering.not_for_us, not_for_us="We have no children."),
        "ask_again": on(answering.ask_again, unit, reason="You do."),
        "withdraw": on(answering.withdraw, unit, reason="No longer."),
        "change_owner": on(answering.change_owner, post="", owner="Another", due_on=today(), reason="A post ended."),
        "rate": on(answering.rate, colour="amber", rag_reason="Half way.", rated_on=today(), own_words="On track"),
        "record_done": on(answering.record_done, **found),
        "record_adopted": on(answering.record_adopted, **found),
        "record_effect": on(answering.record_effect, **found),
        "note_look": on(answering.note_look, question="effect", **found),
        "add_evidence": on(answering.add_evidence, **EVIDENCE, dated_on=today()),
        "share": on(answering.share, **SHARED, shared_on=today()),
        "record_receipt": on(
            answering.record_receipt, which="AG-TEST", received="All", received_on=today(), understood="Asked them"
        ),
        "add_product": on(answering.add_product, **PRODUCT, made_on=today()),
        "judge_product": on(answering.judge_product, which="AX-TEST", came_of_it="Used daily", came_of_it_on=today()),
        "plan_look": on(answering.plan_look, look_on=today() + DAY, look_how="Ask"),
    }


def test_each_step_of_a_recommendation_is_done_at_every_stage_where_it_is_declared(plan: Plan, delegate) -> None:
    other = taken_in(plan.house, made_on=today(), wording="Another.").held
    plan.shown()
    acts, done = steps(plan, delegate, other), 0
    for step in PROCESS.transitions:
        for stage in step.from_stages:
            with contextlib.suppress(Undone), transaction.atomic():
                with seen_by(plan.unit):
                    TrackedRecommendation.objects.filter(pk=plan.held.pk).update(stage=stage)
                    acts[step.verb](TrackedRecommendation.objects.get(pk=plan.held.pk))
                with seen_by(plan.unit):
                    reached = TrackedRecommendation.objects.get(pk=plan.held.pk).stage
                raise Undone
            assert reached == step.to_stage, (step.verb, stage)
            done += 1
    assert done == sum(len(one.from_stages) for one in PROCESS.transitions) and set(acts) == {
        one.verb for one in PROCESS.transitions
    }


def test_each_step_of_a_part_is_done_at_every_stage_where_it_is_declared(plan: Plan) -> None:
    plan.as_far_as("allocated")
    acts, done, part = part_steps(plan), 0, plan.parts["police_mash"]
    for step in PART_PROCESS.transitions:
        for stage in step.from_stages:
            who = plan.unit if step.verb in ("ask_again", "withdraw") else plan.house.post_holder("police_mash")
            with contextlib.suppress(Undone), transaction.atomic(), seen_by(who):
                ActionPart.objects.filter(pk=part.pk).update(stage=stage, not_for_us="Not us.")
                acts[step.verb](ActionPart.objects.get(pk=part.pk))
                reached = ActionPart.objects.get(pk=part.pk).stage
                raise Undone
            assert reached == step.to_stage, (step.verb, stage)
            done += 1
    assert done == sum(len(one.from_stages) for one in PART_PROCESS.transitions)


def test_a_step_with_nothing_given_says_what_is_missing(plan: Plan) -> None:
    plan.as_far_as("allocated").planned()
    with seen_by(plan.unit):
        for process, held in ((PROCESS, plan.held), (PART_PROCESS, plan.parts["police_mash"])):
            for step in process.transitions:
                held.stage = step.from_stages[0]
                assert missing_for(process, held, step.verb, {}), step.verb


def test_a_role_without_the_permission_takes_no_step(plan: Plan) -> None:
    plan.as_far_as("allocated")
    for process, held in ((PROCESS, plan.held), (PART_PROCESS, plan.parts["police_mash"])):
        for step in process.transitions:
            held.stage = step.from_stages[0]
            for role in sorted(set(ROLES) - set(who_may(step.permission))):
                with pytest.raises(PermissionDenied):
                    move(by=plan.house.post_holder(role), process=process, record=held, verb=step.verb)


def test_every_step_has_a_page() -> None:
    for process, acts in ((PROCESS, ACTS), (PART_PROCESS, PART_ACTS)):
        assert {step.verb for step in process.transitions} == {verb for one in acts for verb in one.verbs}


def test_whoever_read_an_older_version_overwrites_nothing(plan: Plan) -> None:
    with seen_by(plan.unit), pytest.raises(Overtaken):
        following.define(
            by=plan.unit, held=plan.held, given={"definition": "D", "indicator": "I"}, version=plan.held.version - 1
        )
    with seen_by(plan.unit):
        assert TrackedRecommendation.objects.get(pk=plan.held.pk).definition == ""


def test_closing_is_refused_where_it_was_not_proposed(plan: Plan, delegate) -> None:
    plan.shown()
    with pytest.raises(CannotMove, match="Nobody has proposed this"):
        plan.does(ending.close, by=delegate, answer="Fine.")
