"""Emergency opening: who, from where, for how long, and its review; conflicts and lines; who has seen a file."""

import datetime
import re
from collections.abc import Callable, Iterator

import psycopg
import pytest
import time_machine
from django.db import DatabaseError, connection, connections, transaction
from django.http import HttpResponse

from sharedduty.foundations.access import actions, banner
from sharedduty.foundations.access.actions import Refused, emergency
from sharedduty.foundations.access.files import exclude, grant, open_file
from sharedduty.foundations.access.models import Appointment, BreakGlass, CaseFile, Exclusion
from sharedduty.foundations.access.queries import openings, openings_owed, sightings
from sharedduty.foundations.access.tests.conftest import browser_of, code, give_sign_in
from sharedduty.foundations.access.viewer import Viewer, seen_by
from sharedduty.foundations.journal.api import record_sight
from sharedduty.foundations.plain.calendar import england_and_wales
from tests.houses import House
from tests.journalled import journal_rows

pytestmark = pytest.mark.django_db
Holder = Callable[[str, str], Viewer]
REASON = "The father is on his way to the school and I must know the order"


@pytest.fixture
def owner(holder: Holder) -> Viewer:
    """Whoever holds the file."""
    return holder("Olga", "front_door_worker")


@pytest.fixture
def file(owner: Viewer, house: House) -> CaseFile:
    """A file of its opener alone: no team reaches it."""
    with seen_by(owner):
        return open_file(by=owner, kind="trial", area_id=house.area.pk, letter="C")


@pytest.fixture
def outsider(holder: Holder) -> Viewer:
    """A social worker with no sight of the file."""
    return holder("Sam", "social_worker")


def let_know(owner: Viewer, file: CaseFile, viewer: Viewer) -> None:
    with seen_by(owner):
        grant(by=owner, file=file, level="known", why="child check", appointment_id=viewer.appointment_id)


@pytest.fixture
def named(file: CaseFile) -> Iterator[list[tuple[str, str]]]:
    """A room that checks names, as the front door does: its own function decides."""
    tried: list[tuple[str, str]] = []

    def check(by: Viewer, reference: str, name: str) -> int | None:
        tried.append((reference, name))
        return file.pk if (reference, name) == (file.reference, "Ida Invented") else None

    actions.register_name_checker(check)
    yield tried
    emergency._checkers.remove(check)


def sees(viewer: Viewer, file: CaseFile) -> str:
    with seen_by(viewer), connection.cursor() as cursor:
        cursor.execute("SELECT %s = ANY (my_grants()), %s = ANY (my_work_grants())", [file.pk, file.pk])
        read, work = cursor.fetchone()
    return "work" if work else "read" if read else ""


def shown(answer: HttpResponse) -> str:
    """A page without what differs at every drawing."""
    return re.sub(r'(value|data-session-token)="[A-Za-z0-9-]{36,}"', "", answer.content.decode())


def test_what_is_known_to_exist_opens_to_read_with_a_reason_and_is_told(
    owner: Viewer, file: CaseFile, outsider: Viewer
) -> None:
    let_know(owner, file, outsider)
    client = browser_of(outsider)
    page = client.get(f"/emergency/{file.reference}/")
    assert page.status_code == 200 and 'name="child"' not in page.content.decode()
    assert client.post(f"/emergency/{file.reference}/", {"reason": ""}).status_code == 422
    assert client.post(f"/emergency/{file.reference}/", {"reason": "because"}).status_code == 422
    assert sees(outsider, file) == ""
    answer = client.post(f"/emergency/{file.reference}/", {"reason": REASON})
    assert answer.headers["Location"] == f"/emergency/{file.reference}/opened/"
    assert "The privacy officer has been told" in client.get(answer.headers["Location"]).content.decode()
    assert sees(outsider, file) == "read"
    assert alarms() == 1


def test_it_ends_after_24_hours(owner: Viewer, file: CaseFile, outsider: Viewer) -> None:
    let_know(owner, file, outsider)
    with seen_by(outsider):
        opening = actions.break_glass(by=outsider, file_id=file.pk, reason=REASON)
        kept = BreakGlass.objects.get(pk=opening)
    assert kept.until - kept.opened_at == datetime.timedelta(hours=24)
    with seen_by(owner), connection.cursor() as cursor:
        cursor.execute(
            "UPDATE access_grant SET until = now() - interval '1 second' WHERE why = 'emergency opening' AND case_file_id = %s",
            [file.pk],
        )
        assert cursor.rowcount == 1
    assert sees(outsider, file) == ""


def test_a_second_factor_older_than_five_minutes_is_asked_for_again_and_what_was_typed_waits(
    owner: Viewer, file: CaseFile, outsider: Viewer
) -> None:
    let_know(owner, file, outsider)
    give_sign_in(outsider)
    client = browser_of(outsider, proved_ago=301)
    asked = client.post(f"/emergency/{file.reference}/", {"reason": REASON})
    assert asked.headers["Location"].startswith("/account/who-are-you/code/?next=%2Femergency%2F")
    assert sees(outsider, file) == ""
    back = client.post(asked.headers["Location"], {"code": code()})
    assert back.headers["Location"] == f"/emergency/{file.reference}/"
    assert REASON in client.get(back.headers["Location"]).content.decode()


def test_a_full_reference_with_the_childs_name_makes_a_file_known_and_a_wrong_name_says_nothing(
    owner: Viewer, file: CaseFile, outsider: Viewer, named: list[tuple[str, str]]
) -> None:
    client = browser_of(outsider)
    here, nowhere = f"/emergency/{file.reference}/", "/emergency/C-0000-0000/"
    asked = [shown(client.get(path)).replace(path, "").replace(path.split("/")[2], "") for path in (here, nowhere)]
    assert asked[0] == asked[1], "the page does not say whether there is such a file"
    wrong = client.post(here, {"child": "Somebody Else", "reason": REASON})
    absent = client.post(nowhere, {"child": "Ida Invented", "reason": REASON})
    assert (wrong.status_code, absent.status_code) == (404, 404)
    assert shown(wrong) == shown(absent)
    assert named == [(file.reference, "Somebody Else"), ("C-0000-0000", "Ida Invented")]


def test_naming_stops_after_ten_tries_an_hour(outsider: Viewer, file: CaseFile, named: list[tuple[str, str]]) -> None:
    with seen_by(outsider):
        for _ in range(10):
            assert actions.name_the_child(by=outsider, reference=file.reference, name="Guess") is None
        assert actions.name_the_child(by=outsider, reference=file.reference, name="Ida Invented") is None
    assert len(named) == 10


def test_wrong_names_typed_into_the_page_are_counted_and_journalled(
    file: CaseFile, outsider: Viewer, named: list[tuple[str, str]]
) -> None:
    """The answer says nothing was there, and yet the try is kept: it counts, and the journal has it."""
    client = browser_of(outsider)
    with journal_rows() as rows:
        for number in range(10):
            wrong = client.post(f"/emergency/{file.reference}/", {"child": f"Guess {number}", "reason": REASON})
            assert wrong.status_code == 404
        right = client.post(f"/emergency/{file.reference}/", {"child": "Ida Invented", "reason": REASON})
    assert right.status_code == 404, "the eleventh try of an hour opens nothing"
    assert len(named) == 10 and sees(outsider, file) == ""
    assert [row["reason"] for row in rows if row["verb"] == "named the child"] == ["no such file under that name"] * 10


@pytest.mark.parametrize("barrier", ["sealed", "excluded account", "excluded post", "not known", "no permission"])
def test_every_barrier_gives_the_absent_answer(
    owner: Viewer, file: CaseFile, outsider: Viewer, holder: Holder, barrier: str
) -> None:
    viewer = holder("Tia", "teacher") if barrier == "no permission" else outsider
    if barrier != "not known":
        let_know(owner, file, viewer)
    with seen_by(owner):
        if barrier == "sealed":
            CaseFile.objects.filter(pk=file.pk).update(sealed=True)
        elif barrier == "excluded account":
            exclude(by=owner, file=file, reason="subject", account_id=viewer.account_id)
        elif barrier == "excluded post":
            exclude(by=owner, file=file, reason="subject", post_id=viewer.post_id)
    client = browser_of(viewer)
    sent = {"child": "Ida Invented", "reason": REASON}
    there, absent = client.post(f"/emergency/{file.reference}/", sent), client.post("/emergency/C-0000-0000/", sent)
    assert there.status_code == absent.status_code == 404
    assert shown(there) == shown(absent)
    with seen_by(viewer):
        assert actions.break_glass(by=viewer, file_id=file.pk, reason=REASON) is None
    assert sees(viewer, file) == "" and alarms() == 0


def alarms() -> int:
    """How many alarms to the privacy officer were asked for."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM procrastinate_jobs WHERE task_name = 'notices.opening_to_review'")
        return int(cursor.fetchone()[0])


def opened(owner: Viewer, file: CaseFile, outsider: Viewer) -> int:
    let_know(owner, file, outsider)
    with seen_by(outsider):
        opening = actions.break_glass(by=outsider, file_id=file.pk, reason=REASON)
    assert opening is not None
    return opening


def test_the_privacy_officer_reviews_it_once_and_sees_nothing_else_of_the_file(
    owner: Viewer, file: CaseFile, outsider: Viewer, holder: Holder
) -> None:
    opened(owner, file, outsider)
    officer = holder("Pia", "privacy_officer")
    client = browser_of(officer)
    with seen_by(officer):
        [row] = openings(officer)
        [owed] = openings_owed(officer) or []
        assert not CaseFile.objects.filter(pk=file.pk).exists()
    assert (owed.record, owed.late) == (file.reference, False)
    page = client.get(f"/privacy/openings/{row['mark']}/").content.decode()
    assert REASON in page and "Sam (invented)" in page
    assert client.post(f"/privacy/openings/{row['mark']}/", {"finding": "justified", "note": ""}).status_code == 422
    done = client.post(f"/privacy/openings/{row['mark']}/", {"finding": "justified", "note": "Order read, school told"})
    assert done.status_code == 302
    page = client.get(f"/privacy/openings/{row['mark']}/").content.decode()
    assert "Order read, school told" in page and "Pia (invented)" in page
    with seen_by(officer):
        assert openings_owed(officer) == []
        with pytest.raises(Refused, match="already"):
            actions.review_opening(by=officer, opening_id=row["id"], finding="avoidable", note="again")


def test_nobody_reviews_their_own_opening_and_others_cannot_review_at_all(
    owner: Viewer, file: CaseFile, outsider: Viewer, holder: Holder, house: House
) -> None:
    opening = opened(owner, file, outsider)
    manager = holder("Bea", "business_manager")
    with seen_by(manager):
        assert openings(manager) == [], "the business manager only once it is late"
    assert browser_of(outsider).get("/privacy/openings/").status_code == 404
    Appointment.objects.filter(pk=outsider.appointment_id).update(role="privacy_officer")
    with seen_by(outsider):
        assert openings(outsider) == []
        with pytest.raises(BreakGlass.DoesNotExist):
            reviewer = Viewer(**{**outsider.__dict__, "role": "privacy_officer"})
            actions.review_opening(by=reviewer, opening_id=opening, finding="justified", note="mine")


def test_the_review_is_due_after_five_working_days_and_the_reason_cannot_be_changed(
    owner: Viewer, file: CaseFile, outsider: Viewer, holder: Holder
) -> None:
    friday = datetime.datetime(2026, 12, 18, 16, 0, tzinfo=datetime.UTC)
    assert emergency.review_due(friday) == datetime.datetime(2026, 12, 29, 23, 59, 59, tzinfo=datetime.UTC)
    assert not england_and_wales().is_working_day(datetime.date(2026, 12, 28))
    with time_machine.travel(friday, tick=False):
        opening = opened(owner, file, outsider)
    officer = holder("Pia", "privacy_officer")
    with seen_by(officer):
        assert BreakGlass.objects.get(pk=opening).review_due_at.date() == datetime.date(2026, 12, 29)
    with (
        time_machine.travel(datetime.datetime(2026, 12, 30, 0, 0, 1, tzinfo=datetime.UTC), tick=False),
        seen_by(officer),
    ):
        [row] = openings(officer)
        assert row["late"]
    with seen_by(officer), pytest.raises(DatabaseError, match="permission denied"), transaction.atomic():
        BreakGlass.objects.filter(pk=opening).update(reason="better")


def test_declaring_a_conflict_shuts_one_out_at_once_in_every_post(
    owner: Viewer, file: CaseFile, outsider: Viewer
) -> None:
    let_know(owner, file, outsider)
    client = browser_of(outsider)
    assert client.get("/files/C-0000-0000/conflict/").status_code == 404
    assert client.post(f"/files/{file.reference}/conflict/", {"reason": ""}).status_code == 422
    assert client.post(f"/files/{file.reference}/conflict/", {"reason": "my neighbour"}).status_code == 302
    assert client.get(f"/files/{file.reference}/conflict/").status_code == 404
    with seen_by(outsider):
        assert not CaseFile.objects.filter(pk=file.pk).exists()
        assert not actions.declare_conflict(by=outsider, file_id=file.pk, reference=file.reference, reason="again")


def test_the_subject_and_their_whole_line_are_shut_out_even_where_one_of_them_does_it(
    owner: Viewer, file: CaseFile, holder: Holder, house: House
) -> None:
    accused, boss, head = (
        holder("Abe", "front_door_worker"),
        holder("Bob", "front_door_manager"),
        holder("Hal", "administrator"),
    )
    Appointment.objects.filter(pk=accused.appointment_id).update(reports_to=boss.appointment_id)
    Appointment.objects.filter(pk=boss.appointment_id).update(reports_to=head.appointment_id)
    with seen_by(owner):
        assert actions.exclude_line(by=owner, file=file, account_id=accused.account_id) == 3
        assert actions.exclude_line(by=owner, file=file, account_id=accused.account_id) == 0
        shut = set(Exclusion.objects.filter(case_file=file).values_list("account_id", flat=True))
    assert shut == {accused.account_id, boss.account_id, head.account_id}
    Appointment.objects.filter(pk=accused.appointment_id).update(reports_to=owner.appointment_id)
    with seen_by(owner):
        assert actions.exclude_line(by=owner, file=file, account_id=accused.account_id) == 1
    with seen_by(owner):
        assert not CaseFile.objects.filter(pk=file.pk).exists(), "whoever shuts the line out and stands in it, goes too"


def test_the_privacy_officer_sees_who_has_seen_a_file_but_not_of_sealed_ones(
    owner: Viewer, file: CaseFile, outsider: Viewer, holder: Holder
) -> None:
    opened(owner, file, outsider)
    officer = holder("Pia", "privacy_officer")
    client = browser_of(officer)
    page = client.get(f"/privacy/files/{file.reference}/").content.decode()
    assert (
        "opened in an emergency" in page and "Sam (invented)" in page and "opened file" in page and REASON not in page
    )
    assert client.get("/privacy/files/?reference=" + file.reference.lower().replace("-", "")).headers["Location"] == (
        f"/privacy/files/{file.reference}/"
    )
    assert client.get("/privacy/files/?reference=nonsense").status_code == 200
    for other in (outsider, holder("Ada", "administrator")):
        assert browser_of(other).get(f"/privacy/files/{file.reference}/").status_code == 404
        with seen_by(other):
            assert sightings(other, file.reference) == []
    with seen_by(owner):
        CaseFile.objects.filter(pk=file.pk).update(sealed=True)
    sealed, absent = client.get(f"/privacy/files/{file.reference}/"), client.get("/privacy/files/C-0000-0000/")
    assert sealed.status_code == absent.status_code == 404 and shown(sealed) == shown(absent)


@pytest.mark.django_db(transaction=True)
def test_an_open_incident_shows_on_every_page_until_the_privacy_officer_closes_it(holder: Holder) -> None:
    with psycopg.connect(**connections["owner"].get_connection_params(), autocommit=True) as keeper:
        keeper.execute("INSERT INTO journal_incident (finding) VALUES ('row 7 was altered')")
    client, watching = browser_of(holder("Pia", "privacy_officer")), browser_of(holder("Ada", "administrator"))
    assert "A check of the journal failed" in client.get("/account/").content.decode()
    page = client.get("/privacy/journal/").content.decode()
    assert "row 7 was altered" in page
    owed = "Look into a failed check of the journal"
    assert owed in client.get("/my-work/").content.decode()
    assert owed not in watching.get("/my-work/").content.decode()
    path = "/privacy/journal/incidents/" + page.split('href="/privacy/journal/incidents/')[1].split('"')[0]
    assert watching.get("/privacy/journal/").status_code == 200
    assert watching.post(path, {"reason": "never mind"}).status_code == 404
    assert client.post(path, {"reason": ""}).status_code == 422
    assert client.post(path, {"reason": "a test of the alarm"}).status_code == 302
    banner.forget()
    assert "A check of the journal failed" not in client.get("/account/").content.decode()
    assert owed not in client.get("/my-work/").content.decode()


def test_who_has_seen_a_busy_file_comes_a_page_at_a_time_with_the_true_number(
    owner: Viewer, file: CaseFile, holder: Holder
) -> None:
    with seen_by(owner):
        for number in range(60):
            record_sight(by=owner, verb="opened", object_type=f"page {number:02}", files=[file.pk])
    client, address = browser_of(holder("Pia", "privacy_officer")), f"/privacy/files/{file.reference}/"
    first, second = (client.get(f"{address}?page={page}").content.decode() for page in (1, 2))
    many = len(sightings_now(holder("Pia", "privacy_officer"), file))
    assert many >= 60 and f"{many} entries" in first and f"{many} entries" in second
    assert "page 59" in first and "page 05" not in first and "page 05" in second and "page 59" not in second


def sightings_now(officer: Viewer, file: CaseFile) -> list[dict[str, object]]:
    """What the officer would be shown of a file."""
    with seen_by(officer):
        return sightings(officer, file.reference)
