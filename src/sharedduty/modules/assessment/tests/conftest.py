"""Fixtures: an invented partnership with work handed over to its social work team."""

from collections.abc import Callable
from typing import Any

import pytest

from sharedduty.foundations.access.api import Viewer, seen_by
from sharedduty.modules.assessment.actions import opening
from sharedduty.modules.assessment.models import Assessment
from sharedduty.modules.assessment.queries import starting
from sharedduty.modules.front_door.tests.partnership import Partnership, decide_all, make_partnership, prepare

Opened = Callable[..., list[Assessment]]
IN_NEED: dict[str, Any] = {
    "yes": ("in_need",), "level": 4, "level_reason": "Several needs.", "level4_category": "level 4",
    "health_without_services": "He falls behind.", "effect_of_services": "He catches up.", "other_outcomes": [],
}  # fmt: skip


@pytest.fixture
def partnership(db: None) -> Partnership:
    """One invented area, set up as the owner would."""
    return make_partnership()


@pytest.fixture
def worker(partnership: Partnership) -> Viewer:
    """The social worker who leads."""
    return partnership.post_holder("social_worker")


def hand_over(partnership: Partnership, *names: str, **changes: Any) -> list[str]:
    """Raise a contact about children and decide it, so that work is handed over. Gives the hand-overs' references."""
    desk = partnership.post_holder("front_door_worker")
    reference = partnership.contact(*names)
    with seen_by(desk):
        contact = partnership.held(desk, reference)
        prepare(desk, contact)
        if changes.pop("unborn", False):
            contact.children.update(unborn=True, birth_on=None)
        decide_all(desk, contact, **{**IN_NEED, **changes})
    return handed_to(partnership.post_holder("social_worker"), reference)


def handed_to(viewer: Viewer, contact: str) -> list[str]:
    """The open hand-overs of one contact that the viewer sees."""
    with seen_by(viewer):
        found = starting.Handover.objects.filter(from_record=contact, closed_at__isnull=True).order_by("pk")
        return list(found.values_list("reference", flat=True))


@pytest.fixture
def opened(partnership: Partnership, worker: Viewer) -> Opened:
    """Assessments opened from hand-overs about children with these given names."""

    def make(*names: str, **changes: Any) -> list[Assessment]:
        made = []
        for reference in hand_over(partnership, *(names or ("Robin",)), **changes):
            with seen_by(worker):
                given = starting.handed_over(worker, reference)
                assert given is not None
                made.append(
                    opening.open_from_handover(
                        by=worker, handover=given.handover, child=opening.Child(**given.child), kind="section17",
                        question="Is Robin safe and well cared for?",
                    )
                )  # fmt: skip
        return made

    return make
