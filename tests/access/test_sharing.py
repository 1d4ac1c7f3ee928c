"""Files that teams share: what a team is granted stands in the file's scope, and sight is the same as by a list of grants.

The work the database has with a team's sight must not grow with every child the team is asked about (docs/performance.md).
"""

import datetime

import pytest
import time_machine
from django.db import connection
from django.utils import timezone

from sharedduty.foundations.access.api import (
    CaseFile,
    Shared,
    Viewer,
    exclude,
    grant,
    hand_to_team,
    open_file,
    revoke,
    seen_by,
)
from sharedduty.foundations.access.models import Grant, Scope
from sharedduty.foundations.directory.models import Team
from sharedduty.foundations.forms.models import FormRecord
from tests.houses import House

pytestmark = pytest.mark.django_db


@pytest.fixture
def worker(house: House) -> Viewer:
    return house.post_holder("Cat", "front_door_worker", house.front_door)


@pytest.fixture
def teacher(house: House) -> Viewer:
    return house.post_holder("Ann", "teacher", house.school)


@pytest.fixture
def clinic(house: House) -> Team:
    return Team.objects.create(organisation=house.school.organisation, key="clinic", name="Clinic", purpose="other")


@pytest.fixture
def nurse(house: House, clinic: Team) -> Viewer:
    return house.post_holder("Nia", "practitioner", clinic)


def opened(house: House, by: Viewer, shared_with: Shared | None = None) -> CaseFile:
    with seen_by(by):
        return open_file(
            by=by, kind="trial", area_id=house.area.pk, letter="C", team_id=house.front_door.pk, shared_with=shared_with
        )


def used_before(house: House, by: Viewer, level: str = "read") -> None:
    """Another file was shared with the school before, so that the scope is there: a new one is used from the next on."""
    opened(house, by, Shared(house.school.pk, level, "asked"))


def sees(viewer: Viewer, file: CaseFile) -> bool:
    with seen_by(viewer):
        return CaseFile.objects.filter(pk=file.pk).exists()


def writes(viewer: Viewer, file: CaseFile) -> bool:
    with seen_by(viewer):
        return CaseFile.objects.filter(pk=file.pk).update(legal_hold=False) == 1


def an_hour_ago() -> datetime.datetime:
    """Before this test, which is one transaction: within it the database's clock stands still."""
    return timezone.now() - datetime.timedelta(hours=1)


def end(by: Viewer, file: CaseFile, **grantee: int) -> None:
    with seen_by(by), time_machine.travel(an_hour_ago(), tick=False):
        assert revoke(by=by, file=file, why="withdrawn", **grantee) == 1


def listed(viewer: Viewer, function: str = "my_grants") -> int:
    """How many files the database reads one by one for this viewer in every statement."""
    with seen_by(viewer), connection.cursor() as cursor:
        cursor.execute(f"SELECT cardinality({function}())")
        return int(cursor.fetchone()[0])


@pytest.mark.rows("GL-XN-05")
@pytest.mark.parametrize(("level", "may_write"), [("read", False), ("contribute", True), ("work", True)])
def test_a_team_reaches_a_file_shared_with_it_from_its_opening(
    house: House, worker: Viewer, teacher: Viewer, nurse: Viewer, level: str, may_write: bool
) -> None:
    file = opened(house, worker, Shared(house.school.pk, level, "asked"))
    assert (sees(teacher, file), writes(teacher, file)) == (True, may_write)
    assert not sees(nurse, file)
    with seen_by(worker):  # the grant is on record as any other
        held = Grant.objects.get(case_file=file, team=house.school)
    assert (held.level, held.why, held.in_scope, held.until) == (level, "asked", True, None)


@pytest.mark.parametrize(("level", "may_write"), [("read", False), ("contribute", True), ("work", True)])
def test_a_team_reaches_a_file_shared_with_it_later(
    house: House, worker: Viewer, teacher: Viewer, level: str, may_write: bool
) -> None:
    used_before(house, worker, level)
    file = opened(house, worker)
    assert not sees(teacher, file)
    with seen_by(worker):
        grant(by=worker, file=file, level=level, why="asked", team_id=house.school.pk)
    assert (sees(teacher, file), writes(teacher, file)) == (True, may_write)
    assert sees(worker, file)
    assert listed(teacher) == 0


def test_what_is_read_one_by_one_does_not_grow_with_what_a_team_is_asked(
    house: House, worker: Viewer, teacher: Viewer
) -> None:
    for _ in range(12):
        opened(house, worker, Shared(house.school.pk, "contribute", "asked"))
    with seen_by(teacher):
        assert CaseFile.objects.count() == 12
    for function in ("my_grants", "my_work_grants", "my_known"):
        assert listed(teacher, function) == 0
    assert (
        Scope.objects.filter(kind="trial").count() == 2
    )  # of the front door's own, and of those shared with the school


def test_to_be_known_to_exist_is_no_sight(house: House, worker: Viewer, teacher: Viewer) -> None:
    file = opened(house, worker)
    with seen_by(worker):
        record = FormRecord.objects.create(
            case_file=file, reference="F-0000-0001", form="concern", pack="p", started_at=timezone.now(),
            saved_at=timezone.now(), answers={},
        )  # fmt: skip
        grant(by=worker, file=file, level="known", why="check", team_id=house.school.pk)
    assert sees(teacher, file)  # the envelope, which the policy for files shows
    with seen_by(teacher):
        assert not FormRecord.objects.filter(pk=record.pk).exists()
    assert (listed(teacher), listed(teacher, "my_known")) == (0, 1)


def test_what_ends_is_seen_no_more(house: House, worker: Viewer, teacher: Viewer) -> None:
    file = opened(house, worker, Shared(house.school.pk, "contribute", "asked"))
    end(worker, file, team_id=house.school.pk)
    assert not sees(teacher, file)
    assert sees(worker, file)


def test_until_a_day_is_listed_and_ends_by_itself(house: House, worker: Viewer, teacher: Viewer) -> None:
    file = opened(house, worker)
    with seen_by(worker):
        until = timezone.now() + datetime.timedelta(hours=1)
        grant(by=worker, file=file, level="read", why="for an hour", team_id=house.school.pk, until=until)
    assert sees(teacher, file)
    assert listed(teacher) == 1
    with seen_by(worker):
        Grant.objects.filter(case_file=file, team=house.school).update(until=an_hour_ago())
    assert not sees(teacher, file)


def test_a_third_team_is_listed_until_there_is_room(
    house: House, worker: Viewer, teacher: Viewer, nurse: Viewer, clinic: Team
) -> None:
    """Two stand in the scope; the sight of a third is the same. The second file finds the scopes that the first made."""
    other = Team.objects.create(organisation=house.school.organisation, key="third", name="Third", purpose="other")
    listings = []
    for _ in range(2):
        file = opened(house, worker)
        with seen_by(worker):
            for team in (house.school, other, clinic):
                grant(by=worker, file=file, level="read", why="asked", team_id=team.pk)
        assert sees(teacher, file)
        assert sees(nurse, file)
        before = listed(nurse)
        end(worker, file, team_id=house.school.pk)
        assert not sees(teacher, file)
        assert sees(nurse, file)
        listings.append((before, listed(nurse)))
    assert listings == [(1, 1), (2, 1)]


def test_a_scope_that_is_new_is_used_from_the_next_file_on(house: House, worker: Viewer, teacher: Viewer) -> None:
    for number in (1, 2, 3):
        file = opened(house, worker)
        with seen_by(worker):
            grant(by=worker, file=file, level="read", why="asked", team_id=house.school.pk)
        assert sees(teacher, file), number
        assert listed(teacher) == 1, "the first alone"


def test_two_grants_to_one_team_end_one_by_one(house: House, worker: Viewer, teacher: Viewer) -> None:
    file = opened(house, worker, Shared(house.school.pk, "contribute", "asked"))
    with seen_by(worker):
        grant(by=worker, file=file, level="read", why="handed over", team_id=house.school.pk)
        Grant.objects.filter(case_file=file, why="asked").update(until=an_hour_ago())
    assert (sees(teacher, file), writes(teacher, file)) == (True, False)


def test_who_shares_it_goes_on_sharing_in_other_hands(
    house: House, worker: Viewer, teacher: Viewer, clinic: Team
) -> None:
    file = opened(house, worker, Shared(house.school.pk, "contribute", "asked"))
    with seen_by(worker):
        grant(by=worker, file=file, level="work", why="keeps on", account_id=worker.account_id)
        hand_to_team(by=worker, file=file, team_id=clinic.pk)
    assert sees(teacher, file)
    assert writes(teacher, file)
    with seen_by(worker):
        assert Scope.objects.get(pk=CaseFile.objects.get(pk=file.pk).scope).team == clinic


def test_an_exclusion_beats_it(house: House, worker: Viewer, teacher: Viewer) -> None:
    file = opened(house, worker, Shared(house.school.pk, "contribute", "asked"))
    with seen_by(worker):
        exclude(by=worker, file=file, reason="conflict", account_id=teacher.account_id)
    assert not sees(teacher, file)
    assert not writes(teacher, file)


def test_rows_of_the_file_follow_its_scope(house: House, worker: Viewer, teacher: Viewer) -> None:
    file = opened(house, worker)
    with seen_by(worker):
        record = FormRecord.objects.create(
            case_file=file, reference="F-0000-0001", form="concern", pack="p", started_at=timezone.now(),
            saved_at=timezone.now(), answers={},
        )  # fmt: skip
        grant(by=worker, file=file, level="read", why="asked", team_id=house.school.pk)
    with seen_by(teacher):
        assert FormRecord.objects.filter(pk=record.pk).exists()
    with seen_by(worker):
        held = CaseFile.objects.get(pk=file.pk).scope
        assert FormRecord.objects.get(pk=record.pk).scope == held
        assert set(Grant.objects.filter(case_file=file).values_list("scope", flat=True)) <= {held}


def test_a_level_that_changes_changes_what_the_team_may_do(house: House, worker: Viewer, teacher: Viewer) -> None:
    used_before(house, worker)
    file = opened(house, worker, Shared(house.school.pk, "contribute", "asked"))
    with seen_by(worker):
        Grant.objects.filter(case_file=file, team=house.school).update(level="read")
    assert (sees(teacher, file), writes(teacher, file)) == (True, False)
    with seen_by(worker):
        Grant.objects.filter(case_file=file, team=house.school).update(level="known")
    assert (listed(teacher), listed(teacher, "my_known")) == (0, 1)
