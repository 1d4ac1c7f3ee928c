"""Stretches of road in a practice review: begun, heard, reported, and what is decided about publishing it."""

import datetime
import re

from tests.journeys.browsing import Visitor
from tests.journeys.steps import just_now, on

TODAY = datetime.datetime.now(tz=datetime.UTC).date()
PLANNED = TODAY + datetime.timedelta(days=30)
WEIGHED = (
    "Professional knowledge and experience of practice that this case needs",
    "Knowledge and understanding of research",
    "Can see how complex the circumstances were in which people worked",
    "Can understand practice from the side of those who worked at the time",
    "Can say what was found so that others act on it",
)


def begun(manager: Visitor) -> None:
    """Record that it begins, appoint the reviewer, agree the terms, start."""
    manager.press("Record whether the review begins").meets("Record whether the review begins")
    manager.choose("It begins").fill("Why?", "Two agencies did not speak.").fill("What was the advice?", "To begin.")
    just_now(manager, "When was it decided")
    manager.choose("Yes").fill("Who decided?", "The Executive").press("Record the decision").meets("Practice review")
    manager.press("Appoint a reviewer or a chair").meets("Appoint a reviewer").press("Record the appointment")
    manager.meets("Appoint a reviewer").must_see("Say whether they have any tie to the case.")
    manager.choose("Reviewer").fill("Name", "Sasha Exemplar").fill("Where do they work?", "for themselves")
    for words in WEIGHED:
        manager.fill(words, "Shown by earlier work.")
    manager.choose("Yes").fill("If so: which tie?", "Worked here until 2019.")
    manager.fill("If so: why are they appointed all the same, and what guards against it?", "Another team then.")
    manager.fill("Who appointed them?", "The Executive")
    on(manager, "On which day?", TODAY)
    manager.press("Record the appointment").meets("Practice review").must_see("Worked here until 2019.")
    manager.press("Agree the terms and the method").meets("Agree the terms")
    manager.fill("What is the one thing it looks at closely, and why?", "How weekends are covered.")
    manager.fill("What is it to find out?", "Why did nobody ring?")
    on(manager, "From which day on does it look?", TODAY - datetime.timedelta(days=400))
    on(manager, "Up to which day?", TODAY - datetime.timedelta(days=30))
    manager.choose("A systems method: how the parts worked together and why")
    manager.fill("Why this one, and is it in proportion?", "It asks why.")
    manager.fill("How does it look at practice, at organisations and at how they learn?", "Shifts and rotas.")
    manager.fill("How is the child's side of it seen?", "A day in the life of the baby.").fill(
        "Who agreed?", "The Executive"
    )
    on(manager, "On which day?", TODAY)
    manager.press("Record the terms").meets("Practice review").press("Start the review").meets("Start the review")
    manager.press("Start it").meets("Practice review").must_see("Under review")


def heard(manager: Visitor, at: str) -> None:
    """Invite the mother and a nurse, keep what she says, ask the reviewer in writing."""
    for kind, name, role in (("Family", "Mary Invented", "mother"), ("Practitioner", "Kit Helpwell", "health visitor")):
        manager.go(at).press("Ask somebody to take part").meets("Ask somebody to take part").choose(kind).fill(
            "Name", name
        ).fill("Who are they?", role)
        on(manager, "When were they invited?", TODAY)
        manager.fill("How?", "A visit").fill("What were they told to expect?", "Nobody is blamed.")
        manager.fill("Who stands by them?", "An advocate").press("Record it").meets("Practice review").must_see(name)
    manager.follow("Record what somebody answered").meets("Record what somebody answered")
    manager.choose("Mary Invented, mother").choose("Takes part").fill("What did they say?", "I rang and nobody came.")
    on(manager, "When?", TODAY)
    manager.press("Record it").meets("Practice review").must_see("I rang and nobody came.")
    manager.press("Record what was asked of the reviewer").meets("Record what was asked").must_see("must be in writing")
    manager.fill("What was asked, as it was sent?", "How far are you?")
    just_now(manager, "When was it sent")
    on(manager, "By which day do you want an answer?", TODAY + datetime.timedelta(days=7))
    manager.press("Record it").meets("Practice review").must_see("How far are you?")


def reported(manager: Visitor, given: str, title: str, wording: str) -> None:
    """Put in a report that names the child, and see what the check says; mend it; add a recommendation."""
    manager.press("Put in the report").meets("Put in the report").fill("Title", title)
    manager.fill("What happened, written so that nobody is known by it", f"{given} was hurt near GL1 2AB.")
    manager.fill("Why it happened: the reasons that lie in the system or beneath", "Nobody knew who was on call.")
    manager.fill("What should be better: a summary", "One number for weekends.")
    on(manager, "When did it come?", TODAY)
    manager.press("Keep the report").meets("Practice review").press("Add a recommendation").meets(
        "Add a recommendation"
    )
    manager.fill("What should be better?", wording).fill("Who does it?", "Council and health")
    on(manager, "By which day?", TODAY + datetime.timedelta(days=90))
    manager.fill("What will be different for children?", "Whoever rings is heard.").press("Add it").meets(
        "Practice review"
    )
    manager.press("Look at the check of names").meets("Check of names").must_see(
        "To mend: 2", "It can never be let stand.", f"{given} was hurt"
    )
    manager.follow("Let a place stand").meets("Let a place stand")
    assert not manager.page.get_by_label(re.compile("A name of a child")).count(), "a name of the child is not offered"
    manager.page.get_by_label(re.compile("A postcode")).check()
    manager.fill("Why does this tell nobody who it is?", "It is the town hall's.").press("Let it stand").meets(
        "Practice review"
    )
    manager.press("Look at the check of names").meets("Check of names").follow("Mend the report").meets(
        "Put in the report"
    )
    manager.fill("What happened, written so that nobody is known by it", "A baby was hurt on a weekend.")
    manager.fill("Why does it change?", "A name stood in it.").press("Keep the report").meets("Practice review")
    manager.must_see("Nothing to mend")


def decided(manager: Visitor, at: str) -> None:
    """Decide to publish, send it ahead, and be refused while the limits run."""
    manager.press("Decide what is published").meets("Decide what is published").choose("The report in full")
    on(manager, "On which day?", PLANNED)
    manager.fill("How is the effect on the family, children and staff looked to?", "The family reads it first.")
    manager.fill("Who decided?", "The Executive").press("Record the decision").meets("Practice review")
    manager.must_see("7 days, by the regulations", "7 working days, by the guidance", "Not yet sent to both.")
    for whom in ("The Panel", "The Secretary of State", "Ofsted"):
        manager.go(f"{at}send-ahead/").meets("Record what was sent ahead").choose(whom)
        just_now(manager, "When was it sent")
        manager.fill("How was it sent?", "Secure email").press("Record it").meets("Practice review").must_see(whom)
    manager.must_see("the earliest day of publication is").press("Publish it now").meets("Publish it now")
    manager.must_see("Nothing is left to mend.", "A baby was hurt on a weekend.").fill(
        "Ofsted did not have it in time. Why publish all the same?", "It will have."
    )
    manager.press("Publish it").meets("Publish it now").must_see("To publish earlier, decide anew.", "The earliest day")


def taken_up(manager: Visitor, rapid: str, child: str) -> str:
    """Take up the practice review that waits for a rapid review's decision; gives its address."""
    manager.go("/practice-reviews/").meets("Practice reviews").follow(f"Begin for {rapid}")
    manager.meets("Begin the practice review").must_see(child).press("Take it up").meets("Practice review PR-")
    manager.must_see("Record whether the review begins", child)
    return manager.page.url


def published(manager: Visitor, at: str, title: str) -> str:
    """Make it public once the limits are kept; gives the public page's path."""
    manager.go(at).press("Publish it now").meets("Publish it now").press("Publish it").meets("Practice review")
    manager.must_see("It is public.", "Public until at least", "Action plan: waits for Business unit")
    return manager.page.get_by_role("link", name=title).get_attribute("href") or ""


def read_by_anybody(anybody: Visitor, page: str, title: str, wording: str, *hidden: str) -> None:
    """Whoever is signed out reads the published review, and nobody's name or reference with it."""
    anybody.go(page).meets(title)
    anybody.must_see("A baby was hurt on a weekend.", "Sasha Exemplar", wording, "Not given yet")
    assert not any(anybody.sees(one) for one in hidden)
