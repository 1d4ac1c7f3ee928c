"""By keyboard alone, at 320 px: an allegation referred, a disagreement raised and talked over, a concern spoken up."""

import datetime
import re

import pytest
from playwright.sync_api import Locator

from tests.journeys.conftest import Arrive
from tests.journeys.keyboard import Keyboard
from tests.journeys.prepared import Preparer
from tests.journeys.steps import somebody

pytestmark = pytest.mark.browser
KEY = re.compile(r"(?:[0-9A-Z]{4}-){4}[0-9A-Z]{4}")


@pytest.fixture(params=[True], ids=["javascript"])
def scripts() -> bool:
    """The pages are asked where their focus is, which takes scripts; the styles are the same without."""
    return True


def now_at(keys: Keyboard, question: str) -> None:
    """Type the present moment into the date and the time of a question."""
    now = datetime.datetime.now(tz=datetime.UTC).astimezone()
    for part, value in (("Day", now.day), ("Month", now.month), ("Year", now.year)):
        keys.type_into(part, str(value), of=f"{question}: date")
    keys.type_into(f"{question}: time", f"{now:%H:%M}")


@pytest.mark.rows("GL-AL-13")
def test_a_head_refers_an_allegation_and_the_officer_talks_with_the_head(arrive: Arrive) -> None:
    accused = somebody("Quill")
    keys = Keyboard(arrive("teacher", width=320, height=640).go("/allegations/refer/")).skips()
    keys.is_refused("Send it", "Tell the designated officer")
    keys.pick("I refer an allegation", of="What do you want?")
    keys.pick("Yes. The designated officer has no part in it", of="May the designated officer know of it?")
    keys.type_into("Who is it about?", accused)
    keys.type_into("What is their work, and how do they reach children?", "Works with children.")
    keys.pick("Paid", of="In what way do they work there?").to("What kind of organisation is it?", kind="select")
    keys.who.page.keyboard.type("School")
    keys.pick("It came to an employer's or organisation's attention", of="How did it come to be known?")
    now_at(keys, "When did it come to be known")
    for question, words in (
        ("What happened?", "A child was pushed."), ("Where does it come from?", "A colleague saw it."),
        ("Which children?", "Not known"), ("What was done so that the children are safe?", "Another class."),
        ("Which senior person was told?", "Sam Senior, head"),
    ):  # fmt: skip
        keys.type_into(question, words)
    keys.pick("No", of="Does the person know?").pick("No", of="Has anybody begun to enquire?")
    keys.enter("Send it", "Referral LR-").check_focus_was_seen()
    keys.who.must_see("Told in time", accused)

    officer = Keyboard(arrive("lado", width=320, height=640).go(keys.who.page.url)).skips()
    officer.enter("Take it up", "Allegation LA-").enter("Record the talk with the employer", "Record the talk with")
    officer.is_refused("Record it", "Record the talk with the employer")
    now_at(officer, "When did you speak")
    officer.type_into("With whom?", "Sam Senior, head")
    officer.pick("An allegation against somebody who works with children", of="What is it?")
    for question, words in (
        ("What is to be done at once?", "Keep them apart."), ("Advice about the person's work", "Wait."),
        ("Advice about the children", "Speak with the parents."),
    ):  # fmt: skip
        officer.type_into(question, words)
    officer.enter("Record it", "Allegation LA-").check_focus_was_seen()
    officer.who.must_see("Keep them apart.", "Judge the criteria")


@pytest.mark.rows("GL-ES-01", "GL-ES-05")
def test_a_disagreement_is_raised_and_talked_over(arrive: Arrive, prepared: Preparer) -> None:
    concern = prepared("decided_concern", child=somebody("Sorrel"))
    keys = Keyboard(arrive("teacher", width=320, height=640).go(f"/raise/status/{concern}/")).skips()
    link = keys.who.page.get_by_role("link", name="Disagree with this").first
    keys.enter(words_of(link), "Disagree with this").is_refused("Raise it", "Disagree with this")
    worker = keys.who.page.locator("label").filter(has_text="Front door social worker").first
    keys.pick(words_of(worker), of="With whom do you disagree?").pick("Levels of need", of="What is it about?")
    for question, words in (
        ("Why is it not safe?", "He came hungry again."), ("What do you want to change?", "A social worker sees him."),
        ("What does it do to the child?", "He cannot learn."),
    ):  # fmt: skip
        keys.type_into(question, words)
    keys.pick("Neither", of="Is the child on a protection plan, or in care?").enter("Raise it", "Disagreement ES-")
    keys.enter("Record a talk", "Record a talk")
    now_at(keys, "When did you talk")
    keys.pick("Face to face", of="How?").type_into("What was said?", "We see it differently.")
    keys.pick("Not settled", of="Is it settled?").enter("Record it", "Disagreement ES-").check_focus_was_seen()
    keys.who.must_see("We see it differently.", "Name the line manager of each agency")


def words_of(found: Locator) -> str:
    """What stands on a link or a label, in one line."""
    return " ".join(found.inner_text().split())


@pytest.mark.rows("HE-WB-01", "HE-WB-03")
def test_a_concern_is_spoken_up_and_its_answer_read(arrive: Arrive) -> None:
    keys = Keyboard(arrive(width=320, height=640).go("/speak-up/")).skips().enter("Speak up", "Speak up about")
    keys.is_refused("Send it", "Speak up about an organisation").type_into("What happened?", "The night staff sleep.")
    keys.pick("I do not say who I am", of="Do you say who you are?").enter("Send it", "It is sent. This is your key")
    found = KEY.search(keys.who.page.locator("main").inner_text())
    assert found
    keys.enter("I have written it down", "What happens now").enter("Read our answer with my key", "Read our answer")
    keys.type_into("Your reply key", found.group()).enter("Read it", "What you sent, and our answer")
    keys.type_into("Write to us", "On the second floor.").enter("Send", "What you sent, and our answer")
    keys.who.must_see("On the second floor.")
    keys.check_focus_was_seen()


@pytest.mark.rows("HE-REC-01")
def test_a_head_says_how_safe_recruitment_stands(arrive: Arrive) -> None:
    today = datetime.datetime.now(tz=datetime.UTC).astimezone()
    keys = Keyboard(arrive("teacher", width=320, height=640).go("/speaking-up/safe-recruitment/")).skips()
    keys.enter("Larkfield Primary School (demonstration)", "Larkfield Primary School")
    keys.enter("Say how it stands", "").is_refused("Record it", "")
    keys.pick("In place", of="How does it stand?").type_into("What shows it, or why not?", "Seen by keyboard.")
    for part, value in (("Day", today.day), ("Month", today.month), ("Year", today.year)):
        keys.type_into(part, str(value), of="When was it seen?")
    keys.enter("Record it", "Larkfield Primary School").check_focus_was_seen()
    keys.who.must_see("Seen by keyboard.")
