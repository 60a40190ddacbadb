"""What a file is, told by its bytes: names lie."""

from __future__ import annotations

import zipfile
from typing import BinaryIO

CSV, WORKBOOK = "csv", "workbook"
HEAD = 65_536
MOST_UNPACKED = 512 * 1024 * 1024
MOST_PARTS = 20_000

_MAGIC = {
    b"%PDF": "a PDF document",
    b"\x89PNG": "a picture",
    b"\xff\xd8\xff": "a picture",
    b"GIF8": "a picture",
    b"BM": "a picture",
    b"RIFF": "a picture or sound",
    b"II*\x00": "a picture",
    b"MM\x00*": "a picture",
    b"\x1f\x8b": "a packed file",
    b"7z\xbc\xaf": "a packed file",
    b"Rar!": "a packed file",
    b"BZh": "a packed file",
    b"\xfd7zXZ": "a packed file",
    b"SQLite format 3": "a database",
    b"\x7fELF": "a program",
    b"MZ": "a program",
    b"#!": "a program",
    b"{\\rtf": "a text document",
    b"ID3": "a sound",
    b"OggS": "a sound",
    b"\x00\x00\x00\x18ftyp": "a film",
    b"\x00\x00\x00 ftyp": "a film",
    b"{": "a JSON document",
    b"BEGIN:VC": "a calendar or address card",
}


class Refused(Exception):
    """The file cannot be read; `code` and `params` say why (see problems.MESSAGES)."""

    def __init__(self, code: str, **params: object) -> None:
        super().__init__(code)
        self.code = code
        self.params = params


def kind_of(file: BinaryIO) -> str:
    """CSV or WORKBOOK; raises Refused for anything else."""
    head = file.read(HEAD)
    file.seek(0)
    if not head.strip(b" \t\r\n\x00\xef\xbb\xbf\xff\xfe"):
        raise Refused("empty_file")
    if head.startswith(b"PK\x03\x04"):
        return _packed(file)
    if head.startswith(b"\xd0\xcf\x11\xe0"):
        return WORKBOOK
    _refuse_markup(head)
    for magic, kind in _MAGIC.items():
        if head.startswith(magic) and not (len(magic) == 2 and _is_text(head)):
            raise Refused("other_kind", kind=kind)
    if not _is_text(head):
        raise Refused("not_a_table")
    return CSV


def _refuse_markup(head: bytes) -> None:
    start = head[:2000].lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n").replace(b"\x00", b"").lower()
    if start.startswith((b"<!doctype html", b"<html", b"<table", b"<head", b"<body", b"<meta")):
        raise Refused("web_page")
    if start.startswith((b"<?xml", b"<svg", b"<!doctype")):
        raise Refused("other_kind", kind="an XML document")


def _is_text(head: bytes) -> bool:
    if head.startswith((b"\xff\xfe", b"\xfe\xff")) or looks_like_utf16(head):
        return True
    control = sum(byte < 32 and byte not in b"\t\r\n\x0b\x0c\x1a\x00" for byte in head)
    return control <= len(head) // 100 and head.count(0) <= max(1, len(head) // 50)


def looks_like_utf16(head: bytes) -> str:
    """UTF-16 without its mark: every other byte of western text is zero."""
    if len(head) < 4:
        return ""
    half = len(head) // 2
    even, odd = head[0::2].count(0), head[1::2].count(0)
    if odd > half * 0.4 and even < half * 0.05:
        return "utf-16-le"
    if even > half * 0.4 and odd < half * 0.05:
        return "utf-16-be"
    return ""


def _packed(file: BinaryIO) -> str:
    """A workbook is a zip: look at its list of contents before anything is unpacked."""
    try:
        with zipfile.ZipFile(file) as packed:
            parts = packed.infolist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError, EOFError) as broken:
        raise Refused("broken") from broken
    finally:
        file.seek(0)
    if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > MOST_UNPACKED:
        raise Refused("too_hard")
    names = {part.filename for part in parts}
    if any(part.flag_bits & 1 for part in parts):
        raise Refused("locked")
    if any(name.startswith("xl/") for name in names) or "content.xml" in names:
        return WORKBOOK
    kind = "a text document" if any(name.startswith("word/") for name in names) else "a packed file"
    raise Refused("other_kind", kind=kind)
