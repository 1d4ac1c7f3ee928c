"""The banner on every page while the journal has an open incident, read from the database at most every ten seconds."""

import time

from sharedduty.foundations.access.viewer import Viewer
from sharedduty.foundations.journal.api import open_incidents

KEPT_SECONDS = 10.0


class _Kept:
    """What one process last read, and when."""

    read_at = -KEPT_SECONDS
    open = False


_kept = _Kept()


def forget() -> None:
    """Read again at the next page."""
    _kept.read_at = -KEPT_SECONDS


def banner_for(viewer: Viewer) -> dict[str, str] | None:
    """The banner for a signed-in viewer; none while every incident is closed."""
    if viewer.kind != "account":
        return None
    now = time.monotonic()
    if now - _kept.read_at >= KEPT_SECONDS:
        _kept.read_at, _kept.open = now, bool(open_incidents())
    if not _kept.open:
        return None
    said = {
        "text": "A check of the journal failed. Work goes on; the privacy officer is looking into it.",
        "kind": "alarm",
    }
    if viewer.role and viewer.may("journal_watch"):
        said |= {"href": "/privacy/journal/", "link_text": "See what was found"}
    return said
