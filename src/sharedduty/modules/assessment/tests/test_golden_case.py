"""Golden tables: every numbered date of a whole case, counted by hand, under wt-2018 and from wt-2023 into wt-2026."""

import datetime

import pytest

from sharedduty.foundations.guidance.api import due
from sharedduty.foundations.plain.clocks import LONDON

# Key of the clock, when it starts, the last day, and the edition of the statutory guidance that binds.
# Easter 2019: 19 and 22 April; 6 May 2019. Easter 2026: 3 and 6 April; 4 May 2026. Christmas 2019 lies inside six months.
WT_2018 = (
    ("referral.acknowledge", "2019-03-04", "2019-03-05"),
    ("referral.decision", "2019-03-04", "2019-03-05"),
    ("assessment.complete", "2019-03-04", "2019-05-09"),
    ("s47.complete", "2019-03-04", "2019-05-09"),
    ("icpc.hold", "2019-03-06", "2019-03-27"),
    ("coregroup.first", "2019-03-27", "2019-04-10"),
    ("rcpc.first", "2019-03-27", "2019-06-27"),
    ("rcpc.next", "2019-06-27", "2019-12-27"),
)
INTO_WT_2026 = (
    ("referral.acknowledge", "2026-03-02", "2026-03-03", "wt-2023"),
    ("referral.decision", "2026-03-02", "2026-03-03", "wt-2023"),
    ("assessment.complete", "2026-03-02", "2026-05-07", "wt-2023"),
    ("s47.complete", "2026-03-02", "2026-05-07", "wt-2023"),
    ("icpc.hold", "2026-03-20", "2026-04-14", "wt-2026"),
    ("coregroup.first", "2026-04-14", "2026-04-28", "wt-2026"),
    ("rcpc.first", "2026-04-14", "2026-07-14", "wt-2026"),
    ("rcpc.next", "2026-07-14", "2027-01-14", "wt-2026"),
)


def last_day(key: str, starts: str, pack: str) -> tuple[str, str]:
    """The last day of a clock that starts at 10am, by the editions in force then, and the edition that gave it."""
    at = datetime.datetime.combine(datetime.date.fromisoformat(starts), datetime.time(10), tzinfo=LONDON)
    layer = next(one for one in due(key, at).layers if one.clock.pack == pack)
    assert layer.due.astimezone(LONDON).time() == datetime.time(23, 59, 59)
    return layer.due.astimezone(LONDON).date().isoformat(), layer.clock.pack


@pytest.mark.rows("WT-ASM-30")
@pytest.mark.parametrize(("key", "starts", "ends"), WT_2018)
def test_a_whole_case_under_wt_2018(key: str, starts: str, ends: str) -> None:
    assert last_day(key, starts, "wt-2018") == (ends, "wt-2018")


@pytest.mark.rows("WT-ASM-30")
@pytest.mark.parametrize(("key", "starts", "ends", "pack"), INTO_WT_2026)
def test_a_case_that_crosses_into_wt_2026(key: str, starts: str, ends: str, pack: str) -> None:
    assert last_day(key, starts, pack) == (ends, pack)
