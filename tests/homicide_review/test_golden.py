"""Golden days of a homicide review, counted by hand: two days, one month twice, six months; and where layers are shown."""

import datetime

import pytest

from sharedduty.foundations.guidance.api import due
from sharedduty.foundations.plain.clocks import LONDON

# Key, when it starts in London, when it ends. Months end on the same day of the month or its last; nothing rolls over holidays.
GOLDEN = (
    ("dhr.notify", "2026-12-24 00:00", "2026-12-26 23:59:59"),
    ("dhr.notify", "2026-11-27 00:00", "2026-11-29 23:59:59"),
    ("dhr.decide", "2026-11-27 16:30", "2026-12-27 23:59:59"),
    ("dhr.decide", "2027-01-31 09:00", "2027-02-28 23:59:59"),
    ("dhr.decide", "2028-01-30 09:00", "2028-02-29 23:59:59"),
    ("dhr.tell_home_office", "2026-11-27 16:30", "2026-12-27 23:59:59"),
    ("dhr.tell_home_office", "2027-03-31 09:00", "2027-04-30 23:59:59"),
    ("dhr.complete", "2026-11-27 16:30", "2027-05-27 23:59:59"),
    ("dhr.complete", "2026-08-31 10:00", "2027-02-28 23:59:59"),
    ("dhr.complete", "2026-09-30 23:30", "2027-03-30 23:59:59"),
)


def at(text: str) -> datetime.datetime:
    return datetime.datetime.fromisoformat(text).replace(tzinfo=LONDON)


@pytest.mark.rows("dhr.decide", "dhr.complete", "GL-DH-09", "GL-DH-14", "GL-DH-15", "GL-DH-41")
@pytest.mark.parametrize(("key", "starts", "ends"), GOLDEN)
def test_when_each_clock_ends(key: str, starts: str, ends: str) -> None:
    assert due(key, at(starts)).due == at(ends)


@pytest.mark.parametrize("key", ["dhr.decide", "dhr.tell_home_office", "dhr.complete"])
def test_what_guidance_and_area_ask_is_shown_of_each_and_the_later_law_is_never_counted(key: str) -> None:
    answer = due(key, at("2026-11-27 16:30"))
    assert {"dhr", "gloucestershire-2023"} <= {layer.clock.pack for layer in answer.layers}
    assert "dardr" not in {layer.clock.pack for layer in answer.layers}
