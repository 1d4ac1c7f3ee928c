"""Stretches of road with a serious incident: asked about, opened, considered by the partners, notified."""

import datetime
import re

from tests.journeys.browsing import Visitor
from tests.journeys.steps import just_now, reference_on

SHEET = (
    {"Who sends the notice?": "Hadley Exemplar", "Their post": "Head of service", "Their work email": "head@example.org",
     "Their work telephone number": "01632 960123"},
    {"Where exactly did it happen?": "At home", "Tell what happened, in order": "He was found in the morning."},
    {"Which agencies knew the children or the family, and since when?": "The health visitor.",
     "Who belongs to the family and the household?": "Mother and a brother.",
     "What has been done since, by whom?": "The police were called."},
)  # fmt: skip
CHILD = {
    "Ethnicity": "Not known", "What disability or health condition does the child have?": "None",
    "Where does the child live, and where were they living when it happened?": "At home",
    "What harm came to this child, and how are they now?": "A head injury; stable.",
}  # fmt: skip


def asked_by(who: Visitor, child: str) -> str:
    """Ask the council to consider an incident; gives the request's reference."""
    who.go("/serious-incidents/requests/").meets("Incidents you asked about")
    who.press("Ask the council to consider an incident").meets("Ask the council to consider an incident")
    who.press("Send it").meets("Ask the council").must_see("Name at least one child.", "Write what happened.")
    who.fill("Which children is it about?", child).fill("What happened?", "He was found unconscious.")
    who.fill("Why may this be a serious incident?", "The injuries do not fit what was said.")
    who.fill("Are the children safe now, as far as you know?", "In hospital.").choose("From my own work")
    who.press("Send it").meets("Request RC-").must_see("It was received")
    return reference_on(who)


def opened_from(head: Visitor, request: str) -> str:
    """Take a request in as an incident; gives the address of its page."""
    head.go("/serious-incidents/").meets("Serious incidents").follow(request).meets(f"Request {request}")
    head.press("Open an incident from it").meets("Open an incident").choose("In this area")
    head.press("Open it").meets("Serious incident SI-").must_see("The partners are told", "Notify the Panel")
    return head.page.url


def named(head: Visitor, at: str, child: str, part: str = "Was seriously harmed", *, other_area: str = "") -> None:
    """Name one child of an incident."""
    given, family = child.split()
    head.go(at).follow("Name a child").meets("Name a child").fill("Given names", given).fill("Family name", family)
    head.choose(part).choose("Suspected").choose("Neither")
    if other_area:
        head.fill("Which other area has a part?", other_area)
    head.press("Name the child").meets("Serious incident").must_see("The child is named.", child)


def own_view(who: Visitor, at: str, view: str, why: str) -> None:
    """A delegate finds the incident on my work and says what their body thinks."""
    reference = at.rstrip("/").rpartition("/")[2]
    who.go("/my-work/").meets("My work")
    who.page.get_by_role("row").filter(has_text=reference).get_by_role("link").first.click()
    who.page.wait_for_url(re.compile(r"/view/"))
    who.meets("The view of a partner").must_see("He was found unconscious.").choose(view).fill("Why?", why)
    who.press("Record the view").meets("Serious incident").must_see("The view is recorded.", why)


def judged(head: Visitor, harm: str) -> None:
    """Answer the three criteria."""
    head.choose("Yes", of="Abuse or neglect of a child is known or suspected.")
    head.choose(harm, of="The child died or was seriously harmed.")
    head.choose("Yes", of="It happened in this area, or outside England to a child who normally lives here.")


def checked(head: Visitor, at: str, whom: str) -> None:
    """Look to one child's safety, or to the others of the household."""
    today = datetime.datetime.now(tz=datetime.UTC).date()
    head.go(at).follow("Look to the children's safety").meets("Look to the children's safety").choose(whom)
    head.date("When?", today.day, today.month, today.year).fill(
        "Where are they, and are they safe?", "With a grandmother."
    )
    head.fill("What was done for their safety, and by whom?", "A social worker went there.")
    head.press("Record it").meets("Serious incident").must_see("Recorded.")


def notifiable(head: Visitor, *, weighed: bool = False) -> None:
    """From the incident: decide that it is notifiable; unless the partners have `weighed` it, say why it did not wait."""
    head.press("Decide whether it is notifiable").meets("Decide")
    judged(head, "Yes")
    head.choose("It is notifiable").fill("Why?", "A head injury that nobody explains.")
    if not weighed:
        head.press("Record the decision").meets("Decide").must_see("No view yet from the local authority")
        label = head.page.get_by_label(re.compile(r"^\s*No view yet from"))
        label.fill("Their delegates were called and could not be reached.")
    head.press("Record the decision").meets("Serious incident").must_see("Notifiable, notice to be sent")


def noticed(head: Visitor, at: str, child: str, *, brother: str = "") -> None:
    """Look to everybody's safety, write the sheet of the notice, and record that it was sent."""
    head.press("Record that the notice was sent").meets("Record that the notice was sent").must_see("Still to write")
    head.press("Record it").meets("Record that the notice was sent")
    head.must_see(
        "Look to the safety", "Enter the reference that the national system gave.", "Write who sends the notice"
    )
    for whom in filter(None, (child, brother, "The other children of the household, or there are none")):
        checked(head, at, whom)
    head.go(at).follow("Who sends it").meets("Who sends the notice").fill_in(SHEET[0]).press("Save and continue")
    head.meets("The incident").fill_in(SHEET[1]).choose("A child was seriously harmed").choose("Physical abuse")
    head.press("Save and continue").meets("What agencies know").fill_in(SHEET[2]).press("Save and continue")
    head.meets("Serious incident").follow("About the child").meets("About the child").fill_in(CHILD).choose("Boy")
    head.choose("Not known", of="How was the child known to children's services?").press("Save and continue")
    head.meets("Serious incident").follow("The whole sheet").meets("Sheet of the notice")
    head.must_see(child, "A head injury; stable.", "He was found in the morning.", brother)
    head.go(at).press("Record that the notice was sent").meets("Record that")
    head.fill("Which reference did the national system give?", "CSI-2026-0042")
    just_now(head, "When was it sent")
    head.press("Record it").meets("Serious incident")
    head.must_see("CSI-2026-0042", "The safeguarding partners of this area", "Rapid review: waits for Business unit")


def everybody_told(manager: Visitor, at: str, *, another_area: bool = False) -> None:
    """Record the Panel's message, tell the partners of another area where there is one, and end the incident."""
    manager.go(at).press("Record the Panel's message").meets("Record the Panel's message")
    just_now(manager, "When did it come")
    soon = datetime.datetime.now(tz=datetime.UTC).date() + datetime.timedelta(days=21)
    manager.date("By which day does the Panel want the answer?", soon.day, soon.month, soon.year)
    manager.fill("What does it say?", "Send the rapid review.").press("Record it").meets("Serious incident")
    manager.follow("Everybody was told").meets("Everybody was told").press("End it")
    if another_area:
        manager.meets("Everybody was told").must_see("Still to do: Tell the partners of the other areas.")
        manager.go(at).follow("Record that somebody was told").meets("Record that somebody was told")
        manager.choose("The safeguarding partners of another area")
        manager.fill("Who was told?", "Elsewhere safeguarding partners")
        just_now(manager, "When were they told")
        manager.fill("How?", "Email").press("Record it").meets("Serious incident").follow("Everybody was told")
        manager.meets("Everybody was told").press("End it")
    manager.meets("Serious incident").must_see("Notified, and everybody told")
