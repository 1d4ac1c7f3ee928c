"""Child deaths by year, 1 April to 31 March: numbers for those outside the team with small ones held back (design section 4)."""

import datetime
from collections import Counter
from dataclasses import dataclass

from django.db import connection
from django.utils import timezone

from sharedduty.foundations.access.api import Viewer
from sharedduty.foundations.design.dates import LONDON
from sharedduty.foundations.directory.models import Area
from sharedduty.foundations.guidance.api import editions_in_force, pack
from sharedduty.foundations.journal.api import record_sight
from sharedduty.modules.child_death.models import ChildDeath
from sharedduty.modules.child_death.queries.choices import FALLBACK

MEASURES = {
    "deaths": "Deaths of children, but for those set aside or reviewed elsewhere",
    "reviewed": "Of these, reviewed by the panel",
    "modifiable": "Of those reviewed, with a modifiable factor",
    "response": "Of the deaths, with a joint agency response",
}
YEARS = 5
HELD = "held back"
NOT_HERE = ("set_aside", "elsewhere")


@dataclass(frozen=True)
class Year:
    """One year: its name, each number in words, and how it stands to the size that the guidance speaks of."""

    name: str
    numbers: dict[str, str]
    against: str


def years_of(viewer: Viewer, *, exported: bool = False) -> list[Year]:
    """The last years, the running one first. Journalled. Nothing is counted for a role that may not see figures."""
    record_sight(by=viewer, verb="exported" if exported else "opened", object_type="child death figures")
    first = _first(timezone.localdate()) - YEARS + 1
    start, end = (datetime.datetime(year, 4, 1, tzinfo=LONDON) for year in (first, first + YEARS))
    with connection.cursor() as cursor:
        cursor.execute("SELECT month, measure, number FROM child_death_figures(%s, %s)", [start, end])
        found = {(day.year, measure): number for day, measure, number in cursor.fetchall()}
    size = footprint()
    made = []
    for year in range(first + YEARS - 1, first - 1, -1):
        deaths = found.get((year, "deaths"), 0)
        numbers = {key: _told(found.get((year, key), 0)) for key in MEASURES}
        made.append(Year(f"{year} to {year + 1}", numbers, _against(deaths, size)))
    return made


def today() -> datetime.date:
    """Today, in London."""
    return timezone.localdate()


def local_pack(viewer: Viewer) -> str:
    """The pack of the viewer's area; empty where it has none."""
    return Area.objects.filter(pk=viewer.area_id or 0).values_list("local_pack", flat=True).first() or ""


def _first(day: datetime.date) -> int:
    """The year in which the year to 31 March begins that a day lies in."""
    return day.year if (day.month, day.day) >= (4, 1) else day.year - 1


def _told(number: int | None) -> str:
    return HELD if number is None else f"{number}"


def _against(number: int | None, size: int) -> str:
    return f"below {size}" if number is None or number < size else f"{size} or more"


def footprint() -> int:
    """How many deaths a year an area typically sees at least (WT2018 ch5 ¶9), from the highest edition in force that says so."""
    packs = [*editions_in_force(timezone.localdate()), pack(FALLBACK)]
    return next(int(row["value"]) for one in packs for row in one.rows("parameters") if row["key"] == "cdr.footprint")


def kinds_of(viewer: Viewer) -> list[tuple[str, Counter[str]]]:
    """For the team itself: how many deaths of each kind in each of the last years, as far as in sight."""
    first = _first(timezone.localdate()) - YEARS + 1
    found = ChildDeath.objects.filter(died_on__gte=datetime.date(first, 4, 1)).exclude(stage__in=NOT_HERE)
    counts: dict[int, Counter[str]] = {}
    for day, category in found.values_list("died_on", "category"):
        if day:
            counts.setdefault(_first(day), Counter())[category] += 1
    return [(f"{year} to {year + 1}", counts[year]) for year in sorted(counts, reverse=True)]
