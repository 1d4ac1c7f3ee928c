"""When the work in a file came to its end, for how long the file is kept."""

import datetime

from django.db import connections

from sharedduty.foundations.process.catalogue import process_called


def endings(database: str, first: int, last: int) -> dict[int, datetime.date | None]:
    """Of each file in a run of numbers that holds records with stages: the day all of them had ended; None where one runs."""
    found: dict[int, datetime.date | None] = {}
    with connections[database].cursor() as cursor:
        cursor.callproc("process_last_moves", [first, last])
        for file, code, stage, moved_on in cursor.fetchall():
            process = process_called(code)
            ended = moved_on if process is not None and process.stage(stage).ends else None
            other = found.get(file, ended)
            found[file] = None if ended is None or other is None else max(ended, other)
    return found
