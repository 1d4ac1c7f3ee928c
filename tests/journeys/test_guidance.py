"""Anyone counts a limit day by day; a partner compares two editions."""

import pytest
from django.utils import timezone

from tests.journeys.conftest import Arrive

pytestmark = pytest.mark.browser


def test_when_is_it_due(arrive: Arrive) -> None:
    who = arrive().go("/").meets()
    who.page.get_by_role("link", name="When is it due?").last.click()
    who.page.wait_for_url("**/when-is-it-due/")
    who.meets("When is it due?")
    who.page.get_by_label("What has to be done?").select_option(value="referral.decision")
    for part, value in (("Day", "24"), ("Month", "12"), ("Year", "2026")):
        who.fill(part, value)
    who.fill("At what time?", "16:00").press("Work out the date").meets("When is it due?")
    # The date, the counting day by day, where the limit comes from, and what each layer says.
    who.must_see("Tuesday 29 December 2026", "The counting", "Christmas", "Why this date", "What each edition says")
    who.must_see("Working Together")


def test_a_missing_start_is_said_and_mended(arrive: Arrive) -> None:
    who = arrive().go("/when-is-it-due/")
    who.page.get_by_label("What has to be done?").select_option(value="referral.decision")
    who.fill("Day", "31").fill("Month", "2").press("Work out the date").meets("When is it due?")
    assert who.page.get_by_role("alert").get_by_role("link").count() >= 1
    assert who.page.get_by_label("Day").first.input_value() == "31"
    who.fill("Day", "2").fill("Month", "3").fill("Year", "2026").press("Work out the date").meets("When is it due?")
    who.must_see("March 2026", "Why this date")


def test_a_partner_compares_two_editions(arrive: Arrive) -> None:
    who = arrive("partner").go("/guidance/").meets("Guidance")
    who.follow("Compare two editions").meets("Compare two editions")
    who.page.get_by_label("From", exact=True).select_option(value="wt-2018")
    who.page.get_by_label("To", exact=True).select_option(value="wt-2026")
    who.press("Compare").meets("Compare two editions")
    who.must_see("New (", "Changed (", "No longer there (", "differences, in clocks")
    table = who.page.get_by_role("table").first.inner_text()
    assert len(table.splitlines()) > 3, table
    way = who.page.locator("main li a[href*='/guidance/clocks/']").first
    name = way.inner_text()
    way.click()
    who.page.wait_for_url("**/guidance/clocks/**")
    who.meets(name)


@pytest.mark.rows("D16")
def test_two_people_check_a_row_and_its_caution_is_gone(arrive: Arrive) -> None:
    row = "/guidance/checking/panel-2022/row/?kind=clock&row=rapidreview.complete"
    due = "/when-is-it-due/?clock=rapidreview.complete&on-day=1&on-month=3&on-year=2024&at=&edition=panel-2022"
    for role in ("business_manager", "partner"):
        who = arrive(role, width=320 if role == "partner" else 1280).go("/guidance/checking/panel-2022/")
        who.check_accessible()
        who.go(row).check_accessible()
        who.choose("It agrees with the source").fill("Where does the source say so, or what differs?", "page 12")
        who.press("Save and go on")
        assert who.sees("confirmed by two people")
        who.check_accessible()
        who.check_quiet()
    assert not arrive().go(due).sees("not yet checked")


@pytest.mark.rows("WT-THR-02", "GL-TH-02")
def test_the_threshold_document_is_agreed_and_reviewed(arrive: Arrive) -> None:
    who = arrive("business_manager").go("/guidance/threshold-document/")
    who.check_accessible()
    who.press("Record an agreement").check_accessible()
    who.press("Save")
    assert who.page.locator(".govuk-error-summary").count() == 1
    who.check_accessible()
    who.page.get_by_label("Which organisation agreed it?").select_option(index=1)
    who.fill("Which post agreed for it?", "Head of safeguarding").date("On which day?", 1, 9, 2025)
    who.press("Save").must_see("agreed the threshold document", "Head of safeguarding")
    who.press("Record a review").date("When was it reviewed?", 1, 9, 2025)
    year = timezone.localdate().year + 4
    who.fill("What was decided?", "Kept for four years").date("By when is it reviewed again?", 1, 9, year)
    who.press("Save").must_see(f"1 September {year}")
    who.check_accessible()
    assert arrive().go("/thresholds/").sees(f"To be reviewed by 1 September {year}")
    who.check_quiet()
