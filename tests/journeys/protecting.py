"""Stretches of road in child protection: from a contact to an open record, and a meeting called, held and ended."""

import datetime
import re
from collections.abc import Iterable

from tests.journeys.browsing import Visitor
from tests.journeys.conftest import Arrive
from tests.journeys.desk import ask_whether_known, claim, decide, register_as_new
from tests.journeys.steps import notified

HARM = "Is there reasonable cause to suspect significant harm, so that enquiries must be made under section 47?"
# Whom the demonstration's people are found by, and in which capacity they come to a strategy discussion.
THREE = (("Sorrel", "Social worker"), ("Hollis", "Health"), ("Pat Dummerton", "Police"))
CHAIR = ("Carey", "Chair")
LEAD = ("Sorrel", "Lead social worker")
TODAY = datetime.datetime.now(tz=datetime.UTC).date()
REPORT = {
    "What was found of abuse or neglect, and its effect on the child?": "Two injuries that nobody explains.",
    "What does the child need, and how far can the parents meet it?": "To be safe at home; not without help.",
    "What of the wider family and their surroundings?": "An aunt lives near and helps.",
    "What does it mean for the child?": "Without a plan he is likely to be hurt again.",
    "What do you recommend?": "A child protection plan.",
}


def handed_over(arrive: Arrive, child: str) -> None:
    """A contact from the police, decided at the front door: a strategy discussion is handed over to the social work team."""
    reference = notified(arrive("police_mash"), child)
    desk = arrive("front_door_worker")
    desk.reads = False
    claim(desk, reference)
    ask_whether_known(desk, child)
    register_as_new(desk)
    decide(desk, child, level="4", yes=HARM)
    desk.must_see("Handed over")


def open_record(worker: Visitor, child: str) -> str:
    """From the work handed over to the team to the child's record; gives its address."""
    worker.go("/front-door/handovers/").meets()
    worker.page.get_by_role("row").filter(has_text=child).get_by_role("link").first.click()
    worker.page.wait_for_url(re.compile(r"/handovers/[A-Z]"))
    worker.meets().press("Open a protection record").meets("Open a protection record")
    worker.press("Open the record").meets(child).must_see("The record is open", "Strategy discussion to be held")
    return worker.page.url


def call_meeting(worker: Visitor, kind: str, *, purpose: str = "To decide what the child needs to be safe.") -> str:
    """From a record or a plan: call a meeting that begins now; gives its address."""
    worker.follow("Call a meeting").meets("Call a meeting")
    worker.choose(kind).fill("What is the meeting for?", purpose)
    worker.date("Begins: date", TODAY.day, TODAY.month, TODAY.year)
    worker.fill("Begins: time", "8:00am").fill("Ends: time", "9:30am")
    worker.choose("By video").press("Call the meeting").meets(kind).must_see("Invite people next")
    return worker.page.url


def invite(worker: Visitor, meeting: str, name: str, capacity: str) -> None:
    """Invite somebody with an account, found by name."""
    worker.go(meeting).press("Invite somebody")
    worker.fill("Find them", name).press("Find").meets("Invite somebody")
    worker.page.get_by_label(re.compile(name)).first.check()
    worker.choose(capacity, of="Invited as").press("Invite").must_see("Invited, and told")


def invite_family(worker: Visitor, meeting: str, name: str, capacity: str) -> None:
    """Invite a family member or supporter by name."""
    worker.go(meeting).press("Invite somebody")
    worker.follow("Invite a family member").meets("Invite somebody without an account")
    worker.fill("Name", name).choose(capacity, of="Invited as").press("Invite").must_see("Invited.")


def begin(worker: Visitor, meeting: str) -> None:
    """Begin a meeting now."""
    worker.go(meeting).meets().press("Begin").meets("Begin the meeting")
    worker.press("Begin").must_see("The meeting has begun")


def here(worker: Visitor, meeting: str, absent: Iterable[str] = ()) -> None:
    """Everybody invited is here, but those named."""
    worker.go(meeting).press("Who is here?").meets("Who is here?")
    for group in worker.page.get_by_role("group").all():
        asked = group.locator("legend").inner_text()
        if asked.strip():
            group.get_by_label("Not here" if any(one in asked for one in absent) else "Here", exact=True).check()
    worker.press("Save who is here").must_see("the quorum is checked")


def agree_action(worker: Visitor, meeting: str, what: str, owner: str, *, about: str = "") -> None:
    """Agree in a meeting who does what by when, where it is about several children: about one of them."""
    due = TODAY + datetime.timedelta(days=7)
    worker.go(meeting).follow(f"Agree an action about {about}" if about else "Agree an action").meets("Agree an action")
    worker.fill("What is to be done?", what)
    worker.page.get_by_label(re.compile(owner)).first.check()
    worker.date("By when?", due.day, due.month, due.year).press("Agree it").must_see("The action is agreed")


def decide_in(worker: Visitor, meeting: str, text: str) -> None:
    """Record a decision of a meeting."""
    worker.go(meeting).follow("Record a decision").meets("Record a decision")
    worker.fill("What was decided?", text).fill("Why?", "It follows from what was heard.")
    worker.press("Record it").must_see(text)


def end(worker: Visitor, meeting: str) -> None:
    """End a meeting now."""
    worker.go(meeting).meets().press("End the meeting").meets("End the meeting")
    worker.press("End").must_see("The meeting has ended")


def hold(
    worker: Visitor, record: str, kind: str, people: Iterable[tuple[str, str]], *, absent: Iterable[str] = ()
) -> str:
    """Call, hold and end a meeting with these people; gives its address."""
    meeting = call_meeting(worker.go(record), kind)
    for name, capacity in people:
        invite(worker, meeting, name, capacity)
    begin(worker, meeting)
    here(worker, meeting, absent)
    agree_action(worker, meeting, "See the child at home", "Sorrel")
    end(worker, meeting)
    return meeting


def step(worker: Visitor, record: str, heading: str) -> Visitor:
    """From the record or plan to one step offered there."""
    return worker.go(record).follow(heading).meets(heading)


def beside(worker: Visitor, record: str, heading: str) -> Visitor:
    """From the record or plan to a step that may be taken there but is not what comes next."""
    worker.go(record).page.locator("summary").filter(has_text="What else may happen").click()
    return worker.follow(heading).meets(heading)


def discuss(worker: Visitor, record: str) -> None:
    """Take in the strategy discussion that was held."""
    step(worker, record, "Record a strategy discussion")
    worker.press("Record the discussion").meets("Record a strategy discussion").must_see(
        "Write what information was shared."
    )
    worker.fill("What is the reasonable cause to suspect significant harm?", "Bruises that nobody explains.")
    worker.fill("What information was shared?", "The school saw bruises twice; health knows of one injury.")
    worker.fill("What was agreed about a criminal investigation?", "None for now.")
    worker.fill("What was said of the child's safety and the level of risk?", "High until the child is seen.")
    worker.fill("Is a medical needed, when and by whom?", "Not needed now.")
    worker.fill("Are named or designated health professionals called on?", "Not needed.")
    worker.choose("No", of="Is the child looked after?")
    worker.fill(
        "If a school, the referrer or a looked-after child's carers' service was not there: why?", "School holidays."
    )
    worker.choose("The child and the family are told").choose("Yes", of="Could everybody there decide for their body?")
    worker.press("Record the discussion")


def start_enquiries(worker: Visitor, record: str) -> None:
    """Start section 47 enquiries jointly with the police."""
    step(worker, record, "Start section 47 enquiries")
    worker.press("Start enquiries").meets("Start section 47 enquiries").must_see("Choose joint or single agency.")
    worker.choose("Jointly with the police").fill("If jointly: who leads for the police?", "Pat Dummerton")
    worker.fill(
        "What has to be found out, from whom, and how is it recorded?", "The hospital's account, in the record."
    )
    worker.fill("What was decided about legal action?", "None is needed now.")
    worker.fill("What are the reasons?", "Reasonable cause stands.")
    worker.press("Start enquiries").meets().must_see("Section 47 enquiries have started", "Why this date?")


def report(worker: Visitor, record: str, heading: str) -> None:
    """Write the social worker's report, shared with the family today."""
    step(worker, record, heading).press("Keep the report").meets(heading).must_see("Write what is recommended.")
    worker.fill_in(REPORT).date("When did the child and family have it?", TODAY.day, TODAY.month, TODAY.year)
    worker.press("Keep the report").meets().must_see("The report is on record.")


def take_in(worker: Visitor, record: str) -> None:
    """Take in the initial conference that was held."""
    step(worker, record, "Record the initial conference")
    worker.press("Record it").meets("Record the initial conference").must_see("Confirm that the chair has no part")
    worker.choose("That is so").date(
        "When did the chair meet the child and the parents?", TODAY.day, TODAY.month, TODAY.year
    )
    worker.press("Record it").meets().must_see("Conference held, decision to be recorded")


def make_plan(worker: Visitor, plan: str) -> None:
    """Record what the conference decided: core group, outline, plan."""
    for name, part, family in (("Sam Testwick", "Mother", "Yes"), ("Hollis Fictonley", "Health visitor", "No")):
        step(worker, plan, "Name a member of the core group")
        worker.fill("Name", name).fill("What they are in the group", part).choose(family, of="Are they family?")
        worker.press("Add").must_see("The member is named.")
    step(worker, plan, "Add a line to the plan")
    worker.choose("The child is safe from harm").fill("What must change?", "Nobody hurts the child").fill(
        "By how much: how will anybody be able to tell?", "No new injury"
    )
    due = TODAY + datetime.timedelta(days=60)
    worker.fill("Who does it?", "Mother").date("By when?", due.day, due.month, due.year).press("Add").meets()
    step(worker, plan, "The conference made a plan")
    worker.press("Record the plan").meets("The conference made a plan").must_see("Choose the category.")
    worker.choose("Physical abuse").choose("Children's social care")
    worker.page.get_by_label("Who is lead social worker?").select_option(index=1)
    days = {
        "When does the core group first meet?": 7,
        "By when is the plan in detail?": 10,
        "When is the first review?": 60,
    }
    for question, after in days.items():
        when = TODAY + datetime.timedelta(days=after)
        worker.date(question, when.day, when.month, when.year)
    worker.fill("What was decided about legal action?", "None is needed now.")
    worker.choose("No", of="Has the child or family links with another country?")
    worker.fill("What are the reasons?", "Likely to suffer significant harm.").press("Record the plan")
    worker.meets().must_see("The child has a plan.")


def close(worker: Visitor, plan: str, heading: str, why: str) -> None:
    """End the plan, tell everybody who was invited, and record what support follows."""
    step(worker, plan, heading).fill("What are the reasons?", why).press("Record it").meets()
    worker.must_see("Tell every agency")
    step(worker, plan, "Tell the agencies that the plan ended").press("Record it").must_see("Not told yet")
    worker.meets("Tell the agencies")
    for box in worker.page.get_by_role("checkbox").all():
        box.check()
    worker.press("Record it").meets().must_see("Told that the plan ended", "Pat Dummerton")
    step(worker, plan, "What support follows").fill("What are the reasons?", "Early help goes on.").press("Record it")
    worker.meets().must_see("Ended, further support considered", "This plan is closed.")
