"""Somebody without an account: telephone first, danger answered before any form, and a short plain form."""

import pytest

from tests.journeys.browsing import Visitor
from tests.journeys.conftest import Arrive
from tests.journeys.steps import reference_on

pytestmark = pytest.mark.browser


def tell(who: Visitor, child: str, *, danger: str = "No", words: str = "He is left alone at night.") -> str:
    """Fill in the short form as a parent; gives the reference."""
    given, family = child.split()
    who.choose("My own child", of="Who are you worried about?").fill("What has happened?", words)
    who.choose(danger, of="Is a child in danger right now?")
    who.fill("Child's first name", given).fill("Child's last name", family).fill("How old is the child?", "6")
    who.choose("Yes", of="May we talk to you?")
    who.fill("Your name", "Dale Sampleford").fill("Your phone number", "01632 960456")
    who.press("Send").meets("Thank you. We have it")
    return reference_on(who)


@pytest.mark.rows("WT-REF-03", "WT-REF-01")
def test_a_parent_writes_in_the_short_form(arrive: Arrive) -> None:
    who = arrive().go("/raise/").meets("Worried about a child?")
    who.press("Tell us in a short form").meets("Tell us")
    shown = who.page.locator("main").inner_text()
    assert shown.index("999") < shown.index("Call us on") < shown.index("Who are you worried about?")
    who.press("Send").meets("Tell us")
    assert who.page.get_by_role("alert").get_by_role("link").count() >= 3
    reference = tell(who, "Elder Sampleford")
    who.must_see("They may call you to ask more")
    assert not who.sees("left alone")  # the confirmation repeats nothing that was told

    arrive().go(f"/raise/told/{reference}/").meets("not found")  # another browser learns nothing from the reference
    desk = arrive("front_door_worker").go(f"/front-door/contacts/{reference}/").meets(reference)
    desk.must_see("Elder Sampleford", "He is left alone at night.", "Sender not verified")


@pytest.mark.rows("GL-FD-02", "WT-REF-03")
def test_immediate_danger_is_answered_before_any_form(arrive: Arrive) -> None:
    who = arrive().go("/").meets()
    who.must_see("999")
    who.go("/raise/").meets("Worried about a child?")
    first = who.page.locator("main").inner_text()
    assert first.index("Call 999 now") < first.index("Tell us in a short form")
    assert who.page.locator("main a[href='tel:999']").count() == 1
    assert who.page.locator("main form").count() == 0
    who.press("Tell us in a short form")
    reference = tell(who, "Fennel Sampleford", danger="Yes", words="He is outside with a knife.")
    who.must_see("If you have not called 999, call now")

    desk = arrive("front_door_worker").go("/front-door/?sort=-received")
    row = desk.page.get_by_role("row").filter(has_text=reference)
    assert "Immediate danger" in row.inner_text()
