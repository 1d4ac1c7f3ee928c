"""The rules of judging the criteria and deciding what follows. Nothing here works a decision out (WT-RR-05)."""

from typing import Any

from sharedduty.foundations.process.api import Given, Missing, required, text

ANSWERS = ("met", "not_met", "not_known")
YES_NO = ("yes", "no", "not_known")
CRITERIA = {  # which partners must consider (WT2018 ch4 ¶18)
    "improvements": "The case shows, or may show, what must be better to keep children safe, also where it was known before.",
    "recurrent": "The case shows, or may show, a theme that comes back.",
    "together": "The case raises, or may raise, how two or more bodies work together.",
    "panel": "The Panel has said that a local review may be more fitting.",
}
CIRCUMSTANCES = {  # which partners should have regard to (WT2018 ch4 ¶18)
    "single_agency": "There is cause for concern about one agency alone.",
    "no_agency": "No agency was involved, and that causes concern.",
    "several_areas": "More than one council, police force or health board has a part.",
    "institution": "It happened in an institution.",
}
SETTINGS = {  # kinds of institution (WT-RR-09)
    "childrens_home": "Children's home", "custody": "Custody, police custody too",
    "young_offender": "Young offender institution", "secure_training": "Secure training centre",
    "detained": "Detained under the Mental Health Act or the Mental Capacity Act", "other": "Another institution",
}  # fmt: skip
FLAGS = {  # what the Panel has regard to, so that the report can say it (WT-PAN-03)
    "not_at_school": "A child is educated otherwise than at school.",
    "known": "A child is or was lately in care, or on a protection plan.",
    "range": "The case shows a range of kinds of abuse.",
    "national_institution": "It happened in an institution, and that may matter for the whole country.",
}
NONE, LOCAL, NATIONAL = "none", "local_review", "national_review"


def criteria_whole(record: Any, given: Given) -> list[Missing]:
    """Each criterion is met, not met or not known yet, with reasons; each circumstance is answered (WT-RR-07, WT-RR-08)."""
    missing = []
    for code, words in CRITERIA.items():
        if given.get(code) not in ANSWERS:
            missing.append(Missing(f"Judge this: {words}", f"#id_{code}"))
        if not text(given, f"{code}_why"):
            missing.append(Missing(f"Give the reasons: {words}", f"#id_{code}_why"))
    missing += [
        Missing(f"Answer this: {words}", f"#id_{code}")
        for code, words in (CIRCUMSTANCES | FLAGS).items()
        if given.get(code) not in YES_NO
    ]
    if given.get("institution") == "yes" and not given.get("settings"):
        missing.append(Missing("Say what kind of institution.", "#id_settings"))
    return missing + required(given, judged_by="Say who judged: name and post.")


def decision_whole(record: Any, given: Given) -> list[Missing]:
    """A decision names at least one course, its reasons and who decided, as it is made (GL-RR-07, GL-RR-09; WT-RR-06)."""
    chosen, known = list(given.get("chosen") or ()), given.get("known", ())
    missing = []
    if not chosen or set(chosen) - set(known):
        missing.append(Missing("Choose at least one of the list.", "#id_chosen"))
    if NONE in chosen and len(chosen) > 1:
        missing.append(Missing("“No further review” stands alone. Take it away, or the others.", "#id_chosen"))
    if LOCAL in chosen:
        missing += required(given, focus="Say what a local review would look at, and why.")
    return missing + required(given, reasons="Give the reasons.", decided_by="Say who decided: name and post.")


def actions_looked_to(record: Any, given: Given) -> list[Missing]:
    """What must be done at once is on record with the decision, or why nothing must be (GL-RR-09)."""
    if record.safety_actions.exists() or text(given, "no_actions_because"):
        return []
    return [Missing("Record what is done at once, or say why nothing must be.", "#id_no_actions_because")]
