"""The yearly figures of allegations: years that are over, small numbers held back by the database (GL-AL-15)."""

import datetime
from dataclasses import dataclass

from django.db import connection
from django.utils import timezone

from sharedduty.foundations.access.api import Viewer
from sharedduty.foundations.plain.clocks import LONDON
from sharedduty.modules.allegations.queries.choices import labels

YEARS = 5
HELD_BACK = "1 to 5, or held back"
WAY_WORDS = {
    "managed": "Managed: criteria met", "not_met": "Criteria not met", "advised": "Advice only", "undecided": "Not decided",
}  # fmt: skip


@dataclass(frozen=True)
class Year:
    """One year of figures, from April to March: what is listed, as words and numbers, and the number of all."""

    starts: int
    lists: dict[str, list[tuple[str, str]]]
    everything: str

    @property
    def words(self) -> str:
        """The year as people say it."""
        return f"April {self.starts} to March {self.starts + 1}"


def last_year_over() -> int:
    """The calendar year in which the latest year that is over began."""
    today = timezone.localdate()
    return today.year - 1 if today.month >= 4 else today.year - 2


def of_year(viewer: Viewer, starts: int) -> Year:
    """The figures of the year that began in April of `starts`. The running year has none: one more would tell."""
    begins, ends = (datetime.datetime(year, 4, 1, tzinfo=LONDON) for year in (starts, starts + 1))
    with connection.cursor() as cursor:
        cursor.execute("SELECT list, code, number FROM allegations_figures(%s, %s)", [begins, ends])
        found = {(name, code): number for name, code, number in cursor.fetchall()}
    today = timezone.localdate()
    titles = {"sector": labels("sector", today), "way": WAY_WORDS, "outcome": labels("outcome", today)}
    lists = {
        name: [(text, _words(found, name, code)) for code, text in words.items()] for name, words in titles.items()
    }
    return Year(starts, lists, _words(found, "all", "all"))


def _words(found: dict[tuple[str, str], int | None], name: str, code: str) -> str:
    if (name, code) not in found:
        return "0"
    number = found[name, code]
    return HELD_BACK if number is None else str(number)
