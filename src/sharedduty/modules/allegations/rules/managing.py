"""The rules of managing an allegation: strands, suspension, telling, progress, outcome and the duties that follow."""

from typing import Any

from sharedduty.foundations.process.api import Given, Missing, passed, required, text


def strand_whole(record: Any, given: Given) -> list[Missing]:
    """A strand says whether it is open, how it stands, who leads it; an open one when it is looked at next (GL-AL-08)."""
    missing = required(
        given, kind="Choose the strand.", opened="Say whether it is open.", stands="Write how it stands.",
        lead="Say who leads it: post and organisation.",
    )  # fmt: skip
    if given.get("opened") == "open" and not given.get("next_on"):
        missing.append(Missing("Enter when you look at it next.", "#id_next_on"))
    return missing


def suspension_whole(record: Any, given: Given) -> list[Missing]:
    """Suspension is never without other ways weighed; the employer decides, with reasons (WT2018 ch2 ¶7)."""
    return required(
        given, alternatives_why="Write which other ways were weighed, and what speaks for and against them.",
        officer_view="Write the designated officer's view.", decided="Say what the employer decided.",
        reasons="Give the employer's reasons.", decided_by="Say who decided: name and post.",
        support="Say who supports the person.",
    )  # fmt: skip


def telling_whole(record: Any, given: Given) -> list[Missing]:
    """Being told has who, what, when, how, by whom; holding it back has the reason."""
    missing = required(
        given, told="Say whom it concerns.", recipient="Name them.", what="Write what they were told, or why it is held back.",
    )  # fmt: skip
    if not given.get("held_back"):
        missing += required(
            given, told_at="Enter when.", told_by="Say who told them.", how="Say how: letter, in person.",
        )  # fmt: skip
    return missing + passed(given, "told_at")


def contact_whole(record: Any, given: Given) -> list[Missing]:
    """A word exchanged says when, with whom and what (GL-AL-14)."""
    missing = required(given, spoke_at="Enter when.", spoke_with="Say with whom.", text="Write what was said.")
    return missing + passed(given, "spoke_at")


def review_whole(record: Any, given: Given) -> list[Missing]:
    """Pace, fairness and thoroughness are looked at, and when it is looked at next is set (GL-AL-11; WT-LADO-08)."""
    return required(
        given, pace="Write whether it goes as fast as it can.", fairness="Write whether it is fair.",
        thoroughness="Write whether it is thorough.", next_on="Enter when you look at it next.",
    )  # fmt: skip


def outcome_whole(record: Any, given: Given) -> list[Missing]:
    """An outcome is one word of the list, with reasons and who decided."""
    return required(given, outcome="Choose the outcome.", reasons="Give the reasons.",
                    decided_by="Say who decided: name and post.")  # fmt: skip


def duty_whole(record: Any, given: Given) -> list[Missing]:
    """A duty to refer on: to whom, whose duty it is, when they were removed or would have been, why (WT-LADO-12)."""
    missing = required(
        given, kind="Choose to whom.", body="Name the body.", owed_by="Say whose duty it is.",
        removed_on="Enter when they were removed, or would have been.", because="Say why they were removed.",
    )  # fmt: skip
    return missing + passed(given, "removed_on")


def settling_whole(record: Any, given: Given) -> list[Missing]:
    """A duty was done on a day, or the organisation says why not: without good reason that is an offence (WT-LADO-13)."""
    duty = given.get("duty")
    missing = [] if duty else [Missing("Choose the duty.", "#id_which")]
    if not given.get("referred_on") and not text(given, "good_reason"):
        missing.append(Missing("Enter when it was made, or why it was not.", "#id_referred_on"))
    if duty and given.get("referred_on") and given["referred_on"] < duty.removed_on:
        missing.append(Missing("This lies before they were removed. Check both days.", "#id_referred_on"))
    return missing + passed(given, "referred_on")


def policy_whole(given: Given) -> list[Missing]:
    """Of a policy that was seen it is said where it is, whom it gives the person for support, and its time (WT-LADO-09)."""
    if given.get("policy") not in ("timescales", "without"):
        return []
    asked = {
        "policy_support": "Say who supports and advises the person, or that it does not say.",
        "policy_where": "Say where the policy is found, and of which day it is.",
    }
    if given.get("policy") == "timescales":
        asked = {"policy_time": "Say how long an enquiry takes, by the policy.", **asked}
    return required(given, **asked)
