"""Every form of this room sent wrongly: each question is refused at its own field, and nothing is kept of it."""

import pytest

from sharedduty.foundations.access.api import Viewer, seen_by
from sharedduty.foundations.process.api import Move
from sharedduty.modules.escalation.models import Escalation, WrittenCopy
from sharedduty.modules.escalation.process import PROCESS
from sharedduty.modules.escalation.views.acts import ACTS
from tests.badly import all_refused, try_badly, try_stale, try_twice
from tests.escalation.scenes import Dispute, House

pytestmark = pytest.mark.django_db
ROOM = "/escalations/"


def everything(dispute: Dispute) -> Dispute:
    """At stage four with a decider and the scrutineer in it, something agreed, and a copy that waits."""
    dispute.at_four()
    dispute.heard()
    with seen_by(dispute.house.teacher):
        held = Escalation.objects.get(pk=dispute.held.pk)
        for one in held.participants.filter(appointment=None)[:1]:
            WrittenCopy.objects.filter(participant=one).update(sent_at=None)
    return dispute


def who_takes(house: House, permission: str) -> Viewer:
    """Whoever takes the steps of a permission."""
    return {
        "escalation_log": house.person("business_manager"), "escalation_advise": house.person("scrutineer"),
        "escalation_decide": house.delegate,
    }.get(permission, house.teacher)  # fmt: skip


def written(dispute: Dispute) -> tuple[int, int]:
    """How many steps the record has, and its version."""
    with seen_by(dispute.house.teacher):
        held = Escalation.objects.get(pk=dispute.held.pk)
        return Move.objects.filter(record=held.reference).count(), held.version


def test_every_step_refuses_what_is_wrong_or_old_and_keeps_nothing_of_it(dispute: Dispute) -> None:
    everything(dispute)
    tried, old = [], []
    for one in ACTS:
        stage = next(stage for step in PROCESS.transitions if step.verb in one.verbs for stage in step.from_stages[-1:])
        with seen_by(dispute.house.teacher):
            Escalation.objects.filter(pk=dispute.held.pk).update(stage=stage)
        browser = dispute.house.client(who_takes(dispute.house, one.permission))
        page = f"{ROOM}{dispute.held.reference}/{one.slug}/"
        tried.append(try_badly(browser, page, lambda: written(dispute), owes=one.slug not in ("close", "log")))
        old += try_stale(browser, page, lambda: written(dispute))
    all_refused(tried)
    assert not old, "\n".join(old)
    assert len(tried) == len(ACTS) == 21


def test_a_step_pressed_twice_is_taken_once(dispute: Dispute) -> None:
    everything(dispute)
    taken, faults = set(), []
    for one in ACTS:
        if one.slug in (
            "to-managers",
            "to-seniors",
            "to-chair",
        ):  # it stood at those stages before: tried in test_stages
            continue
        stage = next(stage for step in PROCESS.transitions if step.verb in one.verbs for stage in step.from_stages[-1:])
        with seen_by(dispute.house.teacher):
            Escalation.objects.filter(pk=dispute.held.pk).update(stage=stage)
        browser = dispute.house.client(who_takes(dispute.house, one.permission))
        page = f"{ROOM}{dispute.held.reference}/{one.slug}/"
        was, wrong = try_twice(browser, page, lambda: written(dispute)[0])
        taken |= {one.slug} if was else set()
        faults += wrong
    assert not faults, "\n".join(faults)
    assert len(taken) >= 8, f"too few were taken at all: {sorted(taken)}"


def test_raising_one_and_bringing_somebody_in_refuse_what_is_wrong(dispute: Dispute) -> None:
    browser, house = dispute.house.client(dispute.house.teacher), dispute.house

    def kept() -> tuple[int, int]:
        with seen_by(house.teacher):
            return Escalation.objects.count(), written(dispute)[0]

    all_refused(
        [
            try_badly(browser, f"{ROOM}about/{house.contact}/", kept),
            try_badly(browser, f"{ROOM}new/", kept),
            try_badly(browser, f"{ROOM}{dispute.held.reference}/bring-in/", kept),
        ]
    )
