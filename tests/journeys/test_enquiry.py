"""Three agencies are asked about a child: one shares, one holds nothing, one declines; then the picture is written."""

import re

import pytest

from tests.journeys.browsing import Visitor
from tests.journeys.conftest import Arrive
from tests.journeys.desk import claim, open_request, weigh
from tests.journeys.steps import notified, somebody

pytestmark = pytest.mark.browser
ASKED = {
    "police_mash": "Police in the MASH",
    "health_mash": "Health in the MASH",
    "education_mash": "Education in the MASH",
}


def open_enquiry(worker: Visitor, child: str) -> None:
    """From a contact in hand: ask the three agencies about a child."""
    worker.follow(f"Ask agencies about {child}").meets("Ask agencies")
    worker.press("Ask them").meets("Ask agencies").must_see("Choose which agencies to ask.")
    for team in ASKED.values():
        worker.page.get_by_label(re.compile(rf"{team}\s*$")).check()
    worker.page.get_by_label(re.compile(r"^\s*Amber")).check()
    worker.fill("Why is it this urgent?", "A child of six alone at night.")
    worker.fill("What are they asked?", "What do you know of who looks after this child?")
    worker.fill("Why are they asked?", "To decide next steps for the child.")
    worker.press("Ask them")


@pytest.mark.rows("GL-FD-11", "GL-FD-12", "WT-INF-08")
def test_an_enquiry_answered_by_three_agencies(arrive: Arrive) -> None:
    child = somebody("Pepper")
    reference = notified(arrive("police_mash"), child)
    worker = arrive("front_door_worker")
    claim(worker, reference)
    open_enquiry(worker, child)
    worker.go(f"/front-door/contacts/{reference}/").meets(reference).must_see("Enquiring")

    police = arrive("police_mash")
    open_request(police, child)
    police.press("Send the answer").meets(child).must_see("Choose how your agency answers.")
    police.choose("We hold this, and share it").fill("What you share", "Two calls to the address in May.")
    weigh(police, detriment="No")
    police.press("Send the answer").meets(child).must_see("Your agency's answer is with the team that asked")

    health = arrive("health_mash")
    open_request(health, child)
    health.choose("We hold nothing about this child or family").fill(
        "Which records did you look in?", "GP and hospital."
    )
    health.press("Send the answer").meets(child).must_see("Your agency's answer is with the team that asked")

    worker.go("/front-door/enquiries/").meets("Open enquiries").follow(child).meets("Enquiry about").must_see("Waiting")
    worker.press("Close with the picture").meets("Close the enquiry")
    worker.fill("What do the answers show together?", "Too early.").press("Close the enquiry")
    worker.meets("Close the enquiry").must_see("has not answered: chase it, or withdraw the request with a reason")

    school = arrive("education_mash")
    open_request(school, child)
    school.choose("We hold information and decline to share it, for a reason")
    school.fill("What kind of information you do not share", "A counsellor's notes.")
    weigh(school, detriment="Yes")
    school.press("Send the answer").meets(child).must_see("Your agency's answer is with the team that asked")

    worker.go("/front-door/enquiries/").follow(child).meets("Enquiry about")
    worker.must_see("Two calls to the address in May.", "We hold nothing", "decline to share", "A counsellor's notes.")
    worker.press("Close with the picture").meets("Close the enquiry")
    worker.fill("What do the answers show together?", "Police calls; health knows nothing; school holds notes back.")
    worker.press("Close the enquiry").meets()
    worker.go(f"/front-door/contacts/{reference}/").meets(reference).must_see(
        "In hand", "MASH enquiry closed with its picture"
    )
