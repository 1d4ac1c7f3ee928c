"""Reading a table that somebody sends, CSV or a workbook's first sheet: its heading checked, its rows one by one.

What a row means, and what is wrong with it, its own reader says. Nothing is written here.
"""

import csv
import io
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from sharedduty.foundations.plain.spreadsheet import NotASpreadsheet, as_csv, is_spreadsheet

MOST_FAULTS = 500
MOST_SHEET_ROWS = 200_000  # more children than any council holds; whoever takes a file in sets a nearer limit
TOO_MANY_CELLS = "there are more cells than columns; is a comma not in quotes?"


class CannotRead(ValueError):
    """The file as a whole cannot be taken in. The message says why and how to mend it."""


@dataclass(frozen=True)
class Fault:
    """One thing wrong with one cell: the file's line, the column's name, and what to mend. Never repeats a number."""

    line: int
    column: str
    said: str

    def __str__(self) -> str:
        return f"line {self.line}, {self.column}: {self.said}"


@dataclass(frozen=True)
class TableRow:
    """One row: the line of the file it ends on, its cells by column, and whether there were more cells than columns."""

    line: int
    cells: Mapping[str, str]
    too_long: bool


def decode(content: bytes) -> str:
    """A file's text: of a workbook its first sheet, else UTF-8 (with or without a mark) without null bytes.

    Raises CannotRead for anything else.
    """
    if is_spreadsheet(content):
        try:
            return as_csv(content, most_rows=MOST_SHEET_ROWS)
        except NotASpreadsheet as wrong:
            raise CannotRead(str(wrong)) from wrong
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as wrong:
        raise CannotRead("The file is not UTF-8 text. Save it again as “CSV UTF-8”.") from wrong
    if "\0" in text:
        raise CannotRead("The file is not a CSV file: it holds null bytes.")
    return text


def table_rows(
    text: str, *, columns: Collection[str], needed: Collection[str], most: int | None = None
) -> Iterator[TableRow]:
    """The rows of a CSV text whose first line names columns, in any order and case; empty rows are left out.

    Takes: the columns that may stand there, and those that must; with `most` rows, there is at least one and no more.
    Raises CannotRead for a heading with others, for too many rows or none, and where the text stops being CSV.
    """
    rows = 0
    reader = csv.DictReader(io.StringIO(text, newline=""), restkey="", strict=True)
    try:
        heading = ["_".join(str(name).lower().split()) for name in reader.fieldnames or []]
        _check_heading(heading, columns, needed)
        reader.fieldnames = heading
        for raw in reader:
            if any((value or "").strip() for name, value in raw.items() if name):
                rows += 1
                if most is not None and rows > most:
                    raise CannotRead(f"The file has more than {most:,} rows. Take it in by parts.")
                cells = {name: str(raw.get(name) or "").strip() for name in columns}
                yield TableRow(reader.line_num, cells, "" in raw)
    except csv.Error as wrong:
        raise CannotRead(f"The file stops being CSV after line {reader.line_num}: {wrong}.") from wrong
    if most is not None and not rows:
        raise CannotRead("The file has a heading and no rows.")


def _check_heading(heading: list[str], columns: Collection[str], needed: Collection[str]) -> None:
    if missing := [name for name in needed if name not in heading]:
        raise CannotRead(f"The first line must name the columns; these are missing: {', '.join(missing)}.")
    if strange := [name for name in heading if name not in columns]:
        raise CannotRead(f"These columns are not known: {', '.join(strange)}. Known are: {', '.join(columns)}.")
    if len(set(heading)) != len(heading):
        raise CannotRead("A column stands twice in the first line.")
