"""The name a file is kept and handed out under: what was meant, nothing that misleads."""

import re
import unicodedata

LONGEST = 120
RESERVED = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\..*)?", re.IGNORECASE)


def safe_name(name: str) -> str:
    """Only the last part of a path; without invisible characters and those that systems refuse."""
    last = re.split(r"[/\\]", unicodedata.normalize("NFC", name))[-1]
    visible = "".join(" " if _unfit(character) else character for character in last)
    stem, dot, extension = " ".join(visible.split()).strip(". ").rpartition(".")
    if not dot:
        stem, extension = extension, ""
    extension = re.sub(r"\W", "", extension)[:10]
    stem = stem.strip(". ")[: LONGEST - len(extension) - 1].strip(". ")
    while len(stem.encode()) > 2 * LONGEST - 20:
        stem = stem[:-1]
    if not stem or RESERVED.fullmatch(stem):
        stem = f"file {stem}".strip()
    return f"{stem}.{extension}" if extension else stem


def _unfit(character: str) -> bool:
    return character in '<>:"|?*' or unicodedata.category(character) in {
        "Cc",
        "Cf",
        "Cs",
        "Cn",
        "Co",
    }
