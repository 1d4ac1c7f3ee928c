"""The rules of chair, administrator, family, terms, money, logs, complaints and delay (GL-DH-18 to -44)."""

from typing import Any

from sharedduty.foundations.process.api import Given, Missing, passed, required, text


def tests_answered(given: Given, codes: Any, prefix: str) -> list[Missing]:
    """Each question of a list is answered yes or no, with what the answer rests on, at its own field."""
    missing = []
    for code in codes:
        if given.get(f"{prefix}{code}") not in ("yes", "no"):
            missing.append(Missing("Answer yes or no.", f"#id_{prefix}{code}"))
        if not text(given, f"{prefix}{code}_why"):
            missing.append(Missing("Write what the answer rests on.", f"#id_{prefix}{code}_why"))
    return missing


def failed(given: Given, codes: Any, prefix: str) -> list[str]:
    """The codes that were answered no."""
    return [code for code in codes if given.get(f"{prefix}{code}") == "no"]


def chair_whole(record: Any, given: Given) -> list[Missing]:
    """Each of the tests is answered with reasons; for a domestic homicide review all of them are met (GL-DH-19 to -23).

    Takes: `tests`, code to words. Where a learning review has a chair from here, a test not met is no bar (GL-DH text L1754).
    """
    tests = given.get("tests") or {}
    missing = required(
        given, part="Say what they are appointed as.", name="Write the name.", body="Write where they work."
    )
    missing += tests_answered(given, tests, "test_")
    if record.form == "dhr":
        missing += [
            Missing("The guidance asks for this. Somebody who does not meet it is not appointed.", f"#id_test_{code}")
            for code in failed(given, tests, "test_")
        ]
    missing += required(
        given, register="Say whether they are on the register, and what the references say.",
        chosen_by="Name the posts that chose.", contract="Say who issued the contract.", appointed_on="Enter the day.",
    )  # fmt: skip
    return missing + passed(given, "appointed_on")


def chair_ends(record: Any, given: Given) -> list[Missing]:
    """A chair who stops does so on a day, with why."""
    missing = [] if given.get("chair") else [Missing("Choose who stops.", "#id_which")]
    missing += required(given, ended_on="Enter the day.", ended_because="Say why.")
    return missing + passed(given, "ended_on")


def administrator_whole(record: Any, given: Given) -> list[Missing]:
    """An administrator is named, supervised, and has the twelve duties (GL-DH-28)."""
    missing = required(
        given, name="Write name and post.", supplied_by="Say who supplies them.", supervised_by="Say who supervises them.",
        since_on="Enter the day.",
    )  # fmt: skip
    if set(given.get("all_duties") or ()) - set(given.get("duties") or ()):
        missing.append(
            Missing("All twelve duties are somebody's. Tick each, or name who has the others first.", "#id_duties")
        )
    return missing + passed(given, "since_on")


def family_whole(record: Any, given: Given) -> list[Missing]:
    """Family are invited with all that the letter must say and an advocate offered; or it is said why not (GL-DH-24 to -27)."""
    missing = required(given, side="Say whose family.", name="Write the name.", tie="Say who they are.")
    if text(given, "not_invited_because"):
        return missing
    missing += required(
        given, invited_on="Enter the day of the letter, or say below why they are not invited.",
        delivered="Say who gave them the letter.",
        advocate="Say which specialist advocate was offered and what they answered.",
    )  # fmt: skip
    if set(given.get("all_items") or ()) - set(given.get("letter") or ()):
        missing.append(
            Missing("The letter leaves something out that it must say. Mend the letter, then tick it.", "#id_letter")
        )
    if given.get("side") == "victim" and not record.log.filter(log="family", kind="advice").exists():
        missing.append(Missing("Take advice first from the investigator or the family liaison officer, and record it."))
    return missing + passed(given, "invited_on")


def wishes_whole(record: Any, given: Given) -> list[Missing]:
    """How and how often somebody of the family wants to hear, and who stands by them, is asked and kept (GL-DH-25, -26)."""
    missing = [] if given.get("member") else [Missing("Choose of whom.", "#id_which")]
    missing += required(
        given, contact="Say how they want to be reached.", advocate="Say which advocate, or that they want none."
    )
    days = given.get("every_days")
    if not isinstance(days, int) or not 1 <= days <= 365:
        missing.append(
            Missing("Say after how many days at most they want to hear: a number from 1 to 365.", "#id_every_days")
        )
    return missing


def entry_whole(record: Any, given: Given) -> list[Missing]:
    """A line of a log says what, in words, by whom and when."""
    missing = required(
        given, kind="Say what happened.", words="Write it down.", by_whom="Say who: name and post.", happened_at="Enter when.",
    )  # fmt: skip
    if given.get("late") and not text(given, "late_because"):
        missing.append(Missing("This is after its time limit: say why.", "#id_late_because"))
    return missing + passed(given, "happened_at")


def family_entry_whole(record: Any, given: Given) -> list[Missing]:
    """The family is told only after advice; a draft is read in time, and what they say is considered (GL-DH-24, -44)."""
    missing = entry_whole(record, given)
    family = record.log.filter(log="family")
    kind = text(given, "kind")
    if kind in ("told", "letter") and not family.filter(kind="advice").exists():
        missing.append(Missing("Advice comes first: from the investigator or the family liaison officer.", "#id_kind"))
    if kind == "draft" and not record.reports.exists():
        missing.append(Missing("There is no draft to give them yet.", "#id_kind"))
    if kind == "comments" and not family.filter(kind="draft").exists():
        missing.append(Missing("Record first that they were given the draft.", "#id_kind"))
    if kind == "considered" and not family.filter(kind="comments").exists():
        missing.append(Missing("Record first what they said of the draft.", "#id_kind"))
    return missing


def terms_whole(record: Any, given: Given) -> list[Missing]:
    """Terms answer every topic, or say why it has no place; a holding statement and data protection stand in them (GL-DH-40).

    Takes: `all_topics`, their numbers; `topic_N`, what is asked about each.
    """
    missing = required(
        given, scope_words="Say what the review covers.", period_from_on="Enter the first day looked at.",
        period_to_on="Enter the last day looked at.",
    )  # fmt: skip
    for number in given.get("all_topics") or ():
        if not text(given, f"topic_{number}"):
            missing.append(Missing("Write what is asked, or why it has no place here.", f"#id_topic_{number}"))
    missing += required(
        given, holding_statement="Write what is said to the media meanwhile.",
        data_protection="Write how data protection is kept.", panel_met_on="Enter the day of the panel's first meeting.",
        agreed_by="Name the chair.",
    )  # fmt: skip
    first, last = given.get("period_from_on"), given.get("period_to_on")
    if first and last and last < first:
        missing.append(Missing("The last day cannot lie before the first.", "#id_period_to_on"))
    if record.terms.exists() and not text(given, "why_again"):
        missing.append(Missing("Say why the terms change. The earlier ones are kept.", "#id_why_again"))
    return missing + passed(given, "period_from_on", "period_to_on", "panel_met_on")


def cost_whole(record: Any, given: Given) -> list[Missing]:
    """A cost has its sum; over the limit it says why; a joint review is shared as agreed with the other board (GL-DH-29 to -32).

    Takes: `over`, whether it is over the limit; `by_agreement`, whether its shares are agreed and not worked out.
    """
    missing = required(given, item="Say what is paid for.")
    if not given.get("pence"):
        missing.append(Missing("Enter the sum in pounds.", "#id_pounds"))
    if given.get("over") and not text(given, "over_because"):
        missing.append(Missing("This is more than the limit: say why, and who agreed.", "#id_over_because"))
    if given.get("by_agreement"):
        missing += required(given, agreed_by="Say what was agreed with the other board, and by whom.")
    return missing


def complaint_whole(record: Any, given: Given) -> list[Missing]:
    """A complaint says what it is about, and which body answers it: where the text is silent somebody is named (GL-DH-34)."""
    missing = required(
        given, kind="Say what it is about.", who="Say who complains.", text="Write what they say.",
        received_on="Enter the day it came.", answered_by="Name the body that answers it. The text leaves it open.",
    )  # fmt: skip
    return missing + passed(given, "received_on")


def complaint_answered(record: Any, given: Given) -> list[Missing]:
    """A complaint is answered on a day, in words."""
    missing = [] if given.get("complaint") else [Missing("Choose the complaint.", "#id_which")]
    missing += required(given, answer="Write the answer.", answered_on="Enter the day.")
    return missing + passed(given, "answered_on")


def extension_whole(record: Any, given: Given) -> list[Missing]:
    """A longer time is agreed by the partnership with reasons and referred to the Home Office panel (GL-DH-42)."""
    missing = required(
        given, until_on="Enter until when.", reasons="Give the reasons.", agreed_by="Say who agreed: name and post.",
        agreed_on="Enter the day.", referred_on="Enter when it was referred to the Home Office panel.",
    )  # fmt: skip
    until, agreed = given.get("until_on"), given.get("agreed_on")
    if until and agreed and until <= agreed:
        missing.append(Missing("The new day lies after the day it was agreed.", "#id_until_on"))
    return missing + passed(given, "agreed_on", "referred_on")


def panel_fit(record: Any, given: Given) -> list[Missing]:
    """The panel holds one of the bodies the Act names, the specialist service, and every agency involved (GL-DH-36, -37).

    Takes: `lacks`, what it lacks, in words.
    """
    return [Missing(one) for one in given.get("lacks") or ()]
