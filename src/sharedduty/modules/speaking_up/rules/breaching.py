"""The rules of a breach of personal data: what is written down, judged, told, and when it may end."""

import datetime
from typing import Any

from django.utils import timezone

from sharedduty.foundations.process.api import Given, Missing, passed, required, text

UNLIKELY, LIKELY, HIGH = "unlikely", "likely", "high"


def breach_whole(given: Given) -> list[Missing]:
    """A breach is written down with what happened, when somebody became aware, whose data and which (UK GDPR art 33)."""
    missing = required(given, happened="Write what happened.")
    aware, day = given.get("aware_at"), given.get("happened_on")
    if not isinstance(aware, datetime.datetime):
        missing.append(Missing("Enter when somebody here became aware of it.", "#id_aware_at"))
    elif isinstance(day, datetime.date) and day > timezone.localdate(aware):
        missing.append(
            Missing("It happened before anybody became aware of it. Mend one of the dates.", "#id_happened_on")
        )
    return missing + _kinds(given) + passed(given, "happened_on", "aware_at")


def _kinds(given: Given) -> list[Missing]:
    missing = []
    if not given.get("people"):
        missing.append(Missing("Choose whose data it is. “Not known yet” is one of the answers.", "#id_people"))
    if not given.get("data"):
        missing.append(Missing("Choose which data. “Not known yet” is one of the answers.", "#id_data"))
    return missing


def learned_whole(record: Any, given: Given) -> list[Missing]:
    """What is learned later is added with words; what was written before stays (UK GDPR art 33)."""
    return required(given, text="Write what you know now.") + _kinds(given)


def awareness_whole(record: Any, given: Given) -> list[Missing]:
    """The hour of awareness is mended with why; it does not lie in the future, nor before it happened."""
    missing = required(given, reason="Say what was wrong with it.")
    aware = given.get("aware_at")
    if not isinstance(aware, datetime.datetime):
        missing.append(Missing("Enter when somebody here became aware of it.", "#id_aware_at"))
    elif record.happened_on and timezone.localdate(aware) < record.happened_on:
        missing.append(Missing("Nobody was aware of it before it happened.", "#id_aware_at"))
    if record.regulator:
        missing.append(Missing("It is decided already whether the regulator is told: the 72 hours run no more."))
    return missing + passed(given, "aware_at")


def risk_whole(record: Any, given: Given) -> list[Missing]:
    """The risk to people is judged by somebody, with reasons; nothing is worked out here."""
    return required(
        given, risk="Choose what you judge.", reasons="Give the reasons.", decided_by="Say who judged: name and post."
    )


def regulator_told_whole(record: Any, given: Given) -> list[Missing]:
    """The regulator is told of it at a moment after awareness; after the 72 hours with why it is late (UK GDPR art 33)."""
    missing = required(given, text="Write what the regulator was told.")
    told, due = given.get("told_at"), given.get("due_at")
    if not isinstance(told, datetime.datetime):
        return [*missing, Missing("Enter when the regulator was told.", "#id_told_at")]
    if told < record.aware_at:
        missing.append(Missing("The regulator was told after somebody became aware of it.", "#id_told_at"))
    if due and told > due and not record.regulator_at and not text(given, "late_because"):
        missing.append(
            Missing("This is after the 72 hours. Say why: the regulator is owed the reasons.", "#id_late_because")
        )
    return missing + passed(given, "told_at")


def regulator_left_whole(record: Any, given: Given) -> list[Missing]:
    """The regulator is not told where no risk is likely, or another body tells it: said by whom and why (UK GDPR art 33)."""
    missing = required(
        given, way="Choose why it is not told.", reason="Give the reason.", decided_by="Say who decided: name and post."
    )
    if record.regulator == "told":
        missing.append(Missing("The regulator was told already."))
    if given.get("way") == "not_told" and record.risk != UNLIKELY:
        missing.append(
            Missing(
                "You judged that there is a risk, and then the law asks to tell. Tell, or judge the risk again.",
                "#id_way",
            )
        )
    return missing


def people_told_whole(record: Any, given: Given) -> list[Missing]:
    """People are told in plain words what happened, what it may mean and what they can do, each or in public (art 34)."""
    missing = required(given, way="Choose how they were told.", text="Write what they were told.")
    told = given.get("told_on")
    if not told:
        missing.append(Missing("Enter when they were told.", "#id_told_on"))
    elif told < timezone.localdate(record.aware_at):
        missing.append(Missing("They were told after somebody here became aware of it.", "#id_told_on"))
    return missing + passed(given, "told_on")


def people_left_whole(record: Any, given: Given) -> list[Missing]:
    """People are not told with a ground and the reason; at high risk “no high risk” is no ground (UK GDPR art 34)."""
    missing = required(
        given, way="Choose the ground.", reason="Give the reason.", decided_by="Say who decided: name and post."
    )
    if given.get("way") == "no_high_risk" and record.risk == HIGH:
        missing.append(
            Missing("You judged a high risk. Choose another ground, tell them, or judge the risk again.", "#id_way")
        )
    return missing


def measure_whole(record: Any, given: Given) -> list[Missing]:
    """What was done about it is said (UK GDPR art 33)."""
    return required(given, text="Write what was done.")


def ended_whole(record: Any, given: Given) -> list[Missing]:
    """It ends with what was learned from it, in words."""
    return required(given, text="Write what was learned, and what changes so that it does not happen again.")
