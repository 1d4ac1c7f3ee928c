"""A serious case review of the older law, from opening the older case to its close."""

import datetime
import re

import pytest

from tests.journeys.browsing import Visitor
from tests.journeys.conftest import Arrive
from tests.journeys.steps import each, on, somebody, write

pytestmark = pytest.mark.browser
HOME = "Serious case review SR-"


def day(year: int, month: int, number: int) -> datetime.date:
    """A day."""
    return datetime.date(year, month, number)


def at(who: Visitor, label: str, when: datetime.date) -> None:
    """Type ten in the morning of a day into a question for a moment."""
    on(who, f"{label}: date", when)
    who.fill(f"{label}: time", "10:00")


def opened(manager: Visitor, child: str) -> None:
    """Open an older case: one of today is refused with everything kept, then with its right days."""
    given, family = child.split()
    manager.go("/serious-case-reviews/").meets("Serious case reviews").must_see("They ended on 29 September 2020")
    manager.follow("Open an older case").meets("Open an older case")
    manager.fill("How were other children at risk looked to?", "His sister went to an aunt.")
    manager.choose("It is not finished and is carried on").fill("Where is the older file?", "Shelf 4")
    manager.fill("The child's given names", given).fill("The child's family name", family)
    manager.fill("Which named senior manager referred it?", "Director of nursing").fill("Who received it?", "Manager")
    write(manager)
    for question, when in (("When did it happen?", day(2021, 1, 10)), ("When was the case begun?", day(2021, 2, 20)),
                           ("When was it received?", day(2021, 2, 28))):  # fmt: skip
        on(manager, question, when)
    manager.press("Open it").meets("Open an older case").must_see("Serious case reviews ended on 29 September 2020")
    for question, when in (("When did it happen?", day(2020, 1, 10)), ("When was the case begun?", day(2020, 2, 20)),
                           ("When was it received?", day(2020, 2, 28))):  # fmt: skip
        on(manager, question, when)
    manager.press("Open it").meets(HOME).must_see("Tell the chair", child, "With the panel")


def sent(manager: Visitor, home: str, what: str) -> None:
    """Record a letter or notice."""
    manager.go(f"{home}notice/").meets("Record a letter or notice").choose(what).fill(
        "Who has it?", "Head of safeguarding"
    )
    at(manager, "When was it sent", day(2020, 3, 3))
    manager.fill("How was it sent?", "Secure email").press("Record it").meets(HOME)


def considered(manager: Visitor, home: str) -> None:
    """Tell the chair, send the letters, consider, recommend, decide."""
    manager.press("Record when the chair was told").meets("Record when the chair was told")
    at(manager, "When was the chair told", day(2020, 3, 2))
    manager.fill("Who told the chair, and how?", "The manager, by telephone").press("Record it").meets(HOME)
    manager.must_see("Decide on a review")
    sent(manager, home, "Agencies: secure files and give brief involvement")
    sent(manager, home, "Members of the panel, the referral")
    manager.press("Go through criteria and questions").meets("Go through criteria").must_see("no number decides")
    each(manager, "Not met")
    each(manager, "No")
    manager.choose("Met", of="Concern about joint working to protect children")
    manager.fill("Who answers for this?", "The panel").press("Keep it").meets("Go through criteria")
    manager.must_see("Say what this rests on.")
    manager.page.locator("#id_sc_8_why").fill("Two agencies did not speak.")
    manager.press("Keep it").meets(HOME).must_see("Two agencies did not speak.")
    manager.press("Record what the panel recommends").meets("Record what the panel recommends")
    manager.choose("A serious case review").choose("By correspondence")
    for service in ("social care", "health", "police"):
        manager.fill(f"Who took part for {service}?", "A senior manager")
    write(manager)
    manager.press("Record it").meets("Record what the panel recommends").must_see("All four services take part.")
    manager.fill("Who took part for education?", "A head").press("Record it").meets(HOME).must_see("With the chair")
    manager.press("Record what the chair decides").meets("Record what the chair decides").choose("There is a review")
    at(manager, "When did the chair decide", day(2020, 3, 20))
    write(manager)
    manager.fill("Who signs as chair?", "Casey Exemplar, chair").press("Record the decision").meets(HOME)
    manager.must_see("Complete the review", "Hold the first meeting of the group")


def scoped(manager: Visitor, home: str) -> None:
    """Nominate chair and writer, meet, answer the scoping questions, go on."""
    for part, body, board in (
        ("Chair of the working group", "Fire service", "Yes"),
        ("Independent report writer", "Independent", "No"),
    ):
        manager.go(f"{home}nominate/").meets("Nominate somebody").choose(part).fill("Name", "Casey Exemplar")
        manager.fill("Where do they work?", body).choose("Yes", of="Had they or their body any part in the case?")
        manager.choose(board, of="Do they sit on the Strategic Board?").fill(
            "Who nominated them?", "The chair of the board"
        )
        on(manager, "On which day?", day(2020, 3, 25))
        manager.press("Record it").meets("Nominate somebody").must_see("must be independent of every body involved")
        manager.choose("No", of="Had they or their body any part in the case?").press("Record it").meets(HOME).must_see(
            part
        )
    manager.press("Record the first meeting").meets("Record the first meeting")
    at(manager, "When was it", day(2020, 4, 15))
    manager.fill("Which member of the board chaired it?", "Casey Exemplar").press("Record it").meets(HOME)
    manager.press("Answer the scoping questions").meets("Answer the scoping questions").must_see(
        "What the panel proposed"
    )
    on(manager, "From which day on does it look?", day(2019, 1, 1))
    on(manager, "Up to which day?", day(2020, 1, 10))
    on(manager, "When is the last meeting?", day(2020, 7, 1))
    write(manager)
    manager.fill("Who agreed?", "The group").press("Keep the scope").meets(HOME).must_see("1 January 2019")
    manager.press("Go on to the agencies' reviews").meets("Go on to the agencies").press("Go on").meets(HOME)


def asked(manager: Visitor) -> None:
    """Ask health for its own review."""
    manager.press("Ask agencies for management reviews").meets("Ask agencies for management reviews")
    manager.page.get_by_label(re.compile("Health", re.IGNORECASE)).first.check()
    manager.fill("What are they asked?", "What did you do for this child?").fill("Why are they asked?", "To learn.")
    manager.press("Ask them").meets(HOME).must_see("Being written")


def written(agency: Visitor, child: str) -> None:
    """The agency finds what it is asked and nothing else, names its author, writes, has it endorsed and submits."""
    agency.go("/serious-case-reviews/asked/").meets("Management reviews asked of us").must_see(child)
    row = agency.page.get_by_role("row").filter(has_text=child)
    agency.follow("SM-", within=row).meets("Management review").must_see("and nothing else of the case", child)
    assert not agency.sees("Shelf 4")
    home = agency.page.url
    agency.press("Say who writes it").meets("Say who writes it").fill("Who writes it?", "Kit Helpwell")
    agency.fill("What is their post?", "Named nurse").choose(
        "No", of="Did they ever work with the child or the family?"
    )
    agency.choose("Yes", of="Did they ever manage anybody who did?").choose(
        "Yes", of="Are they senior enough to be heard?"
    )
    on(agency, "When did they declare this?", day(2020, 5, 1))
    agency.press("Record it").meets("Say who writes it").must_see("managed those who did cannot write it")
    agency.choose("No", of="Did they ever manage anybody who did?").press("Record it").meets("Management review")
    agency.press("Write the report").meets("Write the report")
    write(agency, "The rota left no time at weekends.")
    agency.press("Keep it").meets("Management review").must_see("The rota left no time at weekends.")
    agency.go(f"{home}advice/").meets("Add a recommendation to yourselves").fill("By whom?", "Head of nursing")
    write(agency, "Visit at weekends.")
    on(agency, "By when?", day(2020, 10, 1))
    agency.press("Add it").meets("Management review")
    agency.go(f"{home}part-note/").meets("Note an interview").choose(
        "Feedback and debrief of staff, with facts put right"
    )
    agency.fill("Who?", "Two nurses").fill("What?", "One date was put right.")
    on(agency, "When?", day(2020, 5, 20))
    agency.press("Note it").meets("Management review").must_see("One date was put right.")
    agency.follow("Endorse it as a senior officer").meets("Endorse it").fill(
        "Which senior officer endorses it?", "Kit Helpwell"
    )
    agency.press("Endorse it").meets("Endorse it").must_see(
        "Whoever wrote it cannot endorse it", "say how and when they signed"
    )
    agency.fill("Which senior officer endorses it?", "Director of nursing")
    write(agency, "Letter of 25 May")
    agency.press("Endorse it").meets("Management review").must_see("Director of nursing. Signed: Letter of 25 May")
    agency.press("Submit it").meets("Submit it").press("Submit it").meets("Management review").must_see("Submitted")


def overviewed(manager: Visitor, home: str) -> None:
    """Tell the bodies, offer the family a part, write the overview, through every gate."""
    sent(manager, home, "The inspectorate: there is a review")
    sent(manager, home, "The health authority: there is a review")
    manager.press("Record what was offered to the family").meets("Record what was offered").fill("Whom?", "The mother")
    on(manager, "When?", day(2020, 4, 20))
    write(manager)
    manager.press("Record it").meets(HOME).press("Begin the overview").meets("Begin the overview").press(
        "Begin it"
    ).meets(HOME)
    manager.press("Write the overview").meets("Write the overview").fill("Who wrote it?", "Sasha Exemplar")
    write(manager)
    manager.press("Keep it").meets(HOME).follow("Add a recommendation").meets("Add a recommendation")
    manager.fill("Where does it come from?", "The overview").fill("Who does it?", "Council and health")
    write(manager, "Have one number for weekends.")
    on(manager, "By which day?", day(2020, 12, 1))
    manager.choose("Practice").choose("Local").press("Add it").meets(HOME).must_see("Have one number for weekends.")
    for button, when in (("Record that the group agrees the overview", day(2020, 6, 20)),
                         ("Record that the panel is content", day(2020, 6, 30))):  # fmt: skip
        manager.press(button).meets(button).fill("Who?", "Casey Exemplar in the chair")
        on(manager, "When?", when)
        manager.press("Record it").meets(HOME)
    manager.follow("Record what a contributor says").meets("Record what a contributor says")
    manager.page.get_by_role("radio").first.check()
    manager.fill("Which senior officer says so?", "Director of nursing").choose("Yes", of="Is it fairly shown?")
    on(manager, "When?", day(2020, 7, 1))
    manager.press("Record it").meets(HOME).press("Decide who may know what").meets("Decide who may know what")
    manager.fill("Who answers the family?", "The manager").fill("Who answers the media?", "Press office")
    write(manager)
    manager.fill("Who decided?", "The board").press("Keep it").meets(HOME)
    manager.press("Record that the board signs it off").meets("Record that the board signs it off").fill(
        "Who?", "The board"
    )
    on(manager, "When?", day(2020, 7, 10))
    manager.press("Record it").meets(HOME).must_see("Signed off")


def published(manager: Visitor, given: str, title: str) -> None:
    """Write the summary with a name in it, mend it, have it cleared, and make it public once courts have ended."""
    manager.press("Write the executive summary").meets("Write the executive summary").fill("Title", title)
    manager.fill("Short account of circumstances", f"{given} died at home.")
    write(manager, "Two agencies did not speak.")
    manager.fill("Who wrote it?", "Sasha Exemplar").press("Keep it").meets(HOME)
    manager.press("Look at the check of names").meets("Check of names").must_see(
        "To mend: 1", "It can never be let stand."
    )
    manager.follow("Mend the summary").meets("Write the executive summary")
    manager.fill("Short account of circumstances", "A baby died at home.").fill(
        "Why does it change?", "A name stood in it."
    )
    manager.fill("Who wrote it?", "Sasha Exemplar").press("Keep it").meets(HOME).must_see("Nothing to mend")
    manager.press("Record that the summary is cleared").meets("Record that the summary is cleared")
    manager.fill("Who clears it: the chair of the group?", "Casey Exemplar")
    on(manager, "When?", day(2020, 7, 15))
    manager.press("Record it").meets(HOME).press("Make the summary public").meets("Make the summary public")
    manager.must_see("Nothing is left to mend.", "A baby died at home.").choose("They are open, or may still begin")
    write(manager, "They were told by telephone.")
    manager.press("Publish it").meets("Make the summary public").must_see("publication waits for their end")
    manager.choose("There are no court proceedings").press("Publish it").meets(HOME).must_see("It is public.")


def closed(manager: Visitor, home: str) -> None:
    """Send copies, have it signed up to, take in the plan, debrief, spread, take it into the register, close."""
    sent(manager, home, "The inspectorate: overview, plan and management reports")
    sent(manager, home, "The government department: overview, plan and management reports")
    manager.press("Record that a body signed up").meets("Record that a body signed up")
    manager.page.get_by_role("radio").first.check()
    manager.fill("Which body?", "The council").fill("Who signed?", "Director")
    on(manager, "When?", day(2020, 8, 1))
    manager.press("Record it").meets(HOME).press("Record an agency's plan of action").meets("Record an agency's plan")
    manager.fill("Which agency?", "Health")
    on(manager, "When did it come?", day(2020, 9, 1))
    write(manager)
    manager.press("Record it").meets(HOME)
    manager.go(f"{home}close/").meets("Close the review").fill("Why?", "All is followed.").press("Close it")
    manager.meets("Close the review").must_see("wait to be taken into the register")
    manager.go(home).follow("Action plan").meets().press("Take the recommendations into the register")
    manager.meets().page.locator("main form button[type=submit]:visible").first.click()
    manager.go(home).meets(HOME).must_see("taken into the register")
    manager.go(f"{home}close/").meets("Close the review").fill("Why?", "All is followed.").press("Close it").meets(HOME)
    manager.must_see("nothing. It has ended.")


@pytest.mark.rows(
    "HE-SCR-12", "HE-SCR-15", "HE-SCR-17", "HE-SCR-21", "HE-SCR-26", "HE-SCR-29", "HE-SCR-39", "HE-IMR-01", "HE-IMR-08",
    "HE-OVR-08", "HE-EXS-01", "HE-EXS-03", "HE-DIS-01", "HE-ACT-03",
)  # fmt: skip
def test_from_the_older_case_to_its_close(arrive: Arrive) -> None:
    child = somebody("Alder")
    manager = arrive("business_manager")
    title = "A baby at home" if manager.scripts else "A baby at night"
    opened(manager, child)
    home = manager.page.url
    considered(manager, home)
    scoped(manager, home)
    asked(manager)
    written(arrive("health_mash"), child)
    manager.go(home)
    overviewed(manager, home)
    published(manager, child.split()[0], title)
    anybody = arrive().go("/learning/serious-case-reviews/").meets("Older reviews").follow(title).meets(title)
    anybody.must_see("A baby died at home.", "Have one number for weekends.")
    assert not anybody.sees(child.split()[0]) and not anybody.sees("SR-")
    manager.go(f"{home}steps/").meets("The steps of the older chapter").must_see("On record", "Letter: no review")
    closed(manager, home)
