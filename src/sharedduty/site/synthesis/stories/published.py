"""A practice review that was published some weeks ago: the public page, the partnership's answer, and what is done about it."""

from typing import Any

from sharedduty.foundations.access.api import seen_by
from sharedduty.modules.practice_review.actions import opening, publishing, reporting, reviewing
from sharedduty.modules.practice_review.models import PracticeReview, ReviewedChild
from sharedduty.site.synthesis.stories.cast import FAMILY, Cast, take
from sharedduty.site.synthesis.stories.incidents import years_ago
from sharedduty.site.synthesis.stories.reviewing import INVITED, REVIEWER
from sharedduty.site.synthesis.then import DAY, acting, in_days, moment

NAME = "Isolde"
PUBLISHED = 28  # working days ago


def tell(cast: Cast) -> int:
    """The review and its public page, once; gives how many were new."""
    unit = cast.unit
    with seen_by(unit):
        if ReviewedChild.objects.filter(family_name=FAMILY, given_names=NAME).exists():
            return 0
    with acting(unit, moment(152, 10)):
        held = opening.open_without(by=unit, given={**OPENED, "birth_on": years_ago(4, 9, 19)})
    _reviewed(cast, held)
    _published(cast, held)
    _followed(cast, held)
    return 1


def _reviewed(cast: Cast, held: PracticeReview) -> None:
    """Begun, settled, people heard, and the report with what it recommends."""
    unit = cast.unit
    take(unit, 150, reviewing.decide_beginning, held, {**BEGINS, "decided_at": moment(150, 9)})
    take(unit, 146, reviewing.appoint_reviewer, held, {**REVIEWER, **OTHER, "appointed_on": moment(146).date()})
    agreed = moment(140).date()
    period = {"period_from_on": agreed - 500 * DAY, "period_to_on": agreed - 90 * DAY}
    take(unit, 140, reviewing.agree_terms, held, {**TERMS, **period, "agreed_on": agreed})
    take(unit, 139, reviewing.start_review, held)
    for part in PARTS:
        take(unit, 135, reviewing.invite, held, {**INVITED, **part, "invited_on": moment(135).date()})
    with seen_by(unit):
        invited = list(held.participants.order_by("pk"))
    for one in invited:
        said = {"which": one.reference, "answer": "takes_part", "views": "Heard in two talks; it is in the report."}
        take(unit, 120, reviewing.record_part, held, {**said, "answered_on": moment(120).date()})
    asked = {"asked": "How far are you?", "asked_of": "Robin Dreamworth, reviewer"}
    due = {"asked_at": moment(100, 9), "answer_by_on": moment(95).date()}
    made = take(unit, 100, reviewing.ask_progress, held, {**asked, **due})
    said = {"which": made.reference, "answer": "All agencies were heard.", "judged": "On time."}
    take(unit, 96, reviewing.record_progress, held, {**said, "answered_at": moment(96, 9)})
    take(unit, 62, reporting.write_report, held, {**REPORT, "received_on": moment(62).date()})
    for words, owner, days, outcome in ADVISED:
        given = {"text": words, "owner": owner, "due_on": in_days(days), "outcome": outcome}
        take(unit, 62, reporting.add_recommendation, held, {**given, "learned_from": ""}, hour=14)


def _published(cast: Cast, held: PracticeReview) -> None:
    """What is published was decided, went to the Panel, the Secretary of State and Ofsted first, and was made public."""
    unit = cast.unit
    with seen_by(unit):
        advised = list(held.recommendations.order_by("number"))
    for one, answer in zip(advised, ANSWERS, strict=True):
        given = {"which": one.reference, "response": answer, "responded_on": moment(52).date()}
        take(unit, 52, reporting.answer_recommendation, held, given)
    take(unit, 50, reporting.write_response, held, RESPONSE)
    take(unit, 48, publishing.decide_publication, held, {**DECISION, "planned_on": moment(PUBLISHED).date()})
    for recipient in ("panel", "secretary_of_state", "ofsted"):
        given = {"recipient": recipient, "sent_at": moment(47, 9), "how": "Secure e-mail", "late_because": ""}
        take(unit, 47, publishing.send_ahead, held, given)
    said = {
        "who": "panel",
        "received_at": moment(40, 9),
        "text": "The Panel has nothing to add.",
        "made_of_it": "Noted.",
    }
    take(unit, 40, publishing.note_comment, held, said)
    take(unit, PUBLISHED, publishing.publish, held, {"late_because": "", "ofsted_because": ""}, hour=9)


def _followed(cast: Cast, held: PracticeReview) -> None:
    """What was learned is shared, one recommendation is done and looked at, and the public page says so."""
    unit = cast.unit
    for audience, how in (("Health visitors and midwives", "Four briefings"), ("Front door and police", "A bulletin")):
        given = {"audience": audience, "how": how, "shared_on": moment(20).date()}
        take(unit, 20, reporting.share_learning, held, given)
    with seen_by(unit):
        first = held.recommendations.order_by("number").first()
    assert first is not None  # noqa: S101 (it was made above; for the type checker)
    done = {"done_on": moment(8).date(), "evidence": "Of 40 births looked at, 38 had the father's name on record."}
    take(unit, 8, reporting.finish_recommendation, held, {"which": first.reference, **done})
    found = {"audited_on": moment(5).date(), "audit_found": "Midwives now ask; two records were still empty."}
    take(unit, 5, reporting.record_audit, held, {"which": first.reference, **found})
    take(unit, 4, publishing.renew_page, held, {"reason": "One recommendation is done.", "compared_by": ""})


# --- What was said ------------------------------------------------------------------------------------------------

OPENED: dict[str, Any] = {
    "what_happened": "A baby was badly hurt at home.",
    "because": "The rapid review was made before this service was in use; the three partners decided on a review.",
    "given_names": NAME, "family_name": FAMILY,
}  # fmt: skip
BEGINS = {
    "begins": "yes", "reasons": "Fathers are not seen, as in two earlier reviews.",
    "advice": "The rapid review and the case review group advised a local review.", "agreed": "yes", "consulted": "",
    "decided_by": "The three delegated safeguarding partners",
}  # fmt: skip
OTHER = {"name": "Robin Dreamworth"}
TERMS = {
    "focus": "How those who live with a baby are known to services.",
    "questions": "Why did nobody know who lived in the home?", "method": "systems",
    "why_method": "It asks why good people did what seemed right to them.",
    "levels": "Visits and clinics; how records are kept; what was learned before.",
    "child_view": "A day in the life of the baby, from what was seen of it.",
    "agreed_by": "The Executive of the partnership", "why_again": "",
}  # fmt: skip
PARTS = (
    {"kind": "family", "name": f"Perpetua {FAMILY}", "role": "Grandmother"},
    {"kind": "practitioner", "name": "Lou Sketchley", "role": "Health visitor"},
)
REPORT = {
    "title": "Who lives with the baby?",
    "account": "A baby was badly hurt at home. Services had seen the mother many times. Nobody had asked who else lived there.",
    "analysis": (
        "Clinics write about mothers. There is no place in the record for a father, and nobody has the time to ask twice. "
        "When the family moved, what one service knew did not follow."
    ),
    "improvements": "Every service that meets a baby asks who lives in the home, writes it down and passes it on.",
    "why_again": "",
}  # fmt: skip
# What is recommended, who does it, how many days from now it is due, and what will be different.
ADVISED = (
    (
        "Midwives and health visitors ask at each first visit who lives in the home, and write the father's name down.",
        "Hospitals trust and health board", 20, "Whoever lives with a baby is known before the baby comes home.",
    ),
    (
        "The front door asks for the father's name in every contact about a child under one.",
        "Council, front door", 45, "A check covers everybody who lives with the baby.",
    ),
    (
        "When a family moves, the health visitor of the old place speaks with that of the new one within five working days.",
        "Health board", -12, "What one service knew reaches the next.",
    ),
    (
        "Police tell the health visitor of each call to a home with a baby by the next working day.",
        "Police", 60, "The health visitor knows before the next visit.",
    ),
)  # fmt: skip
ANSWERS = (
    "Accepted. The record of the first visit has a place for it since the spring.",
    "Accepted. The form at the front door is changed.",
    "Accepted. The two services write it into their procedure.",
    "Accepted. A daily list goes from police to health.",
)
RESPONSE = {
    "text": (
        "We accept what the review found. We are sorry that nobody asked who lived in the home. Each recommendation has "
        "somebody who answers for it, and we say here what is done."
    ),
    "given_by": "The three safeguarding partners",
}  # fmt: skip
DECISION = {
    "route": "full", "reasons": "", "impact": "The grandmother reads it a week before, with an advocate.",
    "decided_by": "The Executive of the partnership", "why_again": "",
}  # fmt: skip
