"""What is noted beside the main steps: each kind with its verb, its questions, and what is missing without an answer."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from sharedduty.foundations.process.api import Given, Missing, passed, required

Asks = Mapping[str, tuple[str, str]]  # field: the question; what is missing without it (empty: it may be left out)


@dataclass(frozen=True)
class Noting:
    """One kind of note: its code, verb, event, heading, words above the form, questions, list of the pack, source."""

    code: str
    verb: str
    event: str
    heading: str
    asks: Asks
    citation: str
    intro: str = ""
    choose: str = ""  # a list of the pack
    question: str = ""  # how its choice is asked
    title: str = field(default="")  # above the notes of this kind on the page


NOTES: tuple[Noting, ...] = (
    Noting("lesson", "note_lesson", "early lesson noted", "Note an early lesson", {
        "what": ("What was learned?", "Write what was learned."), "outcome": ("What is done about it?", "Write what is done."),
        "who": ("Who does it?", "Say who does it."), "due_on": ("By which day?", "Enter by which day."),
    }, "HE-SCR-37; HE-SCR-36", "Learn and act at once, also while courts are busy.", title="Learned early"),
    Noting("family", "offer_family", "family offered a part", "Record what was offered to the family", {
        "who": ("Whom?", "Say whom."), "what": ("What part were they offered?", "Write what was offered."),
        "happened_on": ("When?", "Enter the day."), "outcome": ("Who helps them, and what did they say?", "Say who helps them."),
    }, "HE-SCR-40", "They may know what no record shows.", title="Family"),
    Noting("process", "note_process", "other process noted", "Note another enquiry", {
        "who": ("Who leads it?", "Say who leads it."), "what": ("How do the two go together?", "Write how the two go together."),
        "outcome": ("What waits for it, and why?", "Say what waits, or that nothing does."),
        "happened_on": ("When did you first talk with them?", "Enter the day."),
    }, "HE-SCR-41; HE-SCR-36; HE-SCR-08", "A review does not usually wait for a court. Publication may.", "scr.parallel",
        "Which?", "Other enquiries"),
    Noting("area", "note_area", "other area noted", "Record which board leads", {
        "who": ("Which board leads?", "Say which board leads."),
        "what": ("Why that one: where the child lived, or who looked after them?", "Say why."),
        "outcome": ("Which other boards plan with it?", "Name the other boards, or say that there are none."),
    }, "HE-SCR-07", "The board of the child's usual home leads, or of the council that looked after the child.",
        title="Which board leads"),
    Noting("route", "note_route", "agency's own route noted", "Record an agency's way to its senior managers", {
        "who": ("Which agency?", "Say which agency."),
        "what": ("How does a serious case reach its senior managers?", "Write the way."),
        "outcome": ("Who decides there, and who stands in?", "Name the post that decides, and who stands in."),
        "happened_on": ("As it was on which day?", "Enter the day."),
    }, "HE-SCR-09; HE-SCR-11", title="Who decides in each agency"),
    Noting("institution", "note_institution", "institution noted", "Note what an institution asks for", {
        "who": ("Which setting?", "Say which setting."), "what": ("Which terms need more care?", "Write which terms."),
        "outcome": ("Is the setting safe for children now, and who says so?", "Say whether it is safe now, and who says so."),
    }, "HE-SCR-42", "The same principles hold. It is larger, and its terms need care.", title="Institutions"),
    Noting("progress", "report_progress", "progress reported", "Report how far the review is", {
        "what": ("How far is it?", "Write how far it is."), "who": ("Who was told?", "Say who was told."),
        "happened_on": ("When?", "Enter the day."),
    }, "HE-SCR-32", title="Progress"),
    Noting("guest", "invite_guest", "guest invited", "Record a guest of the working group", {
        "who": ("Who, and from where?", "Say who."), "what": ("What for?", "Say what for."),
        "happened_on": ("To which meeting? Its day", "Enter the day."),
    }, "HE-SCR-38", "Somebody who is not a member; also one who writes a management review.", title="Guests"),
    Noting("findings", "share_findings", "findings shared", "Record that the findings of the small review were shared", {
        "what": ("What was found?", "Write what was found."), "who": ("Who has it on the Operational Board?", "Say who has it."),
        "happened_on": ("When?", "Enter the day."),
    }, "HE-SCR-19", title="Findings of the small review"),
    Noting("plan", "receive_plan", "agency's plan received", "Record an agency's plan of action", {
        "who": ("Which agency?", "Say which agency."), "what": ("What is in it?", "Write what is in it."),
        "happened_on": ("When did it come?", "Enter the day."),
        "outcome": ("Who endorsed it for the board, and when?", "Say who endorsed it, and when."),
    }, "HE-ACT-02; HE-ACT-03", "Each agency sends its plan. The board endorses it.", title="Agencies' plans"),
    Noting("debrief", "debrief", "debriefed", "Record a debrief", {
        "who": ("Who was it?", "Say who."), "what": ("What were they told, and by whom?", "Write what they were told."),
        "happened_on": ("When?", "Enter the day."),
    }, "HE-DIS-05", "Staff, family and media, as suits each.", "scr.debrief", "Whom does it concern?", "Debriefs"),
    Noting("spread", "spread_learning", "learning spread", "Plan or record how learning is spread", {
        "what": ("What is spread: the good and the poor?", "Write what is spread."), "who": ("To whom?", "Say to whom."),
        "outcome": ("How, and how is it seen that they use it?", "Say how."), "due_on": ("By which day?", "Enter the day."),
    }, "HE-LRN-01; HE-LRN-04", title="Learning spread"),
    Noting("use", "derive_briefing", "briefing made", "Record a briefing made from the summary", {
        "what": ("What was made?", "Write what was made."), "who": ("For whom?", "Say for whom."),
        "happened_on": ("When?", "Enter the day."),
    }, "HE-EXS-04", "", "scr.use", "What is it for?", "Briefings made from the summary"),
    Noting("feedback", "note_feedback", "feedback taken", "Record feedback on the report", {
        "who": ("From whom: the inspectorate, the health authority?", "Say from whom."),
        "what": ("What did they say?", "Write what they said."),
        "outcome": ("What was made of it?", "Write what was made of it."), "happened_on": ("When?", "Enter the day."),
    }, "HE-ACT-05", title="Feedback on the report"),
    Noting("condition", "check_condition", "condition looked at", "Note what makes reviews go well, or would", {
        "who": ("Where?", "Say where."), "what": ("What was seen?", "Write what was seen."),
    }, "HE-LRN-02", "", "scr.condition", "Which condition?", "What makes reviews go well"),
)  # fmt: skip
BY_VERB = {one.verb: one for one in NOTES}


def note_whole(record: Any, given: Given) -> list[Missing]:
    """A note has an answer to each of its questions, and to its choice; what happened lies in the past."""
    kind = BY_VERB[str(given["verb"])]
    missing = required(given, **{name: lack for name, (_, lack) in kind.asks.items() if lack})
    if kind.choose and given.get("code") not in (given.get("options") or ()):
        missing.append(Missing("Choose one.", "#id_code"))
    return missing + passed(given, "happened_on")
