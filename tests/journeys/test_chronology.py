"""Four agencies' spreadsheets become one chronology of a practice review, and what does not fit is followed to an answer."""

import io
import re

import openpyxl
import pytest

from tests.journeys.browsing import Visitor
from tests.journeys.conftest import Arrive
from tests.journeys.prepared import Preparer
from tests.journeys.steps import somebody

pytestmark = pytest.mark.browser
HEADING = "date,time,event,source,place,seen,views_sought,views_given\n"
VISIT = "after neighbours reported shouting"
# Planted: the visit of 3 March told differently, two places on 2 April, and nobody who saw the child from then on.
POLICE = (
    HEADING + f"03/03/2025,10:00,Home visit {VISIT},Log 1,at home,yes,no,\n2025-02-01,,Call about noise,Log 2,,,,\n"
)
SCHOOL = HEADING + "2025-04-02,14:00,Reading group,Register,in class,yes,,\n2025-02,,Often late,Register,,,,\n"
COUNCIL = HEADING + "2025-01-20,9:30am,Referral taken,System,,,,\n"
HEALTH = ((*HEADING.strip().split(","),), ("2025-03-03", "10:10", f"Visit home {VISIT}", "Notes", "at home", "no", "", ""),
          ("2025-04-02", "14:00", "Ward round", "Ward notes", "hospital ward", "yes", "yes", "yes"))  # fmt: skip


def workbook() -> bytes:
    """The health service's account as a workbook."""
    book, kept = openpyxl.Workbook(), io.BytesIO()
    for row in HEALTH:
        book.active.append(row)  # type: ignore[union-attr]  # a new workbook has a sheet
    book.save(kept)
    return kept.getvalue()


def sends(who: Visitor, name: str, content: bytes) -> str:
    """Take a spreadsheet in and send it; gives the address of the agency's part."""
    who.go("/chronologies/asked/").meets("Chronologies asked of us")
    row = who.page.get_by_role("row").filter(has_text="Being written").last
    with who.page.expect_navigation():
        row.get_by_role("link").click()
    at = who.page.url
    who.meets("Chronology of").page.get_by_role("button", name="Take in a spreadsheet").click()
    who.meets("Take in a spreadsheet")
    who.page.get_by_label("The file").set_input_files({"name": name, "mimeType": "text/csv", "buffer": content})
    who.press("Check and take in").meets()
    if who.heading() == "Take in a spreadsheet":
        who.must_see("Nothing was taken in").press("Take in only the rows that are right")
    who.meets("Chronology of").must_see("taken in.").page.get_by_role("button", name="Send the chronology").click()
    who.meets("Send the chronology").press("Send it").meets("Chronology of").must_see("It is sent.")
    return at


def asked(manager: Visitor, review: str) -> str:
    """Open the chronology of a review and ask four agencies; gives its address."""
    manager.go(f"/practice-reviews/{review}/").meets("Practice review").follow("Open a chronology").meets(
        "Open a chronology"
    )
    manager.fill("After how many weeks without a child being seen is it a gap?", "10").press("Open it").meets(
        "Chronology CH-"
    )
    at = manager.page.url
    manager.go(f"{at}ask/").meets("Ask agencies for their chronology").choose(
        "Gloucestershire Constabulary: Police in the MASH"
    )
    manager.page.get_by_label(re.compile("Health in the MASH")).check()
    for number, name in ((1, "Larkfield Primary School (demonstration): Safeguarding team"),
                         (2, "Gloucestershire County Council: Children and families team")):  # fmt: skip
        manager.page.get_by_label(f"Another agency {number}", exact=False).first.select_option(label=name)
    manager.press("Ask them").meets("Chronology CH-").must_see("They are asked.")
    return at


def settled(manager: Visitor, whole: str, health: Visitor, part: str) -> None:
    """Take a discrepancy up, tell, be answered and corrected, and end it; set another aside; leave one unresolved."""
    manager.go(whole).follow("Take it up").meets("Take up a discrepancy").must_see("hospital ward", "in class")
    manager.press("Take it up").meets("Chronology CH-").must_see("It is taken up.")
    manager.page.locator("#discrepancies").get_by_role("link").first.click()
    doubt = manager.meets("Discrepancy CD-").page.url
    manager.go(f"{doubt}tell/").meets("Tell the agencies").press("Tell them").meets("Discrepancy CD-").must_see(
        "Agency told"
    )
    health.go(part).meets("Chronology of").must_see("cannot both be true").page.get_by_role(
        "row").filter(has_text="Ward round").get_by_role("link").click()  # fmt: skip
    health.meets("Line CE-").follow("Correct this line").meets("Correct a line").fill("At what time?", "5pm")
    health.fill("Why is it changed?", "The hour was read wrongly.").press("Keep the correction").meets("Chronology of")
    health.go(f"{part}answer/").meets("Answer what does not fit").fill("What do your records say?", "It was 5pm.")
    health.press("Send the answer").meets("Chronology of").must_see("It was 5pm.")
    manager.go(f"{doubt}take-answer/").meets("Take in what the agencies say").press("Take it in").meets(
        "Discrepancy CD-"
    )
    manager.must_see("It was 5pm.").follow("End it as corrected").meets("End it as corrected")
    manager.fill("What came of it?", "Health corrected the hour.").press("End it").meets("Discrepancy CD-").must_see(
        "Corrected"
    )


@pytest.mark.rows("HE-CHR-01", "HE-CHR-02", "HE-CHR-03", "HE-CHR-07", "GL-DH-45")
def test_four_spreadsheets_one_chronology_and_three_discrepancies(arrive: Arrive, prepared: Preparer) -> None:
    review = prepared("practice_review", child=somebody("Rowan"), stage="reviewing")
    manager = arrive("business_manager")
    whole = asked(manager, review)
    sends(arrive("police_mash"), "police.csv", (POLICE + "2025-03-40,25:00,,,,maybe,,\n").encode())
    health = arrive("health_mash")
    part = sends(health, "health.xlsx", workbook())
    sends(arrive("teacher"), "school.csv", SCHOOL.encode())
    sends(arrive("social_worker"), "council.csv", COUNCIL.encode())
    manager.go(whole).meets("Chronology CH-").must_see(
        "What may not fit: 3", "two places", "child seen: yes for the one", "12 weeks"
    )
    settled(manager, whole, health, part)
    manager.go(whole).follow("Take it up").meets("Take up a discrepancy").press("Take it up").meets("Chronology CH-")
    manager.go(f"/practice-reviews/{review}/report/").meets("Put in the report").fill("Title", "A child hurt")
    for label in ("What happened, written so that nobody is known by it", "What should be better: a summary",
                  "Why it happened: the reasons that lie in the system or beneath"):  # fmt: skip
        manager.fill(label, "Words.")
    manager.date("When did it come?", 1, 11, 2026).press("Keep the report").meets("Put in the report")
    manager.must_see("Not answered in the chronology: CD-")
    manager.go(f"{whole}lines/").meets("All lines").must_see("Lines: 7", "Register", "Ward notes")
    manager.go(f"{whole}picture/").meets("Picture across agencies").must_see("February 2025, day not known")
    manager.go(f"{whole}print/").meets("Composite chronology").must_see(
        "Not for publication.", "Health corrected the hour."
    )
    assert not health.go(whole).page.title().startswith("Chronology CH-"), "an agency reads nothing of the others"
