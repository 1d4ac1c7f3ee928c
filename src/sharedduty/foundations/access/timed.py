"""Timed work of access."""

from sharedduty.foundations.access.actions import escalate_unreviewed
from sharedduty.foundations.jobs.api import every


@every("access.escalate_unreviewed_openings", "*/10 * * * *")
def escalate() -> None:
    """Every ten minutes: openings not reviewed within five working days go to the business manager too."""
    escalate_unreviewed()
