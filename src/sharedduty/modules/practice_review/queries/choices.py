"""Lists of choices, from the guidance packs in force, and a few that are the law's own."""

import datetime

from sharedduty.foundations.guidance.api import editions_in_force, pack
from sharedduty.modules.practice_review.models import Participant, PublicationDecision, Reviewer

FALLBACK = "wt-2018"  # the edition that first held these; later editions carry them over
YES_NO = {"yes": "Yes", "no": "No"}
BEGINS = {"yes": "It begins", "no": "It does not begin"}
PARTS = {code: str(label) for code, label in Reviewer.Part.choices}
KINDS = {code: str(label) for code, label in Participant.Kind.choices}
ROUTES = {code: str(label) for code, label in PublicationDecision.Route.choices}


def labels(name: str, on: datetime.date) -> dict[str, str]:
    """Code to words of a list `practicereview.NAME`, from the highest edition in force on a day that has it."""
    key = f"practicereview.{name}"
    held = next((one for one in editions_in_force(on) if key in one.outcomes), None) or pack(FALLBACK)
    return {one.code: one.label for one in held.outcomes[key]}
