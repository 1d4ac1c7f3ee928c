"""Running clocks: started from guidance, met, set aside, and computed again when the calendar changes."""

import datetime
from zoneinfo import ZoneInfo

import pytest
from django.db import DatabaseError, transaction

from sharedduty.foundations.access.api import CaseFile, Viewer, open_file, seen_by
from sharedduty.foundations.plain.calendar import england_and_wales, parse_calendar
from sharedduty.foundations.process import api as process
from sharedduty.foundations.process.models import Clock
from tests.houses import House

pytestmark = pytest.mark.django_db
LONDON = ZoneInfo("Europe/London")
FRIDAY = datetime.datetime(2026, 11, 20, 16, 0, tzinfo=LONDON)


@pytest.fixture
def worker(house: House) -> Viewer:
    return house.post_holder("Cat", "front_door_worker", house.front_door)


def opened(by: Viewer) -> CaseFile:
    return open_file(by=by, kind="trial", area_id=by.area_id or 0, team_id=by.team_id, letter="C")


def start(by: Viewer, file: CaseFile, key: str = "referral.decision", at: datetime.datetime = FRIDAY) -> Clock | None:
    return process.start_clock(
        by=by, file=file, record=file.reference, key=key, at=at, title="Decide next steps", team_id=by.team_id
    )


@pytest.mark.rows("GL-XN-01", "WT-REF-08")
def test_a_contact_on_a_friday_is_due_by_the_end_of_monday(worker: Viewer) -> None:
    with seen_by(worker):
        clock = start(worker, opened(worker))
    assert clock is not None
    assert clock.due_at == datetime.datetime(2026, 11, 23, 23, 59, 59, tzinfo=LONDON)
    assert clock.layers
    assert clock.citation
    assert clock.calendar_version


def test_a_limit_without_a_number_starts_no_clock_and_is_never_guessed(worker: Viewer) -> None:
    with seen_by(worker):
        file = opened(worker)
        assert start(worker, file, key="cpplan.turning18") is None
        assert not Clock.objects.exists()


@pytest.mark.rows("D8")
def test_a_met_clock_keeps_what_it_was_judged_on(worker: Viewer) -> None:
    with seen_by(worker):
        file = opened(worker)
        clock = start(worker, file)
        assert clock is not None
        late = clock.due_at + datetime.timedelta(hours=1)
        assert (
            process.meet(by=worker, record=file.reference, key="referral.decision", at=late, late_because="Snow") == 1
        )
        clock.refresh_from_db()
        assert (clock.met_at, clock.late_because) == (late, "Snow")
        assert process.recompute(by=worker, clock=clock, because="calendar") is False
        assert process.meet(by=worker, record=file.reference, key="referral.decision") == 0


def test_a_clock_is_set_aside_only_with_a_reason(worker: Viewer) -> None:
    with seen_by(worker):
        file = opened(worker)
        start(worker, file)
        with pytest.raises(DatabaseError, match="clock_stopped_with_a_reason"), transaction.atomic():
            process.stop(by=worker, record=file.reference, because="")
        assert process.stop(by=worker, record=file.reference, because="withdrawn") == 1
        assert not process.open_clocks(worker, file.reference).exists()


@pytest.mark.rows("GL-XN-01", "D8")
def test_an_open_clock_follows_a_bank_holiday_declared_late(worker: Viewer, monkeypatch: pytest.MonkeyPatch) -> None:
    with seen_by(worker):
        clock = start(worker, opened(worker))
        assert clock is not None
        later = parse_calendar(
            "# version: invented\ndate,name,basis\n2026-11-23,Invented holiday,published\n",
            name="invented",
            base=england_and_wales(),
        )
        monkeypatch.setattr("sharedduty.foundations.guidance.answers.england_and_wales", lambda: later)
        assert process.recompute(by=worker, clock=clock, because="a bank holiday was declared") is True
        clock.refresh_from_db()
    assert clock.due_at == datetime.datetime(2026, 11, 24, 23, 59, 59, tzinfo=LONDON)


def test_a_handover_needs_an_owner_and_an_outcome(worker: Viewer) -> None:
    with seen_by(worker):
        file = opened(worker)
        with pytest.raises(ValueError, match="owned"):
            process.leave(by=worker, file=file, from_record=file.reference, start="assessment", summary="s")
        handover = process.leave(
            by=worker,
            file=file,
            from_record=file.reference,
            start="assessment",
            summary="s",
            owner_team_id=worker.team_id,
        )
        process.accept(by=worker, handover=handover)
        with pytest.raises(ValueError, match="became"):
            process.close(by=worker, handover=handover, outcome=" ")
        process.close(by=worker, handover=handover, outcome="Assessment begun")
        handover.refresh_from_db()
        assert handover.accepted_at
        assert handover.closed_at


@pytest.mark.rows("GL-FD-13")
def test_work_taken_up_in_another_room_says_where_it_went_and_only_once(worker: Viewer) -> None:
    with seen_by(worker):
        file = opened(worker)
        handover = process.leave(
            by=worker,
            file=file,
            from_record="C-0000-0000",
            start="assessment",
            summary="s",
            owner_team_id=worker.team_id,
        )
        process.take_up(by=worker, handover=handover, led_to="AS-0000-0001", outcome="Assessment begun")
        handover.refresh_from_db()
        assert (handover.led_to, handover.outcome) == ("AS-0000-0001", "Assessment begun")
        assert handover.accepted_at
        assert process.starts_for(worker, handover) == []
        with pytest.raises(ValueError, match="before"):
            process.take_up(by=worker, handover=handover, led_to="AS-0000-0002", outcome="Again")
