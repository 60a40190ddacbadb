"""Reading a CSV file, packed or not, column by column."""

from __future__ import annotations

import argparse
import contextlib
import csv
import gzip
import io
import zlib
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, islice
from operator import itemgetter
from pathlib import Path
from typing import TYPE_CHECKING

from fairway.config.cli.measuring.cells import day, is_missing, number
from fairway.config.cli.refusal import Refused

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

ROWS_AT_ONCE = 50_000
DELIMITERS = ",;\t|"
PACKED = b"\x1f\x8b"
WIDE = (b"\xff\xfe", b"\xfe\xff")  # how UTF-16 begins, which spreadsheets call Unicode text
NOT_TEXT = "{} is not UTF-8 text. Save it as UTF-8 (“CSV UTF-8” in a spreadsheet)."


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
    decimal_comma: bool = False

    def words(self) -> list[str | None]:
        """The texts without spaces around them, None where one is missing."""
        levels = [None if is_missing(level) else level.strip() for level in self.levels]
        return [levels[code] for code in self.codes.tolist()]

    def ids(self) -> tuple[NDArray[np.intp], tuple[str, ...]]:
        """Places among the different texts that there are; −1 where one is missing."""
        import numpy as np

        places: dict[str, int] = {}
        turned = np.full(len(self.levels), -1, dtype=np.intp)
        for code, level in enumerate(self.levels):
            if not is_missing(level):
                turned[code] = places.setdefault(level.strip(), len(places))
        return turned[self.codes], tuple(places)

    def missing(self) -> NDArray[np.bool_]:
        import numpy as np

        levels = np.array([is_missing(level) for level in self.levels], dtype=bool)
        found: NDArray[np.bool_] = levels[self.codes]
        return found

    def numbers(self) -> NDArray[np.float64]:
        """NaN where one is missing; refuses what is no finite number, with its line."""
        import numpy as np

        values = np.empty(len(self.levels))
        for code, level in enumerate(self.levels):
            try:
                values[code] = number(level, decimal_comma=self.decimal_comma)
            except ValueError:
                raise Refused(f"{self._at(code)}: “{level:.40}” is no number.") from None
            if np.isinf(values[code]):
                raise Refused(
                    f"{self._at(code)}: “{level:.40}” is infinite. Correct it, or leave it empty."
                )
        found: NDArray[np.float64] = values[self.codes]
        return found

    def _at(self, code: int) -> str:
        import numpy as np

        return f"Line {int(np.flatnonzero(self.codes == code)[0]) + 2}, {self.name}"

    def is_dates(self) -> bool:
        """All that is there are dates (2026-03-31) or months (2026-03)."""
        there = [level for level in self.levels if not is_missing(level)]
        return bool(there) and all(day(level) is not None for level in there)

    def days(self, *, zero_is_missing: bool = False) -> NDArray[np.float64]:
        """Dates as days since the year 1, months as their first day; NaN where one is missing."""
        import numpy as np

        values = np.full(len(self.levels), np.nan)
        for code, level in enumerate(self.levels):
            if is_missing(level) or (zero_is_missing and level.strip() == "0"):
                continue
            found = day(level)
            if found is None:
                raise Refused(f"{self._at(code)}: “{level:.40}” is no date (2026-03-31).")
            values[code] = found
        days: NDArray[np.float64] = values[self.codes]
        return days

    def share_of_numbers(self) -> float:
        """How many of the different texts are numbers, infinite ones among them."""
        there = [level for level in self.levels if not is_missing(level)]
        return sum(map(self._is_number, there)) / len(there) if there else 1.0

    def is_numeric(self) -> bool:
        return self.share_of_numbers() == 1.0

    def _is_number(self, level: str) -> bool:
        try:
            number(level, decimal_comma=self.decimal_comma)
        except ValueError:
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
        return _read(path, file, names)


def read_header(path: Path) -> list[str]:
    """The names of the columns."""
    with _open(path) as file:
        return _header(path, file)[0]


def read_text(path: Path) -> str:
    with _open(path) as file:
        return file.read()


@contextlib.contextmanager
def _open(path: Path) -> Iterator[io.TextIOBase]:
    """Told by the first bytes, whatever the name; what is wrong with it is said in words."""
    try:
        with path.open("rb") as raw:
            packed = raw.read(2) == PACKED
        unpacked = gzip.open if packed else open
        with unpacked(path, "rb") as raw:
            wide = raw.read(2) in WIDE
        coding = "utf-16" if wide else "utf-8-sig"
        with unpacked(path, "rt", encoding=coding, newline="") as file:
            yield file
    except UnicodeError:
        raise Refused(NOT_TEXT.format(path)) from None
    except (gzip.BadGzipFile, EOFError, zlib.error):
        raise Refused(f"{path} is packed, and damaged.") from None
    except csv.Error as wrong:
        raise Refused(f"{path} is no proper CSV file: {wrong}.") from None


def _header(path: Path, file: io.TextIOBase) -> tuple[list[str], str]:
    """Names, and what separates them; spreadsheets may say the latter in a line of its own."""
    first = next((line for line in iter(file.readline, "") if line.strip()), "")
    said = first.strip().lower()
    delimiter = ""
    if said.startswith("sep=") and len(said) <= 5:
        delimiter = said[4:] or "\t"
        first = file.readline()
    if not first.strip():
        raise Refused(f"{path} is empty.")
    delimiter = delimiter or max(DELIMITERS, key=first.count)
    names = next(csv.reader([first], delimiter=delimiter, skipinitialspace=True, strict=True))
    return [name.strip() for name in names], delimiter


def _read(path: Path, file: io.TextIOBase, names: Sequence[str] | None) -> Table:
    header, delimiter = _header(path, file)
    rows = csv.reader(file, delimiter=delimiter, skipinitialspace=True, strict=True)
    first = next((row for row in rows if row), None)
    if first is None:
        raise Refused(f"{path} has a header and no rows.")
    if len(first) == len(header) + 1:
        # R names its rows, in a column without a name; others end each row with a separator.
        header = [*header, ""] if not first[-1] else ["", *header]
    # A column without a name is nobody's data: names of rows, or a separator at the end.
    wanted = list(dict.fromkeys(filter(None, header) if names is None else names))
    for name in wanted:
        if header.count(name) != 1:
            there = "is missing" if name not in header else "is there more than once"
            raise Refused(
                f"The column {name} {there}. There are: {', '.join(filter(None, header))}."
            )
    places = [header.index(name) for name in wanted]
    codes, levels, n = _encode(chain([first], rows), places, len(header))
    comma = delimiter != ","
    return Table(
        {
            name: Column(name, code, tuple(level), comma)
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
        for place, numbered, kept in zip(places, seen, pieces, strict=True):
            found = map(numbered.__getitem__, map(itemgetter(place), chunk))
            kept.append(np.fromiter(found, np.int32, len(chunk)))
        n += len(chunk)
    joined = [np.concatenate(kept) if kept else np.empty(0, np.int32) for kept in pieces]
    return joined, [dict(one) for one in seen], n


def _refuse_ragged(chunk: list[list[str]], width: int, before: int) -> None:
    for place, row in enumerate(chunk):
        if row and len(row) != width:
            raise Refused(
                f"Line {before + place + 2} has {len(row)} fields where the header has {width}."
            )


def listed(text: str) -> list[str]:
    """Names between commas, for options."""
    return [name.strip() for name in text.split(",") if name.strip()]
