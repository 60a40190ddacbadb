"""Reading a CSV file, packed or not, column by column."""

from __future__ import annotations

import argparse
import csv
import gzip
import io
import zlib
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import islice
from operator import itemgetter
from pathlib import Path
from typing import TYPE_CHECKING

from fairway.config.cli.refusal import Refused

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

MISSING = {"", "na", "n/a", "nan", "null", "none", "."}
ROWS_AT_ONCE = 50_000
DELIMITERS = ",;\t|"
PACKED = b"\x1f\x8b"


def add_file(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "file", type=Path, metavar="FILE", help="a CSV file with a header line, gz or not"
    )


@dataclass(frozen=True, slots=True)
class Column:
    """Each row's place in `levels`: ten million rows are ten million small numbers."""

    name: str
    codes: NDArray[np.int32]
    levels: tuple[str, ...]

    def words(self) -> list[str | None]:
        """The texts as they stand, None where one is missing."""
        levels = [None if _is_missing(level) else level for level in self.levels]
        return [levels[code] for code in self.codes.tolist()]

    def numbers(self) -> NDArray[np.float64]:
        """NaN where one is missing; refuses what is no number, with its line."""
        import numpy as np

        values = np.empty(len(self.levels))
        for code, level in enumerate(self.levels):
            try:
                values[code] = np.nan if _is_missing(level) else float(level)
            except ValueError:
                line = int(np.flatnonzero(self.codes == code)[0]) + 2
                raise Refused(f"Line {line}, {self.name}: “{level}” is no number.") from None
        found: NDArray[np.float64] = values[self.codes]
        return found

    def is_dates(self) -> bool:
        """All that is there are dates (2026-03-31) or months (2026-03)."""
        there = [level for level in self.levels if not _is_missing(level)]
        return bool(there) and all(_day(level) is not None for level in there)

    def days(self, *, zero_is_missing: bool = False) -> NDArray[np.float64]:
        """Dates as days since the year 1, months as their first day; NaN where one is missing."""
        import numpy as np

        values = np.full(len(self.levels), np.nan)
        for code, level in enumerate(self.levels):
            if _is_missing(level) or (zero_is_missing and level.strip() == "0"):
                continue
            day = _day(level)
            if day is None:
                line = int(np.flatnonzero(self.codes == code)[0]) + 2
                raise Refused(f"Line {line}, {self.name}: “{level}” is no date (2026-03-31).")
            values[code] = day
        found: NDArray[np.float64] = values[self.codes]
        return found

    def is_numeric(self) -> bool:
        try:
            self.numbers()
        except Refused:
            return False
        return True


@dataclass(frozen=True, slots=True)
class Table:
    columns: dict[str, Column]
    n: int

    def __getitem__(self, name: str) -> Column:
        return self.columns[name]

    @property
    def names(self) -> list[str]:
        return list(self.columns)


def read_table(path: Path, names: Sequence[str] | None = None) -> Table:
    """The named columns, or all."""
    with _open(path) as file:
        try:
            return _read(path, file, names)
        except UnicodeDecodeError:
            raise Refused(f"{path} is not UTF-8 text.") from None
        except (gzip.BadGzipFile, EOFError, zlib.error):
            raise Refused(f"{path} is packed, and damaged.") from None
        except csv.Error as wrong:
            raise Refused(f"{path} is no proper CSV file: {wrong}.") from None


def read_text(path: Path) -> str:
    with _open(path) as file:
        try:
            return file.read()
        except UnicodeDecodeError:
            raise Refused(f"{path} is not UTF-8 text.") from None
        except (gzip.BadGzipFile, EOFError, zlib.error):
            raise Refused(f"{path} is packed, and damaged.") from None


def _open(path: Path) -> io.TextIOBase:
    """Told by the first bytes, whatever the name."""
    with path.open("rb") as file:
        packed = file.read(2) == PACKED
    if packed:
        return gzip.open(path, "rt", encoding="utf-8-sig", newline="")
    return path.open(encoding="utf-8-sig", newline="")


def _read(path: Path, file: io.TextIOBase, names: Sequence[str] | None) -> Table:
    first = file.readline()
    if not first.strip():
        raise Refused(f"{path} is empty.")
    delimiter = max(DELIMITERS, key=first.count)
    header = [name.strip() for name in next(csv.reader([first], delimiter=delimiter))]
    wanted = list(dict.fromkeys(header if names is None else names))
    for name in wanted:
        if header.count(name) != 1:
            there = "is missing" if name not in header else "is there more than once"
            raise Refused(f"The column {name} {there}. There are: {', '.join(header)}.")
    places = [header.index(name) for name in wanted]
    rows = csv.reader(file, delimiter=delimiter)
    codes, levels, n = _encode(rows, places, len(header))
    if not n:
        raise Refused(f"{path} has a header and no rows.")
    return Table(
        {
            name: Column(name, code, tuple(level))
            for name, code, level in zip(wanted, codes, levels, strict=True)
        },
        n,
    )


def _encode(
    rows: Iterator[list[str]], places: Sequence[int], width: int
) -> tuple[list[NDArray[np.int32]], list[dict[str, int]], int]:
    import numpy as np

    seen: list[defaultdict[str, int]] = []
    for _ in places:
        one: defaultdict[str, int] = defaultdict()
        one.default_factory = one.__len__  # a new text gets the next number
        seen.append(one)
    pieces: list[list[NDArray[np.int32]]] = [[] for _ in places]
    n = 0
    while chunk := list(islice(rows, ROWS_AT_ONCE)):
        if set(map(len, chunk)) != {width}:
            _refuse_ragged(chunk, width, n)
            chunk = [row for row in chunk if row]
        for place, number, kept in zip(places, seen, pieces, strict=True):
            found = map(number.__getitem__, map(itemgetter(place), chunk))
            kept.append(np.fromiter(found, np.int32, len(chunk)))
        n += len(chunk)
    joined = [np.concatenate(kept) if kept else np.empty(0, np.int32) for kept in pieces]
    return joined, [dict(one) for one in seen], n


def _refuse_ragged(chunk: list[list[str]], width: int, before: int) -> None:
    for number, row in enumerate(chunk):
        if row and len(row) != width:
            raise Refused(
                f"Line {before + number + 2} has {len(row)} fields where the header has {width}."
            )


def _day(text: str) -> int | None:
    said = text.strip()
    try:
        return date.fromisoformat(f"{said}-01" if len(said) == 7 else said).toordinal()
    except ValueError:
        return None


def _is_missing(text: str) -> bool:
    return text.strip().lower() in MISSING


def listed(text: str) -> list[str]:
    """Names between commas, for options."""
    return [name.strip() for name in text.split(",") if name.strip()]
