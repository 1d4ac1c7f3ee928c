"""The scene that the tests of access play in: one of each record, and everybody who may or may not open it."""

from collections.abc import Iterator
from datetime import datetime

import psycopg
import pytest
import time_machine
from django.db import connections
from django.utils import timezone
from psycopg import sql
from pytest_django.plugin import DjangoDbBlocker

from sharedduty.site.addresses import Addresses
from tests.access.scene import Scene, make_scene
from tests.access.twin_post import roles_taken

_CLOCK = "ALTER TABLE journal_entry ALTER COLUMN at SET DEFAULT {}"


@pytest.fixture(scope="module")
def journal_stands(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[datetime]:
    """The journal's clock, which is the database's own and not ours, stands still while a module's tests run.

    A module's, because the table is changed by its owner while no test holds it.
    """
    now = timezone.now()
    with django_db_blocker.unblock():
        parameters = connections["owner"].get_connection_params()
    with psycopg.connect(**parameters, autocommit=True) as owner:
        owner.execute(sql.SQL(_CLOCK).format(sql.Literal(now)))
        yield now
        owner.execute(sql.SQL(_CLOCK).format(sql.SQL("clock_timestamp()")))


@pytest.fixture(scope="module")
def works_by_itself(
    test_addresses: Addresses, django_db_setup: None, django_db_blocker: DjangoDbBlocker
) -> Iterator[None]:
    """The house can work its own jobs in the open transaction of a test: see twin_post.py."""
    with django_db_blocker.unblock(), roles_taken(test_addresses):
        yield


@pytest.fixture
def clock_stands(works_by_itself: None, journal_stands: datetime) -> Iterator[datetime]:
    """The clock stands still from before the scene is made."""
    now = timezone.now()
    with time_machine.travel(now, tick=False):
        yield now


@pytest.fixture
def scene(db: None, settings, tmp_path) -> Scene:
    """The records and their people."""
    settings.PAPERS_DIR = tmp_path / "papers"
    return make_scene()
