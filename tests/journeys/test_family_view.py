"""What a review shares with one family member: mailed, opened in a plain page, taken back; and staff see when it was opened."""

import datetime
import re
import uuid

import pytest

from tests.journeys.browsing import Visitor
from tests.journeys.conftest import Arrive
from tests.journeys.prepared import Preparer
from tests.journeys.steps import REFERENCE, on, somebody
from tests.partnership import Partnership, wait_until

pytestmark = pytest.mark.browser
LINK = re.compile(r"https?://[^\s/]+(/family/link/[\w-]+/)")
WORDS = "We look at what happened.\nWe want to know what it was like for you.\nWe will call you in May."


def mailed(partnership: Partnership, address: str) -> list[str]:
    """What was mailed to an address, each letter whole, in no order."""
    letters = [one.read_text(errors="replace") for one in (partnership.var / "outbox").rglob("*") if one.is_file()]
    return [one.replace("=\n", "") for one in letters if address in one]


def link_for(who: Visitor, partnership: Partnership, address: str) -> str:
    """Ask for a link from the first page on, as somebody who has lost theirs; gives the path that was mailed."""

    def links() -> set[str]:
        return {found.group(1) for one in mailed(partnership, address) if (found := LINK.search(one))}

    before = links()
    who.go("/").follow("Read what is shared with you").meets("Read what is shared with you")
    who.press("Send me a link").meets("Read what is shared with you").must_see("Enter your email address")
    who.fill("Your email address", address).press("Send me a link").meets("Look in your mail")
    assert wait_until(lambda: links() - before, 60)
    (fresh,) = links() - before
    return fresh


def invited(manager: Visitor, at: str) -> None:
    """A health visitor is asked to take part, and so is somebody of the record whose name is not for the family."""
    manager.go(at).press("Ask somebody to take part").meets("Ask somebody to take part").choose("Practitioner")
    manager.fill("Name", "Kit Helpwell").fill("Who are they?", "health visitor")
    on(manager, "When were they invited?", datetime.datetime.now(tz=datetime.UTC).date())
    manager.fill("How?", "A visit").fill("What were they told to expect?", "Nobody is blamed.")
    manager.fill("Who stands by them?", "A manager").press("Record it").meets("Practice review").must_see(
        "Kit Helpwell"
    )


def shared(manager: Visitor, at: str, address: str) -> str:
    """Name the mother and share words with her, refused first for a name in them; gives the page about her."""
    manager.go(at).follow("What is shared with the family").meets("What is shared with the family")
    manager.must_see("Nobody is named yet.").press("Name somebody of the family").meets("Name somebody of the family")
    manager.press("Name them").meets("Name somebody of the family").must_see("Write their name.")
    manager.fill("Name", "Mary Invented").fill("How do they belong to the family?", "His mother")
    manager.fill("Their own email address", address).press("Name them").meets("Mary Invented")
    page = manager.must_see("Nothing yet. They see nothing.").page.url
    manager.follow("What this review is, and what it will do").meets("Share something with Mary Invented")
    manager.fill("Title", "What we do").fill("The words they read", f"{WORDS}\nKit will help.").press("Share it")
    manager.meets("Share something with Mary Invented").must_see("It names: Kit")
    manager.fill("The words they read", WORDS).press("Share it").meets("Mary Invented")
    manager.must_see("It is shared.", "Not opened yet.")
    return page


@pytest.mark.rows("WT-LCSPR-05", "GL-CD-13", "GL-DH-44")
def test_words_shared_with_a_mother_are_opened_seen_to_be_opened_and_taken_back(
    arrive: Arrive, prepared: Preparer, partnership_server: Partnership
) -> None:
    child, address = somebody("Linden"), f"mary.{uuid.uuid4().hex[:8]}@home.example"
    at = f"/practice-reviews/{prepared('practice_review', child=child, stage='reviewing')}/"
    manager = arrive("business_manager")
    invited(manager, at)
    hers = shared(manager, at, address)
    (told,) = mailed(partnership_server, address)
    assert "/family/" in told and "Linden" not in told and "review" not in told and not REFERENCE.search(told)

    mother = arrive(width=320)
    link = link_for(mother, partnership_server, address)
    mother.go(link).meets("Read it in this browser").press("Go on").meets("What is shared with you")
    manager.go(hers).must_see("Not opened yet.")  # she came, and has not read it
    mother.follow("What we do").meets("What we do").must_see(*WORDS.splitlines())
    for hidden in ("Linden", child.split()[1], at.strip("/").split("/")[1], "Kit"):
        assert not mother.sees(hidden), hidden
    read = mother.page.url
    manager.go(hers).meets("Mary Invented").must_see("Opened by their link")
    assert not manager.sees("Not opened")
    manager.follow("The family", within=manager.page.get_by_label("Breadcrumb"))
    manager.meets("What is shared with the family").must_see("All of it")

    manager.go(hers).follow("Take it back").meets("Take back").press("Take it back").meets("Take back")
    manager.must_see("Say why it is taken back.").fill("Why?", "The day has moved.").press("Take it back")
    manager.meets("Mary Invented").must_see("Taken back", "The day has moved.", "Opened by their link")
    mother.go(read).meets("There is nothing to read here now").follow("See what is shared with you")
    mother.meets("What is shared with you").must_see("There is nothing to read here now.")
    mother.press("Leave").meets("Read what is shared with you")
    mother.go(link).meets("This link does not work any more").press("Ask for a new link")
    mother.go("/family/mine/").meets("You need a fresh link for this page").follow("Ask for a link to read it")
    mother.go(link_for(mother, partnership_server, address)).press("Go on").meets("What is shared with you")
    mother.must_see("There is nothing to read here now.")
