"""Rules about the plan, its core group and its end, each in plain words with its source."""

import datetime
from typing import Any

from sharedduty.foundations.process.api import Missing
from sharedduty.modules.child_protection.rules.asking import ADULT_AT, AIMS, Given, ahead, held_on, wanted

PREGNANCY = datetime.timedelta(days=300)  # no pregnancy is longer
LATEST = datetime.timedelta(days=60)  # nor is a birth later than this after the day it was expected


def category_chosen(record: Any, given: Given) -> list[Missing]:
    """A plan is made under a category of the pack (WT-ICPC)."""
    if given.get("category") in given.get("categories", ()):
        return []
    return [Missing("Choose the category.", "#id_category")]


def lead_appointed(record: Any, given: Given) -> list[Missing]:
    """The conference appoints the lead body, social care or the NSPCC, and the lead social worker (WT-ICPC-03)."""
    missing = [] if given.get("lead_body") in ("csc", "nspcc") else [Missing("Choose the lead body.", "#id_lead_body")]
    return (
        missing
        if given.get("lead_worker")
        else [*missing, Missing("Choose the lead social worker.", "#id_lead_worker")]
    )


def item_whole(record: Any, given: Given) -> list[Missing]:
    """The plan says what must change, by how much, by when, who does it and for which aim (WT-ICPC-06, WT-CPP-01, -14)."""
    missing = [] if given.get("aim") in AIMS else [Missing("Choose what the line is for.", "#id_aim")]
    missing += (
        wanted(given, "change", "Write what must change.")
        + wanted(given, "measure", "Write by how much: how anybody can tell that it has changed.")
        + wanted(given, "owner", "Write who does it.")
    )
    missing += [] if given.get("due_on") else [Missing("Enter by when.", "#id_due_on")]
    return missing + ahead(given, "due_on", "this line", since=held_on(record))


def item_chosen(record: Any, given: Given) -> list[Missing]:
    """A line is closed that stands in this plan and is not closed yet."""
    return [] if given.get("standing") else [Missing("Choose a line of the plan that still stands.", "#id_item")]


def member_named(record: Any, given: Given) -> list[Missing]:
    """The core group is named: practitioners and family (WT-ICPC-04)."""
    return wanted(given, "name", "Write who is a member.") + wanted(given, "part", "Write what they are in the group.")


def meeting_findings(record: Any, given: Given) -> list[Missing]:
    """A core group or review is taken in with what it found (WT-CPP-12, WT-REV-02)."""
    return wanted(given, "found", "Write what the meeting found.")


def supervised_by_another(record: Any, given: Given) -> list[Missing]:
    """Supervision looks at the effect on the child and the pace of change, and is never by whoever leads (WT-ASM-27)."""
    missing = (
        wanted(given, "impact", "Write what the plan changed for the child.")
        + wanted(given, "pace", "Write whether change is quick enough for this child.")
        + wanted(given, "decided", "Write what was decided.")
    )
    held, following = given.get("held_on"), given.get("next_on")
    if held is None or held > given["today"]:
        missing.append(Missing("Enter the day on which supervision was held, not one ahead.", "#id_held_on"))
    if following is None or (held and following <= held):
        missing.append(Missing("Enter when supervision is next: a day after this one.", "#id_next_on"))
    if given.get("by") == record.lead_worker_id:
        missing.append(Missing("You lead this plan. Somebody else supervises it."))
    return missing


def other_children_considered(record: Any, given: Given) -> list[Missing]:
    """Before family proceedings, every child of the household is considered (WT-REV-05)."""
    return wanted(
        given, "other_children", "Write what was decided for each other child of the household, or that there is none."
    )


def authority_named(record: Any, given: Given) -> list[Missing]:
    """A permanent move names the receiving authority and the day it was told (WT-END-02)."""
    missing = wanted(given, "moved_to", "Write which authority the child moved to.")
    return missing if given.get("notified_on") else [*missing, Missing("Enter when they were told.", "#id_notified_on")]


def their_conference_held(record: Any, given: Given) -> list[Missing]:
    """The receiving authority's conference was held on a day, after it was told and not in the future (WT-END-02)."""
    day = given.get("received_on")
    if day is None:
        return [Missing("Enter the day of the receiving authority's conference.", "#id_received_on")]
    if record.notified_on and day < record.notified_on:
        return [Missing("Their conference cannot be earlier than the day they were told.", "#id_received_on")]
    return [Missing("Their conference must have been held already.", "#id_received_on")] if day > given["today"] else []


def eighteen(record: Any, given: Given) -> list[Missing]:
    """A plan ends at the 18th birthday, not before it, after the review planned around it (WT-END-03)."""
    birth = record.protection.birth_on
    if birth is None:
        return [Missing("The date of birth is not on record, so the 18th birthday is not known.")]
    if given["today"] < birthday(birth, ADULT_AT):
        return [Missing("The child is not 18 yet.")]
    return []


def birthday(birth: datetime.date, age: int) -> datetime.date:
    """The day a person reaches an age; born on 29 February, that is 1 March in a year without one."""
    try:
        return birth.replace(year=birth.year + age)
    except ValueError:  # 29 February
        return datetime.date(birth.year + age, 3, 1)


def dates_of_child(given: Given, today: datetime.date) -> list[Missing]:
    """A child is born or expected, not both; born, under 18 (Children Act 1989 s105); expected within ten months."""
    birth, expected = given.get("birth_on"), given.get("expected_on")
    missing = []
    if birth and expected:
        missing.append(
            Missing("Enter the date of birth or the day the child is expected, not both.", "#id_expected_on")
        )
    if birth and birthday(birth, ADULT_AT) <= today:
        missing.append(Missing("This date of birth is not a child's: check the year.", "#id_birth_on"))
    if expected and not today - LATEST <= expected <= today + PREGNANCY:
        words = "This is not a day on which a child can be expected now. If the child is born, enter the date of birth."
        missing.append(Missing(words, "#id_expected_on"))
    return missing


def everybody_told(record: Any, given: Given) -> list[Missing]:
    """At least every agency representative invited to the initial conference is told that the plan ended (WT-END-05)."""
    untold = given.get("untold") or []
    return [Missing(f"Not told yet: {', '.join(untold)}.", "#id_told")] if untold else []
