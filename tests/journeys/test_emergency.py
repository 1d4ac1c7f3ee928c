"""A file is opened in an emergency by somebody without sight of it, and the privacy officer reviews that."""

import re

import pytest

from tests.journeys.browsing import Visitor
from tests.journeys.conftest import Arrive
from tests.journeys.test_public import tell
from tests.partnership import Partnership

pytestmark = pytest.mark.browser
REASON = "The child may be at this address tonight and no worker answers."


def prove(who: Visitor, partnership: Partnership, email: str) -> None:
    """Give a fresh code where the page asks for one."""
    if "/account/who-are-you/" in who.page.url:
        who.meets()
        who.page.get_by_label("code", exact=False).first.fill(partnership.code(email))
        who.press("Continue")


def test_breaking_the_glass_and_its_review(arrive: Arrive, partnership_server: Partnership) -> None:
    child = "Willow Glassbury"
    reference = tell(arrive().go("/raise/tell/"), child)
    who = arrive("social_worker")
    who.go(f"/front-door/contacts/{reference}/").meets("not found")
    who.go(f"/emergency/{reference}/")
    prove(who, partnership_server, "social_worker@demonstration.example")
    who.meets("Open this file in an emergency").must_see("for 24 hours", "The privacy officer is told")
    who.press("Open the file").meets("Open this file in an emergency").must_see("Say why this file is needed now")
    who.fill("Full name of a child in this file", "Somebody Else").fill("Why is this file needed now?", REASON)
    who.press("Open the file").meets("not found")  # the same answer as for what does not exist
    who.go(f"/emergency/{reference}/")
    who.fill("Full name of a child in this file", child).fill("Why is this file needed now?", REASON)
    who.press("Open the file").meets("The file is open to you")
    who.follow(f"Contact {reference}").meets(reference).must_see(child)
    assert not who.page.get_by_role("button", name="Claim this contact").count()  # read only

    officer = arrive("privacy_officer").go("/privacy/openings/").meets("Emergency openings")
    officer.page.get_by_role("row").filter(has_text=reference).first.get_by_role("link").click()
    officer.page.wait_for_url(re.compile(r"/privacy/openings/.+/"))
    officer.meets(f"Emergency opening of {reference}").must_see(REASON, "Sorrel Placeholt")
    officer.press("Record the review").meets("Emergency opening of").must_see("Choose what you found")
    officer.choose("Justified: the file was needed to keep a child safe")
    officer.page.get_by_role("textbox").last.fill("Compared with the duty log of that evening: no worker was free.")
    officer.press("Record the review").meets().must_see("Justified")
    officer.go(f"/privacy/files/{reference}/").meets().must_see("Sorrel Placeholt")
