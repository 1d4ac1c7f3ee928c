"""The database every test runs on: a real PostgreSQL, its own roles, served as the role the product serves as."""

import fcntl
import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connections
from django.test import TransactionTestCase
from pytest_django.plugin import DjangoDbBlocker

from sharedduty.site import preparation, roles
from sharedduty.site.addresses import Addresses
from sharedduty.site.postgres import Server
from tests.partnership import Partnership
from tests.settings import PREFIX

pytest_plugins = ["tests.houses"]

NOT_DURABLE = "fsync = off\nsynchronous_commit = off\nfull_page_writes = off\n"
VAR = Path(os.environ["SHAREDDUTY_VAR"])


@pytest.fixture(scope="session")
def test_addresses(request: pytest.FixtureRequest) -> Addresses:
    """The addresses of this worker's own database."""
    worker = getattr(request.config, "workerinput", {"workerid": "main"})["workerid"]
    return settings.ADDRESSES.at(f"{settings.ADDRESSES.database}_{worker}")


@pytest.fixture(scope="session")
def django_db_setup(
    django_test_environment: None, django_db_blocker: DjangoDbBlocker, test_addresses: Addresses
) -> Iterator[None]:
    """Make this worker's database out of the migrated one, and serve from it as the role `app`."""
    with django_db_blocker.unblock():
        _ensure_template()
        _fresh_database(test_addresses)
    teardown, TransactionTestCase._fixture_teardown = TransactionTestCase._fixture_teardown, _teardown(test_addresses)
    yield
    TransactionTestCase._fixture_teardown = teardown
    with django_db_blocker.unblock():
        connections.close_all()
        roles.drop_database(test_addresses)


@pytest.fixture(scope="session")
def partnership_server() -> Iterator[Partnership]:
    """The whole product with its demonstration, running in a process of its own: see tests/partnership.py."""
    partnership = Partnership()
    try:
        partnership.start()
        yield partnership
    finally:
        partnership.close()


def _ensure_template() -> None:
    """Start the server and migrate one database, once in a run, however many workers ask."""
    with _one_at_a_time():
        done = VAR / "migrated"
        if done.exists():
            return
        if settings.ADDRESSES.kind == "embedded":
            Server(settings=NOT_DURABLE).ensure_running()
        roles.set_up(settings.ADDRESSES)
        preparation.migrate()
        connections.close_all()
        roles.make_template(settings.ADDRESSES)
        done.touch()


def _fresh_database(addresses: Addresses) -> None:
    connections.close_all()
    with _one_at_a_time():  # a database cannot be copied by two at once
        roles.drop_database(addresses)
        roles.set_up(addresses, template=settings.ADDRESSES.database)
    for alias, address in addresses.as_django().items():
        connections[alias].settings_dict["NAME"] = address["NAME"]


def _teardown(addresses: Addresses) -> Callable[[TransactionTestCase], None]:
    """Django empties tables after a test with real transactions; `app` may not, so the database is made again."""

    def make_again(self: TransactionTestCase) -> None:
        _fresh_database(addresses)

    return make_again


@contextmanager
def _one_at_a_time() -> Iterator[None]:
    with (VAR / "lock").open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


def pytest_configure(config: pytest.Config) -> None:
    """Clear away what killed runs left behind."""
    if hasattr(config, "workerinput"):
        return
    for place in Path(tempfile.gettempdir()).glob(f"{PREFIX}*"):
        try:
            tester = int((place / "tested-by").read_text())
            os.kill(tester, 0)
        except ProcessLookupError:
            _clear(place)
        except (OSError, ValueError):
            continue


def pytest_unconfigure(config: pytest.Config) -> None:
    """Stop the server and drop what this run made."""
    if hasattr(config, "workerinput"):
        return
    if (VAR / "migrated").exists() and settings.ADDRESSES.kind != "embedded":
        roles.drop_database(settings.ADDRESSES)
        roles.drop_roles(settings.ADDRESSES)
    _clear(VAR)


def _clear(place: Path) -> None:
    server = Server(place)
    server.stop()
    shutil.rmtree(place, ignore_errors=True)
