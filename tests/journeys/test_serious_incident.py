"""An incident from “consider this” to a decision either way: not notifiable with dissent, and notified with everybody told."""

import pytest

from tests.journeys import incidents
from tests.journeys.conftest import Arrive
from tests.journeys.steps import just_now, somebody

pytestmark = pytest.mark.browser


@pytest.mark.rows("WT-INC-08", "GL-SN-04", "GL-SN-05", "GL-SN-14")
def test_not_notifiable_with_dissent_and_whoever_asked_hears_it(arrive: Arrive) -> None:
    child = somebody("Rowan")
    teacher = arrive("teacher")
    request = incidents.asked_by(teacher, child)
    head = arrive("head_of_service")
    at = incidents.opened_from(head, request)
    incidents.named(head, at, child)
    incidents.own_view(arrive("partner"), at, "Notifiable", "The injury will last.")
    for who in ("partner_police", "partner_council"):
        partner = arrive(who)
        partner.reads = False
        incidents.own_view(partner, at, "Not notifiable", f"No lasting harm, says {who}.")

    head.go(at).press("Decide whether it is notifiable").meets("Decide whether it is notifiable")
    head.must_see("The injury will last.").press("Record the decision").meets("Decide").must_see("Judge this")
    incidents.judged(head, "No")
    head.choose("It is not notifiable").fill("Why?", "Two hospital reports find no serious harm.")
    head.fill("What are those told who asked for this?", "The hospital finds no serious harm.")
    head.press("Record the decision").meets("Serious incident").must_see(
        "Not notifiable", "Disagrees", "The injury will last."
    )

    teacher.go(f"/serious-incidents/requests/{request}/").meets("Request").must_see(
        "The hospital finds no serious harm."
    )
    assert not teacher.sees("Two hospital reports") and not teacher.sees("The injury will last.")
    teacher.go(at).meets("Page not found")

    partner = arrive("partner").go(at).meets("Serious incident")
    partner.press("Ask to look again").meets("Ask to look again").fill(
        "What is new, or why do you disagree?", "A new scan."
    )
    partner.press("Ask").meets("Serious incident").must_see("Waits for an answer.")
    head.go(at).follow("Open it again").meets("Open it again").must_see("A new scan.")
    just_now(head, "When did the council become aware of this")
    head.fill("What is new, or why is it looked at again?", "The new scan.").press("Open it again").meets(
        "Serious incident"
    )
    head.must_see("Considered for the second time", "Considered for the first time", "Two hospital reports")

    manager = arrive("business_manager").go("/serious-incidents/log/").meets("Log of incidents considered")
    manager.must_see(at.rstrip("/").rpartition("/")[2], "Two hospital reports", "The integrated care board")


@pytest.mark.rows("GL-SN-06", "GL-SN-07", "GL-SN-08", "GL-SN-09", "GL-SN-10", "WT-INC-06", "WT-INC-10")
def test_notified_and_everybody_told_and_the_rapid_review_waits(arrive: Arrive) -> None:
    child, brother = somebody("Hazel"), somebody("Aspen")
    head = arrive("head_of_service")
    at = incidents.opened_from(head, incidents.asked_by(arrive("gp"), child))
    reference = at.rstrip("/").rpartition("/")[2]
    incidents.named(head, at, child, other_area="Elsewhere council")
    incidents.named(head, at, brother, "Brother, sister or another child of the household")
    incidents.notifiable(head.go(at))
    incidents.noticed(head, at, child, brother=brother)
    partner = arrive("partner").go(at).meets("Serious incident").must_see("CSI-2026-0042", child)
    partner.follow("The whole sheet").meets("Sheet of the notice").must_see("This is the sheet as it was then.")
    manager = (
        arrive("business_manager").go("/front-door/handovers/").meets("Handed over").must_see("Rapid review", reference)
    )
    incidents.everybody_told(manager, at, another_area=True)
