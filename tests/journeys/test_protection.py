"""From a front-door decision to the end of a plan: discussion, enquiries, conference, plan, core group, two reviews."""

import datetime
import re

import pytest

from tests.journeys.browsing import Visitor
from tests.journeys.conftest import Arrive
from tests.journeys.protecting import (
    CHAIR,
    LEAD,
    THREE,
    agree_action,
    begin,
    call_meeting,
    close,
    decide_in,
    discuss,
    end,
    handed_over,
    here,
    hold,
    invite,
    invite_family,
    make_plan,
    open_record,
    report,
    start_enquiries,
    step,
    take_in,
)
from tests.journeys.steps import YESTERDAY, somebody

pytestmark = pytest.mark.browser
TODAY = datetime.datetime.now(tz=datetime.UTC).date()
WORK = {
    "The child was seen": "“I do not want to go home.” Two bruises on the arm.",
    "The parents or carers were interviewed": "Mother says he fell.",
    "The history of the child and family was read": "One earlier contact.",
    "Other children in the household, and in any household of the alleged perpetrator": "One sister, considered too.",
    "The welfare strand ended": "He is not safe without help.",
    "Health contributed, with one lead health practitioner": "The paediatrician leads for health.",
    "The police decided about a criminal investigation, and said why": "No investigation: no evidence of an offence.",
    "The police made their evidence available to the enquiry": "Photographs were shared.",
    "The police strand ended": "No charge.",
}


def enquire(worker: Visitor, record: str) -> None:
    """Start section 47 enquiries, and record what they ask for."""
    start_enquiries(worker, record)
    for what, words in WORK.items():
        step(worker, record, "Record what was done in the enquiry")
        worker.choose(what).date("When: date", YESTERDAY.day, YESTERDAY.month, YESTERDAY.year)
        worker.fill("When: time", "10:00am").fill("By whom?", "Sorrel Placeholt, social worker").fill(
            "What came of it?", words
        )
        if what == "The child was seen":
            worker.choose("Yes", of="If the child was seen: alone?")
            worker.choose("Yes", of="If the child was spoken to: did the parents know?")
        worker.press("Record it").must_see("It is on record.")
    step(worker, record, "The enquiries are made")
    worker.fill("What are the reasons?", "Made with the police, the school and health.").press("Record it")
    worker.meets().must_see("Enquiries made, outcome to be decided")


def substantiate(worker: Visitor, record: str) -> None:
    """Decide that the concerns are substantiated, and convene the conference."""
    step(worker, record, "Decide the outcome of the enquiries")
    worker.choose("Substantiated, and the child suffers or is likely to suffer significant harm")
    worker.fill("What are the reasons?", "Injuries that nobody explains, and a parent who cannot keep the child safe.")
    worker.press("Record the outcome").meets().must_see("The outcome is on record.")
    step(worker, record, "Convene the initial conference")
    worker.press("Record it").meets("Convene the initial conference").must_see(
        "Enter by when the child needs the conference."
    )
    worker.fill("What are the reasons?", "The child is likely to suffer significant harm.")
    for question in ("By when does the child need the conference?", "By when are the agencies' reports asked for?"):
        worker.date(question, TODAY.day, TODAY.month, TODAY.year)
    worker.fill("Which specialists are invited?", "None is needed.").press("Record it")
    worker.meets().must_see(
        "Initial conference to be held", "Before the conference", "Write the social worker's report"
    )
    step(worker, record, "Prepare the family for the conference")
    worker.date("When were they prepared?", TODAY.day, TODAY.month, TODAY.year)
    worker.fill("How was the child prepared, or how are they represented?", "He drew what he wants said.")
    worker.fill("What were the parents told about what it is for and who comes?", "All of it, with an interpreter.")
    worker.choose("Offered and taken up").press("Record it").meets().must_see("How the family was prepared")
    report(worker, record, "Write the report to the conference")


def confer(arrive: Arrive, worker: Visitor, record: str) -> str:
    """Hold the initial conference with the family, a report, a decision and a voice against it; gives the plan's address."""
    meeting = call_meeting(worker.go(record), "Initial child protection conference")
    for name, capacity in (CHAIR, *THREE):
        invite(worker, meeting, name, capacity)
    invite_family(worker, meeting, "Sam Testwick", "Parent or carer")
    health = arrive("health_mash").go(meeting).meets("Initial child protection conference")
    health.follow("Answer the invitation").meets("Answer the invitation").choose("Will come").press(
        "Save the answer"
    ).meets()
    health.follow("Put a paper before the meeting").meets("Put a paper before the meeting")
    health.fill("What is it?", "Health's report").choose("Health's report", of="Which paper asked for is it?")
    health.page.get_by_label("The file").set_input_files(
        {"name": "report.txt", "mimeType": "text/plain", "buffer": b"Two injuries in one year."}
    )
    health.press("Circulate it").meets().must_see("The paper is circulated.")
    begin(worker, meeting)
    here(worker, meeting)
    decide_in(worker, meeting, "The child has a plan.")
    agree_action(worker, meeting, "See the child each week", "Sorrel")
    police = arrive("police_mash").go(meeting).meets("Initial child protection conference").must_see("Health's report")
    police.follow("I do not agree").meets("Somebody does not agree").fill("Why?", "Proceedings are needed now.")
    police.press("Record it").meets().must_see("Proceedings are needed now.")
    end(worker, meeting)
    worker.must_see("Quorate", "Does not agree")
    assert police.go(record).page.title().startswith("Page not found")
    step(worker, record, "Decide whether a report is shared with the parents")
    worker.page.get_by_label(re.compile("Health's report")).first.check()
    worker.choose("Yes", of="Is it shared with the parents?").fill(
        "When and how, or why not?", "Read to the mother before."
    )
    worker.fill("With whom was this decided?", "Pat Dummerton and Carey Specimenby").press("Record it")
    worker.meets().must_see("Read to the mother before.")
    take_in(worker, record)
    return worker.page.url


def review(worker: Visitor, plan: str, heading: str) -> None:
    """Report to a review conference, hold it and take it in."""
    report(worker, plan, "Write the report to the review")
    hold(worker, plan, "Review conference", (CHAIR, *THREE))
    step(worker, plan, heading).press("Record it").meets(heading).must_see("Write what the meeting found.")
    worker.fill("What did it find?", "Still likely to suffer; some change.").press("Record it")
    worker.meets().must_see("Decide: does the plan go on")


def detail(worker: Visitor, plan: str) -> None:
    """Write the plan in detail, explain it and circulate it."""
    step(worker, plan, "The plan is written in detail").press("Record it").meets("The plan is written in detail")
    worker.must_see("Enter when it was explained.")
    worker.fill("How were the child and the family part of writing it?", "Agreed in the core group.")
    for question in ("When was it explained to the child and the family?", "When was the plan circulated?"):
        worker.date(question, TODAY.day, TODAY.month, TODAY.year)
    worker.fill("What did the core group give to the in-depth assessment?", "Health wrote how the child grows.")
    worker.choose("Agrees").fill("To whom?", "Everybody in the core group")
    worker.choose("No", of="Is there a plan to manage the risk from an offender?").press("Record it")
    worker.meets().must_see("Plan in detail", "Version 1, circulated")


@pytest.mark.rows("WT-ICPC-01", "WT-REV-01", "WT-END-06", "WT-STR-03", "WT-STR-10", "WT-CPP-13")
def test_from_a_front_door_decision_to_the_end_of_a_plan(arrive: Arrive) -> None:
    child = somebody("Bramble")
    handed_over(arrive, child)
    worker = arrive("social_worker")
    record = open_record(worker, child)
    hold(worker, record, "Strategy discussion", THREE)
    discuss(worker, record)
    worker.meets().must_see("Strategy discussion held", "See the child at home")
    enquire(worker, record)
    substantiate(worker, record)
    plan = confer(arrive, worker, record)
    make_plan(worker, plan)
    arrive("social_work_manager").go("/protection/").meets("Child protection").must_see(child)
    hold(worker, plan, "Core group", (LEAD, THREE[1]))
    step(worker, plan, "Record the first core group").fill("What did it find?", "All work to the plan.").press(
        "Record it"
    )
    worker.meets().must_see("Core group met, plan to be written in detail")
    detail(worker, plan)
    review(worker, plan, "Record the first review conference")
    step(worker, plan, "The plan goes on").fill("What are the reasons?", "Not yet safe.")
    soon = TODAY + datetime.timedelta(days=120)
    worker.date("When is the next review?", soon.day, soon.month, soon.year).press("Record it")
    worker.meets().must_see("Hold the next review conference")
    review(worker, plan, "Record a review conference")
    close(worker, plan, "End the plan: no longer likely to suffer", "Nothing happened for half a year.")
    worker.go(record).meets().must_see("No longer at risk")
    arrive("conference_chair").go(plan).meets(child).must_see("This plan is closed.")


def test_a_conference_that_is_not_quorate_does_not_end_by_itself(arrive: Arrive) -> None:
    child = somebody("Sorrel")
    handed_over(arrive, child)
    worker = arrive("social_worker")
    worker.reads = False
    record = open_record(worker, child)
    hold(worker, record, "Strategy discussion", THREE)
    discuss(worker, record)
    enquire(worker, record)
    substantiate(worker, record)
    meeting = call_meeting(worker.go(record), "Initial child protection conference")
    for name, capacity in (CHAIR, *THREE):
        invite(worker, meeting, name, capacity)
    begin(worker, meeting)
    worker.reads = True
    here(worker, meeting, absent=("Hollis", "Pat Dummerton"))
    worker.meets().must_see("Not quorate").press("End the meeting").press("End").meets()
    worker.must_see("record who decided to go on, or adjourn it")
    worker.go(meeting).follow("Decide whether to go on").meets("The meeting is not quorate")
    worker.choose("Do not go on: it will be adjourned").fill("Who decided?", "Carey Specimenby").fill(
        "Why?", "Health is needed."
    )
    worker.press("Save the decision").meets().press("End the meeting").press("End").must_see("adjourn the meeting")
    worker.go(meeting).follow("Adjourn").meets("Adjourn the meeting")
    soon = TODAY + datetime.timedelta(days=1)
    worker.fill("Why?", "Health and the police are missing.").date("Begins: date", soon.day, soon.month, soon.year)
    worker.fill("Begins: time", "10:00am").fill("Ends: time", "11:00am").press("Adjourn").meets().must_see("Adjourned")
    step(worker, record, "Record the initial conference")
    worker.must_see("No meeting of this kind was held")
    worker.press("Record it").meets("Record the initial conference").must_see("Choose a meeting that was held.")
    worker.go(meeting).press("Go on with the meeting").press("Go on")
    here(worker, meeting)
    end(worker, meeting)
    take_in(worker, record)
