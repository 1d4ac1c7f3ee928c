"""The rules of notifying and telling: the notice, who else was told, what the Panel wrote."""

from typing import Any

from sharedduty.foundations.process.api import Given, Missing, passed, required, text


def notice_whole(record: Any, given: Given) -> list[Missing]:
    """A notice sent has the national reference and the time; after the limit it has a reason (GL-SN-06, WT-INC-10)."""
    missing = required(
        given, national_reference="Enter the reference that the national system gave.",
        sent_at="Enter when it was sent.",
    )  # fmt: skip
    missing += passed(given, "sent_at")
    sent = given.get("sent_at")
    if sent and sent < record.aware_at:
        missing.append(Missing("It cannot have been sent before the council became aware.", "#id_sent_at"))
    if given.get("late") and not text(given, "late_because"):
        missing.append(Missing("It was sent after the limit: say why.", "#id_late_because"))
    return missing


def sheet_written(record: Any, given: Given) -> list[Missing]:
    """Every question the notice must answer is answered on the sheet, for each child too (GL-SN-08, WT-INC-10)."""
    return [Missing(f"{words}.", href) for words, href in given.get("unwritten", ())]


def telling_whole(record: Any, given: Given) -> list[Missing]:
    """Being told has who, when, how and by whom; after its limit a reason (GL-SN-09, WT-INC-06, WT-INC-07)."""
    missing = required(
        given, told="Say who was told.", recipient="Name them.", told_at="Enter when.", told_by="Say who told them.",
        how="Say how: the national system, email, telephone.",
    )  # fmt: skip
    missing += passed(given, "told_at")
    if given.get("late") and not text(given, "late_because"):
        missing.append(Missing("They were told after the limit: say why.", "#id_late_because"))
    return missing


def message_whole(record: Any, given: Given) -> list[Missing]:
    """A message of the Panel has its time, what it says, and the day by which it wants an answer (GL-SN-10)."""
    missing = required(
        given, received_at="Enter when it came.", text="Write what it says.",
        reply_by_on="Enter the day by which the Panel wants the answer.",
    )  # fmt: skip
    missing += passed(given, "received_at")
    came, sent, reply = given.get("received_at"), record.sent_at, given.get("reply_by_on")
    if came and sent and came < sent:
        missing.append(Missing("The Panel cannot have answered before the notice was sent.", "#id_received_at"))
    if came and reply and reply < came.date():
        missing.append(Missing("The day to answer by cannot lie before the message.", "#id_reply_by_on"))
    return missing
