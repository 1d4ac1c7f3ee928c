"""Jobs: asked for in the transaction that needs them, ids only, known by name."""

import pytest
from django.db import connection, transaction

from sharedduty.foundations.jobs.api import declared, enqueue, job


def waiting() -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM procrastinate_jobs WHERE task_name = 'access.password_letter'")
        return int(cursor.fetchone()[0])


@pytest.mark.django_db
def test_a_job_exists_exactly_when_its_transaction_does() -> None:
    with pytest.raises(RuntimeError), transaction.atomic():
        enqueue("access.password_letter", account_id=0, welcome=0)
        assert waiting() == 1
        raise RuntimeError
    assert waiting() == 0


@pytest.mark.django_db
def test_one_that_waits_is_not_added_twice_and_the_callers_work_goes_on() -> None:
    with transaction.atomic():
        for _ in range(3):
            enqueue("access.password_letter", once="a trial", account_id=0, welcome=0)
        assert waiting() == 1


@pytest.mark.django_db
def test_content_is_refused_and_so_is_a_job_nobody_declared() -> None:
    with pytest.raises(TypeError, match="ids only: account_id"):
        enqueue("access.password_letter", account_id="ann@example.org", welcome=0)  # type: ignore[arg-type]
    with pytest.raises(KeyError, match="no job is called"):
        enqueue("nobody.knows")


def test_every_job_of_the_house_is_declared_at_start_and_no_name_twice() -> None:
    assert {
        "journal.seal", "journal.verify", "journal.verify_nightly", "notices.deliver", "notices.deliver_forgotten",
        "notices.opening_to_review", "access.escalate_unreviewed_openings", "access.password_letter",
        "access.change_letter",
    } <= set(declared())  # fmt: skip
    with pytest.raises(ValueError, match="two jobs"):
        job("journal.seal")(lambda: None)
