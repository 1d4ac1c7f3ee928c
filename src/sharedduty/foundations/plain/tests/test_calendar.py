"""The calendar as data: what is in it, what an import may do, what is refused."""

from datetime import date

import pytest

from sharedduty.foundations.plain import calendar as calendars
from sharedduty.foundations.plain.calendar import CalendarError, england_and_wales, parse_calendar, read_calendars

TOP = "# version: test\n# covers: 2026-01-01..2027-12-31\ndate,name,basis\n"


@pytest.mark.parametrize(
    "day",
    ["1995-05-08", "1999-12-31", "2002-06-03", "2002-06-04", "2011-04-29", "2012-06-04", "2012-06-05", "2020-05-08",
     "2022-06-02", "2022-06-03", "2022-09-19", "2023-05-08", "2026-12-28", "2027-12-27", "2027-12-28", "2028-01-03"],
)  # fmt: skip
def test_one_off_and_substitute_holidays_are_there(day):
    assert not england_and_wales().is_working_day(date.fromisoformat(day))
    assert england_and_wales().why(date.fromisoformat(day)).startswith("bank holiday: ")


@pytest.mark.parametrize("day", ["1995-05-01", "2002-05-27", "2012-05-28", "2020-05-04", "2022-05-30"])
def test_the_monday_a_holiday_was_moved_away_from_is_a_working_day(day):
    assert england_and_wales().why(date.fromisoformat(day)) == "working day"


def test_it_covers_the_years_promised_and_says_which_days_are_only_rules():
    calendar = england_and_wales()
    assert calendar.first <= date(1995, 1, 1) and calendar.last >= date(2035, 12, 31)
    assert calendar.version and calendar.source
    assert {holiday.basis for holiday in calendar.holidays.values() if holiday.on.year > 2028} == {"rule"}
    assert {holiday.basis for holiday in calendar.holidays.values() if 2012 <= holiday.on.year <= 2028} == {"published"}
    assert all(len([h for h in calendar.holidays if h.year == year]) >= 8 for year in range(2029, 2036))


def test_an_import_adds_moves_and_widens(tmp_path):
    text = (
        "# version: late-2027\n# covers: 2041-01-01..2041-12-31\ndate,name,basis\n"
        "2027-05-03,Early May bank holiday,removed\n2027-05-07,Early May bank holiday (moved),imported\n"
        "2041-12-25,Christmas Day,rule\n2041-12-28,A Saturday,rule\n"
    )
    (tmp_path / "2027.csv").write_text(text, encoding="utf-8")
    calendar = read_calendars(tmp_path)
    assert calendar.is_working_day(date(2027, 5, 3)) and not calendar.is_working_day(date(2027, 5, 7))
    assert calendar.last == date(2041, 12, 31) and not calendar.is_working_day(date(2041, 12, 25))
    assert calendar.version.endswith("+late-2027")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("date,name,basis\n2026-12-25,Christmas Day,rule\n", "no line '# version"),
        ("# version: x\ndate,name,basis\n", "no line '# covers"),
        ("# version: x\n# covers: 2026..2027\ndate,name,basis\n", "covers"),
        (TOP + "25/12/2026,Christmas Day,rule\n", "test.csv:4: date: '25/12/2026'"),
        (TOP + "2026-12-25,,rule\n", "test.csv:4: name"),
        (TOP + "2026-12-25,Christmas Day,guess\n", "test.csv:4: basis: 'guess'"),
        (TOP + "2026-12-26,Boxing Day,rule\n", "test.csv:4: date: 2026-12-26 is a Saturday"),
        (
            TOP + "2026-12-25,Christmas,rule\n\n2026-12-25,Christmas,rule\n",
            "test.csv:6: date: 2026-12-25 is there twice",
        ),
        (TOP + "2030-12-25,Christmas Day,rule\n", "outside what the file says it covers"),
        ("# version: x\n# covers: 2026-01-01..2027-12-31\nday,name\n2026-12-25,x\n", "columns must be"),
    ],
)
def test_a_calendar_with_a_fault_is_refused_naming_file_and_line(text, said):
    with pytest.raises(CalendarError) as caught:
        parse_calendar(text, name="test.csv")
    assert said in str(caught.value)


def test_an_import_may_not_leave_a_gap_nor_remove_what_is_not_there():
    base = england_and_wales()
    with pytest.raises(CalendarError, match="leaves a gap"):
        parse_calendar("# version: x\n# covers: 2050-01-01..2051-12-31\ndate,name,basis\n", name="x.csv", base=base)
    with pytest.raises(CalendarError, match="cannot be removed"):
        parse_calendar("# version: x\ndate,name,basis\n2027-05-04,x,removed\n", name="x.csv", base=base)


def test_the_running_calendar_takes_up_an_import_and_stays_when_a_file_is_broken(tmp_path, monkeypatch):
    monkeypatch.setenv("CALENDAR_DIR", str(tmp_path))
    calendars.forget_calendar()
    try:
        assert england_and_wales().is_working_day(date(2027, 5, 7))
        (tmp_path / "a.csv").write_text("# version: a\ndate,name,basis\n2027-05-07,Extra,imported\n", encoding="utf-8")
        calendars.forget_calendar()
        assert not england_and_wales().is_working_day(date(2027, 5, 7))
        (tmp_path / "b.csv").write_text("no calendar at all", encoding="utf-8")
        calendars.forget_calendar()
        assert not england_and_wales().is_working_day(date(2027, 5, 7))
    finally:
        monkeypatch.undo()
        calendars.forget_calendar()
        england_and_wales()
