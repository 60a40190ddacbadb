"""What a file really is. Runs in the bounded process, so it knows nothing of Django."""

from __future__ import annotations

from pathlib import Path

from fairway.foundation.bounded.unfit import Unfit
from fairway.foundation.files.inspection import images, office, pdf, plain
from fairway.foundation.files.inspection.sniffing import OFFICE, TEXT, refuse_two_in_one, sniff

INSPECTORS = {
    "pdf": pdf.inspect,
    "png": images.inspect_png,
    "jpeg": images.inspect_jpeg,
    "gif": images.inspect_gif,
    "webp": images.inspect_webp,
    "xlsx": office.inspect,
    "docx": office.inspect,
    "pptx": office.inspect,
    "csv": plain.inspect,
    "txt": plain.inspect,
    "md": plain.inspect,
    "ics": plain.inspect_calendar,
}


def inspect(path: str, kind: str) -> None:
    """Raises an Unfit unless the file is of this kind, and of no other besides."""
    with Path(path).open("rb") as file:
        really = sniff(file)
        if really not in (None, kind):
            raise Unfit("lies", really=really)
        if really is None and kind not in TEXT | OFFICE:
            raise Unfit("not", kind=kind)
        INSPECTORS[kind](file, kind)
        refuse_two_in_one(file, kind)
