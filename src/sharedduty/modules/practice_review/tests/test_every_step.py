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
from sharedduty.modules.practice_review.actions import leaving, publishing, reporting, reviewing
from sharedduty.modules.practice_review.models import PracticeReview
from sharedduty.modules.practice_review.process import PROCESS
from sharedduty.modules.practice_review.queries.publication import check_of
from sharedduty.modules.practice_review.tests.scenes import (
    ADVISED,
    DAY,
    DECISION,
    FAMILY,
    OPENED,
    REPORT,
    REVIEWER,
    SOURCE,
    TERMS,
    Practice,
    today,
)
from sharedduty.modules.practice_review.views.acts import ACTS

pytestmark = pytest.mark.django_db


class Undone(Exception):
    """Ends a step that was tried, so that the next begins where this one began."""


def signing(practice: Practice) -> Callable[[PracticeReview], Any]:
    """The comparison is signed by a colleague: whoever wrote the version for the public does not."""
    colleague = practice.house.post_holder("business_manager", 2)
    given = {"found": "Names.", "signed_by": "B"}
    return lambda held: leaving.sign_comparison(by=colleague, held=held, given=given)


def steps(practice: Practice) -> dict[str, Callable[[PracticeReview], Any]]:
    """What does each step that several stages have, whole."""
    by, now, held = practice.unit, timezone.now(), practice.held
    asked = practice.asks()
    one, reviewer = held.recommendations.get(), held.reviewers.get()
    person = held.participants.filter(kind="family").get()
    practice.does(reporting.protect_word, {"word": "weekend", "why": "It was told.", "of_child": False})
    hit = check_of(by, held).open_hits[0]
    trial = practice.does(reviewing.note_process, {"kind": "criminal", "lead": "A", "agreed": "B"})
    practice.does(leaving.keep_source, SOURCE, received_on=today())
    which, telling = {"which": one.reference}, {"panel_told_at": now, "secretary_told_at": now, "how": "Letter"}

    def on(act: Any, **given: Any) -> Callable[[PracticeReview], Any]:
        return lambda held: act(by=by, held=held, given=given)

    return {
        "name_child": on(reviewing.name_child, **OPENED),
        "appoint_reviewer": on(reviewing.appoint_reviewer, **REVIEWER, appointed_on=today()),
        "end_reviewer": on(reviewing.end_reviewer, which=reviewer.reference, ended_on=today(), ended_because="Ill."),
        "agree_terms": on(reviewing.agree_terms, **{**TERMS, "why_again": "New facts."}, agreed_on=today()),
        "invite": on(reviewing.invite, **FAMILY, invited_on=today()),
        "record_part": on(reviewing.record_part, which=person.reference, answer="declined", answered_on=today()),
        "ask_progress": on(reviewing.ask_progress, asked="How?", asked_of="Sasha", asked_at=now, answer_by_on=today()),
        "record_progress": on(
            reviewing.record_progress, which=asked.reference, answer="Well.", answered_at=timezone.now(), judged="Good."
        ),
        "note_learning": on(reviewing.note_learning, what="A", action="B", owner="C", due_on=today()),
        "note_delay": on(reviewing.note_delay, reasons="A trial.", expected_on=today(), **telling),
        "note_process": on(reviewing.note_process, kind="coroner", lead="A", agreed="B"),
        "end_process": on(reviewing.end_process, which=trial.reference, ended_on=today(), ended_how="A verdict."),
        "keep_source": on(leaving.keep_source, **SOURCE, received_on=today()),
        "sign_comparison": signing(practice),
        "name_themes": on(leaving.name_themes, themes="Neglect"),
        "set_aside": on(reviewing.set_aside, reason="Not to be finished."),
        "revise_report": on(reporting.write_report, **{**REPORT, "why_again": "Mended."}, received_on=today()),
        "add_recommendation": on(reporting.add_recommendation, **ADVISED, due_on=today()),
        "mend_recommendation": on(reporting.mend_recommendation, **ADVISED, **which, due_on=today()),
        "answer_recommendation": on(reporting.answer_recommendation, **which, response="Yes.", responded_on=today()),
        "protect_word": on(reporting.protect_word, word="Elm Road", why="Home"),
        "let_stand": on(reporting.let_stand, which=hit.digest, because="Every week has one.", justified_by="B"),
        "note_comment": on(
            publishing.note_comment, who="panel", received_at=now, text="Publish.", made_of_it="We do."
        ),
        "decide_again": on(publishing.decide_publication, **{**DECISION, "why_again": "Later."}, planned_on=today() + DAY),
        "write_response": on(reporting.write_response, text="Thanks.", given_by="The partners"),
        "finish_recommendation": on(reporting.finish_recommendation, **which, done_on=today(), evidence="It is so."),
        "record_audit": on(reporting.record_audit, **which, audited_on=today(), audit_found="It holds."),
        "share_learning": on(reporting.share_learning, audience="Nurses", how="Briefing", shared_on=today()),
    }  # fmt: skip


def test_each_of_them_is_done_at_every_stage_where_it_is_declared(plain: Practice) -> None:
    plain.as_far_as("reported")
    with seen_by(plain.unit):
        acts, done = steps(plain), 0
        tried = [one for one in PROCESS.transitions if one.verb in acts]
        for step in tried:
            for stage in step.from_stages:
                with contextlib.suppress(Undone), transaction.atomic():
                    PracticeReview.objects.filter(pk=plain.held.pk).update(stage=stage)
                    acts[step.verb](PracticeReview.objects.get(pk=plain.held.pk))
                    reached = PracticeReview.objects.get(pk=plain.held.pk).stage
                    raise Undone
                assert reached == step.to_stage, (step.verb, stage)
                done += 1
        assert done == sum(len(one.from_stages) for one in tried) and done > 50
        several = {
            one.verb for one in PROCESS.transitions if sum(two.verb == one.verb for two in PROCESS.transitions) > 1
        }
        assert several <= set(acts)


def test_a_step_the_process_does_not_allow_is_refused_at_every_stage(plain: Practice) -> None:
    verbs, held = {step.verb for step in PROCESS.transitions}, plain.held
    with seen_by(plain.unit):
        for stage in PROCESS.stages:
            PracticeReview.objects.filter(pk=held.pk).update(stage=stage.code)
            held.refresh_from_db()
            for verb in sorted(verbs - {step.verb for step in PROCESS.possible(stage.code)}):
                missing = missing_for(PROCESS, held, verb, {})
                assert [one.text for one in missing] == [not_from_here(PROCESS, verb, stage.code)]
        assert not any(PROCESS.possible(stage.code) for stage in PROCESS.stages if stage.ends)


def test_a_step_with_nothing_given_says_what_is_missing_and_no_other_role_takes_one(plain: Practice) -> None:
    held = plain.held
    with seen_by(plain.unit):
        for step in PROCESS.transitions:
            PracticeReview.objects.filter(pk=held.pk).update(stage=step.from_stages[0])
            held.refresh_from_db()
            assert missing_for(PROCESS, held, step.verb, {}), step.verb
            for role in sorted(set(ROLES) - set(who_may(step.permission))):
                with pytest.raises(PermissionDenied):
                    move(by=plain.house.post_holder(role), process=PROCESS, record=held, verb=step.verb)


def test_every_step_of_the_process_has_a_page() -> None:
    assert {step.verb for step in PROCESS.transitions} == {verb for one in ACTS for verb in one.verbs}


def test_whoever_read_an_older_version_overwrites_nothing(plain: Practice) -> None:
    with seen_by(plain.unit), pytest.raises(Overtaken):
        reviewing.name_child(by=plain.unit, held=plain.held, given=OPENED, version=plain.held.version - 1)
    with seen_by(plain.unit):
        assert plain.held.children.count() == 1


def test_a_review_that_was_not_published_is_closed_with_a_reason(plain: Practice) -> None:
    plain.as_far_as("reported")
    with seen_by(plain.unit):
        PracticeReview.objects.filter(pk=plain.held.pk).update(stage="unpublished")
        held = PracticeReview.objects.get(pk=plain.held.pk)
        with pytest.raises(CannotMove):
            publishing.close_review(by=plain.unit, held=held, given={})
        publishing.close_review(by=plain.unit, held=held, given={"reason": "All that was recommended is done."})
        assert PracticeReview.objects.get(pk=plain.held.pk).stage == "closed"
