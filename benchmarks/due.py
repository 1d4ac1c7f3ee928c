"""due: adding N working days, with its explanation off and on, beside `holidays` and numpy (stack.md 16)."""

import datetime
import timeit

import holidays
import numpy

from benchmarks.figures import Figure
from sharedduty.foundations.plain.calendar import england_and_wales

ROUNDS = 7
DAYS = [datetime.date(2026, 1, 1) + datetime.timedelta(days=n * 3) for n in range(100)]


def main() -> list[Figure]:
    """Measure and give the figures: microseconds for one sum of +10 working days."""
    calendar = england_and_wales()
    peer = holidays.country_holidays("GB", subdiv="ENG", years=range(2025, 2029))
    closed = numpy.array(sorted(peer), dtype="datetime64[D]")
    work = {
        "plain": lambda: [calendar.add_working_days(day, 10) for day in DAYS],
        "explained": lambda: [calendar.add_and_explain(day, 10) for day in DAYS],
        "holidays": lambda: [peer.get_nth_working_day(day, 10) for day in DAYS],
        "numpy": lambda: [numpy.busday_offset(day, 10, roll="backward", holidays=closed) for day in DAYS],
    }
    assert [calendar.add_working_days(day, 10) for day in DAYS] == work["holidays"]()  # noqa: S101 - equal before compared
    times: dict[str, list[float]] = {name: [] for name in work}
    for _ in range(ROUNDS):
        for name, run in work.items():
            number = 40 if name in {"plain", "explained"} else 4
            times[name].append(min(timeit.repeat(run, number=number, repeat=3)) / number / len(DAYS) * 1e6)

    def figure(name: str, ours: str, other: str, least: float) -> Figure:
        speed = [b / a for a, b in zip(times[ours], times[other], strict=True)]
        return Figure(name, "us", times[ours], other, times[other], f"<= 1/{least:g}", min(speed) >= least)

    return [
        figure("due: without explanation, against holidays", "plain", "holidays", 60),
        figure("due: with explanation, against holidays", "explained", "holidays", 10),
        figure("due: without explanation, against numpy scalar", "plain", "numpy", 10),
    ]
