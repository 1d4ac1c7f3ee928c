"""What may be done with a death at several stages is done at each of them, by the room's own actions."""

import contextlib
from collections.abc import Callable
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from sharedduty.foundations.access.api import ROLES, seen_by, who_may
from sharedduty.foundations.plain.references import new_reference
from sharedduty.foundations.process.api import Overtaken, missing_for, move, not_from_here
from sharedduty.modules.child_death.actions import gathering, notifying, panel, settling
from sharedduty.modules.child_death.models import ChildDeath, CriminalHold, Finding
from sharedduty.modules.child_death.process import PROCESS
from sharedduty.modules.child_death.queries.choices import REPORTING
from sharedduty.modules.child_death.tests.scenes import (
    OUTPUT,
    Death,
    found,
    logged,
    notice,
    notified,
    response,
    scope,
)
from sharedduty.modules.child_death.views.acts import ACTS

pytestmark = pytest.mark.django_db


class Undone(Exception):
    """Ends a step that was tried, so that the next begins where this one began."""


def steps(death: Death) -> dict[str, Callable[[ChildDeath], Any]]:
    """What does each step that stays where it is, whole."""
    by, now, today = death.unit, timezone.now(), timezone.localdate()
    second = notified(death.house, "teacher")
    with seen_by(by):
        asked = death.asked("police")[0]
    with seen_by(by):
        who = {
            "case_file_id": death.held.case_file_id,
            "death": death.held,
            "recorded_at": now,
            "recorded_by_id": by.holding,
        }
        hold = CriminalHold.objects.create(
            **who, reference=new_reference("DC"), lead="Inspector", agreed="All", began_on=today
        )
        untold = Finding.objects.create(**who, reference=new_reference("DX"), text="A", body="B")
        told = Finding.objects.create(**who, reference=new_reference("DX"), text="A", body="B", informed_at=now)

    def on(act: Any, **given: Any) -> Callable[[ChildDeath], Any]:
        return lambda held: act(by=by, held=held, given=given)

    return {
        "take_in_notice": on(notifying.take_in_notice, notice=second.reference, reason="The same."),
        "correct_child": on(settling.correct_child, **{name: notice()[name] for name in settling.CHILD}),
        "record_death": on(settling.record_death, died_on=today),
        "judge_scope": on(settling.judge_scope, **scope()),
        "choose_category": on(settling.choose_category, category="neonatal"),
        "judge_response": on(settling.judge_response, **response("no")),
        "set_aside": on(settling.set_aside, reason="An error."),
        "note_incoming": on(gathering.note_incoming, kind="other", event_at=now, received_at=now, words=""),
        "record_family": on(gathering.record_family, **logged("told")),
        "record_work": on(gathering.record_work, **logged("other")),
        "note_hold": on(gathering.note_hold, lead="A", agreed="B", began_on=today),
        "end_hold": on(gathering.end_hold, which=hold.reference, ended_on=today),
        "refer_incident": on(gathering.refer_incident, why="So it seems.", safe_now="Yes."),
        "ask_agencies": lambda held: gathering.ask_agencies(
            by=by, held=held, teams=[death.house.teams["education"]], given={"question": "What?", "purpose": "Why."}
        ),
        "chase_agency": on(gathering.chase_agency, which=asked.reference),
        "begin_form": on(gathering.begin_form, code=REPORTING, agency="Health"),
        "defer": on(panel.defer, reason="Too few."),
        "conclude_again": on(panel.conclude, **found(why_again="News.")),
        "add_finding": on(panel.add_finding, text="A", body="B"),
        "send_finding": on(panel.send_finding, which=untold.reference, informed_at=now, informed_how="Letter"),
        "answer_finding": on(panel.answer_finding, which=told.reference, answer="C", answered_on=today),
        "give_out": on(panel.give_out, **OUTPUT),
    }


def test_each_of_them_is_done_at_every_stage_where_it_is_declared(death: Death) -> None:
    acts, done = steps(death), 0
    with seen_by(death.unit):
        for step in (one for one in PROCESS.transitions if one.verb in acts):
            for stage in step.from_stages:
                with contextlib.suppress(Undone), transaction.atomic():
                    lived = {"kind": "alte", "died_on": None} if step.verb == "record_death" else {}
                    ChildDeath.objects.filter(pk=death.held.pk).update(stage=stage, **lived)
                    acts[step.verb](ChildDeath.objects.get(pk=death.held.pk))
                    reached = ChildDeath.objects.get(pk=death.held.pk).stage
                    raise Undone
                assert reached == step.to_stage, (step.verb, stage)
                done += 1
    assert done == sum(len(one.from_stages) for one in PROCESS.transitions if one.verb in acts) == 69


def test_the_steps_that_move_a_review_are_taken_by_their_own_scene(death: Death) -> None:
    death.as_far_as("reviewed").given_out().family("told_result").work("feedback", "ncmd")
    with seen_by(death.unit):
        panel.close_death(by=death.unit, held=death.held)
        assert death.held.stage == "closed" and PROCESS.stage("closed").ends


def test_a_step_the_process_does_not_allow_is_refused_at_every_stage(death: Death) -> None:
    verbs, held = {step.verb for step in PROCESS.transitions}, death.held
    with seen_by(death.unit):
        for stage in PROCESS.stages:
            ChildDeath.objects.filter(pk=held.pk).update(stage=stage.code)
            held.refresh_from_db()
            for verb in sorted(verbs - {step.verb for step in PROCESS.possible(stage.code)}):
                missing = missing_for(PROCESS, held, verb, {})
                assert [one.text for one in missing] == [not_from_here(PROCESS, verb, stage.code)]
        assert not any(PROCESS.possible(stage.code) for stage in PROCESS.stages if stage.ends)


def test_a_step_with_nothing_given_says_what_is_missing(death: Death) -> None:
    held, without = (
        death.held,
        {"refer_incident", "pass_on"},
    )  # the request is checked by its own room; judged beforehand
    with seen_by(death.unit):
        for step in PROCESS.transitions:
            ChildDeath.objects.filter(pk=held.pk).update(stage=step.from_stages[0])
            held.refresh_from_db()
            assert missing_for(PROCESS, held, step.verb, {}) or step.verb in without, step.verb


def test_a_role_without_the_permission_takes_no_step(death: Death) -> None:
    held = death.held
    with seen_by(death.unit):
        for step in PROCESS.transitions:
            ChildDeath.objects.filter(pk=held.pk).update(stage=step.from_stages[0])
            held.refresh_from_db()
            for role in sorted(set(ROLES) - set(who_may(step.permission))):
                with pytest.raises(PermissionDenied):
                    move(by=death.house.post_holder(role), process=PROCESS, record=held, verb=step.verb)


def test_every_step_of_the_process_has_a_page() -> None:
    assert {step.verb for step in PROCESS.transitions} == {verb for one in ACTS for verb in one.verbs}


def test_whoever_read_an_older_version_overwrites_nothing(death: Death) -> None:
    with seen_by(death.unit), pytest.raises(Overtaken):
        settling.judge_scope(by=death.unit, held=death.held, given=scope(), version=death.held.version - 1)
    with seen_by(death.unit):
        assert not death.held.scopes.exists()
