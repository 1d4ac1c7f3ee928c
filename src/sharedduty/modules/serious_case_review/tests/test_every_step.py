"""What may be done at several stages is done at each of them, by the room's own actions; and what may not is refused."""

import contextlib
from collections.abc import Callable
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction

from sharedduty.foundations.access.api import ROLES, seen_by, who_may
from sharedduty.foundations.papers.tests.corpus import GOOD
from sharedduty.foundations.process.api import Overtaken, missing_for, move, not_from_here
from sharedduty.modules.serious_case_review.actions import considering, ending, reviewing, writing
from sharedduty.modules.serious_case_review.models import ManagementReview, SeriousCaseReview
from sharedduty.modules.serious_case_review.process import PART, PROCESS
from sharedduty.modules.serious_case_review.rules.noting import Noting
from sharedduty.modules.serious_case_review.tests.scenes import (
    ADVISED,
    AUTHOR,
    FED_BACK,
    FIRST,
    INDEPENDENT,
    KINDS,
    NOTICE,
    TO_OURSELVES,
    TOLD,
    Legacy,
    example,
    listed,
    on,
    scope,
)
from sharedduty.modules.serious_case_review.views.agency_acts import AGENCY_ACTS
from sharedduty.modules.serious_case_review.views.pages import EVERY

pytestmark = pytest.mark.django_db
PERSON = {"part": "adult", "given_names": "Ade", "family_name": "Invented", "role": "father"}


class Undone(Exception):
    """Ends a step that was tried, so that the next begins where this one began."""


def steps(legacy: Legacy) -> dict[str, Callable[[SeriousCaseReview], Any]]:
    """What does each step that several stages have, whole."""
    by, held = legacy.unit, legacy.held
    notice = held.notices.filter(replied_on=None).first()
    [nominated] = held.nominations.filter(part="author")
    waiting = legacy.asks("police")[0]
    which = {"which": held.recommendations.get().reference}

    def does(act: Any, **given: Any) -> Callable[[SeriousCaseReview], Any]:
        return lambda held: act(by=by, held=held, given=given)

    incident = {"categories": ["c_2"], "state": "possible", "form_version": "2005", **NOTICE}
    leads = {"family_lead": "A", "media_lead": "B"}

    def noting(kind: Noting) -> Callable[[SeriousCaseReview], Any]:
        return lambda held: reviewing.note(by=by, held=held, kind=kind, given=example(kind))

    notes = {one.verb: noting(one) for one in KINDS.values()}
    return {
        **notes,
        "name_person": does(considering.name_person, **PERSON),
        "send_notice": does(considering.send_notice, **NOTICE, code="overrun"),
        "notify_inspectorate": does(considering.notify_inspectorate, **incident),
        "record_reply": does(considering.record_reply, which=notice.reference, reply="Secured.", replied_on=on(2020, 3, 9)),
        "keep": does(considering.keep_as_ended, reason="Done.", ended_on=on(2020, 8, 1), report_in="The archive"),
        "nominate": does(reviewing.nominate, **AUTHOR),
        "end_nomination": does(
            reviewing.end_nomination, which=nominated.reference, ended_on=on(2020, 5, 1), ended_because="Ill."
        ),
        "agree_scope": does(reviewing.agree_scope, **scope(why_again="New facts.")),
        "hold_first_meeting": does(reviewing.hold_first_meeting, **FIRST),
        "agree_extension": does(
            reviewing.agree_extension, agreed_until_on=on(2020, 9, 1), agreed_with="The inspectorate", reason="A trial.",
            late_because="It was seen late.",
        ),
        "ask_agencies": lambda held: reviewing.ask_agencies(
            by=by, held=held, teams=[legacy.house.teams["education"]], given={"question": "What?", "purpose": "To learn."}
        ),
        "stop_waiting": does(reviewing.stop_waiting, which=waiting.reference, because="It has no records."),
        "write_overview": does(reviewing.write_overview, **listed("scr.overview", why_again="Mended.")),
        "recommend_action": does(reviewing.recommend_action, **ADVISED),
        "confirm_fairness": does(
            reviewing.confirm_fairness, body="Health", officer="Director", fair="no", objection="A date.",
            confirmed_on=on(2020, 6, 26),
        ),
        "plan_disclosure": does(ending.plan_disclosure, **listed("scr.interest", "scr.balance", **leads)),
        "send_back": does(reviewing.send_back, reason="Say why."),
        "sign_up": does(ending.sign_up, **which, body="Council", officer="Director", signed_on=on(2020, 8, 1)),
        "tell_chair": does(considering.tell_chair, chair_told_at=TOLD, told_by="By telephone"),
    }  # fmt: skip


def test_each_of_them_is_done_at_every_stage_where_it_is_declared(legacy: Legacy) -> None:
    legacy.as_far_as("panel")
    with seen_by(legacy.unit):
        SeriousCaseReview.objects.filter(pk=legacy.held.pk).update(stage="reviewing")
        legacy.held.refresh_from_db()
    acts, done = steps_in(legacy), 0
    with seen_by(legacy.unit):
        tried = [one for one in PROCESS.transitions if one.verb in acts]
        for step in tried:
            for stage in step.from_stages:
                with contextlib.suppress(Undone), transaction.atomic():
                    SeriousCaseReview.objects.filter(pk=legacy.held.pk).update(stage=stage)
                    acts[step.verb](SeriousCaseReview.objects.get(pk=legacy.held.pk))
                    reached = SeriousCaseReview.objects.get(pk=legacy.held.pk).stage
                    raise Undone
                assert reached == step.to_stage, (step.verb, stage)
                done += 1
        assert done == sum(len(one.from_stages) for one in tried) and done > 120
        several = {
            one.verb for one in PROCESS.transitions if sum(two.verb == one.verb for two in PROCESS.transitions) > 1
        }
        assert several <= set(acts)


def steps_in(legacy: Legacy) -> dict[str, Callable[[SeriousCaseReview], Any]]:
    """The steps, made ready in the unit's sight."""
    with seen_by(legacy.unit):
        return steps(legacy)


def test_a_step_the_process_does_not_allow_is_refused_at_every_stage(legacy: Legacy) -> None:
    verbs, held = {step.verb for step in PROCESS.transitions}, legacy.held
    with seen_by(legacy.unit):
        for stage in PROCESS.stages:
            SeriousCaseReview.objects.filter(pk=held.pk).update(stage=stage.code)
            held.refresh_from_db()
            for verb in sorted(verbs - {step.verb for step in PROCESS.possible(stage.code)}):
                missing = missing_for(PROCESS, held, verb, {})
                assert [one.text for one in missing] == [not_from_here(PROCESS, verb, stage.code)]
        assert not any(PROCESS.possible(stage.code) for stage in PROCESS.stages if stage.ends)


def test_a_step_with_nothing_given_says_what_is_missing_and_no_other_role_takes_one(legacy: Legacy) -> None:
    held = legacy.held
    with seen_by(legacy.unit):
        for step in PROCESS.transitions:
            SeriousCaseReview.objects.filter(pk=held.pk).update(stage=step.from_stages[0], decided_at=TOLD)
            held.refresh_from_db()
            assert missing_for(PROCESS, held, step.verb, {"verb": step.verb}), step.verb
    for role in sorted(set(ROLES) - set(who_may("scr_work"))):
        with seen_by(legacy.unit), pytest.raises(PermissionDenied):
            SeriousCaseReview.objects.filter(pk=held.pk).update(stage="referred")
            held.refresh_from_db()
            move(by=legacy.house.post_holder(role), process=PROCESS, record=held, verb="name_person", given=PERSON)


def test_every_step_of_both_processes_has_a_page() -> None:
    assert {step.verb for step in PROCESS.transitions} == {verb for one in EVERY for verb in one.verbs}
    # An agency no longer waited for is a step of the review's page.
    assert {step.verb for step in PART.transitions} == {verb for one in AGENCY_ACTS for verb in one.verbs} | {"stop"}


def test_each_step_of_an_agency_is_taken_at_every_stage_and_by_no_other_team(legacy: Legacy) -> None:
    legacy.as_far_as("reviewing")
    [part] = legacy.asks()
    legacy.written(part).as_agency(part, writing.add_note, {**FED_BACK, "kind": "ombudsman"})
    by, other = legacy.agency(part, 2), legacy.house.post_holder("police_mash")
    acts: dict[str, Any] = {
        "name_author": (writing.name_author, INDEPENDENT),
        "write_report": (writing.write_report, listed("scr.imr", why_again="Mended.")),
        "add_advice": (writing.add_advice, TO_OURSELVES), "add_note": (writing.add_note, FED_BACK),
        "attach": (writing.attach, {"file": SimpleUploadedFile("report.pdf", GOOD["letter.pdf"])}),
        "endorse": (writing.endorse, {"endorsed_by": "Director of nursing"}),
        "take_back": (writing.take_back, {"reason": "A date is wrong."}), "submit": (writing.submit, None),
        "return_nil": (writing.return_nil, {"nil_because": "No record.", "nil_signed_by": "Director"}),
    }  # fmt: skip
    with seen_by(by):
        for step in (one for one in PART.transitions if one.verb != "stop"):
            action, given = acts[step.verb]
            facts = {} if given is None else {"given": given}
            for stage in step.from_stages:
                with contextlib.suppress(Undone), transaction.atomic():
                    ManagementReview.objects.filter(pk=part.pk).update(stage=stage, endorsed_by="Director of nursing")
                    if step.verb == "attach":
                        given["file"].seek(0)
                    action(by=by, held=ManagementReview.objects.get(pk=part.pk), **facts)
                    reached = ManagementReview.objects.get(pk=part.pk).stage
                    raise Undone
                assert reached == step.to_stage, (step.verb, stage)
                with pytest.raises(PermissionDenied):
                    action(by=other, held=part, **facts)
    with seen_by(by):
        for stage in PART.stages:
            ManagementReview.objects.filter(pk=part.pk).update(stage=stage.code, nil_signed_by="Director")
            part.refresh_from_db()
            possible = {step.verb for step in PART.possible(stage.code)}
            for verb in {step.verb for step in PART.transitions} - possible:
                assert [one.text for one in missing_for(PART, part, verb, {})] == [
                    not_from_here(PART, verb, stage.code)
                ]


def test_whoever_read_an_older_version_overwrites_nothing(legacy: Legacy) -> None:
    with seen_by(legacy.unit), pytest.raises(Overtaken):
        considering.name_person(by=legacy.unit, held=legacy.held, given=PERSON, version=legacy.held.version - 1)
    legacy.as_far_as("reviewing")
    [part] = legacy.asks()
    with seen_by(by := legacy.agency(part)), pytest.raises(Overtaken):
        writing.name_author(by=by, held=part, given=INDEPENDENT, version=part.version - 1)
    with seen_by(legacy.unit):
        assert legacy.held.adults.count() == 0
