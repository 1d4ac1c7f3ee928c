"""A time limit of this room as its page shows it: by when, and why that date (design section 2: every date explains itself)."""

import datetime
from dataclasses import dataclass

from django.utils import timezone

from sharedduty.foundations.access.api import Viewer
from sharedduty.foundations.design.dates import LONDON, date_words, moment_words
from sharedduty.foundations.guidance.api import GuidanceError, NoNumber, due
from sharedduty.foundations.plain.words import time_left
from sharedduty.foundations.process.api import Clock, open_clocks

# The days that an initial conference sets, by the limit each must keep (WT-ICPC-05).
SET_BY_CONFERENCE = {"core_group_on": "coregroup.first", "detail_by_on": "cpplan.circulate", "review_on": "rcpc.first"}


@dataclass(frozen=True)
class Limit:
    """One time limit with why it ends when it ends: what it counts from, the rule, each day counted, and where it is written."""

    clock: Clock
    late: bool
    event: str
    rule: str
    counted: tuple[str, ...]
    ended: str
    left: str


CONFERENCE_CLOCKS = ("icpc.hold", "cpplan.transfer_in")


def running_limit(viewer: Viewer, reference: str, *keys: str) -> datetime.date | None:
    """The last day of a limit that runs on a record or plan, the soonest of those named; None where none of them runs."""
    running = [one for key in keys for one in open_clocks(viewer, reference, key)]
    return min((one.due_at.astimezone(LONDON).date() for one in running), default=None)


def limits_from_conference(held_at: datetime.datetime) -> dict[str, datetime.date | None]:
    """The last day for each of the days that a conference sets; None where no edition in force gives a number."""
    return {name: _last_day(key, held_at) for name, key in SET_BY_CONFERENCE.items()}


def _last_day(key: str, at: datetime.datetime) -> datetime.date | None:
    try:
        return due(key, at).due.astimezone(LONDON).date()
    except NoNumber:  # said in the docstring of its caller
        return None


def limits_of(viewer: Viewer, reference: str) -> list[Limit]:
    """Every limit of a record or plan, running and ended, the soonest first."""
    now = timezone.now()
    return [_limit(one, now) for one in Clock.objects.filter(record=reference).order_by("due_at", "pk")]


def _limit(clock: Clock, now: datetime.datetime) -> Limit:
    event = f"Counted from {moment_words(clock.started_at)}."
    late, running = clock.due_at < (clock.met_at or now), not (clock.met_at or clock.stopped_at)
    left = time_left(clock.due_at, now=now) if running else ""
    try:
        answer = due(clock.key, clock.started_at, clock.pack, explain=running)
    except GuidanceError as gone:
        return Limit(clock, late, event, str(gone), (), _ended(clock, late=late), left)
    counted = tuple(
        f"{date_words(day)}: day {number}" if counts else f"{date_words(day)}: not counted, {reason}"
        for day, number, counts, reason in answer.counted
    )
    return Limit(
        clock, late, event, f"{answer.clock.title} {answer.clock.in_words}.", counted, _ended(clock, late=late), left
    )


def _ended(clock: Clock, *, late: bool) -> str:
    """What became of a limit; empty while it runs."""
    if clock.stopped_at:
        return f"Set aside: {clock.stopped_because}"
    if clock.met_at is None:
        return ""
    because = f": {clock.late_because}" if clock.late_because else ""
    return f"Met {moment_words(clock.met_at)}" + (f", late{because}" if late else "")
