"""Stretches of road at the front door's desk: claiming, asking whether a child is known, deciding, telling, answering."""

import re

from tests.journeys.browsing import Visitor

QUESTIONS = (
    "Does the child need immediate protection, with urgent action?",
    "Is the child in need, to be assessed under section 17?",
    "Is there reasonable cause to suspect significant harm, so that enquiries must be made under section 47?",
    "Are services needed by the child and family now, and which?",
    "Are further specialist assessments needed to decide what else to do?",
    "Should the child be seen as soon as possible?",
)


def claim(who: Visitor, reference: str) -> None:
    """Open a contact from its address and take it in hand."""
    who.go(f"/front-door/contacts/{reference}/").meets(reference)
    who.press("Claim this contact").meets(reference)


def ask_whether_known(who: Visitor, child: str) -> None:
    """From a contact: ask whether a child is known, and see the answer."""
    who.follow(f"Is {child} known?").meets("known?")
    who.press("Ask whether this child is known").meets("known?")


def register_as_new(who: Visitor) -> None:
    """From the answer: nobody on record is this child."""
    who.page.get_by_label("On what grounds is this somebody new?").fill("Nobody on record has this name and age.")
    who.press("Register as a new person")


def decide(who: Visitor, child: str, *, level: str, yes: str = "", also: str = "") -> None:
    """From a contact: decide next steps for a child. `yes` is the question answered yes, `also` what else."""
    who.follow(f"Decide next steps for {child}").meets("Decide next steps")
    for question in QUESTIONS:
        who.choose("Yes" if question == yes else "No", of=question)
    if yes:
        who.fill("What this rests on, and what is to be done", "What the sender saw; safe care.", within=who.group(yes))
    if also:
        who.choose(also, of="What else?")
    who.fill("Your reasons", "Reasons for the file only: weighed with the school's account.")
    who.group("Level of need").get_by_label(re.compile(rf"^\s*{level}\.")).check()
    who.fill("Why this level?", "It fits what is described for this level.")
    if level == "4":
        who.group("Category of level 4").get_by_role("radio").first.check()
        who.fill("What will happen to the child's health or development without services?", "He would be hurt again.")
        who.fill("What effect are services likely to have?", "He would be safe and seen.")
    who.fill("The child's wishes and feelings", "Not known yet: the school is to ask.")
    who.fill("Brothers, sisters and other children considered", "Each child on this contact; no others are known.")
    who.choose("Yes, they are told")
    who.press("Record the decision")


def tell_referrer(who: Visitor) -> None:
    """From a decided contact: tell the referrer on their status page."""
    who.press("Tell the referrer").meets("Tell the referrer")
    who.press("Tell the referrer").meets("Tell the referrer").must_see("Write what was decided")
    who.choose("On their status page")
    who.fill("What was decided", "Early help is offered to both.")
    who.fill("Why", "Several needs; none that puts them at risk.")
    who.fill("Why the threshold for social care is not met", "No sign of significant harm was found.")
    who.fill("What other help there is", "The early help team calls the school this week.")
    who.press("Tell the referrer")


def weigh(who: Visitor, *, detriment: str, adult: bool = False) -> None:
    """The sharing decision of an answer, in the words of a request about a child, or about an `adult` who died."""
    bears = "on the death, or on anyone's safety?" if adult else "on the child's safety or welfare?"
    who.fill(f"How does what you hold bear {bears}", "It says who is at home.")
    helped = who.page.get_by_label(
        re.compile(r"^\s*What does, or would, sharing help (the front door|those who ask) to do\?")
    )
    helped.fill("To decide whether the child is safe.")
    who.choose(detriment, of=f"Would sharing harm {'somebody' if adult else 'the child'} more than withholding?")
    who.fill("Why do you think so?", "Because of who reads it.")
    who.choose("Our public task")
    who.choose("Asked and refused", of="Was consent asked?")


def open_request(who: Visitor, child: str) -> None:
    """From what one's agency is asked to the request about a child."""
    who.go("/front-door/requests/").meets("What my agency is asked")
    row = who.page.get_by_role("row").filter(has_text=child)
    row.get_by_role("link").click()
    who.page.wait_for_url(re.compile(r"/requests/.+/"))
    who.meets(child)
