"""The one way out for tables: CSV and XLSX with every cell neutralised, streamed.

A spreadsheet runs what begins like a formula. So text that begins with `=`, `+`, `-`, `@`, a tab or a carriage return is
given an apostrophe before it, as OWASP advises, and numbers go as numbers (design section 8; ASVS 5.0 1.2.10).
No other module may write CSV or XLSX for people: a house test looks for it.
"""

import csv
import datetime
import io
import re
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from typing import Any

import xlsxwriter
from django.http import FileResponse, StreamingHttpResponse
from django.utils import timezone

STARTS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")  # the wide forms too
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")  # what XML cannot hold and no table needs
_AT_ONCE = 64 * 1024
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def neutral(value: object) -> str | int | float:
    """One cell as it may leave the house.

    Takes: anything a table holds. Gives: a number for a number, `yes` or `no` for a truth, ISO words for a day or an
    instant (London), else text that no spreadsheet runs as a formula.
    """
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, int | float):
        return value
    if isinstance(value, Decimal):
        return float(value)
    if isinstance(value, datetime.datetime):
        return (
            timezone.localtime(value).isoformat(timespec="minutes") if timezone.is_aware(value) else value.isoformat()
        )
    if isinstance(value, datetime.date):
        return value.isoformat()
    if isinstance(value, list | tuple | set | frozenset):
        value = "; ".join(str(one) for one in value)
    text = _CONTROL.sub("", str(value))
    return f"'{text}" if text.lstrip(" \u00a0\ufeff").startswith(STARTS_A_FORMULA) or text[:1] in {"\t", "\r"} else text


def csv_lines(header: Sequence[str], rows: Iterable[Sequence[object]]) -> Iterator[bytes]:
    """The table as pieces of a CSV file in UTF-8 with a byte order mark, so that Excel reads every name rightly."""
    kept = io.StringIO(newline="")
    writer = csv.writer(kept, quoting=csv.QUOTE_MINIMAL, lineterminator="\r\n")
    kept.write("\ufeff")
    writer.writerow([neutral(cell) for cell in header])
    for row in rows:
        writer.writerow([neutral(cell) for cell in row])
        if kept.tell() > _AT_ONCE:
            yield kept.getvalue().encode()
            kept.seek(0)
            kept.truncate()
    yield kept.getvalue().encode()


def csv_response(name: str, header: Sequence[str], rows: Iterable[Sequence[object]]) -> StreamingHttpResponse:
    """Answer with a CSV file called `name`. The rows are read as they are sent.

    A lazy query inside `rows` runs after the request's own transaction: read confidential rows before, or open a
    transaction and a viewer of their own (design section 4).
    """
    response = StreamingHttpResponse(csv_lines(header, rows), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{_file_name(name, "csv")}"'
    return response


def xlsx_response(
    name: str, header: Sequence[str], rows: Iterable[Sequence[object]], sheet: str = "Table"
) -> FileResponse:
    """Answer with a one-sheet workbook called `name`, written row by row to a temporary file that is gone afterwards."""
    kept = tempfile.TemporaryFile()  # noqa: SIM115 - the answer closes it when it has been sent
    # Nothing in a cell becomes a formula, a link or a number by its looks.
    plain = {
        "constant_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
    }
    book = xlsxwriter.Workbook(kept, plain)
    page = book.add_worksheet(sheet[:31])
    bold = book.add_format({"bold": True})
    for column, title in enumerate(header):
        page.write_string(0, column, str(neutral(title)), bold)
    for line, row in enumerate(rows, 1):
        for column, cell in enumerate(row):
            _write_cell(page, line, column, neutral(cell))
    page.freeze_panes(1, 0)
    book.close()
    kept.seek(0)
    return FileResponse(kept, as_attachment=True, filename=_file_name(name, "xlsx"), content_type=XLSX)


def _write_cell(page: Any, line: int, column: int, value: str | int | float) -> None:
    if isinstance(value, str):
        page.write_string(line, column, value[:32_767])  # what one cell of a workbook can hold
    else:
        page.write_number(line, column, value)


def _file_name(name: str, ending: str) -> str:
    return f"{re.sub(r'[^A-Za-z0-9-]+', '-', name.removesuffix('.' + ending)).strip('-').lower() or 'table'}.{ending}"
