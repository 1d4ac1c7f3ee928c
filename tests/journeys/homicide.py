"""Stretches of road in a homicide review of the community safety partnership: from the notice to the day it is public."""

import datetime
import re

from tests.journeys.browsing import Visitor
from tests.journeys.desk import open_request, weigh
from tests.journeys.protecting import begin, end, here
from tests.journeys.steps import at_label, each, just_now, on, write

TODAY = datetime.datetime.now(tz=datetime.UTC).date()
DAY = datetime.timedelta(days=1)
REVIEW = " DH-"  # its heading, whatever it is called before and after it is decided
SPECIALIST = "Gloucestershire Domestic Abuse Support Service (GDASS)"
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
REPORT = {
    "Executive summary": "Services did not speak.", "Why it happened": "Nobody saw the whole.",
    "What is to be learned": "Ask about control.", "Good practice": "A nurse asked twice.",
    "The family's part, and their words": "The family asked for one number.",
    "The chair's statement of independence": "The chair has no tie to any agency.",
}  # fmt: skip
WRITTEN = {
    "What the agency did, in order": "Two visits in March; a scan was missed in May.",
    "Analysis: why, and not only what": "Nobody saw the earlier letter, so control was not asked about.",
    "What is to be learned": "Letters are read before a visit.", "Good practice": "One nurse asked twice.",
    "Recommendations": "One place for letters, by spring; the ward manager looks at it again in May.",
}  # fmt: skip


def referred(police: Visitor, victim: str) -> str:
    """The police refer a death, with what is missing told first; gives the receipt's address."""
    police.go("/homicide-reviews/asked/").meets("Homicide reviews")
    police.press("Refer a death").meets("Refer a death").press("Send it").meets("Refer a death")
    police.must_see("Write what happened, as the investigation agreed it.")
    police.fill("Who died?", victim).fill("Who is alleged to have done it?", "Not known")
    on(police, "When did they die?", TODAY)
    police.page.get_by_label("Where did they normally live").select_option("Stroud")
    police.fill("What happened?", "Found dead at home.").fill("Who of the investigation agreed this summary?", "SIO")
    police.fill("Who is the strategic coordinator?", "The coordinator")
    police.fill("Who was telephoned, and when?", "The lead, at 9").press("Send it").meets("A death referred for review")
    police.must_see("Received", "Safer Gloucestershire")
    return police.page.url


def taken_in(lead: Visitor, receipt: str, victim: str) -> str:
    """The community safety partnership finds the notice on its list and takes it in; gives the review's address."""
    notice = receipt.rstrip("/").rpartition("/")[2]
    lead.go("/homicide-reviews/").meets("Homicide reviews").follow(notice).meets("A death referred").must_see(victim)
    lead.press("Take it in").meets("").must_see("Restricted until it is published", victim, "Safer Gloucestershire")
    return lead.page.url


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


def family_log(lead: Visitor, at: str, kind: str, words: str) -> None:
    """Write in the family's log, whether it is what comes next or not."""
    lead.go(f"{at}family-log/").meets("Write in the family's log").choose(kind)
    just_now(lead, "When")
    lead.fill("Write it down", words).fill("By whom?", "The lead").press("Keep it").meets(REVIEW).must_see(words)


def asked_and_answered(lead: Visitor, police: Visitor, at: str, victim: str) -> None:
    """Write to the police, who answer that they knew those concerned and see nothing of the review."""
    lead.go(at).follow("Write to agencies").meets("Write to agencies")
    lead.page.get_by_label(re.compile("Police in the MASH")).first.check()
    lead.fill("What are they asked?", "Did you know them?").press("Write to them").meets("Write to agencies")
    lead.must_see("It must say all of this.")
    for box in lead.group("What does the letter say?").get_by_role("checkbox").all():
        box.check()
    lead.press("Write to them").meets(REVIEW).must_see("Waits")
    open_request(police, victim)
    police.choose("We hold this, and share it").fill("What you share", "Two calls in May.")
    weigh(police, detriment="No", adult=True)
    police.press("Send the answer").meets(victim)
    assert police.go(at).page.title().startswith("Page not found")
    lead.go(f"{at}?part=decision").must_see("Gloucestershire Constabulary, Police in the MASH", "Two calls in May.")


def chaired(lead: Visitor, at: str) -> None:
    """Appoint the chair: who has a tie to an agency is refused; each test is answered with what it rests on."""
    lead.go(at).press("Appoint the chair or an author").meets("Appoint the chair").choose(
        "Chair and author of the report"
    )
    lead.fill("Name", "Sasha Exemplar").fill("Where do they work?", "for themselves")
    each(lead, "Yes")
    write(lead, "Shown by earlier work.")
    at_label(lead, "Has no direct tie to any agency in the review", "No")
    lead.fill("Who issued the contract?", "The commissioner")
    on(lead, "On which day?", TODAY)
    lead.press("Record the appointment").meets("Appoint the chair").must_see("Somebody who does not meet it is not")
    at_label(lead, "Has no direct tie to any agency in the review", "Yes")
    lead.press("Record the appointment").meets(REVIEW).must_see("Sasha Exemplar", "Shown by earlier work.")


def supported(lead: Visitor, at: str) -> None:
    """Take advice, invite the victim's brother with the whole letter, keep how he wants to hear, name an administrator."""
    family_log(lead, at, "Advice was taken before the family was told", "The liaison officer sees no danger.")
    lead.go(at).press("Invite somebody of a family").meets("Invite somebody of a family")
    lead.choose("The victim's family or friends")
    lead.fill("Name", "Corin Inventby").fill("Who are they?", "brother")
    on(lead, "When did they get the letter?", TODAY)
    lead.fill("Who gave it to them?", "The family liaison officer")
    lead.fill("Which specialist advocate was offered, and what did they answer?", "AAFDA, accepted")
    lead.press("Record it").meets("Invite somebody of a family").must_see("There is a problem")
    for box in lead.group("What does the letter say?").get_by_role("checkbox").all():
        box.check()
    lead.press("Record it").meets(REVIEW).must_see("Corin Inventby", "AAFDA, accepted")
    lead.go(at).follow("Keep what somebody of the family wishes").meets("Keep what somebody of the family wishes")
    lead.page.get_by_role("radio").first.check()
    lead.fill("How do they want to be reached?", "By telephone").fill("Which advocate stands by them?", "AAFDA")
    lead.fill("After how many days at most do they want to hear?", "28").press("Keep it").meets(REVIEW)
    lead.must_see("By telephone")
    lead.go(at).press("Name an administrator").meets("Name an administrator").fill(
        "Who is it?", "Ash Sampleby, officer"
    )
    lead.fill("Who supplies them?", "The district").fill("Who gives them enhanced supervision?", "The lead")
    for box in lead.page.get_by_role("checkbox").all():
        box.check()
    on(lead, "From which day on?", TODAY)
    lead.press("Name them").meets(REVIEW).must_see("Ash Sampleby")


def on_terms(lead: Visitor, at: str) -> None:
    """Agree the terms of reference with every topic answered."""
    lead.go(at).press("Agree the terms of reference").meets("Agree the terms")
    lead.fill("What does the review cover?", "Three years of contacts.")
    on(lead, "From which day on does it look?", TODAY - 900 * DAY)
    on(lead, "Up to which day?", TODAY)
    on(lead, "When did the panel first meet?", TODAY)
    lead.fill("Who has the last word?", "Sasha Exemplar").press("Record the terms").meets("Agree the terms")
    lead.must_see("Write what is asked, or why it has no place here.")
    write(lead, "Asked of each agency.")
    lead.press("Record the terms").meets(REVIEW).must_see("Three years of contacts.", "Asked of each agency.")


def seated(lead: Visitor, member: Visitor, at: str, email: str) -> None:
    """Ask the police and the specialist service to the panel: one declares on their own page, one on paper; then it starts."""
    lead.go(at).must_see("Ask to the panel whoever it lacks").follow("Start the review").meets("Start the review")
    lead.press("Start it").meets("Start the review")
    lead.must_see("None of the bodies that the Act names sits on the panel.")
    for seat, name in (("Gloucestershire Constabulary", ""), (SPECIALIST, "Jules Testbury")):
        lead.go(at).press("Ask somebody to the panel").meets("Ask somebody to a panel").choose("Review panel")
        lead.page.get_by_label("For which body do they sit?").select_option(seat)
        if name:
            lead.fill("Name", name).fill("Post and organisation", f"Manager, {SPECIALIST}")
        else:
            lead.fill("Their address, if they have an account here", email)
        lead.choose("No").press("Ask them").meets(REVIEW)
    lead.go(f"{at}?part=panel").must_see("Jules Testbury", "Not declared").follow("Jules Testbury").meets("A seat on")
    each(lead, "Yes")
    lead.choose("No", of="Is there any tie to the case or its people?")
    lead.fill("Where is the signed paper kept?", "The red folder").press("Record it").meets("A seat on a panel")
    lead.go(at).must_see("has not declared yet", "Still to declare: Pip Fabricote")
    declared(member, at)
    lead.go(at).press("Start the review").meets("Start the review").press("Start it").meets(REVIEW)
    lead.must_see("Evidence is heard")


def declared(member: Visitor, at: str) -> None:
    """A member finds the seat on my work, cannot open the review yet, is refused in the line of staff, and declares."""
    assert member.go(at).page.title().startswith("Page not found")
    member.go("/my-work/").meets("My work").follow("Declare whether you can sit on a panel").meets("A seat on a panel")
    member.must_see("Found dead at home.", "Answer each point.")
    each(member, "Yes")
    member.choose("No", of="Is there any tie to the case or its people?")
    at_label(member, "Stands outside the line management", "No")
    member.press("Declare").meets("A seat on a panel").must_see("Who cannot say yes to this cannot sit on the panel.")
    at_label(member, "Stands outside the line management", "Yes")
    member.press("Declare").meets("A seat on a panel").must_see("Recorded.", "They open for you when")


def commissioned(lead: Visitor, at: str, email: str) -> str:
    """Decide about the other family; ask the health board, by a senior manager, for its own report. Gives its reference."""
    lead.go(at).press("Invite somebody of a family").meets("Invite somebody of a family")
    lead.choose("The alleged perpetrator's family")
    lead.fill("Name", "Dale Inventby").fill("Who are they?", "mother")
    lead.fill("If they are not invited: why?", "She is abroad.").press("Record it").meets(REVIEW).must_see("abroad")
    lead.go(at).press("Ask an agency for its own report").meets("Ask an agency for its own report")
    assert lead.page.get_by_label("What is the report to look at?").input_value() == "Three years of contacts."
    lead.fill("Which agency?", "The health board")
    lead.fill("The senior manager's address, if they have an account here", email)
    on(lead, "By which day?", TODAY + 30 * DAY)
    lead.press("Ask for it").meets(REVIEW)
    lead.go(at).must_see("Wait for The health board, who owe their own report")
    report = lead.go(f"{at}?part=agencies").meets(REVIEW).page.get_by_role("link", name="The health board")
    return (report.get_attribute("href") or "").rstrip("/").rpartition("/")[2]


def reported(manager: Visitor, author: Visitor, at: str, report: str, email: str) -> str:
    """Manager and author see what is asked of them and no more; one writes, the other endorses. Gives its address."""
    page = own_report(manager, report).page.url
    assert manager.go(at).page.title().startswith("Page not found")
    manager.go(page).press("Name the author").meets("Name the author")
    manager.fill("The author's address, if they have an account here", email)
    manager.choose("They had none").choose("They managed nobody").fill("What does this rest on?", "Another service.")
    manager.press("Name the author").meets("Report of").must_see("The author is named.", "Hollis Fictonley")
    own_report(author, report)
    author.press("Write the report").meets("Write the report").fill_in(WRITTEN)
    author.fill("Analysis: why, and not only what", WRITTEN["What the agency did, in order"]).press("Keep it")
    author.meets("Write the report").must_see("Most of this stands in the chronology word for word.")
    author.fill_in(WRITTEN).press("Keep it").meets("Report of").must_see("One nurse asked twice.")
    author.press("Record that staff heard").meets("Record that staff heard").fill("Who heard?", "Two nurses, K. and L.")
    on(author, "When?", TODAY)
    author.fill("What did they put right?", "One date.").fill(
        "How is discipline, if there is any, kept apart?", "There is none."
    )
    author.press("Record it").meets("Report of").must_see("Two nurses, K. and L.")
    manager.go(page).press("Endorse the report").meets("Endorse the report").must_see(
        "Letters are read before a visit."
    )
    manager.fill("Who endorses?", "Hollis Fictonley").fill("How do you answer for what it recommends?", "In my plan.")
    manager.fill("Who endorses?", "Perry Shamwell, delegated partner").press("Endorse it").meets("Report of")
    manager.must_see("Endorsed and in")
    return page


def own_report(who: Visitor, report: str) -> Visitor:
    """From what one is asked for to one's agency's report of this reference."""
    who.go("/homicide-reviews/asked/").meets("asked of me")
    link = who.page.get_by_role("link", name=re.compile(report)).get_attribute("href")
    return who.go(link or "").meets("Report of The health board")


def panel_met(lead: Visitor, member: Visitor, at: str, report: str) -> None:
    """Open the papers to the panel, hold its meeting with who sits on it, and keep what it made of the agency's report."""
    lead.go(at).follow("Open the papers to the panel").meets("Open the papers").must_see("Jules Testbury")
    lead.press("Open them").meets(REVIEW)
    member.go("/homicide-reviews/asked/").meets("asked of me").follow("Review panel").meets("A seat on a panel")
    member.follow("The review").meets(REVIEW).go(f"{member.page.url}?part=agencies").follow("The health board")
    member.meets("Report of").must_see("One nurse asked twice.")
    lead.go(at).follow("Call a meeting of the panel").meets("Call a meeting")
    lead.fill("What is the meeting for?", "To hear the reports.")
    lead.date("Begins: date", TODAY.day, TODAY.month, TODAY.year).fill("Begins: time", "8:00am")
    lead.fill("Ends: time", "9:30am").choose("By video").press("Call the meeting").meets("Review panel")
    meeting = lead.page.url
    begin(lead, meeting)
    here(lead, meeting)
    end(lead, meeting)
    lead.go(at).must_see("Let the panel hear the report of The health board")
    lead.go(report).press("Record that it was presented").meets("Record that it was presented")
    on(lead, "When?", TODAY)
    lead.fill("What did the panel make of it?", "It is honest.").press("Record it").meets("Report of")
    lead.must_see("Presented to the panel", "It is honest.")


def drafted(lead: Visitor, at: str, victim: str) -> None:
    """Put in a report that names the victim, mend it with chair and panel, recommend, and test the action."""
    lead.go(at).press("Put in the overview report").meets("Put in the overview report").fill_in(REPORT)
    lead.fill("Title", "The death of Adult A")
    lead.fill("What happened, written so that nobody is known by it", f"{victim.split()[0]} died at home.")
    on(lead, "When did it come?", TODAY)
    lead.press("Keep the report").meets(REVIEW).must_see("Report is in draft", "To mend")
    lead.follow("The check of names").meets("Check of names").must_see("It must be mended.", victim.split()[0])
    lead.follow("Mend the report").meets("Put in the overview report")
    lead.fill("What happened, written so that nobody is known by it", "Adult A died at home.")
    lead.fill("Why does it change?", "A name stood in it.").press("Keep the report").meets("Put in the overview report")
    lead.must_see("Say how chair and panel agreed.").fill("How did chair and panel agree?", "By letter, both.")
    lead.press("Keep the report").meets(REVIEW).must_see("Nothing to mend")
    lead.go(at).press("Add a recommendation").meets("Add a recommendation")
    lead.fill("What should change?", "Have one number to ring.").fill("Who does it?", "Lead of the county body")
    on(lead, "By which day?", TODAY + 90 * DAY)
    lead.fill("What will be different?", "Whoever rings is heard.").fill("How will one know?", "Calls are answered.")
    lead.press("Add it").meets(REVIEW).must_see("Have one number to ring.")
    lead.go(at).press("Test an action with its agency").meets("Test an action")
    lead.page.get_by_role("radio").first.check()
    lead.fill("With whom was it tested, and what came of it?", "Their manager: it can be done.")
    lead.fill("Who agreed the day at a senior level?", "Chief Testley")
    on(lead, "When?", TODAY)
    lead.press("Record it").meets(REVIEW).must_see("Chief Testley")


def checked(lead: Visitor, at: str) -> None:
    """The panel's four checks and the four of the Home Office; the family reads the draft and is heard."""
    for step, button in (("Answer the panel's checks of the report", "Record them"),
                         ("Check what the Home Office panel tests", "Record it")):  # fmt: skip
        lead.go(at).press(step).meets(step)
        each(lead, "Yes")
        write(lead, "Yes. We read it.")
        lead.fill("Who checked?", "The panel, Sasha Exemplar").press(button)
        lead.meets(REVIEW).must_see("Yes. We read it.")
    lead.go(at).must_see("Give the family the draft to read").follow("Sign it off").meets("Sign it off")
    lead.press("Sign it off").meets("Sign it off").must_see("The family has not had the draft.")
    family_log(lead, at, "They were given the draft to read", "By hand, with the advocate.")
    family_log(lead, at, "What they said of the draft", "The number matters most.")
    family_log(lead, at, "The panel considered what they said", "It stands first now.")


def signed(lead: Visitor, at: str) -> None:
    """The partnership signs off, refused while a task of its six is left, and sends the whole to the Home Office."""
    lead.go(f"{at}?part=report").must_see("Nothing to mend", "Yes. We read it.").press("Sign it off").meets(
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
    lead.press("Sign it off").meets(REVIEW).must_see("With the Home Office")


def cleared(lead: Visitor) -> None:
    """The Home Office's letter clears it."""
    lead.press("Record what the Home Office answered").meets("Record what the Home Office answered")
    lead.choose("Fit to publish").fill("The letter, word for word", "We thank you.")
    on(lead, "When did it come?", TODAY)
    lead.press("Record it").meets(REVIEW).must_see("Cleared to be published", "We thank you.")


def published(lead: Visitor, at: str) -> str:
    """Agree the day, give the family report and letter, make it public; gives the public page's path."""
    lead.go(f"{at}publish/").meets("Publish it now").press("Publish it").meets("Publish it now")
    lead.must_see("Agree the day of publication first.").go(at).press("Agree the day of publication").meets(
        "Agree the day"
    )
    on(lead, "On which day?", TODAY)
    lead.fill_in({
        "Which days mean something to the family?": "None named.", "Who of the family agreed to day and media?": "The brother.",
        "What is said to the media?": "The commissioner speaks.", "Has each agency report and plan?": "Sent on Monday.",
        "Who decided?": "Chair Invented",
    }).press("Record it").meets(REVIEW)  # fmt: skip
    family_log(lead, at, "They have the report and the Home Office letter", "By hand.")
    lead.go(at).press("Publish it now").meets("Publish it now").must_see("Adult A died at home.").press("Publish it")
    lead.meets(REVIEW).must_see("It is public.")
    return lead.page.get_by_role("link", name="The death of Adult A").get_attribute("href") or ""
