"""Timed work of the process foundation: reminding those who owe something, and following a calendar that has changed."""

import datetime
import logging

from django.db import connections, transaction
from django.utils import timezone

from sharedduty.foundations.access.api import Viewer, seen_by, system_viewer
from sharedduty.foundations.guidance.api import GuidanceError
from sharedduty.foundations.jobs.api import every
from sharedduty.foundations.notices.api import remind
from sharedduty.foundations.plain.calendar import CalendarError, england_and_wales
from sharedduty.foundations.process.clocks import recompute
from sharedduty.foundations.process.models import Clock

logger = logging.getLogger(__name__)

AHEAD = datetime.timedelta(hours=24)
AT_ONCE = 500


@every("process.remind", "*/15 * * * *")
def remind_every_quarter_hour() -> None:
    """Every quarter of an hour: see `remind_owners`."""
    remind_owners()


def remind_owners() -> int:
    """One notice for each open clock that falls due within a day and that one person owes. Gives how many were noted.

    What a team owes stands on its desks. Stopped half way, it goes on where it was: no one is reminded twice.
    """
    database = system_viewer("reminder").database
    now = timezone.now()
    with connections[database].cursor() as cursor:
        cursor.execute(
            "SELECT id, case_file_id, record, owed_by_appointment_id, due_at FROM process_clock"
            " WHERE met_at IS NULL AND stopped_at IS NULL AND warned_at IS NULL AND due_at <= %s"
            " AND owed_by_appointment_id IS NOT NULL ORDER BY due_at LIMIT %s",
            [now + AHEAD, AT_ONCE],
        )
        found = cursor.fetchall()
    for clock_id, file_id, record, appointment_id, due_at in found:
        remind(file_id=file_id, record=record, appointment_id=appointment_id, due_at=due_at)
        with transaction.atomic(using=database), connections[database].cursor() as cursor:
            cursor.execute("UPDATE process_clock SET warned_at = %s WHERE id = %s", [now, clock_id])
    return len(found)


@every("process.follow_the_calendar", "40 2 * * *")
def follow_every_night() -> None:
    """Every night: see `follow_the_calendar`."""
    follow_the_calendar()


def follow_the_calendar() -> int:
    """Compute every open clock again that another calendar counted, and journal those whose due time moved. Gives how many.

    A bank holiday may be declared after a limit began to run (design section 5, guidance-now D8). Met and stopped clocks
    keep what they were judged on. Stopped half way, it goes on where it was: what is done carries the new version.
    """
    by, version = system_viewer("reminder"), england_and_wales().version
    moved, after = 0, 0
    while True:
        with seen_by(by):
            clocks = _counted_by_another(by, version, after)
            moved += sum(_follow(by, clock) for clock in clocks)
        if not clocks:
            return moved
        after = clocks[-1].pk


def _counted_by_another(by: Viewer, version: str, after: int) -> list[Clock]:
    """The next open clocks that another version of the calendar counted, held so that none is met meanwhile."""
    running = Clock.objects.using(by.database).filter(pk__gt=after, met_at__isnull=True, stopped_at__isnull=True)
    running = running.exclude(calendar_version=version).select_for_update(of=("self",))
    fields = ("case_file", "record", "key", "pack", "started_at", "due_at", "sooner_at", "met_at", "stopped_at")
    return list(running.only(*fields).order_by("pk")[:AT_ONCE])


def _follow(by: Viewer, clock: Clock) -> bool:
    try:
        return recompute(by=by, clock=clock, because="the calendar of bank holidays changed")
    except (GuidanceError, CalendarError) as problem:  # it stays as it was, and is tried again the next night
        logger.warning("The clock %s of %s keeps its date: %s", clock.key, clock.record, problem)
        return False
