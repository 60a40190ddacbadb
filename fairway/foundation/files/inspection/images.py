"""Pictures, walked from part to part: whole, nothing behind them, not absurdly large."""

from __future__ import annotations

import struct
import zlib
from typing import BinaryIO

from fairway.foundation.bounded.unfit import Unfit

MOST_PIXELS = 50_000_000
MOST_PART = 64 * 1024 * 1024


def inspect_png(file: BinaryIO, kind: str) -> None:
    if _take(file, 8, start=True) != b"\x89PNG\r\n\x1a\n":
        raise Unfit("not", kind=kind)
    name, first = b"", True
    while name != b"IEND":
        length, name = struct.unpack(">I4s", _take(file, 8))
        body = _take(file, length)
        if zlib.crc32(name + body) != struct.unpack(">I", _take(file, 4))[0]:
            raise Unfit("damaged")
        if first:
            if name != b"IHDR" or length != 13:
                raise Unfit("damaged")
            _not_too_large(*struct.unpack(">II", body[:8]))
        first = False
    _end(file)


def inspect_gif(file: BinaryIO, kind: str) -> None:
    if _take(file, 6, start=True) not in (b"GIF87a", b"GIF89a"):
        raise Unfit("not", kind=kind)
    width, height, flags = struct.unpack("<HHB", _take(file, 5))
    _not_too_large(width, height)
    _take(file, 2 + _palette(flags))
    while (mark := _take(file, 1)) != b"\x3b":
        if mark == b"\x2c":
            width, height, flags = struct.unpack("<4xHHB", _take(file, 9))
            _not_too_large(width, height)
            _take(file, _palette(flags) + 1)
        elif mark == b"\x21":
            _take(file, 1)
        else:
            raise Unfit("damaged")
        while length := _take(file, 1)[0]:
            _take(file, length)
    _end(file)


def inspect_webp(file: BinaryIO, kind: str) -> None:
    riff, length, webp = struct.unpack("<4sI4s", _take(file, 12, start=True))
    if (riff, webp) != (b"RIFF", b"WEBP"):
        raise Unfit("not", kind=kind)
    name, head = _take(file, 4), _take(file, 14)
    if name == b"VP8X":
        width, height = (1 + int.from_bytes(head[at : at + 3], "little") for at in (8, 11))
    elif name == b"VP8L":
        bits = int.from_bytes(head[5:9], "little")
        width, height = 1 + (bits & 0x3FFF), 1 + (bits >> 14 & 0x3FFF)
    elif name == b"VP8 ":
        width, height = (value & 0x3FFF for value in struct.unpack("<HH", head[10:14]))
    else:
        raise Unfit("damaged")
    _not_too_large(width, height)
    size = file.seek(0, 2)
    if size < length + 8:
        raise Unfit("incomplete")
    if size > length + 8:
        raise Unfit("trailing")


def inspect_jpeg(file: BinaryIO, kind: str) -> None:
    if _take(file, 2, start=True) != b"\xff\xd8":
        raise Unfit("not", kind=kind)
    measured = False
    while True:
        mark = _next_mark(file)
        if mark in (0xD9, 0xD8):
            raise Unfit("damaged")
        length = struct.unpack(">H", _take(file, 2))[0]
        body = _take(file, length - 2) if length >= 2 else b""
        if mark == 0xDA:
            break
        if 0xC0 <= mark <= 0xCF and mark not in (0xC4, 0xC8, 0xCC) and len(body) >= 5:
            height, width = struct.unpack(">HH", body[1:5])
            _not_too_large(width, height)
            measured = True
    if not measured:
        raise Unfit("damaged")
    # Cameras append previews and films, so something may follow; two_in_one looks at what.
    if not _holds(file, b"\xff\xd9"):
        raise Unfit("incomplete")


def _next_mark(file: BinaryIO) -> int:
    if _take(file, 1) != b"\xff":
        raise Unfit("damaged")
    mark = 0xFF
    while mark == 0xFF:
        mark = _take(file, 1)[0]
    return mark


def _holds(file: BinaryIO, wanted: bytes) -> bool:
    """Is it somewhere from here on?"""
    kept = b""
    while part := file.read(1024 * 1024):
        if wanted in kept + part:
            return True
        kept = part[-1:]
    return False


def _take(file: BinaryIO, length: int, *, start: bool = False) -> bytes:
    if start:
        file.seek(0)
    if length > MOST_PART:
        raise Unfit("damaged")
    found = file.read(length)
    if len(found) < length:
        raise Unfit("incomplete")
    return found


def _end(file: BinaryIO) -> None:
    if file.read(1):
        raise Unfit("trailing")


def _palette(flags: int) -> int:
    return 3 * 2 ** ((flags & 7) + 1) if flags & 0x80 else 0


def _not_too_large(width: int, height: int) -> None:
    if not width or not height:
        raise Unfit("damaged")
    if width * height > MOST_PIXELS:
        raise Unfit("too_many_pixels", megapixels=MOST_PIXELS // 1_000_000)
