"""Without styles and without scripts nothing is missing: a parent writes, and an agency answers (quality.md A4)."""

import pytest

from tests.journeys.conftest import Arrive
from tests.journeys.desk import claim
from tests.journeys.steps import notified, somebody
from tests.journeys.test_enquiry import open_enquiry, open_request
from tests.journeys.test_public import tell

pytestmark = [
    pytest.mark.browser,
    pytest.mark.parametrize("scripts", [False], indirect=True, ids=["no-javascript"]),
]


def test_a_parent_writes_without_styles(arrive: Arrive) -> None:
    who = arrive(styles=False)
    who.reads = False  # what axe and a ruler say of a page without styles is not about ours
    who.go("/raise/").meets("Worried about a child?").must_see("Call 999 now")
    who.press("Tell us in a short form").meets("Tell us")
    who.press("Send").meets("Tell us").must_see("There is a problem")
    reference = tell(who, somebody("Lupin"))
    assert who.sees(reference)


def test_an_agency_answers_without_styles(arrive: Arrive) -> None:
    child = somebody("Myrtle")
    reference = notified(arrive("police_mash"), child)
    worker = arrive("front_door_worker")
    worker.reads = False
    claim(worker, reference)
    open_enquiry(worker, child)
    health = arrive("health_mash", styles=False)
    health.reads = False
    open_request(health, child)
    health.press("Send the answer").meets(child).must_see("There is a problem", "Choose how your agency answers.")
    health.choose("We hold nothing about this child or family").fill("Which records did you look in?", "All of ours.")
    health.press("Send the answer").meets(child).must_see("Your agency's answer is with the team that asked")
