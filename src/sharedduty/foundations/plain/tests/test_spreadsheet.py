"""A workbook becomes the CSV text it would have been saved as, and what is no workbook is refused in words."""

import csv
import datetime
import io
import zipfile

import openpyxl
import pytest

from sharedduty.foundations.plain.spreadsheet import NotASpreadsheet, as_csv, is_spreadsheet

EVENING = datetime.datetime(2026, 11, 20, 22, 15)  # noqa: DTZ001 (a sheet's times have no zone)


def workbook(*rows: list[object]) -> bytes:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in rows:
        sheet.append(row)
    kept = io.BytesIO()
    book.save(kept)
    return kept.getvalue()


def read(content: bytes, most_rows: int = 100) -> list[list[str]]:
    return list(csv.reader(io.StringIO(as_csv(content, most_rows=most_rows))))


def test_numbers_dates_and_words_are_read_as_they_would_be_typed() -> None:
    content = workbook(
        ["id", "born", "seen", "number", "yes", "said", None],
        [
            1,
            datetime.date(2015, 3, 27),
            EVENING,
            9990000018.0,
            True,
            'one\ntwo, "three"',
            None,
        ],
        ["2", None, None, None, None, None],
        [None],
    )
    assert is_spreadsheet(content)
    assert read(content) == [
        ["id", "born", "seen", "number", "yes", "said"],
        ["1", "2015-03-27", "2026-11-20 22:15", "9990000018", "yes", 'one two, "three"'],
        ["2", "", "", "", "", ""],
    ]


def test_rows_keep_the_numbers_they_have_in_the_sheet_and_too_many_are_found_out() -> None:
    content = workbook(["id"], [None], ["third"], *([str(number)] for number in range(50)))
    assert read(content)[2] == ["third"]
    assert len(read(content, most_rows=10)) == 11


@pytest.mark.parametrize("cell", ["=1+1", '=HYPERLINK("http://example.org")'])
def test_a_formula_is_never_worked_out(cell: str) -> None:
    assert read(workbook(["id", "x"], ["1", cell]))[1] == ["1", ""]


def test_what_is_no_workbook_is_refused_in_words() -> None:
    assert not is_spreadsheet(b"id,name\n1,2\n")
    other = io.BytesIO()
    with zipfile.ZipFile(other, "w") as parts:
        parts.writestr("letter.txt", "no sheet in it")
    for content in (b"PK\x03\x04 and then nothing", other.getvalue(), b""):
        with pytest.raises(NotASpreadsheet, match="not a workbook"):
            as_csv(content, most_rows=10)


def test_a_small_file_that_unpacks_into_a_huge_one_is_refused_unread() -> None:
    bomb = io.BytesIO()
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as parts:
        parts.writestr("xl/worksheets/sheet1.xml", b"0" * 61_000_000)
    assert len(bomb.getvalue()) < 100_000
    with pytest.raises(NotASpreadsheet, match="too large"):
        as_csv(bomb.getvalue(), most_rows=10)
