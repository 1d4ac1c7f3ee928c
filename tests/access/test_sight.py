"""Row-level security itself, with no view and no permission check in the way: the database alone decides."""

import datetime

import pytest
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from sharedduty.foundations.access.api import (
    PUBLIC,
    CaseFile,
    exclude,
    grant,
    hand_to_team,
    lift_line,
    open_file,
    seen_by,
)
from sharedduty.foundations.access.models import Exclusion, Grant
from sharedduty.foundations.forms.models import FormRecord
from tests.houses import House

pytestmark = pytest.mark.django_db


def draft(house: House, author) -> FormRecord:
    """A private draft by `author`, in a file that belongs to no team yet."""
    with seen_by(author):
        file = open_file(by=author, kind="trial", area_id=house.area.pk, letter="C")
        return FormRecord.objects.create(
            case_file=file, reference="F-0000-0001", form="concern", pack="p", started_at=timezone.now(),
            saved_at=timezone.now(), answers={"seen": "a secret"},
        )  # fmt: skip


def seen(viewer) -> tuple[int, int]:
    """How many files and form records `viewer` can see."""
    with seen_by(viewer):
        return CaseFile.objects.count(), FormRecord.objects.count()


def test_no_viewer_is_an_error_and_never_an_empty_answer(house: House) -> None:
    draft(house, house.post_holder("Ann", "teacher", house.school))  # of an empty table nobody's sight need be asked
    with pytest.raises(DatabaseError, match="no viewer is set"), transaction.atomic():
        FormRecord.objects.count()


def test_a_draft_is_its_authors_alone(house: House) -> None:
    author = house.post_holder("Ann", "teacher", house.school)
    colleague = house.post_holder("Bob", "teacher", house.school)
    worker = house.post_holder("Cat", "front_door_worker", house.front_door)
    record = draft(house, author)
    with seen_by(author):
        assert record.scope == record.case_file.scope != 0
    assert seen(author) == (1, 1)
    for other in (colleague, worker, PUBLIC):
        assert seen(other) == (0, 0)


@pytest.mark.rows("GL-XN-05")
def test_handing_a_file_over_takes_every_record_in_it_along(house: House) -> None:
    author = house.post_holder("Ann", "teacher", house.school)
    worker = house.post_holder("Cat", "front_door_worker", house.front_door)
    record = draft(house, author)
    with seen_by(author):
        hand_to_team(by=author, file=record.case_file, team_id=house.front_door.pk)
    assert seen(worker) == (1, 1)
    assert seen(author) == (1, 1)  # the author keeps sight of what they wrote


def test_a_former_post_holder_sees_nothing(house: House) -> None:
    author = house.post_holder("Ann", "teacher", house.school)
    record = draft(house, author)
    yesterday = timezone.localdate() - datetime.timedelta(days=1)
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE access_appointment SET held_until = %s WHERE id = %s", [yesterday, author.appointment_id]
        )
    assert seen(author) == (0, 0)
    assert record.pk


def test_an_account_made_inactive_sees_nothing_at_once(house: House) -> None:
    author = house.post_holder("Ann", "teacher", house.school)
    draft(house, author)
    with connection.cursor() as cursor:
        cursor.execute("UPDATE access_account SET is_active = false WHERE id = %s", [author.account_id])
    assert seen(author) == (0, 0)


def test_an_exclusion_beats_standing_reach_and_grants(house: House) -> None:
    author = house.post_holder("Ann", "teacher", house.school)
    worker = house.post_holder("Cat", "front_door_worker", house.front_door)
    other = house.post_holder("Dan", "front_door_worker", house.front_door)
    record = draft(house, author)
    with seen_by(author):
        hand_to_team(by=author, file=record.case_file, team_id=house.front_door.pk)
    with seen_by(other):
        file = CaseFile.objects.get(pk=record.case_file_id)
        grant(by=other, file=file, level="work", why="allocated", appointment_id=worker.appointment_id)
        exclude(by=other, file=file, reason="subject", account_id=worker.account_id)
    assert seen(worker) == (0, 0)
    assert seen(other) == (1, 1)


def test_a_file_opened_out_of_another_takes_over_who_is_shut_out_of_it(house: House) -> None:
    """Work goes on in other files; nobody comes round an exclusion by them, and a lifted one is not taken over."""
    author = house.post_holder("Ann", "teacher", house.school)
    shut, let_in = (house.post_holder(name, "front_door_worker", house.front_door) for name in ("Cat", "Eve"))
    other = house.post_holder("Dan", "front_door_worker", house.front_door)
    record = draft(house, author)
    with seen_by(author):
        hand_to_team(by=author, file=record.case_file, team_id=house.front_door.pk)
    given = {"kind": "trial", "area_id": house.area.pk, "team_id": house.front_door.pk, "letter": "W"}
    with seen_by(other):
        file = CaseFile.objects.get(pk=record.case_file_id)
        for one in (shut, let_in):
            exclude(by=other, file=file, reason="subject of the file", account_id=one.account_id)
        lift_line(by=other, file=file, account_id=let_in.account_id or 0, because="Not them after all")
        made = open_file(by=other, **given, out_of=[file.pk])
        again = open_file(by=other, **given, out_of=[made.pk])
        assert {one.account_id for one in Exclusion.objects.filter(case_file=again)} == {shut.account_id}
    assert seen(shut)[0] == 0
    assert seen(let_in)[0] == seen(other)[0] == 3
    with seen_by(author):  # who does not see a file cannot learn by this who is shut out of it
        guessed = open_file(by=author, kind="trial", area_id=house.area.pk, letter="C", out_of=[made.pk])
        assert not Exclusion.objects.filter(case_file=guessed).exists()


@pytest.mark.parametrize(("level", "sees_file", "sees_rows", "may_write"), [
    ("known", 1, 0, False), ("read", 1, 1, False), ("contribute", 1, 1, True), ("work", 1, 1, True),
])  # fmt: skip
def test_each_level_of_grant(house: House, level: str, sees_file: int, sees_rows: int, may_write: bool) -> None:
    author = house.post_holder("Ann", "teacher", house.school)
    guest = house.post_holder("Eve", "gp", house.school)
    record = draft(house, author)
    with seen_by(author):
        grant(by=author, file=record.case_file, level=level, why="invited", appointment_id=guest.appointment_id)
    assert seen(guest) == (sees_file, sees_rows)
    with seen_by(guest):
        changed = FormRecord.objects.filter(pk=record.pk).update(version=2)
    assert changed == (1 if may_write else 0)


def test_an_ended_grant_opens_nothing(house: House) -> None:
    author = house.post_holder("Ann", "teacher", house.school)
    guest = house.post_holder("Eve", "gp", house.school)
    record = draft(house, author)
    with seen_by(author):
        grant(
            by=author, file=record.case_file, level="read", why="invited", until=timezone.now() - datetime.timedelta(1),
            appointment_id=guest.appointment_id,
        )  # fmt: skip
    assert seen(guest) == (0, 0)


def test_nobody_grants_themselves_a_file_they_cannot_work(house: House) -> None:
    author = house.post_holder("Ann", "teacher", house.school)
    thief = house.post_holder("Eve", "gp", house.school)
    record = draft(house, author)
    with seen_by(thief), pytest.raises(DatabaseError, match="row-level security"), transaction.atomic():
        Grant.objects.create(
            case_file_id=record.case_file_id, appointment_id=thief.appointment_id, level="work", why="mine now",
            given_at=timezone.now(),
        )  # fmt: skip


@pytest.mark.parametrize("statement", [
    "TRUNCATE forms_formrecord CASCADE",
    "INSERT INTO access_reach (role, kind, sensitivity, breadth, may_work)"
    " VALUES ('gp', 'x', 'ordinary', 'area', true)",
    "UPDATE access_scope SET team_id = NULL",
    "UPDATE journal_entry SET actor = 'nobody'",
    "DELETE FROM journal_entry",
    "SELECT * FROM journal_entry",
    "SET ROLE {owner}",
    "SET ROLE {sight}",
    "SET ROLE {sealer}",
    "ALTER TABLE forms_formrecord DISABLE ROW LEVEL SECURITY",
    "CREATE TABLE mine (id int)",
])  # fmt: skip
def test_the_serving_role_cannot_step_round_its_limits(house: House, statement: str, settings) -> None:
    for kind, name in settings.DATABASE_ROLES.items():
        statement = statement.replace("{" + kind + "}", name)
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)


def test_no_role_of_the_product_is_a_superuser_or_bypasses_row_security(house: House, settings) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT rolname FROM pg_roles WHERE rolname = ANY (%s) AND (rolsuper OR rolbypassrls)",
            [list(settings.DATABASE_ROLES.values())],
        )
        assert cursor.fetchall() == []
        cursor.execute("SELECT current_user")
        assert cursor.fetchone()[0] == settings.DATABASE_ROLES["app"]


def test_every_definer_function_is_safe(house: House, settings) -> None:
    """Owned by `sight`, with a search path of its own, closed to PUBLIC, and without dynamic SQL (design section 4)."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT p.proname, pg_get_userbyid(p.proowner), p.proconfig, p.prosrc, p.proacl::text FROM pg_proc p"
            " JOIN pg_namespace n ON n.oid = p.pronamespace WHERE n.nspname = 'public' AND p.prosecdef"
        )
        functions = cursor.fetchall()
    assert len(functions) >= 11
    for name, owner, config, source, rights in functions:
        assert owner == settings.DATABASE_ROLES["sight"], name
        assert any(setting.startswith("search_path=") for setting in config or []), name
        assert "execute " not in source.lower().replace("execute function", ""), name
        assert rights is not None and "{=X" not in rights and ",=X" not in rights, name


def test_every_confidential_table_is_under_forced_row_security(house: House) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT c.relname FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname = 'scope'"
            " JOIN pg_namespace n ON n.oid = c.relnamespace WHERE n.nspname = 'public' AND c.relkind IN ('r', 'p')"
            " AND NOT (c.relrowsecurity AND c.relforcerowsecurity)"
        )
        assert cursor.fetchall() == []
