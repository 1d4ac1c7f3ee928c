"""Golden days of a legacy review, counted by hand: the chair's month, the group's first month, four months."""

import datetime

import pytest

from sharedduty.foundations.access.api import seen_by
from sharedduty.foundations.guidance.api import UnknownClock, due
from sharedduty.foundations.plain.clocks import LONDON
from sharedduty.foundations.process.api import recompute
from sharedduty.modules.serious_case_review.actions import considering
from sharedduty.modules.serious_case_review.tests.scenes import PACK, Legacy

# Key, when it starts in London, the last day. A month ends on the same day number, or on the month's last day.
GOLDEN = (
    ("scr.decision", "2019-01-31 10:00", "2019-02-28"),
    ("scr.decision", "2020-01-31 10:00", "2020-02-29"),
    ("scr.decision", "2020-03-02 23:30", "2020-04-02"),
    ("scr.workinggroup.first", "2019-11-30 09:00", "2019-12-30"),
    ("scr.workinggroup.first", "2020-01-25 09:00", "2020-02-25"),
    ("scr.complete", "2019-10-31 12:00", "2020-02-29"),
    ("scr.complete", "2018-10-31 12:00", "2019-02-28"),
    ("scr.complete", "2020-03-20 10:00", "2020-07-20"),
    ("scr.complete", "2020-09-29 10:00", "2021-01-29"),
)


@pytest.mark.parametrize(("key", "start", "last"), GOLDEN)
@pytest.mark.rows("HE-SCR-21", "HE-SCR-28", "HE-SCR-33")
def test_golden_days(key: str, start: str, last: str) -> None:
    began = datetime.datetime.fromisoformat(start).replace(tzinfo=LONDON)
    ends = due(key, began, PACK).due.astimezone(LONDON)
    assert (ends.date().isoformat(), ends.strftime("%H:%M:%S")) == (last, "23:59:59")


@pytest.mark.django_db
@pytest.mark.rows("HE-SCR-24")
def test_a_clock_of_a_closed_pack_is_counted_by_it_and_stays_with_it_when_the_calendar_changes(legacy: Legacy) -> None:
    told = datetime.datetime(2020, 3, 2, 10, tzinfo=LONDON)
    with pytest.raises(UnknownClock):
        due("scr.decision", told)
    legacy.does(considering.tell_chair, {"chair_told_at": told, "told_by": "By telephone"})
    clock = legacy.clock("scr.decision")
    assert clock.pack == PACK and clock.citation == "HE 14.4.26" and clock.force == "local"
    with seen_by(legacy.unit):
        assert recompute(by=legacy.unit, clock=clock, because="the calendar of bank holidays changed") is False
        clock.refresh_from_db()
        assert clock.pack == PACK and clock.due_at.astimezone(LONDON).date() == datetime.date(2020, 4, 2)
