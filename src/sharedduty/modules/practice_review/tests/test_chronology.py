"""A chronology of a practice review: opened of its children and its terms, and the report waits for what is not answered."""

import pytest

from sharedduty.foundations.access.api import seen_by
from sharedduty.foundations.chronology.actions import doubting, running
from sharedduty.foundations.chronology.declared import source_of
from sharedduty.foundations.chronology.models import Chronology
from sharedduty.foundations.chronology.queries.lines import composite_of
from sharedduty.foundations.directory.models import Team
from sharedduty.foundations.process.api import CannotMove
from sharedduty.modules.practice_review.actions import reporting
from sharedduty.modules.practice_review.tests.scenes import REPORT, TERMS, Practice, today
from sharedduty.modules.rapid_review.queries.records import source_of as rapid_source
from sharedduty.modules.rapid_review.tests.scenes import begun

pytestmark = pytest.mark.django_db
CHILD = {"label": "Child A", "birth_on": None, "died_on": None}


def opened(practice: Practice) -> Chronology:
    """The chronology of a review, the police asked."""
    with seen_by(practice.unit):
        source = source_of(practice.unit, practice.held.reference)
        assert source is not None
        given = {
            "period_from_on": source.period_from_on,
            "period_to_on": source.period_to_on,
            "children": [CHILD],
            "gap_weeks": 4,
        }
        held = running.open_chronology(by=practice.unit, source=source, given=given)
        team = Team.objects.select_related("organisation").get(pk=practice.house.teams["police"].pk)
        asked = {"question": "Yours, please.", "purpose": "To compare.", "due_at": None}
        running.ask_agencies(by=practice.unit, held=held, teams=[team], given=asked)
        return held


@pytest.mark.rows("HE-CHR-03")
def test_no_report_is_put_in_while_a_discrepancy_waits_and_each_is_named(plain: Practice) -> None:
    plain.as_far_as("reviewing").heard()
    held = opened(plain)
    assert (held.period_from_on, held.period_to_on) == (TERMS["period_from_on"], TERMS["period_to_on"])
    report = {**REPORT, "received_on": today()}
    with seen_by(plain.unit):
        assert composite_of(plain.unit, held).suggestions == [], "nobody has sent anything yet: silence says nothing"
        held.refresh_from_db()
        given = {
            "why": "Nobody writes of the child for a year.",
            "agencies": list(held.parts.values_list("reference", flat=True)),
        }
        doubt = doubting.find(by=plain.unit, held=held, given=given)
        for step, more in ((None, {}), (doubting.notify, {"question": "Was the child seen?"})):
            if step:
                step(by=plain.unit, held=doubt, given=more)
            with pytest.raises(CannotMove) as refused:
                reporting.write_report(by=plain.unit, held=plain.held, given=report)
            assert f"Not answered in the chronology: {doubt.reference}" in str(refused.value)
        doubting.take_answer(by=plain.unit, held=doubt, given={"explanation": "The police did not see the child."})
    plain.reported()
    with seen_by(plain.unit):
        plain.held.refresh_from_db()
    assert plain.held.stage == "reported"


def test_the_review_leads_to_its_chronology_and_its_readers_read_that_too(plain: Practice, delegates) -> None:
    browser, at = plain.house.client(plain.unit), f"/practice-reviews/{plain.held.reference}/"
    assert f"/chronologies/start/{plain.held.reference}/" in browser.get(at).content.decode()
    plain.as_far_as("reviewing")
    held = opened(plain)
    assert held.reference in browser.get(at).content.decode()
    assert browser.get(f"/chronologies/start/{plain.held.reference}/")["Location"] == f"/chronologies/{held.reference}/"
    reader = plain.house.client(delegates["health"])
    page = reader.get(f"/chronologies/{held.reference}/")
    assert page.status_code == 200 and "Robin" not in page.content.decode(), "they read the whole, and not the key"
    assert (
        plain.house.client(plain.house.post_holder("scrutineer")).get(f"/chronologies/{held.reference}/").status_code
        == 404
    )


def test_a_rapid_review_may_have_one_too(house) -> None:
    review = begun(house)
    with seen_by(review.unit):
        found = rapid_source(review.unit, review.held.reference)
        assert found is not None and [one.name for one in found.children] == ["Robin Testwick"]
    page = house.client(review.unit).get(f"/rapid-reviews/{review.held.reference}/").content.decode()
    assert f"/chronologies/start/{review.held.reference}/" in page
    assert (
        house.client(house.post_holder("partner")).get(f"/chronologies/start/{review.held.reference}/").status_code
        == 404
    )
