"""Stretches of road with a recommendation in the register: looked at, asked of agencies, done, in place, shown to work."""

import datetime

from tests.journeys.browsing import Visitor
from tests.journeys.steps import on

TODAY = datetime.datetime.now(tz=datetime.UTC).date()
HALF_A_YEAR, FORTNIGHT = datetime.timedelta(days=180), datetime.timedelta(days=14)


def taken_in(manager: Visitor, review: str, wording: str) -> str:
    """Take a review's recommendations into the register and open the one of these words; gives its address."""
    manager.go("/action-plans/").meets("Recommendations").follow(f"Take in from {review}")
    manager.meets("Take the recommendations into the register").must_see(wording)
    manager.press("Take them in").meets("Recommendation")
    if "AR-" not in manager.heading():  # one alone is opened at once
        manager.must_see("To look at")
        manager.page.get_by_role("row").filter(has_text=wording).get_by_role("link").first.click()
    manager.meets("Recommendation AR-")
    return manager.page.url


def looked_at(manager: Visitor, earlier: str) -> None:
    """Look at it, see what was said before and why it looks alike, and take that up."""
    manager.press("Look at it").meets("Look at it").must_see(f"Looks alike: {earlier}", "Alike in:")
    manager.press("Record it").meets("Look at it").must_see("Say whether it was said before.")
    manager.page.get_by_label(earlier).check()
    manager.choose("Now").choose("Yes").fill("If it was: what is the same, and what is not?", "The same number.")
    manager.press("Record it").meets("Recommendation").must_see("accept it, or not", "The same number.")


def new(manager: Visitor) -> None:
    """Look at it, and say that it was not said before and means a change at the front line."""
    manager.press("Look at it").meets("Look at it").choose("No, none of these").choose("Now")
    manager.choose("Yes", of="Does it mean a change at the front line?").press("Record it").meets("Recommendation")
    manager.must_see("accept it, or not")


def accepted(manager: Visitor) -> None:
    """Accept it, with who answers for it, by when, and how one will know."""
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


def not_for_us(health: Visitor, wording: str) -> None:
    """Say of one's own part, with the reason, that it is not for one's agency."""
    own_part(health, wording)
    health.follow("Say that it is not for your agency").meets("Say that it is not").press("Record it")
    health.meets("Say that it is not").must_see("Say why it is not for your agency.")
    health.fill("Why is it not for your agency?", "We have had one for years.").press("Record it").meets("Action AP-")


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


def closed_by_two(manager: Visitor, partner: Visitor, at: str) -> None:
    """Propose to close it with what shows that practice has changed; another person looks, and agrees."""
    manager.go(at).meets("Recommendation").press("Propose to close it").meets("Propose to close it")
    manager.fill("What shows that practice has changed?", "Nine of ten calls are answered.").press("Propose it")
    manager.meets("Recommendation").must_see("You proposed this, so somebody else must agree.")
    partner.go(at).meets("Recommendation").press("Agree that it is closed").meets("Agree that it is closed")
    partner.must_see("Nine of ten calls are answered.").fill("What did you look at?", "The audit.").press("Agree")
    partner.meets("Recommendation").must_see("Closed")
