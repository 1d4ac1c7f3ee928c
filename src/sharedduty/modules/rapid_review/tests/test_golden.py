"""Golden days of a rapid review, counted by hand: the clocks, and the steps of the area's arrangements."""

import datetime

import pytest

from sharedduty.foundations.guidance.api import due
from sharedduty.foundations.plain.clocks import LONDON
from sharedduty.modules.rapid_review.queries.timeline import CHOICE, local_steps

PACK = "gloucestershire-2023"
# Key, when it starts in London, when it ends. 25 and 28 December 2026 and 1 January 2027 are bank holidays; the clocks go
# back on 25 October 2026; Easter is 26 to 29 March 2027.
GOLDEN = (
    ("rapidreview.complete", "2026-12-10 10:00", "2027-01-05 23:59:59"),
    ("rapidreview.complete", "2026-12-24 16:30", "2027-01-19 23:59:59"),
    ("rapidreview.complete", "2026-11-02 09:00", "2026-11-23 23:59:59"),
    ("rapidreview.complete", "2026-11-07 09:00", "2026-11-27 23:59:59"),
    ("rapidreview.complete", "2027-03-15 09:00", "2027-04-07 23:59:59"),
    ("rapidreview.summary", "2026-11-20 12:00", "2026-11-23 12:00:00"),
    ("rapidreview.summary", "2026-10-24 12:00", "2026-10-27 11:00:00"),
    ("rapidreview.disagreement", "2026-12-22 10:00", "2026-12-31 23:59:59"),
    ("rapidreview.disagreement", "2027-03-24 10:00", "2027-04-02 23:59:59"),
)
# Day 0, then the last day of each of the first four steps, counted in working days.
STEPS = (
    ("2026-11-02", ("2026-11-04", "2026-11-13", "2026-11-19", "2026-11-23")),
    ("2026-12-10", ("2026-12-14", "2026-12-23", "2026-12-31", "2027-01-05")),
    ("2026-11-07", ("2026-11-10", "2026-11-19", "2026-11-25", "2026-11-27")),
)


def at(text: str) -> datetime.datetime:
    return datetime.datetime.fromisoformat(text).replace(tzinfo=LONDON)


@pytest.mark.rows("GL-RR-02", "GL-RR-05", "GL-RR-15", "WT-RR-03")
@pytest.mark.parametrize(("key", "starts", "ends"), GOLDEN)
def test_when_each_clock_ends(key: str, starts: str, ends: str) -> None:
    assert due(key, at(starts)).due == at(ends)


@pytest.mark.rows("GL-RR-04", "GL-RR-06", "GL-RR-12", "GL-RR-13", "GL-RR-20")
@pytest.mark.parametrize(("day0", "last_days"), STEPS)
def test_the_local_steps(day0: str, last_days: tuple[str, ...]) -> None:
    found = local_steps(at(f"{day0} 10:00"), PACK)
    assert tuple(one.by_on.isoformat() for one in found if one.by_on) == last_days
    assert [one.number for one in found] == [1, 2, 3, 4, 5] and found[4].by_on is None


@pytest.mark.rows("GL-RR-20", "GL-RR-02")
def test_what_the_source_leaves_unclear_is_shown_as_such() -> None:
    found = local_steps(at("2026-11-02 10:00"), PACK)
    assert [one.clear for one in found] == [True, True, False, False, False]
    assert [one.basis for one in found[:4]] == ["working days", "working days", "day", "day"]
    assert found[3].if_plain_on == datetime.date(2026, 11, 17)
    assert "“15 days”" in CHOICE and "This reading is a choice" in CHOICE


@pytest.mark.parametrize("pack", ["dorset-2018", "no-such-pack"])
def test_an_area_whose_arrangements_have_no_such_steps_shows_none(pack: str) -> None:
    assert local_steps(at("2026-11-02 10:00"), pack) == []


@pytest.mark.rows("GL-RR-19")
def test_a_step_is_done_late_or_to_come_by_its_last_day() -> None:
    begun = at("2026-11-02 10:00")
    done = {1: at("2026-11-04 23:00"), 2: at("2026-11-16 09:00")}
    found = local_steps(begun, PACK, done)
    assert [one.state(at("2026-11-20 10:00")) for one in found] == ["done", "done_late", "late", "open", "none"]
