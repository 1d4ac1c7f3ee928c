"""Timed work of the process foundation: whoever owes something is reminded once, a day before it falls due."""

import datetime

from django.db import connections, transaction
from django.utils import timezone

from sharedduty.foundations.access.api import system_viewer
from sharedduty.foundations.jobs.api import every
from sharedduty.foundations.notices.api import remind

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
