"""What the database itself says of its roles, tables, views and functions, whichever server it runs on (design section 4)."""

import re

import pytest
from django.db import connection

pytestmark = pytest.mark.django_db
# Called by other definer functions alone, each with a check of its own before it: never by the serving role itself.
INNER = {"access_note_known", "access_open_along", "people_keep_spellings"}


def asked(statement: str, *values: object) -> list[tuple]:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return cursor.fetchall()


@pytest.fixture
def names(settings) -> dict[str, str]:
    return dict(settings.DATABASE_ROLES)


def test_no_role_of_the_product_stands_above_row_level_security(names: dict[str, str]) -> None:
    held = asked(
        "SELECT rolname, rolsuper, rolbypassrls, rolreplication FROM pg_roles WHERE rolname = ANY (%s)",
        [*names.values()],
    )
    assert {name for name, *_ in held} == set(names.values())
    assert not [row for row in held if any(row[1:])]


def test_the_serving_role_can_become_nobody_else(names: dict[str, str]) -> None:
    become = [
        name for kind, name in names.items() if kind != "app"
        and asked("SELECT pg_has_role(%s, %s, 'MEMBER')", names["app"], name)[0][0]
    ]  # fmt: skip
    assert not become
    assert asked("SELECT rolcanlogin FROM pg_roles WHERE rolname = %s", names["sight"]) == [(False,)]


def test_the_serving_role_owns_nothing_and_empties_no_table(names: dict[str, str]) -> None:
    assert asked("SELECT count(*) FROM pg_class WHERE relowner = %s::regrole", names["app"]) == [(0,)]
    assert asked("SELECT count(*) FROM pg_proc WHERE proowner = %s::regrole", names["app"]) == [(0,)]
    emptied = asked(
        "SELECT c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE n.nspname = 'public'"
        " AND c.relkind IN ('r', 'p') AND has_table_privilege(%s, c.oid, 'TRUNCATE')", names["app"],
    )  # fmt: skip
    assert not emptied
    assert asked("SELECT has_schema_privilege(%s, 'public', 'CREATE')", names["app"]) == [(False,)]


def test_a_partition_is_reached_through_its_table_alone(names: dict[str, str]) -> None:
    """A grant on a partition would pass by the policies of its table."""
    partitions = asked("SELECT relname FROM pg_class WHERE relispartition AND relkind = 'r'")
    assert partitions, "the journal lies in partitions"
    open_ = [
        (name, kind, right) for (name,) in partitions for kind in ("app", "reminder", "importer")
        for right in ("SELECT", "INSERT", "UPDATE", "DELETE")
        if asked("SELECT has_table_privilege(%s, %s::regclass, %s)", names[kind], f"public.{name}", right)[0][0]
    ]  # fmt: skip
    assert not open_


def test_every_view_looks_with_its_readers_own_rights() -> None:
    loose = asked(
        "SELECT c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE n.nspname = 'public'"
        " AND (c.relkind = 'm' OR c.relkind = 'v' AND NOT coalesce(c.reloptions, '{}') @> ARRAY['security_invoker=true'])"
        " AND NOT EXISTS (SELECT 1 FROM pg_depend d WHERE d.objid = c.oid AND d.deptype = 'e')"
    )
    assert not loose, "views are made WITH (security_invoker = true); a materialised one would keep what its maker saw"


def test_every_definer_function_is_sights_keeps_its_path_and_says_what_it_runs(names: dict[str, str]) -> None:
    functions = asked(
        "SELECT p.proname, pg_get_userbyid(p.proowner), coalesce(array_to_string(p.proconfig, ','), ''), p.prosrc,"
        " coalesce(array_to_string(p.proacl, ','), '')"
        " FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace WHERE p.prosecdef AND n.nspname = 'public'"
    )
    assert len(functions) > 20
    faults = []
    for name, owner, setting, source, rights in functions:
        if owner != names["sight"]:
            faults.append(f"{name} belongs to {owner}")
        if "search_path=public, pg_temp" not in setting.replace('"', ""):
            faults.append(f"{name} has no search path of its own")
        if not rights or re.search(r"(^|,)=\w*X", rights):
            faults.append(f"{name} may be called by PUBLIC")
        if re.search(r"\bexecute\b(?!\s+function)|\bformat\s*\(|quote_(ident|literal)", source, re.I):
            faults.append(f"{name} puts a statement together")
        if name in INNER and re.search(rf"(^|,){names['app']}=\w*X", rights.replace('"', "")):
            faults.append(f"{name} may be called by the serving role itself")
    assert not faults, "\n  ".join(faults)


def test_a_policy_that_lets_everything_through_is_for_no_role_a_page_runs_as(names: dict[str, str]) -> None:
    open_ = asked(
        "SELECT tablename, policyname, roles FROM pg_policies WHERE schemaname = 'public' AND (qual = 'true' OR"
        " with_check = 'true') AND (roles && ARRAY[%s, 'public']::name[])", names["app"],
    )  # fmt: skip
    assert not open_
