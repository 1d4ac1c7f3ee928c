"""Timing in turns, and printing a figure beside its peer as a ratio with minimum, median and maximum."""

import statistics
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Figure:
    """One measured ratio against its target."""

    name: str
    unit: str
    ours: Sequence[float]
    peer_name: str
    peer: Sequence[float]
    target: str
    met: bool

    def lines(self) -> list[str]:
        """The figure as lines of text."""
        return [
            f"{self.name}",
            f"  ours {_spread(self.ours)} {self.unit}",
            f"  {self.peer_name} {_spread(self.peer)} {self.unit}",
            f"  ratio {_spread(ratios(self.ours, self.peer))}   target {self.target}   {'met' if self.met else 'NOT MET'}",
        ]


def ratios(ours: Sequence[float], peer: Sequence[float]) -> list[float]:
    """Ours over the peer, pair by pair."""
    return [a / b for a, b in zip(ours, peer, strict=True)]


def median_ratio(ours: Sequence[float], peer: Sequence[float]) -> float:
    """The middle one of the ratios, pair by pair."""
    return statistics.median(ratios(ours, peer))


def _spread(values: Sequence[float]) -> str:
    return f"min {min(values):.3g} median {statistics.median(values):.3g} max {max(values):.3g}"


def percentile(values: Sequence[float], share: float) -> float:
    """The value below which `share` (0 to 1) of `values` lie."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]


def timed(work: Callable[[], object]) -> float:
    """Milliseconds that `work` takes once."""
    began = time.perf_counter()
    work()
    return (time.perf_counter() - began) * 1000
