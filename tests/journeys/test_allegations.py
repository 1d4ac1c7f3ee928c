"""Allegations: a teacher accused, from the employer to the barring referral; advice alone; one against the officer."""

import datetime
import re

import pytest

from tests.journeys.browsing import Visitor
from tests.journeys.conftest import Arrive
from tests.journeys.protecting import begin, end, here, invite
from tests.journeys.steps import just_now, somebody

pytestmark = pytest.mark.browser
TODAY = datetime.datetime.now(tz=datetime.UTC).date()
POINTS = (
    "harmed a child", "committed an offence", "may be a risk to children", "a position of trust", "at home or in other work",
)  # fmt: skip


def refer(who: Visitor, accused: str, child: str, *, advice: bool = False, conflict: bool = False) -> str:
    """Tell the designated officer, with what is missing told once; gives the address it leads to."""
    who.go("/allegations/refer/").meets("Tell the designated officer")
    who.choose("I want advice only" if advice else "I refer an allegation")
    who.choose(
        "No. It is about a designated officer, or one is too close to it" if conflict
        else "Yes. The designated officer has no part in it"
    )  # fmt: skip
    who.fill("Who is it about?", accused).fill(
        "What is their work, and how do they reach children?", "Works with children."
    )
    who.choose("Paid").fill("Employer or organisation", "Larkfield Primary School")
    who.page.get_by_label("What kind of organisation is it?").select_option(label="School or college")
    who.choose("It came to an employer's or organisation's attention")
    just_now(who, "When did it come to be known")
    who.fill("What happened?", "A child was pushed.").fill("Where does it come from?", "A colleague saw it.")
    who.fill("Which children?", child).fill("What was done so that the children are safe?", "Another class.")
    who.choose("No", of="Does the person know?").choose("No", of="Has anybody begun to enquire?")
    who.press("Send it").meets("Tell the designated officer").must_see("Say which senior person was told")
    who.fill("Which senior person was told?", "Sam Senior, head").press("Send it").meets("Referral LR-")
    who.must_see("It was received", "Told in time", accused)
    return who.page.url


def take_up(who: Visitor, referral: str) -> str:
    """Take a referral up from the list; gives the record's address."""
    who.go("/allegations/").meets("Allegations").follow(referral.rstrip("/").split("/")[-1]).meets("Referral LR-")
    who.press("Take it up").meets("Allegation LA-").must_see("Talk with the employer before anybody enquires")
    return who.page.url


def talk_and_judge(officer: Visitor, at: str, child: str) -> None:
    """The talk with the employer, the child's welfare handed to the front door, the criteria."""
    officer.press("Record the talk with the employer").meets("Record the talk with the employer")
    just_now(officer, "When did you speak")
    officer.fill("With whom?", "Sam Senior, head").choose("An allegation against somebody who works with children")
    officer.fill("What is to be done at once?", "Keep them apart.").fill("Advice about the person's work", "Wait.")
    officer.fill("Advice about the children", "Speak with the parents.").press("Record it").meets("Allegation LA-")
    given, family = child.split()
    officer.go(at).follow("Name a child").meets("Name a child").fill("Given names", given).fill("Family name", family)
    officer.press("Name the child").meets("Allegation LA-").follow("See to a child's welfare").meets("See to a child's")
    officer.page.get_by_role("radio").first.check()
    officer.choose("Hand it to the front door now").fill("What, and why?", "Hurt by an adult outside the family.")
    officer.press("Record it").meets("Allegation LA-").must_see("Waits at the front door")
    officer.go(at).page.get_by_role("link", name="Judge the criteria").or_(
        officer.page.get_by_role("button", name="Judge the criteria")
    ).first.click()
    officer.page.wait_for_url(re.compile(r"/criteria/"))
    for words in POINTS:
        group = officer.page.get_by_role("group", name=re.compile(re.escape(words))).first
        group.get_by_label("Met", exact=True).check()
        officer.page.get_by_label(re.compile(rf"^\s*Why\?.*{re.escape(words)}")).first.fill("So it seems.")
    officer.meets("Judge the criteria").press("Record the judgement").meets("Allegation LA-")
    officer.must_see("It decides nothing by itself.")


def meet(officer: Visitor, at: str) -> str:
    """Call the meeting with whoever referred and the police, hold it and end it; gives its address."""
    officer.go(at).press("Call the meeting").meets("Call a meeting").fill("What is the meeting for?", "To plan.")
    officer.date("Begins: date", TODAY.day, TODAY.month, TODAY.year).fill("Begins: time", "8:00am")
    officer.fill("Ends: time", "9:30am").choose("By video").press("Call the meeting").meets("Allegations meeting")
    meeting = officer.page.url
    invite(officer, meeting, "Pat Dummerton", "The police")
    begin(officer, meeting)
    here(officer, meeting)
    end(officer, meeting)
    officer.must_see("Quorate")
    return meeting


def strands(officer: Visitor, at: str) -> None:
    """Note how each strand stands, and that suspension was considered."""
    for kind in ("Police: is it a crime?", "Social care: are children safe?", "Employer: what follows at work?"):
        officer.go(at).page.get_by_role("link", name="Note how a strand stands").or_(
            officer.page.get_by_role("button", name="Note how a strand stands")
        ).first.click()
        officer.page.wait_for_url(re.compile(r"/strand/"))
        officer.meets("Note how a strand stands").choose(kind).choose("Closed").fill("Who leads it?", "A lead")
        officer.fill("How does it stand?", "It has ended.").press("Record it").meets("Allegation LA-")
    officer.press("Record that suspension was considered").meets("Record that suspension was considered")
    officer.choose("Work only with somebody else there").fill("What speaks for and against them?", "It is enough.")
    officer.fill("The designated officer's view", "Enough.").choose("Another way was taken")
    officer.fill("The employer's reasons", "The child is elsewhere.").fill("Who decided?", "Sam Senior, head")
    officer.fill("Who supports the person?", "A union").press("Record it").meets("Allegation LA-")


def told(officer: Visitor, at: str, whom: str) -> None:
    """Record that somebody was told."""
    officer.go(at + "tell/").meets("Record who was told").choose(whom).fill("Name them", whom)
    officer.fill("What were they told? Or: why not yet?", "What was decided.").fill("How?", "In person")
    just_now(officer, "When were they told")
    officer.press("Record it").meets("Allegation LA-")


@pytest.mark.rows("GL-AL-05", "GL-AL-07", "GL-AL-08", "GL-AL-09", "GL-AL-11", "WT-LADO-11", "WT-LADO-12")
def test_a_teacher_accused_from_the_employer_to_the_barring_referral(arrive: Arrive) -> None:
    accused, child = somebody("Avery"), somebody("Linden")
    employer, officer = arrive("teacher"), arrive("lado")
    sent = refer(employer, accused, child)
    at = take_up(officer, sent)
    talk_and_judge(officer, at, child)
    door = arrive("front_door_worker").go("/front-door/handovers/").meets()
    door.page.get_by_role("row").filter(has_text=child).last.get_by_role("link").first.click()
    door.page.wait_for_url(re.compile(r"/handovers/H"))
    door.meets().must_see("Hurt by an adult outside the family.")
    assert not door.sees(accused) and not door.sees(at.rstrip("/").split("/")[-1])
    officer.go(at).press("Decide which way it goes").meets("Decide which way it goes").must_see("So it seems.")
    officer.choose("It is managed as an allegation: a meeting is called").fill("Why?", "Two people saw it.")
    officer.press("Record the decision").meets("Allegation LA-").press("Send the employer the record")
    officer.meets("Send the employer the record").fill("What the employer keeps", "We spoke. Keep them apart.")
    officer.fill("To whom?", "Sam Senior").fill("How does it go?", "Here").press("Send it").meets("Allegation LA-")
    employer.go(sent).meets("Referral LR-").must_see("Keep them apart.", "It was taken up")
    assert employer.go(at).page.title().startswith("Page not found")

    meeting = meet(officer, at)
    employer.go(meeting).meets("Allegations meeting")
    arrive("police_mash").go(meeting).meets("Allegations meeting")
    strands(officer, at)
    for whom in ("The person it is about", "The child", "The parents or carers"):
        told(officer, at, whom)
    officer.go(at).press("Record the outcome").meets("Record the outcome")
    officer.choose("Substantiated: there is enough to show that it happened").fill("Why?", "Two people saw it.")
    officer.press("Record the outcome").meets("Allegation LA-").must_see("Outcome recorded, to be ended")
    officer.go(at).follow("Note a duty to refer on").meets("Note a duty").choose("The Disclosure and Barring Service")
    officer.fill("Name the body", "The Disclosure and Barring Service")
    officer.date("When were they removed, or would have been?", TODAY.day, TODAY.month, TODAY.year)
    officer.fill("Why?", "Dismissed for it.").press("Record it").meets("Allegation LA-").must_see("To be made")
    officer.press("Record that a duty was done").meets("Record that a duty was done")
    officer.page.get_by_role("radio").first.check()
    officer.date("When was it made?", TODAY.day, TODAY.month, TODAY.year).fill("Its reference", "D-1")
    officer.press("Record it").meets("Allegation LA-").press("Close it").meets("Close it").press("Close it")
    officer.meets("Allegation LA-").must_see("It is closed.", "nothing. It has ended.")


@pytest.mark.rows("WT-LADO-07", "GL-AL-13")
def test_advice_alone_is_asked_given_and_ended(arrive: Arrive) -> None:
    accused = somebody("Brook")
    employer, officer = arrive("teacher"), arrive("lado", width=320)
    sent = refer(employer, accused, "Not known", advice=True)
    at = take_up(officer, sent)
    officer.follow("Decide which way it goes").meets("Decide which way it goes")
    officer.choose("Advice was wanted, and given: nothing was referred").fill("Why?", "A worry about quality.")
    officer.press("Record the decision").meets("Allegation LA-").must_see("Advice given, to be ended")
    officer.press("Send the employer the record").meets("Send the employer the record")
    officer.fill("What the employer keeps", "Train them.").fill("To whom?", "Sam Senior").fill(
        "How does it go?", "Here"
    )
    officer.press("Send it").meets("Allegation LA-")
    employer.go(sent).meets("Referral LR-").must_see("Train them.")
    officer.go("/allegations/figures/").meets("Allegation figures").go("/allegations/employers/new/").meets()
    officer.fill("Employer or organisation", "Larkfield").fill("Who is the contact?", "Sam Senior, head")
    officer.page.get_by_label("What kind of organisation is it?").select_option(label="School or college")
    officer.fill("How are they reached?", "01632 960001").choose("The policy was not seen").press("Add them")
    officer.meets("Contacts at employers").must_see("Sam Senior, head")
    assert officer.go(at).heading().startswith("Allegation LA-")


@pytest.mark.rows("GL-AL-16")
def test_an_allegation_against_the_officer_goes_to_whoever_stands_in(arrive: Arrive) -> None:
    employer, officer = arrive("teacher"), arrive("lado")
    before = officer.go("/allegations/").page.locator("main").inner_text()
    sent = refer(employer, "Lane Modelthorpe", "Not known")
    stand_in = arrive("business_manager")
    at = take_up(stand_in, sent)
    stand_in.must_see("Lane Modelthorpe")
    assert officer.go("/allegations/").page.locator("main").inner_text() == before
    for path in (sent, at, f"{at}hand-over/"):
        assert officer.go(path).page.title().startswith("Page not found")
    assert arrive("administrator").go(at).page.title().startswith("Page not found")
