"""The rules of handling a concern or a complaint: acknowledge, answer, see to a child, keep out whoever has a part in it."""

from typing import Any

from sharedduty.foundations.process.api import Given, Missing, passed, required


def acknowledged_whole(record: Any, given: Given) -> list[Missing]:
    """Whoever sent it reads that it came, what happens and by when; no arrangement of the area gives a number."""
    missing = required(given, text="Write to them: that it came, and what happens now.")
    if record.kind != "concern" and not given.get("promised_on"):
        missing.append(Missing("Enter by when you will answer.", "#id_promised_on"))
    return missing


def message_whole(record: Any, given: Given) -> list[Missing]:
    """A message has words."""
    return required(given, text="Write your message.")


def note_whole(record: Any, given: Given) -> list[Missing]:
    """A note says what was found or done."""
    return required(given, note="Write what was found or done.")


def answer_whole(record: Any, given: Given) -> list[Missing]:
    """An answer is decided by somebody, with reasons kept here and words written for whoever sent it."""
    return required(
        given, outcome="Choose what was found.", reasons="Give the reasons.", decided_by="Say who decided: name and post.",
        text="Write the answer, in words for whoever sent it.",
    )  # fmt: skip


def child_whole(record: Any, given: Given) -> list[Missing]:
    """What is done for a child at risk is decided, with why; handed on, the child has a name or is said to be not known."""
    missing = required(given, welfare="Say what is done for the child.", welfare_why="Write what, and why.")
    if given.get("welfare") == "handed":
        missing += required(given, given_names="Write the child's given names, or “Not known”.")
        if given.get("nobody"):
            missing.append(Missing("This area has no front door team here. Telephone it.", "#id_welfare"))
    return missing + passed(given, "birth_on")


def shut_whole(record: Any, given: Given) -> list[Missing]:
    """Somebody is shut out by the address they sign in with, with why; never oneself."""
    missing = required(given, email="Write the e-mail address they sign in with.", reason="Say why.")
    if given.get("oneself"):
        missing.append(Missing("This would shut you out. Hand it over first.", "#id_email"))
    return missing


def handing_whole(record: Any, given: Given) -> list[Missing]:
    """Somebody else takes it, with why; somebody must be there who has no part in it."""
    missing = required(given, reason="Say why.")
    if not given.get("taker"):
        missing.append(Missing("Nobody else here can take it. Telephone the head of service."))
    return missing


def reason_given(record: Any, given: Given) -> list[Missing]:
    """What is looked at again is, with why."""
    return required(given, reason="Say why.")


def withdrawn_whole(record: Any, given: Given) -> list[Missing]:
    """It ends without an answer because whoever sent it says so, or it never was one: said how."""
    return required(given, reason="Say why it ends without an answer.")
