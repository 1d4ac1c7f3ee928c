"""Figures of a year that is over, for rooms whose files are sealed: one more in the running year would tell that it exists.

A number from 1 to 5 is held back, and one more of the same list where those held back would add up to 1 to 5.
"""

import datetime
from collections.abc import Mapping

from django.utils import timezone

from sharedduty.foundations.plain.clocks import LONDON

YEARS = 5
HELD_BACK = "1 to 5, or held back"
# Follows a WITH clause that ends in `counted (list, code, number)`.
SMALL_HELD_BACK = """, ranked AS (
        SELECT c.*, sum(c.number) FILTER (WHERE c.number <= 5) OVER (PARTITION BY c.list) AS small,
               row_number() OVER (PARTITION BY c.list, c.number <= 5 ORDER BY c.number, c.code) AS place
        FROM counted c
    )
    SELECT r.list, r.code,
           CASE WHEN r.number <= 5 OR (r.small BETWEEN 1 AND 5 AND r.place = 1) THEN NULL ELSE r.number END
    FROM ranked r"""


def last_year_over() -> int:
    """The calendar year in which the latest year that is over began, in April."""
    today = timezone.localdate()
    return today.year - 1 if today.month >= 4 else today.year - 2


def year_asked(text: str) -> int:
    """The year somebody asked for, where it is one of those shown; else the latest that is over."""
    latest = last_year_over()
    found = int(text) if text.isascii() and text.isdigit() and len(text) == 4 else latest
    return found if latest - YEARS < found <= latest else latest


def year_tabs(address: str, chosen: int) -> list[dict[str, object]]:
    """The years one may choose from, the latest first, as the tabs of a page at this address."""
    latest = last_year_over()
    return [
        {"text": f"{one} to {one + 1}", "href": f"{address}?year={one}", "current": one == chosen}
        for one in range(latest, latest - YEARS, -1)
    ]


def bounds(starts: int) -> tuple[datetime.datetime, datetime.datetime]:
    """When the year that began in April of `starts` begins and ends, in London."""
    return datetime.datetime(starts, 4, 1, tzinfo=LONDON), datetime.datetime(starts + 1, 4, 1, tzinfo=LONDON)


def year_words(starts: int) -> str:
    """The year as people say it."""
    return f"April {starts} to March {starts + 1}"


def number_words(found: Mapping[tuple[str, str], int | None], name: str, code: str) -> str:
    """One number of a list as the page shows it: none is 0, one held back says so."""
    if (name, code) not in found:
        return "0"
    number = found[name, code]
    return HELD_BACK if number is None else str(number)
