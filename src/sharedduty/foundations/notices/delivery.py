"""Delivering notices: by a job, as the system viewer that reminds, which sees ids, times and owners only."""

import datetime
import logging
from collections.abc import Iterable

from django.conf import settings
from django.core.mail import send_mail
from django.db import connections, transaction
from django.db.models import F
from django.template.loader import render_to_string
from django.utils import timezone

from sharedduty.foundations.access.api import Appointment, system_viewer
from sharedduty.foundations.directory.marks import mark
from sharedduty.foundations.jobs.api import enqueue, every, job
from sharedduty.foundations.journal.api import record_change
from sharedduty.foundations.notices.models import Notice
from sharedduty.foundations.plain.references import new_reference

REMINDER = system_viewer("reminder")
SUBJECT = "You have something to do on Shared Duty"
FORGOTTEN_AFTER = datetime.timedelta(minutes=2)
logger = logging.getLogger(__name__)


@job("notices.deliver")
def deliver(*, notice_id: int) -> None:
    """Send one queued notice; running twice sends once. A failure is kept with the notice and tried again."""
    try:
        with transaction.atomic(using=REMINDER.database):
            notice = (
                Notice.objects.using(REMINDER.database)
                .select_for_update(of=("self",), skip_locked=True)
                .filter(pk=notice_id, sent_at__isnull=True)
                .first()
            )
            if notice is None:
                return
            if not _shut_out(notice):
                _send(notice)
            Notice.objects.using(REMINDER.database).filter(pk=notice_id).update(
                sent_at=timezone.now(), failed_because=""
            )
    except OSError as error:  # what a mail server that is away or refuses raises: the job tries again later
        failed = f"{timezone.now():%Y-%m-%d %H:%M} UTC: {type(error).__name__}: {error}"
        Notice.objects.using(REMINDER.database).filter(pk=notice_id).update(failed_because=failed)
        raise


def count_as_sent(notice_ids: Iterable[int]) -> int:
    """Count notices as sent when they were queued, without sending them; gives how many. Only for invented work told as past."""
    waiting = Notice.objects.using(REMINDER.database).filter(pk__in=list(notice_ids), sent_at__isnull=True)
    return waiting.update(sent_at=F("queued_at"))


def _shut_out(notice: Notice) -> bool:
    """Whether its receiver was shut out of the file since it was queued; they are told nothing, and it counts as dealt with."""
    with connections[REMINDER.database].cursor() as cursor:
        cursor.execute(
            "SELECT EXISTS (SELECT 1 FROM access_appointment a JOIN access_exclusion e ON e.case_file_id = %s"
            " AND (e.account_id = a.account_id OR e.post_id = a.post_id) WHERE a.id = %s)",
            [notice.case_file_id, notice.to_appointment_id],
        )
        return bool(cursor.fetchone()[0])


def _send(notice: Notice) -> None:
    address, path = notice.to_email, "/raise/"
    if notice.to_appointment_id is not None:
        receiver = (
            Appointment.objects.using(REMINDER.database).select_related("account").get(pk=notice.to_appointment_id)
        )
        if not receiver.account.is_active:
            return  # a leaver is told nothing; the notice counts as dealt with
        address, path = receiver.account.email, f"/notices/{notice.reference}/"
    text = render_to_string(
        "notices/something_to_do.txt",
        {"address": settings.BASE_URL + path, "by_link": notice.to_appointment_id is None},
    )
    send_mail(SUBJECT, text, settings.DEFAULT_FROM_EMAIL, [address])


@every("notices.deliver_forgotten", "* * * * *")
def deliver_forgotten() -> None:
    """Every minute: ask again for notices whose job was lost."""
    waiting = Notice.objects.using(REMINDER.database).filter(
        sent_at__isnull=True, failed_because="", queued_at__lt=timezone.now() - FORGOTTEN_AFTER
    )
    for notice_id in waiting.values_list("pk", flat=True)[:500]:
        enqueue("notices.deliver", once=f"notice {notice_id}", notice_id=notice_id)


@job("notices.opening_to_review")
def opening_to_review(*, opening_id: int) -> None:
    """Tell the privacy officers of the area that an emergency opening waits; the business managers too once it is late.

    Running twice tells nobody twice. With no privacy officer in office it escalates at once.
    """
    with transaction.atomic(using=REMINDER.database), connections[REMINDER.database].cursor() as cursor:
        cursor.execute(
            "SELECT b.case_file_id, b.escalated_at, b.review_due_at, o.area_id, a.account_id FROM access_breakglass b"
            " JOIN access_appointment a ON a.id = b.appointment_id JOIN directory_post p ON p.id = a.post_id"
            " JOIN directory_team t ON t.id = p.team_id JOIN directory_organisation o ON o.id = t.organisation_id"
            " WHERE b.id = %s AND b.reviewed_at IS NULL",
            [opening_id],
        )
        row = cursor.fetchone()
        if row is None:
            return
        file_id, escalated_at, due_at, area_id, opener = row
        officers = _holders(["privacy_officer"], area_id, opener, file_id)
        if not officers and escalated_at is None:
            cursor.execute("UPDATE access_breakglass SET escalated_at = now() WHERE id = %s", [opening_id])
            escalated_at = timezone.now()
            logger.error("an emergency opening has no privacy officer to review it; the business managers are told")
        if escalated_at is not None:
            officers += _holders(["business_manager"], area_id, opener, file_id)
        template = "opening is late" if escalated_at else "opening to review"
        made = [_queue(file_id, mark("opening", opening_id)[:14], template, one, due_at) for one in officers]
    for notice_id in made:
        if notice_id is not None:
            enqueue("notices.deliver", notice_id=notice_id)


def remind(*, file_id: int, record: str, appointment_id: int, due_at: datetime.datetime) -> None:
    """Queue, as the system viewer that reminds, one notice that something falls due; once for one record and due time."""
    with transaction.atomic(using=REMINDER.database):
        notice_id = _queue(file_id, record, f"due {due_at:%Y-%m-%d %H:%M}", appointment_id, due_at)
    if notice_id is not None:
        enqueue("notices.deliver", notice_id=notice_id)


def _holders(roles: Iterable[str], area_id: int, opener: int, file_id: int) -> list[int]:
    """Appointments held today in these roles in an area, leaving out the opener and whoever is shut out of the file."""
    with connections[REMINDER.database].cursor() as cursor:
        cursor.execute(
            "SELECT a.id FROM access_appointment a JOIN access_account c ON c.id = a.account_id AND c.is_active"
            " JOIN directory_post p ON p.id = a.post_id JOIN directory_team t ON t.id = p.team_id"
            " JOIN directory_organisation o ON o.id = t.organisation_id"
            " WHERE a.role = ANY (%s) AND o.area_id = %s AND a.account_id <> %s AND a.approved_at IS NOT NULL"
            " AND a.ended_at IS NULL AND a.held_from <= current_date"
            " AND (a.held_until IS NULL OR a.held_until >= current_date)"
            " AND NOT EXISTS (SELECT 1 FROM access_exclusion e WHERE e.case_file_id = %s"
            "   AND (e.account_id = a.account_id OR e.post_id = a.post_id)) ORDER BY a.id",
            [list(roles), area_id, opener, file_id],
        )
        return [row[0] for row in cursor.fetchall()]


def _queue(file_id: int, record: str, template: str, appointment_id: int, due_at: datetime.datetime) -> int | None:
    """Queue a notice of the system's own, once: gives its id, or none where it was queued before."""
    mine = Notice.objects.using(REMINDER.database)
    if mine.filter(record=record, template=template, to_appointment_id=appointment_id).exists():
        return None
    made = mine.create(
        reference=new_reference("N"), case_file_id=file_id, record=record, template=template, queued_at=timezone.now(),
        to_appointment_id=appointment_id, reply_due_at=due_at,
    )  # fmt: skip
    record_change(by=REMINDER, verb="queued notice", object_type=template, object_ref=made.reference, file=file_id)
    return made.pk
