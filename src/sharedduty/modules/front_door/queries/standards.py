"""How long an agency is given to answer an enquiry. No national guidance gives a number for it (WT2018 ch1 ¶72)."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass

from sharedduty.foundations.directory.models import Area
from sharedduty.foundations.guidance.api import GuidanceError, due, pack
from sharedduty.foundations.plain import clocks
from sharedduty.foundations.plain.clocks import Limit, Unit
from sharedduty.foundations.plain.words import limit_words

PRIORITIES = {
    "red": "Red: a child may be at risk of significant harm today",
    "amber": "Amber: serious worry, no sign of danger today",
    "green": "Green: needs to be understood before next steps are decided",
}
# Used where the area's own pack sets no standard. Chosen so that a red and an amber enquiry can be answered inside the one
# working day in which next steps are decided; an area sets its own with clocks `enquiry.red`, `.amber` and `.green`.
DEFAULTS: Mapping[str, Limit] = {
    "red": Limit(4, Unit.HOUR),
    "amber": Limit(1, Unit.WORKING_DAY),
    "green": Limit(3, Unit.WORKING_DAY),
}
NO_NATIONAL_NUMBER = "No national guidance sets a time for this."


@dataclass(frozen=True)
class Standard:
    """One priority: its words, when an enquiry asked now falls due, the limit in words and where it comes from."""

    priority: str
    words: str
    due_at: datetime.datetime
    limit: str
    source: str


def standards(area: Area, at: datetime.datetime) -> dict[str, Standard]:
    """The three priorities with their times: the local pack's where it sets them, else this product's own setting."""
    return {name: _standard(area, name, words, at) for name, words in PRIORITIES.items()}


def _standard(area: Area, name: str, words: str, at: datetime.datetime) -> Standard:
    try:
        local = pack(area.local_pack).find_clock(f"enquiry.{name}")
        if local is not None and local.has_number:
            answer = due(local.key, at, local.pack)
            return Standard(name, words, answer.due, local.in_words, f"{local.citation}, agreed locally")
    except GuidanceError:
        pass  # an area with no pack of its own, or none we can read, has no local standard: the default below is shown
    limit = DEFAULTS[name]
    source = f"a setting of this front door. {NO_NATIONAL_NUMBER}"
    return Standard(name, words, clocks.due(at, limit), limit_words(limit), source)
