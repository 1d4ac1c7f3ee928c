"""Nothing is lost and nothing is doubled: a double click, and one draft in two tabs."""

import pytest

from tests.journeys.browsing import Visitor
from tests.journeys.conftest import Arrive
from tests.journeys.steps import begin_draft, reference_on, somebody, write_draft

pytestmark = pytest.mark.browser


def sent(who: Visitor, child: str) -> int:
    """How many concerns about a child this person has sent."""
    who.go("/raise/mine/")
    return who.page.get_by_role("row").filter(has_text=child).count()


def test_a_double_click_sends_once(arrive: Arrive) -> None:
    who = arrive("teacher")
    child = somebody("Quince")
    who.reads = False
    begin_draft(who)
    write_draft(who, (child,))
    who.press("Check your answers and send")
    who.page.get_by_role("checkbox").check()
    form = who.page.locator("main form").last
    fields = {
        name: form.locator(f"input[name={name}]").get_attribute("value") or ""
        for name in ("csrfmiddlewaretoken", "form_token")
    }
    address = who.page.url
    with who.page.expect_navigation(url="**/raise/sent/**", wait_until="load"):
        who.page.get_by_role("button", name="Send to the front door").dblclick()
    who.reads = True
    who.meets("Your concern was received")
    reference = reference_on(who)
    # Where the browser or its scripts swallowed the second click: the same form once more, as a slow line repeats it.
    again = who.page.context.request.post(
        address, form={**fields, "declared": "on"}, headers={"Referer": address}, max_redirects=0
    )
    assert again.status == 302 and reference in again.headers["location"], (again.status, again.headers)
    assert sent(who, child) == 1


def test_the_short_form_sent_twice_is_one_contact(arrive: Arrive) -> None:
    who = arrive().go("/raise/tell/")
    form = who.page.locator("main form")
    given = {
        "who_about": "my_child", "what_happened": "Sent twice.", "danger_now": "no", "reply": "no",
        "given_names": "Rowan", "family_name": "Doublet",
        **{
            name: form.locator(f"input[name={name}]").get_attribute("value") or ""
            for name in ("csrfmiddlewaretoken", "form_token")
        },
    }  # fmt: skip
    answers = [
        who.page.context.request.post("/raise/tell/", form=given, headers={"Referer": who.page.url}, max_redirects=0)
        for _ in range(2)
    ]
    assert [one.status for one in answers] == [302, 302]
    assert answers[0].headers["location"] == answers[1].headers["location"]


def test_one_draft_in_two_tabs_keeps_both_texts(arrive: Arrive) -> None:
    who = arrive("teacher")
    who.reads = False
    draft = begin_draft(who)
    who.follow("What has happened")
    other = Visitor(who.browser, who.page.context.new_page(), who.base, who.scripts, who.reader)
    other.go(who.page.url)
    who.fill("What are you worried about?", "Hers: no coat in the snow.").press("Continue")
    other.fill("What are you worried about?", "His: no breakfast for a week.").press("Continue")
    other.meets("Choose between two versions").check_accessible()
    other.must_see("Hers: no coat in the snow.", "His: no breakfast for a week.")
    other.press("Keep what I chose").meets("Choose between two versions").check_accessible()
    other.page.get_by_label("The answer saved later").first.check()
    other.press("Keep what I chose").meets("Raise a concern about a child")
    other.go(f"{draft}worry/")
    assert other.page.get_by_label("What are you worried about?").input_value() == "His: no breakfast for a week."


def test_two_tabs_that_change_different_answers_lose_nothing(arrive: Arrive) -> None:
    who = arrive("teacher")
    who.reads = False
    draft = begin_draft(who)
    who.follow("What has happened")
    other = Visitor(who.browser, who.page.context.new_page(), who.base, who.scripts, who.reader)
    other.go(who.page.url)
    who.fill("What are you worried about?", "No coat in the snow.").press("Continue")
    other.fill("Is it part of a pattern?", "Every winter.").press("Continue")
    other.meets("What you know about the child's life")
    other.go(f"{draft}worry/")
    assert other.page.get_by_label("What are you worried about?").input_value() == "No coat in the snow."
    assert other.page.get_by_label("Is it part of a pattern?").input_value() == "Every winter."
