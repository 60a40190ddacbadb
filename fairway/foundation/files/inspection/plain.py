"""Text in an encoding that can be read, with nothing in it but text."""

from __future__ import annotations

import codecs
import re
from typing import BinaryIO

from fairway.foundation.bounded.unfit import Unfit

PART = 1024 * 1024
# What no text holds; tab, line feed, carriage return, form feed and the old end-of-file mark may.
CONTROL = re.compile(r"[\x00-\x08\x0b\x0e-\x19\x1b-\x1f\x7f]")
MARKS = [
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
]


def inspect(file: BinaryIO, kind: str) -> None:
    file.seek(0)
    head = file.read(4)
    marked = [encoding for mark, encoding in MARKS if head.startswith(mark)]
    for encoding in marked or ["utf-8", "cp1252"]:
        if _reads_as(file, encoding):
            return
    raise Unfit("not_text")


def inspect_calendar(file: BinaryIO, kind: str) -> None:
    inspect(file, kind)
    file.seek(0)
    if (
        not file.read(64)
        .removeprefix(codecs.BOM_UTF8)
        .lstrip()
        .upper()
        .startswith(b"BEGIN:VCALENDAR")
    ):
        raise Unfit("not", kind=kind)


def _reads_as(file: BinaryIO, encoding: str) -> bool:
    file.seek(0)
    decoder = codecs.getincrementaldecoder(encoding)()
    try:
        while part := file.read(PART):
            if CONTROL.search(decoder.decode(part)):
                return False
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True
