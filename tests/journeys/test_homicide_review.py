"""A homicide review from the notice to the audited plan; and one that is not held, with reasons."""

import datetime

import pytest

from tests.journeys.browsing import Visitor
from tests.journeys.conftest import Arrive
from tests.journeys.prepared import Preparer
from tests.journeys.steps import somebody
from tests.journeys.test_rapid_review import at_label, just_now

pytestmark = pytest.mark.browser
TODAY = datetime.datetime.now(tz=datetime.UTC).date()
WEIGHED = (
    "Unseen or unacted-on risk of serious harm", "Agency or professional felt concerns were dismissed",
    "Victim little known to agencies", "Apparent failure of abuse or safeguarding procedures",
    "Under MARAC or similar, or should have been", "Reputational effect across agencies",
    "Procedure may need change or is poorly understood", "Perpetrator in trust or authority", "No local service to refer to",
)  # fmt: skip
TASKS = (
    "Content agreed, without names but those of chair and panel", "Feedback to staff, family and media arranged",
    "Report and summary signed off", "Action plan signed off", "National data form filled in",
    "The whole review sent securely",
)  # fmt: skip


def on(who: Visitor, question: str, day: datetime.date) -> None:
    """Type a day into a question."""
    who.date(question, day.day, day.month, day.year)


def decided(lead: Visitor, outcome: str, tie: str) -> None:
    """Fill in the form of the decision as the chair of the partnership made it."""
    lead.press("Record whether a review is held").meets("Record whether a review is held").press("Record the decision")
    lead.meets("Record whether a review is held").must_see("Say what is decided.", "Give the reasons.")
    at_label(lead, "Was the victim 16 or over?", "Yes")
    at_label(lead, "What tie was there to the one who did it?", tie)
    at_label(lead, "How did the death come about?", "Killed, or it seems so")
    lead.fill("What is known of violence, abuse, neglect or control?", "Control for years.")
    for words in WEIGHED:
        lead.fill(words, "Nothing is known of it.")
    lead.fill("What did those say who know domestic abuse?", "They saw control.")
    lead.fill("What did the agencies say?", "The police knew them.").choose(outcome).fill("Why?", "As it was weighed.")
    just_now(lead, "When was it decided")
    lead.fill("Who decided?", "Chair Invented").press("Record the decision").meets("")


def told_home_office(lead: Visitor, at: str, kind: str, words: str) -> None:
    """Write down what passed with the Home Office."""
    lead.go(f"{at}home-office/").meets("Home Office").choose(kind)
    just_now(lead, "When")
    lead.fill("Write it down", words).fill("By whom?", "The lead").press("Keep it").meets("").must_see(words)


@pytest.mark.rows("GL-DH-08", "GL-DH-10", "GL-DH-07", "GL-DH-13", "GL-DH-14", "GL-DH-15")
def test_a_death_is_referred_by_the_police_taken_in_and_not_reviewed_with_reasons(arrive: Arrive) -> None:
    victim = somebody("Avery")
    police = arrive("police_mash").go("/homicide-reviews/asked/").meets("Homicide reviews")
    police.press("Refer a death").meets("Refer a death").press("Send it").meets("Refer a death")
    police.must_see("Write what happened, as the investigation agreed it.")
    police.fill("Who died?", victim).fill("Who is alleged to have done it?", "Not known")
    on(police, "When did they die?", TODAY)
    police.page.get_by_label("Where did they normally live").select_option("Stroud")
    police.fill("What happened?", "Found dead at home.").fill("Who of the investigation agreed this summary?", "SIO")
    police.fill("Who is the strategic coordinator?", "The coordinator").fill(
        "Who was telephoned, and when?", "The lead, at 9"
    )
    police.press("Send it").meets("A death referred for review").must_see("Received", "Safer Gloucestershire")
    receipt = police.page.url
    lead = (
        arrive("community_safety_lead")
        .go(receipt)
        .meets("A death referred")
        .must_see(victim)
        .press("Take it in")
        .meets("")
    )
    at = lead.page.url
    lead.must_see("Restricted until it is published", victim, "Safer Gloucestershire")
    decided(lead, "No review is held", "None of these")
    lead.must_see("No review is held", "As it was weighed.").go(f"{at}end-not-held/").meets("Close it")
    lead.fill("Why?", "It is not the definition.").press("Close it").meets("Close it").must_see("Home Office was told")
    told_home_office(lead, at, "They were told of the decision", "Sent by secure e-mail.")
    lead.go(f"{at}end-not-held/").fill("Why?", "It is not the definition.").press("Close it").meets("")
    lead.must_see("It is closed.", "Closed")
    manager = arrive("business_manager").go(at)
    assert not manager.sees(victim), "the safeguarding partnership does not reach it"


@pytest.mark.rows("GL-DH-53", "GL-DH-55", "GL-DH-56", "GL-DH-57", "GL-DH-59", "GL-CN-11")
def test_from_the_draft_through_clearance_and_publication_to_the_audited_plan(
    arrive: Arrive, prepared: Preparer
) -> None:
    victim = somebody("Avery")
    reference = prepared("homicide_review", victim=victim, stage="drafted")
    lead, anybody = arrive("community_safety_lead"), arrive()
    at = lead.go(f"/homicide-reviews/{reference}/").meets("Domestic homicide review").page.url
    lead.must_see("Nothing to mend").go(f"{at}?part=report").must_see("Yes. We read it.").press("Sign it off").meets(
        "Sign it off"
    )
    lead.must_see("Services did not speak.").press("Sign it off").meets("Sign it off").must_see(
        "Not every task is done."
    )
    for words in TASKS:
        lead.choose(words)
    lead.fill("How are staff, family and media told?", "Briefings.").fill("Who signs?", "Chair Invented")
    lead.fill("By which secure way?", "Secure e-mail")
    just_now(lead, "When was it sent")
    lead.press("Sign it off").meets("").must_see("With the Home Office").press("Record what the Home Office answered")
    lead.meets("Record what the Home Office answered").choose("Fit to publish").fill(
        "The letter, word for word", "We thank you."
    )
    on(lead, "When did it come?", TODAY)
    lead.press("Record it").meets("").must_see("Cleared to be published", "We thank you.")
    lead.go(f"{at}publish/").meets("Publish it now").press("Publish it").meets("Publish it now")
    lead.must_see("Agree the day of publication first.").go(f"{at}plan/").meets("Agree the day")
    on(lead, "On which day?", TODAY)
    lead.fill_in({
        "Which days mean something to the family?": "None named.", "Who of the family agreed to day and media?": "The brother.",
        "What is said to the media?": "The commissioner speaks.", "Has each agency report and plan?": "Sent on Monday.",
        "Who decided?": "Chair Invented",
    }).press("Record it").meets("")  # fmt: skip
    lead.go(f"{at}family-log/").meets("family").choose("They have the report and the Home Office letter")
    just_now(lead, "When")
    lead.fill("Write it down", "By hand.").fill("By whom?", "The lead").press("Keep it").meets("")
    lead.press("Publish it now").meets("Publish it now").press("Publish it").meets("").must_see("It is public.")
    page = lead.page.get_by_role("link", name="The death of Adult A").get_attribute("href") or ""
    anybody.go(page).meets("The death of Adult A").must_see(
        "Services did not speak.", "Sasha Exemplar", "Have one number to ring."
    )
    assert not anybody.sees(victim) and not anybody.sees(victim.split()[1]) and not anybody.sees(reference)
    anybody.go("/homicide-learning/").meets("Learning from deaths").must_see("The death of Adult A")

    lead.go(at).follow("Take it up").meets("").press("Take them in").meets("")
    told_home_office(lead, at, "They were sent the link to the published report", "Sent the link.")
    lead.go(f"{at}audit/").meets("Audit the action plan")
    on(lead, "When was the audit?", TODAY)
    lead.fill("Who audited?", "The lead").fill("What was looked at?", "Calls.").fill(
        "What was found?", "Answered."
    ).choose("Yes")
    lead.press("Record it").meets("").must_see("Carried out in full")
    lead.go(f"{at}close/").meets("Close the review").fill("Why?", "All is done.").press("Close it").meets(
        "Close the review"
    )
    lead.must_see("One recommendation is still open.")
    prepared("homicide_followed", review=reference)
    lead.go(f"{at}close/").fill("Why?", "All is done.").press("Close it").meets("").must_see("The review is closed.")
