"""Every form of this room sent wrongly, by anybody and at the desk: each question is refused, and nothing is kept of it."""

from collections.abc import Callable

import pytest
from django.core.cache import cache
from django.test import Client

from sharedduty.foundations.access.api import Viewer, seen_by
from sharedduty.foundations.process.api import Move, Process
from sharedduty.modules.front_door.tests.partnership import Partnership
from sharedduty.modules.speaking_up.models import (
    DataBreach,
    ElementState,
    Matter,
    Message,
    PoliceNote,
    Procedure,
    Sending,
)
from sharedduty.modules.speaking_up.process import ACCESS, BREACH, SPOKEN
from sharedduty.modules.speaking_up.views import breaches as breach_pages
from sharedduty.modules.speaking_up.views.acts import ACTS
from tests.badly import all_refused, try_badly, try_stale, try_twice
from tests.speaking_up.breaches import found
from tests.speaking_up.scenes import Spoken, request, spoken

pytestmark = pytest.mark.django_db
ROOM = "/speaking-up/"


@pytest.fixture(autouse=True)
def nobody_tried(house: Partnership) -> None:
    """No try of another test counts here."""
    cache.clear()


def written(viewer: Viewer, record: type[Matter] | type[DataBreach], pk: int) -> Callable[[], tuple[int, int]]:
    """Reads how many steps a record has, and its version."""

    def read() -> tuple[int, int]:
        with seen_by(viewer):
            held = record.objects.get(pk=pk)
            return Move.objects.filter(record=held.reference).count(), held.version

    return read


def at_a_stage(viewer: Viewer, record: type[Matter] | type[DataBreach], pk: int, process: Process, verb: str) -> bool:
    """Put a record at the first stage at which a step may be taken; False where its process has no such step."""
    stage = next((one for step in process.transitions if step.verb == verb for one in step.from_stages), None)
    with seen_by(viewer):
        record.objects.filter(pk=pk).update(stage=stage or process.first)
    return stage is not None


def tried_on(case: Spoken, process: Process) -> int:
    """Try the page of each step that the process of a matter has; gives how many."""
    browser, kept = case.house.client(case.handler), written(case.handler, Matter, case.held.pk)
    tried, old = [], []
    for one in ACTS:
        if one.slug == "release" or not at_a_stage(case.handler, Matter, case.held.pk, process, one.verbs[0]):
            continue  # giving it out is the second person's
        page = f"{ROOM}{case.held.reference}/{one.slug}/"
        tried.append(try_badly(browser, page, kept, owes=one.slug != "close"))
        old += try_stale(browser, page, kept)
    all_refused(tried)
    assert not old, "\n".join(old)
    return len(tried)


def test_every_step_of_a_concern_refuses_what_is_wrong_or_old(house: Partnership) -> None:
    assert tried_on(spoken(house, child_at_risk="yes"), SPOKEN) == len({one.verb for one in SPOKEN.transitions})


def test_every_step_of_a_request_refuses_what_is_wrong_or_old(house: Partnership) -> None:
    case = spoken(house, "privacy_officer", **request())
    case.identified().listed()
    assert tried_on(case.fresh(), ACCESS) == len({one.verb for one in ACCESS.transitions}) - 1


def test_a_step_pressed_twice_is_taken_once(house: Partnership) -> None:
    taken, faults = set(), []
    asked = spoken(house, "privacy_officer", **request())
    asked.identified().listed()
    for case, process in ((spoken(house), SPOKEN), (asked.fresh(), ACCESS)):
        browser, kept = house.client(case.handler), written(case.handler, Matter, case.held.pk)
        for one in ACTS:
            if one.slug in ("release", "hand-over"):  # after which it is out of the handler's sight
                continue
            if at_a_stage(case.handler, Matter, case.held.pk, process, one.verbs[0]):
                was, wrong = try_twice(
                    browser,
                    f"{ROOM}{case.held.reference}/{one.slug}/",
                    lambda kept=kept: kept()[0],  # type: ignore[misc]
                )
                taken |= {one.slug} if was else set()
                faults += wrong
    assert not faults, "\n".join(faults)
    assert len(taken) >= 10, f"too few were taken at all: {sorted(taken)}"


def test_every_step_of_a_breach_refuses_what_is_wrong_or_old(house: Partnership) -> None:
    case = found(house)
    browser, kept = house.client(case.officer), written(case.officer, DataBreach, case.held.pk)
    tried, old = [], []
    for one in breach_pages.ACTS:
        at_a_stage(case.officer, DataBreach, case.held.pk, BREACH, one.verbs[0])
        page = f"/data-breaches/{case.held.reference}/{one.slug}/"
        tried.append(try_badly(browser, page, kept))
        old += try_stale(browser, page, kept)
    all_refused(tried)
    assert not old, "\n".join(old)
    assert len(tried) == len({one.verb for one in BREACH.transitions})


def test_what_the_desk_writes_down_refuses_what_is_wrong(house: Partnership) -> None:
    manager, head = house.post_holder("business_manager"), house.post_holder("teacher")
    officer = house.post_holder("privacy_officer")

    def kept() -> list[int]:
        counts = []
        for viewer in (manager, head, officer):
            with seen_by(viewer):
                counts += [one.objects.count() for one in (Sending, Procedure, ElementState, PoliceNote, DataBreach)]
        return counts

    all_refused(
        [
            try_badly(house.client(manager), f"{ROOM}new/", kept),
            try_badly(house.client(manager), f"{ROOM}procedures/new/", kept),
            try_badly(house.client(head), f"{ROOM}safe-recruitment/school/ref-content/", kept),
            try_badly(house.client(head), f"{ROOM}safe-recruitment/police-information/new/", kept),
            try_badly(house.client(officer), "/data-breaches/new/", kept),
        ]
    )


@pytest.mark.parametrize("way", ["concern", "complaint", "child", "data", "access"])
def test_each_way_in_for_anybody_refuses_what_is_wrong(house: Partnership, way: str) -> None:
    manager, officer = house.post_holder("business_manager"), house.post_holder("privacy_officer")

    def kept() -> list[int]:
        counts = []
        for viewer in (manager, officer):
            with seen_by(viewer):
                counts.append(Matter.objects.count())
        return counts

    all_refused([try_badly(Client(), f"/speak-up/{way}/", kept)])


def test_a_sender_who_comes_back_writes_no_empty_message(house: Partnership) -> None:
    case, browser = spoken(house), Client()
    browser.post("/speak-up/reply/", {"key": case.key})

    def kept() -> int:
        with seen_by(case.handler):
            return Message.objects.count()

    all_refused([try_badly(browser, "/speak-up/answer/", kept)])
