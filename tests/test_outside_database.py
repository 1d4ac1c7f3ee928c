"""Set-up on a server we were given: what it makes, as whom the product serves, and the one line when it may not."""

from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from sharedduty.site import roles
from sharedduty.site.addresses import Address, database_addresses
from sharedduty.site.postgres import Server
from sharedduty.site.refusals import Refusal

PASSWORD = "an-invented-password"


class Outside:
    """A server somebody else runs, and the means to make roles on it and to write their URLs."""

    def __init__(self, server: Server) -> None:
        self.superuser = server.address()

    def does(self, statement: str, database: str = "postgres") -> None:
        with roles.session(self.superuser.at(database)) as session:
            session.execute(statement)

    def url(self, role: str, database: str) -> str:
        password = self.superuser.password if role == "postgres" else PASSWORD
        return f"postgresql://{role}:{password}@/{database}?host={self.superuser.host}&port=5432"


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    found = Server(tmp_path_factory.mktemp("outside"), settings="fsync = off\n")
    found.ensure_running()
    yield found
    found.stop()


@pytest.fixture
def outside(server: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Outside]:
    for name in ("DATABASE_URL", "DATABASE_OWNER_URL", "DATABASE_ROLE_SUFFIX"):
        monkeypatch.delenv(name, raising=False)
    found = Outside(server)
    monkeypatch.setenv("SHAREDDUTY_VAR", str(tmp_path))
    yield found
    with roles.session(found.superuser) as session:
        for (database,) in session.execute("SELECT datname FROM pg_database WHERE datname LIKE 'p\\_%'").fetchall():
            session.execute(f'DROP DATABASE "{database}" WITH (FORCE)')
        for (role,) in session.execute(
            "SELECT rolname FROM pg_roles WHERE rolname LIKE 'sharedduty%' OR rolname LIKE 'given%'"
        ).fetchall():
            session.execute(f'DROP OWNED BY "{role}"')
            session.execute(f'DROP ROLE "{role}"')


def _who(address: Address) -> tuple[object, ...]:
    with roles.session(address) as session:
        found = session.execute(
            "SELECT current_user::text, rolsuper FROM pg_roles WHERE rolname = current_user"
        ).fetchone()
    assert found is not None
    return found


@pytest.mark.parametrize("kind", ["SUPERUSER", "CREATEROLE CREATEDB"])
@pytest.mark.parametrize("there", [True, False])
def test_one_url_makes_the_roles_and_serves_as_app(
    outside: Outside, monkeypatch: pytest.MonkeyPatch, kind: str, there: bool
) -> None:
    outside.does(f"CREATE ROLE given_maker LOGIN {kind} PASSWORD '{PASSWORD}'")
    if there:
        outside.does("CREATE DATABASE p_one OWNER given_maker")
    monkeypatch.setenv("DATABASE_URL", outside.url("given_maker", "p_one"))
    addresses = database_addresses()
    roles.set_up(addresses)
    roles.set_up(addresses)
    assert _who(addresses.logins["app"]) == ("sharedduty_app", False)
    assert _who(addresses.logins["owner"]) == ("sharedduty_owner", False)
    assert "given_maker" not in {address.user for address in addresses.logins.values()}
    roles.drop_database(addresses)
    roles.drop_roles(addresses)


def test_one_url_without_createrole_names_it(outside: Outside, monkeypatch: pytest.MonkeyPatch) -> None:
    outside.does(f"CREATE ROLE given_maker LOGIN CREATEDB PASSWORD '{PASSWORD}'")
    monkeypatch.setenv("DATABASE_URL", outside.url("given_maker", "p_one"))
    with pytest.raises(Refusal, match=r"given_maker lacks .*CREATEROLE") as refusal:
        roles.set_up(database_addresses())
    assert "\n" not in str(refusal.value)


def test_one_url_without_createdb_names_it(outside: Outside, monkeypatch: pytest.MonkeyPatch) -> None:
    outside.does(f"CREATE ROLE given_maker LOGIN CREATEROLE PASSWORD '{PASSWORD}'")
    monkeypatch.setenv("DATABASE_URL", outside.url("given_maker", "p_one"))
    with pytest.raises(Refusal, match=r"given_maker lacks .*create database") as refusal:
        roles.set_up(database_addresses())
    assert "\n" not in str(refusal.value)


def test_two_urls_use_the_roles_given(outside: Outside, monkeypatch: pytest.MonkeyPatch) -> None:
    outside.does(f"CREATE ROLE given_owner LOGIN CREATEROLE PASSWORD '{PASSWORD}'")
    outside.does(f"CREATE ROLE given_app LOGIN PASSWORD '{PASSWORD}'")
    outside.does("CREATE DATABASE p_two OWNER given_owner")
    monkeypatch.setenv("DATABASE_URL", outside.url("given_app", "p_two"))
    monkeypatch.setenv("DATABASE_OWNER_URL", outside.url("given_owner", "p_two"))
    addresses = database_addresses()
    roles.set_up(addresses)
    assert _who(addresses.logins["app"]) == ("given_app", False)
    assert _who(addresses.logins["worker"]) == ("sharedduty_worker", False)
    with roles.session(addresses.logins["app"]) as app, pytest.raises(psycopg.errors.InsufficientPrivilege):
        app.execute("CREATE TABLE a_table (id integer)")


def test_a_serving_role_above_row_level_security_is_refused(outside: Outside, monkeypatch: pytest.MonkeyPatch) -> None:
    outside.does(f"CREATE ROLE given_owner LOGIN CREATEROLE PASSWORD '{PASSWORD}'")
    outside.does(f"CREATE ROLE given_app LOGIN BYPASSRLS PASSWORD '{PASSWORD}'")
    outside.does("CREATE DATABASE p_two OWNER given_owner")
    monkeypatch.setenv("DATABASE_URL", outside.url("given_app", "p_two"))
    monkeypatch.setenv("DATABASE_OWNER_URL", outside.url("given_owner", "p_two"))
    with pytest.raises(Refusal, match=r"given_app .*bypasses row-level security"):
        roles.set_up(database_addresses())


def test_a_serving_role_that_can_become_the_owner_is_refused(outside: Outside, monkeypatch: pytest.MonkeyPatch) -> None:
    outside.does(f"CREATE ROLE given_owner LOGIN CREATEROLE PASSWORD '{PASSWORD}'")
    outside.does(f"CREATE ROLE given_app LOGIN PASSWORD '{PASSWORD}' IN ROLE given_owner")
    outside.does("CREATE DATABASE p_two OWNER given_owner")
    monkeypatch.setenv("DATABASE_URL", outside.url("given_app", "p_two"))
    monkeypatch.setenv("DATABASE_OWNER_URL", outside.url("given_owner", "p_two"))
    with pytest.raises(Refusal, match="can become the owner"):
        roles.set_up(database_addresses())


def test_two_installations_on_one_server_are_kept_apart(
    outside: Outside, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("DATABASE_URL", outside.url("postgres", "p_one"))
    roles.set_up(database_addresses())
    monkeypatch.setenv("SHAREDDUTY_VAR", str(tmp_path / "another"))
    monkeypatch.setenv("DATABASE_URL", outside.url("postgres", "p_other"))
    with pytest.raises(Refusal, match="DATABASE_ROLE_SUFFIX"):
        roles.set_up(database_addresses())
    monkeypatch.setenv("DATABASE_ROLE_SUFFIX", "_other")
    roles.set_up(database_addresses())
    assert _who(database_addresses().logins["app"]) == ("sharedduty_app_other", False)


@pytest.mark.parametrize(
    ("url", "says"),
    [
        ("mysql://a:b@host/name", "PostgreSQL only"),
        ("postgresql://a:b@host:port/name", "cannot be read"),
        ("postgresql://host/", "must name a role and a database"),
    ],
)
def test_an_unreadable_address_is_one_line(
    outside: Outside, monkeypatch: pytest.MonkeyPatch, url: str, says: str
) -> None:
    monkeypatch.setenv("DATABASE_URL", url)
    with pytest.raises(Refusal, match=says):
        database_addresses()


def test_a_server_that_is_away_is_one_line(outside: Outside, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgresql://a:b@127.0.0.1:1/name")
    with pytest.raises(Refusal, match="cannot be reached") as refusal:
        roles.set_up(database_addresses())
    assert "\n" not in str(refusal.value)
