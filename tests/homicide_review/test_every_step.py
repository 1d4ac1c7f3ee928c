"""What may be done with a review at several stages is done at each of them, by the room's own actions; likewise reports."""

import contextlib
from collections.abc import Callable
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.db import transaction

from sharedduty.foundations.access.api import ROLES, seen_by, who_may
from sharedduty.foundations.directory.models import Team
from sharedduty.foundations.process.api import CannotMove, Overtaken, missing_for, move, not_from_here
from sharedduty.modules.homicide_review.actions import agencies, opening, publishing, running
from sharedduty.modules.homicide_review.models import AgencyReport, HomicideReview
from sharedduty.modules.homicide_review.process import PROCESS, REPORT_PROCESS
from sharedduty.modules.homicide_review.queries import choices
from sharedduty.modules.homicide_review.queries.publication import check_of
from sharedduty.modules.homicide_review.queries.reading import unanswered
from sharedduty.modules.homicide_review.views.last_acts import ACTS, REPORT_ACTS
from tests.homicide_review import scenes
from tests.homicide_review.scenes import DAY, Homicide, checks, entry, terms, today

pytestmark = pytest.mark.django_db
OVERLAP = {"kind": "criminal", "consulted": "The investigator", "agreed": "Disclosure is agreed.", "joint": False}
COMPLAINT = {"kind": "chair", "who": "A cousin", "text": "Too slow.", "answered_by": "The commissioner"}


class Undone(Exception):
    """Ends a step that was tried, so that the next begins where this one began."""


def steps(homicide: Homicide) -> dict[str, Callable[[HomicideReview], Any]]:
    """What does each step that several stages have, whole."""
    by, held = homicide.lead, homicide.held
    homicide.does(publishing.protect_word, {"word": "whole", "why": "It was told."})
    hit = next(one for one in check_of(by, held).open_hits if not one.never)
    change = homicide.does(publishing.put_change, {"text": "Less.", "put_on": today()})
    complaint = homicide.does(running.name_complaint, COMPLAINT, received_on=today())
    chair, relative, advised = held.chairs.get(), held.family.first(), held.recommendations.get()
    asked = next(iter(unanswered(by, held)))
    team = Team.objects.get(key="health")
    letter = {
        "question": "Did you know them?",
        "purpose": "To decide.",
        "said": list(choices.labels("letter")),
        "due_at": None,
    }
    which = {"which": advised.reference}

    def on(act: Any, **given: Any) -> Callable[[HomicideReview], Any]:
        return lambda held: act(by=by, held=held, given=given)

    return {
        "name_person": on(opening.name_person, part="child", given_names="Fen", family_name="Mockdale", birth_on=None),
        "settle_body": on(opening.settle_body, body="Another", body_because="Agreed."),
        "ask_agencies": lambda held: running.ask_agencies(by=by, held=held, teams=[team], given={**letter, "teams": [team]}),
        "chase_agency": on(running.chase_agency, which=asked),
        "note_overlap": on(running.note_overlap, **OVERLAP, consulted_on=today()),
        "set_aside": on(opening.set_aside, reason="A joint review takes its place."),
        "write_home_office": on(running.write_home_office, **entry("advice")),
        "write_media": on(running.write_media, **entry("enquiry")),
        "write_workshop": on(running.write_workshop, **entry("challenge")),
        "write_family": on(running.write_family, **entry("met")),
        "name_complaint": on(running.name_complaint, **COMPLAINT, received_on=today()),
        "answer_complaint": on(running.answer_complaint, which=complaint.reference, answer="So.", answered_on=today()),
        "appoint_chair": on(running.appoint_chair, **scenes.CHAIR, appointed_on=today()),
        "end_chair": on(running.end_chair, which=chair.reference, ended_on=today(), ended_because="Ill."),
        "name_administrator": on(running.name_administrator, **scenes.ADMINISTRATOR, since_on=today()),
        "invite_family": on(running.invite_family, **scenes.FAMILY, invited_on=today()),
        "keep_wishes": on(running.keep_wishes, which=relative.reference, contact="Letter", advocate="AAFDA", every_days=28),
        "agree_terms": on(running.agree_terms, **terms(why_again="New facts.")),
        "record_cost": on(running.record_cost, item="administration", pence=10000, over_because="", agreed_by=""),
        "extend": on(running.extend, until_on=today() + 90 * DAY, reasons="A trial.", agreed_by="The chair", agreed_on=today(),
                     referred_on=today()),
        "revise_report": on(publishing.write_report, **{**scenes.REPORT, "why_again": "Mended.", "approved_by": "At a meeting."},
                            received_on=today()),
        "add_recommendation": on(publishing.add_recommendation, **scenes.ADVISED, due_on=today()),
        "mend_recommendation": on(publishing.mend_recommendation, **scenes.ADVISED, **which, due_on=today()),
        "test_action": on(publishing.test_action, **which, tested_with="A", senior="B", tested_on=today()),
        "answer_checks": on(publishing.answer_checks, **checks("report_check")),
        "put_change": on(publishing.put_change, text="Less.", put_on=today()),
        "answer_change": on(publishing.answer_change, which=change.reference, answer="No.", answered_by="C", answered_on=today()),
        "protect_word": on(publishing.protect_word, word="Elm Road", why="Home"),
        "let_stand": on(publishing.let_stand, which=hit.digest, because="Every day has one.", justified_by="B"),
        "plan_publication": on(publishing.plan_publication, **scenes.PLAN, planned_on=today()),
        "renew_page": on(publishing.renew_page, reason="Mended.", compared_by=""),
        "audit_plan": on(publishing.audit_plan, audited_on=today(), audited_by="A", looked_at="B", audit_found="C",
                         carried_out="yes"),
    }  # fmt: skip


def test_what_several_stages_allow_is_done_at_each_of_them(homicide: Homicide) -> None:
    team = Team.objects.get(key="police")
    letter = {
        "question": "Did you know them?",
        "purpose": "To decide.",
        "said": list(choices.labels("letter")),
        "due_at": None,
    }
    with seen_by(homicide.lead):
        running.ask_agencies(by=homicide.lead, held=homicide.held, teams=[team], given={**letter, "teams": [team]})
    homicide.as_far_as("drafted")
    with seen_by(homicide.lead):
        acts, held = steps(homicide), homicide.held
        several = {
            one.verb for one in PROCESS.transitions if sum(two.verb == one.verb for two in PROCESS.transitions) > 1
        } | {"plan_publication", "renew_page", "audit_plan", "answer_checks", "set_aside"}
        assert several <= set(acts)
        for verb in sorted(several - {"renew_page"}):
            for stage, reached in [
                (one, step.to_stage) for step in PROCESS.transitions if step.verb == verb for one in step.from_stages
            ]:
                with contextlib.suppress(Undone), transaction.atomic():
                    HomicideReview.objects.filter(pk=held.pk).update(stage=stage)
                    fresh = HomicideReview.objects.select_related("case_file", "area", "team").get(pk=held.pk)
                    acts[verb](fresh)
                    assert HomicideReview.objects.get(pk=held.pk).stage == reached, (verb, stage)
                    raise Undone


def test_the_page_is_renewed_as_often_as_words_change(homicide: Homicide) -> None:
    homicide.as_far_as("published")
    homicide.does(publishing.write_report, {
        **scenes.REPORT, "summary": "Services did not speak to each other.", "why_again": "Clearer.", "approved_by": "By letter",
    }, received_on=today())  # fmt: skip
    page = homicide.does(publishing.renew_page, {"reason": "Clearer words."})
    assert "to each other" in page.searched and page.renewed_at


def test_a_step_the_process_does_not_allow_is_refused_at_every_stage(homicide: Homicide) -> None:
    verbs, held = {step.verb for step in PROCESS.transitions}, homicide.held
    with seen_by(homicide.lead):
        for stage in PROCESS.stages:
            HomicideReview.objects.filter(pk=held.pk).update(stage=stage.code)
            held.refresh_from_db()
            for verb in sorted(verbs - {step.verb for step in PROCESS.possible(stage.code)}):
                missing = missing_for(PROCESS, held, verb, {})
                assert [one.text for one in missing] == [not_from_here(PROCESS, verb, stage.code)]
        assert not any(PROCESS.possible(stage.code) for stage in PROCESS.stages if stage.ends)


def test_a_step_with_nothing_given_says_what_is_missing_and_no_other_role_takes_one(homicide: Homicide) -> None:
    held = homicide.held
    with seen_by(homicide.lead):
        for step in PROCESS.transitions:
            HomicideReview.objects.filter(pk=held.pk).update(stage=step.from_stages[0])
            held.refresh_from_db()
            assert missing_for(PROCESS, held, step.verb, {}), step.verb
    for role in sorted(set(ROLES) - set(who_may("homicide_work"))):
        with pytest.raises(PermissionDenied):
            move(by=homicide.house.post_holder(role), process=PROCESS, record=held, verb="name_person")
    assert who_may("homicide_work") == {"community_safety_lead"}


def test_every_step_has_a_page() -> None:
    assert {step.verb for step in PROCESS.transitions} == {verb for one in ACTS for verb in one.verbs}
    assert {step.verb for step in REPORT_PROCESS.transitions} == {verb for one in REPORT_ACTS for verb in one.verbs}


def test_whoever_read_an_older_version_overwrites_nothing(homicide: Homicide) -> None:
    held = homicide.held
    given = {"part": "child", "given_names": "Fen"}
    with seen_by(homicide.lead), pytest.raises(Overtaken):
        opening.name_person(by=homicide.lead, held=held, given=given, version=held.version - 1)
    with seen_by(homicide.lead):
        assert held.people.count() == 2


def test_every_step_of_an_agencys_report_is_taken_and_refused_where_it_is_not_its_stage(homicide: Homicide) -> None:
    homicide.as_far_as("commissioning")
    held = homicide.asks_report()
    verbs = {step.verb for step in REPORT_PROCESS.transitions}
    with seen_by(homicide.lead):
        for stage in REPORT_PROCESS.stages:
            AgencyReport.objects.filter(pk=held.pk).update(stage=stage.code)
            held.refresh_from_db()
            for verb in sorted(verbs - {step.verb for step in REPORT_PROCESS.possible(stage.code)}):
                assert [one.text for one in missing_for(REPORT_PROCESS, held, verb, {})] == [
                    not_from_here(REPORT_PROCESS, verb, stage.code)
                ]
            for step in REPORT_PROCESS.possible(stage.code):
                assert missing_for(REPORT_PROCESS, held, step.verb, {}), step.verb
        AgencyReport.objects.filter(pk=held.pk).update(stage="asked")
    homicide.report(agencies.name_author, held, scenes.AUTHOR)
    homicide.report(agencies.name_author, held, {**scenes.AUTHOR, "author_words": "Another, officer"})
    homicide.report(agencies.write_report, held, scenes.WRITTEN)
    homicide.report(agencies.record_interview, held, {
        "who": "PC, A.B.", "interviewed_on": today(), "text": "I came at nine.", "shared_on": today(), "kept_at": "Store 4",
    })  # fmt: skip
    feedback = {"who": "PC, A.B.", "given_on": today(), "corrected": "The hour.", "apart": "None."}
    homicide.report(agencies.record_feedback, held, feedback)
    homicide.report(agencies.endorse, held, {"endorsed_by": "Chief", "owns": "In my plan."})
    homicide.report(agencies.record_feedback, held, feedback)
    with pytest.raises(CannotMove):
        homicide.report(agencies.give_back, held, {})
    homicide.report(agencies.give_back, held, {"reason": "The log is missing."})
    homicide.report(agencies.endorse, held, {"endorsed_by": "Chief", "owns": "In my plan."})
    homicide.report(agencies.present, held, {"presented_on": today(), "panel_said": "Good."})
    other = homicide.asks_report(agency="Another")
    homicide.report(agencies.say_nothing, other, {"nil_because": "No record.", "endorsed_by": "Chief"})
    third = homicide.asks_report(agency="A third")
    homicide.report(agencies.name_author, third, scenes.AUTHOR)
    homicide.report(agencies.say_nothing, third, {"nil_because": "Another person.", "endorsed_by": "Chief"})
    with seen_by(homicide.lead):
        assert sorted(AgencyReport.objects.values_list("stage", flat=True)) == ["nil", "nil", "presented"]
