"""What may be done with an incident at several stages is done at each of them, by the room's own actions."""

import contextlib
import datetime
from collections.abc import Callable
from typing import Any

import pytest
from django.db import transaction
from django.utils import timezone

from sharedduty.foundations.access.api import seen_by
from sharedduty.modules.serious_incident.actions import considering, notifying
from sharedduty.modules.serious_incident.models import IncidentChild, RequestToConsider, SeriousIncident
from sharedduty.modules.serious_incident.process import PROCESS
from sharedduty.modules.serious_incident.tests.scenes import CHECKED, CHILD, Case, asked

pytestmark = pytest.mark.django_db


class Undone(Exception):
    """Ends a step that was tried, so that the next begins where this one began."""


def steps(case: Case, child: IncidentChild, request: RequestToConsider) -> dict[str, Callable[[SeriousIncident], Any]]:
    """What does each step that several stages have, whole."""
    by, now = case.head, timezone.now()
    awareness = {"aware_at": now - datetime.timedelta(hours=3), "reason": "The hospital rang earlier."}
    telling = {"told": "partnership", "recipient": "Partners", "told_at": now, "told_by": "Hadley", "how": "email"}
    return {
        "name_child": lambda held: considering.name_child(by=by, held=held, given={**CHILD, "given_names": "Alex"}),
        "correct_child": lambda held: considering.correct_child(
            by=by, held=held, child=child, given={**CHILD, "family_name": "Testwick-Mock"}
        ),
        "correct_awareness": lambda held: considering.correct_awareness(by=by, held=held, given=awareness),
        "check_safety": lambda held: considering.check_safety(
            by=by, held=held, child=child, given={**CHECKED, "checked_on": timezone.localdate()}
        ),
        "join_request": lambda held: considering.join_request(by=by, held=held, request=request.reference),
        "tell": lambda held: notifying.tell(by=by, held=held, given=telling),
    }


def test_each_of_them_is_done_at_every_stage_where_it_is_declared(case: Case) -> None:
    request = asked(case.house)
    case.child()
    with seen_by(case.head):
        acts, done = steps(case, case.held.children.get(), request), 0
        for step in (one for one in PROCESS.transitions if one.verb in acts):
            for stage in step.from_stages:
                with contextlib.suppress(Undone), transaction.atomic():
                    SeriousIncident.objects.filter(pk=case.held.pk).update(stage=stage)
                    acts[step.verb](SeriousIncident.objects.get(pk=case.held.pk))
                    reached = SeriousIncident.objects.get(pk=case.held.pk).stage
                    raise Undone
                assert reached == step.to_stage, (step.verb, stage)
                done += 1
        assert done == 16
