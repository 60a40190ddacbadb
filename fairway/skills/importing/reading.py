"""Separated text as a header and rows that remember their line."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass

from django.utils.formats import number_format
from django.utils.translation import gettext_lazy as _

from fairway.foundation.refusal import Refusal

MOST_CHARACTERS, MOST_ROWS = 8_000_000, 20_000
SEPARATORS = ",;\t|"


class TooLong(Refusal):
    code = "too_long"

    def __init__(self) -> None:
        super().__init__(
            _(
                "This is more than %(rows)s lines. Split the file, and bring in one part after another."
            ),
            rows=number_format(MOST_ROWS, force_grouping=True),
        )


class OpenQuote(Refusal):
    code = "open_quote"

    def __init__(self, line: int) -> None:
        super().__init__(_("A quote that opens on line %(line)s never closes."), line=line)


class NoRows(Refusal):
    code = "no_rows"

    def __init__(self) -> None:
        super().__init__(_("There is no line below the names of the columns."))


@dataclass(frozen=True)
class Table:
    header: list[str]
    rows: list[tuple[int, list[str]]]


def read_table(text: str) -> Table:
    """The first line that says anything names the columns."""
    if len(text) > MOST_CHARACTERS:
        raise TooLong
    text = text.lstrip("\ufeff").replace("\x00", "")
    head = next((line for line in text.splitlines() if line.strip()), "")
    sign = max(SEPARATORS, key=head.count)
    csv.field_size_limit(MOST_CHARACTERS)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=sign, strict=True)
    header: list[str] = []
    rows: list[tuple[int, list[str]]] = []
    line = 1
    try:
        for cells in reader:
            began, line = line, reader.line_num + 1
            said = [unmarked(cell) for cell in cells]
            if not any(said):
                continue
            if header:
                rows.append((began, said))
            else:
                header = [" ".join(name.split()) for name in said]
            if len(rows) > MOST_ROWS:
                raise TooLong
    except csv.Error:
        raise OpenQuote(line) from None
    if not rows:
        raise NoRows
    return Table(header, rows)


def unmarked(cell: str) -> str:
    """Without the apostrophe that keeps a spreadsheet from calculating a cell."""
    cell = cell.strip()
    return cell[1:] if cell[:1] == "'" and cell[1:].lstrip()[:1] in "=+-@＝＋－＠" else cell
