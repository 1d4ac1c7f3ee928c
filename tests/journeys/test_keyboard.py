"""Journeys by keyboard alone, at 320 px and at 400 % zoom: raise a concern, decide, answer a request, protect a child."""

import pytest

from tests.journeys.browsing import until
from tests.journeys.conftest import Arrive
from tests.journeys.desk import QUESTIONS, ask_whether_known, claim
from tests.journeys.keyboard import Keyboard
from tests.journeys.prepared import Preparer
from tests.journeys.protecting import open_record
from tests.journeys.steps import WORRY, notified, somebody
from tests.journeys.test_enquiry import open_enquiry

pytestmark = pytest.mark.browser
# 1280 by 1024 px enlarged to 400 % leaves 320 by 256; the other is a small telephone.
SCREENS = pytest.mark.parametrize("screen", [(320, 640), (320, 256)], ids=["320px", "400-percent"])


@pytest.fixture(params=[True], ids=["javascript"])
def scripts() -> bool:
    """The pages are asked where their focus is, which takes scripts; the styles are the same without."""
    return True


@SCREENS
def test_a_teacher_raises_a_concern_by_keyboard(arrive: Arrive, screen: tuple[int, int]) -> None:
    who = arrive("teacher", width=screen[0], height=screen[1])
    keys = Keyboard(who.go("/raise/")).skips()
    keys.enter("Raise a concern", "Raise a concern about a child")
    keys.enter("Start now", "Raise a concern about a child").enter("Danger now", "Is a child in danger now?")
    keys.is_refused("Continue", "Is a child in danger now?")
    keys.pick("No, not at this moment", of="Is a child at immediate risk of significant harm?")
    keys.pick("No", of="Have you already told the front door by telephone?").enter("Continue", "About you")
    for label, words in (
        ("Your name", "Tamsin Testwick"), ("Your job", "Teacher"), ("Where you work", "Larkfield Primary School"),
        ("A telephone number for you", "01632 960123"), ("Your work email", "teacher@demonstration.example"),
    ):  # fmt: skip
        keys.type_into(label, words)
    keys.enter("Continue", "The children you are worried about").enter("Add a child", "A child not named yet")
    keys.type_into("First and middle names", "Tansy").type_into("Family name", "Keywell")
    keys.pick("Only their age, or roughly", of="Do you know when they were born?")
    keys.type_into("Their age, as far as you know", "about 9").enter("Continue", "The children you are worried about")
    keys.enter("Continue", "Family and household").enter("Continue", "What has happened")
    keys.type_into("What are you worried about?", WORRY).enter("Continue", "What you know about the child's life")
    keys.type_into("The child's development and needs", "Doing well at school.").enter(
        "Continue", "What the child says"
    )
    keys.pick("Yes", of="Does the child know you are sending this?").enter("Continue", "Things to consider")
    _consider(keys)
    keys.enter("Continue", "Raise a concern about a child").enter("Check your answers and send", "Check your answers")
    keys.to(
        "By sending this you say that it is true as far as you know, and that you have told apart what you saw or heard"
        " yourself from what others told you and from what you think.",
        kind="checkbox",
    )
    who.page.keyboard.press("Space")
    keys.enter("Send to the front door", "Your concern was received").check_focus_was_seen()


def _consider(keys: Keyboard) -> None:
    for question in (
        "Might the child be exploited, for sex or for crime?",
        "Might the child be neglected?",
        "Is there domestic abuse at home, or in the young person's own relationship?",
        "Might the child be drawn into extremism?",
        "Might the child be a victim of trafficking or modern slavery?",
        "Is there a bruise or injury on a baby or child who cannot move about by themselves?",
    ):
        keys.pick("No", of=question)
    keys.enter("Continue", "Signs from the levels of need").enter("Continue", "The level of need, as you see it")
    keys.pick("I am not sure", of="Which level do you think fits best?").type_into("Why?", "I see only a part of it.")
    keys.enter("Continue", "Consent").pick("Asked and refused", of="Was consent asked for?")
    keys.type_into("Who refused, and when?", "The mother, yesterday")
    keys.type_into("Why do you share it all the same?", "The child is hungry now.").enter(
        "Continue", "What the family knows"
    )
    keys.pick("Yes", of="Does the family know that you are sending this?")
    keys.pick("Yes", of="Did you explain that agencies may talk together to find the best help?")
    keys.enter("Continue", "Who you talked it over with").tick("My supervisor or manager")
    keys.type_into("Their name, and what they advised", "The head teacher: raise it.")
    keys.enter("Continue", "Help the family already has").enter("Continue", "Others who know the family")
    keys.enter("Continue", "Files")


@SCREENS
def test_a_worker_decides_by_keyboard(arrive: Arrive, screen: tuple[int, int]) -> None:
    child = somebody("Umber")
    reference = notified(arrive("police_mash"), child)
    worker = arrive("front_door_worker", width=screen[0], height=screen[1])
    worker.reads = False
    claim(worker, reference)
    ask_whether_known(worker, child)
    worker.reads = True
    keys = Keyboard(worker.go(f"/front-door/contacts/{reference}/"))
    keys.skips().enter(f"Decide next steps for {child}", "Decide next steps")
    keys.is_refused("Record the decision", "Decide next steps")
    for question in QUESTIONS:
        keys.pick("No", of=question)
    keys.tick("Advice to the referrer or the family").type_into(
        "Your reasons", "A quarrel about bedtime; nothing more."
    )
    level = worker.group("Level of need").locator("label").first.inner_text().strip()
    keys.pick(" ".join(level.split()), of="Level of need").type_into("Why this level?", "Needs met at home.")
    keys.type_into("The child's wishes and feelings", "Likes home.")
    keys.type_into("Brothers, sisters and other children considered", "None.")
    keys.pick("Yes, they are told", of="Are the child and family told what will happen?")
    keys.enter("Record the decision", reference).check_focus_was_seen()
    worker.must_see("Tell the referrer")


@SCREENS
def test_an_agency_answers_by_keyboard(arrive: Arrive, screen: tuple[int, int]) -> None:
    child = somebody("Verity")
    reference = notified(arrive("police_mash"), child)
    worker = arrive("front_door_worker")
    worker.reads = False
    claim(worker, reference)
    open_enquiry(worker, child)
    health = arrive("health_mash", width=screen[0], height=screen[1])
    keys = Keyboard(health.go("/front-door/requests/"))
    asked = health.page.get_by_role("row").filter(has_text=child).get_by_role("link").inner_text().strip()
    keys.skips().enter(asked, child).is_refused("Send the answer", child)
    keys.pick("We hold nothing about this child or family", of="What is your agency's answer?")
    keys.type_into("Which records did you look in?", "GP and hospital.").enter("Send the answer", child)
    keys.check_focus_was_seen()
    health.must_see("Your agency's answer is with the team that asked")


@SCREENS
def test_a_social_worker_starts_enquiries_by_keyboard(
    arrive: Arrive, prepared: Preparer, screen: tuple[int, int]
) -> None:
    child = somebody("Hazel")
    prepared("handed_over", children=[child])
    worker = arrive("social_worker", width=screen[0], height=screen[1])
    worker.reads = False
    record = open_record(worker, child)
    prepared("discussed", records=[record.rstrip("/").rpartition("/")[2]])
    worker.reads = True
    start, done = "Start section 47 enquiries", "Record what was done in the enquiry"
    keys = Keyboard(worker.go(record))
    keys.skips().enter(start, start).is_refused("Start enquiries", start)
    keys.pick("Jointly with the police", of="Who makes the enquiries?")
    keys.type_into("If jointly: who leads for the police?", "A sergeant")
    keys.type_into("What has to be found out, from whom, and how is it recorded?", "The hospital's account.")
    keys.type_into("What was decided about legal action?", "None is needed now.")
    keys.type_into("What are the reasons?", "Reasonable cause stands.").enter("Start enquiries", child)
    keys.enter(done, done).pick("The child was seen", of="What was done?")
    keys.pick("Yes", of="If the child was seen: alone?")  # it comes up under the choice, and next to it by Tab
    keys.check_focus_was_seen()
    worker.must_see("What came of it?")


@SCREENS
def test_a_table_too_wide_for_the_screen_is_scrolled_by_keyboard(arrive: Arrive, screen: tuple[int, int]) -> None:
    who = arrive("front_door_worker", width=screen[0], height=screen[1]).go("/front-door/").meets("Front door queue")
    region = who.page.locator("[role=region][tabindex='0']").first
    assert region.count() == 1
    region.focus()
    for _ in range(4):
        who.page.keyboard.press("ArrowRight")
    until(who.page, "document.activeElement.scrollLeft > 0")
