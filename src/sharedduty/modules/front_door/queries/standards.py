"""How long an agency is given to answer an enquiry. No national guidance gives a number for it (WT2018 ch1 ¶72)."""

import datetime
from dataclasses import dataclass

from sharedduty.foundations.directory.models import Area
from sharedduty.foundations.guidance.api import due

PRIORITIES = {
    "red": "Red: a child may be at risk of significant harm today",
    "amber": "Amber: serious worry, no sign of danger today",
    "green": "Green: needs to be understood before next steps are decided",
}


@dataclass(frozen=True)
class Standard:
    """One priority: its words, when an enquiry asked now falls due, the limit in words and where it comes from."""

    priority: str
    words: str
    due_at: datetime.datetime
    limit: str
    source: str


def standards(area: Area, at: datetime.datetime) -> dict[str, Standard]:
    """The three priorities with the times the area's local pack sets. Raises GuidanceError where it sets none.

    A pack that a front door runs on always sets them: `sharedduty pack check` refuses one that does not.
    """
    return {name: _standard(area, name, words, at) for name, words in PRIORITIES.items()}


def _standard(area: Area, name: str, words: str, at: datetime.datetime) -> Standard:
    answer = due(f"enquiry.{name}", at, area.local_pack)
    limit = answer.clock
    source = f"{limit.citation}, agreed locally" if not limit.caution else limit.caution
    return Standard(name, words, answer.due, limit.in_words, source)
