"""Flow charts 1 and 2 edge by edge: every way they draw is open, and what they do not draw is refused with what is missing."""

import datetime
from collections.abc import Mapping
from typing import Any

import pytest
from django.utils import timezone

from sharedduty.foundations.access.api import Viewer, seen_by
from sharedduty.foundations.process.api import Handover
from sharedduty.modules.front_door.actions import deciding, handing, protecting
from sharedduty.modules.front_door.models import Contact, ImmediateProtection
from sharedduty.modules.front_door.process import PROCESS
from sharedduty.modules.front_door.tests.partnership import Partnership, decide_all, decision, prepare
from sharedduty.modules.front_door.tests.test_desk_deciding import protection, refused

pytestmark = pytest.mark.django_db
HOUR = datetime.timedelta(hours=1)
# Flow chart 1. Its boxes "acknowledged", "deciding" and "family informed" are marks on the contact and its decision, not
# stages; a challenge leads back to deciding (reopen) or on (escalation), and closing waits for the referrer to be told.
CHART_1 = {
    ("received", "in_hand"), ("in_hand", "decided"), ("decided", "closed"), ("decided", "in_hand"), ("closed", "in_hand"),
}  # fmt: skip
# Ours: sending an unclear form back, the enquiry of agencies, giving a contact back, and withdrawing one.
OURS_1 = {
    ("in_hand", "received"), ("in_hand", "returned"), ("returned", "in_hand"), ("in_hand", "enquiring"),
    ("enquiring", "in_hand"), ("received", "withdrawn"), ("in_hand", "withdrawn"), ("returned", "withdrawn"),
}  # fmt: skip
ALTERNATIVES = {  # a yes to each question of ¶71, and the box of chart 1 it leads to as the work it starts
    "immediate_protection": "strategy discussion after immediate protection",
    "in_need": "assessment",
    "significant_harm": "strategy discussion",
    "services": "services",
    "specialist": "specialist assessment",
}


def test_a_contact_moves_along_flow_chart_1() -> None:
    moving = {
        (start, one.to_stage) for one in PROCESS.transitions for start in one.from_stages if start != one.to_stage
    }
    assert moving == CHART_1 | OURS_1
    assert PROCESS.transition("acknowledge", "received") and PROCESS.transition("acknowledge", "in_hand")


@pytest.fixture
def worker(partnership: Partnership) -> Viewer:
    """A social worker of the front door."""
    return partnership.post_holder("front_door_worker")


@pytest.fixture
def contact(partnership: Partnership, worker: Viewer) -> Contact:
    """A contact about one child in danger, in the worker's hands."""
    reference = partnership.contact(immediate_danger=True)
    with seen_by(worker):
        held = partnership.held(worker, reference)
        prepare(worker, held)
    return held


@pytest.mark.rows("WT-REF-09")
@pytest.mark.parametrize("code", ALTERNATIVES)
def test_each_alternative_of_flow_chart_1_leads_to_its_box_then_to_feedback(
    contact: Contact, worker: Viewer, code: str
) -> None:
    told = {"outcome": "Something follows.", "reasons": "The worry is serious."}
    with seen_by(worker):
        child = contact.children.get()
        protecting.record_immediate_protection(by=worker, contact=contact, child=child, given=protection())
        decide_all(worker, contact, yes=[code])
        assert list(Handover.objects.values_list("start", flat=True)) == [ALTERNATIVES[code]]
        assert refused(lambda: deciding.close(by=worker, contact=contact)) == [
            f"Tell the referrer what was decided for {child}."
        ]
        deciding.tell_referrer(by=worker, contact=contact, children=[child], given=told, channel="page")
        assert contact.stage == "closed"


def hours_ago(count: int) -> datetime.datetime:
    """So many hours before now."""
    return timezone.now() - count * HOUR


def single(**changes: Any) -> dict[str, Any]:
    """One agency acted at once: the police."""
    return protection(**changes)


def planned(**changes: Any) -> dict[str, Any]:
    """Planned action: discussed three hours ago, then an order applied for and made."""
    return protection(**{
        "course": "planned", "power": "emergency_protection_order", "strategy_discussed_at": hours_ago(3),
        "acted_at": hours_ago(2), "child_seen_at": hours_ago(2), "legal_advice": "Given at noon.",
        "order_applied_at": hours_ago(2), "order_court": "Family court", "order_outcome": "made",
        "order_expires_at": timezone.now() + 100 * HOUR, "responsible_body": "Testshire council", **changes,
    })  # fmt: skip


# Each edge of flow chart 2 inside the record of immediate protection: what is recorded, what is left out, what is then said.
CHART_2: dict[str, tuple[Any, dict[str, Any], str]] = {
    "danger to planned action": (planned, {"power": ""}, "Choose what is done to protect the child."),
    "danger to action of one agency": (single, {"acting_agency": ""}, "Say which agency acts."),
    "planned action to strategy first": (
        planned, {"strategy_discussed_at": None},
        "Say when the strategy discussion was held, or choose that one agency must act now.",
    ),
    "no planned action before its discussion": (
        planned, {"acted_at": datetime.datetime(2026, 1, 1, tzinfo=datetime.UTC)},
        "The action came before the discussion, so one agency acted at once: choose that above.",
    ),
    "strategy first to see the child": (
        planned, {"child_seen_at": None, "child_seen_by": ""}, "Say when the child was seen, or why not yet.",
    ),
    "see the child to legal advice": (
        planned, {"legal_advice": ""}, "Record the legal advice, or why there was no time for it.",
    ),
    "legal advice to an order sought": (planned, {"order_applied_at": None}, "Say when the order was applied for."),
    "order sought to made": (planned, {"order_expires_at": None}, "Say when the order ends."),
    "order made to who is responsible": (
        planned, {"responsible_body": ""}, "Say which body is responsible for the child under the order.",
    ),
    "order sought to refused": (
        lambda **more: planned(**{"order_outcome": "refused", "order_expires_at": None, "responsible_body": "", **more}),
        {"order_court": ""}, "Say which court decided.",
    ),
    "action of one agency to police protection": (
        single, {"police_ground": ""}, "Choose the ground on which the police used their power.",
    ),
    "no police protection instead of an order without why": (
        single, {"no_order_because": ""}, "Say why there was no emergency protection order.",
    ),
    "action of one agency to see the child": (
        single, {"child_seen_at": None}, "Say when the child was seen, or why not yet.",
    ),
    "other authority consulted to accepted": (
        lambda **more: single(**{"other_authority": "Another county", "other_authority_accepted_at": hours_ago(1), **more}),
        {"other_authority": ""}, "Say which authority accepted responsibility.",
    ),
    "accepted in writing only after in so many words": (
        lambda **more: single(**{
            "other_authority": "Another county", "other_authority_accepted_at": hours_ago(1),
            "other_authority_written_on": timezone.localdate(), **more,
        }),
        {"other_authority_accepted_at": None},
        "Acceptance in writing follows explicit acceptance: record when they accepted.",
    ),
    "on every path other children are considered": (
        planned, {"other_children_considered": ""},
        "Record which other children were considered, in this household and the alleged perpetrator's.",
    ),
}  # fmt: skip


@pytest.mark.rows("WT-IMM-02", "WT-IMM-03", "WT-IMM-08", "WT-IMM-09", "WT-IMM-11", "WT-IMM-12")
@pytest.mark.parametrize("edge", CHART_2)
def test_each_edge_of_flow_chart_2_is_recorded_and_refused_with_what_is_missing(
    contact: Contact, worker: Viewer, edge: str
) -> None:
    given, left_out, said = CHART_2[edge]

    def records(facts: Mapping[str, Any]) -> ImmediateProtection:
        child = contact.children.get()
        return protecting.record_immediate_protection(by=worker, contact=contact, child=child, given=facts)

    with seen_by(worker):
        assert said in refused(lambda: records(given(**left_out)))
        assert not ImmediateProtection.objects.exists()
        assert records(given()).pk


@pytest.mark.rows("WT-IMM-10", "WT-IMM-02")
def test_an_order_not_decided_yet_is_made_later_and_the_discussion_follows_the_action(
    contact: Contact, worker: Viewer
) -> None:
    with seen_by(worker):
        given = single(power="emergency_protection_order", order_applied_at=hours_ago(1), order_outcome="applied_for")
        child = contact.children.get()
        made = protecting.record_immediate_protection(by=worker, contact=contact, child=child, given=given)

        def adds(**later: Any) -> list[str]:
            return protecting.add_to_protection(by=worker, protection=made, given=later)

        assert refused(lambda: adds(order_outcome="made")) == [
            "Say which body is responsible for the child under the order.", "Say which court decided.",
            "Say when the order ends.",
        ]  # fmt: skip
        made.refresh_from_db()
        whole = {"order_outcome": "made", "order_court": "Family court", "responsible_body": "Testshire council"}
        early = {"order_expires_at": hours_ago(2)}
        assert refused(lambda: adds(**whole, **early)) == ["An order ends after it was applied for."]
        made.refresh_from_db()
        adds(**whole, order_expires_at=timezone.now() + 100 * HOUR, strategy_discussed_at=timezone.now() - HOUR / 2)
        made.refresh_from_db()
        assert made.order_outcome == "made" and made.strategy_discussed_at > made.acted_at
        assert refused(lambda: adds(order_outcome="refused")) == [
            "Nothing new was written. What is already recorded is not changed."
        ]


@pytest.mark.rows("WT-IMM-07", "WT-IMM-08", "WT-IMM-10")
def test_after_protection_the_discussion_is_ours_until_another_authority_has_accepted(
    partnership: Partnership, contact: Contact, worker: Viewer
) -> None:
    with seen_by(worker):
        child = contact.children.get()
        asked = single(other_authority="Another county")
        made = protecting.record_immediate_protection(by=worker, contact=contact, child=child, given=asked)
        decide_all(worker, contact, yes=["immediate_protection"])
        left = Handover.objects.get()
        assert left.start == ALTERNATIVES["immediate_protection"], "consulted is not accepted: still ours"
        accepted = {"other_authority_accepted_at": hours_ago(1)}
        protecting.add_to_protection(by=worker, protection=made, given=accepted)
        assert [one.start for one in Handover.objects.order_by("pk")][1:] == [handing.WRITTEN_ACCEPTANCE]
    reference = partnership.contact("Ash", immediate_danger=True)
    with seen_by(worker):
        other = partnership.held(worker, reference)
        prepare(worker, other)
        [child] = other.children.all()
        given = single(other_authority="Another county", **accepted)
        made = protecting.record_immediate_protection(by=worker, contact=other, child=child, given=given)
        deciding.decide_next_steps(
            by=worker, contact=other, child=child, given=decision(yes=["immediate_protection", "see_child"])
        )
        here = Handover.objects.filter(from_record=reference)
        assert [one.start for one in here] == [handing.WRITTEN_ACCEPTANCE], "the discussion is the other authority's"
        assert here.get().owner_team_id == other.team_id and "Another county" in here.get().summary
        protecting.add_to_protection(
            by=worker, protection=made, given={"other_authority_written_on": timezone.localdate()}
        )
        assert here.count() == 1, "asked for once"
