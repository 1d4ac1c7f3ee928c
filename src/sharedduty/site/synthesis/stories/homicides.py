"""Two domestic homicide reviews of the community safety partnership: one half way, one that waits for the Home Office.

Of the first, one agency's report is in, one is being written and one is late, and the panel meets again in some days.
"""

import datetime
from typing import Any

from sharedduty.foundations.access.api import Viewer, seen_by
from sharedduty.foundations.gatherings import actions as meetings
from sharedduty.modules.homicide_review.actions import agencies, opening, publishing, running
from sharedduty.modules.homicide_review.models import AgencyReport, HomicideReview, PanelMember
from sharedduty.modules.homicide_review.process import PANEL_MEETING
from sharedduty.modules.homicide_review.queries import choices
from sharedduty.modules.homicide_review.queries.meetings import PANELS, about_panel
from sharedduty.site.demonstration import PACK
from sharedduty.site.synthesis.stories import homicide_words as words
from sharedduty.site.synthesis.stories.cast import Cast, hold, reply, somebody, take
from sharedduty.site.synthesis.then import DAY, acting, ahead, in_days, moment

HALF_WAY, WAITS = "Ottoline Fabrication", "Leopold Fabrication"
PANEL_AHEAD = 5  # working days until the panel meets again


def tell(cast: Cast) -> int:
    """Both reviews, once; gives how many were new."""
    lead = somebody("community_safety_lead")
    with seen_by(lead):
        if HomicideReview.objects.filter(victim=HALF_WAY).exists():
            return 0
    _half_way(cast, lead)
    _at_clearance(cast, lead)
    return 2


# --- Half way --------------------------------------------------------------------------------------------------------------


def _half_way(cast: Cast, lead: Viewer) -> None:
    """Decided, set up, heard in part: three agencies were asked for their own reports, and the panel meets again."""
    held = _opened(lead, 72, HALF_WAY, "Montague Fabrication", words.WHAT[HALF_WAY])
    _asked(cast, lead, held, 71)
    _decided(lead, held, 58)
    take(lead, 57, running.note_overlap, held, {**words.TRIAL, "consulted_on": moment(57).date()})
    _set_up(lead, held, 54, words.SISTER)
    for seat, name in words.HERE:
        _sits(lead, held, 48, {"seat": seat, "email": f"{name}@demonstration.example"}, name)
    _sits(lead, held, 48, words.SPECIALIST)
    with acting(lead, moment(45, 9)):
        held.refresh_from_db()
        agencies.open_to_panel(by=lead, held=held)
    _panel(lead, held, 42)
    _terms(lead, held, 42)
    take(lead, 41, running.start_review, held)
    _reports_of_three(lead, held)
    statement = {"kind": "holding", "words": words.STATEMENT, "by_whom": "The commissioner's press office"}
    take(lead, 40, running.write_media, held, {"member": "", **statement, "happened_at": moment(40, 9)})
    take(lead, 30, running.record_cost, held, {"item": "chair", "pence": 620_000, "over_because": "", "agreed_by": ""})
    _log(lead, held, 18, "update", "Told that the police report is nearly done, and when the panel meets again.")
    _called(lead, held)


def _reports_of_three(lead: Viewer, held: HomicideReview) -> None:
    """One agency's report is endorsed, one is being written, and the third, whose author is not named, is late."""
    police = _commissioned(lead, held, 38, ("Gloucestershire Constabulary", "partner_police"), in_days(-12))
    manager = somebody("partner_police")
    _report(manager, 36, agencies.name_author, police, words.POLICE_AUTHOR)
    _report(manager, 19, agencies.write_report, police, words.POLICE_REPORT)
    _report(manager, 17, agencies.record_feedback, police, {**words.FEEDBACK, "given_on": moment(17).date()})
    _report(manager, 14, agencies.endorse, police, words.ENDORSED)
    health = _commissioned(lead, held, 38, ("Gloucestershire NHS Integrated Care Board", "partner"), in_days(9))
    _report(somebody("partner"), 33, agencies.name_author, health, words.HEALTH_AUTHOR)
    _commissioned(lead, held, 38, ("Gloucestershire County Council", "head_of_service"), in_days(-4))


# --- With the Home Office --------------------------------------------------------------------------------------------------


def _at_clearance(cast: Cast, lead: Viewer) -> None:
    """Reported, read by the family, checked, signed off in time and sent; the Home Office has not answered."""
    held = _opened(lead, 205, WAITS, "Cressida Fabrication", words.WHAT[WAITS])
    _decided(lead, held, 192)
    _set_up(lead, held, 186, words.BROTHER)
    for given in words.ELSEWHERE:
        _sits(lead, held, 182, given)
    _panel(lead, held, 176)
    _terms(lead, held, 176)
    take(lead, 175, running.start_review, held)
    police = _commissioned(lead, held, 172, ("Gloucestershire Constabulary", "partner_police"), moment(130).date())
    _report(lead, 165, agencies.name_author, police, words.POLICE_AUTHOR)
    _report(lead, 140, agencies.write_report, police, words.EARLIER_REPORT)
    _report(lead, 138, agencies.record_feedback, police, {**words.FEEDBACK, "given_on": moment(138).date()})
    _report(lead, 136, agencies.endorse, police, words.ENDORSED)
    said = {"panel_said": "Clear and open. The panel asked for one day to be put right."}
    _report(lead, 125, agencies.present, police, {**said, "presented_on": moment(125).date()})
    take(lead, 124, running.invite_family, held, words.OTHER_SIDE)
    _finished(lead, held)


def _finished(lead: Viewer, held: HomicideReview) -> None:
    """The report and what it recommends, through every check, to the Home Office."""
    take(lead, 110, publishing.write_report, held, {**words.REPORT, "received_on": moment(110).date()})
    made = [
        take(lead, 110, publishing.add_recommendation, held, {**given, "due_on": in_days(days)}, hour=14)
        for given, days in words.ADVISED
    ]
    for one in made:
        tested = {"which": one.reference, **words.TESTED, "tested_on": moment(104).date()}
        take(lead, 104, publishing.test_action, held, tested)
    for kind, said, day in words.DRAFT_READ:
        _log(lead, held, day, kind, said)
    for name in choices.CHECKLISTS:
        take(lead, 96, publishing.answer_checks, held, _checks(name))
    take(lead, 90, publishing.sign_off, held, _signing(moment(90, 9)))


# --- The way of a homicide review --------------------------------------------------------------------------------------------


def _opened(lead: Viewer, working_days: int, victim: str, perpetrator: str, what: str) -> HomicideReview:
    """A death of the day before, referred by the police and taken in."""
    police, day = somebody("police_mash"), moment(working_days).date() - DAY
    given = {**words.NOTICE, "victim": victim, "perpetrator": perpetrator, "summary": what, "died_on": day}
    with acting(police, moment(working_days, 11)):
        notice = opening.notify(by=police, given={**given, "victim_birth_on": day - 38 * 365 * DAY})
    with acting(lead, moment(working_days, 14)):
        return opening.open_review(by=lead, notice=notice)


def _asked(cast: Cast, lead: Viewer, held: HomicideReview, working_days: int) -> None:
    """Three agencies are written to, and say what they knew."""
    given = {**words.LETTER, "said": list(choices.labels("letter")), "due_at": moment(working_days - 5, 17)}
    with acting(lead, moment(working_days, 10)):
        held.refresh_from_db()
        teams = cast.teams(words.KNEW)
        requests = running.ask_agencies(by=lead, held=held, teams=teams, given=given)
    for request, (who, known) in zip(requests, words.KNEW.values(), strict=True):
        reply(who, working_days - 3, request, known, "It shows who could have heard of it.")


def _decided(lead: Viewer, held: HomicideReview, working_days: int) -> None:
    """It is decided to hold a review, and the Home Office is told."""
    weighed = {f"weigh_{one}": words.WEIGHED.get(one, words.NOTHING) for one in choices.considerations(PACK)}
    decided = {**words.DECISION, **weighed, "decided_at": moment(working_days, 9)}
    take(lead, working_days, opening.decide, held, decided)
    told = {
        "kind": "told",
        "member": "",
        "words": "A review is held; the chair of the partnership wrote.",
        "by_whom": words.LEAD,
    }
    take(lead, working_days - 1, running.write_home_office, held, {**told, "happened_at": moment(working_days - 1, 9)})


def _set_up(lead: Viewer, held: HomicideReview, working_days: int, relative: dict[str, Any]) -> None:
    """Advice before the family is told, the family invited, their wishes kept, chair and administrator named."""
    _log(lead, held, working_days, "advice", "The liaison officer sees no danger in telling them.")
    day = moment(working_days - 1).date()
    letter = {"letter": list(choices.labels("family_letter")), "not_invited_because": "", "side": "victim"}
    invited = take(lead, working_days - 1, running.invite_family, held, {**letter, **relative, "invited_on": day})
    wishes = {"which": invited.reference, "contact": "By telephone, in the evening", "every_days": 40}
    take(lead, working_days - 2, running.keep_wishes, held, {**wishes, "advocate": relative["advocate"]})
    take(
        lead,
        working_days - 3,
        running.appoint_chair,
        held,
        {**_chair(), "appointed_on": moment(working_days - 3).date()},
    )
    duties = {"duties": list(choices.labels("administrator")), "since_on": moment(working_days - 3).date()}
    take(lead, working_days - 3, running.name_administrator, held, {**words.ADMINISTRATOR, **duties})


def _chair() -> dict[str, Any]:
    tests = choices.labels("chair")
    why = {
        f"test_{code}_why": words.CHAIR_TESTS.get(code, "Shown in the interview and by both references.")
        for code in tests
    }
    return {**words.CHAIR, **{f"test_{code}": "yes" for code in tests}, **why}


def _sits(lead: Viewer, held: HomicideReview, working_days: int, given: dict[str, str], own: str = "") -> None:
    """Somebody is asked to the panel, and declares themselves free to sit: for themselves, or on paper."""
    member = take(lead, working_days, agencies.name_member, held, {**words.MEMBER, **given})
    by = somebody(own) if own else lead
    with acting(by, moment(working_days - 1, 15)):
        points = {f"point_{code}": "yes" for code in choices.labels("member")}
        said = {**points, "tied": "no", "conflict": "", "on_paper": "" if own else "The review's own folder"}
        agencies.declare(by=by, member=PanelMember.objects.get(pk=member.pk), given=said)


def _meeting(lead: Viewer, held: HomicideReview, starts_at: datetime.datetime, purpose: str) -> Any:
    about = about_panel(lead, held.reference)
    if about is None:
        raise LookupError(f"The lead does not see the panel of {held.reference}")
    made = meetings.call_together(
        by=lead, people=about.people, room=PANELS, use=PANEL_MEETING, about=about, purpose=purpose, starts_at=starts_at,
        ends_at=starts_at + datetime.timedelta(hours=2), mode="video",
    )  # fmt: skip
    name, body = words.CHAIR["name"], "Independent (invented)"
    meetings.invite(by=lead, gathering=made, capacity="chair", name=name, organisation_name=body, chairs=True)
    return made


def _panel(lead: Viewer, held: HomicideReview, working_days: int) -> None:
    """The panel meets for the first time."""
    with acting(lead, moment(working_days + 4, 9)):
        made = _meeting(lead, held, moment(working_days, 10), "To agree the terms of reference")
    hold(lead, working_days, made)


def _called(lead: Viewer, held: HomicideReview) -> None:
    """The panel is called to its next meeting."""
    with acting(lead, moment(9, 9)):
        _meeting(lead, held, ahead(PANEL_AHEAD), "To hear the police report")


def _terms(lead: Viewer, held: HomicideReview, working_days: int) -> None:
    topics = {f"topic_{one}": words.TOPICS.get(one, words.NO_PLACE) for one in choices.topics(PACK)}
    days = {"period_from_on": held.died_on - 1000 * DAY, "period_to_on": held.died_on}
    met = {"panel_met_on": moment(working_days).date()}
    take(lead, working_days, running.agree_terms, held, {**words.TERMS, **topics, **days, **met}, hour=13)


def _log(lead: Viewer, held: HomicideReview, working_days: int, kind: str, said: str) -> None:
    """A line of the family's log, of somebody who was invited where somebody was."""
    with seen_by(lead):
        first = held.family.filter(invited_on__isnull=False).order_by("pk").first()
    line = {"kind": kind, "member": first.reference if first else "", "words": said, "by_whom": words.LEAD}
    take(lead, working_days, running.write_family, held, {**line, "happened_at": moment(working_days, 9)})


def _commissioned(
    lead: Viewer, held: HomicideReview, working_days: int, whose: tuple[str, str], due_on: datetime.date
) -> AgencyReport:
    agency, manager = whose
    given = {
        "agency": agency,
        "email": f"{manager}@demonstration.example",
        "manager_words": "",
        "asked": words.TO_LOOK_AT,
    }
    made: AgencyReport = take(lead, working_days, agencies.commission_report, held, {**given, "due_on": due_on})
    return made


def _report(by: Viewer, working_days: int, action: Any, report: AgencyReport, given: dict[str, Any]) -> None:
    """Take one step of an agency's own report as somebody."""
    with acting(by, moment(working_days, 11)):
        fresh = AgencyReport.objects.select_related("case_file").get(pk=report.pk)
        action(by=by, held=fresh, given=given)


def _checks(name: str) -> dict[str, Any]:
    found = choices.labels(name)
    return {
        "checklist": name, "checked_by": "The panel, its chair presiding", **{f"check_{code}": "yes" for code in found},
        **{f"check_{code}_why": words.CHECKED.get(code, "The panel read it line by line.") for code in found},
    }  # fmt: skip


def _signing(sent_at: datetime.datetime) -> dict[str, Any]:
    return {"tasks": list(choices.labels("sign_off")), "sent_at": sent_at, **words.SIGNED}
