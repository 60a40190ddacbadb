"""Values of a key result as they were written, in units of its decimals."""

from __future__ import annotations

from dataclasses import dataclass

from fairway.foundation.numbers import read_number
from fairway.foundation.numbers.currencies import DIGITS
from fairway.goals.importing.items import Result

SIGNS = {"€": "EUR", "$": "USD", "£": "GBP"}
LONGEST_UNIT = 24


@dataclass(frozen=True, slots=True)
class Read:
    """What a key result is measured in, from where to where; without values: done or not."""

    kind: str
    measure: str = "number"
    label: str = ""
    currency: str = ""
    decimals: int = 0
    baseline: int | None = None
    target: int | None = None


def read_values(result: Result, language: str | None) -> Read:
    """Refuses in words what is no number, or could be two."""
    if not result.target.strip():
        return Read("yes_no")
    start, unit = _parted(result.baseline or "0", result.unit)
    target, unit = _parted(result.target, unit)
    numbers = [read_number(text, language) for text in (start, target)]
    currency = SIGNS.get(unit, unit.upper() if unit.upper() in DIGITS else "")
    decimals = max(-number.exponent for number in numbers)
    decimals = DIGITS[currency] if currency else max(0, decimals)
    measure = "money" if currency else "percent" if unit == "%" else "number"
    return Read(
        "metric",
        measure,
        "" if currency or unit == "%" else unit[:LONGEST_UNIT],
        currency,
        decimals,
        *(number.to(-decimals).units for number in numbers),
    )


def _parted(text: str, unit: str) -> tuple[str, str]:
    """The number and the unit that stands around it."""
    bare = text.strip()
    for sign in ("%", *SIGNS):
        if bare.endswith(sign) or bare.startswith(sign):
            return bare.strip(sign + " \u00a0\u202f"), unit or sign
    words = bare.rsplit(None, 1)
    if len(words) == 2 and words[1].isalpha():
        return words[0], unit or words[1]
    return bare, unit.strip()
