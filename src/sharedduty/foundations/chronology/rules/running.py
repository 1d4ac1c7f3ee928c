"""What the steps of a chronology and of a discrepancy must hold."""

from typing import Any

from sharedduty.foundations.process.api import Given, Missing, required, text
from sharedduty.foundations.requests.api import question_whole

UNANSWERED = ("found", "notified")  # nobody has been told yet, or nobody has answered: an overview waits for these


def opening_whole(given: Given) -> list[Missing]:
    """A chronology has a period and at least one child, each called otherwise (HE-CHR-01, HE-CHR-07)."""
    missing = required(given, period_from_on="Enter the first day.", period_to_on="Enter the last day.")
    return missing + _period(given) + _children(given)


def _period(given: Given) -> list[Missing]:
    first, last = given.get("period_from_on"), given.get("period_to_on")
    if first and last and last < first:
        return [Missing("The last day lies before the first.", "#id_period_to_on")]
    return []


def _children(given: Given) -> list[Missing]:
    labels = [one["label"].casefold() for one in given.get("children") or ()]
    if not labels:
        return [Missing("Name at least one child by a pseudonym.", "#id_label1")]
    if len(set(labels)) < len(labels):
        return [Missing("Two children are called the same.", "#id_label1")]
    for number, one in enumerate(given["children"], 1):
        if one.get("birth_on") and one.get("died_on") and one["died_on"] < one["birth_on"]:
            return [Missing("The death lies before the birth.", f"#id_died_on{number}")]
    return []


def terms_whole(record: Any, given: Given) -> list[Missing]:
    """The period runs on, and how long is a gap is a number of weeks that a person says (HE-CHR-06)."""
    missing = required(given, period_from_on="Enter the first day.", period_to_on="Enter the last day.")
    weeks = given.get("gap_weeks")
    if weeks is not None and not 1 <= weeks <= 520:
        missing.append(Missing("Say a number of weeks from 1 to 520.", "#id_gap_weeks"))
    return missing + _period(given)


def asking_whole(record: Any, given: Given) -> list[Missing]:
    """Agencies are asked a question for a purpose, and each once (HE-CHR-01)."""
    missing = question_whole(given)
    asked = set(record.parts.values_list("asked_team_id", flat=True))
    again = [one.name for one in given.get("teams") or () if one.pk in asked]
    if again:
        missing.append(Missing(f"Asked before: {', '.join(again)}. Ask them for more instead.", "#id_agencies"))
    return missing


def more_whole(record: Any, given: Given) -> list[Missing]:
    """More is asked of one agency, in a question of its own (HE-CHR-09)."""
    missing = [] if given.get("part") else [Missing("Choose which agency.", "#id_which")]
    return missing + required(
        given, question="Write what they are asked.", purpose="Write why, so that they can weigh what to share."
    )


def reminder_whole(record: Any, given: Given) -> list[Missing]:
    """Whoever is reminded has not answered yet."""
    return [] if given.get("request") else [Missing("Choose an agency that has not answered.", "#id_which")]


def waited_for(record: Any, given: Given) -> list[Missing]:
    """An agency that holds nothing, declines or is asked no more is not waited for, with why (HE-CHR-01)."""
    missing = [] if given.get("part") else [Missing("Choose an agency that has not sent its chronology.", "#id_which")]
    return missing + required(given, because="Say why, as that it holds nothing or declines.")


def grouping_whole(record: Any, given: Given) -> list[Missing]:
    """What is put together is two lines or more of two agencies or more (HE-CHR-07)."""
    lines = given.get("lines") or ()
    if len({one.part for one in lines}) < 2:
        return [Missing("Choose lines of two agencies or more.", "#id_lines")]
    return []


def undoing_whole(record: Any, given: Given) -> list[Missing]:
    """Lines are taken apart with a reason; that they were together stays on record."""
    missing = [] if given.get("grouping") else [Missing("Choose lines that stand together.", "#id_which")]
    return missing + required(given, because="Say why they are not the same event.")


def finding_whole(record: Any, given: Given) -> list[Missing]:
    """What does not fit says why, and which lines it is about, or which agencies (HE-CHR-03)."""
    if given.get("taken"):
        return [Missing("Somebody took this up before you.")]
    missing = [] if given.get("why") else [Missing("Write what does not fit.", "#id_why")]
    if not given.get("parts"):
        missing.append(Missing("Choose at least one line or agency it is about.", "#id_lines"))
    return missing


def dismissal_whole(record: Any, given: Given) -> list[Missing]:
    """What is set aside as no discrepancy says why (HE-CHR-03)."""
    return required(given, outcome="Say why this is no discrepancy.")


def key_whole(record: Any, given: Given) -> list[Missing]:
    """A pseudonym stands for somebody, and for one person only (HE-CHR-08)."""
    missing = required(given, label="Write the pseudonym.", stands_for="Write who it stands for.")
    known = {one.casefold() for one in record.pseudonyms.values_list("label", flat=True)}
    if text(given, "label").casefold() in known:
        missing.append(Missing("This pseudonym stands for somebody already.", "#id_label"))
    return missing


def something_to_share(record: Any, given: Given) -> list[Missing]:
    """The composite is shared with a reason, once an agency has sent its part; again when another has (HE-CHR-02)."""
    missing = required(given, reason="Say why it is shared, and for what.")
    if not record.parts.filter(stage="sent").exists():
        missing.append(Missing("No agency has sent its chronology yet."))
    return missing


def reason_given(record: Any, given: Given) -> list[Missing]:
    """The step says why."""
    return required(given, reason="Say why.")


def notice_whole(record: Any, given: Given) -> list[Missing]:
    """Each agency concerned is told at once what does not fit, and asked (HE-CHR-03)."""
    return required(given, question="Write what the agencies are asked. Each reads this, and its own lines.")


def explanation_whole(record: Any, given: Given) -> list[Missing]:
    """What the agencies say is taken in, in words (HE-CHR-03)."""
    return required(given, explanation="Write what the agencies say.")


def corrected_whole(record: Any, given: Given) -> list[Missing]:
    """A discrepancy ends as corrected once a line it is about was changed or taken out, or a line was added (HE-CHR-03)."""
    missing = required(given, outcome="Say what was corrected.")
    if not given.get("changed"):
        missing.append(
            Missing("No agency has changed or added a line since this was found. Record what they say instead.")
        )
    return missing


def unresolved_whole(record: Any, given: Given) -> list[Missing]:
    """What stays unresolved is recorded as an agreed difference, with what each side holds (HE-CHR-03)."""
    return required(given, outcome="Write what each agency holds, and that it stays so.")
