"""Queueing notices. A notice about a file says "you have something to do" and no more, whatever it is about."""

import datetime
from collections.abc import Iterable

from django.db import connections

from sharedduty.foundations.access.api import Appointment, CaseFile, Viewer
from sharedduty.foundations.jobs.api import enqueue
from sharedduty.foundations.journal.api import record_change
from sharedduty.foundations.plain.references import new_reference


def queue_notice(
    *,
    by: Viewer,
    file: CaseFile,
    record: str,
    template: str,
    to_appointment_id: int | None = None,
    to_email: str = "",
    reply_due_at: datetime.datetime | None = None,
) -> str:
    """Queue one message to one person, in the running transaction; a job delivers it on commit (GL-XN-04).

    Takes: the file and the record's reference it is about, the name of what it is for (kept, never sent), and either an
    appointment or an e-mail address; when a reply is due. Gives: the notice's reference, empty where the person is shut
    out of the file and is told nothing. Raises ValueError without exactly one receiver, DatabaseError for a file this
    viewer does not know of.
    """
    if (to_appointment_id is None) == (not to_email):
        raise ValueError("a notice goes to one appointment or to one address")
    reference = new_reference("N")
    with connections[by.database].cursor() as cursor:
        cursor.execute(
            "SELECT notices_queue(%s, %s, %s, %s, %s, %s, %s)",
            [reference, file.pk, record, template, to_appointment_id, to_email, reply_due_at],
        )
        notice_id = cursor.fetchone()[0]
    if notice_id is None:
        return ""
    record_change(by=by, verb="queued notice", object_type=template, object_ref=reference, file=file.pk)
    enqueue("notices.deliver", notice_id=notice_id)
    return reference


def note_opened(*, by: Viewer, reference: str) -> bool:
    """Note that a notice was opened by whoever it was sent to. Gives whether it was theirs."""
    with connections[by.database].cursor() as cursor:
        cursor.execute("SELECT notices_open(%s)", [reference])
        record = cursor.fetchone()[0]
    if record is None:
        return False
    record_change(by=by, verb="opened notice", object_type="notice", object_ref=reference)
    return True


def let_know(*, by: Viewer, file: CaseFile, record: str, template: str, whom: Iterable[Appointment]) -> int:
    """Send each “you have something to do”, and no more. Gives how many were written to; oneself is not."""
    sent = 0
    for one in whom:
        if one.pk != by.appointment_id:
            sent += bool(queue_notice(by=by, file=file, record=record, template=template, to_appointment_id=one.pk))
    return sent
