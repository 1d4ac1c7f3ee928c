"""What a killed worker was doing is done by the next one."""

import pytest
from django.db import connections

from sharedduty.foundations.jobs.timed import take_up_again

pytestmark = pytest.mark.django_db(databases=["worker"])


def add(status: str, *, lock: str = "", silent_for: int | None = None, attempts: int = 0) -> int:
    """A job in the queue, and the worker that last said so many seconds ago that it lives (None: long forgotten)."""
    with connections["worker"].cursor() as cursor:
        worker = None
        if silent_for is not None:
            cursor.execute(
                "INSERT INTO procrastinate_workers (last_heartbeat) VALUES (now() - make_interval(secs => %s)) RETURNING id",
                [silent_for],
            )
            worker = cursor.fetchone()[0]
        cursor.execute(
            "INSERT INTO procrastinate_jobs (queue_name, task_name, lock, queueing_lock, status, attempts, worker_id)"
            " VALUES ('default', 'a trial', %s, %s, %s, %s, %s) RETURNING id",
            [lock or None, lock or None, status, attempts, worker],
        )
        return int(cursor.fetchone()[0])


def status(job: int) -> str:
    with connections["worker"].cursor() as cursor:
        cursor.execute("SELECT status::text FROM procrastinate_jobs WHERE id = %s", [job])
        found = cursor.fetchone()
    return found[0] if found else "gone"


def test_only_what_no_living_worker_does_is_put_back() -> None:
    living, silent, forgotten = add("doing", silent_for=5), add("doing", silent_for=60), add("doing")
    waiting = add("todo")
    take_up_again()
    assert [status(job) for job in (living, silent, forgotten, waiting)] == ["doing", "todo", "todo", "todo"]


def test_sealing_that_was_cut_off_does_not_stop_all_later_sealing() -> None:
    cut_off, next_one = add("doing", lock="trial.seal"), add("todo", lock="trial.seal")
    take_up_again()
    assert status(cut_off) == "gone", "the one that waits does its work"
    assert status(next_one) == "todo"
    with connections["worker"].cursor() as cursor:
        cursor.execute("SELECT id FROM procrastinate_fetch_job_v2(NULL, NULL)")
        assert cursor.fetchone()[0] == next_one


def test_a_job_that_kills_every_worker_is_given_up_in_the_end() -> None:
    deadly = add("doing", attempts=7)
    take_up_again()
    assert status(deadly) == "failed"
