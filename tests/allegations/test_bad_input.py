"""Every form of this room sent wrongly: each question is refused at its own field, and nothing is kept of it."""

import pytest

from sharedduty.foundations.access.api import seen_by
from sharedduty.foundations.process.api import Move
from sharedduty.modules.allegations.models import Allegation, EmployerContact, OfficerStanding, Referral
from sharedduty.modules.allegations.process import PROCESS
from sharedduty.modules.allegations.views.acts import ACTS
from sharedduty.modules.front_door.tests.partnership import Partnership
from tests.allegations.scenes import Case, taken_up
from tests.badly import all_refused, try_badly, try_stale, try_twice

pytestmark = pytest.mark.django_db
ROOM = "/allegations/"


@pytest.fixture
def everything(house: Partnership) -> Case:
    """A record on which every step has something to act on: a child, a duty, another record of the same name."""
    case = taken_up(house).as_far_as("managed")
    case.child()
    case.duty()
    taken_up(house)
    return case


def at_a_stage(case: Case, verbs: tuple[str, ...]) -> None:
    """Put the record at the first stage at which one of these steps may be taken."""
    stage = next(one for step in PROCESS.transitions if step.verb in verbs for one in step.from_stages)
    with seen_by(case.officer):
        Allegation.objects.filter(pk=case.held.pk).update(stage=stage)


def written(case: Case) -> tuple[int, int]:
    """How many steps the record has, and its version."""
    with seen_by(case.officer):
        held = Allegation.objects.get(pk=case.held.pk)
        return Move.objects.filter(record=held.reference).count(), held.version


def test_every_step_refuses_what_is_wrong_or_old_and_keeps_nothing_of_it(everything: Case) -> None:
    browser, tried, old = everything.house.client(everything.officer), [], []
    for one in ACTS:
        at_a_stage(everything, one.verbs)
        page = f"{ROOM}{everything.held.reference}/{one.slug}/"
        tried.append(try_badly(browser, page, lambda: written(everything), owes=one.slug != "close"))
        old += try_stale(browser, page, lambda: written(everything))
    all_refused(tried)
    assert not old, "\n".join(old)
    assert len(tried) == len(ACTS) == 20


def test_a_step_pressed_twice_is_taken_once(everything: Case) -> None:
    browser, taken, faults = everything.house.client(everything.officer), set(), []
    for one in ACTS:
        at_a_stage(everything, one.verbs)
        page = f"{ROOM}{everything.held.reference}/{one.slug}/"
        was, wrong = try_twice(browser, page, lambda: written(everything)[0])
        taken |= {one.slug} if was else set()
        faults += wrong
    assert not faults, "\n".join(faults)
    assert len(taken) >= 12, f"too few were taken at all: {sorted(taken)}"


def test_a_referral_a_contact_and_what_shows_an_officer_refuse_what_is_wrong(house: Partnership) -> None:
    officer, head = house.post_holder("lado"), house.post_holder("head_of_service")
    employer = house.post_holder("teacher")

    def kept() -> tuple[int, ...]:
        with seen_by(officer):
            counts = Referral.objects.count(), EmployerContact.objects.count()
        with seen_by(head):
            return (*counts, OfficerStanding.objects.count())

    all_refused(
        [
            try_badly(house.client(employer), f"{ROOM}refer/", kept),
            try_badly(house.client(officer), f"{ROOM}refer/", kept),
            try_badly(house.client(officer), f"{ROOM}employers/new/", kept),
            try_badly(house.client(head), f"{ROOM}officers/new/", kept),
        ]
    )
