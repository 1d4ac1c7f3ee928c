"""A practice review from a rapid review's decision to the page that anybody reads."""

import pytest

from tests.journeys import practice_reviews
from tests.journeys.conftest import Arrive
from tests.journeys.prepared import Preparer
from tests.journeys.steps import on, somebody

pytestmark = pytest.mark.browser
WORDING = "Have one number for weekends."


@pytest.mark.rows(
    "GL-PR-01", "GL-PR-03", "GL-PR-07", "GL-PR-09", "WT-LCSPR-02", "WT-LCSPR-05", "WT-LCSPR-06", "WT-LCSPR-09", "WT-LCSPR-10",
    "WT-LCSPR-11", "WT-LCSPR-12",
)  # fmt: skip
def test_from_the_decision_to_the_page_that_anybody_reads(arrive: Arrive, prepared: Preparer) -> None:
    child = somebody("Linden")
    rapid = prepared("decided_rapid_review", child=child)
    manager = arrive("business_manager")
    title = "A baby hurt at home" if manager.scripts else "A baby hurt at night"  # both are published in one product
    at = practice_reviews.taken_up(manager, rapid, child)
    reference = manager.heading().split()[-1]
    practice_reviews.begun(manager)
    practice_reviews.heard(manager, at)
    practice_reviews.reported(manager.go(at), child.split()[0], title, WORDING)
    practice_reviews.decided(manager, at)
    anybody = arrive().go("/learning/reviews/").meets("What we learned")
    assert not anybody.sees(title)
    prepared("a_month_goes_by", review=reference)
    page = practice_reviews.published(manager, at, title)
    practice_reviews.read_by_anybody(anybody, page, title, WORDING, child.split()[0], reference, "Mary")
    assert anybody.go(at).page.title().startswith("Sign in")

    manager.go(f"{at}take-down/").meets("Take the page down").fill("Why?", "Enough.").press("Take it down")
    manager.meets("Take the page down").must_see("keeps it public until")
    manager.go(f"{at}answer/").meets("Answer a recommendation")
    manager.page.get_by_role("radio").first.check()
    manager.fill("What is the answer, and what is done?", "We do it by spring.")
    on(manager, "When was it given?", practice_reviews.TODAY)
    manager.press("Record the answer").meets("Practice review").follow("Renew the public page").meets(
        "Renew the public page"
    )
    manager.fill("Why?", "The answer.").press("Renew it").meets("Practice review")
    anybody.go(page).meets(title).must_see("We do it by spring.")
