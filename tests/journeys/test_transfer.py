"""A child on a plan moves away for good: the plan cannot end before the other authority's conference is on record."""

import datetime

import pytest

from tests.journeys.conftest import Arrive
from tests.journeys.prepared import Preparer
from tests.journeys.protecting import beside, close, step
from tests.journeys.steps import YESTERDAY, somebody

pytestmark = pytest.mark.browser
TODAY = YESTERDAY + datetime.timedelta(days=1)
END, RECEIVED = "End the plan: another authority has it", "The receiving authority held its conference"
ELSEWHERE = "Elsewhere Council (invented)"


@pytest.mark.rows("WT-END-02", "WT-END-05", "WT-END-06")
def test_a_plan_ends_only_after_the_other_authority_held_its_conference(arrive: Arrive, prepared: Preparer) -> None:
    child = somebody("Heron")
    made = prepared("on_plan", child=child)
    plan, record = f"/protection/plans/{made['plan']}/", f"/protection/records/{made['record']}/"
    worker = arrive("social_worker").go(plan).meets(child).must_see("Plan made, first core group to meet")
    follows = "It follows from “the receiving authority held its conference”."

    def refused(at: str) -> None:
        """The page does not offer the end; whoever keeps its address is told what is missing, and what was typed stays."""
        worker.go(plan).meets(child)
        assert not worker.sees(END)
        worker.go(f"{plan}end-moved/").meets(END).fill("What are the reasons?", "They live there now.")
        worker.press("Record it").meets(END).must_see(
            f"“Plan ended: another authority has it” cannot follow from “{at}”.", follows
        )
        assert worker.page.get_by_label("What are the reasons?").input_value() == "They live there now."

    refused("plan made, first core group to meet")
    beside(worker, plan, "The child moved for good").press("Record it").meets("The child moved for good")
    worker.must_see("Write which authority the child moved to.", "Enter when they were told.")
    worker.fill("Which authority did the child move to?", ELSEWHERE)
    worker.date("When were they told?", YESTERDAY.day, YESTERDAY.month, YESTERDAY.year).press("Record it").meets(child)
    worker.must_see(
        "The plan goes on until their conference.", f"Moved to {ELSEWHERE}", f"Conference of {ELSEWHERE}",
        "Moved: the receiving authority is told", "Why this date?",
    )  # fmt: skip
    refused("moved: the receiving authority is told")
    arrive("social_work_manager").go("/protection/").meets("Child protection").must_see(
        child, "Moved: the receiving authority is told"
    )

    step(worker, plan, RECEIVED).press("Record it").meets(RECEIVED)
    worker.must_see("Enter the day of the receiving authority's conference.")
    for days, wrong in ((2, "must have been held already"), (-5, "cannot be earlier than the day they were told")):
        day = TODAY + datetime.timedelta(days=days)
        worker.date("When was their conference held?", day.day, day.month, day.year).press("Record it").meets(RECEIVED)
        worker.must_see(wrong)
    worker.date("When was their conference held?", TODAY.day, TODAY.month, TODAY.year).press("Record it").meets(child)
    worker.must_see("The plan may end now.", "Their conference was held on")
    close(worker, plan, END, "They have a plan there since today.")
    worker.go(record).meets(child).must_see("Moved", "Plans this child has had")
