"""Sealing a file: who may, who still sees it, and that two people are needed to open it again."""

from collections.abc import Callable

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from sharedduty.foundations.access import actions
from sharedduty.foundations.access.actions import Refused
from sharedduty.foundations.access.files import exclude, grant, open_file
from sharedduty.foundations.access.models import Appointment, CaseFile, Sealing
from sharedduty.foundations.access.tests.conftest import browser_of, give_sign_in
from sharedduty.foundations.access.viewer import Viewer, seen_by
from tests.houses import House
from tests.journalled import journal_rows

pytestmark = pytest.mark.django_db
Holder = Callable[[str, str], Viewer]
WHY = "The father works in this building"


@pytest.fixture
def manager(holder: Holder) -> Viewer:
    return holder("Max", "front_door_manager")


@pytest.fixture
def second(holder: Holder) -> Viewer:
    return holder("Mia", "front_door_manager")


@pytest.fixture
def team(house: House) -> Viewer:
    """Somebody of the school's team, which was given the file."""
    return house.post_holder("Tia", "teacher", house.school)


@pytest.fixture
def file(manager: Viewer, house: House) -> CaseFile:
    """A file that the school's team was given, and one teacher by name."""
    with seen_by(manager):
        held = open_file(by=manager, kind="trial", area_id=house.area.pk, letter="C", team_id=house.front_door.pk)
        grant(by=manager, file=held, level="read", why="asked", team_id=house.school.pk)
        return held


def sees(viewer: Viewer, file: CaseFile) -> bool:
    with seen_by(viewer):
        return CaseFile.objects.filter(pk=file.pk).exists()


def sealed(manager: Viewer, second: Viewer, file: CaseFile) -> Sealing:
    with seen_by(manager):
        assert actions.seal(by=manager, file=file, second=post_of(second), reason=WHY) == [file.pk]
        return Sealing.objects.get(case_file=file)


def post_of(viewer: Viewer) -> Appointment:
    return Appointment.objects.get(pk=viewer.holding)


def test_a_sealed_file_stays_with_its_keepers_and_those_given_it_by_name(
    holder: Holder, manager: Viewer, second: Viewer, file: CaseFile, team: Viewer
) -> None:
    named = holder("Ned", "social_worker")
    with seen_by(manager):
        grant(by=manager, file=file, level="read", why="told us", appointment_id=named.appointment_id)
        grant(
            by=manager, file=file, level="known", why="child check", appointment_id=holder("Kit", "gp").appointment_id
        )
    assert sees(team, file) and sees(named, file) and sees(holder("Kit", "gp"), file)
    with journal_rows() as rows:
        sealed(manager, second, file)
    assert [sees(one, file) for one in (manager, second, named)] == [True] * 3
    assert [sees(one, file) for one in (team, holder("Kit", "gp"))] == [False] * 2
    row = next(row for row in rows if row["verb"] == "sealed file")
    assert (row["object_ref"], row["files"], row["reason"]) == (file.reference, [file.pk], WHY)


def test_who_may_not_seal(holder: Holder, manager: Viewer, second: Viewer, file: CaseFile, team: Viewer) -> None:
    with seen_by(manager):
        with pytest.raises(Refused, match="somebody else"):
            actions.seal(by=manager, file=file, second=post_of(manager), reason=WHY)
        with pytest.raises(Refused, match="Say why"):
            actions.seal(by=manager, file=file, second=post_of(second), reason=" ")
    reader = holder("Rob", "lado")
    with seen_by(manager):
        grant(by=manager, file=file, level="read", why="asked", appointment_id=reader.appointment_id)
        exclude(by=manager, file=file, reason="subject", account_id=second.account_id)
    with seen_by(reader):
        assert actions.seal(by=reader, file=file, second=post_of(manager), reason=WHY) == [], (
            "reads, and does not work on it"
        )
    with seen_by(second):
        assert actions.seal(by=second, file=file, second=post_of(manager), reason=WHY) == [], "shut out"
    worker = holder("Wim", "front_door_worker")
    with seen_by(worker), pytest.raises(Refused, match="may seal"):
        actions.seal(by=worker, file=file, second=post_of(manager), reason=WHY)
    assert sees(team, file)


def test_two_people_unseal_and_everything_is_as_it_was(
    manager: Viewer, second: Viewer, file: CaseFile, team: Viewer
) -> None:
    sealing = sealed(manager, second, file)
    with seen_by(manager):
        actions.ask_unsealing(by=manager, sealing=sealing, reason="He has left")
        with pytest.raises(Refused, match="other keeper"):
            actions.unseal(by=manager, sealing=sealing)
    with seen_by(second):
        actions.withdraw_unsealing(by=second, sealing=sealing)
        with pytest.raises(Refused, match="Nobody asks"):
            actions.unseal(by=second, sealing=sealing)
    with seen_by(manager):
        actions.ask_unsealing(by=manager, sealing=sealing, reason="He has left")
    assert not sees(team, file)
    with journal_rows() as rows, seen_by(second):
        assert actions.unseal(by=second, sealing=sealing) == [file.pk]
    assert [row["reason"] for row in rows if row["verb"] == "unsealed file"] == ["He has left"]
    assert sees(team, file) and sees(manager, file)
    with seen_by(manager):
        again = CaseFile.objects.get(pk=file.pk)
    assert (again.sealed, again.sensitivity) == (False, "ordinary")


def test_the_database_wants_two_people(manager: Viewer, second: Viewer, file: CaseFile) -> None:
    sealing = sealed(manager, second, file)
    with seen_by(manager), pytest.raises(IntegrityError, match="unsealing_takes_two_people"), transaction.atomic():
        Sealing.objects.filter(pk=sealing.pk).update(
            unseal_asked_by=manager.account_id, unsealed_by=manager.account_id, unsealed_at=timezone.now()
        )


def test_on_the_pages(holder: Holder, manager: Viewer, second: Viewer, file: CaseFile, team: Viewer) -> None:
    for one in (manager, second):
        give_sign_in(one)
    first, other = browser_of(manager), browser_of(second)
    address = f"/files/{file.reference}/seal/"
    assert first.post(address, {"reason": WHY}).status_code == 422
    done = first.post(address, {"reason": WHY, "second": post_of(second).reference})
    assert done.headers["Location"] == address
    page = other.get(address).content.decode()
    assert WHY in page and "Max (invented)" in page
    assert browser_of(holder("Lou", "lado")).get(address).status_code == 404
    away = f"/files/{file.reference}/unseal/"
    assert first.post(away, {"answer": "ask"}).status_code == 422
    first.post(away, {"answer": "ask", "reason": "He has left"})
    assert "The other keeper must confirm" in first.get(address).content.decode()
    waits = "Confirm that a file is unsealed"
    assert waits in other.get("/my-work/").content.decode() and waits not in first.get("/my-work/").content.decode()
    other.post(away, {"answer": "confirm"})
    assert sees(team, file)
