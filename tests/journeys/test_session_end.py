"""A session ends after a quiet time: said beforehand, put off by one press, and nothing typed is lost (WCAG 2.2.1, 2.2.6).

The browser's clock is moved on instead of waiting; for the server the session is made to look long untouched.
"""

import re
import uuid

import pytest
from django.contrib.sessions.backends.db import SessionStore
from playwright.sync_api import expect

from sharedduty.site import roles
from tests.journeys.browsing import Visitor
from tests.journeys.conftest import Arrive, type_credentials
from tests.partnership import Partnership

pytestmark = pytest.mark.browser
WITH_SCRIPTS = pytest.mark.parametrize("scripts", [True], indirect=True, ids=["javascript"])


def leave_untouched(partnership: Partnership, who: Visitor) -> None:
    """Make this person's session look as if nobody had touched it for two hours."""
    (key,) = (cookie["value"] for cookie in who.page.context.cookies() if cookie["name"] == "session")
    with partnership.addresses() as addresses, roles.session(addresses.logins["owner"]) as owner:
        found = owner.execute("SELECT session_data FROM django_session WHERE session_key = %s", [key]).fetchone()
        assert found is not None
        held = SessionStore().decode(str(found[0]))
        held["touched_at"] = float(held["touched_at"]) - 7200
        owner.execute(
            "UPDATE django_session SET session_data = %s WHERE session_key = %s", [SessionStore().encode(held), key]
        )


@WITH_SCRIPTS
def test_the_end_of_a_session_is_said_two_minutes_before_and_put_off(arrive: Arrive) -> None:
    who = arrive("business_manager")
    who.page.clock.install()
    who.go("/my-work/").meets("My work")
    warning = who.page.locator("dialog.sd-session")
    quiet = int(warning.get_attribute("data-session-seconds") or 0)
    assert quiet >= 20 * 60

    who.page.clock.fast_forward((quiet - 150) * 1000)
    expect(warning).to_be_hidden()
    who.page.clock.fast_forward(60 * 1000)  # ninety seconds are left: far more than the twenty that are asked for
    expect(warning).to_be_visible()
    who.must_see("You will be signed out soon", "What you have typed is kept").meets()
    assert who.page.evaluate("document.querySelector('dialog.sd-session').contains(document.activeElement)")
    who.page.keyboard.press("Enter")  # the focus is on the one button
    expect(warning).to_be_hidden()

    who.page.clock.fast_forward((quiet - 150) * 1000)
    expect(warning).to_be_hidden()
    who.page.clock.fast_forward(151 * 1000)
    expect(warning).to_be_visible()
    who.must_see("You have been signed out", "this page will still hold what you typed").meets()


def test_what_was_typed_waits_for_whom_the_session_ended(arrive: Arrive, partnership_server: Partnership) -> None:
    worker = arrive("front_door_manager", fresh=True)
    caller = f"Health visitor {uuid.uuid4().hex[:6]}"
    worker.go("/front-door/advice/new/").meets()
    worker.fill("Who called?", caller).fill("What did they ask?", "Whether a bruise on a baby is always referred.")
    worker.fill("What were they advised?", "Yes, and at once.")
    leave_untouched(partnership_server, worker)
    worker.page.locator("main form button").last.click()
    worker.page.wait_for_url(re.compile("/sign-in/"))
    worker.meets("Sign in")
    type_credentials(worker, partnership_server, "front_door_manager@demonstration.example")
    worker.page.wait_for_url(re.compile("/account/held-form/"))
    worker.meets("What you typed is still here")
    worker.page.locator("summary").filter(has_text="Show what I typed").click()
    worker.must_see(caller, "Whether a bruise on a baby is always referred.", "Yes, and at once.")
    worker.press("Send what I typed").meets()
    if worker.page.locator(".govuk-error-summary").count():  # something is still to be answered: all of it stands there
        assert worker.page.get_by_label("Who called?").input_value() == caller
        assert worker.page.get_by_label("What were they advised?").input_value() == "Yes, and at once."
    else:
        worker.go(f"/front-door/advice/?words={caller.rsplit(' ', 1)[1]}").must_see(caller)
