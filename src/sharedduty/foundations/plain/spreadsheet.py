"""Reading a table that somebody sends as an Excel workbook: its first sheet as the CSV text the readers of files take.

Formulas are read as the values they had when the workbook was saved, and never worked out.
"""

import datetime
import io
import re
import zipfile
from typing import Any

import openpyxl

_BEGINS = b"PK\x03\x04"
MOST_UNPACKED = 60_000_000  # bytes: a small file that unpacks into more is meant to harm
MOST_COLUMNS = 200


class NotASpreadsheet(ValueError):
    """The file cannot be read as a workbook. The message says why, fit to show."""


def is_spreadsheet(content: bytes) -> bool:
    """Whether a file begins as an Excel workbook does (.xlsx), whatever it is called."""
    return content.startswith(_BEGINS)


def as_csv(content: bytes, *, most_rows: int) -> str:
    """The first sheet of a workbook as CSV text, a line for each row, so that line numbers are the sheet's own.

    Takes: `most_rows` to read, its heading included; what is beyond is one line more, so that whoever counts finds too
    many. Dates are written 2015-03-27, with the time where there is one; numbers as they were typed. Raises
    NotASpreadsheet.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as parts:
            if sum(one.file_size for one in parts.infolist()) > MOST_UNPACKED:
                raise NotASpreadsheet("The workbook is too large. Send it in parts, or as CSV.")
        book = openpyxl.load_workbook(io.BytesIO(content), read_only=True, data_only=True)
        sheet = book.worksheets[0]
        sheet.reset_dimensions()  # what the file says about its own size may be wrong
        rows = [
            [_cell(value) for value in row]
            for row in sheet.iter_rows(max_row=most_rows + 1, max_col=MOST_COLUMNS, values_only=True)
        ]
    except NotASpreadsheet:
        raise
    except Exception as wrong:  # openpyxl raises whatever its parts do on a damaged file: each means the same here
        raise NotASpreadsheet("The file is not a workbook that can be read. Save it as .xlsx or as CSV.") from wrong
    return "".join(",".join(_quoted(cell) for cell in row) + "\n" for row in _trimmed(rows))


def _quoted(cell: str) -> str:
    """A cell as a reader of CSV takes it in; this text is read at once and never given out as a file."""
    return '"' + cell.replace('"', '""') + '"' if any(sign in cell for sign in ',"') else cell


def _trimmed(rows: list[list[str]]) -> list[list[str]]:
    """Without the empty cells after the last heading and the empty rows after the last full one, which sheets carry along."""
    while rows and not any(rows[-1]):
        rows.pop()
    width = max((number for number, name in enumerate(rows[0], 1) if name), default=0) if rows else 0
    return [[*row[:width], *(one for one in row[width:] if one)] for row in rows]


def _cell(value: Any) -> str:
    """A cell's value as somebody would type it in a CSV; a line break within it is a space, for lines are rows here."""
    if value is None:
        return ""
    if isinstance(value, datetime.datetime):
        return value.strftime("%Y-%m-%d" if value.time() == datetime.time() else "%Y-%m-%d %H:%M")
    if isinstance(value, datetime.date):
        return value.isoformat()
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return re.sub(r"\s*[\r\n]+\s*", " ", str(value)).strip()
