"""The rules of opening an old case, telling the chair, considering, recommending and deciding (HE 14.4.5 to 14.4.26)."""

import datetime
from collections.abc import Iterable, Mapping
from typing import Any

from django.utils import timezone

from sharedduty.foundations.design.dates import date_words
from sharedduty.foundations.process.api import Given, Missing, passed, required, text

REVIEW, SMALL, NONE = "review", "small_review", "no_review"
ALWAYS = "sc_1"  # the criterion by which a review is always held (HE 14.4.7)
SERVICES = ("social_care", "health", "education", "police")  # who must take part (HE 14.4.22)


def reason_given(record: Any, given: Given) -> list[Missing]:
    """What changes a review's course is done with a written reason (design section 6)."""
    return required(given, reason="Say why.")


def opening_whole(given: Given) -> list[Missing]:
    """An old case says when it happened and was begun, why it comes here, who is safe, whom it is about (HE-SCR-02, -12, -13).

    Takes: `questions`, key to message of the referral form; `from_on` and `until_on`, the days the pack was in force. A case
    begun after the pack's end is refused: today's law has other reviews.
    """
    missing = required(
        given, safety="Say first how other children at risk were looked to.", why_here="Say why it is opened here.",
        held_in="Say where the older file is.", given_names="Write the child's given names, or “Not known”.",
        happened_on="Enter the day it happened.", begun_on="Enter the day the case was begun.",
        referred_by="Say which named senior manager referred it.", received_by="Say who received it.",
        received_on="Enter the day it was received.",
    )  # fmt: skip
    missing += answers_whole(given)
    missing += passed(given, "birth_on", "happened_on", "begun_on", "received_on")
    return missing + _in_order(given)


def _in_order(given: Given) -> list[Missing]:
    """The event, then the case, and both before the pack ended; the case not before the pack began."""
    happened, begun, received = (given.get(name) for name in ("happened_on", "begun_on", "received_on"))
    first, last = given.get("from_on"), given.get("until_on")
    missing = []
    for name, day in (("happened_on", happened), ("begun_on", begun)):
        if day and last and day > last:
            missing.append(Missing(
                f"Serious case reviews ended on {date_words(last)}. What came later is a serious incident: use that room.",
                f"#id_{name}",
            ))  # fmt: skip
    if begun and first and begun < first:
        missing.append(Missing(f"These arrangements began on {date_words(first)}.", "#id_begun_on"))
    if begun and happened and begun < happened:
        missing.append(Missing("A case cannot be begun before it happened.", "#id_begun_on"))
    if received and happened and received < happened:
        missing.append(Missing("A referral cannot come before it happened.", "#id_received_on"))
    return missing


def answers_whole(given: Given) -> list[Missing]:
    """Every question the pack's form requires is answered. Takes: `questions`, key to the form's own message."""
    asked: Mapping[str, str] = given.get("questions") or {}
    return required(given, **dict(asked))


def person_whole(record: Any, given: Given) -> list[Missing]:
    """A child has a name, or is said to be not known; an adult has a name and who they are (HE-SCR-12)."""
    if given.get("part") == "adult":
        return required(given, given_names="Write the name.", role="Say who they are to the child.")
    missing = required(given, part="Say whether this is a child or an adult.",
                       given_names="Write the given names, or “Not known”.")  # fmt: skip
    return missing + passed(given, "birth_on")


def telling_whole(record: Any, given: Given) -> list[Missing]:
    """When the chair was told is kept: the chair's month runs from then (HE-SCR-14, -24)."""
    missing = required(
        given, chair_told_at="Enter when the chair was told.", told_by="Say who told the chair, and how."
    )
    return (
        missing
        + passed(given, "chair_told_at")
        + not_before(given, "chair_told_at", record.received_on, "it was received")
    )


def not_before(given: Given, name: str, earlier: Any, words: str) -> list[Missing]:
    """A day or moment is not before another that it follows."""
    when = given.get(name)
    if not when or not earlier:
        return []
    first = timezone.localdate(earlier) if isinstance(earlier, datetime.datetime) else earlier
    day = timezone.localdate(when) if isinstance(when, datetime.datetime) else when
    return [Missing(f"This cannot lie before {words}: {date_words(first)}.", f"#id_{name}")] if day < first else []


def notice_whole(record: Any, given: Given) -> list[Missing]:
    """What goes out has whom, when and how: that is the proof of it (HE-NOT-04; HE-SCR-10, -15, -16, -22, -23)."""
    missing = required(
        given, code="Choose what went out.", recipient="Say who has it: the body and the post.",
        sent_at="Enter when it was sent.", how="Say how it was sent.",
    )  # fmt: skip
    return missing + passed(given, "sent_at")


def incident_whole(record: Any, given: Given) -> list[Missing]:
    """The inspectorate's form names each category and whether a review is possible or confirmed (HE-NOT-01, -03, -05).

    Of a worker's conduct no account is kept here: that is for the designated officer, in a file shut to others.
    """
    missing = required(
        given, state="Say whether a review is possible or confirmed.", recipient="Say who has it: the body and the post.",
        sent_at="Enter when it was sent.", how="Say how it was sent.", form_version="Say which issue of the form was used.",
    )  # fmt: skip
    chosen = given.get("categories") or ()
    if not chosen:
        missing.append(Missing("Choose at least one category.", "#id_categories"))
    if given.get("conduct") in chosen and text(given, "text"):
        missing.append(Missing(
            "Of a worker's conduct only the sending is kept here. Tell the designated officer, and leave this empty.", "#id_text",
        ))  # fmt: skip
    return missing + passed(given, "sent_at")


def reply_whole(record: Any, given: Given) -> list[Missing]:
    """A reply is to something sent, with its words and its day (HE-SCR-15, -39)."""
    missing = [] if given.get("notice") else [Missing("Choose what is answered.", "#id_which")]
    missing += required(given, reply="Write what came back.", replied_on="Enter the day.")
    return missing + passed(given, "replied_on")


def list_whole(record: Any, given: Given) -> list[Missing]:
    """Each item of the pack's list is answered. Takes: `items`, field name to what is missing without it."""
    items: Mapping[str, str] = given.get("items") or {}
    missing = required(given, **dict(items))
    if given.get("again") and not text(given, "why_again"):
        missing.append(Missing("Say why it changes. The earlier version is kept.", "#id_why_again"))
    return missing + required(given, signed_by="Say who answers for this: name and post.")


def whys_given(record: Any, given: Given) -> list[Missing]:
    """What is judged to be met or answered with yes has its words: a judgement, never a count (HE-SCR-04, -05)."""
    named: Iterable[str] = given.get("judged") or ()
    found = [one for one in named if given.get(one) in ("met", "yes") and not text(given, f"{one}_why")]
    return [Missing("Say what this rests on.", f"#id_{one}_why") for one in found]


def recommendation_whole(record: Any, given: Given) -> list[Missing]:
    """The panel recommends in writing, after all four services took part (HE-SCR-17, -19, -20)."""
    missing = required(given, outcome="Choose what the panel recommends.", how="Say how the panel deliberated.")
    for code, label in (given.get("services") or {}).items():
        if not text(given, f"by_{code}"):
            missing.append(Missing(f"All four services take part. Say who did for {label.lower()}.", f"#id_by_{code}"))
    if given.get("how") == "meeting" and not given.get("meeting_held"):
        missing.append(Missing("Choose the meeting that was held.", "#id_meeting"))
    return missing + answers_whole(given)


def decision_whole(record: Any, given: Given) -> list[Missing]:
    """The chair, not the panel, decides, with reasons and a signature, within a month (HE-SCR-03, -06, -21).

    Where a child died and maltreatment is known or suspected a review is always held: a decision against it is a departure
    from guidance, which only exceptional local reasons allow. After the month it is said why it is late.
    """
    missing = required(given, decided_at="Enter when the chair decided.") + answers_whole(given)
    if given.get("holds") not in ("yes", "no"):
        missing.append(Missing("Say whether there is a review.", "#id_holds"))
    if given.get("holds") == "no" and given.get("always"):
        missing += required(given, departure=(
            "The panel found that a child died and maltreatment is known or suspected: a review is always held. "
            "Say which exceptional local reasons there are."
        ))  # fmt: skip
    if given.get("late"):
        missing += required(given, late_because="It is later than a month after the chair was told: say why.")
    return (
        missing
        + passed(given, "decided_at")
        + not_before(given, "decided_at", record.chair_told_at, "the chair was told")
    )


def chair_knows(record: Any, given: Given) -> list[Missing]:
    """The chair's month cannot be counted before it is known when the chair was told (HE-SCR-24)."""
    return [] if record.chair_told_at else [Missing("Record first when the chair was told.")]


def no_review_told(record: Any, given: Given) -> list[Missing]:
    """Without a review agencies have a letter; a small review's findings go to the Operational Board (HE-SCR-19, -23)."""
    missing = []
    if not record.notices.filter(code="no_review").exists():
        missing.append(Missing("Record first that the letter went to the agencies."))
    if record.outcome == SMALL and not record.notes.filter(kind="findings").exists():
        missing.append(Missing("Record first that the findings went to the Operational Board."))
    return missing


def ended_elsewhere(record: Any, given: Given) -> list[Missing]:
    """A review that ended before it came here is kept with how and when it ended, and where its report is."""
    missing = required(
        given,
        reason="Say how it ended.",
        ended_on="Enter the day it ended.",
        report_in="Say where its report and plan are.",
    )
    return missing + passed(given, "ended_on") + not_before(given, "ended_on", record.begun_on, "the case was begun")
