"""A rapid review that was decided, sent and answered by the Panel, and the practice review that followed, under way.

Its agencies' chronologies are laid side by side: one discrepancy was explained, one waits for an answer, and one agency's
part is late.
"""

import datetime
from typing import Any

from sharedduty.foundations.access.api import Viewer, seen_by
from sharedduty.foundations.chronology.actions import doubting, running
from sharedduty.foundations.chronology.actions import writing as lines
from sharedduty.foundations.chronology.declared import source_of
from sharedduty.foundations.chronology.importing import read_table
from sharedduty.foundations.chronology.models import AgencyPart, Chronology
from sharedduty.foundations.chronology.queries.lines import composite_of
from sharedduty.foundations.chronology.rules.comparing import DIFFERS, IMPOSSIBLE
from sharedduty.foundations.chronology.rules.writing import labels_of
from sharedduty.foundations.gatherings import actions as meetings
from sharedduty.foundations.process.api import Handover
from sharedduty.modules.practice_review.actions import opening as practice_opening
from sharedduty.modules.practice_review.actions import reviewing
from sharedduty.modules.practice_review.models import PracticeReview
from sharedduty.modules.practice_review.process import START
from sharedduty.modules.rapid_review.actions import deciding, gathering, sending
from sharedduty.modules.rapid_review.models import RapidReview
from sharedduty.modules.rapid_review.process import MEETING
from sharedduty.modules.rapid_review.queries.meetings import MEETINGS, about_review
from sharedduty.modules.rapid_review.rules.deciding import CIRCUMSTANCES, CRITERIA, FLAGS
from sharedduty.modules.serious_incident.models import IncidentChild
from sharedduty.site.synthesis.stories.cast import FAMILY, Cast, hold, reply, somebody, take
from sharedduty.site.synthesis.stories.incidents import Child, begun, notified, years_ago
from sharedduty.site.synthesis.then import DAY, acting, in_days, moment

NAME = "Tarquin"
KNOWN = {
    "health_mash": ("The school nurse saw him twice about bruises; he was not seen alone.", "Bruises were seen before."),
    "police_mash": ("Two calls from neighbours about shouting; the second was not passed on.", "A call was not passed on."),
}  # fmt: skip


def tell(cast: Cast) -> int:
    """The rapid review and the practice review after it, once; gives how many were new."""
    with seen_by(cast.head):
        if IncidentChild.objects.filter(family_name=FAMILY, given_names=NAME).exists():
            return 0
    child = Child(
        NAME, years_ago(7, 2, 11), "A broken arm that was not brought to hospital for two days.",
        "Brought to hospital by an aunt two days after his arm was broken.", "A broken arm, and older fractures.",
    )  # fmt: skip
    rapid = begun(cast, 72, notified(cast, 74, child, "SYN-0002"))
    _gathered(cast, rapid)
    _decided(cast, rapid)
    _chronology(cast, _practice(cast, rapid))
    return 2


# --- The rapid review ----------------------------------------------------------------------------------------------------


def _gathered(cast: Cast, rapid: RapidReview) -> None:
    """What agencies knew is asked and answered, records are secured, and the meeting is held."""
    unit = cast.unit
    with acting(unit, moment(72, 16)):
        asked = {"question": "What did you know of this child and family?", "purpose": "The rapid review"}
        teams = cast.teams(("health-mash", "police-mash"))
        requests = gathering.ask_agencies(by=unit, held=rapid, teams=teams, given=asked)
    for request, (name, (held, relevance)) in zip(requests, KNOWN.items(), strict=True):
        reply(name, 70, request, held, relevance)
    secured = {"agency": "Health", "records": "School nursing notes, in a sealed copy", "secured_by": "Records manager"}
    take(unit, 71, gathering.secure_file, rapid, {**secured, "secured_at": moment(71, 9)})
    with seen_by(unit):
        members = list(rapid.members.order_by("pk"))
    for one in members:
        take(unit, 68, gathering.confirm_member, rapid, {"who": one.reference, "knows": True, "commits": True})
    with acting(unit, moment(66, 9)):
        about = about_review(unit, rapid.reference)
        assert about is not None  # noqa: S101 (it was opened above; for the type checker)
        made = meetings.call_together(
            by=unit, people=about.people, room=MEETINGS, use=MEETING, about=about, purpose="To decide what follows",
            starts_at=moment(64, 10), ends_at=moment(64, 12), mode="video",
        )  # fmt: skip
    hold(unit, 64, made)
    take(unit, 64, gathering.take_in_meeting, rapid, {"meeting": made.reference}, hour=12)


def _decided(cast: Cast, rapid: RapidReview) -> None:
    """Judged, decided, told, sent, and answered by the Panel."""
    unit = cast.unit
    take(unit, 64, gathering.write_findings, rapid, FINDINGS, hour=14)
    action = {"what": "See his sister at school, alone.", "owner": "Team manager, children and families"}
    done = take(unit, 64, gathering.agree_action, rapid, {**action, "due_on": moment(62).date()}, hour=15)
    finished = {"which": done.reference, "done": "She was seen alone and is safe.", "done_on": moment(62).date()}
    take(unit, 63, deciding.judge_criteria, rapid, _criteria())
    take(unit, 62, gathering.finish_action, rapid, finished)
    take(unit, 62, deciding.decide, rapid, DECISION, hour=11)
    for told, whom in (("leads", "The leads of all agencies asked"), ("board_chair", "Chair of the partnership")):
        take(unit, 61, sending.tell, rapid, _told(told, whom, 61), hour=14)
    sent = {"how": "The Panel's mailbox", "copied_to": "Chair of the review; chair of the partnership", "text": ""}
    take(unit, 60, sending.send, rapid, {**sent, "sent_at": moment(60, 9)})
    take(unit, 58, sending.tell, rapid, _told("family", "His mother and his aunt", 58), hour=14)
    answer = {"view": "agrees", "text": "The Panel agrees with a local review.", "received_at": moment(50, 9)}
    take(unit, 50, sending.record_reply, rapid, {**answer, "answer_by_on": None})


def _told(told: str, whom: str, working_days: int) -> dict[str, Any]:
    return {
        "told": told, "recipient": whom, "told_at": moment(working_days, 13), "told_by": "Blair Patterning, business manager",
        "how": "In person" if told == "family" else "Secure e-mail", "reviewer": "",
    }  # fmt: skip


def _criteria() -> dict[str, Any]:
    why = {f"{code}_why": "From what the agencies wrote and said." for code in CRITERIA}
    return {
        **dict.fromkeys(CRITERIA, "met"), **why, **dict.fromkeys((CIRCUMSTANCES | FLAGS), "no"), "panel": "not_known",
        "settings": [], "judged_by": "The meeting of the review",
    }  # fmt: skip


# --- The practice review ---------------------------------------------------------------------------------------------------


def _practice(cast: Cast, rapid: RapidReview) -> PracticeReview:
    """Begun by the three partners; reviewer and terms settled, people invited, progress asked."""
    unit = cast.unit
    with acting(unit, moment(60, 15)):
        handover = Handover.objects.get(from_record=rapid.reference, start=START)
        held = practice_opening.open_from_handover(by=unit, handover=handover)
    take(unit, 57, reviewing.decide_beginning, held, {**BEGINS, "decided_at": moment(57, 9)})
    take(unit, 50, reviewing.appoint_reviewer, held, {**REVIEWER, "appointed_on": moment(50).date()})
    take(unit, 45, reviewing.agree_terms, held, {**TERMS, **_period(), "agreed_on": moment(45).date()})
    take(unit, 44, reviewing.start_review, held)
    for part, day in ((MOTHER, 42), (NURSE, 42), (OFFICER, 41)):
        take(unit, day, reviewing.invite, held, {**INVITED, **part, "invited_on": moment(day).date()})
    with seen_by(unit):
        mother = held.participants.get(kind="family")
    said = {"which": mother.reference, "answer": "takes_part", "views": "She wants to say who did not ring back."}
    take(unit, 36, reviewing.record_part, held, {**said, "answered_on": moment(36).date()})
    _progress(unit, held, 30, answered=27)
    learned = {"what": "Calls at the weekend were not passed on.", "action": "A duty number for schools and nurses."}
    owner = {"owner": "Police decision maker, MASH", "due_on": in_days(10)}
    take(unit, 20, reviewing.note_learning, held, {**learned, **owner})
    _progress(unit, held, 3)
    return held


def _progress(unit: Viewer, held: PracticeReview, working_days: int, answered: int = 0) -> None:
    """The reviewer is asked in writing how far they are, and answers where a day is given."""
    asked = {"asked": "How far are you, and what stands in the way?", "asked_of": "Sasha Inventwell, reviewer"}
    due = {"asked_at": moment(working_days, 9), "answer_by_on": (moment(working_days) + 7 * DAY).date()}
    made = take(unit, working_days, reviewing.ask_progress, held, {**asked, **due})
    if answered:
        given = {"which": made.reference, "answer": "Chronologies are asked for.", "judged": "On time, and careful."}
        take(unit, answered, reviewing.record_progress, held, {**given, "answered_at": moment(answered, 9)})


def _period() -> dict[str, datetime.date]:
    """The year before the harm became known."""
    last = moment(75).date()
    return {"period_from_on": last - 365 * DAY, "period_to_on": last}


def _chronology(cast: Cast, held: PracticeReview) -> None:
    """Four agencies asked; three have sent, what does not fit was found, and the fourth is late."""
    unit = cast.unit
    with acting(unit, moment(38, 11)):
        source = source_of(unit, held.reference)
        assert source is not None  # noqa: S101 (it was opened above; for the type checker)
        child = {"label": "Child A", "birth_on": None, "died_on": None}
        opened = running.open_chronology(
            by=unit, source=source, given={**_period(), "children": [child], "gap_weeks": 10}
        )
        asked = {
            "question": "Each time your service saw or heard of him, and what you decided.",
            "purpose": "To lay what each agency knew side by side.", "due_at": moment(1, 17),
        }  # fmt: skip
        parts = running.ask_agencies(by=unit, held=opened, teams=cast.teams(WRITERS), given=asked)
    for number, (part, writer) in enumerate(zip(parts, WRITERS.values(), strict=True)):
        if writer in WRITTEN:
            _written(writer, 30 - 3 * number, part)
    _doubted(cast, opened)


def _written(name: str, working_days: int, part: AgencyPart) -> None:
    """An agency takes its spreadsheet in and sends it."""
    by, first = somebody(name), _period()["period_from_on"]
    rows = (
        f"{first + day * DAY:%d/%m/%Y},{time},{event},{source},{place},{seen},,"
        for day, time, event, source, place, seen in WRITTEN[name]
    )
    with acting(by, moment(working_days, 14)):
        mine = AgencyPart.objects.select_related("case_file", "asked_team", "asking_team").get(pk=part.pk)
        table = read_table(HEADING + "\n".join(rows) + "\n", labels_of(mine))
        lines.take_in(by=by, held=mine, lines=table.good)
        lines.send(by=by, held=mine)


def _doubted(cast: Cast, held: Chronology) -> None:
    """Two of the things that do not fit are taken up: one the agencies explained, one they have still to answer."""
    doubts = {}
    for kind, question, hour in ((DIFFERS, "Was he seen at this visit?", 10), (IMPOSSIBLE, "Where was he then?", 11)):
        with acting(cast.unit, moment(15, hour)):
            held.refresh_from_db()
            found = next(one for one in composite_of(cast.unit, held).suggestions if one.kind == kind)
            doubts[kind] = doubting.take_up(by=cast.unit, held=held, suggestion=found)
            doubting.notify(by=cast.unit, held=doubts[kind], given={"question": question})
    said = {"explanation": "The officer spoke with his mother at the door; only the nurse saw him."}
    take(cast.unit, 9, doubting.take_answer, doubts[DIFFERS], said)


# --- What was said ------------------------------------------------------------------------------------------------

FINDINGS = {
    "facts": "His arm was broken two days before he was brought. Two calls and two visits came before.",
    "immediate": "His sister was seen alone and is safe.",
    "improvement": "What neighbours tell at the weekend does not reach the school nurse.",
    "next_steps": "A local review of how weekends are covered.",
}  # fmt: skip
DECISION = {
    "chosen": ["local_review"], "reasons": "Two agencies each knew a half and did not speak to each other.",
    "focus": "How what is heard at weekends reaches those who see the child on Monday.", "no_actions_because": "",
    "why_again": "", "decided_by": "Casey Madeupton, chair of the review",
}  # fmt: skip
BEGINS = {
    "begins": "yes", "reasons": "It raises how agencies work together at weekends.",
    "advice": "The rapid review and the case review group advised a local review.", "agreed": "yes", "consulted": "",
    "decided_by": "The three delegated safeguarding partners",
}  # fmt: skip
REVIEWER = {
    "part": "reviewer", "name": "Sasha Inventwell", "body": "Independent (invented)", "linked": "no", "conflict": "",
    "managed": "", "appointed_by": "The Executive of the partnership",
    "knowledge": "Fifteen years in child protection and in school nursing.",
    "research": "Has taught on neglect and on injuries to children.",
    "complexity": "Two earlier reviews weighed what people could know at the time.",
    "viewpoint": "Works with those who were there, from the first day.",
    "communication": "Earlier reports were read and used by front-line teams.",
}  # fmt: skip
TERMS = {
    "focus": "How what is heard at weekends reaches those who see the child on Monday.",
    "questions": "Why did two calls not reach the school nurse? What made it hard to see him alone?",
    "method": "systems", "why_method": "It asks why good people did what seemed right to them.",
    "levels": "What practitioners did; how shifts and rotas work; what was learned from earlier reviews.",
    "child_view": "A week in his life, from what he told his teacher and his aunt.",
    "agreed_by": "The Executive of the partnership", "why_again": "",
}  # fmt: skip
INVITED = {
    "how": "A visit, and a letter to keep", "told": "What the review is for, and that nobody is blamed.",
    "support": "An advocate of their choice", "not_invited_because": "",
}  # fmt: skip
MOTHER = {"kind": "family", "name": f"Odette {FAMILY}", "role": "His mother"}
NURSE = {"kind": "practitioner", "name": "Kit Fancifold", "role": "School nurse"}
OFFICER = {"kind": "practitioner", "name": "Ash Conjureley", "role": "Neighbourhood officer"}

# Which team is asked for its chronology, and who of the demonstration writes it. The school's is late.
WRITERS = {
    "police-mash": "police_mash", "health-mash": "health_mash", "children-and-families": "social_worker",
    "education-mash": "education_mash",
}  # fmt: skip
HEADING = "date,time,event,source,place,seen,views_sought,views_given\n"
# Day of the period, time, what happened, source, place, whether he was seen.
WRITTEN = {
    "police_mash": (
        (61, "22:40", "Call from neighbours about shouting", "Log 112", "", ""),
        (152, "10:00", "Home visit after neighbours reported shouting", "Log 208", "at home", "no"),
        (301, "21:15", "Second call from neighbours about shouting", "Log 377", "", ""),
    ),
    "health_mash": (
        (118, "11:00", "School nurse saw bruises on his arm", "Nursing notes", "in class", "yes"),
        (152, "10:10", "Visit home after neighbours reported shouting", "Nursing notes", "at home", "yes"),
        (240, "14:00", "Seen on the ward after a fall", "Ward notes", "hospital ward", "yes"),
    ),
    "social_worker": (
        (20, "9:30", "Contact from school about lateness; no further action", "Case system", "", ""),
        (240, "14:00", "Seen at home with his mother", "Case system", "at home", "yes"),
        (360, "16:45", "Told by the aunt that his arm was broken", "Case system", "", ""),
    ),
}  # fmt: skip
