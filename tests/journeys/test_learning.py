"""From an incident that an agency reports, over rapid review, practice review and publication, to the effect on practice."""

import uuid

import pytest

from tests.journeys import incidents, practice_reviews, rapid_reviews, recommendations
from tests.journeys.conftest import Arrive
from tests.journeys.prepared import Preparer
from tests.journeys.steps import somebody

pytestmark = pytest.mark.browser


@pytest.mark.rows(
    "GL-SN-08", "GL-RR-01", "GL-RR-13", "GL-PR-07", "WT-LCSPR-12", "GL-PR-09", "GL-PR-10", "TRK-08", "TRK-18"
)
def test_from_an_incident_to_the_effect_of_what_was_learned(arrive: Arrive, prepared: Preparer) -> None:
    """Nine people and the public, one case: each stage begins on the page that the stage before left it on.

    Nothing is prepared; only the month between sending the report ahead and its publication goes by at once.
    """
    child, number = somebody("Larch"), uuid.uuid4().hex[:6]
    title, wording = f"A weekend without an answer, {number}", f"Have one number for weekends, in plan {number}."
    head, manager, police = arrive("head_of_service"), arrive("business_manager"), arrive("police_mash")
    partners = [arrive(one) for one in ("partner", "partner_police", "partner_council")]

    incident = incidents.opened_from(head, incidents.asked_by(arrive("gp"), child))
    incidents.named(head, incident, child)
    for one in partners:
        incidents.own_view(one, incident, "Notifiable", "The injury will last.")
    incidents.notifiable(head.go(incident), weighed=True)
    incidents.noticed(head, incident, child)
    incidents.everybody_told(manager, incident)

    rapid = rapid_reviews.taken_up(manager, reference_of(incident), child)
    rapid_reviews.gathered(manager, rapid)
    rapid_reviews.summarised(police, manager, rapid, child)
    rapid_reviews.met(manager, rapid)
    rapid_reviews.judged(manager)
    rapid_reviews.decided(manager, rapid)
    rapid_reviews.sent(manager, rapid)
    rapid_reviews.replied(manager, rapid, "It agrees with what was decided", "A local review is right.")
    rapid_reviews.closed(manager, rapid)

    review = practice_reviews.taken_up(manager, reference_of(rapid), child)
    practice_reviews.begun(manager)
    practice_reviews.heard(manager, review)
    practice_reviews.reported(manager.go(review), child.split()[0], title, wording)
    practice_reviews.decided(manager, review)
    anybody = arrive().go("/learning/reviews/").meets("What we learned")
    assert not anybody.sees(title)
    prepared("a_month_goes_by", review=reference_of(review))
    page = practice_reviews.published(manager, review, title)
    hidden = (*child.split(), "Mary", *map(reference_of, (incident, rapid, review)))
    practice_reviews.read_by_anybody(anybody, page, title, wording, *hidden)

    plan = recommendations.taken_in(manager, reference_of(review), wording)
    recommendations.new(manager)
    recommendations.accepted(manager)
    recommendations.asked(manager)
    recommendations.answered(police, wording)
    recommendations.shown(police)
    recommendations.not_for_us(arrive("health_mash"), wording)
    manager.go(plan).meets("Recommendation").must_see("Effect shown").follow("Gloucestershire Constabulary")
    manager.meets("Action AP-").must_see("Nine of ten were answered.", "Whoever rings is heard.")
    recommendations.closed_by_two(manager, partners[0], plan)


def reference_of(address: str) -> str:
    """The reference at the end of a record's address."""
    return address.rstrip("/").rpartition("/")[2]
