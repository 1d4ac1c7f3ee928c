"""A meeting walked in a browser as people walk it, behind an invented room: with and without JavaScript, wide and at 320 px."""

import datetime
import os
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from typing import Any

import pytest
from django.conf import settings
from django.db import connections
from django.utils import timezone
from playwright.sync_api import Browser, expect, sync_playwright

from sharedduty.foundations.access.api import Viewer
from tests.chromium import launch
from tests.gatherings.conftest import RECORD, Place
from tests.journeys.browsing import Reader, Visitor, visitor

pytestmark = [
    pytest.mark.browser,
    pytest.mark.urls("tests.gatherings.invented_room"),
    pytest.mark.django_db(transaction=True),
]

Arrive = Callable[[Viewer], Visitor]


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """One Chromium. Playwright keeps an event loop in this thread, in which Django would not speak to its database.

    In the loop Django keeps connections of their own. Those of before are closed: they would not outlive the database.
    """
    connections.close_all()
    with pytest.MonkeyPatch.context() as patch, sync_playwright() as playwright:
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
        opened = launch(playwright)
        yield opened
        opened.close()


@pytest.fixture
def arrive(place: Place, browser: Browser, live_server: Any, scripts: bool, request: Any) -> Iterator[Arrive]:
    """Somebody signed in opens a browser."""
    reader = Reader(browser, live_server.url)
    with ExitStack() as leaving:

        def come(who: Viewer) -> Visitor:
            came = leaving.enter_context(visitor(browser, live_server.url, reader, scripts=scripts))
            value = place.house.client(who).cookies[settings.SESSION_COOKIE_NAME].value
            came.page.context.add_cookies(
                [{"name": settings.SESSION_COOKIE_NAME, "value": value, "url": live_server.url}]
            )
            return came

        yield come


@pytest.fixture(params=[True, False], ids=["javascript", "no-javascript"])
def scripts(request: pytest.FixtureRequest) -> bool:
    return bool(request.param)


def picture(who: Visitor, name: str) -> None:
    """Keep what the page looks like, wide and narrow, in the folder named by JOURNEY_PICTURES."""
    folder = os.environ.get("JOURNEY_PICTURES")
    if folder:
        who.page.screenshot(path=f"{folder}/{name}{'' if who.scripts else '-plain'}.png", full_page=True)
        size = who.page.viewport_size
        who.page.set_viewport_size({"width": 320, "height": 800})
        who.page.screenshot(path=f"{folder}/{name}{'' if who.scripts else '-plain'}-320.png", full_page=True)
        who.page.set_viewport_size(size)  # type: ignore[arg-type]  # as playwright itself gave it


def call(who: Visitor) -> None:
    """Call a meeting for tomorrow and land on its page."""
    who.go(f"/invented/meetings/new/?about={RECORD}").meets("Call a meeting")
    day = timezone.localdate() + datetime.timedelta(days=1)
    who.choose("Invented strategy discussion").fill(
        "What is the meeting for?", "To share what is known about the bruises"
    )
    who.date("Begins: date", day.day, day.month, day.year).fill("Begins: time", "10am").fill("Ends: time", "11:30am")
    picture(who, "1-call")
    who.choose("By video").fill("Where, or how to join", "By the usual link").press("Call the meeting")
    who.meets("Invented strategy discussion").must_see("The meeting is called. Invite people next.")


def invite(who: Visitor, name: str, capacity: str, task: str = "") -> None:
    """Find somebody and invite them in a capacity."""
    who.press("Invite somebody").fill("Find them", name).press("Find")
    if task:
        who.choose(task)
    who.page.get_by_role("radio", name=name).first.check()
    who.choose(capacity, of="Invited as")
    picture(who, f"2-invite-{capacity.lower().replace(' ', '-')}")
    who.meets().press("Invite")
    who.must_see("Invited, and told that there is something to do.")


def test_a_meeting_that_is_not_quorate_goes_on_by_a_named_decision(place: Place, arrive: Arrive) -> None:
    for role in ("health_mash", "police_mash"):
        place.house.post_holder(role)
    desk = arrive(place.worker)
    call(desk)
    picture(desk, "3-called")
    invite(desk, "Front Door Worker 1", "Social worker", "Chairs the meeting")
    invite(desk, "Health Mash 1", "Health")
    invite(desk, "Police Mash 1", "Police")
    desk.press("Invite somebody").follow("Invite a family member").meets("Invite somebody without an account")
    desk.fill("Name", "L. Invented").choose("Parent", of="Invited as").press("Invite")
    address = desk.page.url
    desk.meets().must_see("Invited.")
    picture(desk, "4-invited")

    doctor = arrive(place.health_mash)
    doctor.go(address).meets().must_see("You are invited.")
    doctor.follow("Answer the invitation").meets("Answer the invitation").choose("Sends a deputy", of="Answer")
    doctor.press("Save the answer").must_see("Say who comes instead.")
    picture(doctor, "5-refused")
    doctor.fill("Who comes instead", "Nurse Invented").press("Save the answer").must_see("Sends Nurse Invented instead")

    desk.go(address).press("Begin").meets("Begin the meeting").press("Begin")
    desk.press("Who is here?").meets("Who is here?")
    desk.choose("Here", of="Front Door Worker 1, Social worker")
    desk.choose("Somebody is here instead", of="Health Mash 1, Health")
    desk.page.get_by_label("Who is here instead?").nth(1).fill("Nurse Invented")
    picture(desk, "6-here")
    desk.press("Save who is here").must_see("Not quorate", "Nobody counts as: Police")
    desk.press("End the meeting").press("End").must_see("record who decided to go on, or adjourn it")
    desk.go(address).follow("Decide whether to go on").meets("not quorate")
    picture(desk, "7-quorum")
    desk.choose("Go on with the meeting").fill("Who decided?", "The chair")
    desk.fill("Why?", "The police will write today").press("Save the decision").must_see("The chair decided to go on")

    desk.follow("Take notes").meets("Take notes")
    desk.fill("What did people share, and who said it?", "The nurse: bruises on both arms on Monday")
    picture(desk, "8-notes")
    desk.press("Save and go back to the meeting").must_see("bruises on both arms")
    desk.follow("Record a decision").meets("Record a decision").fill("What was decided?", "Start an enquiry together")
    desk.fill("Why?", "Bruises that a fall does not explain").press("Record it")
    doctor.go(address).follow("I do not agree").meets("Somebody does not agree")
    doctor.choose("Health Mash 1, Health", of="Who does not agree?") if doctor.page.get_by_role(
        "radio"
    ).count() else None
    doctor.fill("Why?", "A fall was seen at school").press("Record it").must_see("A fall was seen at school")
    desk.go(address).follow("Agree an action").meets("Agree an action").fill(
        "What is to be done?", "See the child at home"
    )
    day = timezone.localdate() + datetime.timedelta(days=2)
    desk.choose("Health Mash 1, Health", of="Who does it?").date("By when?", day.day, day.month, day.year).press(
        "Agree it"
    )
    desk.meets().follow("Share something").meets("Share with the family")
    desk.choose("L. Invented, Parent", of="With whom?").fill("What is it?", "What we agreed")
    desk.fill("The words they get", "A nurse will visit you on Friday.").choose("By hand").press("Share it")
    desk.press("End the meeting").press("End").must_see("The meeting has ended")
    desk.follow("Make the minutes").meets("Make the minutes").must_see(
        "The nurse: bruises on both arms", "A fall was seen"
    )
    picture(desk, "9-minutes")
    desk.fill("Who agrees that they are right?", "The chair").press("Keep as the minutes")
    desk.follow("Send the minutes").meets("Send the minutes").press("Send").must_see("Sent to")
    desk.meets()
    picture(desk, "10-whole")
    doctor.go(address).meets().must_see("Start an enquiry together", "Say what became of it")
    picture(doctor, "11-invited-sees")
    desk.go("/invented/meetings/?show=over").meets("Meetings that are over")
    picture(desk, "12-list")


def test_two_people_take_notes_at_once_and_nothing_is_lost(place: Place, arrive: Arrive, scripts: bool) -> None:
    manager = place.front_door_manager
    desk = arrive(place.worker)
    call(desk)
    address = desk.page.url
    desk.follow("Take notes").meets()
    other = arrive(manager).go(address).follow("Take notes")
    question = "What are we worried about?"
    desk.fill(question, "Bruises")
    if scripts:
        desk.page.keyboard.press("Tab")
        expect(desk.page.locator("[data-autosave-status]")).to_contain_text("Saved")
    else:
        desk.press("Save and go back to the meeting")
    other.fill(question, "Hunger").press("Save and go back to the meeting").meets("Choose between two versions")
    other.must_see("Bruises", "Hunger")
    picture(other, "13-choose")
    other.page.get_by_role("radio", name="The answer saved later").check()
    other.press("Keep what I chose").meets("Take notes")
    assert other.page.get_by_label(question).input_value() == "Hunger"
