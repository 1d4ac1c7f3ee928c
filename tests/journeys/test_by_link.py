"""A GP without an account comes by an emailed link: read from the mail, used once, in the browser that opened it."""

import re
import uuid

import pytest

from tests.journeys.browsing import Visitor
from tests.journeys.conftest import Arrive
from tests.journeys.steps import send_draft, write_draft
from tests.partnership import Partnership, wait_until

pytestmark = pytest.mark.browser
LINK = re.compile(r"https?://[^\s/]+(/raise/link/[\w-]+/)")


def links_mailed_to(partnership: Partnership, address: str) -> list[str]:
    """The paths of all links mailed to an address, in no order."""
    letters = [file.read_text(errors="replace") for file in (partnership.var / "outbox").rglob("*") if file.is_file()]
    found = [LINK.search(letter.replace("=\n", "")) for letter in letters if address in letter]
    return [one.group(1) for one in found if one]


def ask_for_link(who: Visitor, partnership: Partnership, address: str) -> str:
    """Ask for a link as the page offers it; gives the path of the one that was mailed."""
    before = set(links_mailed_to(partnership, address))
    who.go("/raise/").press("Get a link by email").meets("Get a link by email")
    who.fill("Your work email address", address).press("Send me a link").meets("Look in your mail")
    assert wait_until(lambda: set(links_mailed_to(partnership, address)) - before, 60)
    (fresh,) = set(links_mailed_to(partnership, address)) - before
    return fresh


@pytest.mark.rows("GL-FD-01")
def test_a_gp_raises_a_concern_by_link(arrive: Arrive, partnership_server: Partnership) -> None:
    address = f"gp.{uuid.uuid4().hex[:8]}@surgery.example"
    who = arrive()
    link = ask_for_link(who, partnership_server, address)

    who.go(link).meets("Go on in this browser")
    who.go(link).meets("Go on in this browser")  # looking at it does not use it up
    stranger = arrive()
    who.press("Continue").meets("My concerns")
    stranger.go(link).meets("This link cannot be used any more")
    stranger.press("Ask for a new link").meets("Get a link by email")
    stranger.go("/raise/mine/")
    assert "My concerns" not in stranger.heading()

    who.press("Raise a concern").meets("Raise a concern about a child")
    who.press("Start now").meets("Raise a concern about a child")
    who.reads = False  # the same pages as the teacher's, which are read there
    write_draft(who, ("Cedar Mocksworth",), email=address)
    who.reads = True
    reference = send_draft(who, ("Cedar Mocksworth",))
    who.go("/raise/mine/").must_see(reference).press("Leave").meets("Worried about a child?")
    who.go(f"/raise/status/{reference}/")
    assert not who.sees(reference)

    again = arrive()
    again.go(ask_for_link(again, partnership_server, address)).press("Continue").meets("My concerns")
    again.follow(reference).meets("Received").must_see("Cedar Mocksworth")

    desk = arrive("front_door_worker").go(f"/front-door/contacts/{reference}/").meets(reference)
    desk.must_see("Sender not verified")


def test_a_link_opened_in_one_browser_is_not_used_in_another(arrive: Arrive, partnership_server: Partnership) -> None:
    who, other = arrive(), arrive()
    link = ask_for_link(who, partnership_server, f"gp.{uuid.uuid4().hex[:8]}@surgery.example")
    who.go(link).meets("Go on in this browser")
    token = other.go("/raise/by-link/").page.locator("input[name=csrfmiddlewaretoken]").first.get_attribute("value")
    refused = other.page.context.request.post(
        link, form={"csrfmiddlewaretoken": token or ""}, headers={"Referer": other.page.url}, max_redirects=0
    )
    assert refused.status == 410, refused.status
    who.press("Continue").meets("My concerns")
