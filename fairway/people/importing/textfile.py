"""Separated text: its encoding, its separator, its lines."""

from __future__ import annotations

import codecs
import csv
import io
from collections import Counter
from collections.abc import Iterator
from typing import BinaryIO

from fairway.people.importing.kinds import HEAD, Refused, looks_like_utf16

MOST_IN_A_CELL = 131_072
MOST_IN_A_LINE = 2_000_000
SEPARATORS = ",;\t|"
_PROBE_LINES = 200


def encoding_of(file: BinaryIO) -> str:
    """A mark decides; else UTF-8 if the whole file is (nearly) that; else Windows-1252 or Latin-1."""
    head = file.read(HEAD)
    file.seek(0)
    for mark, name in (
        (codecs.BOM_UTF8, "utf-8-sig"),
        (codecs.BOM_UTF32_LE, "utf-32"),
        (codecs.BOM_UTF16_LE, "utf-16"),
        (codecs.BOM_UTF16_BE, "utf-16"),
    ):
        if head.startswith(mark):
            return name
    if wide := looks_like_utf16(head):
        return wide
    return _eight_bits(file)


def _eight_bits(file: BinaryIO) -> str:
    """One stray byte in a file of correct UTF-8 is damage, not another encoding."""
    good = bad = undefined = 0
    tail = b""
    for read in iter(lambda: file.read(1 << 20), b""):
        block = tail + read
        cut = max(block.rfind(b"\n"), block.rfind(b"\r")) + 1 or len(block)
        tail = block[cut:]
        more = _count(block[:cut])
        good, bad, undefined = good + more[0], bad + more[1], undefined + more[2]
    more = _count(tail)
    good, bad, undefined = good + more[0], bad + more[1], undefined + more[2]
    file.seek(0)
    if not bad or good > bad * 20:
        return "utf-8"
    return "latin-1" if undefined else "cp1252"


def _count(block: bytes) -> tuple[int, int, int]:
    """(sound UTF-8 sequences, bytes that are none, bytes that Windows-1252 leaves undefined)."""
    if block.isascii():
        return 0, 0, 0
    text = block.decode("utf-8", "replace")
    bad = text.count("\ufffd")
    good = sum(1 for sign in text if sign > "\x7f") - bad
    return good, bad, sum(block.count(byte) for byte in b"\x81\x8d\x8f\x90\x9d")


class Lines:
    """The lines of a text, none too long; remembers where a record began and if its quotes close."""

    def __init__(self, file: BinaryIO, encoding: str) -> None:
        self.text = io.TextIOWrapper(file, encoding, errors="replace", newline="")
        self.number = 0
        self.quotes = 0

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        line = self.text.readline(MOST_IN_A_LINE)
        if not line:
            raise StopIteration
        self.number += 1
        if len(line) >= MOST_IN_A_LINE:
            raise Refused("long_line", line=self.number)
        self.quotes += line.count('"')
        return line.replace("\x00", "") if "\x00" in line else line


def separator_of(file: BinaryIO, encoding: str) -> tuple[str, int]:
    """(the separator under which most lines have as many cells as their neighbours, lines to skip)."""
    lines = Lines(file, encoding)
    probe = [line for line, _n in zip(lines, range(_PROBE_LINES), strict=False)]
    lines.text.detach()
    file.seek(0)
    if probe and probe[0].strip().lower().startswith("sep=") and len(probe[0].strip()) == 5:
        return probe[0].strip()[4], 1
    return max(SEPARATORS, key=lambda sign: _evenness(probe, sign)), 0


def _evenness(lines: list[str], separator: str) -> tuple[float, int]:
    try:
        widths = Counter(len(cells) for cells in csv.reader(lines, delimiter=separator) if cells)
    except csv.Error:
        return (0.0, 0)
    wide = {width: count for width, count in widths.items() if width > 1}
    if not wide:
        return (0.0, 0)
    width, count = max(wide.items(), key=lambda pair: (pair[1], pair[0]))
    return (count / sum(widths.values()), width)


def records(
    file: BinaryIO, encoding: str, separator: str, skip: int = 0
) -> Iterator[tuple[int, list[str]]]:
    """(line on which it begins, cells) of every record that is not blank."""
    csv.field_size_limit(MOST_IN_A_CELL)
    lines = Lines(file, encoding)
    for _n in range(skip):
        next(lines, None)
    reader = csv.reader(lines, delimiter=separator)
    while True:
        began, lines.quotes = lines.number + 1, 0
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            raise Refused("open_quote", line=began) from error
        if lines.number > began and lines.quotes % 2:
            raise Refused("open_quote", line=began)
        if any(cell and not cell.isspace() for cell in cells):
            yield began, cells
