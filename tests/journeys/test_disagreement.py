"""Professional disagreements: one that two workers settle, and one that climbs to the chair with a professionals' meeting."""

import datetime
import re

import pytest

from tests.journeys.browsing import Visitor
from tests.journeys.conftest import Arrive
from tests.journeys.prepared import Preparer
from tests.journeys.protecting import begin, end, here, invite
from tests.journeys.steps import just_now, somebody

pytestmark = pytest.mark.browser
TODAY = datetime.datetime.now(tz=datetime.UTC).date()


def take(who: Visitor, at: str, heading: str) -> Visitor:
    """From the disagreement's page to one of its steps, whether it is what comes next or another."""
    page = who.go(at).page
    way = page.locator("main").get_by_role("link", name=heading, exact=True)
    way.or_(page.locator("main").get_by_role("button", name=heading, exact=True)).first.click()
    page.wait_for_load_state()
    return who.meets(heading)


def disagree(teacher: Visitor, concern: str, *, sooner: bool = False) -> str:
    """From the teacher's own page of the concern to a disagreement with the front door's worker; gives its address."""
    teacher.go(f"/raise/status/{concern}/").meets().follow("Disagree with this").meets("Disagree with this")
    teacher.must_see("About", concern, "With whom do you disagree?").press("Raise it").meets("Disagree with this")
    teacher.must_see("Choose what it is about.", "Say why it is not safe.")
    teacher.page.get_by_label(re.compile("Front door social worker")).first.check()
    teacher.choose("Levels of need").fill("Why is it not safe?", "He came to school hungry again.")
    teacher.fill("What do you want to change?", "A social worker sees him.")
    teacher.fill("What does it do to the child?", "He cannot learn.")
    teacher.choose("On a child protection plan" if sooner else "Neither")
    if sooner:
        teacher.date("Does the child need it sooner? By which day?", TODAY.day, TODAY.month, TODAY.year)
        teacher.fill("Why does the child need it sooner?", "He is three.")
    teacher.press("Raise it").meets("Disagreement ES-").must_see(
        "Stage one: the two workers", "A social worker sees him."
    )
    return teacher.page.url


def talked(who: Visitor, at: str, *, settled: str = "Not settled") -> None:
    """Record a talk at this stage."""
    take(who, at, "Record a talk")
    just_now(who, "When did you talk")
    who.choose("Face to face").fill("What was said?", "We see it differently.").choose(settled)
    who.press("Record it").meets("Disagreement ES-").must_see("We see it differently.")


def bring(who: Visitor, at: str, part: str, *, find: str = "", name: str = "") -> None:
    """Bring somebody in: found by words, or by name for the school."""
    take(who, at, "Bring somebody in")
    if find:
        who.fill("Find them", find).press("Find").meets("Bring somebody in")
        who.page.get_by_label(re.compile(find)).first.check()
    else:
        who.page.get_by_label(re.compile("name and post")).first.fill(name)
        who.page.get_by_label("And the agency they work for").select_option(
            label="Larkfield Primary School (demonstration)"
        )
    who.choose(part).press("Bring them in").meets("Disagreement ES-").must_see(name or find)


def up(who: Visitor, at: str, heading: str, button: str) -> None:
    """Move up with an account."""
    take(who, at, heading)
    who.press(button).meets(heading).must_see("Write what was done and decided, and why it is not settled.")
    who.page.get_by_label(re.compile("What was done and decided")).first.fill("We talked and did not agree.")
    who.press(button).meets("Disagreement ES-").must_see("We talked and did not agree.")


@pytest.mark.rows("GL-ES-01", "GL-ES-05", "GL-ES-08", "GL-ES-14", "GL-ES-16", "WT-REF-13")
def test_one_that_two_workers_settle(arrive: Arrive, prepared: Preparer) -> None:
    concern = prepared("decided_concern", child=somebody("Rowan"))
    teacher, worker = arrive("teacher"), arrive("front_door_worker")
    at = disagree(teacher, concern)
    reference = at.rstrip("/").split("/")[-1]
    worker.go("/my-work/").must_see(reference).go(at).meets("Disagreement ES-").must_see("He cannot learn.")
    talked(worker, at, settled="Settled: whoever raised it is content")
    take(teacher, at, "Record that it is settled").choose("Whoever raised it is content")
    teacher.fill("What was agreed, and why?", "A visit this week.").press("Record it")
    teacher.meets("Record that it is settled").must_see("Say how what is still open goes on.")
    teacher.fill("How does what is still open go on?", "Nothing is open.").press("Record it").meets("Disagreement ES-")
    teacher.must_see("How it ended", "A visit this week.", "Who has it in writing: 2")
    worker.go(at).meets("Disagreement ES-").must_see("A visit this week.")
    take(teacher, at, "Offer a debrief").fill("To whom was it offered?", "Both workers").choose("Declined")
    teacher.press("Record it").meets("Disagreement ES-")
    take(teacher, at, "Close it").press("Close it").meets("Disagreement ES-").must_see("nothing. It has ended.")
    assert arrive("gp").go(at).page.title().startswith("Page not found")


@pytest.mark.rows(
    "GL-ES-04",
    "GL-ES-06",
    "GL-ES-07",
    "GL-ES-09",
    "GL-ES-10",
    "GL-ES-11",
    "GL-ES-13",
    "GL-ES-14",
    "GL-ES-15",
    "GL-CN-09",
)
def test_one_that_climbs_to_the_chair(arrive: Arrive, prepared: Preparer) -> None:
    concern = prepared("decided_concern", child=somebody("Hazel"))
    teacher = arrive("teacher")
    at = disagree(teacher, concern, sooner=True)
    teacher.must_see("He is three.", "The limit by itself would be")
    talked(teacher, at)
    bring(teacher, at, "Line manager or named professional", name="H. Eadteacher, head")
    bring(teacher, at, "Line manager or named professional", find="Morgan Trialby")
    up(teacher, at, "Move up to line managers", "Move it up")

    manager = arrive("front_door_manager").go(at).meets("Disagreement ES-").must_see("Stage two: line managers")
    take(manager, at, "Record that somebody was told").choose("The conference chair")
    manager.page.get_by_label(re.compile("Carey")).first.check()
    just_now(manager, "When were they told")
    manager.fill("How?", "Telephone").press("Record it").meets("Disagreement ES-").must_see(
        "The conference chair: Carey"
    )
    arrive("conference_chair").go(at).meets("Disagreement ES-")
    manager.go(at).follow("Call a meeting").meets("Call a meeting").choose("Professionals' meeting")
    manager.fill("What is the meeting for?", "To hear the others.")
    manager.date("Begins: date", TODAY.day, TODAY.month, TODAY.year).fill("Begins: time", "8:00am")
    manager.fill("Ends: time", "9:30am").choose("By video").press("Call the meeting").meets("Professionals' meeting")
    manager.must_see("H. Eadteacher, head")
    meeting = manager.page.url
    invite(manager, meeting, "Carey", "Chair of the meeting")
    begin(manager, meeting)
    here(manager, meeting)
    end(manager, meeting)
    take(manager, at, "Record a meeting that was held").page.get_by_role("radio").first.check()
    manager.fill("On what basis was information shared?", "The child's safety.")
    manager.fill("What did the meeting come to?", "No agreement.").press("Record it").meets("Disagreement ES-")
    manager.must_see("It had its quorum", "The child's safety.")
    talked(manager, at)
    bring(manager, at, "Senior manager", name="G. Overnor, chair of governors")
    bring(manager, at, "Senior manager", find="Head of service")
    up(manager, at, "Move up to senior managers", "Move it up")

    unit = arrive("business_manager").go(at).meets("Disagreement ES-").must_see("Stage three: senior managers")
    take(unit, at, "Log it").press("Log it").meets("Disagreement ES-").must_see("Logged by the business manager")
    take(manager, at, "Record a tier of management that tried").fill("Which tier of management?", "Directors")
    manager.fill("Who, of the agency that raised it?", "A").fill("Who, of the other agency?", "B")
    manager.date("When?", TODAY.day, TODAY.month, TODAY.year).fill("What came of it?", "Nothing.")
    manager.press("Record it").meets("Disagreement ES-").must_see("Directors")
    up(manager, at, "Refer it to the chair", "Refer it")

    take(unit, at, "Say who decides").page.get_by_label(re.compile("[Pp]olice")).first.check()
    unit.press("Record it").meets("Disagreement ES-").must_see("Recorded.")
    scrutineer = arrive("scrutineer").go(at).meets("Disagreement ES-")
    take(scrutineer, at, "Give the scrutineer's view").must_see("He came to school hungry again.")
    scrutineer.fill("What is your view?", "The child comes first.").press("Give it").meets("Disagreement ES-")
    partner = arrive("partner_police").go(at).meets("Disagreement ES-")
    take(partner, at, "Decide it").must_see("The child comes first.").choose("Directly, with the senior managers")
    partner.fill("What is decided, and why?", "A social worker sees him today.")
    partner.fill("How does what is still open go on?", "Nothing is open.").press("Record the decision")
    partner.meets("Disagreement ES-").must_see("Decided at the last local stage", "A social worker sees him today.")
    teacher.go(at).meets("Disagreement ES-").must_see("A social worker sees him today.", "G. Overnor")
    unit.go("/escalations/pattern/").meets("The pattern of disagreements").must_see(
        "Stage 4: the chair", "Ended in time"
    )
    scrutineer.go("/escalations/pattern/").meets("The pattern of disagreements").must_see("not shown outside")
    teacher.go("/escalations/our-count/").meets("Disagreements of our agency").must_see("Raised by our agency")
