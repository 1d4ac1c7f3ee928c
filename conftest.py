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

from sharedduty.site import roles
from sharedduty.site.addresses import Addresses
from sharedduty.site.postgres import Server, forget
from tests import migrated, taken
from tests.chromium import chromium
from tests.partnership import Partnership
from tests.settings import PREFIX

pytest_plugins = ["tests.houses"]

LONGEST = ("test_twin_", "test_matrix", "test_answers", "test_every_page")
NO_BROWSER = "Chromium is not installed"
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
    taken.listen()
    teardown, TransactionTestCase._fixture_teardown = TransactionTestCase._fixture_teardown, _teardown(test_addresses)
    yield
    TransactionTestCase._fixture_teardown = teardown
    with django_db_blocker.unblock():
        connections.close_all()
        roles.drop_database(test_addresses)


@pytest.fixture(scope="session")
def partnership_server(request: pytest.FixtureRequest) -> Iterator[Partnership]:
    """The whole product with its demonstration, one for each worker, in processes of its own: see tests/partnership.py."""
    worker = getattr(request.config, "workerinput", {"workerid": ""})["workerid"]
    partnership = Partnership(f"served{worker}", durable=False)
    try:
        partnership.start()
        yield partnership
    finally:
        partnership.close()


@pytest.fixture(autouse=True)
def blocks_of_the_test(request: pytest.FixtureRequest) -> Iterator[None]:
    """A test that is undone at its end runs inside a block of its own: journal rows are written inside that one."""
    if not request.node.get_closest_marker("django_db") and not {"db", "transactional_db"} & set(request.fixturenames):
        yield
        return
    request.getfixturevalue("_django_db_helper")
    held = connections.all(initialized_only=True)
    for connection in held:
        connection.blocks_outside = len(connection.savepoint_ids) + 1 if connection.in_atomic_block else 0
    yield
    for connection in held:
        connection.blocks_outside = 0


def _ensure_template() -> None:
    """Start the server and migrate one database, once in a run, however many workers ask."""
    with _one_at_a_time():
        done = VAR / "migrated"
        if done.exists():
            return
        if settings.ADDRESSES.kind == "embedded":
            Server(settings=migrated.NOT_DURABLE + migrated.NOT_VACUUMED).ensure_running()
        roles.set_up(settings.ADDRESSES)
        migrated.migrate()
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


def pytest_addoption(parser: pytest.Parser) -> None:
    """For a second run on another database server: what never asks the database is the same there."""
    parser.addoption("--of-the-database", action="store_true", help="only tests that use the database")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out what never asks the database where that was wished; skip what needs a browser where there is none.

    The longest come first, so that no worker is left with one when the others have nothing more to do.
    `pytest_terminal_summary` says which were skipped, and the run does not pass.
    """
    if config.getoption("--of-the-database"):
        left_out = [one for one in items if not _asks_the_database(one)]
        items[:] = [one for one in items if _asks_the_database(one)]
        config.hook.pytest_deselected(items=left_out)
    items.sort(key=lambda one: not one.path.name.startswith(LONGEST))
    if chromium() is not None:
        return
    for item in items:
        if item.get_closest_marker("browser") or "journeys" in item.path.parts:
            item.add_marker(pytest.mark.skip(reason=NO_BROWSER))


def _asks_the_database(item: pytest.Item) -> bool:
    """Whether a test says so by a mark or a fixture: without either, pytest-django lets it reach no database."""
    fixtures = set(getattr(item, "fixturenames", ()))
    asked = {"db", "transactional_db", "django_db_setup", "test_addresses", "partnership_server"}
    return item.get_closest_marker("django_db") is not None or bool(fixtures & asked)


@pytest.hookimpl(trylast=True)
def pytest_sessionfinish(session: pytest.Session, exitstatus: int) -> None:
    """Let no run pass for complete in which the browser tests could not be run, unless ALLOW_NO_BROWSER=1.

    Nor one of every test in which a declared step of a process was never taken.
    """
    taken.keep(VAR, getattr(session.config, "workerinput", {"workerid": "main"})["workerid"])
    if exitstatus == 0 and _every_test_was_run(session.config) and taken.report(VAR):
        session.exitstatus = pytest.ExitCode.TESTS_FAILED
    allowed = os.environ.get("ALLOW_NO_BROWSER", "") == "1"
    if exitstatus == 0 and not allowed and _skipped_for_want_of_a_browser(session.config):
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    """Name every browser test that did not run."""
    untried = taken.report(VAR) if _every_test_was_run(config) else []
    if untried:
        terminalreporter.section("steps of a process that no test took")
        for name in untried:
            terminalreporter.line(f"FAILED no test took: {name}")
    names = _skipped_for_want_of_a_browser(config)
    if names:
        terminalreporter.section("browser tests that did not run")
        for name in names:
            terminalreporter.line(f"FAILED no browser: {name}")
        terminalreporter.line(
            f"{len(names)} tests need Chromium and did not run: install it, or set ALLOW_NO_BROWSER=1"
        )


def _every_test_was_run(config: pytest.Config) -> bool:
    """Whether this is the one who started a run of all tests that may run at the same time (scripts/test)."""
    wanted = config.option
    whole = config.args == [str(one) for one in config.getini("testpaths")]
    picked = wanted.keyword or getattr(wanted, "lf", False) or wanted.collectonly
    return whole and not picked and wanted.markexpr in ("", "not alone") and not hasattr(config, "workerinput")


def _skipped_for_want_of_a_browser(config: pytest.Config) -> list[str]:
    reporter = config.pluginmanager.get_plugin("terminalreporter")
    skipped = reporter.stats.get("skipped", []) if reporter else []
    return sorted({report.nodeid for report in skipped if NO_BROWSER in str(report.longrepr)})


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
    for folder in (*place.glob("served-*"), place):
        server = Server(folder)
        server.stop()
        forget(server)
    shutil.rmtree(place, ignore_errors=True)
