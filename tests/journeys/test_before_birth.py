"""A child not yet born: from a doctor's concern to a plan made before the birth, and the birth recorded (WT-ICPC-02)."""

import datetime

import pytest

from tests.journeys.conftest import Arrive
from tests.journeys.desk import ask_whether_known, claim, decide, register_as_new
from tests.journeys.prepared import Preparer
from tests.journeys.protecting import CHAIR, HARM, THREE, hold, make_plan, open_record, take_in
from tests.journeys.steps import YESTERDAY, begin_draft, send_draft, somebody, write_draft

pytestmark = pytest.mark.browser
DUE = YESTERDAY + datetime.timedelta(days=60)


@pytest.mark.rows("WT-ICPC-02", "WT-END-03")
def test_a_plan_is_made_before_the_birth(arrive: Arrive, prepared: Preparer) -> None:
    child = somebody("Unborn")
    doctor, desk = arrive("gp"), arrive("front_door_worker")
    doctor.reads = desk.reads = False
    begin_draft(doctor)
    write_draft(doctor, (child,), email="gp@demonstration.example", due=DUE)
    reference = send_draft(doctor, (child,))
    claim(desk, reference)
    desk.reads = True
    desk.go(f"/front-door/contacts/{reference}/").meets(reference).must_see(
        child, f"Unborn, expected {DUE.day} {DUE:%B %Y}"
    )
    desk.reads = False
    ask_whether_known(desk, child)
    register_as_new(desk)
    decide(desk, child, level="4", yes=HARM)

    worker = arrive("social_worker")
    record = open_record(worker, child)
    expected = f"Unborn, expected {DUE.day} {DUE:%B %Y}"
    worker.must_see(expected)
    mark = record.rstrip("/").rpartition("/")[2]
    for done in ("discussed", "substantiated", "to_conference"):
        prepared(done, records=[mark])
    worker.go(record).meets(child).must_see(expected, "Initial conference to be held", "Why this date?")
    worker.reads = False
    hold(worker, record, "Initial child protection conference", (CHAIR, *THREE))
    worker.reads = True
    take_in(worker, record)
    plan = worker.page.url
    worker.must_see(expected)
    make_plan(worker, plan)
    worker.must_see("Hold the first core group", "Hold the first review conference", expected)
    worker.go(f"{plan}end-18/").meets("18 years old").fill("What are the reasons?", "Grown up.").press("Record it")
    worker.meets("18 years old").must_see(
        "“Plan ended: 18 years old” cannot follow from “plan made, first core group to meet”."
    )
    arrive("social_work_manager").go("/protection/").meets("Child protection").must_see(child)
    worker.go(f"{record}birth/").meets("Record the birth").fill("Given names", "Wren").fill("Family name", "Testwick")
    worker.date("Date of birth", YESTERDAY.day, YESTERDAY.month, YESTERDAY.year)
    worker.fill("Time of birth", "4:10am").fill("Where was the child born?", "The infirmary")
    worker.fill("Who told you?", "A midwife").date("By when is the child seen?", DUE.day, DUE.month, DUE.year)
    worker.press("Record the birth").meets("Wren Testwick").must_see(
        "The birth is recorded.", f"Born {_day(YESTERDAY)}"
    )
    worker.go(plan).meets("Wren Testwick").must_see("Birth recorded", "The infirmary", f"Born {_day(YESTERDAY)}")


def _day(day: datetime.date) -> str:
    return f"{day.day} {day:%B %Y}"
