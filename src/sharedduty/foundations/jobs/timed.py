"""Jobs whose worker was killed in the middle of them are taken up again by whichever worker lives.

Without this a job that was cut off would count as running for ever, and timed work, of which only one may run at a time,
would never run again: the journal would no longer be sealed.
"""

from django.db import IntegrityError, connections, transaction

from sharedduty.foundations.jobs.running import MOST_ATTEMPTS, every

QUEUE = "worker"  # the login that may work the queue
SILENT_SECONDS = 30  # a worker says every ten seconds that it lives


@every("jobs.take_up_again", "* * * * * */20", overlapping=True)
def take_up_again() -> None:
    """Put jobs back that belong to no living worker.

    One that was cut off eight times is given up as failed. One of which only one may wait, and another waits, is
    dropped: that other does its work. All jobs bear running twice.
    """
    with connections[QUEUE].cursor() as cursor:
        cursor.execute(
            "SELECT j.id, j.attempts FROM procrastinate_jobs j LEFT JOIN procrastinate_workers w ON w.id = j.worker_id"
            " WHERE j.status = 'doing' AND (w.id IS NULL OR w.last_heartbeat < now() - make_interval(secs => %s))"
            " ORDER BY j.id",
            [SILENT_SECONDS],
        )
        left_behind = cursor.fetchall()
    for job_id, attempts in left_behind:
        with transaction.atomic(using=QUEUE), connections[QUEUE].cursor() as cursor:
            cursor.execute(
                "SELECT 1 FROM procrastinate_jobs WHERE id = %s AND status = 'doing' FOR UPDATE SKIP LOCKED", [job_id]
            )
            if cursor.fetchone():
                _put_back(job_id, attempts)


def _put_back(job_id: int, attempts: int) -> None:
    with connections[QUEUE].cursor() as cursor:
        if attempts + 1 >= MOST_ATTEMPTS:
            cursor.execute("SELECT procrastinate_finish_job_v1(%s, 'failed', false)", [job_id])
            return
        try:
            with transaction.atomic(using=QUEUE):
                cursor.execute("SELECT procrastinate_retry_job_v2(%s, now(), NULL, NULL, NULL)", [job_id])
        except IntegrityError:
            cursor.execute("SELECT procrastinate_finish_job_v1(%s, 'failed', true)", [job_id])
