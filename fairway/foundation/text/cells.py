"""Exports to spreadsheets in which no cell is ever a formula."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from typing import IO, Any

from django.http import StreamingHttpResponse

BOM = "\ufeff"
NUMBER = re.compile(r"-?\d+(\.\d+)?")
# At the start of the cell, and wherever a program that splits at another sign would start one.
FORMULA = re.compile(
    r"(^|[;\t\r\n|])([\s\x00-\x1f\ufeff\u200b-\u200f\u2060]*)(?=[=+\-@＝＋－＠﹢﹣﹦﹫])"
)
ODD_START = re.compile(r"^[\t\r\n\x00]")
LONGEST_CELL = 32_767


def safe_cell(value: Any) -> str:
    """The text of a CSV cell; what a spreadsheet would calculate gets an apostrophe in front."""
    if value is None:
        return ""
    if isinstance(value, datetime | date):
        return value.isoformat()
    if not isinstance(value, str):
        return str(value)
    if NUMBER.fullmatch(value):
        return value
    marked = FORMULA.sub(r"\1\2'", value)
    return f"'{marked}" if ODD_START.match(marked) else marked


def csv_lines(header: Sequence[Any], rows: Iterable[Sequence[Any]]) -> Iterator[str]:
    """Line by line, so that an export of any length needs no memory."""
    writer = csv.writer(Echo())
    yield BOM + writer.writerow([safe_cell(cell) for cell in header])
    for row in rows:
        yield writer.writerow([safe_cell(cell) for cell in row])


def csv_response(
    filename: str, header: Sequence[Any], rows: Iterable[Sequence[Any]]
) -> StreamingHttpResponse:
    response = StreamingHttpResponse(
        csv_lines(header, rows), content_type="text/csv; charset=utf-8"
    )
    response["Content-Disposition"] = f'attachment; filename="{_ascii(filename)}.csv"'
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, no-store"
    return response


def write_xlsx(
    stream: IO[bytes], sheet: str, header: Sequence[Any], rows: Iterable[Sequence[Any]]
) -> None:
    """One sheet; text is written as text, whatever it looks like."""
    import xlsxwriter

    options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(stream, {**options, "default_date_format": "yyyy-mm-dd"}) as book:
        page = book.add_worksheet(re.sub(r"[\[\]:*?/\\']", " ", sheet).strip()[:31] or None)
        bold = book.add_format({"bold": True})
        page.freeze_panes(1, 0)
        for column, cell in enumerate(header):
            page.write_string(0, column, str(cell), bold)
        for number, row in enumerate(rows, start=1):
            for column, cell in enumerate(row):
                _write(page, number, column, cell)


class Echo:
    """A file that gives back what is written to it."""

    def write(self, line: str) -> str:
        return line


def _write(page: Any, row: int, column: int, cell: Any) -> None:
    if cell is None:
        return
    if isinstance(cell, bool):
        page.write_boolean(row, column, cell)
    elif isinstance(cell, int) and abs(cell) < 10**15:
        page.write_number(row, column, cell)
    elif isinstance(cell, date) and not isinstance(cell, datetime) and cell.year >= 1900:
        page.write_datetime(row, column, cell)
    else:
        text = cell.isoformat() if isinstance(cell, datetime | date) else str(cell)
        cut = text if len(text) <= LONGEST_CELL else text[: LONGEST_CELL - 1] + "…"
        page.write_string(row, column, cut)


def _ascii(filename: str) -> str:
    return re.sub(r"[^A-Za-z0-9._-]+", "-", filename).strip("-.") or "export"
