"""The virus scanner, where one is configured: a command that reads a file and answers 0 for clean and 1 for not."""

import logging
import shlex
import subprocess

from django.conf import settings

from sharedduty.foundations.papers.refusals import Refused

SECONDS = 60
log = logging.getLogger(__name__)


def scanner() -> list[str]:
    """The configured command and its arguments; empty where none is (setting PAPERS_SCANNER)."""
    return shlex.split(getattr(settings, "PAPERS_SCANNER", "") or "")


def scan(data: bytes, name: str) -> bool:
    """Have bytes scanned. Gives whether they were. Raises Refused for what is not clean or could not be scanned."""
    command = scanner()
    if not command:
        return False
    try:
        done = subprocess.run(command, input=data, capture_output=True, timeout=SECONDS, check=False)
    except (OSError, subprocess.TimeoutExpired) as failed:
        log.error("the virus scanner did not answer: %s", type(failed).__name__)
        raise Refused(
            "Files cannot be checked at the moment. Try again later, or send the form without them"
        ) from failed
    if done.returncode == 1:
        raise Refused(f"“{name}” contains a virus and was not kept")
    if done.returncode != 0:
        log.error("the virus scanner failed with code %s", done.returncode)
        raise Refused("Files cannot be checked at the moment. Try again later, or send the form without them")
    return True
