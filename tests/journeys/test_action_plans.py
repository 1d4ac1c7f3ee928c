"""A review's recommendations: into the register, to the agencies, done, in place, not closed without an effect, closed by two."""

import pytest

from tests.journeys import recommendations
from tests.journeys.browsing import Visitor
from tests.journeys.conftest import Arrive
from tests.journeys.prepared import Preparer
from tests.journeys.steps import somebody

pytestmark = pytest.mark.browser


@pytest.mark.rows("TRK-01", "TRK-03", "TRK-04", "TRK-06", "TRK-08", "TRK-18", "HE-ACT-01", "GL-PR-10")
def test_from_a_review_to_a_close_that_two_people_agree_on(arrive: Arrive, prepared: Preparer) -> None:
    wording = "Have one number for weekends."
    earlier = prepared("earlier_recommendation", wording="Weekends need one number, for everybody.")
    review = prepared("recommended", child=somebody("Rowan"))
    manager = arrive("business_manager")
    at = recommendations.taken_in(manager, review, wording)
    reference = manager.heading().split()[-1]
    recommendations.looked_at(manager, earlier)
    recommendations.accepted(manager)
    recommendations.asked(manager)

    recommendations.not_for_us(arrive("health_mash"), wording)
    police = arrive("police_mash")
    recommendations.answered(police, wording)

    manager.go(f"{at}propose-closing/").meets("Propose to close it").fill(
        "What shows that practice has changed?", "It is done."
    )
    manager.press("Propose it").meets("Propose to close it").must_see("Done is not the same as changed.")
    recommendations.shown(police)
    manager.go(at).meets("Recommendation").must_see("We have had one for years.")
    partner = arrive("partner")
    recommendations.closed_by_two(manager, partner, at)

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
