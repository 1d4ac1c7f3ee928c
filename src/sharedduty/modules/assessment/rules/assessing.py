"""The rules of assessing a child, from the timescale to the challenge of the analysis."""

from typing import Any

from django.utils import timezone

from sharedduty.foundations.process.api import Given, Missing, passed, required, text
from sharedduty.foundations.requests.api import question_whole


def reason_given(record: Any, given: Given) -> list[Missing]:
    """What changes an assessment's course is done with a written reason (design section 6: reason always)."""
    return required(given, reason="Say why.")


def timescale_agreed(record: Any, given: Given) -> list[Missing]:
    """The timescale is agreed for this child, by need and risk, and the family is told how it works (WT-ASM-29, 33, 34)."""
    missing = required(
        given, see_child_by_on="Enter the day by which the child is to be seen.",
        finish_by_on="Enter the day by which the assessment is to be finished.",
        timescale_reason="Say why this timescale fits the child's needs and risks.",
        family_told_on="Enter when the family was told how it works and when to expect a decision.",
    )  # fmt: skip
    missing += passed(given, "family_told_on")
    first, last = given.get("see_child_by_on"), given.get("finish_by_on")
    referred = timezone.localdate(record.referred_at)
    for name in ("see_child_by_on", "finish_by_on"):
        if given.get(name) and given[name] < referred:
            missing.append(Missing("This day cannot be before the referral.", f"#id_{name}"))
    if first and last and last < first:
        missing.append(Missing("The assessment cannot end before the child is to be seen.", "#id_finish_by_on"))
    return missing + _first_point(record, given)


def _first_point(record: Any, given: Given) -> list[Missing]:
    """An assessment has a point of decision and review from the start, inside its time (WT-ASM-24)."""
    if record.checkpoints.exists():
        return []
    missing = required(given, point_on="Enter the day on which you look together at how it goes.")
    if given.get("point_on") and given["point_on"] < timezone.localdate():
        missing.append(Missing("A point of review lies ahead.", "#id_point_on"))
    if given.get("point_on") and given.get("finish_by_on") and given["point_on"] > given["finish_by_on"]:
        missing.append(Missing("Look at it together before the assessment is to be finished.", "#id_point_on"))
    return missing


def visit_recorded_whole(record: Any, given: Given) -> list[Missing]:
    """A visit says when, by whom, where, who was there, what was said and seen; and of each child seen or not (BOX)."""
    missing = [] if given.get("visited_at") else [Missing("Enter when the family was visited.", "#id_visited_at")]
    if given.get("visited_at") and given["visited_at"] > timezone.now():
        missing.append(Missing("This has happened, so its time cannot be in the future.", "#id_visited_at"))
    missing += required(
        given, visited_by="Say who visited.", place="Say where.",
        present="Name who was there. Every adult of the household counts.",
        family_said="Write what the family said.", observed="Write what was seen, apart from what was said.",
    )  # fmt: skip
    return missing + [lack for child in given.get("children", ()) for lack in _of_child(child)]


def _of_child(child: Given) -> list[Missing]:
    at, name = child.get("key", ""), child.get("name", "this child")
    if child.get("seen") not in ("alone", "with_others", "not_seen", "unborn"):
        return [Missing(f"Say whether {name} was seen.", f"#id_{at}_seen")]
    if child["seen"] == "unborn":
        return []
    missing = []
    if child["seen"] != "alone" and not text(child, "why_not"):
        missing.append(Missing(f"Say why {name} was not seen alone, or not seen.", f"#id_{at}_why_not"))
    return missing


def exception_reasoned(record: Any, given: Given) -> list[Missing]:
    """What could not be done with the child has a reason; only an unborn child is never seen (WT-ASM-02)."""
    names = ("not_seen_because", "not_alone_because", "wishes_unknown_because")
    if not any(text(given, name) for name in names):
        return [Missing("Write at least one reason.", f"#id_{names[0]}")]
    if text(given, "not_seen_because") and not record.unborn:
        return [Missing("A child who is born is seen before the assessment ends.", "#id_not_seen_because")]
    return []


def service_recorded(record: Any, given: Given) -> list[Missing]:
    """A service names what, by which agency, and what it is to change, and starts without delay (WT-ASM-13, WT-CIN-01)."""
    return required(
        given, service="Say which service.", agency="Say which agency gives it.",
        aim="Say what it is to change for the child.", decided_on="Enter when it was decided.",
    ) + passed(given, "decided_on", "started_on")  # fmt: skip


def agency_asked(record: Any, given: Given) -> list[Missing]:
    """At least one agency is asked a question, for a purpose it can weigh (WT-ASM-20; WT-INF-08)."""
    return question_whole(given)


def harm_described(record: Any, given: Given) -> list[Missing]:
    """Suspected significant harm is described, with its kinds, and leads to a strategy discussion (WT-ASM-06, WT-ASM-38)."""
    missing = [] if given.get("kinds") else [Missing("Say which kinds of harm you suspect.", "#id_kinds")]
    return missing + required(
        given, what="Write what makes you suspect significant harm.",
        safe_now="Write what keeps the child safe until the discussion.",
    )  # fmt: skip


def another_worker(record: Any, given: Given) -> list[Missing]:
    """An assessment is led by one social worker at a time, of the team (BOX)."""
    return [] if given.get("to") else [Missing("Choose who leads it.", "#id_to")]


def challenged_by_another(record: Any, given: Given) -> list[Missing]:
    """A supervisor or another practitioner challenges the analysis: never whoever wrote it alone (WT-ASM-21)."""
    missing = required(given, text="Write the challenge: what else could explain this, what is missing?")
    if given.get("by") == record.lead_id:
        missing.append(Missing("You lead this assessment. Somebody else has to challenge it."))
    return missing


def challenge_answered(record: Any, given: Given) -> list[Missing]:
    """A challenge is answered in words (WT-ASM-21)."""
    return required(given, answer="Write what you did with the challenge, and what you now think.")
