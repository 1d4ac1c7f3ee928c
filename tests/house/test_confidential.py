"""Every table of confidential records is under forced row-level security, from the migration that makes it (ADR 0009)."""

import re

import pytest
from django.apps import apps
from django.conf import settings
from django.db import connection

from sharedduty.foundations.access.models import BreakGlass, CaseFile, Confidential, Exclusion, Grant
from tests.house import survey
from tests.house.test_relations import own_models

# The access foundation protects its own four tables with `protect_access_tables`, the rest with `protect`.
OWN = (CaseFile, Grant, Exclusion, BreakGlass)
# The privacy officer's reviews: a definer function gives the ids, and leaves out what the reviewer is shut out of.
REVIEWS = ("access_openings()", "people_shut_to_reviewer()", "retention_keeping()")
SEEN, ADDED, CHANGED, REMOVED = "SELECT", "INSERT", "UPDATE", "DELETE"


def confidential() -> list[type[Confidential]]:
    """Every model that lies inside a case file."""
    return [model for model in own_models() if issubclass(model, Confidential)]


def _columns(table: str) -> set[str]:
    with connection.cursor() as cursor:  # from the catalogue: a look into the table itself needs a viewer
        cursor.execute("SELECT column_name FROM information_schema.columns WHERE table_name = %s", [table])
        return {name for (name,) in cursor.fetchall()}


def test_the_house_has_confidential_tables() -> None:
    assert len(confidential()) >= 15


@pytest.mark.django_db
@pytest.mark.parametrize("model", [CaseFile, *confidential()], ids=lambda model: model._meta.db_table)
def test_a_confidential_table_is_under_forced_row_level_security(model: type[Confidential]) -> None:
    table, app = (
        model._meta.db_table,
        settings.DATABASE_ROLES["app"] if isinstance(settings.DATABASE_ROLES, dict) else None,
    )
    with connection.cursor() as cursor:
        cursor.execute("SELECT relrowsecurity, relforcerowsecurity FROM pg_class WHERE oid = %s::regclass", [table])
        assert cursor.fetchone() == (True, True)
        cursor.execute("SELECT current_user")
        serving = app or cursor.fetchone()[0]
        cursor.execute(
            "SELECT cmd, qual, with_check FROM pg_policies WHERE tablename = %s AND %s = ANY (roles)", [table, serving]
        )
        policies = cursor.fetchall()
    commands = {command for command, _, _ in policies}
    assert SEEN in commands, "nobody could read it"
    assert commands <= {SEEN, ADDED, CHANGED, REMOVED}, "one policy a command; one left out means it is never allowed"
    for command, seen, checked in policies:
        text = (seen or "") + (checked or "")
        if any(review in text for review in REVIEWS):
            continue
        assert "my_exclusions()" in text, f"{command} of {table} forgets exclusions"
        assert ("my_work_scopes()" in text) is (command != SEEN), f"{command} of {table} reads the wrong reach"


@pytest.mark.django_db
def test_nothing_lies_in_a_case_file_without_being_protected() -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT c.table_name FROM information_schema.columns c"
            " JOIN pg_class t ON t.relname = c.table_name AND t.relkind IN ('r', 'p') AND NOT t.relforcerowsecurity"
            " WHERE c.table_schema = 'public' AND c.column_name = 'case_file_id'"
        )
        bare = [table for (table,) in cursor.fetchall()]
    assert not bare, survey.told(bare, "a table with a case file is a subclass of Confidential and protected")


@pytest.mark.django_db
@pytest.mark.parametrize("model", confidential(), ids=lambda model: model._meta.db_table)
def test_scope_follows_the_case_file_by_itself(model: type[Confidential]) -> None:
    table = model._meta.db_table
    assert {"case_file_id", "scope"} <= _columns(table)
    with connection.cursor() as cursor:
        cursor.execute("SELECT tgname FROM pg_trigger WHERE tgrelid = %s::regclass AND NOT tgisinternal", [table])
        assert f"{table}_takes_scope" in {name for (name,) in cursor.fetchall()}
        cursor.execute(
            "SELECT confupdtype::text FROM pg_constraint WHERE conrelid = %s::regclass AND conname = %s",
            [table, f"{table}_in_file"],
        )
        assert cursor.fetchone() == ("c",), "the composite key to the case file cascades"


@pytest.mark.parametrize("model", confidential(), ids=lambda model: model._meta.db_table)
def test_the_migration_that_makes_the_table_protects_it(model: type[Confidential]) -> None:
    table, name = model._meta.db_table, model.__name__
    folder = survey.ROOT / "src" / model._meta.app_config.name.replace(".", "/") / "migrations"
    making = [
        path.read_text(encoding="utf-8")
        for path in sorted(folder.glob("[0-9]*.py"))
        if re.search(rf"CreateModel\(\s*name=[\"']{name}[\"']", path.read_text(encoding="utf-8"))
    ]
    assert len(making) == 1
    assert table in making[0] and "protect" in making[0] if model not in OWN else "make_everything" in making[0]


@pytest.mark.django_db
def test_the_serving_role_owns_nothing_and_cannot_pass_by() -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT rolsuper, rolbypassrls, rolcreaterole, rolcreatedb FROM pg_roles WHERE rolname = current_user"
        )
        assert cursor.fetchone() == (False, False, False, False)
        cursor.execute("SELECT count(*) FROM pg_class WHERE relowner = current_user::regrole")
        assert cursor.fetchone() == (0,)
        cursor.execute(
            "SELECT table_name FROM information_schema.role_table_grants WHERE grantee = current_user"
            " AND privilege_type IN ('TRUNCATE', 'TRIGGER', 'REFERENCES') AND table_schema = 'public'"
        )
        too_much = {table for (table,) in cursor.fetchall()} & {model._meta.db_table for model in confidential()}
    assert not too_much


@pytest.mark.django_db
def test_every_definer_function_is_closed_and_sets_its_own_path() -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT p.oid::regprocedure::text, coalesce(array_to_string(p.proconfig, ','), ''),"
            " coalesce(array_to_string(p.proacl, ','), '')"
            " FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace"
            " WHERE p.prosecdef AND n.nspname = 'public'"
        )
        functions = cursor.fetchall()
    assert functions
    loose = [name for name, configuration, _ in functions if "search_path" not in configuration]
    # An entry of the access list that begins with "=" is PUBLIC; no list at all means PUBLIC may call it.
    loose += [name for name, _, rights in functions if not rights or re.search(r"(^|,)=\w*X", rights)]
    assert not loose, survey.told(loose, "definer functions set search_path and are revoked from PUBLIC")


def test_every_installed_room_is_known() -> None:
    """A room whose app is not installed would have its tables forgotten by every test above."""
    installed = {config.name for config in apps.get_app_configs()}
    forgotten = [room.name for room in survey.rooms() if f"sharedduty.modules.{room.name}" not in installed]
    assert not forgotten
