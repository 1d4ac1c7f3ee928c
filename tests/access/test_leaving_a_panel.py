"""Who sat on a panel, through time: before they sign, after, and once it is over; each page asked as they would ask it."""

import datetime

import pytest
from django.test import Client
from django.utils import timezone

from sharedduty.foundations.access.api import seen_by
from sharedduty.foundations.gatherings import actions as meetings
from sharedduty.foundations.gatherings.api import Gathering
from sharedduty.modules.child_death.actions import panel
from sharedduty.modules.child_death.queries.meetings import PANELS as DEATH_PANELS
from sharedduty.modules.child_death.tests.scenes import SITTING
from sharedduty.modules.child_death.tests.scenes import opened as death_opened
from sharedduty.modules.front_door.tests.partnership import make_partnership
from sharedduty.modules.homicide_review.actions import agencies
from sharedduty.modules.homicide_review.models import AgencyReport
from sharedduty.modules.homicide_review.process import PANEL_MEETING
from sharedduty.modules.homicide_review.queries.meetings import PANELS, about_panel
from tests.homicide_review.scenes import DECLARED, Homicide, taken_in

DAY = datetime.timedelta(days=1)


def shown(browser: Client, addresses: dict[str, str]) -> dict[str, int]:
    """The answer to each address."""
    return {name: browser.get(at).status_code for name, at in addresses.items()}


def called(homicide: Homicide, days: int) -> Gathering:
    """A meeting of the review's panel, so many days ahead, or held where they are past."""
    lead, starts_at = homicide.lead, timezone.now() + days * DAY
    with seen_by(lead):
        about = about_panel(lead, homicide.held.reference)
        assert about is not None
        made = meetings.call_together(
            by=lead, people=about.people, room=PANELS, use=PANEL_MEETING, about=about, purpose="To hear the reports",
            starts_at=starts_at, ends_at=starts_at + datetime.timedelta(hours=1), mode="video",
        )  # fmt: skip
        if days < 0:
            meetings.begin(by=lead, gathering=made, at=starts_at)
            for one in made.invitations.order_by("pk"):
                meetings.came(by=lead, gathering=made, invitation=one, at=starts_at, may_decide=True)
            finding = meetings.judge_quorum(by=lead, gathering=made)
            if not finding.quorate:  # the chair of these scenes has no account and was not called
                meetings.decide_on_quorum(
                    by=lead, finding=finding, go_on=True, decided_by_name="The chair", because="It goes on."
                )
            meetings.end(by=lead, gathering=made, at=starts_at + datetime.timedelta(minutes=30))
    return made


@pytest.mark.django_db(transaction=True)
@pytest.mark.rows("GL-CN-11", "GL-DH-39")
def test_a_panel_member_reads_after_declaring_and_nothing_once_the_membership_ended() -> None:
    homicide = taken_in(make_partnership()).as_far_as("reviewing")
    presented = homicide.reported_by_agency()
    member, viewer = homicide.sits_here("health_mash")
    browser, room = homicide.house.client(viewer), "/homicide-reviews/"
    addresses = {
        "review": f"{room}{homicide.held.reference}/", "terms": f"{room}{homicide.held.reference}/?part=terms",
        "report": f"{room}reports/{presented.reference}/", "seat": f"{room}members/{member.reference}/",
    }  # fmt: skip
    homicide.does(agencies.open_to_panel)
    assert shown(browser, addresses) == {"review": 404, "terms": 404, "report": 404, "seat": 200}, "before declaring"
    with seen_by(viewer):
        agencies.declare(by=viewer, member=member, given=DECLARED)
    homicide.does(agencies.open_to_panel)
    held, ahead = called(homicide, -1), called(homicide, 7)
    addresses |= {name: f"/homicide-panels/{one.reference}/" for name, one in (("held", held), ("ahead", ahead))}
    assert set(shown(browser, addresses).values()) == {200}, "after declaring, once it is opened"
    with seen_by(homicide.lead):
        agencies.end_membership(by=homicide.lead, member=member, given={"because": "Left the agency."})
    assert set(shown(browser, addresses).values()) == {404}, "once the membership ended"
    homicide.does(agencies.open_to_panel)
    homicide.reported_by_agency()
    assert set(shown(browser, addresses).values()) == {404}, "opening it to the panel again opens nothing to them"
    with seen_by(homicide.lead):
        assert [one.withdrawn_at is not None for one in (
            held.invitations.get(appointment_id=viewer.appointment_id),
            ahead.invitations.get(appointment_id=viewer.appointment_id),
        )] == [False, True]  # fmt: skip
        assert held.attendances.filter(invitation__appointment_id=viewer.appointment_id).count() == 1, "who came stays"


@pytest.mark.django_db(transaction=True)
@pytest.mark.rows("GL-DH-47")
def test_who_leaves_the_panel_keeps_the_report_they_write_for_their_own_agency() -> None:
    homicide = taken_in(make_partnership()).as_far_as("reviewing")
    member, viewer = homicide.sits_here("health_mash")
    with seen_by(viewer):
        agencies.declare(by=viewer, member=member, given=DECLARED)
        email = member.appointment.account.email
    own = homicide.asks_report(email=email, manager_words="")
    other = homicide.reported_by_agency()
    homicide.does(agencies.open_to_panel)
    with seen_by(homicide.lead):
        agencies.end_membership(by=homicide.lead, member=member, given={"because": "Another sits."})
    with seen_by(viewer):
        assert list(AgencyReport.objects.values_list("reference", flat=True)) == [own.reference]
    browser = homicide.house.client(viewer)
    assert browser.get(f"/homicide-reviews/reports/{own.reference}/").status_code == 200
    assert browser.get(f"/homicide-reviews/reports/{other.reference}/").status_code == 404


@pytest.mark.django_db(transaction=True)
@pytest.mark.rows("GL-DH-12")
def test_leaving_the_decision_panel_shuts_its_meetings_and_not_the_seat_on_the_review_panel() -> None:
    homicide = taken_in(make_partnership())
    first, viewer = homicide.sits_here("health_mash", panel="decision")
    homicide.as_far_as("commissioning")
    second, _ = homicide.sits_here("health_mash")
    with seen_by(viewer):
        agencies.declare(by=viewer, member=second, given=DECLARED)
    homicide.does(agencies.open_to_panel)
    with seen_by(homicide.lead):
        agencies.end_membership(by=homicide.lead, member=first, given={"because": "It is decided."})
    browser, room = homicide.house.client(viewer), "/homicide-reviews/"
    assert browser.get(f"{room}members/{first.reference}/").status_code == 404
    assert browser.get(f"{room}members/{second.reference}/").status_code == 200
    assert browser.get(f"{room}{homicide.held.reference}/").status_code == 200


@pytest.mark.django_db(transaction=True)
@pytest.mark.rows("GL-CD-20")
def test_a_member_of_the_death_panel_reads_after_signing_and_nothing_once_the_membership_ended() -> None:
    death = death_opened(make_partnership()).met().work("response", "safeguarding")
    death.form()
    gp = death.house.post_holder("gp")
    with seen_by(death.unit):
        member = death.member("gp", "public_health")
    browser = death.house.client(gp)
    addresses = {"case": f"/child-deaths/{death.held.reference}/"}
    for role, seat in SITTING:
        if role != "gp":
            death.signs(death.member(role, seat), role)
    with seen_by(death.unit):
        panel.put_to_panel(by=death.unit, held=death.held)
    assert shown(browser, addresses) == {"case": 404}, "before signing"
    death.signs(member, "gp")
    with seen_by(death.unit):
        panel.let_members_in(by=death.unit, held=death.held)
    made = death.meeting(DEATH_PANELS, SITTING)
    addresses |= {
        "seat": f"/child-deaths/panel/{member.reference}/",
        "meeting": f"/child-death-panel/{made.reference}/",
    }
    assert set(shown(browser, addresses).values()) == {200}, "after signing"
    with seen_by(death.unit):
        panel.end_membership(by=death.unit, member=member, given={"because": "Moved away."})
    assert set(shown(browser, addresses).values()) == {404}, "once the membership ended"
