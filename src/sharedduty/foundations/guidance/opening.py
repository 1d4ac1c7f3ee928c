"""When an area's front door is open, as its local pack says. A mark for the queue: no limit is counted by it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from sharedduty.foundations.guidance.faults import GuidanceError
from sharedduty.foundations.guidance.opening_rules import DAYS, HOLIDAY
from sharedduty.foundations.guidance.thresholds import local_pack
from sharedduty.foundations.plain.calendar import england_and_wales
from sharedduty.foundations.plain.clocks import LONDON, london

FAR = 60  # days to look back or on for an opening; no front door is shut for longer


@dataclass(frozen=True, slots=True)
class OpeningHours:
    """The hours of each weekday by its name, those of bank holidays under `Bank holiday`; a day not there is shut.

    A day that closes at 24:00 closes with its last moment.
    """

    hours: Mapping[str, tuple[time, time]]
    source: str

    def on(self, day: date) -> tuple[datetime, datetime] | None:
        """From when to when it is open on a day, or None."""
        holiday = day.weekday() < 5 and not england_and_wales().is_working_day(day)
        found = self.hours.get(HOLIDAY if holiday else DAYS[day.weekday()])
        if found is None:
            return None
        closes = day if found[1] != time(0) else day + timedelta(days=1)
        return datetime.combine(day, found[0], LONDON), datetime.combine(closes, found[1], LONDON)

    def open_at(self, at: datetime) -> bool:
        """Whether the front door is open at an instant."""
        found = self.on(london(at).date())
        return found is not None and found[0] <= at < found[1]

    def last_closure(self, at: datetime) -> tuple[datetime, datetime]:
        """The last time it was closed, running or just over: from when it shut until it opens again, or opened.

        Raises GuidanceError for hours with no opening or no closure within sixty days.
        """
        opened = (start for start, end in self._openings(at, -1) if start <= at < end)
        ends = next(opened, None) or next((start for start, _ in self._openings(at, 1) if start > at), None)
        if ends is not None:
            shut = next((end for _, end in self._openings(ends, -1) if end < ends), None)
            if shut is not None:
                return shut, ends
        raise GuidanceError("The opening hours of the front door name no time at which it opens after being shut.")

    def _openings(self, at: datetime, step: int) -> Iterator[tuple[datetime, datetime]]:
        day = london(at).date()
        found = (self.on(day + timedelta(days=step * number)) for number in range(FAR))
        return (span for span in found if span is not None)


def opening_hours(pack_id: str) -> OpeningHours:
    """The opening hours of an area's front door; without an id those of the area in use.

    Raises UnknownPack, and GuidanceError where the pack gives none (`sharedduty pack check` refuses such a pack).
    """
    one = local_pack(pack_id or None)
    rows = one.rows("opening_hours")
    if not rows:
        raise GuidanceError(f"{one.id} gives no opening hours: add opening_hours.csv to it.")
    return OpeningHours({row["day"]: (_hour(row["opens"]), _hour(row["closes"])) for row in rows}, rows[0]["source"])


def _hour(text: str) -> time:
    return time(0) if text == "24:00" else time.fromisoformat(text)
