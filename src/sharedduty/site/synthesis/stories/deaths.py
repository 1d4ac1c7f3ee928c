"""Four deaths of invented children: one just told of three times, one under joint response, one with the panel, one closed.

The panel's members have signed the confidentiality agreement, and its next meeting is called.
"""

import datetime
from typing import Any

from sharedduty.foundations.access.api import seen_by
from sharedduty.foundations.gatherings import actions as meetings
from sharedduty.foundations.gatherings.api import Gathering
from sharedduty.modules.child_death.actions import gathering, notifying, panel, settling
from sharedduty.modules.child_death.models import ChildDeath, PanelMember
from sharedduty.modules.child_death.process import MEETING, PANEL_MEETING
from sharedduty.modules.child_death.queries.choices import ANALYSIS
from sharedduty.modules.child_death.queries.meetings import MEETINGS, PANELS, about_death, about_panel
from sharedduty.modules.child_death.rules.gathering import CRITERIA
from sharedduty.modules.child_death.rules.panel import QUESTIONS
from sharedduty.site.synthesis.stories.cast import FAMILY, Cast, hold, reply, send, sign, somebody, take
from sharedduty.site.synthesis.then import DAY, acting, ahead, moment

NAME = "Clement"  # of the death that is closed, by which one sees that these were told before
PANEL_AHEAD = 6  # working days until the panel meets


def tell(cast: Cast) -> int:
    """The panel and the four deaths, once; gives how many deaths were new."""
    with seen_by(cast.unit):
        if ChildDeath.objects.filter(family_name=FAMILY, given_names=NAME).exists():
            return 0
    _sit(cast)
    _with_panel(cast, _closed(cast))
    _responded(cast)
    _told_of(cast)
    return 4


# --- The panel -------------------------------------------------------------------------------------------------------------


def _sit(cast: Cast) -> None:
    """Name the members, who sign for themselves; of those without an account the signed paper is kept."""
    unit = cast.unit
    for role, name, seat in SEATS:
        with acting(unit, moment(200, 10)):
            who = {"email": f"{role}@demonstration.example", "name": "", "body": ""} if role else {"email": "", **name}
            given = {"seat": seat, "part": "core", "deputy_of": "", **who}
            member = panel.name_panel_member(by=unit, given=given)
        by = somebody(role) if role else unit
        with acting(by, moment(198, 10)):
            signed = {"agrees": True, "on_paper": "" if role else "Panel's folder, in the safe"}
            panel.sign(by=by, member=PanelMember.objects.get(pk=member.pk), given=signed)


# --- The deaths ------------------------------------------------------------------------------------------------------------


def _closed(cast: Cast) -> Gathering:
    """Reviewed by the panel, told to the family, given out without names, and closed; gives the panel's meeting."""
    unit = cast.unit
    held = _opened(cast, 190, NAME, 150, "Found lifeless in the morning, asleep beside a parent.")
    _settled(cast, held, 189, "unexpected", joint=True)
    _met(cast, held, 150)
    _at_panel(cast, held, 120, "A sofa is no place for a baby to sleep.")
    with acting(unit, moment(110, 9)):
        about = about_panel(unit, held.reference)
        assert about is not None  # noqa: S101 (it was put to the panel above; for the type checker)
        made = meetings.call_together(
            by=unit, people=about.people, room=PANELS, use=PANEL_MEETING, about=about, purpose="To look at one death",
            starts_at=moment(96, 10), ends_at=moment(96, 12), mode="video",
        )  # fmt: skip
    hold(unit, 96, made)
    sign(unit, 90, made, somebody("partner").name)  # who chairs the panel
    sheet = {"meeting": made.reference, "confirmed": True, "independent": True}
    take(unit, 96, panel.sign_sheet, held, sheet, hour=12)
    take(unit, 96, panel.conclude, held, _found(), hour=14)
    finding = take(
        unit, 95, panel.add_finding, held, {"text": "Ask every parent where the baby sleeps.", "body": "Midwifery"}
    )
    take(unit, 94, gathering.record_work, held, _logged("panel_actions", "Sent to all members.", 94))
    sent = {"which": finding.reference, "informed_at": moment(93, 9), "informed_how": "A letter"}
    take(unit, 93, panel.send_finding, held, sent)
    take(unit, 90, gathering.record_work, held, _logged("feedback", "Told in a talk.", 90))
    told = {**_logged("told_result", "What the panel found, in plain words.", 88), "who": "His mother"}
    take(unit, 88, gathering.record_family, held, told)
    said = {"which": finding.reference, "answer": "It is asked at each visit.", "answered_on": moment(80).date()}
    take(unit, 80, panel.answer_finding, held, said)
    take(unit, 70, panel.give_out, held, OUTPUT)
    take(unit, 69, panel.close_death, held)
    return made


def _with_panel(cast: Cast, before: Gathering) -> None:
    """Put to the panel, which meets in some days; the minutes of the one before go out with its papers."""
    unit = cast.unit
    held = _opened(cast, 115, "Rosamund", 3 * 365, "She had a heart condition from birth; she died in hospital.")
    _settled(cast, held, 114, "expected", joint=False)
    _met(cast, held, 80)
    _at_panel(cast, held, 18, "Her parents were told late that she might die.")
    with acting(unit, moment(12, 9)):
        about = about_panel(unit, held.reference)
        assert about is not None  # noqa: S101 (it was put to the panel above; for the type checker)
        begins = ahead(PANEL_AHEAD)
        meetings.call_together(
            by=unit, people=about.people, room=PANELS, use=PANEL_MEETING, about=about, purpose="To look at one death",
            starts_at=begins, ends_at=begins + datetime.timedelta(hours=2), mode="video",
        )  # fmt: skip
    send(unit, 11, before)


def _responded(cast: Cast) -> None:
    """A sudden death some days ago: health and police respond together, agencies are asked."""
    unit = cast.unit
    held = _opened(cast, 8, "Barnaby", 14 * 365, "He collapsed while he was running.")
    _settled(cast, held, 7, "unexpected", joint=True)
    for days, words in (
        (6, "Doctor and detective went to the home together."),
        (5, "The first talk of those who respond."),
    ):
        take(unit, days, gathering.record_work, held, _logged("response", words, days))
    came = {"kind": "coroner_post_mortem", "event_at": moment(6, 9), "received_at": moment(5, 15), "words": ""}
    take(unit, 5, gathering.note_incoming, held, came, hour=16)
    with acting(unit, moment(4, 10)):
        held.refresh_from_db()
        asked = {"question": "What do you know of him and his family?", "purpose": "The review of his death"}
        due = ahead(2)
        teams = cast.teams(("health-mash", "police-mash", "education-mash"))
        requests = gathering.ask_agencies(by=unit, held=held, teams=teams, given={**asked, "due_at": due})
    reply("police_mash", 3, requests[1], "No call to the home in five years.", "Nothing was known that worried us.")


def _told_of(cast: Cast) -> None:
    """A death of yesterday, opened from the first notice; two more notices wait for somebody to say that it is the same."""
    _opened(cast, 1, "Josephine", 9 * 365, "She fell from a climbing frame.")
    for role, names, words in (
        ("health_mash", ("Josefine", FAMILY), "Brought in after a fall; she died in the emergency department."),
        ("police_mash", ("Jo", "Fabricationn"), "A girl of about nine fell from a climbing frame."),
    ):
        by = somebody(role)
        with acting(by, moment(0, 8)):
            born = moment(1).date() - 9 * 365 * DAY if role == "health_mash" else None
            notifying.notify(by=by, given=_notice(names[0], names[1], born, words, moment(1).date()))


# --- The way of a death ----------------------------------------------------------------------------------------------------


def _opened(cast: Cast, working_days: int, name: str, age: int, words: str) -> ChildDeath:
    """A death told by a doctor and taken in by the business unit, so many working days ago."""
    doctor, day = somebody("gp"), moment(working_days).date()
    with acting(doctor, moment(working_days, 13)):
        told = notifying.notify(by=doctor, given=_notice(name, FAMILY, day - age * DAY, words, day))
    with acting(cast.unit, moment(working_days, 15)):
        return notifying.open_death(by=cast.unit, notice=told)


def _settled(cast: Cast, held: ChildDeath, working_days: int, category: str, *, joint: bool) -> None:
    """It is reviewed here; whether there is a joint response; the family has somebody; the national database knows."""
    unit = cast.unit
    take(unit, working_days, settling.judge_scope, held, SCOPE)
    take(unit, working_days, settling.judge_response, held, _response(joint=joint), hour=11)
    take(unit, working_days, settling.choose_category, held, {"category": category}, hour=12)
    take(unit, working_days, settling.begin_review, held, hour=12)
    for kind, who, words in (
        ("key_contact", "Bereavement nurse", "She can be reached each day; the family has her number."),
        ("booklet", "The parents", "Given and talked through."),
    ):
        take(
            unit,
            working_days,
            gathering.record_family,
            held,
            {**_logged(kind, words, working_days), "who": who},
            hour=16,
        )
    ncmd = _logged("ncmd", "Sent to the national database.", working_days)
    take(unit, working_days, gathering.record_work, held, ncmd, hour=16)


def _met(cast: Cast, held: ChildDeath, working_days: int) -> None:
    """Agencies asked and heard, the review meeting held, its form finished."""
    unit = cast.unit
    with acting(unit, moment(working_days + 15, 10)):
        held.refresh_from_db()
        asked = {"question": "What do you know of the child and the family?", "purpose": "The review of the death"}
        due = {"due_at": moment(working_days + 5, 17)}
        requests = gathering.ask_agencies(
            by=unit, held=held, teams=cast.teams(("health-mash",)), given={**asked, **due}
        )
    reply(
        "health_mash",
        working_days + 8,
        requests[0],
        "Seen twice by the health visitor.",
        "It shows who knew the child.",
    )
    with acting(unit, moment(working_days + 10, 10)):
        about = about_death(unit, held.reference)
        assert about is not None  # noqa: S101 (it was opened above; for the type checker)
        made = meetings.call(
            by=unit, room=MEETINGS, use=MEETING, about=about, purpose="To put together what is known",
            starts_at=moment(working_days, 10), ends_at=moment(working_days, 11), mode="video",
        )  # fmt: skip
        for role, capacity in (("gp", "health"), ("police_mash", "police"), ("social_worker", "lead")):
            meetings.invite(by=unit, gathering=made, capacity=capacity, appointment=cast.appointment(role))
    hold(unit, working_days, made)
    take(unit, working_days, gathering.take_in_meeting, held, {"meeting": made.reference}, hour=12)


def _at_panel(cast: Cast, held: ChildDeath, working_days: int, learned: str) -> None:
    """What the panel needs is there, and the case is put to it."""
    unit = cast.unit
    with acting(unit, moment(working_days + 4, 10)):
        held.refresh_from_db()
        made = gathering.begin_form(by=unit, held=held, given={"code": ANALYSIS, "agency": ""})
        gathering.save_form(
            by=unit, held=held, record=made.form, changes={**ANALYSED, "learned": learned}, page="",
            version=made.form.version, own={},
        )  # fmt: skip
        made.form.refresh_from_db()
        gathering.finish_form(by=unit, record=made.form)
    for kind, words in (("response", "Doctor and police went together."), ("safeguarding", "Nothing points to abuse.")):
        take(unit, working_days + 2, gathering.record_work, held, _logged(kind, words, working_days + 2))
    take(unit, working_days, panel.put_to_panel, held)


# --- What was said ---------------------------------------------------------------------------------------------------------

BY = "Blair Patterning, business manager"
# Who of the demonstration sits on the panel, or somebody without an account here, and in which seat.
SEATS: tuple[tuple[str, dict[str, str], str], ...] = (
    ("partner", {}, "chair"), ("health_mash", {}, "designated_doctor"), ("police_mash", {}, "police"),
    ("social_work_manager", {}, "social_care"), ("education_mash", {}, "education"),
    ("", {"name": "Ivo Dreamley", "body": "Consultant in public health (invented)"}, "public_health"),
    ("", {"name": "Faith Storyford", "body": "Lay member (invented)"}, "lay"),
)  # fmt: skip
SCOPE = {
    "under_18": "yes", "born_alive": "yes", "stillborn_attended": "no", "stillborn_alone": "no", "termination": "no",
    "resident": "yes", "weeks": None, "area_answer": "here", "other_area": "", "other_told_at": None, "agreed": "",
    "reasons": "The family lives here.", "judged_by": BY,
}  # fmt: skip
ANALYSED = {
    "account": "What the agencies wrote, put together.", "cause_given": "As the pathologist wrote it.",
    "in_child": "See the account.", "in_care": "Nothing.", "in_surroundings": "See the account.", "in_services": "Nothing.",
    "support": "A nurse calls each week.",
}  # fmt: skip
OUTPUT = {
    "title": "Where babies sleep", "for_whom": "Midwives, health visitors and family hubs", "checked_by": "",
    "learning": "A sofa is no place to sleep. Ask where the baby sleeps, at each visit, and look at it together.",
}  # fmt: skip


def _notice(name: str, family: str, born: datetime.date | None, words: str, day: datetime.date) -> dict[str, Any]:
    return {
        "kind": "death", "given_names": name, "family_name": family, "birth_on": born, "happened_on": day,
        "home": "4 Invented Row, Testham", "place": "Testham hospital", "what_happened": words, "coroner_told": "yes",
        "on_behalf": "",
    }  # fmt: skip


def _response(*, joint: bool) -> dict[str, Any]:
    judged: dict[str, Any] = {**dict.fromkeys(CRITERIA, "not_met"), "sudden": "met" if joint else "not_met"}
    why = {f"{code}_why": "From what the doctor and the police found." for code in CRITERIA}
    return {
        **judged, **why, "decided": "yes" if joint else "no", "judged_by": BY,
        "reasons": "Nothing explains it." if joint else "It was foreseen, and a doctor was there.",
        "lead": "Consultant paediatrician; detective inspector" if joint else "", "guideline": "2016" if joint else "",
    }  # fmt: skip


def _found() -> dict[str, Any]:
    answers: dict[str, Any] = dict.fromkeys(QUESTIONS, "no") | {f"{code}_why": "" for code in QUESTIONS}
    return {
        **answers, "cause": "Not ascertained.", "cause_group": "unexplained", "modifiable": "yes",
        "factors": "Sleeping on a sofa beside a parent", "not_earlier": "", "learning": OUTPUT["learning"],
        "why_again": "", "decided_by": "Perry Shamwell, chair of the panel",
    }  # fmt: skip


def _logged(kind: str, words: str, working_days: int) -> dict[str, Any]:
    return {
        "kind": kind, "who": "", "whom": "", "words": words, "happened_at": moment(working_days, 9), "by_whom": BY,
    }  # fmt: skip
