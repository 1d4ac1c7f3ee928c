"""The rules of clearance, of names, of publication, and of the end (GL-DH-55 to -59; GL-CN-11)."""

import datetime
from typing import Any

from django.utils import timezone

from sharedduty.foundations.design.dates import date_words
from sharedduty.foundations.process.api import Given, Missing, passed, required, text

PUBLISH = "publish"


def clearance_whole(record: Any, given: Given) -> list[Missing]:
    """The Home Office panel's answer is kept word for word; changes are told to the review panel (GL-DH-55)."""
    missing = required(
        given, outcome="Say what they answered.", letter="Write the letter as it came.", answered_on="Enter the day.",
    )  # fmt: skip
    if text(given, "outcome") not in ("", PUBLISH):
        missing += required(given, panel_told="Say how the panel was told, or met again.")
    answered = given.get("answered_on")
    if answered and record.signed_at and answered < timezone.localdate(record.signed_at):
        missing.append(Missing("They cannot answer before it was sent.", "#id_answered_on"))
    return missing + passed(given, "answered_on")


def fit_to_publish(record: Any, given: Given) -> list[Missing]:
    """Only the answer “fit to publish” clears a review."""
    return (
        []
        if given.get("outcome") == PUBLISH
        else [Missing("This answer asks for changes. Choose the other step.", "#id_outcome")]
    )


def changes_asked(record: Any, given: Given) -> list[Missing]:
    """A review goes back for changes only where changes were asked."""
    return (
        [Missing("This answer clears it. Choose the other step.", "#id_outcome")]
        if given.get("outcome") == PUBLISH
        else []
    )


def word_whole(record: Any, given: Given) -> list[Missing]:
    """A protected word is two signs or more, with why."""
    missing = required(given, word="Write the word, name, place or date.", why="Say why it is protected.")
    if len(text(given, "word")) == 1:
        missing.append(Missing("One sign alone would be found everywhere. Write at least two.", "#id_word"))
    return missing


def justification_whole(record: Any, given: Given) -> list[Missing]:
    """A place is let stand by a person, with reasons; a name of the victim, the perpetrator or a child never is."""
    missing = [] if given.get("hit") else [Missing("Choose a place that can be let stand.", "#id_which")]
    return missing + required(
        given, because="Say why it tells nobody who it is.", justified_by="Say who decides: name and post."
    )


def plan_whole(record: Any, given: Given) -> list[Missing]:
    """A day is agreed with the family that is none of theirs; the media and the agencies are looked to (GL-DH-57, -33)."""
    missing = required(
        given, planned_on="Enter the day.", avoided="Write which days mean something to the family, or that they named none.",
        family_agreed="Say who of the family agreed to it, or why nobody was asked.",
        media="Say who speaks and what the press release says.",
        agencies_have="Say that each agency has report and plan.", decided_by="Say who decided: name and post.",
    )  # fmt: skip
    planned = given.get("planned_on")
    if planned and planned < timezone.localdate():
        missing.append(Missing("The day of publication cannot lie in the past.", "#id_planned_on"))
    return missing


def cleared(record: Any, given: Given) -> list[Missing]:
    """Nothing is public before the Home Office has cleared it (GL-DH-56)."""
    return [] if record.cleared_at else [Missing("It is not cleared. Nothing is published before.")]


def day_come(record: Any, given: Given) -> list[Missing]:
    """It is published on the day agreed with the family, or later, once they have report and letter (GL-DH-57).

    Takes: `planned_on`, the day agreed.
    """
    planned: datetime.date | None = given.get("planned_on")
    missing = []
    if planned is None:
        missing.append(Missing("Agree the day of publication first."))
    elif timezone.localdate() < planned:
        missing.append(
            Missing(f"It was agreed to publish on {date_words(planned)}. To publish earlier, agree it anew.")
        )
    invited = record.family.filter(invited_on__isnull=False, side="victim").exists()
    if invited and not record.log.filter(log="family", kind="report").exists() and not text(given, "family_without"):
        missing.append(Missing("Record first that the family has the report and the letter, or say why not.",
                               "#id_family_without"))  # fmt: skip
    return missing


def names_clean(record: Any, given: Given) -> list[Missing]:
    """Nothing is published while a protected name, address or date stands unmended (GL-DH-53).

    Takes: `open_hits`, `unseen`, and `names_page`, where they are mended.
    """
    found, missing = given.get("open_hits", ()), []
    if found:
        words = "1 place shows" if len(found) == 1 else f"{len(found)} places show"
        missing.append(Missing(f"{words} a protected word. Mend each, or let it stand with a reason where that is allowed.",
                               given.get("names_page", "")))  # fmt: skip
    if given.get("unseen") and not text(given, "compared_by"):
        missing.append(Missing("Say who compared the text with the records you cannot open.", "#id_compared_by"))
    return missing


def audit_whole(record: Any, given: Given) -> list[Missing]:
    """An audit of the plan says what was looked at, what was found, and whether it is carried out in full (GL-DH-59)."""
    missing = required(
        given, audited_on="Enter the day.", audited_by="Say who: name and post.", looked_at="Say what was looked at.",
        audit_found="Write what was found.", carried_out="Say whether the plan is carried out in full.",
    )  # fmt: skip
    return missing + passed(given, "audited_on")


def plan_over(record: Any, given: Given) -> list[Missing]:
    """A review ends only when every recommendation has ended in the register and the plan is audited as carried out (GL-DH-59).

    Takes: `in_register`, how many there are; `still_open`, how many of them have not ended; `home_office_linked`.
    """
    missing = []
    count = record.recommendations.count()
    if given.get("in_register", 0) < count:
        missing.append(Missing("The recommendations are not in the register yet. Take the action plan up there first."))
    if still := given.get("still_open"):
        missing.append(
            Missing("One recommendation is still open." if still == 1 else f"{still} recommendations are still open.")
        )
    last = record.audits.order_by("audited_on", "pk").last()
    if last is None or not last.carried_out:
        missing.append(Missing("The plan is not audited as carried out in full."))
    if record.form == "dhr" and not record.log.filter(log="home_office", kind="link").exists():
        missing.append(Missing("Record first that the Home Office has the link to the report."))
    return missing
