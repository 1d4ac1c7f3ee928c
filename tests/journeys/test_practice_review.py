"""A practice review from a rapid review's decision to the page that anybody reads."""

import datetime
import re

import pytest

from tests.journeys.browsing import Visitor
from tests.journeys.conftest import Arrive
from tests.journeys.prepared import Preparer
from tests.journeys.steps import just_now, on, somebody

pytestmark = pytest.mark.browser
TODAY = datetime.datetime.now(tz=datetime.UTC).date()
PLANNED = TODAY + datetime.timedelta(days=30)
WEIGHED = (
    "Professional knowledge and experience of practice that this case needs",
    "Knowledge and understanding of research",
    "Can see how complex the circumstances were in which people worked",
    "Can understand practice from the side of those who worked at the time",
    "Can say what was found so that others act on it",
)


def title_of(who: Visitor) -> str:
    """The title of the report: another with scripts and without, because both are published in one product."""
    return "A baby hurt at home" if who.scripts else "A baby hurt at night"


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


def reported(manager: Visitor, given: str) -> None:
    """Put in a report that names the child, and see what the check says; mend it; add a recommendation."""
    manager.press("Put in the report").meets("Put in the report").fill("Title", title_of(manager))
    manager.fill("What happened, written so that nobody is known by it", f"{given} was hurt near GL1 2AB.")
    manager.fill("Why it happened: the reasons that lie in the system or beneath", "Nobody knew who was on call.")
    manager.fill("What should be better: a summary", "One number for weekends.")
    on(manager, "When did it come?", TODAY)
    manager.press("Keep the report").meets("Practice review").press("Add a recommendation").meets(
        "Add a recommendation"
    )
    manager.fill("What should be better?", "Have one number for weekends.").fill("Who does it?", "Council and health")
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
    manager.press("Publish it").meets("Publish it now").must_see("The earliest day is")


@pytest.mark.rows(
    "GL-PR-01", "GL-PR-03", "GL-PR-07", "GL-PR-09", "WT-LCSPR-02", "WT-LCSPR-05", "WT-LCSPR-06", "WT-LCSPR-09", "WT-LCSPR-10",
    "WT-LCSPR-11", "WT-LCSPR-12",
)  # fmt: skip
def test_from_the_decision_to_the_page_that_anybody_reads(arrive: Arrive, prepared: Preparer) -> None:
    child = somebody("Linden")
    rapid = prepared("decided_rapid_review", child=child)
    manager = arrive("business_manager").go("/practice-reviews/").meets("Practice reviews")
    manager.follow(f"Begin for {rapid}").meets("Begin the practice review").must_see(child).press("Take it up")
    manager.meets("Practice review PR-").must_see("Record whether the review begins", child)
    at, reference = manager.page.url, manager.heading().split()[-1]
    begun(manager)
    heard(manager, at)
    manager.go(at)
    reported(manager, child.split()[0])
    decided(manager, at)
    anybody = arrive().go("/learning/reviews/").meets("What we learned")
    assert not anybody.sees(title_of(manager))
    prepared("a_month_goes_by", review=reference)
    manager.go(at).press("Publish it now").meets("Publish it now").press("Publish it").meets("Practice review")
    manager.must_see("It is public.", "Public until at least", "Action plan: waits for Business unit")
    page = manager.page.get_by_role("link", name=title_of(manager)).get_attribute("href") or ""
    anybody.go(page).meets(title_of(manager)).must_see(
        "A baby was hurt on a weekend.", "Sasha Exemplar", "Have one number for weekends.", "Not given yet"
    )
    assert not anybody.sees(child.split()[0]) and not anybody.sees(reference) and not anybody.sees("Mary")
    assert anybody.go(at).page.title().startswith("Sign in")

    manager.go(f"{at}take-down/").meets("Take the page down").fill("Why?", "Enough.").press("Take it down")
    manager.meets("Take the page down").must_see("keeps it public until")
    manager.go(f"{at}answer/").meets("Answer a recommendation")
    manager.page.get_by_role("radio").first.check()
    manager.fill("What is the answer, and what is done?", "We do it by spring.")
    on(manager, "When was it given?", TODAY)
    manager.press("Record the answer").meets("Practice review").follow("Renew the public page").meets(
        "Renew the public page"
    )
    manager.fill("Why?", "The answer.").press("Renew it").meets("Practice review")
    anybody.go(page).meets(title_of(manager)).must_see("We do it by spring.")
