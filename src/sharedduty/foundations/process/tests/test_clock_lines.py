"""One clock as every page shows it, made in one place."""

import ast
import datetime
from pathlib import Path

import pytest

from sharedduty.foundations.plain.clocks import LONDON
from sharedduty.foundations.process.api import Clock, clock_line

NOW = datetime.datetime(2026, 11, 27, 12, tzinfo=LONDON)
HOUR = datetime.timedelta(hours=1)
SOURCE = Path(__file__).parents[3]


def clock(started: datetime.datetime, due: datetime.datetime, met: datetime.datetime | None = None) -> Clock:
    """A clock that no database knows of."""
    return Clock(pk=7, title="Decide", started_at=started, due_at=due, met_at=met, force="must")


@pytest.mark.parametrize(
    ("line", "left", "broken"),
    [
        (clock(NOW - HOUR, NOW + HOUR), "1 hour left", False),
        (clock(NOW - 2 * HOUR, NOW - HOUR), "late by 1 hour", True),
        (clock(NOW - 3 * HOUR, NOW - HOUR, NOW - 2 * HOUR), "", False),
        (clock(NOW - 3 * HOUR, NOW - 2 * HOUR, NOW - HOUR), "", True),
    ],
)
def test_it_says_what_is_left_or_how_late_and_whether_the_limit_is_broken(line: Clock, left: str, broken: bool) -> None:
    shown = clock_line(line, NOW)
    assert shown.broken is broken and left in shown.left and shown.left
    assert clock_line(line, NOW, short=True).left == shown.left


def test_what_is_counted_back_from_a_day_to_come_is_not_late_before_it_is_due() -> None:
    shown = clock_line(clock(NOW + 48 * HOUR, NOW + 24 * HOUR), NOW)
    assert not shown.broken and "left" in shown.left


def test_no_room_makes_a_line_of_its_own() -> None:
    made = [
        str(path.relative_to(SOURCE))
        for path in sorted((SOURCE / "modules").rglob("queries/*.py"))
        for one in ast.walk(ast.parse(path.read_text()))
        if isinstance(one, ast.Call) and getattr(one.func, "id", "") in ("clock_bar", "clock_mark", "read_clock")
    ]
    assert not made, "use clock_line of foundations/process"
