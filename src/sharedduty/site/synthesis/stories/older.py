"""Two serious case reviews begun before these ended: one carried on under its own arrangements, one kept as it ended.

Of the first, which waited for a trial, one agency's review is in, one is being written, one is not begun.
"""

import datetime
from typing import Any

from sharedduty.foundations.access.api import Viewer, seen_by
from sharedduty.foundations.plain.clocks import LONDON
from sharedduty.modules.serious_case_review.actions import considering, opening, reviewing, writing
from sharedduty.modules.serious_case_review.models import CaseChild, ManagementReview, SeriousCaseReview
from sharedduty.modules.serious_case_review.queries.choices import labels
from sharedduty.modules.serious_case_review.rules.noting import NOTES
from sharedduty.site.synthesis.stories.cast import FAMILY, Cast, somebody, take
from sharedduty.site.synthesis.then import acting, ahead, in_days, moment

CARRIED, KEPT = "Evander", "Persephone"
OLD_PACK = "hertfordshire-2007"


def tell(cast: Cast) -> int:
    """Both reviews, once; gives how many were new."""
    unit = cast.unit
    with seen_by(unit):
        if CaseChild.objects.filter(family_name=FAMILY, given_names=CARRIED).exists():
            return 0
    _kept(unit)
    _carried_on(cast, unit)
    return 2


def _kept(unit: Viewer) -> None:
    """A review that had ended before this service was in use: kept with where its report is."""
    with acting(unit, moment(90, 11)):
        held = opening.open_review(by=unit, given={**KEPT_REFERRAL, "given_names": KEPT, "family_name": FAMILY})
    ended = {
        "reason": "Signed off by the board and published; the plan was carried out.", "ended_on": on(2019, 5, 21),
        "report_in": "The board's archive, box 14, and the library of case reviews",
    }  # fmt: skip
    take(unit, 90, considering.keep_as_ended, held, ended, hour=12)


def _carried_on(cast: Cast, unit: Viewer) -> None:
    """Referred and decided in 2020; it waited for a trial, and goes on by the time agreed anew."""
    with acting(unit, moment(44, 10)):
        held = opening.open_review(by=unit, given={**REFERRAL, "given_names": CARRIED, "family_name": FAMILY})
    _considered(unit, held)
    for nominated in (CHAIR, AUTHOR):
        take(unit, 42, reviewing.nominate, held, nominated)
    take(unit, 42, reviewing.hold_first_meeting, held, FIRST)
    take(unit, 41, reviewing.agree_extension, held, {**LONGER, "agreed_until_on": in_days(75)})
    scope = {code: SCOPE.get(code, SETTLED) for code in labels(OLD_PACK, "scr.scoping")}
    period = {"period_from_on": on(2018, 1, 1), "period_to_on": on(2020, 3, 2), "last_meeting_on": in_days(60)}
    take(unit, 40, reviewing.agree_scope, held, {**scope, **period, "signed_by": CHAIRS})
    take(unit, 40, reviewing.begin_reviews, held, hour=12)
    with acting(unit, moment(38, 10)):
        held.refresh_from_db()
        given = {**ASKED, "due_at": ahead(8, 17)}
        parts = reviewing.ask_agencies(by=unit, held=held, teams=cast.teams(ASKED_TEAMS), given=given)
    for code in ("inspectorate", "health_authority"):
        sent = {"recipient": "As the chapter names it", "sent_at": moment(37, 9), "how": "A letter", "text": ""}
        take(unit, 37, considering.send_notice, held, {**sent, "code": code})
    _family(unit, held)
    _written(parts)


def _considered(unit: Viewer, held: SeriousCaseReview) -> None:
    """What the panel and the chair did in 2020, from the older file."""
    told = {"chair_told_at": at(2020, 3, 10), "told_by": "The manager of the board, by telephone"}
    take(unit, 44, considering.tell_chair, held, told, hour=11)
    for code, whom in (("secure_files", "Every agency that had a part"), ("panel_members", "The four of the panel")):
        sent = {"recipient": whom, "sent_at": at(2020, 3, 11), "how": "A letter", "text": "", "code": code}
        take(unit, 44, considering.send_notice, held, sent, hour=11)
    criteria = dict.fromkeys(labels(OLD_PACK, "scr.criteria"), "not_met") | JUDGED
    questions = dict.fromkeys(labels(OLD_PACK, "scr.question"), "no") | ANSWERED
    take(unit, 43, considering.consider, held, {**criteria, **questions, "signed_by": "The panel, its chair presiding"})
    take(unit, 43, considering.recommend, held, RECOMMENDED)
    take(unit, 43, considering.decide, held, {**RULED, "decided_at": at(2020, 3, 30)}, hour=12)


def _family(unit: Viewer, held: SeriousCaseReview) -> None:
    kind = next(one for one in NOTES if one.code == "family")
    with acting(unit, moment(30, 10)):
        held.refresh_from_db()
        reviewing.note(by=unit, held=held, kind=kind, given={**OFFERED, "happened_on": moment(30).date()})


def _written(parts: list[ManagementReview]) -> None:
    """The nurse wrote and submitted hers, signed for by a senior officer; the police are writing; education has not begun."""
    first, second, _ = parts
    health, police = somebody("health_mash"), somebody("police_mash")
    _part(health, 34, writing.name_author, first, {**INDEPENDENT, "declared_on": moment(34).date()})
    report = {code: HEALTH_SAYS.get(code, "Looked at; nothing to add.") for code in labels(OLD_PACK, "scr.imr")}
    _part(health, 20, writing.write_report, first, {**report, "signed_by": "Kit Fancifold"})
    _part(health, 20, writing.add_advice, first, {**ADVICE, "due_on": in_days(100)})
    fed = {"kind": "feedback", "who": "Three nurses", "what": "One day was put right.", "shared_on": None}
    _part(health, 18, writing.add_note, first, {**fed, "happened_on": moment(18).date()})
    signed = {
        "endorsed_by": "Director of nursing (invented)",
        "signed_how": "By hand, on the copy in the review's folder",
    }
    _part(health, 15, writing.endorse, first, signed)
    _part(health, 14, writing.submit, first)
    named = {**INDEPENDENT, "author_name": "Lysander Mockby", "author_post": "Review officer, another district"}
    _part(police, 30, writing.name_author, second, {**named, "declared_on": moment(30).date()})


def _part(
    by: Viewer, working_days: int, action: Any, part: ManagementReview, given: dict[str, Any] | None = None
) -> None:
    """Take one step of an agency's management review as that agency."""
    with acting(by, moment(working_days, 11)):
        part.refresh_from_db()
        action(by=by, held=part, **({} if given is None else {"given": given}))


def on(year: int, month: int, day: int) -> datetime.date:
    """A day of the older case."""
    return datetime.date(year, month, day)


def at(year: int, month: int, day: int) -> datetime.datetime:
    """Ten o'clock on such a day."""
    return datetime.datetime(year, month, day, 10, tzinfo=LONDON)


# --- What was said ------------------------------------------------------------------------------------------------

CHAIRS = "Barnaby Pretendworth, chair of the group"
REFERRAL: dict[str, Any] = {
    "safety": "His brother went to a grandmother the same day, and is safe there.", "why_here": "carry_on",
    "held_in": "The former board's register, cabinet 2", "happened_on": on(2020, 2, 24), "begun_on": on(2020, 3, 2),
    "birth_on": on(2017, 8, 14),
    "details": "A boy of two was badly burnt at home. His mother, her partner and a brother are known.",
    "background": "The family moved three times in two years.", "agencies": "Health, police and two nurseries.",
    "concerns": "Each move began again from nothing: nobody read what the last place knew.",
    "referred_by": "The director of nursing (invented)", "received_by": "Manager of the former board",
    "received_on": on(2020, 3, 9), "follows": "",
}  # fmt: skip
KEPT_REFERRAL: dict[str, Any] = {
    **REFERRAL, "why_here": "keep", "safety": "She was the only child.", "held_in": "The former board's archive, box 14",
    "happened_on": on(2018, 1, 12), "begun_on": on(2018, 2, 5), "received_on": on(2018, 2, 7), "birth_on": on(2002, 11, 3),
    "details": "A girl of fifteen took her own life. Her parents are known.", "background": "She had changed schools twice.",
    "agencies": "A school, a surgery and a counselling service.", "concerns": "Three services each held a part.",
}  # fmt: skip
JUDGED = {
    "sc_2": "met", "sc_2_why": "The burns could have killed him.",
    "sc_8": "met", "sc_8_why": "Three health visitors in two years, and no talk between them.",
}  # fmt: skip
ANSWERED = {
    "q_10": "yes",
    "q_10_why": "For health, police and nurseries.",
    "q_11": "yes",
    "q_11_why": "How a move is handed on.",
}
RECOMMENDED: dict[str, Any] = {
    "outcome": "review", "how": "correspondence", "meeting": "", "by_social_care": "Head of service (invented)",
    "by_health": "Designated nurse (invented)", "by_education": "Head of early years (invented)",
    "by_police": "Detective superintendent (invented)",
    "recommendation": "To hold a review: what one place knew did not reach the next.",
    "scope": "The two years before, and each move.",
    "members": "Health, police, early years, and a fire officer to chair.",
}  # fmt: skip
RULED = {
    "holds": "yes", "decision": "There is a review.", "reasons": "The panel is right: the same was seen elsewhere.",
    "signature": "Ottilie Dreamcroft, chair of the former board", "departure": "", "late_because": "",
}  # fmt: skip
CHAIR: dict[str, Any] = {
    "part": "chair", "name": "Barnaby Pretendworth", "body": "Fire and rescue service (invented)", "involved": "no",
    "board_member": "yes", "nominated_by": "The chair of the former board", "nominated_on": on(2020, 4, 3),
}  # fmt: skip
AUTHOR = {
    **CHAIR, "part": "author", "name": "Rosalba Fictionby", "body": "Independent", "board_member": "no", "nominated_by": CHAIRS,
}  # fmt: skip
FIRST = {"first_meeting_at": at(2020, 4, 22), "chaired_by": "Barnaby Pretendworth", "late_because": ""}
LONGER = {
    "agreed_with": "The inspectorate, by letter", "reason": "The review waited for a trial and two appeals, which are over.",
    "late_because": "The board was wound up meanwhile; its successor found the case open in its handed-over files.",
}  # fmt: skip
SCOPE = {
    "issues": "How what one place knows reaches the next when a family moves.", "author": "Rosalba Fictionby.",
    "period": "From the first move to the day of the burns.", "contributors": "Health, police, early years, two nurseries.",
    "family": "His grandmother takes part, with an advocate; his mother has been asked.",
    "coroner_criminal": "The trial and the appeals are over.", "parallel": "None is left.",
    "timetable": "Reports in this winter, the overview by spring.", "media": "One post answers; nothing before sign-off.",
    "legal": "Advice was taken on what the trial made public.",
}  # fmt: skip
SETTLED = "Talked through; nothing more is needed."
ASKED = {
    "question": "What did you know of him at each move, and what did you hand on?",
    "purpose": "To learn how moves are handed on.",
}
ASKED_TEAMS = ("health-mash", "police-mash", "education-mash")
OFFERED = {
    "who": "His grandmother",
    "what": "To be heard twice, and to read the draft",
    "outcome": "An advocate helps her.",
}
INDEPENDENT = {
    "author_name": "Kit Fancifold",
    "author_post": "Named nurse, another area",
    "no_part": "no",
    "no_line": "no",
    "senior": "yes",
}
HEALTH_SAYS = {
    "s1_1": "Three health visitors in two years; each visit is in the chronology.",
    "s2_1": "Two of three looked at him and wrote down what they saw; one wrote of his mother alone.",
    "s2_3": "Because each began a new record, no assessment built on the last.",
    "s2_6": "He was two. Nobody wrote down how he was with each adult.",
    "s2_10": "One post was empty for five months.", "s3_1": "A move is handed on by voice, with the record beside it.",
    "s4_1": "Every move of a child under five: one call between the two nurses. Head of nursing; counted monthly.",
}  # fmt: skip
ADVICE = {
    "text": "Ring the next health visitor at every move of a child under five.", "owner": "Head of nursing",
    "outcome": "Nobody begins from nothing.", "monitored": "Twenty moves are looked at each quarter.",
}  # fmt: skip
