"""Nothing that leaves in a table is run by a spreadsheet (design section 8)."""

import csv
import datetime
import io
import zipfile
from collections.abc import Iterator

import pytest

from sharedduty.foundations.design import exports

DANGEROUS = ["=1+1", "+44 7700 900000", "-2", "@SUM(A1)", "\tx", "\rx", "  =cmd()", "＝1", '=HYPERLINK("http://x","y")']


@pytest.mark.parametrize("typed", DANGEROUS)
def test_a_cell_that_looks_like_a_formula_is_only_text(typed: str) -> None:
    assert str(exports.neutral(typed)).startswith("'")


@pytest.mark.parametrize("typed", ["Nimble", "3 High Street", "o'brien", "a=b", "", "O–K", "'quoted"])
def test_ordinary_words_stay_as_they_are(typed: str) -> None:
    assert exports.neutral(typed) == typed


def test_numbers_days_and_truths_keep_their_kind() -> None:
    assert exports.neutral(-3) == -3
    assert exports.neutral(datetime.date(2026, 12, 24)) == "2026-12-24"
    assert exports.neutral(datetime.datetime(2026, 7, 1, 12, tzinfo=datetime.UTC)) == "2026-07-01T13:00+01:00"
    assert (exports.neutral(True), exports.neutral(None), exports.neutral(["a", "b"])) == ("yes", "", "a; b")


def _read(response: exports.StreamingHttpResponse) -> list[list[str]]:
    return list(csv.reader(io.StringIO(b"".join(response.streaming_content).decode("utf-8-sig"), newline="")))


def test_a_csv_file_neutralises_its_header_too() -> None:
    response = exports.csv_response(
        "Contacts of June", ["=name", "count"], [["@x", 2], ["two\nlines, and a comma", -1]]
    )
    assert response["Content-Disposition"] == 'attachment; filename="contacts-of-june.csv"'
    assert _read(response) == [["'=name", "count"], ["'@x", "2"], ["two\nlines, and a comma", "-1"]]


def test_rows_are_sent_as_they_are_read() -> None:
    read = []

    def rows() -> Iterator[list[object]]:
        for number in range(5_000):
            read.append(number)
            yield [number, "x" * 100]

    pieces = exports.csv_lines(["n", "text"], rows())
    first = next(pieces)
    assert 0 < len(read) < 1_000
    assert (first + b"".join(pieces)).count(b"\r\n") == 5_001


def test_a_workbook_holds_no_formula_and_no_link() -> None:
    response = exports.xlsx_response("figures.xlsx", ["month", "=x"], [[typed, 1] for typed in DANGEROUS])
    book = zipfile.ZipFile(io.BytesIO(b"".join(response.streaming_content)))
    sheet = book.read("xl/worksheets/sheet1.xml").decode()
    assert "<f>" not in sheet and "hyperlink" not in sheet
    assert response["Content-Disposition"] == 'attachment; filename="figures.xlsx"'
