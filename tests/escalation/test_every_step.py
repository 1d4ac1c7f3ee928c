"""What may be done at several stages is done at each of them; what the process does not allow is refused everywhere."""

import contextlib
from collections.abc import Callable
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from sharedduty.foundations.access.api import ROLES, seen_by, who_may
from sharedduty.foundations.process.api import Overtaken, missing_for, move, not_from_here
from sharedduty.modules.escalation.actions import ending, moving, recording
from sharedduty.modules.escalation.actions.moving import begin_stage
from sharedduty.modules.escalation.actions.steps import withdraw
from sharedduty.modules.escalation.models import Escalation, WrittenCopy
from sharedduty.modules.escalation.process import PROCESS
from sharedduty.modules.escalation.rules import STAGES
from sharedduty.modules.escalation.views.acts import ACTS
from tests.escalation.scenes import DAY, Dispute, appointment

pytestmark = pytest.mark.django_db


class Undone(Exception):
    """Ends a step that was tried, so that the next begins where this one began."""


def steps(dispute: Dispute) -> dict[str, Callable[[Escalation], Any]]:
    """What does each step that several stages have, whole, as the teacher."""
    by, now, today = dispute.house.teacher, timezone.now(), timezone.localdate()
    planned = {"what": "Visit", "owner": "Both", "due_on": today + DAY}
    action = recording.plan(by=by, held=dispute.held, given=planned)
    one = dispute.held.participants.first()
    WrittenCopy.objects.create(
        case_file_id=dispute.held.case_file_id,
        escalation=dispute.held,
        participant=one,
        number=1,
        how="",
        recorded_at=now,
    )
    head = appointment(dispute.house.head)

    def on(act: Any, **given: Any) -> Callable[[Escalation], Any]:
        return lambda held: act(by=by, held=held, given=given)

    return {
        "bring_in": on(recording.bring_in, other=head, part="other"),
        "talk": on(recording.talk, talked_at=now, how="phone", between="Both", said="A.", result="no"),
        "set_sooner": on(moving.set_sooner, sooner_on=today, sooner_because="He is small."),
        "tell": on(recording.tell, whom="lead", recipient="A lead", told_at=now, how="Call"),
        "plan": on(recording.plan, **planned),
        "finish": on(recording.finish, which=action.reference, done_on=today, done="Done."),
        "send_copies": on(ending.send_copies, how="Letter", sent_at=now),
    }


def test_each_of_them_is_done_at_every_stage_where_it_is_declared(dispute: Dispute) -> None:
    with seen_by(dispute.house.teacher):
        acts, done = steps(dispute), 0
        for number in (2, 3, 4, 5):
            begin_stage(dispute.house.teacher, dispute.held, number, timezone.now())
        for step in (one for one in PROCESS.transitions if one.verb in acts):
            for stage in step.from_stages:
                with contextlib.suppress(Undone), transaction.atomic():
                    Escalation.objects.filter(pk=dispute.held.pk).update(stage=stage)
                    acts[step.verb](Escalation.objects.get(pk=dispute.held.pk))
                    reached = Escalation.objects.get(pk=dispute.held.pk).stage
                    raise Undone
                assert reached == step.to_stage, (step.verb, stage)
                done += 1
        assert done == sum(len(one.from_stages) for one in PROCESS.transitions if one.verb in acts) == 36
        assert set(STAGES) == {stage.code for stage in PROCESS.stages} - {"settled", "closed", "withdrawn"}


def test_a_step_the_process_does_not_allow_is_refused_at_every_stage(dispute: Dispute) -> None:
    verbs, held = {step.verb for step in PROCESS.transitions}, dispute.held
    with seen_by(dispute.house.teacher):
        for stage in PROCESS.stages:
            Escalation.objects.filter(pk=held.pk).update(stage=stage.code)
            held.refresh_from_db()
            for verb in sorted(verbs - {step.verb for step in PROCESS.possible(stage.code)}):
                missing = missing_for(PROCESS, held, verb, {})
                assert [one.text for one in missing] == [not_from_here(PROCESS, verb, stage.code)]
        assert not any(PROCESS.possible(stage.code) for stage in PROCESS.stages if stage.ends)


def test_a_step_with_nothing_given_says_what_is_missing(dispute: Dispute) -> None:
    held = dispute.held
    with seen_by(dispute.house.teacher):
        for step in PROCESS.transitions:
            Escalation.objects.filter(pk=held.pk).update(stage=step.from_stages[0])
            held.refresh_from_db()
            assert missing_for(PROCESS, held, step.verb, {}) or step.verb in ("close", "log"), step.verb


def test_a_role_without_the_permission_takes_no_step(dispute: Dispute) -> None:
    held = dispute.held
    with seen_by(dispute.house.teacher):
        for step in PROCESS.transitions:
            Escalation.objects.filter(pk=held.pk).update(stage=step.from_stages[0])
            held.refresh_from_db()
            for role in sorted(set(ROLES) - set(who_may(step.permission))):
                with pytest.raises(PermissionDenied):
                    move(by=dispute.house.person(role), process=PROCESS, record=held, verb=step.verb)


def test_every_step_of_the_process_has_a_page() -> None:
    pages = {verb for one in ACTS for verb in one.verbs} | {"bring_in"}  # which has a page of its own
    assert {step.verb for step in PROCESS.transitions} == pages


def test_whoever_read_an_older_version_overwrites_nothing(dispute: Dispute) -> None:
    given = {"talked_at": timezone.now(), "how": "phone", "between": "Both", "said": "A.", "result": "no"}
    with seen_by(dispute.house.teacher), pytest.raises(Overtaken):
        recording.talk(by=dispute.house.teacher, held=dispute.held, given=given, version=dispute.held.version - 1)
    with seen_by(dispute.house.teacher):
        assert not dispute.held.discussions.exists()


def set_stage(dispute: Dispute, stage: str) -> None:
    """Put the record at a stage, whatever brought it there."""
    with seen_by(dispute.house.teacher):
        for number, code in enumerate(STAGES, 1):
            if code == stage and number > 1 and not dispute.held.runs.filter(number=number).exists():
                begin_stage(dispute.house.teacher, dispute.held, number, timezone.now())
        Escalation.objects.filter(pk=dispute.held.pk).update(stage=stage)
        dispute.held.refresh_from_db()


@pytest.mark.parametrize("stage", ["two", "three", "four", "referred"])
def test_it_is_withdrawn_at_any_stage(dispute: Dispute, stage: str) -> None:
    set_stage(dispute, stage)
    dispute.as_(dispute.house.teacher, withdraw, reason="Raised twice.")
    assert dispute.held.stage == "withdrawn"


def test_at_stage_three_a_meeting_is_taken_in(dispute: Dispute) -> None:
    dispute.at_three()
    made = dispute.as_(
        dispute.house.head,
        recording.take_in_meeting,
        meeting=dispute.meeting().reference,
        basis="Safety",
        result="A visit.",
    )
    assert made.kind == "professionals_meeting" and dispute.held.stage == "three"


def test_at_stage_four_it_is_still_logged_and_may_still_be_settled(dispute: Dispute) -> None:
    dispute.at_three()
    set_stage(dispute, "four")
    dispute.as_(dispute.house.person("business_manager"), moving.log, note="Logged late.", members=[])
    dispute.settled(by=dispute.house.governor)
    assert dispute.held.stage == "settled"
