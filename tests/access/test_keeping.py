"""Files come up for review when their day has come, are kept with a reason, and stay as they are when on hold."""

import datetime
from collections.abc import Iterator

import pytest
import time_machine
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from sharedduty.foundations.access.files import exclude, open_file
from sharedduty.foundations.access.models import CaseFile
from sharedduty.foundations.access.tests.conftest import browser_of, give_sign_in
from sharedduty.foundations.access.viewer import Viewer, seen_by
from sharedduty.foundations.directory.models import Area, Organisation, Team
from sharedduty.foundations.people.actions import register_person
from sharedduty.foundations.people.models import Person
from sharedduty.foundations.plain.clocks import add_months
from sharedduty.foundations.retention import actions, queries
from sharedduty.foundations.retention.actions import Refused, find_due, keep, lift_hold, set_hold
from sharedduty.foundations.retention.models import Hold, Review
from tests.houses import House
from tests.journalled import journal_rows

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "reminder", "owner"])
BORN = datetime.date(2015, 3, 7)
WHY = "The social work team still answers questions about it"


@pytest.fixture
def officer(house: House) -> Viewer:
    return house.post_holder("Pia", "privacy_officer", house.front_door)


@pytest.fixture
def worker(house: House) -> Viewer:
    return house.post_holder("Cat", "front_door_worker", house.front_door)


@pytest.fixture
def child(house: House, worker: Viewer) -> Person:
    return a_child(house, worker)


def a_child(house: House, worker: Viewer, born: datetime.date | None = BORN) -> Person:
    with seen_by(worker):
        return register_person(
            by=worker, area_id=house.area.pk, given_names="Jamie", family_name="Examplewood", birth_on=born,
            birth_known="exact" if born else "unknown",
        )  # fmt: skip


def waiting(viewer: Viewer) -> list[Review]:
    with seen_by(viewer):
        return list(queries.waiting(viewer))


def the_file(worker: Viewer, held: Person) -> CaseFile:
    with seen_by(worker):
        return CaseFile.objects.get(pk=held.case_file_id)


@pytest.mark.rows("D14")
def test_a_childs_file_is_found_on_its_day_and_not_one_before_over_a_hundred_and_one_years(
    child: Person, officer: Viewer
) -> None:
    turned = add_months(BORN, 75 * 12)
    today = timezone.localdate()
    for years in range(101):
        day = add_months(today, 12 * years)
        assert find_due(day) == (1 if day.year == 2090 else 0), f"{day}: once, in the year the child would be 75"
        assert len(waiting(officer)) == (1 if day >= turned else 0)
    [found] = waiting(officer)
    assert (found.due_on, found.counted_from, found.from_on) == (turned, "birth", BORN)
    assert found.case_file_id == child.case_file_id


@pytest.mark.rows("D14")
def test_the_night_before_is_too_early_and_finding_twice_finds_once(child: Person, officer: Viewer) -> None:
    turned = add_months(BORN, 75 * 12)
    assert find_due(turned - datetime.timedelta(days=1)) == 0
    assert [find_due(turned), find_due(turned), find_due(turned + datetime.timedelta(days=400))] == [1, 0, 0]
    assert len(waiting(officer)) == 1


def test_without_a_birth_date_a_file_counts_from_its_opening(house: House, worker: Viewer, officer: Viewer) -> None:
    held = a_child(house, worker, None)
    opened = timezone.localdate(the_file(worker, held).opened_at)
    due = add_months(opened, 75 * 12)
    assert find_due(due - datetime.timedelta(days=1)) == 0
    assert find_due(due) == 1
    [found] = waiting(officer)
    assert (found.counted_from, found.due_on) == ("opening", due)


@pytest.fixture
def in_2090() -> Iterator[datetime.date]:
    """A day after the child's file reached the end of its period."""
    day = datetime.date(2090, 6, 1)
    with time_machine.travel(datetime.datetime(2090, 6, 1, 10, tzinfo=datetime.UTC), tick=False):
        yield day


@pytest.mark.rows("D14")
def test_a_file_is_kept_with_a_reason_and_comes_back_on_the_day_given(
    child: Person, officer: Viewer, in_2090: datetime.date
) -> None:
    assert find_due() == 1
    [found] = waiting(officer)
    again = datetime.date(2100, 1, 15)
    with journal_rows() as rows, seen_by(officer):
        for reason, day in ((" ", again), (WHY, in_2090), (WHY, datetime.date(2300, 1, 1))):
            with pytest.raises(Refused):
                keep(by=officer, review=found, reason=reason, review_on=day)
        keep(by=officer, review=found, reason=WHY, review_on=again)
        with pytest.raises(Refused, match="already"):
            keep(by=officer, review=found, reason=WHY, review_on=again)
    [row] = [row for row in rows if row["verb"] == "kept file"]
    assert (row["object_ref"], row["files"], row["reason"]) == (found.reference, [child.case_file_id], WHY)
    assert find_due() == 0 and find_due(again - datetime.timedelta(days=1)) == 0
    assert find_due(again) == 1
    [back] = waiting(officer)
    assert (back.counted_from, back.due_on) == ("review", again)
    with seen_by(officer):
        assert Review.objects.get(pk=found.pk).decided_by_id == officer.appointment_id


@pytest.mark.rows("D14")
def test_a_file_on_hold_stays_and_the_hold_names_who_set_and_who_lifted_it(
    child: Person, officer: Viewer, worker: Viewer
) -> None:
    reference = the_file(worker, child).reference
    with journal_rows() as rows, seen_by(officer):
        with pytest.raises(Refused):
            set_hold(by=officer, reference=reference, reason=" ")
        assert set_hold(by=officer, reference=reference, reason="A court asked for it") == child.case_file_id
        assert set_hold(by=officer, reference=reference, reason="Again") is None, "it is on hold already"
        [held] = Hold.objects.all()
        assert (held.set_by_id, held.reason) == (officer.appointment_id, "A court asked for it")
    assert the_file(worker, child).legal_hold is True
    with journal_rows() as later, seen_by(officer):
        with pytest.raises(Refused):
            lift_hold(by=officer, hold_id=held.pk, reference=reference, reason="")
        lift_hold(by=officer, hold_id=held.pk, reference=reference, reason="The court released it")
        with pytest.raises(Refused, match="already"):
            lift_hold(by=officer, hold_id=held.pk, reference=reference, reason="Again")
    assert the_file(worker, child).legal_hold is False
    told = [(row["verb"], row["object_ref"], row["reason"]) for row in [*rows, *later] if "hold" in row["verb"]]
    assert told == [
        ("put on legal hold", reference, "A court asked for it"),
        ("lifted legal hold", reference, "The court released it"),
    ]


def test_nobody_else_decides_holds_or_sees_the_lists(
    house: House, child: Person, officer: Viewer, worker: Viewer, in_2090: datetime.date
) -> None:
    find_due()
    [found] = waiting(officer)
    reference = the_file(worker, child).reference
    for other in (worker, house.post_holder("Ada", "administrator", house.front_door)):
        with seen_by(other):
            assert not Review.objects.exists() and not queries.waiting(other).exists(), "not even the team that owns it"
            with pytest.raises(Refused):
                keep(by=other, review=found, reason=WHY, review_on=datetime.date(2100, 1, 1))
            with pytest.raises(Refused):
                set_hold(by=other, reference=reference, reason=WHY)
            with connection.cursor() as cursor:
                cursor.execute("SELECT retention_set_hold(%s, %s)", [reference, WHY])
                assert cursor.fetchone() == (None,), "row-level security alone says no too"
    with seen_by(officer):
        assert set_hold(by=officer, reference=reference, reason=WHY)
    elsewhere = Area.objects.create(key="farshire", name="Farshire", local_pack="gloucestershire-2023")
    council = Organisation.objects.create(area=elsewhere, key="far", name="Far Council", sector="local_authority")
    stranger = house.post_holder(
        "Fay",
        "privacy_officer",
        Team.objects.create(organisation=council, key="privacy", name="Privacy", purpose="other"),
    )
    with seen_by(stranger):  # of another area: neither the lists nor a guess tell that there is such a file
        assert not queries.waiting(stranger).exists() and not queries.holds(stranger).exists()
        assert set_hold(by=stranger, reference=reference, reason=WHY) is None
        with pytest.raises(Refused, match="already"):
            keep(by=stranger, review=found, reason=WHY, review_on=datetime.date(2100, 1, 1))
    with seen_by(officer), pytest.raises(DatabaseError), transaction.atomic():
        Hold.objects.create(
            case_file_id=child.case_file_id, reference=reference, kind="person", set_by_id=officer.appointment_id,
            set_at=timezone.now(), reason=WHY,
        )  # fmt: skip


@pytest.mark.rows("D14")
def test_a_sealed_file_and_one_the_officer_is_shut_out_of_are_not_there(
    house: House, worker: Viewer, officer: Viewer, in_2090: datetime.date
) -> None:
    with seen_by(officer):
        absent = set_hold(by=officer, reference="PN-0000-0000", reason=WHY)
    with seen_by(worker):
        one = open_file(by=worker, kind="trial", area_id=house.area.pk, letter="C", team_id=house.front_door.pk)
        shut = open_file(by=worker, kind="trial", area_id=house.area.pk, letter="C", team_id=house.front_door.pk)
        opened = timezone.localdate(one.opened_at)
        exclude(by=worker, file=shut, reason="conflict", account_id=officer.account_id)
    with seen_by(officer):
        assert set_hold(by=officer, reference=one.reference, reason=WHY) == one.pk
        assert set_hold(by=officer, reference=shut.reference, reason=WHY) is absent is None
    later = add_months(opened, 75 * 12)
    assert find_due(later) == 2
    assert [found.case_file_id for found in waiting(officer)] == [one.pk]
    second = house.post_holder("Mia", "front_door_manager", house.front_door)
    with seen_by(worker), connection.cursor() as cursor:
        cursor.execute("SELECT access_seal(%s, %s, %s)", [one.pk, WHY, second.appointment_id])
        assert cursor.fetchone()[0] is not None
    assert not waiting(officer)
    with seen_by(officer):
        assert not queries.holds(officer).exists(), "a hold on a sealed file tells that it exists"
        assert set_hold(by=officer, reference=one.reference, reason=WHY) is None


def test_the_pages_list_show_and_decide(child: Person, officer: Viewer, worker: Viewer, in_2090: datetime.date) -> None:
    reference = the_file(worker, child).reference
    find_due()
    give_sign_in(officer)
    browser = browser_of(officer)
    listed = browser.get("/privacy/keeping/").content.decode()
    assert reference in listed and "7 Mar 2090" in listed
    assert "Jamie" not in listed and "Examplewood" not in listed
    with seen_by(officer):
        [owed] = queries.owed(officer) or []
        assert (owed.record, owed.link, owed.file) == ("1 file", "/privacy/keeping/", None)
        mark = queries.listed(officer, waiting(officer))[0]["mark"]
    page = f"/privacy/keeping/{mark}/"
    assert browser.get("/privacy/keeping/0000000000000000/").status_code == 404
    wrong = browser.post(page, {"reason": "", "review_on-day": "1", "review_on-month": "1", "review_on-year": "2089"})
    assert wrong.status_code == 422 and "Say why it is kept" in wrong.content.decode()
    hold = browser.post("/privacy/keeping/holds/", {"reference": reference.lower(), "reason": WHY}, follow=True)
    assert "is on hold" in hold.content.decode() and WHY in hold.content.decode()
    assert "It stays as it is" in browser.get(page).content.decode()
    given = {"reason": WHY, "review_on-day": "1", "review_on-month": "1", "review_on-year": "2100"}
    done = browser.post(page, given, follow=True)
    assert "is kept. It is looked at again on 1 January 2100" in done.content.decode()
    assert browser.get(page).status_code == 404


@pytest.mark.rows("D14")
def test_nothing_in_the_house_destroys_a_file(
    child: Person, officer: Viewer, worker: Viewer, in_2090: datetime.date
) -> None:
    """The end of a period is a day to look: found, ignored for ten years, and still there, every row of it."""
    before = the_file(worker, child)
    for years in range(10):
        find_due(add_months(in_2090, 12 * years))
    assert the_file(worker, child) == before
    with seen_by(worker):
        assert Person.objects.get(pk=child.pk).given_names == "Jamie"
    assert not [name for name in dir(actions) if "dispose" in name or "delete" in name]
