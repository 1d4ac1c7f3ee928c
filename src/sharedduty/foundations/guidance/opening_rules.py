"""What a local pack must say before a front door can run on it: its opening hours and its times for enquiries."""

import re
from collections.abc import Mapping
from typing import Any

from sharedduty.foundations.guidance.checking import Checks
from sharedduty.foundations.guidance.kinds import Clock, Table

DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
HOLIDAY = "Bank holiday"
PRIORITIES = ("red", "amber", "green")
HOUR = re.compile(r"(?:[01]\d|2[0-4]):[0-5]\d\Z")


def check_front_door(
    folder: str, facts: Mapping[str, Any], clocks: Mapping[str, Clock], tables: Mapping[str, Table], checks: Checks
) -> None:
    """A local pack a front door runs on (one with levels of need) says when it is open and how soon agencies answer."""
    file = f"{folder}/opening_hours.csv"
    table = tables.get("opening_hours")
    for row in table.rows if table else ():
        _check_day(row, file, row.line, checks)
    held = tables.get("levels")
    if facts.get("layer") != "local" or held is None or not held.rows:
        return
    if table is None or not table.rows:
        checks.fault(file, 0, "", "an edition with levels of need says when its front door is open")
    for priority in PRIORITIES:
        found = clocks.get(f"enquiry.{priority}")
        if found is None or not found.has_number:
            said = "an edition with levels of need says how soon an agency answers an enquiry of this priority"
            checks.fault(f"{folder}/clocks.yaml", found.line if found else 0, f"enquiry.{priority}", said)


def _check_day(row: Mapping[str, str], file: str, line: int, checks: Checks) -> None:
    if row["day"] not in (*DAYS, HOLIDAY):
        checks.fault(file, line, row["day"], f"the day is one of {', '.join(DAYS)} or {HOLIDAY}")
    wrong = [column for column in ("opens", "closes") if not HOUR.match(row[column])]
    for column in wrong:
        checks.fault(file, line, f"{row['day']}.{column}", f"'{row[column]}' should be an hour such as 09:00")
    if not wrong and row["opens"] >= row["closes"]:
        checks.fault(file, line, row["day"], "it closes before it opens")
