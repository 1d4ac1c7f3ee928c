"""A whole protection case in the past against tables of due dates worked out by hand under Working Together 2018."""

import csv
import datetime
from collections.abc import Iterator
from pathlib import Path

import pytest

from sharedduty.foundations.access.api import seen_by
from sharedduty.foundations.design.dates import LONDON
from sharedduty.foundations.plain.calendar import Calendar, england_and_wales
from sharedduty.foundations.process.api import Clock, open_clocks, recompute
from sharedduty.modules.child_protection.actions import discussing, planning
from sharedduty.modules.child_protection.models import ProtectionPlan, ProtectionRecord
from sharedduty.modules.child_protection.tests.scenes import STARTED, Case

pytestmark = pytest.mark.django_db
HERE = Path(__file__).parent
DECLARED = datetime.date(2022, 9, 19)  # the day of the State Funeral, declared a bank holiday on 10 September 2022


def table(name: str) -> list[dict[str, str]]:
    with (HERE / name).open(encoding="utf-8") as lines:
        return list(csv.DictReader(lines))


def times(rows: list[dict[str, str]], step: str) -> Iterator[datetime.datetime]:
    """The instants of a step of the table, each once, in their order."""
    yield from dict.fromkeys(at(row["at"]) for row in rows if row["step"] == step)


def at(text: str) -> datetime.datetime:
    return datetime.datetime.fromisoformat(text).replace(tzinfo=LONDON)


def enquiries(case: Case, rows: list[dict[str, str]]) -> ProtectionRecord:
    """The record referred, discussed and started as the table says."""
    record = case.opened()
    with seen_by(case.worker):
        record.referred_at = next(times(rows, "referral"))
        record.save(update_fields=["referred_at"])
    for held in times(rows, "discussion"):
        case.discussed(record, at=held)
    with seen_by(case.worker):
        discussing.start_enquiries(by=case.worker, record=record, given=STARTED)
        record.refresh_from_db()
    return record


def conferred(case: Case, record: ProtectionRecord, rows: list[dict[str, str]]) -> ProtectionPlan:
    """The enquiries concluded, and the conference held and taken in as the table says."""
    case.conclude(record, "substantiated")
    return case.plan_after(case.confer(record, at=next(times(rows, "conference"))))


def clocks(case: Case, *references: str) -> dict[tuple[str, datetime.datetime], Clock]:
    with seen_by(case.worker):
        return {(one.key, one.started_at): one for one in Clock.objects.filter(record__in=references)}


@pytest.mark.rows("WT-S47O-06", "WT-CPP-11", "WT-CPP-13", "WT-REV-03", "WT-END-02", "WT-STR-09")
def test_every_due_date_of_a_whole_case(case: Case) -> None:
    rows = table("golden_case.csv")
    record = enquiries(case, rows)
    plan = conferred(case, record, rows)
    case.met(plan, "hold_first_core_group", at=next(times(rows, "core_group")))
    case.detail(plan)
    for held, verb in zip(times(rows, "review"), ("hold_first_review", "hold_review"), strict=True):
        case.met(plan, verb, at=held)
        case.go_on(plan)
    told = next(times(rows, "moved")).date()
    with seen_by(case.worker):
        planning.tell_of_move(by=case.worker, plan=plan, given={"moved_to": "Elsewhere", "notified_on": told})
    made = clocks(case, record.reference, plan.reference)
    wanted = {(row["clock"], at(row["at"])): row["due"] for row in rows if row["clock"]}
    assert {key: one.due_at.astimezone(LONDON).isoformat() for key, one in made.items()} == wanted
    assert {one.pack for one in made.values()} == {"wt-2018"}
    assert made["coregroup.first", plan.held_at].met_at == next(times(rows, "core_group"))


@pytest.mark.rows("WT-S47O-06", "WT-CPP-13")
def test_due_dates_follow_a_bank_holiday_declared_half_way(case: Case, monkeypatch: pytest.MonkeyPatch) -> None:
    rows = table("golden_holiday.csv")
    known = england_and_wales()
    before = Calendar(version="before 10 September 2022", first=known.first, last=known.last,
                      holidays=[one for day, one in known.holidays.items() if day != DECLARED])  # fmt: skip
    assert DECLARED in known.holidays
    monkeypatch.setattr("sharedduty.foundations.guidance.answers.england_and_wales", lambda: before)
    record = enquiries(case, rows)
    first = clocks(case, record.reference)
    wanted = {row["clock"]: row for row in rows}
    for (key, _), one in first.items():
        assert one.due_at.astimezone(LONDON).isoformat() == wanted[key]["due"], key
    monkeypatch.setattr("sharedduty.foundations.guidance.answers.england_and_wales", lambda: known)
    with seen_by(case.worker):
        for one in open_clocks(case.worker, record.reference):
            assert recompute(by=case.worker, clock=one, because="19 September 2022 was declared a bank holiday")
    plan = conferred(case, record, rows)
    after = clocks(case, record.reference, plan.reference)
    assert {key: one.due_at.astimezone(LONDON).isoformat() for (key, _), one in after.items()} == {
        key: row["due_after"] for key, row in wanted.items()
    }
    held = after["icpc.hold", record.anchored_at]  # type: ignore[index]  # started enquiries have an anchor
    assert held.met_at is not None
    assert (
        held.met_at < held.due_at
    )  # the ninth working day after what was due before the day was declared is no longer late
