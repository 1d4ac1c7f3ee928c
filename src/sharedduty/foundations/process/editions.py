"""Clocks that only some editions of the guidance have."""

import contextlib
import datetime

from sharedduty.foundations.access.api import CaseFile, Viewer
from sharedduty.foundations.guidance.api import UnknownClock
from sharedduty.foundations.process.clocks import start_clock
from sharedduty.foundations.process.models import Clock


def start_where_known(
    *, by: Viewer, file: CaseFile, record: str, key: str, at: datetime.datetime, title: str, about: str = "",
    team_id: int | None = None,
) -> Clock | None:  # fmt: skip
    """Start a clock where an edition in force at `at` has it: none is read into an older one. Gives it, or None."""
    with contextlib.suppress(UnknownClock):
        return start_clock(by=by, file=file, record=record, key=key, at=at, title=title, about=about, team_id=team_id)
    return None
