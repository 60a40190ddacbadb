"""Zip archives without bombs, passwords, overlaps, or anything before or behind them."""

from __future__ import annotations

import struct
import zipfile
from itertools import pairwise
from typing import BinaryIO

from fairway.foundation.bounded.unfit import Unfit

MOST_ENTRIES = 5_000
MOST_UNPACKED = 200 * 1024 * 1024
MOST_RATIO = 200
SMALL = 1024 * 1024
LOCAL_HEADER = 30
ENCRYPTED = 0x1
END = struct.Struct("<4s4H2LH")


def open_archive(file: BinaryIO, kind: str) -> zipfile.ZipFile:
    file.seek(0)
    if file.read(4) != b"PK\x03\x04":
        raise Unfit("not", kind=kind)
    _nothing_around(file)
    try:
        archive = zipfile.ZipFile(file)
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OverflowError) as error:
        raise Unfit("damaged") from error
    entries = archive.infolist()
    if len(entries) > MOST_ENTRIES:
        raise Unfit("bomb")
    if len({entry.filename.lower() for entry in entries}) != len(entries):
        raise Unfit("damaged")
    for entry in entries:
        _fit_entry(entry)
    if sum(entry.file_size for entry in entries) > MOST_UNPACKED:
        raise Unfit("bomb")
    _apart(entries)
    return archive


def _nothing_around(file: BinaryIO) -> None:
    """The end record is the end of the file, and the directory lies where it says, before it."""
    size = file.seek(0, 2)
    if size < END.size:
        raise Unfit("incomplete")
    file.seek(size - END.size)
    mark, disk, start, here, entries, length, offset, comment = END.unpack(file.read())
    if mark != b"PK\x05\x06":
        raise Unfit("trailing")
    if disk or start or here != entries or comment:
        raise Unfit("damaged")
    if entries > MOST_ENTRIES:
        raise Unfit("bomb")
    if offset + length + END.size != size:
        raise Unfit("damaged")


def _fit_entry(entry: zipfile.ZipInfo) -> None:
    name = entry.filename
    if name.startswith(("/", "\\")) or ".." in name.split("/") or "\\" in name or ":" in name:
        raise Unfit("damaged")
    if entry.flag_bits & ENCRYPTED:
        raise Unfit("encrypted")
    if entry.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        raise Unfit("damaged")
    if entry.file_size > SMALL and entry.file_size > MOST_RATIO * max(1, entry.compress_size):
        raise Unfit("bomb")


def _apart(entries: list[zipfile.ZipInfo]) -> None:
    """No two entries share bytes, which is how a small archive holds petabytes."""
    ordered = sorted(entries, key=lambda entry: entry.header_offset)
    for one, following in pairwise(ordered):
        if one.header_offset + LOCAL_HEADER + one.compress_size > following.header_offset:
            raise Unfit("bomb")
