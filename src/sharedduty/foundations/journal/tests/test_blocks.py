"""A journal row belongs to the block of work around it: written as the block ends, undone with it, and never left out."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.contrib.sessions.models import Session
from django.db import DatabaseError, transaction
from django.utils import timezone

from sharedduty.foundations.journal.api import record_change
from tests.journalled import journal_rows

pytestmark = pytest.mark.django_db


class Somebody:
    """An actor for the journal."""

    actor_key = "account:1"
    post_title = "Tester"
    database = "default"


def record(thing: str) -> None:
    record_change(by=Somebody(), verb="changed", object_type="thing", object_ref=thing)


class Undo(Exception):
    """Raised to undo a block."""


@pytest.fixture
def rows() -> Iterator[list[dict[str, Any]]]:
    with journal_rows() as watched:
        yield watched


def named(rows: list[dict[str, Any]]) -> list[str]:
    return [row["object_ref"] for row in rows]


def test_the_rows_of_a_whole_go_together_as_it_ends(rows: list[dict[str, Any]]) -> None:
    with transaction.atomic():
        with transaction.atomic():
            record("T-1")
            with transaction.atomic():
                record("T-2")
            assert not rows
        assert named(rows) == ["T-1", "T-2"]
        record("T-3")
    assert named(rows) == ["T-1", "T-2", "T-3"]


def test_a_block_undone_leaves_no_row_and_the_block_around_it_keeps_its_own(rows: list[dict[str, Any]]) -> None:
    with transaction.atomic():
        record("T-outer")
        with pytest.raises(Undo), transaction.atomic():
            record("T-inner")
            with transaction.atomic():
                record("T-innermost")
            raise Undo
        record("T-after")
    assert named(rows) == ["T-outer", "T-after"]


def change(key: str) -> None:
    Session.objects.create(session_key=key, session_data="", expire_date=timezone.now())


def test_a_row_that_cannot_be_written_fails_its_block_and_nothing_else() -> None:
    with transaction.atomic():
        change("before")
        with pytest.raises(DatabaseError), transaction.atomic():
            change("refused")
            record_change(by=Somebody(), verb="changed", object_type="thing", object_ref="T-1", files=[2**70])
        change("after")
        assert set(Session.objects.values_list("session_key", flat=True)) == {"before", "after"}


@pytest.mark.django_db(transaction=True)
def test_outside_a_block_a_row_is_written_at_once(rows: list[dict[str, Any]]) -> None:
    record("T-1")
    assert named(rows) == ["T-1"]


@pytest.mark.django_db(transaction=True)
def test_a_transaction_whose_row_the_database_refuses_is_not_committed() -> None:
    with pytest.raises(DatabaseError), transaction.atomic():
        change("refused")
        record_change(by=Somebody(), verb="changed", object_type="thing", object_ref="T-1", files=[2**70])
    assert not Session.objects.filter(session_key="refused").exists()
