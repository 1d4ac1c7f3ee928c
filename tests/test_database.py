"""The ground every other test stands on: who the database says we are, and what each role may not do."""

import psycopg
import pytest
from django.db import connection, connections

from sharedduty.site.addresses import Addresses
from sharedduty.site.roles import session


@pytest.mark.django_db
def test_tests_serve_as_the_app_role(test_addresses: Addresses) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_user, current_database(), current_setting('timezone')")
        assert cursor.fetchone() == (test_addresses.roles["app"], test_addresses.database, "UTC")


@pytest.mark.django_db(databases=["default", "owner", "sealer", "reminder", "importer", "worker"])
def test_every_alias_is_its_own_role_on_one_database(test_addresses: Addresses) -> None:
    seen = {}
    for alias in ("default", "owner", "sealer", "reminder", "importer", "worker"):
        with connections[alias].cursor() as cursor:
            cursor.execute("SELECT current_user, current_database()")
            seen[alias] = cursor.fetchone()
    assert {name for _, name in seen.values()} == {test_addresses.database}
    assert len({user for user, _ in seen.values()}) == 6


@pytest.mark.parametrize("key", ["owner", "app", "sight", "sealer", "reminder", "importer", "worker"])
def test_no_role_is_above_row_level_security(django_db_setup: None, test_addresses: Addresses, key: str) -> None:
    with session(test_addresses.logins["owner"]) as owner:
        found = owner.execute(
            "SELECT rolsuper, rolbypassrls, rolcanlogin, rolcreatedb FROM pg_roles WHERE rolname = %s",
            [test_addresses.roles[key]],
        ).fetchone()
    assert found is not None
    superuser, bypasses, may_sign_in, may_make_databases = found
    assert not superuser and not bypasses
    assert may_sign_in is (key != "sight")
    if test_addresses.kind != "given":
        assert not may_make_databases


@pytest.mark.parametrize("other", ["owner", "sight", "sealer", "reminder", "importer", "worker"])
def test_app_cannot_become_another_role(django_db_setup: None, test_addresses: Addresses, other: str) -> None:
    with session(test_addresses.logins["app"]) as app, pytest.raises(psycopg.errors.InsufficientPrivilege):
        app.execute(f'SET ROLE "{test_addresses.roles[other]}"')


@pytest.mark.parametrize(
    "statement",
    [
        "CREATE TABLE a_table (id integer)",
        "CREATE TEMPORARY TABLE a_table (id integer)",
        "TRUNCATE django_session",
        "DROP TABLE django_session",
        "ALTER TABLE django_session DISABLE ROW LEVEL SECURITY",
        "CREATE EXTENSION hstore",
    ],
)
def test_app_owns_nothing(django_db_setup: None, test_addresses: Addresses, statement: str) -> None:
    with session(test_addresses.logins["app"]) as app, pytest.raises(psycopg.errors.InsufficientPrivilege):
        app.execute(statement)


def test_app_owns_no_object(django_db_setup: None, test_addresses: Addresses) -> None:
    with session(test_addresses.logins["owner"]) as owner:
        found = owner.execute(
            "SELECT count(*) FROM pg_class c JOIN pg_roles r ON r.oid = c.relowner WHERE r.rolname = %s",
            [test_addresses.roles["app"]],
        ).fetchone()
    assert found == (0,)
