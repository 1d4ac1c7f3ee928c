"""From triage to decision, with immediate protection recorded first, until the referrer reads what was decided and why."""

import pytest

from tests.journeys.conftest import Arrive
from tests.journeys.desk import ask_whether_known, claim, decide, register_as_new, tell_referrer
from tests.journeys.steps import begin_draft, notified, send_draft, somebody, write_draft

pytestmark = pytest.mark.browser


@pytest.mark.rows("GL-FD-07", "GL-FD-20", "WT-REF-09", "WT-REF-12", "WT-REF-16")
def test_triage_to_decision_and_the_referrer_reads_it(arrive: Arrive) -> None:
    children = (somebody("Maple"), somebody("Nettle"))
    teacher = arrive("teacher")
    teacher.reads = False
    begin_draft(teacher)
    write_draft(teacher, children)
    reference = send_draft(teacher, children)

    worker = arrive("front_door_worker").go("/front-door/?sort=-received").meets("Front door queue").must_see(reference)
    claim(worker, reference)
    worker.must_see("2 of 2 children undecided", "Fern Mockbury")
    for child in children:
        worker.follow(f"Decide next steps for {child}").meets("Decide next steps")
        worker.press("Record the decision").meets("Decide next steps")
        worker.must_see("Ask first whether this child is known.", "Write your reasons.")
        worker.page.get_by_role("link", name="Cancel").click()
        worker.page.wait_for_url(f"**/contacts/{reference}/")
        ask_whether_known(worker, child)
        worker.go(f"/front-door/contacts/{reference}/")
        decide(worker, child, level="2", also="Early help")
    worker.meets(reference).must_see("Decided")
    tell_referrer(worker)
    worker.meets(reference).must_see("Closed")

    teacher.reads = True
    teacher.go("/raise/mine/").follow(reference).meets()
    teacher.must_see(
        "What was decided", "Early help is offered to both.", "Several needs; none that puts them at risk."
    )
    assert not teacher.sees("Reasons for the file only")
    worker.go(f"/front-door/contacts/{reference}/").must_see("Read")


@pytest.mark.rows("WT-IMM-01", "WT-IMM-11", "GL-TH-15", "GL-TH-16")
def test_a_level_4_case_is_protected_first(arrive: Arrive) -> None:
    child = somebody("Oakley")
    reference = notified(arrive("police_mash"), child, danger=True)
    worker = arrive("front_door_worker")
    claim(worker, reference)
    ask_whether_known(worker, child)
    register_as_new(worker)
    worker.meets(reference).must_see("Identified")

    decide(worker, child, level="4", yes="Does the child need immediate protection, with urgent action?")
    worker.meets("Decide next steps").must_see("Record first what is done to protect the child.")
    worker.go(f"/front-door/contacts/{reference}/")
    worker.follow(f"Record immediate protection of {child}").meets("Immediate protection")
    worker.press("Record it").meets("Immediate protection").must_see("Say which agency acts.")
    worker.choose("One agency must act now; the strategy discussion follows as soon as possible")
    worker.fill("Which agency acts?", "Social care").choose("Safety agreed with the family, without an order")
    worker.fill("Why is this the right way to protect the child now?", "He is with his grandmother tonight.")
    worker.fill("If the child is not seen yet, why not?", "A social worker is on the way.")
    worker.fill("Other children considered", "None in either household.")
    worker.press("Record it").meets(reference).must_see("Immediate protection recorded")

    decide(worker, child, level="4", yes="Does the child need immediate protection, with urgent action?")
    worker.meets(reference).must_see("Decided", "Handed over")
