"""A child death from its notices to what is given out without names: joint response, review meeting, signing, panel."""

import datetime
import re

import pytest

from tests.journeys.browsing import Visitor
from tests.journeys.conftest import Arrive
from tests.journeys.desk import open_request, weigh
from tests.journeys.incidents import judged, opened_from
from tests.journeys.protecting import begin, end, here, invite
from tests.journeys.steps import at_label, just_now, somebody

pytestmark = pytest.mark.browser
TODAY = datetime.datetime.now(tz=datetime.UTC).date()
FACTS = {
    "The child was under 18.": "Yes", "The child was born alive": "Yes", "stillborn, and a health professional": "No",
    "stillborn or found dead": "No", "lawful termination": "No", "normally lived in this area": "Yes",
}  # fmt: skip
CRITERIA = {
    "from outside causes": "Not met", "It was sudden": "Met", "in custody": "Not met", "not natural": "Not known yet",
    "It was a stillbirth": "Not met",
}  # fmt: skip
QUESTIONS = ("May a case review", "children's safety or welfare", "public health or safety", "how this child was kept safe",
             "how services responded")  # fmt: skip


def notify(who: Visitor, child: str, *, refuse: bool = False) -> str:
    """Notify a death; gives the address of the receipt."""
    who.go("/child-deaths/notices/").meets("Child deaths you notified").press("Notify a child death")
    who.meets("Notify a child death")
    if refuse:
        who.press("Send it").meets("Notify a child death").must_see("Say whether the coroner was told.")
    given, family = child.split()
    who.choose("A child died").fill("Given names", given).fill("Family name", family)
    who.date("On which day?", TODAY.day, TODAY.month, TODAY.year)
    who.fill("Where did the child normally live?", "4 Invented Row").fill("Where did it happen?", "At the hospital")
    who.fill("What is known of how it happened?", "Found lifeless in the morning.").choose(
        "Yes", of="Was the coroner told?"
    )
    who.press("Send it").meets("Notice DN-").must_see("It was received on")
    return who.page.url


def logged(manager: Visitor, at: str, slug: str, kind: str, who: str = "") -> None:
    """One entry of the family's log or of the work done."""
    manager.go(f"{at}{slug}/").meets().choose(kind)
    if who:
        manager.fill("Who of the family? Or who is the key contact?", who)
    manager.fill("What?", "As it was.")
    just_now(manager, "When")
    manager.press("Save" if slug == "family" else "Record it").meets("Child death review")


def settled(manager: Visitor, at: str) -> None:
    """Scope, area, response and kind; the review begins."""
    manager.press("Say whether this death is reviewed here").meets("Say whether").must_see("24 weeks")
    for words, answer in FACTS.items():
        at_label(manager, words, answer)
    manager.choose("This area").fill("Why?", "The child lived here.").press("Record it").meets("Child death review")
    manager.press("Decide about a joint agency response").meets("Decide about a joint agency response")
    for words, answer in CRITERIA.items():
        at_label(manager, words, answer)
        manager.page.get_by_label(re.compile(rf"^\s*Why\?.*{re.escape(words)}")).first.fill("So it seems.")
    manager.choose("Yes, a joint response")
    manager.page.get_by_label("Why?", exact=True).fill("Nothing explains it.")
    manager.fill("Who leads it for health, and who for the police?", "Consultant; inspector")
    manager.fill("Which edition of the multi-agency guidelines is followed?", "2016").press("Record it")
    manager.meets("Child death review").must_see("Yes, a joint response").press("Begin the review").meets(
        "Begin the review"
    )
    manager.press("Begin it").meets("Child death review").must_see("Gathering what is known")
    manager.go(f"{at}category/").meets("Say what kind").choose("Unexpected: nobody foresaw it as a real possibility, for "
                                                               "example a day before")  # fmt: skip
    manager.press("Record it").meets("Child death review")


def called(manager: Visitor, people: tuple[tuple[str, str], ...], kind: str) -> str:
    """Call a meeting from its page, invite these people, hold and end it; gives its address."""
    manager.meets("Call a meeting").fill("What is the meeting for?", "To put together what is known.")
    manager.date("Begins: date", TODAY.day, TODAY.month, TODAY.year).fill("Begins: time", "8:00am")
    manager.fill("Ends: time", "9:30am").choose("By video").press("Call the meeting").meets(kind)
    meeting = manager.page.url
    for name, capacity in people:
        invite(manager, meeting, name, capacity)
    begin(manager, meeting)
    here(manager, meeting)
    end(manager, meeting)
    return meeting


def analysed(manager: Visitor) -> None:
    """Write the draft of the analysis form, and finish it."""
    manager.press("Begin a form").meets("Begin a form").choose("Analysis form: the draft for the panel")
    manager.press("Begin it").meets("Child death review").follow("Analysis form: the draft for the panel").meets()
    form = manager.page.url
    manager.press("Finish it").meets().must_see("Write what happened")
    for page, answers in {
        "cause": ("What happened, in short?", "The cause of death, as it stands on the certificate or after the post-mortem"),
        "factors": ("In the child: health, growth, behaviour", "In the family and how the child was cared for",
                    "In the surroundings: home, school, road, water", "In the services, and how they worked together"),
        "after": ("How were the family and the staff supported?", "What does the meeting think is learned?"),
    }.items():  # fmt: skip
        manager.go(f"{form}{page}/").meets()
        for label in answers:
            manager.fill(label, "Nothing more is known.")
        manager.press("Save and continue").meets()
    manager.go(form).meets().press("Finish it").meets("Child death review").must_see("finished")


def member(manager: Visitor, email: str, seat: str) -> None:
    """Name somebody to the panel, unless they sit on it already."""
    manager.go("/child-deaths/panel/new/").meets("Name a member of the panel")
    manager.page.get_by_label("Which seat?").select_option(label=seat)
    manager.choose("Core member").fill("Their address, if they have an account here", email).press("Name the member")
    manager.meets()


def sign(who: Visitor) -> None:
    """Sign the agreement of the panel, unless it is signed."""
    who.go("/child-deaths/panel/").meets("Child death panel").must_see("open for those who have signed")
    if who.sees("Not signed"):
        who.page.get_by_role("row").filter(has_text="Not signed").get_by_role("link").click()
        who.page.wait_for_url(re.compile(r"/panel/DM-"))
        who.meets("The confidentiality agreement of the panel").press("Sign").meets("The confidentiality agreement")
        who.must_see("Tick the box to sign.")
        who.page.get_by_label("I have read the agreement, and I sign it.").check()
        who.press("Sign").meets("The confidentiality agreement").must_see("The cases of the panel open from now on.")


@pytest.mark.rows(
    "WT-CDR-21", "WT-CDR-24", "WT-CDR-29", "WT-CDR-30", "WT-CDR-31", "GL-CD-05", "GL-CD-13", "GL-CD-20", "GL-CD-21", "GL-CD-22",
    "GL-CN-10",
)  # fmt: skip
def test_from_two_notices_to_what_is_given_out_without_names(arrive: Arrive) -> None:
    child = somebody("Alder")
    first = notify(arrive("gp"), child, refuse=True)
    manager = arrive("business_manager").go(first).meets("Notice DN-").must_see("What was told")
    manager.choose("A death that is not on record yet").press("Take it in").meets("Child death review DT-")
    at = manager.page.url
    second = notify(arrive("teacher"), child)
    manager.go(second).meets("Notice DN-").must_see("same first name and surname")
    manager.page.get_by_role("radio").first.check()
    manager.fill("Why is it the same death?", "The same child, told by the school.").press("Take it in")
    manager.meets("Child death review").must_see("The same death: The same child, told by the school.")

    settled(manager, at)
    logged(manager, at, "family", "Key contact named", "N. Urse, bereavement nurse")
    logged(manager, at, "family", "Leaflet for bereaved families offered", "Mother")
    manager.press("Ask agencies what they know").meets("Ask agencies what they know")
    manager.page.get_by_label(re.compile("Health in the MASH")).first.check()
    manager.press("Ask them").meets("Child death review").must_see("They are asked.", "Waits")
    health = arrive("health_mash")
    open_request(health, child)
    health.choose("We hold this, and share it").fill("What you share", "Seen twice in May.")
    weigh(health, detriment="No")
    health.press("Send the answer").meets(child)
    manager.go(at).press("Call the review meeting")
    called(manager, (("Hollis", "Health professional who cared for the child"), ("Sorrel", "Lead of the meeting")),
           "Child death review meeting")  # fmt: skip
    manager.go(at).press("Record the review meeting").meets("Record the review meeting")
    manager.page.get_by_role("radio").first.check()
    manager.press("Record it").meets("Child death review").must_see("Seen twice in May.", "Review meeting held")

    analysed(manager)
    for kind in ("Joint agency response: a step taken", "Looked at as a possible serious incident: not one, and why"):
        logged(manager, at, "done", kind)
    doctor, partner = arrive("gp"), arrive("partner_police")
    for email, seat in (("gp", "Public health"), ("partner_police", "Chair of the panel"),
                        ("health_mash", "Designated doctor for child deaths")):  # fmt: skip
        member(manager, f"{email}@demonstration.example", seat)
    sign(doctor)
    sign(health)
    assert partner.go(at).page.title().startswith("Page not found")
    unsigned = partner.go("/child-deaths/panel/").sees("Not signed")  # who signed in another journey stays signed
    manager.go(at).press("Put it to the panel").meets("Put it to the panel").press("Put it to the panel")
    manager.meets("Child death review").must_see("With the panel")
    doctor.go(at).meets("Child death review").must_see("Did you know this child", child)
    assert not unsigned or partner.go(at).page.title().startswith("Page not found")
    sign(partner)
    partner.go(at).meets("Child death review").must_see(child)

    manager.go(at).press("Call the panel")
    called(manager, (), "Child death overview panel")
    manager.go(at).press("Record the panel's meeting and its sheet").meets("Record the panel's meeting and its sheet")
    manager.page.get_by_role("radio").first.check()
    manager.press("Record it").meets("Record the panel's meeting").must_see("understood and signed")
    for box in ("Everybody who was there confirmed", "Nobody who decided was responsible"):
        manager.page.get_by_label(re.compile(box)).check()
    manager.press("Record it").meets("Child death review").must_see("Attendance sheet of the panel")
    manager.press("Record what the panel found").meets("Record what the panel found")
    manager.fill("Cause and manner of death, as the panel finds it", "Unascertained.")
    manager.page.get_by_label("To which group does the panel put it?").select_option(
        label="Sudden, unexpected and unexplained"
    )
    manager.choose("Yes", of="Did the panel find a modifiable factor?").fill(
        "Which? One to a line.", "Sleeping on a sofa"
    )
    for words in QUESTIONS:
        at_label(manager, words, "No")
    manager.fill("What is learned?", "A sofa is no place to sleep.").fill("Who decided?", "C. Hair, chair")
    manager.press("Record it").meets("Child death review").must_see("Reviewed by the panel", "Sleeping on a sofa")

    manager.go(f"{at}give-out/").meets("Give out what was learned").fill("Title", f"Where {child.split()[0]} slept")
    manager.fill("What is learned?", "A sofa is no place to sleep.").fill("Who should read it?", "Midwives")
    manager.press("Check it and give it out").meets("Give out what was learned").must_see(
        "A name of the child stands in it"
    )
    manager.fill("Title", "Where babies sleep").press("Check it and give it out").meets("Child death review")
    manager.must_see("It is given out. It names nobody and no file.")
    logged(manager, at, "family", "The family was told what the review found", "Mother")
    for kind in ("Those who responded told what the panel thought", "Sent to the national database"):
        logged(manager, at, "done", kind)
    manager.press("Close the review").meets("Close the review").press("Close it").meets("Child death review")
    manager.must_see("The review is closed.", "nothing. The review has ended.")
    reader = arrive("scrutineer").go("/child-deaths/learning/").meets("What was learned from child deaths")
    reader.page.get_by_role("link", name="Where babies sleep").first.click()
    reader.meets("Where babies sleep").must_see("A sofa is no place to sleep.")
    assert not reader.sees(child)
    reader.go("/child-deaths/figures/").meets("Child death figures").must_see("at least 60 deaths a year")


@pytest.mark.rows("GL-CD-32", "WT-CDR-28", "GL-CD-11", "GL-SN-13")
def test_a_death_that_becomes_a_serious_incident(arrive: Arrive) -> None:
    """The council is asked from the death, opens an incident, decides; both pages say what became of the other."""
    child = somebody("Hazel")
    manager = arrive("business_manager").go(notify(arrive("gp"), child)).meets("Notice DN-")
    manager.choose("A death that is not on record yet").press("Take it in").meets("Child death review DT-")
    at = manager.page.url
    manager.must_see("The council was not asked to consider one.").go(f"{at}incident/").meets("Ask the council")
    manager.press("Ask").meets("Ask the council").must_see("There is a problem")
    manager.fill("Why may abuse or neglect have played a part?", "A bruise that nobody explains.")
    manager.fill("Are brothers, sisters and other children safe now?", "A sister is with an aunt.")
    manager.press("Ask").meets("Child death review").must_see("The council was asked", "It has not decided yet")
    request = re.search(r"RC-[0-9A-Z]{4}-[0-9A-Z]{4}", manager.page.locator("main").inner_text())
    assert request
    head = arrive("head_of_service")
    incident = opened_from(head, request[0])
    head.must_see("Found lifeless in the morning.")
    given, family = child.split()
    head.go(incident).follow("Name a child").meets("Name a child").fill("Given names", given).fill(
        "Family name", family
    )
    head.choose("Died").date("On which day did the child die?", TODAY.day, TODAY.month, TODAY.year)
    head.choose("Suspected").choose("Neither").press("Name the child").meets("Serious incident").must_see(child)
    for partner in ("partner", "partner_police", "partner_council"):
        delegate = arrive(partner)
        delegate.reads = False
        delegate.go(f"{incident}view/").meets("The view of a partner").choose("Notifiable").fill("Why?", "A bruise.")
        delegate.press("Record the view").meets("Serious incident")
    head.go(incident).press("Decide whether it is notifiable").meets("Decide whether it is notifiable")
    judged(head, "Yes")
    head.choose("It is notifiable").fill("Why?", "Nobody explains the bruise.")
    head.fill("What are those told who asked for this?", "It is notified, and a rapid review follows.")
    head.press("Record the decision").meets("Serious incident").must_see("Nobody explains the bruise.")
    manager.go(at).meets("Child death review").must_see("It is notified, and a rapid review follows.")
    assert not manager.sees("Nobody explains the bruise."), "the council's reasons stay with the incident"
