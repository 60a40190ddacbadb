"""Workbooks: the sheet that holds the people, its cells as text."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, time
from typing import Any, BinaryIO

from python_calamine import (
    CalamineError,
    CalamineSheet,
    CalamineWorkbook,
    PasswordError,
    SheetTypeEnum,
    SheetVisibleEnum,
)

from fairway.people.importing.kinds import Refused


def open_workbook(file: BinaryIO) -> CalamineWorkbook:
    try:
        return CalamineWorkbook.from_filelike(file)
    except PasswordError as locked:
        raise Refused("locked") from locked
    except (CalamineError, OSError, ValueError) as broken:
        raise Refused("broken") from broken


def sheets(book: CalamineWorkbook) -> Iterator[CalamineSheet]:
    """Visible sheets with cells, in the workbook's order."""
    for about in book.sheets_metadata:
        if about.typ != SheetTypeEnum.WorkSheet or about.visible != SheetVisibleEnum.Visible:
            continue
        try:
            sheet = book.get_sheet_by_name(about.name)
        except (CalamineError, ValueError) as broken:
            raise Refused("broken") from broken
        if sheet.height:
            yield sheet


def records(sheet: CalamineSheet) -> Iterator[tuple[int, list[str]]]:
    """(row number as the spreadsheet shows it, cells as text) of every row that is not blank."""
    for number, row in enumerate(sheet.iter_rows(), start=1):
        cells = [as_text(cell) for cell in row]
        if any(cells):
            yield number, cells


def as_text(cell: Any) -> str:
    """A date as 2024-03-31, whole numbers without a fraction, everything else as it stands."""
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "TRUE" if cell else "FALSE"
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, datetime):
        return cell.date().isoformat() if cell.time() == time() else cell.isoformat(" ")
    return str(cell).strip()
