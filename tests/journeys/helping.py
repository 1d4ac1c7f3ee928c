"""Stretches of road of early help: from the front door's hand-over to a plan, its team, its meeting and its end."""

import datetime
import re

from tests.journeys.browsing import Visitor
from tests.journeys.desk import ask_whether_known, claim, decide, register_as_new
from tests.journeys.steps import notified

PLAN = re.compile(r"/early-help/plans/EH-[0-9A-Z]{4}-[0-9A-Z]{4}/$")
TODAY = datetime.datetime.now(tz=datetime.UTC).date()
LATER = TODAY + datetime.timedelta(days=42)


def handed_to_early_help(police: Visitor, worker: Visitor, child: str) -> str:
    """A contact that the front door decides for early help; gives its reference."""
    reference = notified(police, child)
    claim(worker, reference)
    ask_whether_known(worker, child)
    register_as_new(worker)
    decide(worker, child, level="3", also="Early help")
    worker.meets(reference).must_see("Decided")
    return reference


def take_up(coordinator: Visitor, child: str, contact: str) -> str:
    """From the list of hand-overs to the plan it begins; gives the plan's address."""
    coordinator.go("/front-door/handovers/").meets("Handed over")
    row = coordinator.page.get_by_role("row").filter(has_text=child)
    coordinator.follow("H-", within=row).meets("Early help").must_see(child, contact)
    coordinator.press("Begin early help").meets("Begin early help").must_see(contact)
    given, family = child.split()
    for label, name in (("Child's given names", given), ("Child's family name", family)):
        assert coordinator.page.get_by_label(label).input_value() == name, "named by the hand-over"
    coordinator.fill("What was noticed, and what would help?", "Left alone at night; tired at school.")
    coordinator.choose("My Assessment and My Plan+: one of these is unclear, or the effect is large and likely to grow")
    coordinator.fill("Why?", "It is not clear yet what keeps his mother out at night.")
    coordinator.press("Begin").meets(f"Early help for {child}")
    assert PLAN.search(coordinator.page.url), coordinator.page.url
    return coordinator.page.url


def agreed(who: Visitor, plan: str) -> None:
    """From a plan just begun: the family agrees."""
    who.go(plan).press("Record what the family answers").meets("What did the family answer?")
    who.press("Save the answer").meets("What did the family answer?").must_see("Choose what the family answered.")
    who.choose("They agree").fill("Who answered?", "He and his mother")
    who.fill("What did they agree to, and with whom may it be shared?", "School, surgery and the families team.")
    who.press("Save the answer").meets("Early help for").must_see("Given by He and his mother")


def bring_in(who: Visitor, plan: str, words: str, name: str) -> None:
    """Bring somebody with an account into the team."""
    who.go(plan).follow("Bring somebody in").meets("Bring somebody into the team")
    who.fill("Find a practitioner", words).press("Find").meets("Bring somebody into the team")
    who.page.get_by_role("radio", name=re.compile(name)).check()
    who.press("Add to the team").meets("Early help for").must_see("see the plan from now on")


def bring_in_family(who: Visitor, plan: str, name: str, as_what: str) -> None:
    """Bring somebody without an account into the team."""
    who.go(plan).follow("Bring somebody in").meets("Bring somebody into the team")
    who.follow("Add the child, a family member").meets("Add somebody without an account")
    who.fill("Name", name).choose(as_what).press("Add them").meets("Early help for")


def name_lead(who: Visitor, plan: str, name: str, *, knows: str = "") -> None:
    """Name the lead practitioner, or the next one."""
    who.go(plan).follow("Name another lead" if knows else "Name the lead practitioner")
    who.meets("Name the lead practitioner")
    who.page.get_by_role("radio", name=re.compile(name)).check()
    who.fill("Whom do the child and family want?", "They trust her most.")
    who.fill("Why this person?", "She meets him every day.")
    if knows:
        who.fill("What must the next lead know?", knows)
    who.press("Name them").meets("Early help for").must_see("The lead practitioner is named.")


def say(who: Visitor, plan: str, whose: str, words: str) -> None:
    """Write down what somebody of the family says."""
    who.go(plan).follow("Write down what they say").meets("What the child or family says")
    who.choose(whose).fill("What did they say?", words).date("When?", TODAY.day, TODAY.month, TODAY.year)
    who.press("Keep it").meets("Early help for").must_see(words)


def fill_form(who: Visitor, plan: str, title: str, pages: tuple[tuple[str, dict[str, str]], ...]) -> None:
    """Fill in one of the plan's forms page by page."""
    who.go(plan).follow(f"Begin with {title}")
    for heading, answers in pages:
        who.meets(heading).fill_in(answers)
        who.press("Save and finish" if heading == pages[-1][0] else "Save and continue")
    who.meets("Early help for").must_see(f"{title} is finished")


ASSESSMENT = (
    ("What the child and family say", {
        "What does the child say, show and want?": "He wants the light on and his mum at home.",
        "What do parents, carers and family say and want?": "His mother wants day shifts.",
        "What is strong in this child and family?": "They love each other; he reads well.",
    }),
    ("Needs and what shows them", {
        "Health, learning, feelings and behaviour: what is needed?": "Sleep, and somebody there at night.",
        "Care, safety, warmth, limits: what do parents and carers manage, and what is hard?": "Nights are hard.",
        "What shows this? Who saw or heard what, and when?": "Asleep in class on four days in November.",
        "Which practitioners contributed, and what?": "The GP: he is well. The school: he is tired.",
    }),
    ("Help", {
        "Which actions and services are needed?": "A sitter at night; help to change shifts.",
        "What will keep it from needing social care?": "He is never alone at night again.",
    }),
)  # fmt: skip
PLAN_PLUS = (
    ("How we work together", {
        "What comes first, and why?": "Somebody with him at night.",
        "What does the child think of the plan?": "Good, if it is grandma.",
        "What does the family think of the plan?": "Relieved.",
        "Who tells whom what, and how often?": "The school tells his mother each Friday.",
        "If it gets worse: what would show it, and who does what then?": "Alone again: the lead calls the front door.",
    }),
)  # fmt: skip
PROFILE = (
    ("What matters to me", {
        "What matters to me?": "My cat.",
        "How do I tell people things, and how do I understand best?": "I draw it.",
    }),
)  # fmt: skip


def note_what_matters(who: Visitor, plan: str) -> None:
    """Advice taken, and a circumstance that applies."""
    who.go(plan).follow("Take advice on whom to involve").meets("Keep advice you took")
    who.choose("Community social worker").fill("What did you ask?", "Whom to involve.")
    who.fill("What did they advise, and whom to involve?", "Ask the school nurse too.")
    who.date("When?", TODAY.day, TODAY.month, TODAY.year).press("Keep it").meets("Early help for")
    who.must_see("Ask the school nurse too.").follow("Note something that applies").meets("Does any of this apply?")
    who.press("Note it").meets("Does any of this apply?").must_see("Choose what applies.")
    who.choose("Special educational needs, with or without a plan")
    who.date("Since when?", TODAY.day, TODAY.month, TODAY.year).press("Note it").meets("Early help for")
    who.must_see("Special educational needs").follow("Education, health and care plan")
    who.meets("Education, health and care plan").choose("Thought about, and not asked for now")
    who.fill("Why, or what was decided?", "School support is enough for now.")
    who.date("When?", TODAY.day, TODAY.month, TODAY.year).press("Save").meets("Early help for")


def plan_together(who: Visitor, plan: str, owner: str) -> None:
    """One outcome with one action."""
    who.go(plan).follow("Add an outcome").meets("Add an outcome")
    who.fill("What will be different for the child?", "He sleeps at night with somebody there.")
    who.press("Add it").meets("Early help for").must_see("He sleeps at night with somebody there.")
    who.follow("Agree an action").meets("Agree an action")
    who.fill("What is to be done?", "Grandma sleeps there when his mother works nights")
    who.choose("Something new").page.get_by_role("radio", name=re.compile(owner)).check()
    who.date("By when?", LATER.day, LATER.month, LATER.year)
    who.press("Agree it").meets("Early help for").must_see("Grandma sleeps there")


def call_meeting(who: Visitor, plan: str) -> str:
    """Call a meeting of the team for tomorrow; gives its address."""
    who.go(plan).follow("Call a meeting").meets("Call a meeting")
    day = TODAY + datetime.timedelta(days=1)
    who.choose("Team around the child meeting").choose("In person")
    who.fill("What is the meeting for?", "Agree together what helps at night.")
    who.date("Begins: date", day.day, day.month, day.year)
    who.fill("Begins: time", "9:00am").fill("Ends: time", "10:00am").fill("Where, or how to join", "The school library")
    who.press("Call the meeting").meets("Team around the child meeting")
    return who.page.url


def hold_meeting(lead: Visitor, meeting: str) -> None:
    """The meeting begins, who is there is recorded, notes, a decision and an action are taken, and it ends."""
    lead.go(meeting).press("Begin").meets("Begin the meeting").press("Begin").meets("Team around the child meeting")
    lead.press("Who is here?").meets("Who is here?")
    for answer in lead.page.get_by_role("radio", name="Here", exact=True).all():
        answer.check()
    lead.press("Save who is here").meets("Team around the child meeting").must_see("Quorate")
    lead.follow("Take notes").meets("Take notes")
    question = "What do the child and family say and want?"
    lead.fill(question, "He wants grandma. She can come.")
    if lead.scripts:
        lead.page.get_by_label("Is this the right team, and who is missing?").focus()
        lead.page.locator("[data-autosave-status]", has_text="Saved").wait_for()
        lead.page.reload()
        assert lead.page.get_by_label(question).input_value() == "He wants grandma. She can come."
    lead.press("Save and go back to the meeting").must_see("He wants grandma. She can come.")
    lead.follow("Record a decision").meets("Record a decision")
    lead.fill("What was decided?", "Grandma sleeps there on work nights.").fill("Why?", "He asked for her.")
    lead.press("Record it").meets("Team around the child meeting").must_see("Grandma sleeps there on work nights.")
    lead.follow("Agree an action").meets("Agree an action").fill("What is to be done?", "Ask the shift manager")
    lead.page.get_by_role("radio", name=re.compile("Gil")).check()
    lead.date("By when?", LATER.day, LATER.month, LATER.year)
    lead.press("Agree it").meets("Team around the child meeting").must_see("Ask the shift manager")
    lead.press("End the meeting").meets("End the meeting").press("End").must_see("The meeting has ended")


def minute_meeting(lead: Visitor, meeting: str) -> None:
    """Minutes are made from the record and sent; the mother gets what is shared with her."""
    lead.go(meeting).follow("Make the minutes").meets("Make the minutes").must_see("He wants grandma.", "Because:")
    lead.fill("Who agrees that they are right?", "The lead practitioner").press("Keep as the minutes")
    lead.meets("Team around the child meeting").follow("Send the minutes").meets("Send the minutes").press("Send")
    lead.meets("Team around the child meeting").must_see("Sent to")
    lead.follow("Share something").meets("Share with the family")
    lead.choose("Clover Sampleton, Parent or carer").fill("What is it?", "What we agreed")
    lead.fill("The words they get", "Grandma sleeps at yours when you work nights.").choose("By hand")
    lead.press("Share it").meets("Team around the child meeting").must_see("What we agreed")


def agree(who: Visitor, plan: str) -> None:
    """The plan is agreed with a review date."""
    who.go(plan).press("Agree the plan").meets("Agree the plan")
    who.press("The plan is agreed").meets("Agree the plan").must_see("Enter when the plan is reviewed next.")
    who.date("When is the plan reviewed?", LATER.day, LATER.month, LATER.year).press("The plan is agreed")
    who.meets("Early help for").must_see("The plan is under way.")


def review_and_close(who: Visitor, plan: str) -> None:
    """What was agreed is done, the review finds the needs met, and the plan closes with everybody's view."""
    who.go(plan).follow("How far is it?").meets("How far is it?").choose("Done")
    who.fill("What was done, and what did it change?", "He sleeps through.").press("Save").meets("How far is it?")
    who.must_see("Say what it did for the child.").choose("It helped the child").press("Save").meets("Early help for")
    who.follow("What became of it?").meets("What became of the outcome?").choose("It came about")
    who.fill("What shows it?", "Awake in class for four weeks.").press("Save").meets("Early help for")
    who.press("Review the plan").meets("Review the plan")
    who.date("When was the review?", TODAY.day, TODAY.month, TODAY.year)
    who.fill("What changed for the child?", "He sleeps at night.").choose("Needs are met: the plan can close")
    who.fill("What do the child and family say?", "Good.").press("Keep the review").meets("Early help for")
    who.press("Close the plan").meets("Close the plan").press("Close it").meets("Close the plan")
    who.must_see("Say why the plan closes.")
    who.fill("Why does it close?", "His needs are met.").fill("What changed for the child, and what did not?", "Sleep.")
    who.fill("What do the child and family say about closing?", "We can ask again.").press("Close it")
    who.meets("Early help for").must_see("The plan is closed.")
