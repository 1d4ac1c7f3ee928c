"""A review's recommendations: into the register, to the agencies, done, in place, not closed without an effect, closed by two."""

import datetime

import pytest

from tests.journeys.browsing import Visitor
from tests.journeys.conftest import Arrive
from tests.journeys.prepared import Preparer
from tests.journeys.steps import on, somebody

pytestmark = pytest.mark.browser
TODAY = datetime.datetime.now(tz=datetime.UTC).date()
HALF_A_YEAR, FORTNIGHT = datetime.timedelta(days=180), datetime.timedelta(days=14)


def looked_at(manager: Visitor, earlier: str) -> None:
    """Look at it, see what was said before and why it looks alike, and accept it."""
    manager.press("Look at it").meets("Look at it").must_see(f"Looks alike: {earlier}", "Alike in:")
    manager.press("Record it").meets("Look at it").must_see("Say whether it was said before.")
    manager.page.get_by_label(earlier).check()
    manager.choose("Now").choose("Yes").fill("If it was: what is the same, and what is not?", "The same number.")
    manager.press("Record it").meets("Recommendation").must_see("accept it, or not", "The same number.")
    manager.press("Accept it").meets("Accept it")
    on(manager, "When was it accepted?", TODAY)
    manager.fill("Who answers for it as a whole?", "Head of service, council")
    on(manager, "By which day?", TODAY + HALF_A_YEAR)
    manager.fill("What will be different for children, or for staff?", "Whoever rings is heard.")
    manager.fill("How will one know?", "Nine calls of ten are answered.")
    manager.press("Accept it").meets("Recommendation").must_see("Nine calls of ten are answered.")


def asked(manager: Visitor) -> None:
    """Ask the police and health."""
    manager.press("Ask agencies").meets("Ask agencies").must_see("nothing else of it")
    for name in ("police", "health"):
        manager.page.locator(f"input[name=agencies][value*={name}]").first.check()
    on(manager, "By which day do they answer?", TODAY + FORTNIGHT)
    manager.press("Ask them").meets("Recommendation").must_see("Not answered yet")


def own_part(who: Visitor, wording: str) -> None:
    """Go to one's own part in this recommendation, from the menu's page."""
    who.go("/action-plans/parts/").meets("Actions for us")
    who.page.get_by_role("row").filter(has_text=wording).get_by_role("link").click()
    who.meets("Action AP-")


def answered(police: Visitor, wording: str) -> None:
    """Plan it, do it, have it in place: three pages, each with an answer of its own."""
    own_part(police, wording)
    police.press("Say what your agency does").meets("Say what your agency does").press("Record the plan")
    police.meets("Say what your agency does").must_see("Write what your agency does.")
    police.fill("What does your agency do?", "One number in every car.").fill("Or who else?", "Duty superintendent")
    on(police, "By which day?", TODAY + FORTNIGHT)
    police.fill("What will be different?", "Officers ring at once.").fill(
        "How is it watched and reviewed?", "Calls are counted."
    )
    police.fill("Which senior signed up to it?", "S. Exemplar, superintendent").press("Record the plan")
    police.meets("Action AP-").must_see("One number in every car.")
    police.follow("Rate it by colour").meets("Rate it by colour").choose("Amber").fill("Why?", "Half the cars have it.")
    on(police, "On which day?", TODAY)
    police.press("Record it").meets("Action AP-").must_see("Half the cars have it.")
    police.press("Record what was done").meets("Record what was done").fill("What was done?", "Cards are in every car.")
    on(police, "When?", TODAY)
    police.press("Record it").meets("Action AP-").must_see("Done: yes", "In place: no answer yet")
    police.press("Record that it is in place").meets("Record that it is in place")
    police.fill("What is the practice now?", "They ring.").fill("How do you know?", "The log")
    on(police, "From when on?", TODAY)
    police.press("Record it").meets("Action AP-").must_see("In place: yes", "Effect shown: no answer yet")


def shown(police: Visitor) -> None:
    """Add evidence, then the effect."""
    police.press("Add evidence").meets("Add evidence").choose("An audit of one's own").fill(
        "What is it called?", "Audit of calls"
    )
    police.fill("Where is it kept?", "Police system, 12").fill("What does it show?", "Nine of ten were answered.")
    on(police, "Of which day is it?", TODAY)
    police.press("Add it").meets("Action AP-").must_see("Nine of ten were answered.")
    police.press("Record the effect").meets("Record the effect")
    police.fill("What is different for children or staff?", "Whoever rings is heard.").fill(
        "How do you know?", "The audit"
    )
    on(police, "When was it looked at?", TODAY)
    police.press("Record it").meets("Action AP-").must_see("Effect shown: yes")


@pytest.mark.rows("TRK-01", "TRK-03", "TRK-04", "TRK-06", "TRK-08", "TRK-18", "HE-ACT-01", "GL-PR-10")
def test_from_a_review_to_a_close_that_two_people_agree_on(arrive: Arrive, prepared: Preparer) -> None:
    wording = "Have one number for weekends."
    earlier = prepared("earlier_recommendation", wording="Weekends need one number, for everybody.")
    review = prepared("recommended", child=somebody("Rowan"))
    manager = arrive("business_manager").go("/action-plans/").meets("Recommendations")
    manager.follow(f"Take in from {review}").meets("Take the recommendations into the register").must_see(wording)
    manager.press("Take them in").meets("Recommendations").must_see("To look at")
    rows = manager.page.get_by_role("row").filter(has_text=wording)
    rows.get_by_role("link").first.click()
    manager.meets("Recommendation AR-")
    at, reference = manager.page.url, manager.heading().split()[-1]
    looked_at(manager, earlier)
    asked(manager)

    health = arrive("health_mash")
    own_part(health, wording)
    health.follow("Say that it is not for your agency").meets("Say that it is not").press("Record it")
    health.meets("Say that it is not").must_see("Say why it is not for your agency.")
    health.fill("Why is it not for your agency?", "We have had one for years.").press("Record it").meets("Action AP-")
    police = arrive("police_mash")
    answered(police, wording)

    manager.go(f"{at}propose-closing/").meets("Propose to close it").fill(
        "What shows that practice has changed?", "It is done."
    )
    manager.press("Propose it").meets("Propose to close it").must_see("Done is not the same as changed.")
    shown(police)
    manager.go(at).meets("Recommendation").must_see("We have had one for years.").press("Propose to close it")
    manager.meets("Propose to close it").fill(
        "What shows that practice has changed?", "Nine of ten calls are answered."
    )
    manager.press("Propose it").meets("Recommendation").must_see("You proposed this, so somebody else must agree.")
    partner = arrive("partner").go(at).meets("Recommendation").press("Agree that it is closed")
    partner.meets("Agree that it is closed").must_see("Nine of ten calls are answered.")
    partner.fill("What did you look at?", "The audit.").press("Agree").meets("Recommendation").must_see("Closed")

    manager.go(f"/action-plans/{earlier}/propose-superseding/").meets("Propose that a newer one takes its place")
    manager.fill("Which recommendation carries it on?", reference).fill(
        "How does the newer one take it over?", "The same."
    )
    manager.press("Propose it").meets("Propose that a newer one").must_see("That one has ended.")
    follower = next_of(manager, review)
    manager.go(f"/action-plans/{earlier}/propose-superseding/").fill("Which recommendation carries it on?", follower)
    manager.fill("How does the newer one take it over?", "It says more.").press("Propose it").meets("Recommendation")
    partner.go(f"/action-plans/{earlier}/").press("Agree that a newer one takes its place").meets(
        "Agree that a newer one"
    )
    partner.fill("What did you look at?", "Both.").press("Agree").meets("Recommendation").must_see("It was not done")
    scrutineer = (
        arrive("scrutineer").go("/action-plans/?show=ended").meets("Recommendations").must_see(earlier, reference)
    )
    scrutineer.follow("Reports").meets("Reports on recommendations").must_see("How far each body has come")
    scrutineer.follow("How long each took").meets("How long each took").must_see(reference)


def next_of(manager: Visitor, review: str) -> str:
    """The other recommendation of this review, which nobody has looked at; its reference."""
    manager.go(f"/action-plans/?show=decide&record={review}").meets("Recommendations")
    found = manager.page.get_by_role("row").filter(has_text="Another thing, 0.").get_by_role("link").first
    return found.inner_text().strip()
