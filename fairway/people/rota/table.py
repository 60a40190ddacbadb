"""Shifts of many people from a table: whose, from when, until when."""

from __future__ import annotations

import csv
import io
from datetime import datetime

from django.utils.translation import gettext_lazy as _

from fairway.people.rota.shifts import MOST_BYTES, MOST_SHIFTS, BadRota, TableRow

WHO = {"person", "number", "employee_number", "employee number", "staff number", "email", "e-mail"}
FROM = {"start", "starts", "from", "begin", "shift start"}
UNTIL = {"end", "ends", "until", "to", "shift end"}
FORMS = ("%Y-%m-%d %H:%M", "%Y-%m-%dT%H:%M", "%Y-%m-%d %H:%M:%S", "%Y-%m-%dT%H:%M:%S")


def read_table(content: bytes) -> list[TableRow]:
    """Every row, or a BadRota that names each line that cannot be read."""
    if len(content) > MOST_BYTES:
        raise BadRota(_("The file is larger than 2 MB. Export fewer weeks."))
    text = _text(content)
    lines = csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text))
    try:
        header = [cell.strip().casefold() for cell in next(lines, [])]
        who, start, until = (_column(header, names) for names in (WHO, FROM, UNTIL))
        return _rows(lines, who, start, until)
    except csv.Error as error:
        raise BadRota(_("The table cannot be read: it is not a CSV file.")) from error


def _rows(lines: csv.reader, who: int, start: int, until: int) -> list[TableRow]:  # type: ignore[valid-type]
    rows: list[TableRow] = []
    faults: list[str] = []
    for cells in lines:  # type: ignore[attr-defined]
        line = lines.line_num  # type: ignore[attr-defined]
        if not any(cell.strip() for cell in cells):
            continue
        if len(cells) <= max(who, start, until):
            faults.append(str(_("Line %(line)s has too few cells.") % {"line": line}))
            continue
        begins, ends = _moment(cells[start]), _moment(cells[until])
        if begins is None or ends is None:
            faults.append(
                str(_("Line %(line)s: write times as 2026-03-31 08:00.") % {"line": line})
            )
            continue
        rows.append(TableRow(line, cells[who].strip(), begins, ends))
        if len(rows) > MOST_SHIFTS:
            raise BadRota(_("There are more than 20,000 shifts. Export fewer weeks."))
    if faults:
        raise BadRota(_first(faults))
    return rows


def _first(faults: list[str], most: int = 10) -> str:
    said = " ".join(faults[:most])
    left = len(faults) - most
    more = str(_("And %(count)s more lines.") % {"count": left}) if left > 0 else ""
    return f"{said} {more}".strip()


def _column(header: list[str], names: set[str]) -> int:
    for at, name in enumerate(header):
        if name in names:
            return at
    raise BadRota(_("The first line names the columns: person, start, end."))


def _text(content: bytes) -> str:
    for encoding in ("utf-8-sig", "cp1252"):
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise BadRota(_("The letters of this file cannot be read. Save it as UTF-8."))


def _delimiter(text: str) -> str:
    head = text.partition("\n")[0]
    return max(",;\t", key=head.count)


def _moment(cell: str) -> datetime | None:
    for form in FORMS:
        try:
            return datetime.strptime(cell.strip(), form)  # noqa: DTZ007 a wall time, whose zone is its person's
        except ValueError:
            continue
    return None
