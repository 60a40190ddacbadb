"""What one cell of a file says: a number, a day, a name, or nothing."""

from __future__ import annotations

import math
import re
from datetime import date

MISSING = {"", "na", "n/a", "nan", "null", "none", "."}
_COMMA = re.compile(r"[+-]?\d*,\d+(e[+-]?\d+)?", re.IGNORECASE)


def is_missing(text: str) -> bool:
    return text.strip().lower() in MISSING


def number(text: str, *, decimal_comma: bool = False) -> float:
    """NaN where nothing is said; ValueError for what is no number. Infinity stays itself."""
    said = text.strip().replace("−", "-")
    if said.lower() in MISSING:
        return math.nan
    if decimal_comma and _COMMA.fullmatch(said):
        said = said.replace(",", ".")
    if "_" in said:  # Python would read 1_000
        raise ValueError
    return float(said)


def day(text: str) -> int | None:
    """Days since the year 1 of a date (2026-03-31) or of a month's first day (2026-03)."""
    said = text.strip()
    try:
        return date.fromisoformat(f"{said}-01" if len(said) == 7 else said).toordinal()
    except ValueError:
        return None
