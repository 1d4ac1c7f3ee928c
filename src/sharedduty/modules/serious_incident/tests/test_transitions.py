"""Every step at every stage: what the process allows is taken or refused with what is missing, everything else is refused."""

import pytest
from django.core.exceptions import PermissionDenied

from sharedduty.foundations.access.api import ROLES, seen_by, who_may
from sharedduty.foundations.process.api import CannotMove, Overtaken, missing_for, move, not_from_here
from sharedduty.modules.serious_incident.actions import considering
from sharedduty.modules.serious_incident.models import SeriousIncident
from sharedduty.modules.serious_incident.process import PROCESS
from sharedduty.modules.serious_incident.tests.scenes import CHILD, Case
from sharedduty.modules.serious_incident.views.acts import ACTS

pytestmark = pytest.mark.django_db


def test_a_step_the_process_does_not_allow_is_refused_at_every_stage(case: Case) -> None:
    verbs, held = {step.verb for step in PROCESS.transitions}, case.held
    with seen_by(case.head):
        for stage in PROCESS.stages:
            SeriousIncident.objects.filter(pk=held.pk).update(stage=stage.code)
            held.refresh_from_db()
            for verb in sorted(verbs - {step.verb for step in PROCESS.possible(stage.code)}):
                missing = missing_for(PROCESS, held, verb, {})
                assert [one.text for one in missing] == [not_from_here(PROCESS, verb, stage.code)]
                with pytest.raises(CannotMove):
                    move(by=case.head, process=PROCESS, record=held, verb=verb)
        assert not any(PROCESS.possible(stage.code) for stage in PROCESS.stages if stage.ends)


def test_a_step_with_nothing_given_says_what_is_missing(case: Case) -> None:
    held = case.held
    with seen_by(case.head):
        for step in PROCESS.transitions:
            SeriousIncident.objects.filter(pk=held.pk).update(stage=step.from_stages[0])
            held.refresh_from_db()
            if step.verb != "finish":  # which asks nothing, and waits for steps: see test_notifying
                assert missing_for(PROCESS, held, step.verb, {}), step.verb


def test_a_role_without_the_permission_takes_no_step(case: Case) -> None:
    held = case.held
    with seen_by(case.head):
        for step in PROCESS.transitions:
            SeriousIncident.objects.filter(pk=held.pk).update(stage=step.from_stages[0])
            held.refresh_from_db()
            for role in sorted(set(ROLES) - set(who_may(step.permission))):
                with pytest.raises(PermissionDenied):
                    move(by=case.house.post_holder(role), process=PROCESS, record=held, verb=step.verb)


def test_every_step_of_the_process_has_a_page() -> None:
    with_pages = {verb for one in ACTS for verb in one.verbs} | {"correct_child", "join_request"}
    assert {step.verb for step in PROCESS.transitions} == with_pages


def test_whoever_read_an_older_version_overwrites_nothing(case: Case) -> None:
    with seen_by(case.head), pytest.raises(Overtaken):
        considering.name_child(by=case.head, held=case.held, given=CHILD, version=case.held.version - 1)
    with seen_by(case.head):
        assert not case.held.children.exists()
