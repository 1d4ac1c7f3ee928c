"""Golden days of a child death review, counted by hand. What no text gives a number has none."""

import datetime

import pytest

from sharedduty.foundations.guidance.api import NoNumber, due
from sharedduty.foundations.plain.clocks import LONDON

# Key, when it starts in London, when it ends. 25 and 28 December 2026 and 1 January 2027 are bank holidays; the clocks go
# back on 25 October 2026; Easter is 26 to 29 March 2027.
GOLDEN = (
    ("cdr.ncmd", "2026-11-20 00:00", "2026-11-22 00:00:00"),
    ("cdr.ncmd", "2026-10-24 00:00", "2026-10-25 23:00:00"),
    ("cdrm.hold", "2026-11-20 00:00", "2027-02-20 23:59:59"),
    ("cdrm.hold", "2026-11-30 00:00", "2027-02-28 23:59:59"),
    ("registrar.particulars", "2026-12-21 10:00", "2026-12-28 23:59:59"),
    ("registrar.particulars", "2026-11-02 10:00", "2026-11-09 23:59:59"),
    ("cdop.minutes", "2026-11-20 12:00", "2026-12-04 23:59:59"),
    ("cdop.actions", "2026-12-18 12:00", "2027-01-01 23:59:59"),
    ("cdop.papers", "2026-12-01 09:30", "2026-11-24 23:59:59"),
)
# Two texts differ: the regulations say three days, the guidance three working days. Both are kept, the stricter is due.
CORONER = (
    ("2026-12-23 10:00", "2026-12-26 23:59:59", "2026-12-30 23:59:59"),
    ("2026-11-06 16:00", "2026-11-09 23:59:59", "2026-11-11 23:59:59"),
    ("2027-03-24 09:00", "2027-03-27 23:59:59", "2027-03-31 23:59:59"),
)


def at(text: str) -> datetime.datetime:
    return datetime.datetime.fromisoformat(text).replace(tzinfo=LONDON)


@pytest.mark.rows("WT-CDR-18", "WT-CDR-19", "WT-CDR-34", "GL-CD-24", "GL-CD-25", "GL-CD-26")
@pytest.mark.parametrize(("key", "starts", "ends"), GOLDEN)
def test_when_each_clock_ends(key: str, starts: str, ends: str) -> None:
    assert due(key, at(starts)).due == at(ends)


@pytest.mark.rows("WT-CDR-19")
@pytest.mark.parametrize(("starts", "days", "working_days"), CORONER)
def test_the_coroners_two_limits(starts: str, days: str, working_days: str) -> None:
    answer = due("coroner.notify_cdrp", at(starts))
    assert answer.due == at(days)
    assert {layer.clock.unit: layer.due for layer in answer.layers} == {
        "day": at(days),
        "working_day": at(working_days),
    }


@pytest.mark.rows("WT-CDR-21")
@pytest.mark.parametrize("key", ["cdr.notify_cdop", "jar.initial", "cdop.review"])
def test_where_no_text_gives_a_number_there_is_none(key: str) -> None:
    with pytest.raises(NoNumber):
        due(key, at("2026-11-20 10:00"))
