"""A bank holiday declared after limits began to run: in the night every open clock follows it, and says so."""

import datetime

import pytest

from sharedduty.foundations.access.api import Viewer, open_file, seen_by
from sharedduty.foundations.plain.calendar import england_and_wales, parse_calendar
from sharedduty.foundations.plain.clocks import LONDON
from sharedduty.foundations.process import api as process
from sharedduty.foundations.process import timed
from sharedduty.foundations.process.models import Clock
from tests.houses import House
from tests.journalled import journal_rows

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "reminder", "owner"])
FRIDAY = datetime.datetime(2026, 11, 20, 16, 0, tzinfo=LONDON)


@pytest.fixture
def worker(house: House) -> Viewer:
    return house.post_holder("Cat", "front_door_worker", house.front_door)


def running(worker: Viewer, key: str = "referral.decision") -> Clock:
    with seen_by(worker):
        file = open_file(by=worker, kind="trial", area_id=worker.area_id or 0, letter="C", team_id=worker.team_id)
        clock = process.start_clock(
            by=worker, file=file, record=file.reference, key=key, at=FRIDAY, title="Decide", team_id=worker.team_id
        )
    assert clock is not None
    return clock


def declare(monkeypatch: pytest.MonkeyPatch) -> str:
    """A bank holiday on the Monday after, declared late."""
    later = parse_calendar(
        "# version: invented\ndate,name,basis\n2026-11-23,Invented holiday,published\n", name="invented",
        base=england_and_wales(),
    )  # fmt: skip
    for module in ("guidance.answers", "process.timed"):
        monkeypatch.setattr(f"sharedduty.foundations.{module}.england_and_wales", lambda: later)
    return later.version


def as_it_is(worker: Viewer, clock: Clock) -> Clock:
    with seen_by(worker):
        return Clock.objects.get(pk=clock.pk)


@pytest.mark.rows("D8", "GL-XN-01")
def test_open_clocks_move_and_met_and_stopped_ones_keep_what_they_were_judged_on(
    worker: Viewer, monkeypatch: pytest.MonkeyPatch
) -> None:
    open_, met, stopped = running(worker), running(worker), running(worker)
    with seen_by(worker):
        process.meet(by=worker, record=met.record, key="referral.decision")
        process.stop(by=worker, record=stopped.record, because="withdrawn")
    assert timed.follow_the_calendar() == 0, "the calendar is the one they were counted by"
    version = declare(monkeypatch)
    with journal_rows("reminder") as rows:
        assert timed.follow_the_calendar() == 1
    [row] = rows
    assert (row["verb"], row["object_ref"], row["files"]) == (
        "clock computed again",
        open_.record,
        [open_.case_file_id],
    )
    assert "bank holidays" in row["reason"]
    now = as_it_is(worker, open_)
    assert now.due_at == datetime.datetime(2026, 11, 24, 23, 59, 59, tzinfo=LONDON)
    assert (now.calendar_version, now.started_at) == (version, FRIDAY)
    for one in (met, stopped):
        assert as_it_is(worker, one).due_at == one.due_at
    assert timed.follow_the_calendar() == 0, "once is enough"


def test_a_limit_that_no_edition_knows_any_more_keeps_its_date_and_holds_up_no_other(
    worker: Viewer, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    lost, other = running(worker), running(worker)
    with seen_by(worker):
        Clock.objects.filter(pk=lost.pk).update(key="no.such.limit")
    declare(monkeypatch)
    monkeypatch.setattr(timed, "AT_ONCE", 1)  # one a block: the second block goes on after the first
    assert timed.follow_the_calendar() == 1
    assert as_it_is(worker, lost).due_at == lost.due_at
    assert as_it_is(worker, other).due_at > other.due_at
    assert "no.such.limit" in caplog.text
