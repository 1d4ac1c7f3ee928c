"""Slots, and dates in words."""

import datetime as dt
from zoneinfo import ZoneInfo

import pytest

from sharedduty.foundations.design import dates, slots

UTC = dt.UTC


@pytest.fixture
def clean_slots(monkeypatch: pytest.MonkeyPatch) -> None:
    """Slots of this test alone."""
    monkeypatch.setattr(slots, "_offered", {})
    monkeypatch.setattr(slots, "_filled", {})


def test_a_slot_gives_what_fillers_read_in_order(clean_slots: None) -> None:
    slots.offer("file.panels", gives="a title")
    slots.fill("file.panels", "b.second", lambda viewer, file: f"{viewer} {file} second", order=20)
    slots.fill("file.panels", "a.first", lambda viewer, file: "first", order=10)
    slots.fill("file.panels", "c.silent", lambda viewer, file: None, order=5)
    assert slots.contents("file.panels", viewer="v", file="f") == ["first", "v f second"]


def test_a_slot_nobody_offers_is_a_mistake(clean_slots: None) -> None:
    slots.fill("misspelt", "a", lambda viewer: 1)
    with pytest.raises(slots.SlotError, match="no room offers"):
        slots.contents("misspelt", viewer=None)
    assert slots.filled_but_not_offered() == ["misspelt"]


def test_two_rooms_cannot_take_one_name(clean_slots: None) -> None:
    slots.offer("a", gives="x")
    slots.offer("a", gives="x")
    with pytest.raises(slots.SlotError, match="offered twice"):
        slots.offer("a", gives="y")
    slots.fill("a", "key", lambda viewer: 1)
    with pytest.raises(slots.SlotError, match="already has"):
        slots.fill("a", "key", lambda viewer: 2)


SUMMER = dt.datetime(2026, 7, 1, 23, 30, tzinfo=UTC)  # half past midnight on 2 July in London


def test_dates_are_said_as_a_london_clock_shows_them() -> None:
    assert dates.date_words(SUMMER) == "2 July 2026"
    assert dates.day_words(SUMMER) == "Thursday 2 July 2026"
    assert dates.moment_words(SUMMER) == "Thursday 2 July 2026, 12:30am"
    assert dates.moment_words(dt.datetime(2026, 11, 24, 16, 5, tzinfo=UTC)) == "Tuesday 24 November 2026, 4:05pm"
    assert dates.moment_short(SUMMER) == "2 Jul 2026, 12:30am"
    assert dates.iso(SUMMER) == "2026-07-02T00:30:00+01:00"
    assert dates.date_short(dt.date(2026, 9, 1)) == "1 Sep 2026"


def test_a_limit_at_midnight_is_said_by_the_day_it_ends() -> None:
    midnight = dt.datetime(2026, 11, 30, 0, 0, tzinfo=UTC)
    assert dates.due_words(midnight) == "midnight at the end of Sunday 29 November 2026"
    assert dates.due_words(midnight - dt.timedelta(minutes=1)) == "Sunday 29 November 2026, 11:59pm"
    assert dates.due_words(None) == ""


@pytest.mark.parametrize(
    ("clock", "words"),
    [((0, 0), "midnight"), ((12, 0), "midday"), ((9, 0), "9am"), ((16, 5), "4:05pm"), ((23, 59), "11:59pm")],
)
def test_times_are_said_in_words(clock: tuple[int, int], words: str) -> None:
    assert dates.time_words(dt.time(*clock)) == words
    assert dates.time_words(dt.datetime(2026, 1, 5, *clock, tzinfo=ZoneInfo("Europe/London"))) == words


def test_a_naive_instant_is_refused() -> None:
    for say in (dates.date_words, dates.day_words, dates.time_words, dates.moment_words, dates.iso):
        with pytest.raises(ValueError, match="time zone"):
            say(dt.datetime(2026, 1, 1))  # noqa: DTZ001 (the point of the test)


def test_nothing_is_said_of_nothing() -> None:
    for say in (dates.date_words, dates.date_short, dates.day_words, dates.time_words, dates.moment_words, dates.iso):
        assert say(None) == ""


@pytest.mark.parametrize(
    ("span", "words"),
    [
        (dt.timedelta(minutes=1), "1 minute"),
        (dt.timedelta(minutes=-12), "12 minutes"),
        (dt.timedelta(hours=5, minutes=59), "5 hours"),
        (dt.timedelta(hours=47), "47 hours"),
        (dt.timedelta(days=3, hours=2), "3 days"),
    ],
)
def test_a_span_is_said_in_its_largest_whole_parts(span: dt.timedelta, words: str) -> None:
    assert dates.span_words(span) == words
