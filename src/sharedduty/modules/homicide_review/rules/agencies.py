"""The rules of panel members, and of an agency's own report (GL-DH-36 to -39, -45 to -49; HE-IMR-01 to -13)."""

import re
from difflib import SequenceMatcher
from typing import Any

from sharedduty.foundations.plain.words import as_said, same_person
from sharedduty.foundations.process.api import Given, Missing, passed, required, text
from sharedduty.modules.homicide_review.rules.setting_up import failed

ALIKE = 0.6  # share of the analysis that may stand word for word in the account before it only says it again


def member_whole(given: Given) -> list[Missing]:
    """A member sits for a body; a local politician only for their employer, as partnership and chair agreed (GL-DH-36, -38).

    Takes: `unknown`, whether an address names nobody here; `there`, whether they sit already.
    """
    missing = required(given, panel="Say which panel.", seat="Say for which body they sit.")
    if given.get("unknown"):
        missing.append(
            Missing("Nobody here signs in with this address. Leave it empty and write the name.", "#id_email")
        )
    elif given.get("there"):
        missing.append(Missing("They sit on this panel already.", "#id_email"))
    else:
        missing += required(given, name="Write the name.", body="Write post and organisation.")
    if given.get("politician") == "yes" and not text(given, "fitness"):
        missing.append(Missing("A local politician does not sit. If they also work for an agency, say that they sit for it "
                               "alone, and how partnership and chair agreed.", "#id_fitness"))  # fmt: skip
    return missing + required(given, politician="Say whether they hold a local political office.")


def declaration_whole(given: Given) -> list[Missing]:
    """A member answers each point for themselves; whoever is in the line of staff in the case cannot sit (GL-DH-39).

    Takes: `points`, code to words; `by_hand`, whether somebody else records it from paper.
    """
    points = given.get("points") or {}
    missing = [
        Missing("Answer yes or no.", f"#id_point_{code}")
        for code in points
        if given.get(f"point_{code}") not in ("yes", "no")
    ]
    missing += [
        Missing(
            "Who cannot say yes to this cannot sit on the panel. The agency names somebody else.", f"#id_point_{code}"
        )
        for code in failed(given, points, "point_")
    ]
    missing += required(given, tied="Say whether there is any tie to the case or its people.")
    if given.get("tied") == "yes":
        missing += required(given, conflict="Say which tie.")
    if given.get("by_hand"):
        missing += required(given, on_paper="Say where the signed paper is kept.")
    return missing


def panel_lacks(sits: list[str], bodies: list[tuple[str, str]], involved: list[str]) -> list[str]:
    """What a review panel lacks, in words.

    Takes: the seats that are taken; the bodies of the area's pack with what is asked of each; the agencies that said they were
    involved. Gives: a sentence for each thing that is missing.
    """
    there = {as_said(one) for one in sits}
    some = [name for name, asks in bodies if asks.startswith("some or all")]
    lacks = []
    if some and not any(as_said(name) in there for name in some):
        lacks.append("None of the bodies that the Act names sits on the panel.")
    lacks += [
        f"The specialist service does not sit on the panel: {name}."
        for name, asks in bodies
        if asks == "mandatory specialist" and as_said(name) not in there
    ]
    lacks += [
        f"An agency that was involved does not sit on the panel: {one}."
        for one in involved
        if as_said(one) not in there
    ]
    return lacks


def reason_given(record: Any, given: Given) -> list[Missing]:
    """What changes a report's course is done with a written reason."""
    return required(given, reason="Say why.")


def commission_whole(given: Given) -> list[Missing]:
    """An agency's report is commissioned through a senior manager, with what it looks at and by when (GL-DH-46, -47)."""
    missing = required(
        given, agency="Say which agency.", asked="Write what it is to look at: from the terms of reference.",
        due_on="Enter by which day.",
    )  # fmt: skip
    if given.get("unknown"):
        missing.append(
            Missing("Nobody here signs in with this address. Leave it empty and write name and post.", "#id_email")
        )
    elif not text(given, "manager_words"):
        missing.append(
            Missing("Name the senior manager: name and post, or the address they sign in with.", "#id_manager_words")
        )
    return missing


def author_whole(record: Any, given: Given) -> list[Missing]:
    """The author had no part in the case and managed nobody in it, and says what that rests on (GL-DH-47; HE-IMR-01).

    Takes: `unknown`; `no_part`, `no_line`: yes or no.
    """
    missing = []
    if given.get("unknown"):
        missing.append(
            Missing("Nobody of this agency signs in with this address. Leave it empty and write the name.", "#id_email")
        )
    elif not text(given, "author_words"):
        missing.append(Missing("Name the author: name and post, or the address they sign in with.", "#id_author_words"))
    missing += required(
        given, no_part="Say whether they had any direct part.", no_line="Say whether they managed anybody in the case.",
        independent_because="Write what this rests on.",
    )  # fmt: skip
    for name, words in (("no_part", "had a direct part in the case"), ("no_line", "managed staff in the case")):
        if given.get(name) == "no":
            missing.append(
                Missing(f"Somebody who {words} does not write the report. Name somebody else.", f"#id_{name}")
            )
    if given.get("author_is_manager"):
        missing.append(Missing("Who endorses the report does not write it. Name somebody else.", "#id_email"))
    return missing


def written_whole(record: Any, given: Given) -> list[Missing]:
    """A report has four parts, and its analysis does not say the chronology again (HE-IMR-02, -03, -10)."""
    missing = required(
        given, account="Write what the agency did, in order, or where its chronology lies.",
        analysis="Write why it came about, and not only what.", learning="Write what is to be learned.",
        good_practice="Write which good practice was found, or that none was.",
        recommended="Write what is recommended: action, who, by when, to what end, how it is looked at again; or nothing.",
    )  # fmt: skip
    if repeats(text(given, "account"), text(given, "analysis")):
        missing.append(
            Missing(
                "Most of this stands in the chronology word for word. Say why it came about instead.", "#id_analysis"
            )
        )
    return missing


def repeats(account: str, analysis: str) -> bool:
    """Whether an analysis mostly says the account again: long runs of the same words make up more of it than `ALIKE`."""
    first, second = (re.findall(r"\w+", one.casefold()) for one in (account, analysis))
    if len(second) < 12:
        return bool(second) and " ".join(second) in " ".join(first)
    blocks = SequenceMatcher(None, first, second, autojunk=False).get_matching_blocks()
    return sum(one.size for one in blocks if one.size >= 5) / len(second) > ALIKE


def interview_whole(record: Any, given: Given) -> list[Missing]:
    """An interview is written down, shared with who was interviewed, and kept for disclosure (GL-DH-48; HE-IMR-04)."""
    missing = required(
        given, who="Say who: post and initials.", interviewed_on="Enter the day.", text="Write the record.",
        shared_on="Enter when it was shared with them.", kept_at="Say where it is kept.",
    )  # fmt: skip
    first, then = given.get("interviewed_on"), given.get("shared_on")
    if first and then and then < first:
        missing.append(Missing("It cannot be shared before the interview.", "#id_shared_on"))
    return missing + passed(given, "interviewed_on", "shared_on")


def feedback_whole(record: Any, given: Given) -> list[Missing]:
    """Staff hear what was found and put errors right; discipline runs apart from the review (GL-DH-49; HE-IMR-05, -07)."""
    missing = required(
        given, who="Say who heard: post and initials.", given_on="Enter the day.",
        corrected="Write what they put right, or that there was nothing.",
        apart="Say that discipline, if there is any, runs apart. Write nothing of it.",
    )  # fmt: skip
    return missing + passed(given, "given_on")


def feedback_given(record: Any, given: Given) -> list[Missing]:
    """Staff hear before the report goes out; where nobody was involved it is said (HE-IMR-05)."""
    if record.feedback.exists() or text(given, "nobody_because"):
        return []
    return [
        Missing("Record first that the staff concerned heard it, or say why there is nobody.", "#id_nobody_because")
    ]


def endorsed_whole(record: Any, given: Given) -> list[Missing]:
    """The senior manager, who is not the author, endorses the report and owns what it recommends (GL-DH-47; HE-IMR-08).

    Takes: `own`, whether whoever endorses wrote it.
    """
    missing = required(
        given, endorsed_by="Say who endorses: name and post.", owns="Say how you answer for what it recommends.",
    )  # fmt: skip
    if not record.analysis:
        missing.append(Missing("There is no report to endorse yet."))
    if given.get("own") or same_person(text(given, "endorsed_by"), record.author_words):
        missing.append(Missing("Who wrote the report does not endorse it.", "#id_endorsed_by"))
    return missing


def nil_whole(record: Any, given: Given) -> list[Missing]:
    """An agency with nothing to report says so in writing, and who says it (HE-IMR-13)."""
    return required(given, nil_because="Say why there is nothing.", endorsed_by="Say who says so: name and post.")


def presented_whole(record: Any, given: Given) -> list[Missing]:
    """A report is presented to the panel, and what it made of it is kept (GL-DH-43, -45)."""
    missing = required(given, presented_on="Enter the day.", panel_said="Write what the panel made of it.")
    return missing + passed(given, "presented_on")
