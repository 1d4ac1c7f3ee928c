"""Where a file's days come from. Rooms say it, for the nightly finder alone: each is asked about a run of files at a time."""

import datetime
from collections import defaultdict
from collections.abc import Callable, Mapping

from django.db import connections

# Takes the database to ask as and the first and last number of a run of files. Gives, for each file in it that holds
# records with stages, the day all of them had come to their end; None where one has not.
Endings = Callable[[str, int, int], Mapping[int, datetime.date | None]]

_births: list[str] = []
_endings: list[Endings] = []


def register_births(function: str) -> None:
    """Name a definer function that gives each file of a run with a child's birth date. Registering twice changes nothing."""
    if function not in _births:
        _births.append(function)


def register_endings(endings: Endings) -> None:
    """Plug in who knows when the work in a file ended. Registering twice changes nothing."""
    if endings not in _endings:
        _endings.append(endings)


def births_in(database: str, first: int, last: int) -> dict[int, list[datetime.date]]:
    """The birth dates of the children each file in a run of numbers is about."""
    found: dict[int, list[datetime.date]] = defaultdict(list)
    with connections[database].cursor() as cursor:
        for function in _births:
            cursor.callproc(function, [first, last])
            for file, born in cursor.fetchall():
                found[file].append(born)
    return found


def endings_in(database: str, first: int, last: int) -> dict[int, datetime.date | None]:
    """For each file in a run of numbers that holds work with an end: the day it ended, None where it has not."""
    found: dict[int, datetime.date | None] = {}
    for endings in _endings:
        for file, day in endings(database, first, last).items():
            other = found.get(file, day)
            found[file] = None if day is None or other is None else max(day, other)
    return found
