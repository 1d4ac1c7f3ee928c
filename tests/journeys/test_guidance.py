"""Anyone counts a limit day by day; a partner compares two editions."""

import pytest

from tests.journeys.conftest import Arrive

pytestmark = pytest.mark.browser


def test_when_is_it_due(arrive: Arrive) -> None:
    who = arrive().go("/when-is-it-due/")
    who.check_accessible()
    who.page.get_by_label("What has to be done?").select_option(value="referral.decision")
    for part, value in (("Day", "24"), ("Month", "12"), ("Year", "2026")):
        who.fill(part, value)
    who.fill("At what time?", "16:00")
    who.press("Work out the date")
    assert who.sees("Tuesday 29 December 2026")
    assert who.sees("Christmas")
    who.check_accessible()
    who.check_quiet()


def test_a_missing_start_is_said_and_mended(arrive: Arrive) -> None:
    who = arrive().go("/when-is-it-due/")
    who.page.get_by_label("What has to be done?").select_option(value="icpc.hold")
    who.fill("Day", "31")
    who.fill("Month", "2")
    who.press("Work out the date")
    assert who.page.locator(".govuk-error-summary").count() == 1
    assert who.page.get_by_label("Day").first.input_value() == "31"
    who.check_accessible()


def test_a_partner_compares_two_editions(arrive: Arrive) -> None:
    who = arrive("partner").go("/guidance/")
    who.check_accessible()
    who.go("/guidance/compare/")
    selects = who.page.locator("main select")
    selects.nth(0).select_option(value="wt-2018")
    selects.nth(1).select_option(value="wt-2026")
    who.page.locator("main button[type=submit]").first.click()
    assert who.sees("2018") and who.sees("2026")
    who.check_accessible()
    who.check_quiet()


PUBLIC = [
    "/", "/thresholds/", "/guidance/", "/guidance/processes/front_door/", "/help/", "/accessibility/", "/privacy/",
    "/guidance/clocks/", "/guidance/watch-list/", "/guidance/not-checked/", "/design/gallery/",
]  # fmt: skip


@pytest.mark.parametrize("path", PUBLIC)
def test_public_pages_are_accessible_and_fit_a_small_screen(arrive: Arrive, path: str) -> None:
    arrive().go(path).check_accessible()
    small = arrive(width=320).go(path)
    small.check_fits()
    small.check_quiet()
