"""The yearly figures of allegations: years that are over, small numbers held back by the database (GL-AL-15)."""

from dataclasses import dataclass

from django.db import connection
from django.utils import timezone

from sharedduty.foundations.access.api import Viewer
from sharedduty.foundations.process.api import yearly
from sharedduty.modules.allegations.queries.choices import labels

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
        return yearly.year_words(self.starts)


def of_year(viewer: Viewer, starts: int) -> Year:
    """The figures of the year that began in April of `starts`. The running year has none: one more would tell."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT list, code, number FROM allegations_figures(%s, %s)", yearly.bounds(starts))
        found = {(name, code): number for name, code, number in cursor.fetchall()}
    today = timezone.localdate()
    titles = {"sector": labels("sector", today), "way": WAY_WORDS, "outcome": labels("outcome", today)}
    lists = {
        name: [(text, yearly.number_words(found, name, code)) for code, text in words.items()]
        for name, words in titles.items()
    }
    return Year(starts, lists, yearly.number_words(found, "all", "all"))
