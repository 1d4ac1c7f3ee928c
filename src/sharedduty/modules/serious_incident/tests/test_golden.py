"""Golden due dates of the clocks of an incident, counted by hand: over Christmas, Easter and the changes of the clocks."""

import datetime

import pytest

from sharedduty.foundations.guidance.api import due
from sharedduty.foundations.plain.clocks import LONDON

# Key, when it starts in London, the last day. 25 and 28 December 2026 and 1 January 2027 are bank holidays; the clocks go
# back on 25 October 2026 and forward on 28 March 2027; Easter is 26 to 29 March 2027; 19 September 2022 was a holiday.
GOLDEN = (
    ("sin.panel", "2026-12-21 10:00", "2026-12-30"),
    ("sin.panel", "2026-12-24 16:30", "2027-01-05"),
    ("sin.panel", "2026-12-26 09:00", "2027-01-05"),
    ("sin.partners", "2026-12-24 16:30", "2027-01-05"),
    ("sin.panel", "2026-10-22 23:30", "2026-10-29"),
    ("sin.panel", "2026-10-25 00:30", "2026-10-30"),
    ("sin.panel", "2027-03-25 12:00", "2027-04-05"),
    ("sin.panel", "2027-03-28 00:30", "2027-04-05"),
    ("sin.panel", "2022-09-14 10:00", "2022-09-22"),
    ("lac.death.notify", "2026-12-24 12:00", "2027-01-05"),
)


@pytest.mark.rows("WT-INC-05", "GL-SN-06")
@pytest.mark.parametrize(("key", "starts", "last_day"), GOLDEN)
def test_the_last_day(key: str, starts: str, last_day: str) -> None:
    at = datetime.datetime.fromisoformat(starts).replace(tzinfo=LONDON)
    ends = due(key, at).due.astimezone(LONDON)
    assert (ends.date().isoformat(), ends.time()) == (last_day, datetime.time(23, 59, 59))


@pytest.mark.rows("WT-INC-05")
def test_the_duty_and_its_days_have_different_force() -> None:
    answer = due("sin.panel", datetime.datetime(2026, 6, 1, 10, tzinfo=LONDON))
    statutory = next(one for one in answer.layers if one.clock.pack == "wt-2026")
    assert (statutory.clock.duty_force, statutory.clock.force) == ("must", "should")
