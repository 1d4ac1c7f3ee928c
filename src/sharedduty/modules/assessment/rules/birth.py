"""The rule of recording the birth of a child who was assessed, or had a plan, before it (guidance-now D10)."""

import datetime
from typing import Any

from sharedduty.foundations.process.api import Given, Missing, passed, required


def birth_whole(record: Any, given: Given) -> list[Missing]:
    """A birth is recorded once, of a child on record as unborn: when, a name or part of one, where, by whom told.

    No guidance sets by when a new baby is seen: that day is agreed with it. Where the child's own record gives another
    birth date (`on_record`), one of the two is wrong, and is put right first.
    """
    if not record.unborn:
        return [Missing("This child's birth is already on record.")]
    missing = required(
        given, birth_on="Enter the date of birth.", place="Write where the child was born, or that it is not known.",
        told_by="Write who told you.", see_by_on="Enter the day by which the child is seen.",
    ) + passed(given, "birth_on")  # fmt: skip
    if given.get("birth_on") and given.get("see_by_on") and given["see_by_on"] < given["birth_on"]:
        missing.append(Missing("The child cannot be seen before the birth.", "#id_see_by_on"))
    if not (str(given.get("given_names") or "").strip() or str(given.get("family_name") or "").strip()):
        missing.append(Missing("Write at least the family name.", "#id_family_name"))
    known: datetime.date | None = given.get("on_record")
    if known and given.get("birth_on") and given["birth_on"] != known:
        words = f"The child's own record says {known:%-d %B %Y}. Enter that day, or have the record corrected first."
        missing.append(Missing(words, "#id_birth_on"))
    return missing


def birth_words(given: Given, before: str) -> str:
    """What was recorded of a birth, as history keeps it: when, where, what the child was called `before`."""
    at: datetime.time | None = given.get("birth_time")
    hour = f", {at:%-I:%M%p}".lower() if at else ""
    words = f"Born on {given['birth_on']:%-d %B %Y}{hour}. Where: {str(given['place']).strip().rstrip('.')}."
    seen = f"To be seen by {given['see_by_on']:%-d %B %Y}."
    return f"{words} On record before as {before}. {seen}"
