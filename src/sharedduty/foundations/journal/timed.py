"""Timed work of the journal: sealing every few seconds, verifying every night and after each start."""

import logging

from sharedduty.foundations.jobs.api import every, job
from sharedduty.foundations.journal.sealing import seal
from sharedduty.foundations.journal.verifying import verify_and_answer

logger = logging.getLogger(__name__)


@every("journal.seal", "* * * * * */5")
def seal_now() -> None:
    """Every five seconds: seal what was committed."""
    seal()


@every("journal.verify_nightly", "15 2 * * *", lock="journal.verify")
def verify_nightly() -> None:
    """Every night: read the whole chain again."""
    verify_and_report()


@job("journal.verify")
def verify_and_report() -> None:
    """Verify now, and say a fault aloud in the service's own log; the incident and the banner say it to people."""
    verdict = verify_and_answer()
    if not verdict.sound:
        logger.error("the journal does not verify: %s", "; ".join(verdict.faults))
