"""A rapid review from the incident that was notified to the Panel's reply: members, summaries, meeting, decision, report."""

import pytest

from tests.journeys import rapid_reviews
from tests.journeys.conftest import Arrive
from tests.journeys.prepared import Preparer
from tests.journeys.steps import just_now, somebody

pytestmark = pytest.mark.browser


@pytest.mark.rows(
    "GL-RR-01", "GL-RR-04", "GL-RR-05", "GL-RR-06", "GL-RR-12", "GL-RR-13", "GL-RR-14", "GL-RR-15", "WT-RR-06"
)
def test_from_the_notice_to_the_panels_reply(arrive: Arrive, prepared: Preparer) -> None:
    child = somebody("Linden")
    incident = prepared("notified_incident", child=child)
    manager = arrive("business_manager")
    at = rapid_reviews.taken_up(manager, incident, child)
    rapid_reviews.gathered(manager, at)
    rapid_reviews.summarised(arrive("police_mash"), manager, at, child)

    rapid_reviews.met(manager, at)
    rapid_reviews.judged(manager)
    rapid_reviews.decided(manager, at)
    partner = (
        arrive("partner_police").go(at).meets("Rapid review").must_see("Two agencies did not speak to each other.")
    )
    partner.follow("Disagree in writing").meets("Disagree in writing").fill("Why?", "An audit is enough.").press(
        "Send it"
    )
    partner.meets("Rapid review").must_see("Waits for an answer.")
    manager.go(at).follow("Answer a disagreement").meets("Answer a disagreement").must_see("An audit is enough.")
    manager.page.get_by_role("radio").first.check()
    manager.fill("What is the answer, and why?", "The theme comes back.").fill("Who answers?", "Independent chair")
    manager.press("Record the answer").meets("Rapid review").must_see("The theme comes back.")

    rapid_reviews.sent(manager, at)
    partner.go(at).follow("The report, to print or send").follow("The report as it was sent").must_see(
        "Two calls in May."
    )

    rapid_reviews.replied(manager, at, "It asks for more information", "What of the sister?")
    manager.press("Answer what the Panel asked").meets("Answer what the Panel asked")
    manager.must_see("What of the sister?").fill("What was answered?", "She is with an aunt.")
    just_now(manager, "When was it sent")
    manager.fill("How was it sent?", "Email").press("Record the answer").meets("Rapid review")
    rapid_reviews.closed(manager, at)
