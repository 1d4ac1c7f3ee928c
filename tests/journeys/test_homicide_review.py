"""A homicide review from the police's notice to the page that anybody reads; the audited plan; one not held, with reasons."""

import pytest

from tests.journeys import homicide
from tests.journeys.conftest import Arrive
from tests.journeys.homicide import TODAY, told_home_office
from tests.journeys.prepared import Preparer
from tests.journeys.steps import on, somebody

pytestmark = pytest.mark.browser
ADDRESS = "{}@demonstration.example"


@pytest.mark.rows("GL-DH-08", "GL-DH-10", "GL-DH-07", "GL-DH-13", "GL-DH-14", "GL-DH-15")
def test_a_death_is_referred_by_the_police_taken_in_and_not_reviewed_with_reasons(arrive: Arrive) -> None:
    victim = somebody("Avery")
    receipt = homicide.referred(arrive("police_mash"), victim)
    lead = arrive("community_safety_lead")
    at = homicide.taken_in(lead, receipt, victim)
    homicide.decided(lead, "No review is held", "None of these")
    lead.must_see("No review is held", "As it was weighed.").go(f"{at}end-not-held/").meets("Close it")
    lead.fill("Why?", "It is not the definition.").press("Close it").meets("Close it").must_see("Home Office was told")
    told_home_office(lead, at, "They were told of the decision", "Sent by secure e-mail.")
    lead.go(f"{at}end-not-held/").fill("Why?", "It is not the definition.").press("Close it").meets("")
    lead.must_see("It is closed.", "Closed")
    manager = arrive("business_manager").go(at)
    assert not manager.sees(victim), "the safeguarding partnership does not reach it"


@pytest.mark.rows(
    "GL-DH-08", "GL-DH-10", "GL-DH-11", "GL-DH-20", "GL-DH-25", "GL-DH-27", "GL-DH-28", "GL-DH-36", "GL-DH-37", "GL-DH-39",
    "GL-DH-40", "GL-DH-44", "GL-DH-46", "GL-DH-47", "GL-DH-49", "GL-DH-51", "GL-DH-52", "GL-DH-53", "GL-DH-55", "GL-DH-56",
    "GL-DH-57", "GL-DH-61", "GL-CN-11",
)  # fmt: skip
def test_a_homicide_review_from_the_notice_to_clearance_and_the_page_that_anybody_reads(arrive: Arrive) -> None:
    """Six people, each signed in, and the public: every step of the chain is taken on a page."""
    victim = somebody("Avery")
    police, lead = arrive("police_mash"), arrive("community_safety_lead")
    member, manager, author = arrive("partner_police"), arrive("partner"), arrive("health_mash")
    at = homicide.taken_in(lead, homicide.referred(police, victim), victim)
    homicide.asked_and_answered(lead, police, at, victim)
    lead.go(at)
    homicide.decided(lead, "A domestic homicide review is held", "Former partner")
    lead.must_see("Chair, panel and terms to be settled")
    told_home_office(lead, at, "They were told of the decision", "Sent by secure e-mail.")

    homicide.chaired(lead, at)
    homicide.supported(lead, at)
    homicide.on_terms(lead, at)
    homicide.seated(lead, member, at, ADDRESS.format("partner_police"))
    asked = homicide.commissioned(lead, at, ADDRESS.format("partner"))
    report = homicide.reported(manager, author, at, asked, ADDRESS.format("health_mash"))
    homicide.panel_met(lead, member, at, report)
    homicide.drafted(lead, at, victim)
    homicide.checked(lead, at)
    homicide.signed(lead, at)
    homicide.cleared(lead)
    page = homicide.published(lead, at)

    anybody = arrive().go(page).meets("The death of Adult A")
    anybody.must_see("Adult A died at home.", "Services did not speak.", "Sasha Exemplar", "Have one number to ring.")
    assert not anybody.sees(victim.split()[0]) and not anybody.sees(victim.split()[1]) and not anybody.sees("Corin")
    assert not anybody.sees(at.rstrip("/").rpartition("/")[2]) and not anybody.sees("HI-")
    anybody.go("/homicide-learning/").meets("Learning from deaths").must_see("The death of Adult A")
    assert anybody.go(at).page.title().startswith("Sign in")


@pytest.mark.rows("GL-DH-57", "GL-DH-59")
def test_a_published_review_is_followed_in_the_register_audited_and_closed(arrive: Arrive, prepared: Preparer) -> None:
    reference = prepared("homicide_review", victim=somebody("Avery"), stage="published")
    lead = arrive("community_safety_lead").go(f"/homicide-reviews/{reference}/").meets("Domestic homicide review")
    at = lead.page.url
    lead.follow("Take it up").meets("").press("Take them in").meets("")
    told_home_office(lead, at, "They were sent the link to the published report", "Sent the link.")
    lead.go(f"{at}audit/").meets("Audit the action plan")
    on(lead, "When was the audit?", TODAY)
    lead.fill("Who audited?", "The lead").fill("What was looked at?", "Calls.").fill("What was found?", "Answered.")
    lead.choose("Yes").press("Record it").meets("").must_see("Carried out in full")
    lead.go(f"{at}close/").meets("Close the review").fill("Why?", "All is done.").press("Close it").meets("Close the")
    lead.must_see("One recommendation is still open.")
    prepared("homicide_followed", review=reference)
    lead.go(f"{at}close/").fill("Why?", "All is done.").press("Close it").meets("").must_see("The review is closed.")
