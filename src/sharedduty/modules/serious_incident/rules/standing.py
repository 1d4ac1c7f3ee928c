"""What stands on an incident's record: whether a declared step applies to it, and whether it is done."""

import datetime
from collections.abc import Callable
from typing import Any

from sharedduty.foundations.guidance.api import NoNumber, UnknownClock, due
from sharedduty.foundations.plain.clocks import LONDON

SUBJECTS = ("died", "harmed", "harmed_others")
DEATHS = {"looked_after": "lac.death.notify", "care_leaver": "careleaver.death.notify"}


def subject_named(record: Any) -> bool:
    """Whether a child is named who died, was harmed or harmed others (WT-INC-01, WT-INC-03)."""
    return record.children.filter(part__in=SUBJECTS).exists()


def unchecked(record: Any) -> list[Any]:
    """Each living child whose safety is not looked to yet; None for the other children of the household (GL-SN-07)."""
    checked = set(record.safety_checks.values_list("child_id", flat=True))
    living = record.children.exclude(part="died").order_by("recorded_at", "pk")
    return [one for one in living if one.pk not in checked] + ([] if None in checked else [None])


def all_looked_to(record: Any) -> bool:
    """Whether every living child, and the others of the household, were looked to (GL-SN-07)."""
    return not unchecked(record)


def is_notified(record: Any) -> bool:
    """Whether the Panel was notified."""
    return record.sent_at is not None


def other_area_has_a_part(record: Any) -> bool:
    """Whether another area is named for any child (WT-INC-06)."""
    return record.children.exclude(other_area="").exists()


def deaths_to_tell(record: Any) -> list[tuple[Any, str]]:
    """The looked-after children and care leavers who died, with the clock of the edition that asks to tell of it.

    Abuse need not be suspected (WT-INC-07). An edition that does not ask for care leavers is not read into one.
    """
    found = []
    for child in record.children.filter(part="died", care__in=DEATHS).order_by("recorded_at", "pk"):
        key = DEATHS[child.care]
        try:
            due(key, noon(child.died_on))
        except NoNumber:  # asked for, without a number
            found.append((child, key))
        except UnknownClock:  # this edition asks nothing
            continue
        else:
            found.append((child, key))
    return found


def noon(day: datetime.date) -> datetime.datetime:
    """The middle of a day in London: a moment that is on that day in summer and in winter."""
    return datetime.datetime.combine(day, datetime.time(12), tzinfo=LONDON)


def death_to_be_told(record: Any) -> bool:
    """Whether the Secretary of State and Ofsted are to be told of a death (WT-INC-07)."""
    return bool(deaths_to_tell(record))


def told(whom: str) -> Callable[[Any], bool]:
    """Whether somebody was told, by the code of the pack's list."""

    def done(record: Any) -> bool:
        return bool(record.tellings.filter(told=whom).exists())

    return done


def panel_wrote(record: Any) -> bool:
    """Whether the Panel's message is on record (GL-SN-10)."""
    return bool(record.panel_messages.exists())
