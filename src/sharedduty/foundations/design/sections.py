"""A long record in parts, each on a page of its own under the record's address (`?part=terms`), with the links between them."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

OVERVIEW = ""


@dataclass(frozen=True)
class Coming:
    """Something that falls due or takes place in a record: on which day, in words, and where one reads more."""

    by: datetime.date
    words: str
    href: str = ""


def sections(address: str, titles: Mapping[str, str], wanted: str | None) -> tuple[str, list[dict[str, Any]]]:
    """Which part of a record is shown, and the links to all of them.

    Takes: the record's own address; code to title of the parts there are, the overview's code empty; what was asked for.
    Gives: the code, the overview's where nothing or something unknown was asked for; for `section_nav` text, address and
    whether it is the one shown.
    """
    part = wanted if wanted in titles else OVERVIEW
    links = [
        {"text": title, "href": f"{address}?part={code}" if code else address, "current": code == part}
        for code, title in titles.items()
    ]
    return part or OVERVIEW, links
