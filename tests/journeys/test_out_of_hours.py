"""Friday evening to Monday: what came while the front door was closed, what the emergency duty team did, what is due.

The clock of the server is the real one. A contact is therefore sent now and its time of receipt corrected to the last
evening on which the front door had closed (on a Monday: Friday's), so that the journey is the same at every hour. What
the emergency duty team does is in the hand-over only when the front door is closed as the journey runs.
"""

import datetime

import pytest
from django.utils import timezone

from sharedduty.foundations.guidance.api import opening_hours
from tests.journeys.browsing import Visitor
from tests.journeys.conftest import Arrive
from tests.journeys.steps import notified, somebody

pytestmark = pytest.mark.browser


@pytest.mark.rows("GL-FD-02")
def test_from_friday_evening_to_the_day_team(arrive: Arrive) -> None:
    now = timezone.now()
    hours = opening_hours("gloucestershire-2023")
    closed = not hours.open_at(now)
    evening, morning = hours.last_closure(now)
    came = min(evening + datetime.timedelta(minutes=90), now - datetime.timedelta(minutes=1))
    child = somebody("Laurel")
    reference = notified(arrive("police_mash"), child, danger=True)

    night = arrive("out_of_hours_worker").go("/front-door/?sort=-received").meets("Front door queue")
    if closed:
        night.must_see("The front door is closed now")
    night.go(f"/front-door/contacts/{reference}/").meets(reference)
    _correct_receipt(night, reference, came)
    night.press("Claim this contact").meets(reference)
    _protect(night, child, reference)
    night.press("Hand over").meets("Hand over")
    night.fill("Note for the next worker", "Visited with the police at 10pm; children asleep and safe; see them today.")
    night.page.get_by_label("Who takes it over").select_option(label=_colleague(night))
    night.press("Hand over").meets(reference)

    day = arrive("front_door_worker").go("/front-door/out-of-hours/").meets("Out of hours")
    day.must_see("The front door is closed from" if closed else "This is the hand-over to the day")
    row = day.page.get_by_role("row").filter(has_text=reference).inner_text()
    assert child in row and "Immediate danger" in row and "Fern Mockbury" in row
    # The working day of the decision begins when the front door opens again: its last day is the next working day.
    assert morning.strftime("%-d %b") in row or "Decide" in row, row
    if closed:
        assert "Claimed" in row and "Handed over" in row, row
    day.follow(reference).meets(reference)
    day.must_see(
        "children asleep and safe", "Fern Mockbury", "Immediate protection recorded", "Time of receipt corrected"
    )


def _correct_receipt(who: Visitor, reference: str, came: datetime.datetime) -> None:
    local = timezone.localtime(came)
    who.follow("Correct when it was received").meets("Correct when it was received")
    who.date("Received: date", local.day, local.month, local.year)
    who.fill("Received: time", local.strftime("%H:%M")).fill("Why is it corrected?", "It came in the evening.")
    who.press("Keep the correction").meets(reference)


def _protect(who: Visitor, child: str, reference: str) -> None:
    """What cannot wait for the morning: immediate protection, recorded by the emergency duty team."""
    who.follow(f"Record immediate protection of {child}").meets("Immediate protection")
    who.choose("One agency must act now; the strategy discussion follows as soon as possible")
    who.fill("Which agency acts?", "Social care").choose("Safety agreed with the family, without an order")
    who.fill("Why is this the right way to protect the child now?", "An aunt stays the night.")
    who.fill("If the child is not seen yet, why not?", "The duty worker is on the way.")
    who.fill("Other children considered", "None in the household.")
    who.press("Record it").meets(reference).must_see("Immediate protection recorded")


def _colleague(who: Visitor) -> str:
    options = who.page.get_by_label("Who takes it over").locator("option").all_inner_texts()
    return next(one for one in options if "Mockbury" in one)
