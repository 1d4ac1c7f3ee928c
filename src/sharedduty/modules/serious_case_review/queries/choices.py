"""What the pack of a review holds: its lists, its forms, its clocks and the days it was in force."""

from collections.abc import Mapping
from dataclasses import dataclass

from sharedduty.foundations.forms.api import Question, form
from sharedduty.foundations.guidance.api import Outcome, Pack, pack, packs
from sharedduty.modules.serious_case_review.models import ManagementNote, Nomination, SeriousCaseReview

CRITERIA = "scr.criteria"
REFERRAL, RECOMMENDATION, DECISION = "scr-referral", "scr-recommendation", "scr-decision"
YES_NO = {"yes": "Yes", "no": "No"}
MET = {"met": "Met", "not_met": "Not met", "not_known": "Not yet known"}
ANSWERS = {"yes": "Yes", "no": "No", "not_known": "Not yet known"}
WHY_HERE = {code: str(label) for code, label in SeriousCaseReview.Why.choices}
PARTS = {code: str(label) for code, label in Nomination.Part.choices}
NOTE_KINDS = {code: str(label) for code, label in ManagementNote.Kind.choices}
PEOPLE = {"child": "A child", "adult": "An adult"}
STATES = {"possible": "A review is possible", "confirmed": "A review is decided on"}
HOLDS = {"yes": "There is a review", "no": "There is no review"}
HOW = {"meeting": "At a meeting", "correspondence": "By correspondence"}
COURTS = {
    "none": "There are no court proceedings", "ended": "They have ended", "open": "They are open, or may still begin",
}  # fmt: skip
CONDUCT = "c_5"  # the category of a worker's conduct, of which no account is kept here (HE-NOT-05)


def legacy_packs() -> list[Pack]:
    """The packs that take no new cases and know serious case reviews: those an old case may be opened under."""
    return [one for one in packs().values() if one.closed_to_new_cases and CRITERIA in one.outcomes]


def items(pack_id: str, name: str) -> tuple[Outcome, ...]:
    """A list of a review's pack, in its order; empty where the pack has none of the name."""
    return tuple(pack(pack_id).outcomes.get(name, ()))


def labels(pack_id: str, name: str) -> dict[str, str]:
    """The same, code to words."""
    return {one.code: one.label for one in items(pack_id, name)}


def plain(pack_id: str, name: str) -> tuple[dict[str, str], dict[str, str]]:
    """A list that is answered in words: its items, and no options."""
    return labels(pack_id, name), {}


def questions(pack_id: str, name: str) -> list[Question]:
    """The questions of one of the pack's forms, in order."""
    return [one for page in form(pack_id, name).pages for one in page.questions]


def lacks(pack_id: str, name: str) -> dict[str, str]:
    """For each question a form requires, the form's own words for when it is left out."""
    return {one.key: f"{one.message.rstrip('.')}." for one in questions(pack_id, name) if one.required}


def unanswered(listed: Mapping[str, str]) -> dict[str, str]:
    """For each item of a list, the words for when it is left out."""
    return dict.fromkeys(listed, "Answer this, or say that it does not apply.")


@dataclass(frozen=True)
class Line:
    """One item of a list with what was answered to it."""

    label: str
    answer: str
    words: str


def answered(pack_id: str, name: str, answers: Mapping[str, str], words: Mapping[str, str] | None = None) -> list[Line]:
    """Each item of a list with its answer in words; an item nobody answered shows empty."""
    named = words or {}
    return [
        Line(
            one.label,
            named.get(answers.get(one.code, ""), answers.get(one.code, "")),
            answers.get(f"{one.code}_why", ""),
        )
        for one in items(pack_id, name)
    ]
