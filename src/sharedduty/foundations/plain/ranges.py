"""Stretches of days with an optional end: how long something was in force, held or true."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class DateRange:
    """From `first` to `last`, both included; None means open. Raises ValueError if it would end before it begins."""

    first: date | None = None
    last: date | None = None

    def __post_init__(self) -> None:
        if self.first and self.last and self.last < self.first:
            raise ValueError(f"It ends ({self.last}) before it begins ({self.first}).")

    def __contains__(self, day: date) -> bool:
        return (self.first is None or self.first <= day) and (self.last is None or day <= self.last)

    def overlaps(self, other: "DateRange") -> bool:
        """Whether at least one day lies in both."""
        starts_in_time = self.first is None or other.last is None or self.first <= other.last
        return starts_in_time and (other.first is None or self.last is None or other.first <= self.last)

    def shared_with(self, other: "DateRange") -> "DateRange | None":
        """The days that lie in both, or None."""
        if not self.overlaps(other):
            return None
        firsts = [day for day in (self.first, other.first) if day]
        lasts = [day for day in (self.last, other.last) if day]
        return DateRange(max(firsts, default=None), min(lasts, default=None))
