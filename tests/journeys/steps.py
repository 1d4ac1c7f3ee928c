"""Stretches of road that several journeys walk: raising a concern, taking one in hand, deciding."""

import datetime
import re
import uuid

from tests.journeys.browsing import Visitor

REFERENCE = re.compile(r"\b[A-Z]{1,3}-[0-9A-Z]{4}-[0-9A-Z]{4}\b")
YESTERDAY = datetime.datetime.now(tz=datetime.UTC).date() - datetime.timedelta(days=1)
WORRY = "The children came in hungry on three days and said there was no food at home."


def reference_on(who: Visitor) -> str:
    """The first reference written on the page. Raises AssertionError where there is none."""
    found = REFERENCE.search(who.page.locator("main").inner_text())
    assert found, who.page.locator("main").inner_text()
    return found.group()


def just_now(who: Visitor, label: str) -> None:
    """Type this minute into a question for a moment."""
    now = datetime.datetime.now(tz=datetime.UTC).astimezone()
    who.date(f"{label}: date", now.day, now.month, now.year).fill(f"{label}: time", f"{now:%H:%M}")


def on(who: Visitor, question: str, day: datetime.date) -> None:
    """Type a day into a question."""
    who.date(question, day.day, day.month, day.year)


def at_label(who: Visitor, words: str, answer: str) -> None:
    """Choose an answer of the question whose legend holds these words."""
    who.page.get_by_role("group", name=re.compile(re.escape(words))).first.get_by_label(answer, exact=True).check()


def write(who: Visitor, words: str = "Written for this case.") -> None:
    """Fill in every box for words that is still empty, as somebody who answers a long list."""
    for box in who.page.locator("main textarea:visible").all():
        if not box.input_value():
            box.fill(words)


def each(who: Visitor, answer: str) -> None:
    """Give one answer to every question that has it."""
    for one in who.page.locator("main").get_by_label(answer, exact=True).all():
        one.check()


def somebody(given: str) -> str:
    """A child's full name that nobody else in a run has."""
    return f"{given} Mock{uuid.uuid4().hex[:6]}"


def notified(police: Visitor, *children: str, danger: bool = False) -> str:
    """The quickest way to a contact: the police send a file of one incident, a row for each child. Gives its reference."""
    number = f"I-{uuid.uuid4().hex[:8].upper()}"
    text = "incident_number,incident_at,what_happened,danger_now,given_names,family_name\n" + "".join(
        f"{number},{YESTERDAY} 22:15,Left alone at night.,{'yes' if danger else 'no'},{','.join(child.split())}\n"
        for child in children
    )
    police.go("/front-door/notifications/")
    police.page.get_by_label("The file").set_input_files(
        {"name": "one.csv", "mimeType": "text/csv", "buffer": text.encode()}
    )
    police.press("Check and send").must_see("1 incident sent to the front door")
    sent = police.page.get_by_role("row").filter(has_text=number).inner_text()
    found = REFERENCE.search(sent.replace(number, ""))
    assert found, sent
    return found.group()


def raise_concern(who: Visitor, children: tuple[str, ...]) -> str:
    """Raise a concern from the first page to the receipt; gives its reference."""
    begin_draft(who)
    write_draft(who, children)
    return send_draft(who, children)


def begin_draft(who: Visitor) -> str:
    """Begin a draft from the first page; gives the address of its task list."""
    who.go("/raise/").meets("Worried about a child?")
    who.press("Raise a concern").meets("Raise a concern about a child")
    who.press("Start now").meets("Raise a concern about a child")
    return who.page.url


def send_draft(who: Visitor, children: tuple[str, ...]) -> str:
    """From the task list over the check to the receipt; gives the reference."""
    who.press("Check your answers and send").meets("Check your answers")
    who.must_see(WORRY, *children)
    who.page.get_by_role("checkbox").check()
    who.press("Send to the front door").meets("Your concern was received")
    return reference_on(who)


def write_draft(
    who: Visitor,
    children: tuple[str, ...],
    *,
    email: str = "teacher@demonstration.example",
    due: datetime.date | None = None,
) -> None:
    """Fill in every part of the draft whose task list is shown, one after the other, and come back to the list.

    With `due` the children are not born yet and expected then.
    """
    who.follow("Danger now").meets("Is a child in danger now?")
    who.choose("No, not at this moment").choose("No", of="Have you already told the front door by telephone?")
    who.press("Continue").meets("About you")
    _sender(who, email)
    who.press("Continue").meets("The children you are worried about")
    for child in children:
        _child(who, child, due)
    who.press("Continue").meets("Family and household")
    _household(who)
    who.press("Continue").meets("What has happened")
    who.fill("What are you worried about?", WORRY)
    who.date("When did this worry arise?", YESTERDAY.day, YESTERDAY.month, YESTERDAY.year)
    who.press("Continue").meets("What you know about the child's life")
    who.fill("The child's development and needs", "Bright and curious; tired in the mornings.")
    _judgement(who)
    _agreement(who)
    _help_so_far(who)
    assert who.heading() == "Raise a concern about a child"


def _sender(who: Visitor, email: str) -> None:
    who.fill_in(
        {
            "Your name": "Tamsin Testwick",
            "Your job": "Designated safeguarding lead",
            "Where you work": "Larkfield Primary School (demonstration)",
            "A telephone number for you": "01632 960123",
            "Your work email": email,
        }
    )


def _child(who: Visitor, name: str, due: datetime.date | None) -> None:
    given, family = name.split()
    who.page.get_by_role("button", name=re.compile("^Add a")).click()
    who.meets()
    who.fill("First and middle names", given).fill("Family name", family)
    if due:
        who.choose("Not born yet").date("When is the baby due?", due.day, due.month, due.year)
    else:
        who.choose("Only their age, or roughly").fill("Their age, as far as you know", "about 7")
        who.fill("School, nursery or college", "Larkfield Primary School (demonstration)")
    who.press("Continue").meets("The children you are worried about")
    who.must_see(name)


def _household(who: Visitor) -> None:
    who.press("Add a person").meets()
    who.fill("Name", "Clover Sampleton").fill("How are they related to the child?", "mother")
    who.choose("Yes", of="Do they hold parental responsibility?")
    who.press("Continue").meets("Family and household")


def _judgement(who: Visitor) -> None:
    who.press("Continue").meets("What the child says")
    who.fill("The child's own words", "“Mum sleeps all day”, said to the class teacher.")
    who.choose("Yes", of="Does the child know you are sending this?")
    who.press("Continue").meets("Things to consider")
    for question in (
        "Might the child be exploited, for sex or for crime?",
        "Is there domestic abuse at home, or in the young person's own relationship?",
        "Might the child be drawn into extremism?",
        "Might the child be a victim of trafficking or modern slavery?",
        "Is there a bruise or injury on a baby or child who cannot move about by themselves?",
    ):
        who.choose("No", of=question)
    who.choose("Yes", of="Might the child be neglected?")
    who.fill("What have you seen over time? Say if you used the neglect toolkit", "Thin clothes in the cold; hunger.")
    who.press("Continue").meets("Signs from the levels of need")
    who.page.locator("summary").filter(visible=True).nth(1).click()
    who.press("Continue").meets("The level of need, as you see it")
    who.choose("Level 3: Intensive").fill("Why?", "Several needs that a plan has not met.")
    who.press("Continue").meets("Consent")


def _agreement(who: Visitor) -> None:
    who.choose("Asked and refused")
    who.fill("Who refused, and when?", "The mother, at the school gate yesterday")
    who.fill("Why do you share it all the same?", "The children are hungry now.")
    who.press("Continue").meets("What the family knows")
    who.choose("Yes", of="Does the family know that you are sending this?")
    who.choose("Yes", of="Did you explain that agencies may talk together to find the best help?")
    who.press("Continue").meets("Who you talked it over with")
    who.choose("My supervisor or manager").fill("Their name, and what they advised", "The head teacher: raise it.")


def _help_so_far(who: Visitor) -> None:
    who.press("Continue").meets("Help the family already has")
    who.choose("None that I know of")
    who.press("Continue").meets("Others who know the family")
    who.press("Continue").meets("Files")
    who.press("Continue").meets("Raise a concern about a child")
