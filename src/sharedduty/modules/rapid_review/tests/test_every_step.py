"""What may be done with a review at several stages is done at each of them, by the room's own actions."""

import contextlib
from collections.abc import Callable
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from sharedduty.foundations.access.api import ROLES, seen_by, who_may
from sharedduty.foundations.process.api import CannotMove, Overtaken, missing_for, move, not_from_here
from sharedduty.modules.rapid_review.actions import deciding, gathering, sending
from sharedduty.modules.rapid_review.models import PanelReply, RapidReview, ReviewDisagreement
from sharedduty.modules.rapid_review.process import PROCESS
from sharedduty.modules.rapid_review.tests.scenes import ACTION, CONSIDERED, DAY, FINDINGS, Review, decision
from sharedduty.modules.rapid_review.views.acts import ACTS

pytestmark = pytest.mark.django_db


class Undone(Exception):
    """Ends a step that was tried, so that the next begins where this one began."""


def steps(review: Review) -> dict[str, Callable[[RapidReview], Any]]:
    """What does each step that several stages have, whole."""
    by, now, today = review.unit, timezone.now(), timezone.localdate()
    asked = review.asked("police")[0]
    action = gathering.agree_action(by=by, held=review.held, given={**ACTION, "due_on": today + DAY})
    member = review.held.members.get(capacity="health")
    late = gathering.name_member(by=by, held=review.held, given={"capacity": "agency", "name": "A", "body": "B"})
    who = {
        "case_file_id": review.held.case_file_id,
        "review": review.held,
        "recorded_at": now,
        "recorded_by_id": by.holding,
    }
    one = ReviewDisagreement.objects.create(**who, reference="RD-TEST", agency="School", text="No.", received_at=now)
    PanelReply.objects.create(**who, view="more", text="More?", received_at=now)
    sent = {"text": "More.", "sent_at": now, "how": "Email"}
    telling = {"told": "other", "recipient": "X", "told_at": now, "told_by": "B", "how": "email"}

    def on(act: Any, **given: Any) -> Callable[[RapidReview], Any]:
        return lambda held: act(by=by, held=held, given=given)

    return {
        "name_child": on(gathering.name_child, **CONSIDERED),
        "name_member": on(gathering.name_member, capacity="agency", name="C", body="D"),
        "give_notice": on(gathering.give_notice, told_how=f"Told {late.name} by telephone"),
        "confirm_member": on(gathering.confirm_member, who=member.reference, knows=True, commits=True),
        "ask_agencies": lambda held: gathering.ask_agencies(
            by=by, held=held, teams=[review.house.teams["education"]], given={"question": "What?", "purpose": "Why."}
        ),
        "chase_agency": on(gathering.chase_agency, which=asked.reference),
        "secure_file": on(gathering.secure_file, agency="A", records="B", secured_at=now, secured_by="C"),
        "write_findings": on(gathering.write_findings, **FINDINGS),
        "set_aside": on(gathering.set_aside, reason="Not to be made."),
        "agree_action": on(gathering.agree_action, **ACTION, due_on=today),
        "finish_action": on(gathering.finish_action, which=action.reference, done="Done.", done_on=today),
        "note_process": on(gathering.note_process, kind="coroner", lead="A", agreed="B"),
        "tell": on(sending.tell, **telling),
        "disagree": on(sending.disagree, agency="Health", text="No.", received_at=timezone.now()),
        "answer_disagreement": on(
            sending.answer_disagreement, which=one.reference, answer="Because.", answered_by="Chair"
        ),
        "send_news": on(sending.send_news, **sent),
        "record_reply": on(sending.record_reply, view="agrees", text="Thanks.", received_at=timezone.now()),
        "answer_panel": on(sending.answer_panel, **sent),
    }


def test_each_of_them_is_done_at_every_stage_where_it_is_declared(review: Review) -> None:
    review.named().noticed()
    with seen_by(review.unit):
        acts, done = steps(review), 0
        for step in (one for one in PROCESS.transitions if one.verb in acts):
            for stage in step.from_stages:
                with contextlib.suppress(Undone), transaction.atomic():
                    RapidReview.objects.filter(pk=review.held.pk).update(stage=stage)
                    acts[step.verb](RapidReview.objects.get(pk=review.held.pk))
                    reached = RapidReview.objects.get(pk=review.held.pk).stage
                    raise Undone
                assert reached == step.to_stage, (step.verb, stage)
                done += 1
        assert done == sum(len(one.from_stages) for one in PROCESS.transitions if one.verb in acts) == 47


def test_a_decision_is_made_anew_while_nothing_was_sent(review: Review) -> None:
    review.as_far_as("decided").decided("learning_event", why_again="An agency was heard.")
    with seen_by(review.unit):
        assert review.held.stage == "decided" and review.held.decisions.count() == 2
    review.told("leads", "board_chair").sent()
    with seen_by(review.unit), pytest.raises(CannotMove):
        deciding.decide(by=review.unit, held=review.held, given=decision(why_again="Too late."))


def test_a_step_the_process_does_not_allow_is_refused_at_every_stage(review: Review) -> None:
    verbs, held = {step.verb for step in PROCESS.transitions}, review.held
    with seen_by(review.unit):
        for stage in PROCESS.stages:
            RapidReview.objects.filter(pk=held.pk).update(stage=stage.code)
            held.refresh_from_db()
            for verb in sorted(verbs - {step.verb for step in PROCESS.possible(stage.code)}):
                missing = missing_for(PROCESS, held, verb, {})
                assert [one.text for one in missing] == [not_from_here(PROCESS, verb, stage.code)]
        assert not any(PROCESS.possible(stage.code) for stage in PROCESS.stages if stage.ends)


def test_a_step_with_nothing_given_says_what_is_missing(review: Review) -> None:
    held = review.named().held  # one member has no account here, and somebody must say how they were told
    with seen_by(review.unit):
        for step in PROCESS.transitions:
            RapidReview.objects.filter(pk=held.pk).update(stage=step.from_stages[0])
            held.refresh_from_db()
            assert missing_for(PROCESS, held, step.verb, {}) or step.verb == "close", step.verb


def test_a_role_without_the_permission_takes_no_step(review: Review) -> None:
    held = review.held
    with seen_by(review.unit):
        for step in PROCESS.transitions:
            RapidReview.objects.filter(pk=held.pk).update(stage=step.from_stages[0])
            held.refresh_from_db()
            for role in sorted(set(ROLES) - set(who_may(step.permission))):
                with pytest.raises(PermissionDenied):
                    move(by=review.house.post_holder(role), process=PROCESS, record=held, verb=step.verb)


def test_every_step_of_the_process_has_a_page() -> None:
    assert {step.verb for step in PROCESS.transitions} == {verb for one in ACTS for verb in one.verbs}


def test_whoever_read_an_older_version_overwrites_nothing(review: Review) -> None:
    with seen_by(review.unit), pytest.raises(Overtaken):
        gathering.write_findings(by=review.unit, held=review.held, given=FINDINGS, version=review.held.version - 1)
    with seen_by(review.unit):
        assert not review.held.findings.exists()
