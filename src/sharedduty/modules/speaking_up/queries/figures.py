"""The yearly figures of complaints and requests: years that are over, small numbers held back by the database (D15)."""

from dataclasses import dataclass

from django.db import connection

from sharedduty.foundations.access.api import Viewer
from sharedduty.foundations.process.api import yearly
from sharedduty.modules.speaking_up.process import OUTCOMES
from sharedduty.modules.speaking_up.queries.choices import KINDS, SENT_AS_WORDS

# How what was owed went, with the limit each kind has.
TIME = {
    "in_time": "In time", "late": "Late", "no_limit": "No limit ran: nobody could say who asked, or no day was promised",
    "ended": "Ended without an answer",
}  # fmt: skip
OWED = {
    "complaint": "Complaints about joint work: answered by the day that was promised",
    "data_complaint": "Complaints about personal data: acknowledged within 30 days",
    "access": "Requests for one's own information: answered within the month, or the three of a complex one",
}


@dataclass(frozen=True)
class Listed:
    """One list of a year: its key, title, what its first column is, and each line in words with its number."""

    key: str
    title: str
    first: str
    lines: list[tuple[str, str]]


@dataclass(frozen=True)
class Year:
    """One year of figures, from April to March, and the number of all that was sent."""

    words: str
    lists: list[Listed]
    everything: str


def of_year(viewer: Viewer, starts: int) -> Year:
    """The figures of the year that began in April of `starts`. The running year has none: one more would tell.

    Whoever is not given figures gets zeros: the database answers them nothing.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT list, code, number FROM speaking_up_figures(%s, %s)", yearly.bounds(starts))
        found = {(name, code): number for name, code, number in cursor.fetchall()}

    def listed(key: str, title: str, first: str, words: dict[str, str]) -> Listed:
        return Listed(
            key, title, first, [(text, yearly.number_words(found, key, code)) for code, text in words.items()]
        )

    lists = [
        listed("kind", "By what it was", "What it was", KINDS),
        listed("sender", "Complaints about joint work, by who sent them", "Who sent it", SENT_AS_WORDS),
        *(listed(f"time_{kind}", title, "How it went", TIME) for kind, title in OWED.items()),
        listed("outcome", "Complaints about joint work, by what was found", "What was found", OUTCOMES),
    ]
    return Year(yearly.year_words(starts), lists, yearly.number_words(found, "all", "all"))
