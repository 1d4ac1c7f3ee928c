"""Five brothers and sisters on one contact: one discussion, one conference, and a decision for each child."""

import pytest

from tests.journeys.browsing import Visitor
from tests.journeys.conftest import Arrive
from tests.journeys.prepared import Preparer
from tests.journeys.protecting import (
    CHAIR,
    THREE,
    agree_action,
    begin,
    call_meeting,
    discuss,
    end,
    here,
    invite,
    make_plan,
    open_record,
    start_enquiries,
    step,
    take_in,
)
from tests.journeys.steps import somebody

pytestmark = pytest.mark.browser


def together(worker: Visitor, record: str, kind: str, people: tuple[tuple[str, str], ...], about: list[str]) -> str:
    """Call a meeting from one child's record, hold it, agree an action about each of these children, and end it."""
    meeting = call_meeting(worker.go(record), kind)
    for name, capacity in people:
        invite(worker, meeting, name, capacity)
    begin(worker, meeting)
    here(worker, meeting)
    for child in about:
        agree_action(worker, meeting, f"See {child.split()[0]} at home", "Sorrel", about=child)
    end(worker, meeting)
    return meeting


@pytest.mark.rows("WT-S47O-06", "WT-STR-02")
def test_five_children_of_one_family_each_have_their_own_decision(arrive: Arrive, prepared: Preparer) -> None:
    family = somebody("x").split()[1]
    children = [f"{given} {family}" for given in ("Robin", "Wren", "Finch", "Swift", "Teal")]
    prepared("handed_over", children=children)
    worker = arrive("social_worker")
    records = [open_record(worker, child) for child in children]
    worker.go(records[0]).meets(children[0]).must_see("Brothers and sisters who stand at the same stage", *children)

    meeting = together(worker, records[0], "Strategy discussion", THREE, children[:2])
    worker.go(meeting).meets("Strategy discussion").must_see(*children)
    for record in records:
        discuss(worker, record)
        worker.meets().must_see("Strategy discussion held")
    step(worker, records[4], "Section 47 enquiries are not required").fill(
        "What are the reasons?", "He lives with his father."
    )
    worker.press("Record it").meets(children[4]).must_see("No section 47 enquiries")
    start_enquiries(worker, records[0])
    worker.go(records[1]).meets(children[1])
    assert not worker.sees(children[0]), "she stands elsewhere now"
    step(worker, records[2], "Start section 47 enquiries").choose("Social care alone")
    worker.press("Start enquiries").meets().must_see("No action was agreed")

    marks = [record.rstrip("/").rpartition("/")[2] for record in records]
    worker.reads = False
    start_enquiries(worker, records[1])
    for done in ("substantiated", "to_conference"):
        prepared(done, records=marks[:2])
    worker.reads = True
    conference = together(worker, records[0], "Initial child protection conference", (CHAIR, *THREE), children[:1])
    worker.go(conference).meets("Initial child protection conference").must_see(*children[:2])
    assert not worker.sees(children[4]), "nothing is said here of a child who is no part of it"
    plans = []
    for record in records[:2]:
        take_in(worker, record)
        plans.append(worker.page.url)
    make_plan(worker, plans[0])
    step(worker, plans[1], "The conference made no plan").fill(
        "What are the reasons?", "She is with her aunt, and safe."
    )
    worker.press("Record it").meets(children[1]).must_see("No plan made")
    worker.go("/protection/").meets("Child protection")
    with_a_plan = worker.page.get_by_role("region", name="Children with a plan today").inner_text()
    assert children[0] in with_a_plan and not any(child in with_a_plan for child in children[1:])
