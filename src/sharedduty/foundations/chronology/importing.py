"""Reading an agency's chronology from a spreadsheet: every row checked, every fault named by line and column (HE-CHR-07).

Nothing is written here. The file is opened as the council's own file of children is: UTF-8 CSV, or the first sheet of a
workbook with its formulas read as the values they had.
"""

import datetime
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from sharedduty.foundations.chronology.rules.writing import LINE, MARKS, faults_of
from sharedduty.foundations.plain.tables import (
    MOST_FAULTS,
    TOO_MANY_CELLS,
    CannotRead,
    Fault,
    TableRow,
    decode,
    table_rows,
)

__all__ = ["COLUMNS", "MOST_BYTES", "MOST_ROWS", "NEEDED", "CannotRead", "Fault", "Table", "decode", "read_table"]
COLUMNS, NEEDED = LINE, ("date", "event", "source")
MOST_ROWS, MOST_BYTES = 2000, 2_000_000
DAYS = ("%Y-%m-%d", "%d/%m/%Y")
MOMENTS = ("%Y-%m-%d %H:%M", "%d/%m/%Y %H:%M")
MONTH = re.compile(r"(\d{4})-(\d{2})|(\d{2})/(\d{4})")
TIMES = ("%H:%M", "%H.%M", "%I:%M%p", "%I.%M%p", "%I%p", "%H:%M:%S")
YES_NO = {"": "", "y": "yes", "yes": "yes", "n": "no", "no": "no", "not said": ""}


@dataclass
class Table:
    """A file read: how many rows it has, those that are right as lines, and everything wrong."""

    rows: int = 0
    good: list[dict[str, Any]] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)


def read_table(text: str, labels: Sequence[str]) -> Table:
    """Read and check the lines of a CSV text against the children's labels. Raises CannotRead where it is no such table."""
    done = Table()
    for row in table_rows(text, columns=COLUMNS, needed=NEEDED, most=MOST_ROWS):
        done.rows += 1
        if len(done.faults) >= MOST_FAULTS:
            raise CannotRead(f"There are more than {MOST_FAULTS} faults. Mend the file and try again.")
        _read_row(row, labels, done)
    return done


def _read_row(row: TableRow, labels: Sequence[str], done: Table) -> None:
    if row.too_long:
        done.faults.append(Fault(row.line, COLUMNS[-1], TOO_MANY_CELLS))
        return
    given, wrong = _given(dict(row.cells))
    wrong += [(column, said) for column, said in faults_of(given, labels) if column not in {name for name, _ in wrong}]
    done.faults += [Fault(row.line, column, said[:1].lower() + said[1:]) for column, said in wrong]
    if not wrong:
        done.good.append(given)


def _given(cells: dict[str, str]) -> tuple[dict[str, Any], list[tuple[str, str]]]:
    """A row's cells as the form would give them, and what cannot be read."""
    wrong: list[tuple[str, str]] = []
    given: dict[str, Any] = dict(cells)
    day, hour, month = _day(cells["date"])
    if cells["date"] and day is None:
        wrong.append(("date", "Write it as 2015-03-27, 27/03/2015, or 2015-03 where only the month is known."))
    if cells["time"]:
        hour = _time(cells["time"])
        if hour is None:
            wrong.append(("time", "Write it as 16:05 or 4:05pm."))
    until, until_time, _ = _day(cells["until_date"])
    if cells["until_date"] and until is None:
        wrong.append(("until_date", "Write it as 2015-03-27 or 27/03/2015."))
    if cells["until_time"]:
        until_time = _time(cells["until_time"])
        if until_time is None:
            wrong.append(("until_time", "Write it as 16:05 or 4:05pm."))
    known = cells["precision"].lower() or ("month" if month else "exact" if hour else "day")
    if month and known in ("exact", "day"):
        wrong.append(("precision", "The date names only a month."))
    given |= {"date": day, "time": hour, "until_date": until, "until_time": until_time, "precision": known}
    for name in MARKS:
        answer = YES_NO.get(cells[name].lower())
        if answer is None:
            wrong.append((name, "Write yes or no, or leave it empty."))
        given[name] = answer or ""
    return given, wrong


def _day(text: str) -> tuple[datetime.date | None, datetime.time | None, bool]:
    """The day, the time where the cell holds one, and whether it names only a month."""
    if found := MONTH.fullmatch(text):
        year, month = int(found[1] or found[4]), int(found[2] or found[3])
        return (datetime.date(year, month, 1) if 1 <= month <= 12 and year >= 1900 else None), None, True
    for shape in (*DAYS, *MOMENTS):
        try:
            read = datetime.datetime.strptime(text, shape)  # noqa: DTZ007 (London's wall clock, made an instant later)
        except ValueError:
            continue
        if read.year < 1900:
            return None, None, False
        return read.date(), read.time() if shape in MOMENTS else None, False
    return None, None, False


def _time(text: str) -> datetime.time | None:
    for shape in TIMES:
        try:
            return datetime.datetime.strptime(text.lower().replace(" ", ""), shape).time()  # noqa: DTZ007 (a time of day)
        except ValueError:
            continue
    return None
