"""Stretches of road in a rapid review: members and notice, the meeting, what is judged and decided, who is told."""

import datetime
import re

from tests.journeys.browsing import Visitor
from tests.journeys.desk import open_request, weigh
from tests.journeys.protecting import begin, end, here
from tests.journeys.steps import at_label, just_now

TODAY = datetime.datetime.now(tz=datetime.UTC).date()
CRITERIA = (
    "what must be better",
    "a theme that comes back",
    "how two or more bodies work together",
    "The Panel has said",
)
ANSWERED = (
    "one agency alone", "No agency was involved", "More than one council", "It happened in an institution.",
    "educated otherwise", "in care, or on a protection plan", "a range of kinds", "that may matter for the whole country",
)  # fmt: skip


def gathered(manager: Visitor, at: str) -> None:
    """Name the chair and the coordinator, give notice, ask an agency, record that its records are secured."""
    for part, name in (("Chair of the review", "Casey Exemplar"),
                       ("Review coordinator, who organises and takes the minutes", "Corin Exemplar")):  # fmt: skip
        manager.go(at).press("Name a member").meets("Name a member").choose(part).fill("Name", name)
        manager.fill("Post and organisation", "Invented partnership").press("Name the member").meets("Rapid review")
    manager.press("Give notice to the members").meets("Give notice").must_see("Casey Exemplar").press("Give notice")
    manager.meets("Give notice").must_see("Say how those without an account here were told.")
    manager.fill("How were those without an account told?", "Secure email").press("Give notice").meets("Rapid review")
    manager.must_see("Notice is given", "A notice of this service", "Secure email")
    manager.press("Ask agencies for a summary").meets("Ask agencies for a summary")
    manager.page.get_by_label(re.compile("Police in the MASH")).first.check()
    manager.press("Ask them").meets("Rapid review").must_see("Each has 72 hours", "Waits")
    manager.press("Record that records were secured").meets("Record that records were secured")
    manager.fill("Which agency?", "The police").fill("Which records, and where are they kept?", "All, in the safe.")
    just_now(manager, "When were they secured")
    manager.fill("Who secured them?", "A. Keeper").press("Record it").meets("Rapid review").must_see("in the safe")


def met(manager: Visitor, at: str) -> None:
    """Call the meeting with the members named, hold it and take it in."""
    manager.go(at).press("Call the meeting").meets("Call a meeting")
    manager.fill("What is the meeting for?", "To decide what follows.")
    manager.date("Begins: date", TODAY.day, TODAY.month, TODAY.year).fill("Begins: time", "8:00am")
    manager.fill("Ends: time", "9:30am").choose("By video").press("Call the meeting").meets("Rapid review meeting")
    meeting = manager.page.url
    begin(manager, meeting)
    here(manager, meeting)
    end(manager, meeting)
    manager.must_see("Quorate")
    manager.go(at).press("Record the meeting").meets("Record the meeting")
    manager.page.get_by_role("radio").first.check()
    manager.press("Record it").meets("Rapid review").must_see("It had its quorum.")


def judged(manager: Visitor) -> None:
    """Answer the four aims and judge the criteria."""
    manager.press("Answer the four aims").meets("Answer the four aims").press("Save the answers")
    manager.meets("Answer the four aims").must_see("Write what is known so far.")
    manager.fill("What is known so far?", "He was found at home.")
    manager.fill(
        "What is done at once to keep children safe, and what is learned already?", "A sister lives with an aunt."
    )
    manager.fill("What could be better in how children are kept safe?", "Weekends.")
    manager.fill("What should come next, and why?", "A local review.").press("Save the answers").meets("Rapid review")
    manager.press("Judge the criteria").meets("Judge the criteria")
    for words in CRITERIA:
        at_label(manager, words, "Not known yet" if words == "The Panel has said" else "Met")
        manager.page.get_by_label(re.compile(rf"^\s*Why\?.*{re.escape(words)}")).first.fill("So it seems.")
    for words in ANSWERED:
        at_label(manager, words, "No")
    manager.press("Record the judgement").meets("Rapid review").must_see("It decides nothing by itself.")


def decided(manager: Visitor, at: str) -> None:
    """Record what is done at once, and decide on a local review."""
    manager.go(at).follow("Record an action to be done at once").meets("Record an action").fill(
        "What is done?", "See her."
    )
    manager.fill("Who does it?", "Team manager").date("By which day?", TODAY.day, TODAY.month, TODAY.year)
    manager.press("Record it").meets("Rapid review").press("Decide what follows").meets("Decide what follows")
    manager.must_see("So it seems.").press("Record the decision").meets("Decide").must_see("Choose at least one")
    manager.choose("A local child safeguarding practice review").fill(
        "Why?", "Two agencies did not speak to each other."
    )
    manager.fill("If a local review: what does it look at, and why?", "How weekends are covered.")
    manager.press("Record the decision").meets("Rapid review").must_see("Practice review: waits for Business unit")


def told(manager: Visitor, at: str, whom: str) -> None:
    """Record that somebody was told."""
    manager.go(at).page.get_by_role("link", name="Record that somebody was told").or_(
        manager.page.get_by_role("button", name="Record that somebody was told")
    ).first.click()
    manager.page.wait_for_url(re.compile(r"/tell/"))
    manager.meets("Record that somebody was told").choose(whom).fill("Who was told?", whom).fill("How?", "Letter")
    manager.fill("Who is the reviewer of the local review?", "R. Eviewer")
    just_now(manager, "When were they told")
    manager.press("Record it").meets("Rapid review").must_see("Recorded.")


def taken_up(manager: Visitor, incident: str, child: str) -> str:
    """Begin the rapid review that waits for an incident; gives its address."""
    manager.go("/rapid-reviews/").meets("Rapid reviews").follow(f"Begin for {incident}").meets("Begin the rapid review")
    manager.must_see(child).press("Begin it").meets("Rapid review RR-")
    manager.must_see("Name the core members", "This reading is a choice.", child)
    return manager.page.url


def summarised(police: Visitor, manager: Visitor, at: str, child: str) -> None:
    """The agency asked sends its summary and sees nothing of the review; the manager reads it there."""
    open_request(police, child)
    police.choose("We hold this, and share it").fill("What you share", "Two calls in May.")
    weigh(police, detriment="No")
    police.press("Send the answer").meets(child)
    assert police.go(at).page.title().startswith("Page not found")
    manager.go(at).meets("Rapid review").must_see("Two calls in May.")


def sent(manager: Visitor, at: str) -> None:
    """Tell leads, chair and family, read the report, and record that it went to the Panel."""
    for whom in ("The leads of the agencies", "The chair of the partnership", "The family"):
        told(manager, at, whom)
    manager.go(at).follow("The report, to print or send").meets("Report of the rapid review")
    manager.must_see("Not for publication.", "Two calls in May.", "How weekends are covered.", "Casey Exemplar")
    manager.go(at).press("Record that the review was sent to the Panel").meets("Record that the review was sent")
    just_now(manager, "When was it sent")
    manager.fill("How was it sent?", "Secure email").fill("Who has a copy?", "Both chairs").press("Record it")
    manager.meets("Rapid review").must_see("Sent to the Panel")


def replied(manager: Visitor, at: str, answer: str, words: str) -> None:
    """Record the Panel's reply."""
    manager.go(at).press("Record the Panel's reply").meets("Record the Panel's reply")
    just_now(manager, "When did it come")
    manager.choose(answer).fill("What does it say?", words).press("Record it").meets("Rapid review")


def closed(manager: Visitor, at: str) -> None:
    """Tell the three bodies that a local review follows, and close the rapid review."""
    for whom in ("The Panel", "Ofsted", "The Department for Education"):
        told(manager, at, f"{whom}: a local review follows")
    manager.go(at).press("Close the review").meets("Close the review").press("Close it").meets("Rapid review")
    manager.must_see("The review is closed.", "nothing. The review has ended.")
