"""Rules about strategy discussions and section 47 enquiries, each in plain words with its source."""

from typing import Any

from sharedduty.foundations.process.api import Missing
from sharedduty.foundations.requests.api import question_whole
from sharedduty.modules.child_protection.rules.asking import CANNOT_BE_LEFT, FAMILY_TOLD, WORK, Given, text, wanted


def reasons_given(record: Any, given: Given) -> list[Missing]:
    """Every decision about a child is recorded with its reasons (WT-STR-10; WT-S47O-01)."""
    return wanted(given, "reasons", "Write the reasons.")


def meeting_chosen(record: Any, given: Given) -> list[Missing]:
    """A step that rests on a meeting names one that was really held and not taken in before (WT-STR-03)."""
    if given.get("meeting"):
        return []
    return [
        Missing(
            "Choose a meeting that was held. Until one is held and ended, there is nothing to record.", "#id_meeting"
        )
    ]


def meeting_quorate(record: Any, given: Given) -> list[Missing]:
    """Social worker, health and police were really there (WT-STR-03, box L1855)."""
    if given.get("meeting") is None or given.get("quorate"):
        return []
    return [Missing("The meeting was not quorate: it is recorded with its gap, and the gap decided.")]


def meeting_has_gap(record: Any, given: Given) -> list[Missing]:
    """Only a discussion without one of the three is recorded with a gap (flow chart 4)."""
    return [Missing("The meeting was quorate: there is no gap to record.")] if given.get("quorate") else []


def gap_explained(record: Any, given: Given) -> list[Missing]:
    """A further discussion without one of the three stands only as an exception with its reason (WT-STR-03)."""
    if given.get("meeting") is None or given.get("quorate"):
        return []
    return wanted(given, "gap_because", "One of the three was not there. Say why the discussion stands all the same.")


def exception_decided(record: Any, given: Given) -> list[Missing]:
    """A gap in attendance is an exception that somebody named decided to accept, and why (WT-STR-03)."""
    missing = wanted(given, "asked_by", "Write who accepts the exception.")
    return missing + wanted(
        given, "reasons", "Say why it stands without one of the three, and how they are heard instead."
    )


def three_tasks_done(record: Any, given: Given) -> list[Missing]:
    """A discussion shares information, agrees the criminal side and decides whether enquiries must be made (WT-STR-07)."""
    return (
        wanted(given, "cause", "Write the reasonable cause to suspect significant harm.")
        + wanted(given, "information_shared", "Write what information was shared.")
        + wanted(given, "criminal_investigation", "Write what was agreed about a criminal investigation, also if none.")
    )


def risk_weighed(record: Any, given: Given) -> list[Missing]:
    """The discussion considers the child's welfare and safety and the level of risk (WT-STR-10)."""
    return wanted(given, "risk", "Write what was said of the child's safety and the level of risk.")


def family_decided(record: Any, given: Given) -> list[Missing]:
    """What the child and family are told is decided; there are two grounds for not telling, and a note why (WT-STR-10)."""
    told = text(given, "family_told")
    if told not in FAMILY_TOLD:
        return [Missing("Choose what the child and the family are told.", "#id_family_told")]
    return [] if told == "told" else wanted(given, "family_told_note", "Say why they are not told.")


def medical_decided(record: Any, given: Given) -> list[Missing]:
    """Health advises whether a medical is needed, and whether named or designated professionals are called on (WT-STR-11)."""
    return wanted(given, "medical", "Write whether a medical is needed, also if none is.") + wanted(
        given, "designated", "Write whether named or designated health professionals are called on, also if not."
    )


def others_considered(record: Any, given: Given) -> list[Missing]:
    """The school, the referrer, and for a looked-after child the carers' service are there, or it is said why not.

    Source: WT-STR-04, WT-STR-05, box L1847 and L1855-1859.
    """
    if given.get("looked_after") not in ("yes", "no"):
        return [Missing("Say whether the child is looked after.", "#id_looked_after")]
    expected = {"school": "a school or nursery", "referrer": "the referrer"}
    if given["looked_after"] == "yes":
        expected["carers"] = "the child's residential or fostering service"
    facts = given.get("facts")
    lacking = [words for code, words in expected.items() if facts and code not in facts.there]
    if given.get("meeting") is None or not lacking:
        return []
    return wanted(given, "not_there_because", f"Not there: {', '.join(lacking)}. Say why.")


def seniority_said(record: Any, given: Given) -> list[Missing]:
    """Those who take part are senior enough to decide for their body, or it is written that somebody was not (WT-STR-06)."""
    if given.get("may_decide") in ("yes", "no", True, False):
        return []
    return [Missing("Say whether everybody there could decide for their body.", "#id_may_decide")]


def actions_agreed(record: Any, given: Given) -> list[Missing]:
    """Where enquiries start, who does what by when is agreed in the discussion (WT-STR-08)."""
    if given.get("actions"):
        return []
    return [Missing("No action was agreed in this discussion. Agree in the meeting who does what by when.")]


def joint_or_single(record: Any, given: Given) -> list[Missing]:
    """Enquiries are joint with the police, or by social care alone (WT-STR-12)."""
    if given.get("joint") == "yes":
        return wanted(given, "police_lead", "Write who leads the police strand; the social worker leads the other.")
    return [] if given.get("joint") == "no" else [Missing("Choose joint or single agency.", "#id_joint")]


def information_planned(record: Any, given: Given) -> list[Missing]:
    """What has to be found out, and how it is got and recorded, is decided with section 47 enquiries (WT-STR-08)."""
    return wanted(given, "information_needed", "Write what has to be found out, and how it is got.")


def legal_action_decided(record: Any, given: Given) -> list[Missing]:
    """With section 47 enquiries it is decided whether legal action is needed (WT-STR-08)."""
    return wanted(given, "legal_action", "Write what was decided about legal action, also if none is needed.")


def agencies_asked(record: Any, given: Given) -> list[Missing]:
    """Police, health, teachers and others help the social worker's enquiries: each is asked a question (WT-S47-02)."""
    return question_whole(given)


def work_written(record: Any, given: Given) -> list[Missing]:
    """What was done says when, by whom and what came of it; what could not be done says why (WT-S47-03)."""
    missing = [] if given.get("kind") in WORK else [Missing("Choose what was done.", "#id_kind")]
    if given.get("done_at"):
        missing += wanted(given, "worker", "Write who did it.") + wanted(given, "text", "Write what came of it.")
        return missing + _of_its_kind(given)
    if given.get("kind") in CANNOT_BE_LEFT:
        return [*missing, Missing("Enter when the strand ended.", "#id_done_at")]
    return missing + wanted(given, "not_done_because", "Enter when it was done, or say why it could not be done.")


def _of_its_kind(given: Given) -> list[Missing]:
    """What one kind of work asks besides (WT-S47-03, WT-S47-04, WT-S47-06, WT-S47-07)."""
    kind, missing = given.get("kind"), []
    if kind == "child_seen" and given.get("alone") not in ("yes", "no"):
        missing.append(Missing("Say whether the child was seen alone.", "#id_alone"))
    if kind in ("child_seen", "joint_interview"):
        if given.get("parents_knew") not in ("yes", "no"):
            missing.append(Missing("Say whether the parents knew that the child was spoken to.", "#id_parents_knew"))
        if given.get("parents_knew") == "no":
            missing += wanted(given, "parents_because", "Say why the parents did not know.")
    if kind == "joint_interview" and given.get("best_evidence") not in ("yes", "no"):
        missing.append(Missing("Say whether it followed Achieving Best Evidence.", "#id_best_evidence"))
    if kind == "specialist" and not given.get("requested_on"):
        missing.append(Missing("Enter when the assessment was asked for.", "#id_requested_on"))
    return missing


def not_later_than_now(record: Any, given: Given) -> list[Missing]:
    """What was done was done in the past."""
    late = given.get("done_at") and given["done_at"] > given["now"]
    return [Missing("This has happened already, so its time cannot be in the future.", "#id_done_at")] if late else []


def late_reason_given(record: Any, given: Given) -> list[Missing]:
    """Where 45 working days from referral have passed, the reasons are recorded (WT-S47, WT-STR-09; WT-CLK-04)."""
    return (
        wanted(given, "late_because", "The limit of 45 working days has passed. Say why.") if given.get("late") else []
    )


def asker_named(record: Any, given: Given) -> list[Missing]:
    """A practitioner with serious concern may ask for a conference: who, from where and why (WT-S47O-02)."""
    return (
        wanted(given, "asked_by", "Write who asks for a conference.")
        + wanted(given, "asked_from", "Write which agency they are from.")
        + wanted(given, "reasons", "Write why they ask.")
    )


def concern_written(record: Any, given: Given) -> list[Missing]:
    """An agency that asks for a conference says what its serious concern is, and what a conference would do (WT-S47O-02)."""
    return wanted(given, "reasons", "Write what your serious concern is, and why the child needs a conference.")
