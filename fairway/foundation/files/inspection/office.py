"""Documents of office programs: archives of XML, with every trick of archives and XML refused."""

from __future__ import annotations

import zipfile
import zlib
from typing import BinaryIO
from xml.parsers import expat

from fairway.foundation.bounded.unfit import Unfit
from fairway.foundation.files.inspection.archives import MOST_UNPACKED, open_archive

MAIN = {
    "xlsx": (
        "xl/",
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml",
    ),
    "docx": (
        "word/",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml",
    ),
    "pptx": (
        "ppt/",
        "application/vnd.openxmlformats-officedocument.presentationml.presentation.main+xml",
    ),
}
TYPES = "[Content_Types].xml"
DAMAGE = (
    expat.ExpatError,
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    ValueError,
    NotImplementedError,
)
# Links are followed by a click, other workbooks after a question; all else would be fetched unasked.
LEADS_OUT = {"hyperlink", "externalLinkPath"}


def inspect(file: BinaryIO, kind: str) -> None:
    try:
        _inspect(file, kind)
    except DAMAGE as error:
        raise Unfit("damaged") from error


def _inspect(file: BinaryIO, kind: str) -> None:
    with open_archive(file, kind) as archive:
        names = set(archive.namelist())
        if TYPES not in names:
            raise Unfit("not", kind=kind)
        _right_main_part(archive, kind)
        if any("vbaproject" in name.lower() for name in names):
            raise Unfit("macros")
        unpacked = 0
        for entry in archive.infolist():
            unpacked += _inspect_part(archive, entry, MOST_UNPACKED - unpacked)


def _right_main_part(archive: zipfile.ZipFile, kind: str) -> None:
    types = archive.read(TYPES)
    folder, main = MAIN[kind]
    if b"macroEnabled" in types:
        raise Unfit("macros")
    for other, (_folder, other_main) in MAIN.items():
        if other != kind and other_main.encode() in types and main.encode() not in types:
            raise Unfit("lies", really=other)
    if main.encode() not in types or not any(n.startswith(folder) for n in archive.namelist()):
        raise Unfit("not", kind=kind)


def _inspect_part(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, most: int) -> int:
    """Unpacks the part, counting what really comes out; what it says of itself may be a lie."""
    is_xml = entry.filename.lower().endswith((".xml", ".rels", ".vml"))
    parser = _parser(entry.filename) if is_xml else None
    size = 0
    with archive.open(entry) as part:
        while piece := part.read(256 * 1024):
            size += len(piece)
            if size > most:
                raise Unfit("bomb")
            if parser:
                parser.Parse(piece, False)
    if parser:
        parser.Parse(b"", True)
    return size


def _parser(filename: str) -> expat.XMLParserType:
    """A parser that takes no document type, hence no entities, and in relations no fetching."""
    parser = expat.ParserCreate()

    def no_doctype(*declared: object) -> None:
        raise Unfit("entities")

    def no_fetching(tag: str, attributes: dict[str, str]) -> None:
        if attributes.get("TargetMode", "").lower() == "external":
            relation = attributes.get("Type", "").rsplit("/", 1)[-1]
            if relation not in LEADS_OUT:
                raise Unfit("fetches")

    parser.StartDoctypeDeclHandler = no_doctype
    if filename.lower().endswith(".rels"):
        parser.StartElementHandler = no_fetching
    return parser
