"""From a hand-over to the end of a child in need plan, and one visit that serves every child of a family (flow chart 3)."""

import datetime
import re

import pytest
from playwright.sync_api import expect

from tests.journeys.browsing import Visitor
from tests.journeys.conftest import Arrive
from tests.journeys.desk import ask_whether_known, claim, decide, open_request, register_as_new, weigh
from tests.journeys.steps import notified, somebody

pytestmark = pytest.mark.browser
TODAY = datetime.datetime.now(tz=datetime.UTC).date()
IN_NEED = "Is the child in need, to be assessed under section 17?"
WRITTEN = {
    "Who is this child to themselves: family ties, culture, religion, language, origin, disability?": "Likes trains.",
    "What is an ordinary day like for this child?": "Up at six, alone until school.",
    "Which adults live with the child or come and go, and what is each of them to the child?": "Mother; her partner.",
    "How do they keep the child safe and well cared for?": "Gran calls every evening; the flat is cold.",
    "What has happened in this family before, and what adds up over time?": "Two contacts in a year, both about hunger.",
    "What do the parents think, each of them, and what do they want?": "His mother wants help with the heating.",
    "What does this child need, and what happens if nothing changes?": "Warmth and company; he falls behind.",
    "What may harm this child, how likely is it, and how bad would it be?": "Neglect, likely, and it adds up.",
    "What protects this child and can be built on?": "His grandmother.",
    "What else could explain what you found, and what do you not know?": "Illness; the doctor was not asked yet.",
    "What support would make a difference, from whom?": "A family worker; housing for the heating.",
}


def in_days(days: int) -> tuple[int, int, int]:
    """Day, month and year of a date so many days from now."""
    then = TODAY + datetime.timedelta(days=days)
    return then.day, then.month, then.year


def handed_over(arrive: Arrive, *children: str) -> None:
    """The front door decides that children are to be assessed: the work waits for the social work team."""
    police, worker = arrive("police_mash"), arrive("front_door_worker")
    police.reads = worker.reads = False
    reference = notified(police, *children)
    claim(worker, reference)
    for child in children:
        worker.go(f"/front-door/contacts/{reference}/")
        ask_whether_known(worker, child)
        register_as_new(worker)
        decide(worker, child, level="4", yes=IN_NEED)
    worker.must_see("Decided")


def begun(who: Visitor, child: str) -> str:
    """From the work handed over to an open assessment; gives the address of its page."""
    who.go("/front-door/handovers/").meets("Handed over")
    row = who.page.get_by_role("row").filter(has_text=child)
    expect(row).to_have_count(1)
    who.page.goto(str(row.get_by_role("link").first.evaluate("one => one.href")))
    who.press("Begin an assessment").meets(f"Begin an assessment of {child}")
    who.press("Begin").meets("Begin an assessment").must_see("Write what is to be found out, and why now.")
    who.choose("Assessment under section 17").fill("What is to be found out, and why now?", "Is he warm, fed and safe?")
    who.press("Begin").meets(f"Assessment of {child}").must_see("you lead it", "Child last seen: not yet")
    return who.page.url


def timescale_agreed(who: Visitor) -> None:
    """The timescale fits this child, and the family is told."""
    who.press("Agree the timescale").meets("Agree the timescale")
    who.date("See the child by", *in_days(3)).date("Finish the assessment by", *in_days(30))
    who.date("When do you look together at how it goes?", *in_days(14))
    who.fill("Why does this fit the child's needs and risks?", "He is cold now; nothing suggests danger tonight.")
    who.date("When was the family told how it works and when to expect a decision?", *in_days(0))
    who.press("Agree it").meets().must_see("The timescale is agreed.")


def written(who: Visitor, one: str) -> None:
    """The written part, page after page, from the first to the last."""
    who.go(one).follow("How the child is growing up").meets("How the child is growing up")
    while who.page.url != one:
        for question, words in WRITTEN.items():
            field = who.page.get_by_label(question)
            if field.count():
                field.fill(words)
        who.press("Save and continue").meets()


def agencies_asked(who: Visitor, police: Visitor, child: str) -> None:
    """An agency is asked one question, answers it at its own desk, and the answer stands with the assessment."""
    one = who.page.url
    who.follow("Ask agencies").meets("Ask agencies")
    who.press("Ask them").meets("Ask agencies").must_see("Choose which agencies to ask.")
    who.page.get_by_label(re.compile(r"Police in the MASH\s*$")).check()
    who.fill("What are they asked?", "Were you called to the home in the last year?")
    who.fill("Why are they asked?", "To weigh what his nights are like.")
    who.press("Ask them").meets().must_see("The agencies are asked.", "no answer yet")
    open_request(police, child)
    police.must_see("Were you called to the home in the last year?")
    assert not police.sees("Is he warm, fed and safe?")
    police.choose("We hold this, and share it").fill("What you share", "Two calls to the address in May.")
    weigh(police, detriment="No")
    police.press("Send the answer").meets(child)
    who.go(one).must_see("Two calls to the address in May.")


def household_named(who: Visitor, one: str) -> None:
    """Every adult of the household counts, living there or not."""
    who.go(one).follow("Name every adult of the household").meets("Name an adult of the household")
    who.press("Add").meets().must_see("Write the adult's name.", "Say whether they live with the child.")
    who.fill("Their name", "Fern Sampleton").fill("What are they to the child?", "Mother").choose("Yes")
    who.fill("What do they give the child, and what is known or asked of them?", "She is tired and asks for help.")
    who.press("Add").meets().must_see("The adult is named.", "Fern Sampleton, Mother")


def young_carer_assessed(who: Visitor, one: str) -> None:
    """A specialist assessment is a part of the one assessment, written in its own pages."""
    who.go(one).follow("Add a specialist assessment").meets("Add a specialist assessment")
    who.choose("Young carer's needs assessment").choose("Somebody asked for it").press("Add it").meets()
    who.must_see("Say who asked for it.", "Enter when it was asked for.")
    who.fill("If somebody asked: who?", "His mother").date("If somebody asked: when?", *in_days(-2))
    who.press("Add it").meets().must_see("Asked for by His mother")
    who.follow("The care this child gives").meets("The care this child gives")
    who.fill_in({
        "What care does the child give, to whom, how often, and since when?": "Makes breakfast and tidies.",
        "What does the child say about it, and what do they want to go on or to stop?": "He likes to help, not every day.",
        "What does it cost them: school, friends, play, rest, health?": "Sleep.",
        "What does that rest on?": "What he and the school say.",
    })  # fmt: skip
    who.choose("Appropriate for this child").press("Save and continue").meets("The whole household")
    who.fill("What does the person cared for need, so that less care falls on the child?", "Help in the mornings.")
    who.fill("What did services for adults say, and who was spoken to when?", "They visit her next week.")
    who.choose("No", of="Is this assessment combined with one of an adult?").press("Save and continue").meets()


def kept_on_track(manager: Visitor, one: str) -> None:
    """The manager records supervision."""
    manager.go(one).follow("Record supervision").meets("Record supervision")
    manager.date("When was it held?", *in_days(0)).fill("What did the help change for the child?", "He eats at school.")
    manager.fill("Is change quick enough for this child?", "Not yet.").fill(
        "What was decided?", "Mend the heating first."
    )
    manager.date("When is supervision next?", *in_days(28)).press("Record it").meets().must_see(
        "Supervision is recorded."
    )


def letters_read(who: Visitor) -> None:
    """Each letter is made from the record, and says what its reader may know."""
    one = who.page.url
    who.follow("To the child and family").meets("Outcome of the assessment").must_see(
        "help would change that", "complaint"
    )
    who.go(one).follow("To agencies that took part").meets("Outcome of the assessment")
    assert not who.sees("help would change that")
    who.go(one).follow("To the referrer").meets("Outcome of the assessment").must_see("worried about a child")
    assert not who.sees("Linden")
    who.go(one)


def visited(who: Visitor, one: str, child: str) -> None:
    """A visit at which the child was seen alone and heard."""
    who.go(one).press("Record a visit").meets("Record a visit")
    who.press("Record the visit").meets("Record a visit").must_see(f"Say whether {child} was seen.", "Say where.")
    who.date("Visited: date", *in_days(-1)).fill("Visited: time", "4pm")
    who.fill_in({
        "Where?": "At home", "Who was there?": "His mother; her partner left as we came.",
        "What did the parents and others say, together and apart?": "She is tired and asks for help.",
        "What did you see?": "One heater, no food in the cupboards.",
    })  # fmt: skip
    who.choose("Seen, and seen alone", of=f"Was {child} seen?")
    who.fill(f"What does {child} wish and feel?", "I want Gran to come every day.")
    who.fill(f"How was {child} heard?", "Drew the flat, room by room.")
    who.press("Record the visit").meets().must_see("I want Gran to come every day.", "Seen alone")


def concluded(who: Visitor) -> None:
    """An outcome with its reasons; family and referrer are told in writing."""
    who.press("Conclude the assessment").meets("Conclude")
    who.choose("Child in need: a child in need plan")
    who.group("If the child is in need: why?").get_by_label("reasonable standard", exact=False).check()
    who.fill("Your reasons", "He is cold and alone in the mornings, and help would change that.")
    who.press("Conclude").meets().must_see("The assessment is concluded.")
    for told, name in (("The child and family", "He and his mother"), ("The referrer", "The police")):
        who.follow("Tell the outcome").meets("Tell the outcome").choose(told).fill("Their names", name)
        who.date("When was it sent or given in writing?", *in_days(0))
        who.fill("What were they told?", "That there will be a plan.").press("Record it").meets()


def planned(who: Visitor) -> None:
    """The plan says what changes, how everybody will know, who does it by when; then it is agreed."""
    who.follow("Add an action to the plan").meets("Add an action")
    who.fill_in({
        "What will be better for the child?": "He wakes up warm.", "How will everybody know?": "18 degrees at seven.",
        "What is done?": "The heating is mended.", "Which agency, or which parent, does it?": "Housing",
        "Who answers for it?": "The housing officer", "What is expected of the parents?": "To let the fitter in.",
    })  # fmt: skip
    who.date("By when?", *in_days(7)).press("Add it").meets().must_see("The action is added.")
    who.press("Agree the plan").meets("Agree the plan")
    who.date("When is the plan reviewed first?", *in_days(40)).press("Agree the plan")
    who.meets("Child in need plan").must_see("the plan is reviewed on")


def reviewed(who: Visitor, lasted: str) -> None:
    """A review asks whether the change is enough and lasts, and sets the next."""
    who.press("Review the plan").meets("Review the plan")
    who.date("When was it held?", *in_days(0)).fill("Who took part?", "His mother, Housing, the school.")
    who.fill("What does the child think of the plan?", "It is warm now.")
    who.choose("Yes", of="Are the changes in the adults' behaviour enough for the child?")
    who.choose(lasted, of="Have they lasted?")
    who.fill("What does this rest on?", "Seen at home, and the school's account.").fill("What was decided?", "Go on.")
    who.date("When is the next review?", *in_days(80)).press("Record the review").meets().must_see(
        "The review is recorded."
    )


def challenged(lead: Visitor, manager: Visitor, one: str) -> None:
    """Whoever leads it cannot challenge it alone; the manager does, and the lead answers."""
    lead.follow("Challenge the analysis").meets("Challenge the analysis")
    lead.fill("What else could explain this? What is missing, or too hopeful?", "I ask myself.")
    lead.press("Record the challenge").meets().must_see("Somebody else has to challenge it.")
    manager.go(one).follow("Challenge the analysis").meets("Challenge the analysis")
    manager.fill("What else could explain this? What is missing, or too hopeful?", "Could he be ill? Ask the doctor.")
    manager.press("Record the challenge").meets().must_see("Could he be ill?", "To be answered")
    lead.go(one).press("Answer the challenge").meets("Answer the challenge").must_see("Could he be ill?")
    lead.fill("What did you do with the challenge, and what do you think now?", "The doctor found nothing.")
    lead.press("Record the answer").meets().must_see("The doctor found nothing.")


@pytest.mark.rows(
    "WT-ASM-02",
    "WT-ASM-18",
    "WT-ASM-21",
    "WT-ASM-27",
    "WT-ASM-35",
    "WT-SPC-06",
    "WT-ASM-25",
    "WT-ASM-30",
    "WT-ASM-33",
    "WT-ASM-34",
    "WT-CIN-01",
)
def test_from_a_hand_over_to_a_plan_that_another_authority_takes_over(arrive: Arrive) -> None:
    child = somebody("Linden")
    handed_over(arrive, child)
    lead, manager = arrive("social_worker"), arrive("social_work_manager")
    one = begun(lead, child)
    timescale_agreed(lead)
    agencies_asked(lead, arrive("police_mash"), child)
    visited(lead, one, child)
    household_named(lead, one)
    young_carer_assessed(lead, one)
    kept_on_track(manager, one)
    written(lead, one)
    lead.press("Begin the analysis").meets("Begin the analysis")
    lead.press("Begin the analysis").meets().must_see("In analysis")
    lead.press("Conclude the assessment").meets("Conclude")
    lead.press("Conclude").meets("Conclude").must_see("Choose the outcome.", "Have the analysis challenged")
    lead.go(one)
    challenged(lead, manager, one)
    concluded(lead)
    letters_read(lead)
    planned(lead)
    reviewed(lead, "Too early to say")
    lead.follow("Close").meets("Close").fill("Why?", "All is well.")
    lead.press("Close it").meets("Close").must_see("The last review has to find")
    lead.go(one)
    lead.follow("The child moves to another authority").meets("moves to another authority")
    lead.fill("Which authority does the child move to?", "Elsewhere (invented)")
    lead.date("When was the move known?", *in_days(0))
    lead.fill("Who supports the child until they take over?", "The family worker goes on calling.")
    lead.press("Record the move").meets("Child in need plan").must_see("Moving to another authority")
    lead.follow("The other authority took over").meets().press("Record it").meets()
    lead.must_see("Send the information and the plan first.", "what the other authority decided")
    lead.follow("Send the information and the plan first", within=lead.page.locator(".govuk-error-summary")).meets(
        "Information sent"
    )
    lead.date("When were all information and the plan sent?", *in_days(0)).press("Record it").meets()
    lead.press("The other authority took over").meets()
    lead.date("When did they take over?", *in_days(0))
    lead.fill("What did they decide, after their own assessment?", "In need there too: their plan begins today.")
    lead.press("Record it").meets().must_see("Taken over by another authority", "their plan begins today")


@pytest.mark.rows("WT-ASM-02", "WT-ASM-34")
def test_one_visit_serves_a_family_and_each_child_has_their_own_part(arrive: Arrive) -> None:
    family = somebody("x").split()[1]
    first, second, third = (f"{given} {family}" for given in ("Alder", "Birch", "Rowan"))
    handed_over(arrive, first, second, third)
    lead = arrive("social_worker")
    pages = [begun(lead, child) for child in (first, second, third)]
    lead.go(pages[0]).press("Record a visit").meets("Record a visit")
    lead.group("Which children is this visit about?").get_by_label(third).uncheck()
    lead.date("Visited: date", *in_days(-1)).fill("Visited: time", "4pm")
    lead.fill_in({
        "Where?": "At home", "Who was there?": "Their mother.",
        "What did the parents and others say, together and apart?": "She asks for help.", "What did you see?": "One heater.",
    })  # fmt: skip
    lead.choose("Seen, and seen alone", of=f"Was {first} seen?").choose("Seen, but not alone", of=f"Was {second} seen?")
    lead.fill(f"What does {first} wish and feel?", "I look after the others.")
    lead.press("Record the visit").meets("Record a visit").must_see(
        f"Say why {second} was not seen alone, or not seen."
    )
    lead.fill(f"Why was {second} not seen, or not seen alone?", "Would not leave her mother's arms.")
    lead.fill(f"What does {second} wish and feel?", "Held on to her mother and watched the door.")
    lead.press("Record the visit").meets(f"Assessment of {first}").must_see("I look after the others.", "Seen alone")
    assert not lead.sees("watched the door")
    lead.go(pages[1]).meets(f"Assessment of {second}").must_see(
        "watched the door", "Would not leave her mother's arms."
    )
    assert not lead.sees("I look after the others.")
    lead.follow("", within=lead.page.locator("#seen")).meets("Visit of")
    lead.must_see("Recorded once for every child it was about", "One heater.", "watched the door")
    assert not lead.sees("I look after the others.")
    lead.go(pages[2]).must_see("Nobody has visited yet.", "Child last seen: not yet", first, second)
