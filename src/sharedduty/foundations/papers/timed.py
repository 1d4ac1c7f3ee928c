"""What papers do by themselves."""

from sharedduty.foundations.access.api import system_viewer
from sharedduty.foundations.jobs.api import every
from sharedduty.foundations.papers.actions import sweep


@every("papers.sweep", "40 3 * * *")
def sweep_nightly() -> None:
    """Every night: throw away bytes that no record names."""
    sweep(by=system_viewer("importer"))
