"""Golden days of a practice review, counted by hand: six months, both limits before publication, the year."""

import datetime

import pytest

from sharedduty.foundations.guidance.api import due
from sharedduty.foundations.plain.clocks import LONDON
from sharedduty.modules.practice_review.queries.limits import earliest_after, keep_until, last_moments, noon

# Key, when it starts in London (what is counted back starts on the day of publication), when it ends. 25 and 28 December 2026
# and 1 January 2027 are bank holidays; Easter is 26 to 29 March 2027.
GOLDEN = (
    ("lcspr.publish", "2026-08-31 10:00", "2027-02-28 23:59:59"),
    ("lcspr.publish", "2026-11-27 16:30", "2027-05-27 23:59:59"),
    ("lcspr.presend.statute", "2026-12-10 12:00", "2026-12-03 23:59:59"),
    ("lcspr.presend.statute", "2027-01-05 12:00", "2026-12-29 23:59:59"),
    ("lcspr.presend.guidance", "2026-12-10 12:00", "2026-12-01 23:59:59"),
    ("lcspr.presend.guidance", "2027-01-05 12:00", "2026-12-22 23:59:59"),
    ("lcspr.presend.guidance", "2027-03-31 12:00", "2027-03-18 23:59:59"),
    ("lcspr.presend.ofsted", "2026-12-10 12:00", "2026-12-01 23:59:59"),
    ("lcspr.nopublish.reasons", "2026-12-10 12:00", "2026-12-01 23:59:59"),
    ("lcspr.available", "2026-12-10 12:00", "2027-12-10 23:59:59"),
    ("lcspr.available", "2028-02-29 09:00", "2029-02-28 23:59:59"),
)
# When it was sent, the earliest day of publication: seven working days over a weekend, over Christmas, over Easter.
EARLIEST = (
    ("2026-12-01 09:00", "2026-12-10"),
    ("2026-12-01 23:59", "2026-12-10"),
    ("2026-12-02 00:01", "2026-12-11"),
    ("2026-12-21 09:00", "2027-01-01"),  # counted back from New Year's Day itself, which is day 0 whatever day it is
    ("2027-03-18 09:00", "2027-03-31"),
)


def at(text: str) -> datetime.datetime:
    return datetime.datetime.fromisoformat(text).replace(tzinfo=LONDON)


@pytest.mark.rows(
    "lcspr.publish", "lcspr.presend.statute", "lcspr.presend.guidance", "lcspr.available", "WT-LCSPR-10", "WT-LCSPR-12",
    "WT-LCSPR-13", "WT-LCSPR-14", "GL-PR-07", "GL-PR-08",
)  # fmt: skip
@pytest.mark.parametrize(("key", "starts", "ends"), GOLDEN)
def test_when_each_clock_ends(key: str, starts: str, ends: str) -> None:
    assert due(key, at(starts)).due == at(ends)


@pytest.mark.rows("WT-LCSPR-12", "GL-PR-07")
@pytest.mark.parametrize(("sent", "earliest"), EARLIEST)
def test_the_earliest_day_keeps_both_limits(sent: str, earliest: str) -> None:
    day = datetime.date.fromisoformat(earliest)
    assert earliest_after(at(sent)) == day
    before = last_moments(day - datetime.timedelta(days=1))
    assert any(answer.due < at(sent) for answer in before.values()), "a day earlier would break a limit"
    assert all(answer.due >= at(sent) for answer in last_moments(day).values())


@pytest.mark.rows("WT-LCSPR-10")
def test_the_year_ends_with_the_last_of_its_days() -> None:
    assert keep_until(at("2026-12-10 23:30")) == datetime.date(2027, 12, 10)
    assert keep_until(noon(datetime.date(2026, 6, 30))) == datetime.date(2027, 6, 30)
