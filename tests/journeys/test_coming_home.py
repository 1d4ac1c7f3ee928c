"""A looked-after child comes home and nobody planned it: concerns are considered at once (flow chart 6)."""

import datetime

import pytest

from tests.journeys.browsing import Visitor
from tests.journeys.conftest import Arrive
from tests.journeys.protecting import open_record, step
from tests.journeys.steps import YESTERDAY, somebody

pytestmark = pytest.mark.browser
TODAY = YESTERDAY + datetime.timedelta(days=1)
CONSIDERED = "Which immediate concerns were considered, and what was found?"


def came_home(worker: Visitor, child: str) -> str:
    """From the list to a record of an unplanned return whose concerns are considered; gives its address."""
    worker.go("/protection/").meets("Child protection").follow("A child comes home from care")
    worker.meets("A child comes home from care").press("Open the record").meets("A child comes home from care")
    worker.must_see("Write the child's name.", "Write since when and how the child is looked after.")
    worker.fill("What is the child's name?", child)
    worker.fill("Since when is the child looked after, and how?", "Since May, by agreement under section 20.")
    worker.press("Open the record").meets(child).must_see("Say next how the child comes home.", "Looked after")
    home = worker.page.url
    worker.go(f"{home}stay-home/").meets("The child stays home with a plan")
    _fill(
        worker, {"What is the plan": "None yet.", "What were child and family told": "Nothing."}, "When were they told?"
    )
    _agreed(worker, "By when is the support reviewed, and the child seen alone?")
    worker.press("Record it").meets().must_see("cannot follow from “looked after”", "“immediate concerns considered”")
    worker.go(f"{home}stay-home/").meets().must_see("What you typed here is still here")
    worker.press("Throw it away").must_see("What you had typed here is thrown away.")
    step(worker, home, "The child came home unplanned").press("Record it").meets("The child came home unplanned")
    worker.must_see("Write the answer: how did the child come home", "Enter the day: when did the child come home?")
    worker.must_see("Enter the day: by when are immediate concerns considered?")
    _fill(
        worker, {"How did the child come home": "His mother fetched him on Saturday."}, "When did the child come home?"
    )
    _agreed(worker, "By when are immediate concerns considered?")
    worker.press("Record it").meets(child).must_see("Came home unplanned: concerns to be considered")
    worker.must_see("Consider immediate concerns: by the end of tomorrow", "no guidance sets a number of days")
    step(worker, home, "Consider immediate concerns").press("Record it").must_see(
        "which immediate concerns were considered"
    )
    _fill(worker, {CONSIDERED: "Her partner is there, who hurt him before."}, "When?", TODAY)
    _agreed(worker, "By when is it decided what follows?")
    worker.press("Record it").meets(child).must_see("Immediate concerns considered", "who hurt him before")
    return home


def _agreed(who: Visitor, question: str) -> None:
    """Agree tomorrow as the day for what comes next."""
    day = TODAY + datetime.timedelta(days=1)
    who.date(question, day.day, day.month, day.year)


def _fill(who: Visitor, answers: dict[str, str], day: str, date: datetime.date = YESTERDAY) -> None:
    """Type answers by how their questions begin, and the one day that is asked."""
    for question, words in answers.items():
        who.page.get_by_label(question).first.fill(words)
    who.date(day, date.day, date.month, date.year)


@pytest.mark.rows("WT-HOME-03", "WT-HOME-04")
def test_harm_suspected_after_an_unplanned_return_is_a_strategy_discussion_at_once(arrive: Arrive) -> None:
    child = somebody("Linnet")
    worker = arrive("social_worker")
    home = came_home(worker, child)
    step(worker, home, "Significant harm is suspected").press("Record it").meets().must_see(
        "why is significant harm suspected?"
    )
    worker.fill("Why is significant harm suspected?", "A new bruise, and he will not say whose hand.").press(
        "Record it"
    )
    worker.meets(child).must_see("Strategy discussion asked for", "A strategy discussion is handed over to your team")
    worker.must_see("The strategy discussion is handed over.", "Take it up now")
    arrive("social_work_manager").go(home).meets(child).must_see("A strategy discussion is handed over")
    record = open_record(worker, child)
    worker.must_see(home.rstrip("/").rpartition("/")[2])
    worker.go(home).meets(child).must_see(f"taken up as {record.rstrip('/').rpartition('/')[2]}")


@pytest.mark.rows("WT-HOME-03", "WT-HOME-05", "WT-HOME-06", "WT-HOME-07", "WT-HOME-08")
def test_a_child_made_safe_stays_home_with_a_plan_that_is_reviewed(arrive: Arrive) -> None:
    child = somebody("Siskin")
    worker = arrive("social_worker")
    home = came_home(worker, child)
    step(worker, home, "Action was taken for the child's safety")
    worker.fill("What was done for the child's safety?", "The partner moved out, in writing.")
    _agreed(worker, "By when is the support at home planned?")
    worker.press("Record it").meets(child).must_see("Plan the support at home: by the end of tomorrow")
    step(worker, home, "The child stays home with a plan").press("Record it").meets("The child stays home with a plan")
    worker.must_see("what is the plan", "what were child and family told", "when were they told?")
    _fill(worker, {"What is the plan": "A family worker; school.", "What were child and family told": "All of it."},
          "When were they told?")  # fmt: skip
    _agreed(worker, "By when is the support reviewed, and the child seen alone?")
    worker.press("Record it").meets(child).must_see("At home with a plan")
    step(worker, home, "Review the support").press("Record it").meets("Review the support").must_see(
        "was the child seen alone?"
    )
    _fill(worker, {"Was the child seen alone?": "Yes, at school.", "What does the child wish": "To stay with Mum.",
                   "What has the support changed": "He sleeps."}, "When was it reviewed?")  # fmt: skip
    _agreed(worker, "By when is it decided what follows?")
    worker.press("Record it").meets(child).must_see("Support reviewed", "To stay with Mum.")
    step(worker, home, "The child is in need").fill("What are the reasons?", "He needs help for a year.").press(
        "Record it"
    )
    worker.meets(child).must_see("The assessment as a child in need is handed over.", "He needs help for a year.")
