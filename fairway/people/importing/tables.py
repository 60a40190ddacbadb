"""Any readable file as one table: a header and the records below it."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from typing import BinaryIO

from fairway.people.importing import textfile, workbook
from fairway.people.importing.headers import SPELLINGS
from fairway.people.importing.keepout import refusal, sensitive_kind
from fairway.people.importing.kinds import WORKBOOK, Refused, kind_of
from fairway.people.importing.spelling import clean, squash

MOST_COLUMNS = 500
SAMPLE = 300
_HEADER_WITHIN = 25
Record = tuple[int, list[str]]


@dataclass
class About:
    """How the file was read, and what its columns are called."""

    kind: str
    encoding: str = ""
    separator: str = ""
    sheet: str = ""
    header_line: int = 0
    headers: list[str] = field(default_factory=list)
    samples: list[list[str]] = field(default_factory=list)

    def as_json(self) -> dict[str, object]:
        return asdict(self)


def read_table(file: BinaryIO, encoding: str = "") -> tuple[About, Iterator[Record]]:
    """What the table is, and its records; raises kinds.Refused."""
    if kind_of(file) == WORKBOOK:
        return _from_workbook(file)
    encoding = encoding or textfile.encoding_of(file)
    separator, skip = textfile.separator_of(file, encoding)
    about = About("csv", encoding=encoding, separator=separator)
    return _with_header(about, textfile.records(file, encoding, separator, skip))


def _from_workbook(file: BinaryIO) -> tuple[About, Iterator[Record]]:
    """The sheet whose header is understood best; the first where none is."""
    best: tuple[int, str] | None = None
    book = workbook.open_workbook(file)
    for sheet in workbook.sheets(book):
        rows = list(itertools.islice(workbook.records(sheet), _HEADER_WITHIN))
        score = max((understood(cells) for _line, cells in rows), default=0)
        if best is None or score > best[0]:
            best = (score, sheet.name)
    if best is None:
        raise Refused("empty_file")
    about = About("workbook", sheet=best[1])
    return _with_header(about, workbook.records(book.get_sheet_by_name(best[1])))


def _with_header(about: About, records: Iterator[Record]) -> tuple[About, Iterator[Record]]:
    first = list(itertools.islice(records, SAMPLE + _HEADER_WITHIN))
    at = header_at([cells for _line, cells in first[:_HEADER_WITHIN]])
    about.header_line, header = first[at]
    about.headers = unique_headers(header)
    if len(about.headers) > MOST_COLUMNS:
        raise Refused("too_many_columns", limit=MOST_COLUMNS)
    below = first[at + 1 :]
    if not below:
        raise Refused("no_rows")
    about.samples = [cells for _line, cells in below[:SAMPLE]]
    return about, itertools.chain(below, records)


def understood(cells: list[str]) -> int:
    """How many of the cells are column names that are known."""
    return sum(
        1
        for cell in cells
        if cell
        and len(cell) < 80
        and (squash(clean(cell)) in SPELLINGS or sensitive_kind(cell) or refusal(cell))
    )


def header_at(rows: list[list[str]]) -> int:
    """The first of the rows that name most columns: titles and blank lines may stand above."""
    if not rows:
        raise Refused("empty_file")
    scores = [understood(cells) for cells in rows]
    best = max(scores)
    if best:
        return scores.index(best)
    widest = max(len(cells) for cells in rows)
    for at, cells in enumerate(rows):
        named = [cell for cell in cells if cell.strip()]
        if len(cells) == widest and len(named) > widest // 2:
            if any("@" in cell or any(sign.isdigit() for sign in cell) for cell in named):
                raise Refused("no_headers")
            return at
    raise Refused("no_headers")


def unique_headers(cells: list[str]) -> list[str]:
    """Every column by a name of its own: a repeated one gets a number, a nameless one its place."""
    names: list[str] = []
    seen: set[str] = set()
    while cells and not cells[-1].strip():
        cells = cells[:-1]
    for place, cell in enumerate(cells, start=1):
        name = base = clean(cell)[:120] or f"({place})"
        again = 1
        while name.casefold() in seen:
            again += 1
            name = f"{base} ({again})"
        seen.add(name.casefold())
        names.append(name)
    return names
