"""PDF: from its first byte to its end mark."""

from __future__ import annotations

import re
from typing import BinaryIO

from fairway.foundation.bounded.unfit import Unfit

HEADER = re.compile(rb"%PDF-[12]\.\d")
END = b"%%EOF"
TAIL = 2048


def inspect(file: BinaryIO, kind: str) -> None:
    file.seek(0)
    # Readers accept a header somewhere in the first kilobyte; then it could be something else first.
    if not HEADER.match(file.read(16)):
        raise Unfit("not", kind=kind)
    size = file.seek(0, 2)
    file.seek(max(0, size - TAIL))
    _before, found, after = file.read().rpartition(END)
    if not found:
        raise Unfit("incomplete")
    if after.strip(b"\r\n\t \x00"):
        raise Unfit("trailing")
