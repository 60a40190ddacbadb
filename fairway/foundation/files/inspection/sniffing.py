"""Which kind of file the first bytes say it is."""

from __future__ import annotations

import re
from typing import BinaryIO

from fairway.foundation.bounded.unfit import Unfit

OFFICE = {"xlsx", "docx", "pptx"}
TEXT = {"csv", "txt", "md", "ics"}
MAGIC = [
    (b"%PDF-", "pdf"),
    (b"\x89PNG\r\n\x1a\n", "png"),
    (b"\xff\xd8\xff", "jpeg"),
    (b"GIF87a", "gif"),
    (b"GIF89a", "gif"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "old office"),
    (b"MZ", "program"),
    (b"\x7fELF", "program"),
    (b"\x1f\x8b", "archive"),
    (b"7z\xbc\xaf", "archive"),
    (b"Rar!", "archive"),
]
MARKUP = re.compile(
    rb"\s*<(!doctype|html|head|body|script|svg|iframe|\?xml|\?php|math|img|style|link|meta)\b", re.I
)
MARKUP_INSIDE = re.compile(rb"<(!doctype html|html|script|svg|iframe|\?php)[\s>]", re.I)
HEAD = 1024
END_OF_ZIP = b"PK\x05\x06"
LONGEST_END_OF_ZIP = 22 + 65_535


def sniff(file: BinaryIO) -> str | None:
    """The kind by content, where its beginning tells; "zip" is left to the office inspector."""
    file.seek(0)
    head = file.read(HEAD)
    for magic, kind in MAGIC:
        if head.startswith(magic):
            return kind
    if head.startswith(b"RIFF") and head[8:12] == b"WEBP":
        return "webp"
    text = head.removeprefix(b"\xef\xbb\xbf").replace(b"\x00", b"")
    if MARKUP.match(text.removeprefix(b"\xff\xfe").removeprefix(b"\xfe\xff")):
        return "web page"
    return None


def refuse_two_in_one(file: BinaryIO, kind: str) -> None:
    """A picture that is a document too, or a document with an archive behind it."""
    file.seek(0)
    head = file.read(HEAD)
    if kind not in TEXT and MARKUP_INSIDE.search(head):
        raise Unfit("two_in_one", other="web page")
    if kind != "pdf" and kind not in TEXT and b"%PDF-" in head:
        raise Unfit("two_in_one", other="pdf")
    if kind in OFFICE:
        return
    size = file.seek(0, 2)
    file.seek(max(0, size - LONGEST_END_OF_ZIP))
    if END_OF_ZIP in file.read():
        raise Unfit("two_in_one", other="archive")
