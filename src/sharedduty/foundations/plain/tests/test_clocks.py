"""Clock arithmetic against vectors, a golden table, a naive day walker, and its own laws."""

import csv
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from sharedduty.foundations.plain.calendar import Calendar, Holiday, OutsideCalendar, england_and_wales
from sharedduty.foundations.plain.clocks import (
    LONDON,
    ClockError,
    Direction,
    Kind,
    Limit,
    Pause,
    StillPaused,
    Unit,
    due,
    explain,
    parse_instant,
)

GOLDEN = list(csv.DictReader((Path(__file__).parent / "golden_due.csv").open(encoding="utf-8")))
CALENDAR = england_and_wales()
days = st.dates(date(1996, 1, 1), date(2034, 12, 31))
SPAN = datetime.fromisoformat("1996-01-01"), datetime.fromisoformat("2034-12-31")
instants = st.datetimes(*SPAN, timezones=st.just(UTC))
numbers = st.integers(0, 90)
limits = st.builds(
    Limit,
    quantity=st.integers(0, 60),
    unit=st.sampled_from([u for u in Unit if u is not Unit.FIXED_DATE]),
    direction=st.sampled_from(Direction),
    kind=st.just(Kind.DEADLINE),
)


def walk(day: date, number: int, calendar: Calendar = CALENDAR) -> date:
    """The naive way: one day at a time, asking of each whether it is a working day."""
    step = timedelta(days=1 if number > 0 else -1)
    left = abs(number)
    while left:
        day += step
        if day.weekday() < 5 and day not in calendar.holidays:
            left -= 1
    return day


def test_the_golden_table_is_as_long_as_it_must_be():
    assert len(GOLDEN) >= 300


@pytest.mark.parametrize("row", GOLDEN, ids=lambda r: f"{r['at']} {r['quantity']} {r['unit']} {r['direction']}")
def test_every_row_of_the_golden_table(row):
    limit = Limit(int(row["quantity"]), Unit(row["unit"]), Direction(row["direction"]))
    assert due(parse_instant(row["at"]), limit).isoformat() == row["due"], row["what_it_shows"]


@given(days, st.integers(-300, 300))
def test_working_days_agree_with_a_naive_day_walker(day, number):
    assert CALENDAR.add_working_days(day, number) == walk(day, number)


@given(days, st.integers(-60, 60))
def test_the_explanation_ends_on_the_day_and_the_number(day, number):
    end = CALENDAR.add_working_days(day, number)
    rows = CALENDAR.explain(day, end)
    assert rows[0] == (day, 0, False, "day 0: the day it starts")
    assert (rows[-1][0], rows[-1][1]) == (end, abs(number))
    assert [row[0] for row in rows] == [day + timedelta(days=i * (1 if end >= day else -1)) for i in range(len(rows))]
    assert sum(row[2] for row in rows) == abs(number)
    assert all(counts == CALENDAR.is_working_day(on) for on, _, counts, _ in rows[1:])
    assert CALENDAR.add_and_explain(day, number) == (end, rows)


@given(instants, instants, limits)
def test_a_later_start_never_ends_earlier(first, second, limit):
    assume(first <= second)
    assert due(first, limit) <= due(second, limit)


@given(instants, st.integers(0, 60), st.sampled_from([u for u in Unit if u is not Unit.FIXED_DATE]))
def test_a_longer_limit_never_ends_earlier(at, number, unit):
    assert due(at, Limit(number, unit)) <= due(at, Limit(number + 1, unit))
    back = Limit(number, unit, Direction.BEFORE), Limit(number + 1, unit, Direction.BEFORE)
    assert due(at, back[0]) >= due(at, back[1])


@given(days, numbers)
def test_counting_back_undoes_counting_on_from_a_working_day(day, number):
    assume(CALENDAR.is_working_day(day))
    there = CALENDAR.add_working_days(day, number)
    assert CALENDAR.add_working_days(there, -number) == day
    assert CALENDAR.working_days_between(day, there) == number
    assert CALENDAR.working_days_between(there, day) == -number


@given(days, st.integers(0, 400))
def test_working_days_between_is_what_walking_counts(low, length):
    high = min(low + timedelta(days=length), CALENDAR.last)
    walked = sum(CALENDAR.is_working_day(low + timedelta(days=i)) for i in range(1, (high - low).days + 1))
    assert CALENDAR.working_days_between(low, high) == walked


@given(days, st.integers(1, 60), st.integers(0, 200))
def test_one_more_holiday_moves_a_limit_on_by_one_working_day_or_not_at_all(day, number, offset):
    added = day + timedelta(days=offset)
    assume(CALENDAR.is_working_day(added))
    later = CALENDAR.with_holidays([Holiday(added, "Announced late", "imported")], version="test")
    before, after = CALENDAR.add_working_days(day, number), later.add_working_days(day, number)
    if day < added <= before:
        assert after == CALENDAR.add_working_days(before, 1)
    else:
        assert after == before
    assert after == walk(day, number, later)
    assert later.without_holidays([added], version="test").add_working_days(day, number) == before


@given(instants, numbers)
def test_hours_are_elapsed_hours_whatever_the_clocks_do(at, number):
    end = due(at, Limit(number, Unit.HOUR))
    assert end.astimezone(UTC) - at == timedelta(hours=number)
    rows = explain(at, Limit(number, Unit.HOUR))
    assert rows[0][1] == 0 and rows[-1][:2] == (end.date(), number)
    assert [n for _, n, _, _ in rows] == sorted(n for _, n, _, _ in rows)


@given(instants, limits)
def test_all_but_hours_end_with_the_last_second_of_a_london_day(at, limit):
    end = due(at, limit)
    if limit.unit is not Unit.HOUR:
        assert (end.hour, end.minute, end.second) == (23, 59, 59)
    assert explain(at, limit)[-1][0] == end.date()
    assert explain(at, limit)[-1][1] == limit.quantity * (7 if limit.unit is Unit.WEEK else 1)


@given(days, st.integers(-120, 120))
def test_months_end_on_the_same_day_number_or_the_last_of_the_month(day, number):
    at = datetime.combine(day, datetime.min.time(), tzinfo=LONDON)
    direction = Direction.BEFORE if number < 0 else Direction.AFTER
    end = due(at, Limit(abs(number), Unit.MONTH, direction)).date()
    assert (end.year * 12 + end.month) - (day.year * 12 + day.month) == number
    assert end.day == day.day or (end.day < day.day and (end + timedelta(days=1)).day == 1)


def test_a_day_starts_at_london_midnight_not_at_utc_midnight():
    # 23:30 UTC on 30 June is already 1 July in London, so day 0 is Wednesday 1 July 2026.
    at = datetime(2026, 6, 30, 23, 30, tzinfo=UTC)
    assert due(at, Limit(1, Unit.WORKING_DAY)).isoformat() == "2026-07-02T23:59:59+01:00"


def test_an_hour_that_happens_twice_is_the_first_and_one_that_never_happens_is_refused():
    assert parse_instant("2026-10-25T01:30").isoformat() == "2026-10-25T01:30:00+01:00"
    with pytest.raises(ClockError, match="never happened"):
        parse_instant("2026-03-29T01:30")
    assert parse_instant("2026-03-29T01:30+00:00").isoformat() == "2026-03-29T02:30:00+01:00"


@pytest.mark.parametrize("text", ["tomorrow", "2026-13-01T10:00", "2026-02-29", "", "24/12/2026", "2026-12-24T25:00"])
def test_what_is_no_time_is_refused(text):
    with pytest.raises(ClockError, match="not a date and time"):
        parse_instant(text)


@pytest.mark.parametrize("text", ["1989-12-31T12:00", "2041-01-01T12:00", "0001-01-01T00:00", "9999-12-31T23:59"])
@pytest.mark.parametrize("unit", [Unit.WORKING_DAY, Unit.DAY, Unit.HOUR, Unit.MONTH])
def test_a_time_outside_the_calendar_is_an_error_that_says_what_is_covered(text, unit):
    with pytest.raises((OutsideCalendar, ClockError), match=r"1990-01-01 to 2040-12-31|too far away"):
        due(parse_instant(text), Limit(1, unit))


def test_a_limit_that_ends_outside_the_calendar_is_an_error():
    with pytest.raises(OutsideCalendar, match="outside the working-day calendar"):
        due(parse_instant("2040-12-28T10:00"), Limit(15, Unit.WORKING_DAY))
    with pytest.raises(OutsideCalendar, match="outside the working-day calendar"):
        due(parse_instant("1990-01-03T10:00"), Limit(15, Unit.WORKING_DAY, Direction.BEFORE))


def test_a_naive_start_and_a_limit_without_a_number_are_refused():
    with pytest.raises(ClockError, match="without a zone"):
        due(datetime(2026, 1, 1, 12), Limit(1, Unit.DAY))  # noqa: DTZ001 (naive on purpose)
    with pytest.raises(ClockError, match="number"):
        Limit(None, Unit.DAY)
    with pytest.raises(ClockError, match="number"):
        Limit(-1, Unit.DAY)
    with pytest.raises(ClockError, match="MM-DD"):
        Limit(None, Unit.FIXED_DATE, fixed_on="30 September")


def test_a_fixed_date_is_the_next_one_after_the_event_or_the_very_day():
    september = Limit(None, Unit.FIXED_DATE, fixed_on="09-30")
    assert due(parse_instant("2026-03-31T10:00"), september).isoformat() == "2026-09-30T23:59:59+01:00"
    assert due(parse_instant("2026-09-30T10:00"), september).isoformat() == "2027-09-30T23:59:59+01:00"
    once = Limit(None, Unit.FIXED_DATE, fixed_on="2019-06-29")
    assert due(parse_instant("2018-07-04T10:00"), once).isoformat() == "2019-06-29T23:59:59+01:00"


def test_days_in_a_pause_are_not_counted_and_the_explanation_says_so():
    at = parse_instant("2026-11-23T10:00")
    pause = Pause(parse_instant("2026-11-25T12:00"), parse_instant("2026-11-27T12:00"))
    limit = Limit(5, Unit.WORKING_DAY)
    # Tue 24, Wed 25 count; Thu 26 and Fri 27 stand still; Mon 30, Tue 1, Wed 2 count.
    assert due(at, limit, pauses=[pause]).isoformat() == "2026-12-02T23:59:59+00:00"
    rows = explain(at, limit, pauses=[pause])
    assert [row[3] for row in rows if row[0].day in (26, 27)] == ["the clock stood still"] * 2
    assert rows[-1][:2] == (date(2026, 12, 2), 5)
    assert due(at, Limit(1, Unit.MONTH), pauses=[pause]).date() == date(2026, 12, 25)
    assert due(at, Limit(48, Unit.HOUR), pauses=[]).isoformat() == "2026-11-25T10:00:00+00:00"
    assert due(at, Limit(72, Unit.HOUR), pauses=[pause]).isoformat() == "2026-11-28T10:00:00+00:00"
    with pytest.raises(StillPaused):
        due(at, limit, pauses=[Pause(pause.from_at, None)])


@given(instants, st.integers(0, 30), st.sampled_from([Unit.DAY, Unit.WORKING_DAY, Unit.WEEK, Unit.MONTH, Unit.HOUR]))
def test_a_pause_of_no_length_changes_nothing(at, number, unit):
    limit = Limit(number, unit)
    assert due(at, limit, pauses=[Pause(at, at)]) == due(at, limit)
