"""The steps of the area's own arrangements as days: by when each is due, and what the source leaves unclear (GL-RR-02, -20)."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass

from sharedduty.foundations.guidance.api import UnknownPack, editions_in_force, pack
from sharedduty.foundations.plain.clocks import LONDON, Limit, Unit, end_of, last_day

TABLE = "rapid_review_steps"
SAID = {"working": "working days", "plain": "days"}
CHOICE = (
    "The source heads the first steps “working days” and the later ones “day”, and its text says “15 days”. "
    "Here every step is counted in working days, as the area's pack reads it. This reading is a choice. "
    "The day of the notice is day 0."
)


@dataclass(frozen=True)
class LocalStep:
    """One step of the arrangements: its days as printed, the last day as counted here, and that of the other reading."""

    number: int
    title: str
    action: str
    who: str
    days: str
    basis: str
    clear: bool
    from_on: datetime.date | None
    by_on: datetime.date | None
    if_plain_on: datetime.date | None
    source: str
    done_at: datetime.datetime | None = None

    def state(self, now: datetime.datetime) -> str:
        """`done`, `done_late`, `late`, `open`; `none` for a step without a day."""
        if self.by_on is None:
            return "done" if self.done_at else "none"
        ends = end_of(self.by_on)
        if self.done_at:
            return "done" if self.done_at <= ends else "done_late"
        return "late" if now > ends else "open"


def local_steps(
    begun_at: datetime.datetime, local_pack: str, done: Mapping[int, datetime.datetime | None] | None = None
) -> list[LocalStep]:
    """The steps of an area's arrangements in force when a review began, counted from that day; empty where it has none.

    Takes: `local_pack`, a pack of the area; `done`, when each step was done, by its number.
    """
    day0 = begun_at.astimezone(LONDON).date()
    try:
        area = pack(local_pack).area
    except UnknownPack:  # the area has no pack here, so nobody wrote its steps down
        return []
    packs = [one for one in editions_in_force(day0, area=area) if one.layer == "local" and one.rows(TABLE)]
    if not packs:
        return []
    found = []
    for row in packs[0].rows(TABLE):
        first, last = row["day_from"], row["day_to"]
        found.append(LocalStep(
            number=int(row["step"]), title=row["title"], action=row["action"], who=row["lead_role"],
            days=f"{first} to {last}" if last else row["day_basis"], basis=row["day_basis"], clear=row["clear"] == "yes",
            from_on=_day(day0, first, Unit.WORKING_DAY), by_on=_day(day0, last, Unit.WORKING_DAY),
            if_plain_on=_day(day0, last, Unit.DAY), source=f"GA2019 L{row['line']}",
            done_at=(done or {}).get(int(row["step"])),
        ))  # fmt: skip
    return found


def _day(day0: datetime.date, number: str, unit: Unit) -> datetime.date | None:
    return last_day(day0, Limit(int(number), unit)) if number else None
