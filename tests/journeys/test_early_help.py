"""Early help from the front door's decision to a closed plan; consent withdrawn; stepping up with the plan carried over."""

import pytest

from tests.journeys import helping
from tests.journeys.browsing import Visitor
from tests.journeys.conftest import Arrive
from tests.journeys.steps import somebody

pytestmark = pytest.mark.browser


def quiet(who: Visitor) -> Visitor:
    """Somebody whose pages another journey reads."""
    who.reads = False
    return who


@pytest.mark.rows("GL-EH-08", "GL-EH-09", "GL-EH-14", "GL-EH-16", "GL-EH-27", "GL-TH-13", "WT-EH-01")
def test_from_the_front_doors_decision_to_a_closed_plan(arrive: Arrive) -> None:
    child = somebody("Aspen")
    worker = quiet(arrive("front_door_worker"))
    contact = helping.handed_to_early_help(quiet(arrive("police_mash")), worker, child)
    coordinator = arrive("early_help_coordinator")
    plan = helping.take_up(coordinator, child, contact)
    reference = plan.rstrip("/").rpartition("/")[2]
    worker.go(f"/front-door/contacts/{contact}/").follow("Early help").must_see(reference)

    helping.agreed(coordinator, plan)
    helping.bring_in(coordinator, plan, "Tamsin", "Tamsin")
    helping.bring_in(coordinator, plan, "Gil Sample", "Gil")
    helping.bring_in_family(coordinator, plan, "Clover Sampleton", "Parent or carer")
    helping.name_lead(coordinator, plan, "Tamsin")

    lead = arrive("teacher").go("/my-work/").meets("My work").must_see(f"Make and agree the plan of {child}")
    helping.say(lead, plan, "Child or young person", "I do not like the dark.")
    helping.say(lead, plan, "Parent or carer", "I work nights.")
    lead.go(plan).follow("Ask the families team").meets("Is there a plan already?")
    lead.fill("Whom did you ask, and what did they say?", "The coordinator: none.").press("Save").meets(
        "Early help for"
    )
    helping.note_what_matters(lead, plan)
    helping.fill_form(lead, plan, "My Profile", helping.PROFILE)
    helping.fill_form(lead, plan, "My Assessment", helping.ASSESSMENT)
    helping.fill_form(lead, plan, "My Plan+", helping.PLAN_PLUS)
    helping.plan_together(lead, plan, "Clover")

    meeting = helping.call_meeting(lead, plan)
    doctor = arrive("gp").go("/my-work/").meets("My work")
    doctor.page.get_by_role("row").filter(has_text=meeting.rstrip("/").rpartition("/")[2]).get_by_role("link").click()
    doctor.meets("Team around the child meeting").must_see("You are invited.")
    doctor.follow("Answer the invitation").meets("Answer the invitation").choose("Will come").press("Save the answer")
    doctor.meets("Team around the child meeting")
    helping.hold_meeting(lead, meeting)
    helping.minute_meeting(lead, meeting)
    doctor.go(meeting).meets("Team around the child meeting").must_see("Minutes, version 1", "Say what became of it")

    helping.agree(lead, plan)
    lead.follow("Have the plan registered").meets("Register the plan").press("Register it").meets("Register the plan")
    lead.must_see("Choose the families team.")
    lead.page.get_by_role("radio").first.check()
    lead.press("Register it").meets("Early help for").must_see("The plan is registered.")
    lead.follow("My plan, in plain words").meets("My plan").must_see("I do not like the dark.", "Grandma sleeps there")
    helping.review_and_close(lead, plan)
    lead.go("/early-help/?show=closed").meets("Early help").must_see(child)


@pytest.mark.rows("GL-CN-13", "WT-EH-10", "WT-EH-12", "WT-EH-13", "GL-TH-10")
def test_consent_is_withdrawn_and_a_worry_goes_to_the_front_door_with_the_plan(arrive: Arrive) -> None:
    child = somebody("Birch")
    lead = arrive("teacher").go("/early-help/").meets("Early help")
    lead.press("Begin early help").meets("Begin early help").press("Begin").meets("Begin early help")
    lead.must_see("Write the child's given name.", "Choose where to begin.")
    given, family = child.split()
    lead.fill("Child's given names", given).fill("Child's family name", family)
    lead.fill("What was noticed, and what would help?", "Hungry in the mornings.")
    lead.choose("My Plan: what is needed, what it does to the child and who can help are clear")
    lead.fill("Why?", "Breakfast club helps.").press("Begin").meets(f"Early help for {child}")
    plan = lead.page.url
    helping.agreed(lead, plan)
    helping.name_lead(lead, plan, "Tamsin")
    helping.bring_in(lead, plan, "Gil Sample", "Gil")
    helping.plan_together(lead, plan, "Gil")
    helping.agree(lead, plan)
    doctor = arrive("gp").go(plan).meets(f"Early help for {child}").must_see("Hungry in the mornings.")

    lead.go(plan).follow("The family no longer agrees").meets("What did the family answer?")
    lead.choose("They no longer agree").fill("Who answered?", "His mother")
    lead.fill("How can what the child needs still be met?", "The school feeds every child.")
    lead.press("Save the answer").meets("Early help for").must_see("Without consent", "no longer see the plan")
    doctor.go(plan).meets("Page not found")

    lead.go(plan).press("Ask the front door").meets("Ask the front door").press("Send it to the front door")
    lead.meets("Ask the front door").must_see("Say what you are worried about.", "Say whether the family was told.")
    lead.fill("What are you worried about?", "He is hungry each day and now bruised.")
    lead.choose("Yes", of="May the child be suffering, or likely to suffer, significant harm?")
    lead.choose("Yes", of="Was the family told?").press("Send it to the front door").meets("Early help for")
    lead.must_see("The front door has it")
    contact = lead.page.locator("main").get_by_role("link", name="C-").first.inner_text()
    worker = quiet(arrive("front_door_worker")).go(f"/front-door/contacts/{contact}/").meets(contact)
    worker.must_see("now bruised", "Grandma sleeps there", plan.rstrip("/").rpartition("/")[2])
    lead.press("Go on with early help").meets("Go on with early help")
