"""An agency that took part in enquiries asks for a conference, and is answered: agreed to, or refused and taken further."""

import re

import pytest

from tests.journeys.browsing import Visitor
from tests.journeys.conftest import Arrive
from tests.journeys.prepared import Preparer
from tests.journeys.steps import somebody

pytestmark = [pytest.mark.browser, pytest.mark.rows("WT-S47O-02")]
SERIOUS = "He came to school hurt again on Monday, and says that he is afraid to go home."
ASK, ANSWER = "Ask for a child protection conference", "Answer an agency that asks for a conference"


def asked_for(agency: Visitor, child: str) -> str:
    """From the menu to the request that is sent: wrongly at first, then as it should be; gives its address."""
    agency.go("/my-work/").meets("My work")
    agency.follow("Other concerns", within=agency.page.get_by_role("navigation", name="Main")).meets("Other concerns")
    agency.follow("Ask for a conference").meets("Asking for a child protection conference").must_see("You were told")
    agency.follow(child).meets(f"A conference about {child}")
    agency.must_see("you have the right to ask for a conference", "Not asked", "Nothing was asked yet.")
    agency.press(ASK).meets(ASK).press("Ask for a conference").meets(ASK)
    agency.must_see("There is a problem")
    agency.fill("What is your serious concern, and why does the child need a conference?", SERIOUS)
    agency.press("Ask for a conference").meets(f"A conference about {child}")
    agency.must_see("Your request is with the social worker who leads the enquiry.", SERIOUS)
    assert not agency.page.get_by_role("button", name=ASK).count(), "it is asked once"
    return agency.page.url


def answered(worker: Visitor, request: str, child: str, *, yes: bool) -> None:
    """The social worker finds it on my work, tries to answer without a word, then answers."""
    reference = request.rstrip("/").rpartition("/")[2]
    worker.go("/my-work/").meets("My work")
    worker.page.get_by_role("row").filter(has_text=reference).get_by_role("link").first.click()
    worker.page.wait_for_url(re.compile(reference))
    if worker.heading() != ANSWER:
        worker.meets(f"A conference about {child}").press(ANSWER)
    worker.meets(ANSWER).must_see(SERIOUS).press("Send the answer").meets(ANSWER).must_see("There is a problem")
    worker.choose("Yes: a conference is held" if yes else "No: the agency is told why, and may take it further")
    worker.fill("Why?", "The new bruise changes it." if yes else "The family worker sees him every day.")
    worker.press("Send the answer").must_see("The agency has your answer.").meets(f"A conference about {child}")


def test_an_agency_asks_for_a_conference_and_one_is_held(arrive: Arrive, prepared: Preparer) -> None:
    child = somebody("Larch")
    record = prepared("ended_without_conference", child=child)
    health = arrive("health_mash")
    request = asked_for(health, child)
    worker = arrive("social_worker")
    answered(worker, request, child, yes=True)
    worker.go(f"/protection/records/{record}/").meets(child).must_see("Initial conference to be held", "Call a meeting")
    health.go(request).meets(f"A conference about {child}").must_see(
        "A conference is held, as your agency asked.", "Protection meetings"
    )
    health.must_see("The new bruise changes it.")
    assert health.go(f"/protection/records/{record}/").page.title().startswith("Page not found")


def test_an_agency_that_is_refused_takes_it_further(arrive: Arrive, prepared: Preparer) -> None:
    child = somebody("Teasel")
    record = prepared("ended_without_conference", child=child)
    police = arrive("police_mash")
    request = asked_for(police, child)
    answered(arrive("social_worker"), request, child, yes=False)
    police.go(request).meets(f"A conference about {child}").must_see("The family worker sees him every day.")
    police.follow("Disagree with this").meets()
    assert police.go(f"/protection/records/{record}/").page.title().startswith("Page not found")
