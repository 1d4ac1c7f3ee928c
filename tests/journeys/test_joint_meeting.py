"""A rapid review and the review of the child's death: one meeting called for both, held once, and taken in by each."""

import datetime
import re

import pytest

from tests.journeys import rapid_reviews
from tests.journeys.conftest import Arrive
from tests.journeys.keyboard import Keyboard
from tests.journeys.prepared import Preparer
from tests.journeys.protecting import begin, decide_in, end, here
from tests.journeys.steps import somebody
from tests.journeys.test_child_death import logged, notify, settled

pytestmark = pytest.mark.browser
TODAY = datetime.datetime.now(tz=datetime.UTC).date()
DEATH_PART = "Child death review meeting: {child}: as what do they come to it?"


@pytest.mark.rows("GL-RR-18")
def test_one_meeting_is_held_for_a_rapid_review_and_a_child_death_review(arrive: Arrive, prepared: Preparer) -> None:
    child = somebody("Rowan")
    incident = prepared("notified_incident", child=child)
    notice = notify(arrive("gp"), child)
    manager = arrive("business_manager")
    review = rapid_reviews.taken_up(manager, incident, child)
    rapid_reviews.gathered(manager, review)
    manager.go(notice).meets("Notice DN-").choose("A death that is not on record yet").press("Take it in")
    death = manager.meets("Child death review DT-").page.url
    settled(manager, death)
    logged(manager, death, "family", "Key contact named", "N. Urse, bereavement nurse")
    logged(manager, death, "family", "Leaflet for bereaved families offered", "Mother")
    manager.press("Ask agencies what they know").meets("Ask agencies what they know")
    manager.page.get_by_label(re.compile("Health in the MASH")).first.check()
    manager.press("Ask them").meets("Child death review").must_see("They are asked.")
    reference = death.rstrip("/").rsplit("/", 1)[1]

    manager.go(review).follow("Note another investigation").meets("Note another investigation")
    manager.choose("Child death review").fill("Who leads it?", "Designated doctor").fill(
        "Its reference", "DT-2222-2222"
    )
    manager.fill("How do the two go together?", "One meeting for both.")
    manager.page.get_by_label("One meeting serves both").check()
    manager.press("Note it").meets("Note another investigation").must_see("No child death review that you see")
    manager.fill("Its reference", reference).press("Note it").meets("Rapid review").must_see("One meeting serves both.")
    manager.go(death).must_see("Other reviews of this death", "One meeting for both.")
    manager.follow("Call one meeting for both").meets("Call a meeting")
    manager.page.get_by_label(f"Child death {reference}").check()
    manager.fill("What is the meeting for?", "What each review must know.")
    manager.date("Begins: date", TODAY.day, TODAY.month, TODAY.year).fill("Begins: time", "8:00am")
    manager.fill("Ends: time", "9:30am").choose("By video").press("Call the meeting").meets("Rapid review meeting")
    manager.must_see("One meeting, held jointly with: child death review meeting")
    meeting = manager.page.url

    for name, seat in (("Sorrel", "Lead of the meeting"), ("Hollis", "Health professional who cared for the child")):
        manager.go(meeting).press("Invite somebody").fill("Find them", name).press("Find").meets("Invite somebody")
        manager.page.get_by_role("radio", name=name).first.check()
        manager.choose("Child death review", of="Invited as").page.get_by_label("The whole review").uncheck()
        manager.page.get_by_label(DEATH_PART.format(child=child)).select_option(label=seat)
        manager.press("Invite").must_see("Invited, and told")
    begin(manager, meeting)
    here(manager, meeting, absent=("Sorrel",))
    manager.press("End the meeting").meets("End the meeting").press("End")
    manager.must_see("Child death review meeting: The meeting was not quorate")
    here(manager, meeting)
    manager.must_see("Quorum of the child death review meeting")
    manager.follow(f"Record a decision about Child death review meeting: {child}").meets("Record a decision")
    manager.fill("What was decided?", "Ask the coroner once more.").fill("Why?", "The cause is not known.")
    manager.press("Record it").must_see("Ask the coroner once more.")
    decide_in(manager, meeting, "A local review follows.")
    end(manager, meeting)

    health = arrive("health_mash").go(meeting.replace("rapid-reviews", "child-deaths")).meets("Rapid review meeting")
    health.must_see("Ask the coroner once more.", "Each review has its own part")
    assert not health.sees("A local review follows.") and not health.sees("The whole review")
    assert health.go(review).page.title().startswith("Page not found")

    manager.go(review).press("Record the meeting").meets("Record the meeting").page.get_by_role("radio").first.check()
    manager.press("Record it").meets("Rapid review").must_see("It had its quorum.")
    manager.go(death).must_see("held jointly with another review").go(f"{death}meeting-taken/").meets(
        "Record the review meeting"
    )
    manager.page.get_by_role("radio").first.check()
    manager.press("Record it").meets("Child death review").must_see("Review meeting held")


@pytest.mark.rows("GL-RR-18")
def test_a_meeting_called_for_one_review_is_made_joint_before_it_begins(arrive: Arrive, prepared: Preparer) -> None:
    """On a small telephone; where there are scripts by keyboard alone, since a page is asked where its focus is."""
    made = prepared("called_alone", child=somebody("Rowan"))
    manager = arrive("business_manager", width=320, height=640)
    manager.go(f"/rapid-reviews/meetings/{made['meeting']}/").meets("Rapid review meeting")
    assert not manager.sees("held jointly with")
    if manager.scripts:
        keys = Keyboard(manager).skips()
        keys.enter("Hold it jointly with another review", "Hold it jointly with another review")
        keys.is_refused("Hold it jointly", "Hold it jointly with another review")
        manager.must_see("Say why.")
        keys.type_into("Why?", "It was noted late.").enter(
            "Hold it jointly", "Rapid review meeting"
        ).check_focus_was_seen()
    else:
        manager.follow("Hold it jointly with another review").meets("Hold it jointly with another review")
        manager.press("Hold it jointly").meets("Hold it jointly with another review").must_see("Say why.")
        manager.fill("Why?", "It was noted late.").press("Hold it jointly").meets("Rapid review meeting")
    manager.must_see("It is held jointly from now on.", "One meeting, held jointly with: child death review meeting")
    manager.must_see("It was noted late.", "Quorum of the child death review meeting")
    assert not manager.page.get_by_role("link", name="Hold it jointly with another review").count()
    manager.go(f"/child-deaths/{made['death']}/").meets("Child death review").must_see(made["meeting"])
