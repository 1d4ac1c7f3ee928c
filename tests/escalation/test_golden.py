"""Golden days of the four stages, counted by hand; the stages one after the other; the two-step text of the levels document."""

import datetime

import pytest

from sharedduty.foundations.guidance.api import due, pack
from sharedduty.foundations.plain.clocks import LONDON
from sharedduty.modules.escalation.process import PROCESS
from sharedduty.modules.escalation.queries.reading import CLOCKS

# Key, when it starts in London, when it ends. 25 and 28 December 2026 and 1 January 2027 are bank holidays; Easter is
# 26 to 29 March 2027; 3 and 31 May 2027 are bank holidays.
GOLDEN = (
    ("escalation.stage1", "2026-11-02 10:00", "2026-11-09 23:59:59"),
    ("escalation.stage1", "2026-11-06 16:59", "2026-11-13 23:59:59"),
    ("escalation.stage1", "2026-11-07 09:00", "2026-11-13 23:59:59"),
    ("escalation.stage1", "2026-12-22 10:00", "2026-12-31 23:59:59"),
    ("escalation.stage2", "2026-12-24 10:00", "2027-01-05 23:59:59"),
    ("escalation.stage2", "2027-03-24 10:00", "2027-04-02 23:59:59"),
    ("escalation.stage3", "2026-11-30 10:00", "2026-12-07 23:59:59"),
    ("escalation.stage3", "2027-04-29 10:00", "2027-05-07 23:59:59"),
    ("escalation.stage4", "2026-11-02 10:00", "2026-11-16 23:59:59"),
    ("escalation.stage4", "2026-12-21 10:00", "2027-01-07 23:59:59"),
    ("escalation.stage4", "2027-03-19 10:00", "2027-04-06 23:59:59"),
    ("escalation.guide", "2026-11-02 10:00", "2026-11-09 23:59:59"),
)


def at(text: str) -> datetime.datetime:
    return datetime.datetime.fromisoformat(text).replace(tzinfo=LONDON)


@pytest.mark.rows("GL-ES-04", "GL-ES-05", "GL-ES-06", "GL-ES-09", "GL-ES-11", "GL-XN-01")
@pytest.mark.parametrize(("key", "starts", "ends"), GOLDEN)
def test_when_each_stage_ends(key: str, starts: str, ends: str) -> None:
    assert due(key, at(starts)).due == at(ends)


@pytest.mark.rows("GL-ES-04")
def test_the_four_stages_one_after_the_other_take_twenty_five_working_days_at_the_most() -> None:
    when = at("2026-11-02 10:00")
    for number in (1, 2, 3, 4):
        when = due(CLOCKS[number], when).due
    assert when == due("escalation.stage4", due("escalation.stage3", at("2026-11-16 10:00")).due).due
    assert when == at("2026-12-07 23:59:59")


@pytest.mark.rows("GL-ES-19")
def test_the_stages_are_those_of_the_local_policy_and_begin_with_worker_and_manager() -> None:
    stages = list(pack("gloucestershire-2019").rows("escalation_stages"))
    assert [row["name"] for row in stages[:2]] == ["Practitioner to practitioner", "Line managers"]
    days = [int(row["max_working_days"]) for row in stages[:4]]
    assert days == [due(CLOCKS[number], at("2026-11-02 10:00")).clock.quantity for number in (1, 2, 3, 4)]
    first, second = PROCESS.stages[:2]
    assert (first.title, second.title) == ("Stage one: the two workers", "Stage two: line managers")
