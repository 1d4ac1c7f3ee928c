"""Speaking up: an anonymous concern answered twice; a complaint; a request with another person taken out of what goes out."""

import datetime
import re

import pytest

from tests.journeys.browsing import Visitor
from tests.journeys.conftest import Arrive
from tests.journeys.steps import somebody

pytestmark = pytest.mark.browser
KEY = re.compile(r"(?:[0-9A-Z]{4}-){4}[0-9A-Z]{4}")
DAY = datetime.timedelta(days=1)


def key_of(who: Visitor) -> str:
    """The reply key as the page shows it, written down."""
    who.meets("It is sent. This is your key")
    found = KEY.search(who.page.locator("main").inner_text())
    assert found
    who.press("I have written it down").meets("What happens now")
    return found.group()


def come_back(who: Visitor, key: str) -> Visitor:
    """Read the answer with a key."""
    who.go("/speak-up/").meets("Speak up").press("Read our answer").meets("Read our answer").fill("Your reply key", key)
    return who.press("Read it").meets("What you sent, and our answer")


def find(who: Visitor, words: str) -> str:
    """Open the matter that says these words, the latest first; gives its address."""
    who.go("/speaking-up/").meets("Speaking up and complaints")
    for link in reversed(who.page.locator("main tbody a").all()):
        path = link.get_attribute("href") or ""
        if words in (who.page.request.get(who.base + path).text()):
            who.go(path).meets()
            return who.page.url
    raise AssertionError(f"nothing says {words}")


def promised(who: Visitor) -> None:
    """Acknowledge what was sent, with the day an answer is promised."""
    on = datetime.datetime.now(tz=datetime.UTC).date() + 20 * DAY
    who.press("Acknowledge it").meets("Acknowledge it").fill("Write to them", "It came. We look at the rota.")
    who.date("By when will you answer?", on.day, on.month, on.year).press("Send it").meets("SU-")


@pytest.mark.rows("HE-WB-01", "HE-WB-03")
def test_an_anonymous_concern_is_answered_twice(arrive: Arrive) -> None:
    place = somebody("Nightjar")
    who = arrive(width=320).go("/speak-up/").meets("Speak up").must_see("999")
    who.press("Speak up").meets("Speak up about an organisation").press("Send it").meets(
        "Speak up about an organisation"
    )
    assert who.page.get_by_role("alert").get_by_role("link").count() == 2
    who.fill("What happened?", f"At {place} the night staff sleep.").choose("I do not say who I am").press("Send it")
    key = key_of(who)
    who.go("/speak-up/reply/").meets().fill("Your reply key", "7KQ4-M9TX").press("Read it").meets("Read our answer")
    who.must_see("This key opens nothing")
    desk = arrive("business_manager")
    at = find(desk, place)
    desk.must_see("Nobody knows who they are")
    promised(desk)
    come_back(who, key).must_see("It came. We look at the rota.").fill("Write to us", "On the second floor.")
    who.press("Send").meets("What you sent, and our answer").must_see("On the second floor.")
    desk.go("/speaking-up/").meets().must_see("They wrote").go(at).meets("SU-").must_see("On the second floor.")
    desk.press("Answer it").meets("Answer it").choose("Right: it was so").fill("Why?", "The rota shows it.")
    desk.fill("The answer, in words for whoever sent it", "You were right. It was changed.").press("Send the answer")
    desk.meets("SU-").must_see("The rota shows it.")
    come_back(arrive(), key).must_see("You were right. It was changed.", "It is answered.")
    assert not who.sees("The rota shows it.")
    for role in ("administrator", "privacy_officer", "partner"):
        assert arrive(role).go(at).page.title().startswith("Page not found")
    who.press("Leave, and forget my key").meets("Speak up")
    assert who.go("/speak-up/answer/").heading() == "Read our answer"


@pytest.mark.rows("GL-VC-08", "GL-AU-10")
def test_a_child_complains_and_is_answered_and_the_child_is_seen_to(arrive: Arrive) -> None:
    child = somebody("Wren")
    who = arrive().go("/speak-up/").meets().follow("I am a child or young person, and I am not happy").meets("Tell us")
    who.must_see("0800 1111").fill("What happened?", f"{child}: nobody listened.").fill("What is your name?", child)
    who.choose("I do not know", of="Is somebody hurting you, or are you scared?").press("Send it")
    key = key_of(who)
    desk = arrive("business_manager")
    at = find(desk, child)
    desk.must_see("see to a child, today").press("See to a child").meets("See to a child").choose(
        "Hand it to the front door now"
    )
    desk.fill("What, and why?", "A child says that nobody listens.").fill("The child's given names", child)
    desk.press("Record it").meets("SU-").must_see("Waits at the front door")
    door = arrive("front_door_worker").go("/front-door/handovers/").meets()
    assert door.sees(child)
    promised(desk.go(at))
    desk.go(at).press("Answer it").meets().choose("Right in part").fill("Why?", "It was late.")
    desk.fill("The answer, in words for whoever sent it", "You were right. We are sorry.").press(
        "Send the answer"
    ).meets("SU-")
    come_back(who, key).must_see("You were right. We are sorry.")
    desk.press("Close it").meets("Close it").press("Close it").meets("SU-").must_see("It has ended.")
    desk.go("/speaking-up/?show=closed").meets().go("/speaking-up/new/").meets("Write down what came another way")


@pytest.mark.rows("dsar.respond", "HE-WB-02", "HE-REC-06")
def test_a_request_goes_out_with_another_person_taken_out(arrive: Arrive) -> None:
    asker = somebody("Alder")
    who = arrive().go("/speak-up/access/").meets("Ask for the information held about you")
    who.fill("Which information do you want to see?", f"All letters, for {asker}.").fill("Your full name", asker)
    who.press("Send my request")
    key = key_of(who)
    desk = arrive("privacy_officer")
    at = find(desk, asker)
    now = datetime.datetime.now(tz=datetime.UTC).astimezone()
    desk.press("Record who asks").meets("Record who asks").fill("How do you know who they are?", "A passport was seen.")
    desk.date("When did the last detail come: date", now.day, now.month, now.year)
    desk.fill("When did the last detail come: time", f"{now:%H:%M}").press("Record it").meets("SU-").must_see(
        "one's own"
    )
    desk.press("List a document").meets("List a document").fill("What is the document?", "Letter of May")
    desk.fill("Other people in it", "Quince Testerly").press("List it").meets("SU-")
    judge(desk, "They met Quince Testerly.")
    desk.press("Prepare the answer").meets("Prepare the answer").fill("The letter that goes with it", "Here it is.")
    desk.press("Send it to be checked").meets("Prepare the answer").must_see("is still named in")
    desk.go(at).follow("Judge a document")
    judge(desk, "They met [taken out].", opened=True)
    desk.press("Prepare the answer").meets().fill("The letter that goes with it", "Parts about others are taken out.")
    desk.press("Send it to be checked").meets("SU-").must_see("reads what you prepared")
    second = arrive("business_manager").go(at).meets("SU-").press("Give the answer out").meets("Give the answer out")
    second.must_see("Parts about others are taken out.", "They met [taken out].").press("Give it out").must_see(
        "read all of it"
    )
    second.page.get_by_label("I have read all of it").check()
    second.press("Give it out")
    assert arrive("business_manager").go(at).page.title().startswith("Page not found")
    desk.go(at).meets("SU-").must_see("Done in time", "Version 1", "Given out by")
    come_back(who, key).must_see("They met [taken out].", "Parts of this were taken out.")
    assert not who.sees("Quince")

    unit = (
        arrive("business_manager")
        .go("/speaking-up/procedures/")
        .meets("Whistleblowing procedures")
        .must_see("Everything")
    )
    unit.press("Write down an agency's procedure").meets().go("/speaking-up/safe-recruitment/").meets(
        "Safe recruitment"
    )
    head = arrive("teacher").go("/speaking-up/safe-recruitment/").meets("Safe recruitment")
    head.page.locator("main tbody a").first.click()
    head.meets().must_see("Nothing said")
    head.page.locator("main tbody a").first.click()
    head.meets().choose("In place").fill("What shows it, or why not?", "The list was seen.")
    head.date("When was it seen?", now.day, now.month, now.year).press("Record it").meets().must_see(
        "The list was seen."
    )
    head.go("/speaking-up/safe-recruitment/police-information/").meets().press("Note that it came").meets()


def judge(desk: Visitor, text: str, *, opened: bool = False) -> None:
    """Judge the one document: it goes out with parts taken out."""
    if not opened:
        desk.press("Judge a document")
    desk.meets("Judge a document")
    desk.page.get_by_role("radio").first.check()
    desk.choose("It would not be likely to do serious harm to anybody").fill("Why?", "Known to them.")
    desk.fill("Who judged it?", "Dr Untrue, GP").choose("It goes out with parts taken out")
    desk.page.get_by_label("If something is held back: the ground").select_option(
        label="It is about somebody else, who does not agree"
    )
    desk.fill("If something is held back: the reason", "No consent.").fill("The text as it may go out", text)
    desk.press("Record it").meets("SU-")
