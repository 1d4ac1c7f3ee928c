"""Timed work of retention."""

from sharedduty.foundations.jobs.api import every
from sharedduty.foundations.retention.actions import find_due


@every("retention.find_due", "20 2 * * *")
def find_every_night() -> None:
    """Every night: the files whose period has come to its end wait for the privacy officer."""
    find_due()
