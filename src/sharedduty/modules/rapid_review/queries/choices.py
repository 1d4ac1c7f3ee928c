"""Lists of choices, from the guidance packs in force."""

import datetime

from sharedduty.foundations.directory.api import PARTNER_KINDS
from sharedduty.foundations.guidance.api import editions_in_force, pack
from sharedduty.modules.rapid_review.process import MEETING

FALLBACK = "wt-2018"  # the edition that first held these; later editions carry them over
ANSWERS = {"met": "Met", "not_met": "Not met", "not_known": "Not known yet"}
YES_NO = {"yes": "Yes", "no": "No", "not_known": "Not known yet"}
# What a safeguarding partner's delegate, by the sector of their body, and other posts take part as.
CAPACITY_OF = {"local_authority": "council", "health": "health", "police": "police"}


def labels(name: str, on: datetime.date) -> dict[str, str]:
    """Code to words of a list `rapidreview.NAME`, from the highest edition in force on a day that has it."""
    key = f"rapidreview.{name}"
    held = next((one for one in editions_in_force(on) if key in one.outcomes), None) or pack(FALLBACK)
    return {one.code: one.label for one in held.outcomes[key]}


def capacities() -> dict[str, str]:
    """Code to words of what somebody takes part as."""
    return {one.code: one.title for one in MEETING.capacities}


def partner_titles() -> list[str]:
    """The three partners, as they are called."""
    return list(PARTNER_KINDS.values())
