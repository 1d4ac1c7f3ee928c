"""Every step at every stage: what the process allows is taken or refused with what is missing, everything else is refused."""

import pytest
from django.core.exceptions import PermissionDenied

from sharedduty.foundations.access.api import ROLES, seen_by, who_may
from sharedduty.foundations.process.api import CannotMove, missing_for, move, not_from_here
from sharedduty.modules.assessment.models import Assessment
from sharedduty.modules.assessment.process import PROCESS
from sharedduty.modules.assessment.views.acts import ACTS

pytestmark = pytest.mark.django_db
NEEDS_NOTHING = {"begin_analysis"}


def test_a_step_the_process_does_not_allow_is_refused_at_every_stage(opened, worker) -> None:
    held = opened()[0]
    verbs = {step.verb for step in PROCESS.transitions}
    with seen_by(worker):
        for stage in PROCESS.stages:
            Assessment.objects.filter(pk=held.pk).update(stage=stage.code)
            held.refresh_from_db()
            for verb in sorted(verbs - {step.verb for step in PROCESS.possible(stage.code)}):
                missing = missing_for(PROCESS, held, verb, {})
                assert [one.text for one in missing] == [not_from_here(PROCESS, verb, stage.code)]
                with pytest.raises(CannotMove):
                    move(by=worker, process=PROCESS, record=held, verb=verb)
        assert not any(PROCESS.possible(stage.code) for stage in PROCESS.stages if stage.ends)


def test_a_step_with_nothing_given_says_what_is_missing(opened, worker) -> None:
    held = opened()[0]
    with seen_by(worker):
        for step in PROCESS.transitions:
            Assessment.objects.filter(pk=held.pk).update(stage=step.from_stages[0])
            held.refresh_from_db()
            missing = missing_for(PROCESS, held, step.verb, {})
            assert bool(missing) == (step.verb not in NEEDS_NOTHING), (step.verb, missing)


def test_a_role_without_the_permission_takes_no_step(opened, worker, partnership) -> None:
    held = opened()[0]
    with seen_by(worker):
        for step in PROCESS.transitions:
            Assessment.objects.filter(pk=held.pk).update(stage=step.from_stages[0])
            held.refresh_from_db()
            for role in sorted(set(ROLES) - set(who_may(step.permission))):
                with pytest.raises(PermissionDenied):
                    move(by=partnership.post_holder(role), process=PROCESS, record=held, verb=step.verb)


def test_every_step_of_the_process_has_a_page() -> None:
    with_pages = {verb for one in ACTS for verb in one.verbs} | {"finish_action", "join_enquiry"}
    assert {step.verb for step in PROCESS.transitions} == with_pages
