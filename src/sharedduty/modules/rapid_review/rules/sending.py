"""The rules of telling, sending, the Panel's reply, disagreement, and closing."""

from typing import Any

from django.utils import timezone

from sharedduty.foundations.process.api import Given, Missing, passed, required, text

OF_LOCAL = ("panel", "ofsted", "department")  # who is told of a local review, with the reviewer's name (WT-RR-13)


def telling_whole(record: Any, given: Given) -> list[Missing]:
    """Being told has who, when, how and by whom; of a local review the reviewer's name too (GL-RR-12; WT-RR-13)."""
    missing = required(
        given, told="Say who was told.", recipient="Name them.", told_at="Enter when.", told_by="Say who told them.",
        how="Say how: email, letter, in person.",
    )  # fmt: skip
    if given.get("told") in OF_LOCAL and given.get("local") and not text(given, "reviewer"):
        missing.append(Missing("Name the reviewer of the local review.", "#id_reviewer"))
    return missing + passed(given, "told_at") + _after(given, "told_at", given.get("decided_at"), "it was decided")


def sending_whole(record: Any, given: Given) -> list[Missing]:
    """The review is sent at a time, in a way, with its copies; after the limit with the reason (GL-RR-13; WT-RR-11)."""
    missing = required(
        given, sent_at="Enter when it was sent.", how="Say how it was sent.",
        copied_to="Say who has a copy: the chair of the review and the chair of the partnership.",
    )  # fmt: skip
    missing += passed(given, "sent_at") + _after(given, "sent_at", given.get("decided_at"), "it was decided")
    if given.get("late") and not text(given, "late_because"):
        missing.append(Missing("It was sent after the limit: say why.", "#id_late_because"))
    return missing


def reply_whole(record: Any, given: Given) -> list[Missing]:
    """A reply of the Panel has its view, its words and when it came; what it asks has a day (WT-PAN-01, WT-PAN-04)."""
    missing = required(
        given, view="Say what the Panel thinks.", text="Write what it says.", received_at="Enter when it came.",
    )  # fmt: skip
    missing += passed(given, "received_at") + _after(given, "received_at", record.completed_at, "the review was sent")
    came, by_day = given.get("received_at"), given.get("answer_by_on")
    if came and by_day and by_day < timezone.localdate(came):
        missing.append(Missing("The day to answer by cannot lie before the reply.", "#id_answer_by_on"))
    return missing


def answer_whole(record: Any, given: Given) -> list[Missing]:
    """What the Panel asks is answered: the law obliges the partners to (WT-RR-14)."""
    missing = [] if given.get("waiting") else [Missing("The Panel waits for nothing.")]
    missing += required(given, text="Write the answer.", sent_at="Enter when it was sent.", how="Say how it was sent.")
    return missing + passed(given, "sent_at")


def news_whole(record: Any, given: Given) -> list[Missing]:
    """New information goes to the Panel with what it changes (WT-RR-12)."""
    missing = required(
        given, text="Write what is new, and what it changes.", sent_at="Enter when it was sent.", how="Say how it was sent.",
    )  # fmt: skip
    return missing + passed(given, "sent_at") + _after(given, "sent_at", record.completed_at, "the review was sent")


def disagreement_whole(record: Any, given: Given) -> list[Missing]:
    """A disagreement is in writing: which agency, why, and when it came (GL-RR-15)."""
    missing = required(
        given, agency="Say which agency disagrees.", text="Write why.", received_at="Enter when it came.",
    )  # fmt: skip
    return (
        missing + passed(given, "received_at") + _after(given, "received_at", given.get("decided_at"), "it was decided")
    )


def disagreement_answered(record: Any, given: Given) -> list[Missing]:
    """A disagreement is answered with reasons by the independent chair; after five working days with why (GL-RR-15)."""
    missing = [] if given.get("waiting") else [Missing("Choose a disagreement that waits.", "#id_which")]
    missing += required(
        given, answer="Write the answer and its reasons.", answered_by="Say who answers: name and post."
    )
    if given.get("late") and not text(given, "late_because"):
        missing.append(Missing("It is answered after the limit: say why.", "#id_late_because"))
    return missing


def _after(given: Given, name: str, earlier: Any, words: str) -> list[Missing]:
    when = given.get(name)
    if when and earlier and when < earlier.replace(second=0, microsecond=0):
        return [Missing(f"This cannot lie before {words}.", f"#id_{name}")]
    return []
