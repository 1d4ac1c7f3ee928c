"""Limits that guidance gives as “or sooner if the child needs it”: the earlier end somebody set, and the rules' own."""

import datetime

from sharedduty.foundations.access.api import Viewer
from sharedduty.foundations.journal.api import record_change
from sharedduty.foundations.process.models import Clock


def limit_of(clock: Clock) -> datetime.datetime:
    """The end that the rules alone give a clock, the strictest of its layers, whatever earlier end somebody set."""
    ends = [datetime.datetime.fromisoformat(one["due"]) for one in clock.layers if one.get("due")]
    return min(ends) if ends else clock.due_at


def bring_forward(*, by: Viewer, clock: Clock, at: datetime.datetime, because: str) -> None:
    """Set an earlier end on a running clock because the child needs it, with why; it is reminded of anew.

    The rules' own end stays in its layers. Raises ValueError without a reason, or for an end that is not earlier.
    """
    if not because.strip():
        raise ValueError("say why the child needs it sooner")
    if at >= limit_of(clock):
        raise ValueError("an end that somebody sets lies before the limit")
    clock.sooner_at, clock.sooner_because, clock.due_at, clock.warned_at = at, because.strip(), at, None
    clock.save(using=by.database, update_fields=["sooner_at", "sooner_because", "due_at", "warned_at"])
    record_change(
        by=by, verb="clock brought forward", object_type=clock.key, object_ref=clock.record, file=clock.case_file_id,
        fields=["due_at"], reason=because.strip(),
    )  # fmt: skip
