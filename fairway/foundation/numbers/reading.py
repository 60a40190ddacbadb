"""Numbers as people write them, in a language or in none that is known."""

from __future__ import annotations

import re
import unicodedata

from django.utils.formats import get_format

from fairway.foundation.numbers.errors import AmbiguousNumber, BadNumber, TooFine, TooLarge
from fairway.foundation.numbers.scaled import FINEST, MOST_DIGITS, Scaled

__all__ = ["AmbiguousNumber", "BadNumber", "TooFine", "TooLarge", "read_number"]

# Spaces and apostrophes only ever part thousands; minus signs come in several shapes.
PARTING = str.maketrans(dict.fromkeys("\u00a0\u2007\u2009\u202f", " ") | dict.fromkeys("’‘ʼ", "'"))
MINUS = str.maketrans(
    dict.fromkeys("−–‒﹣－", "-") | {"＋": "+", "．": ".", "，": ",", "٫": ",", "٬": "."}
)
SHAPE = re.compile(r"(?P<sign>[+-]?)\s*(?P<body>\d[\d.,' ]*|[.,]\d+)")
LONGEST = 60


def read_number(text: str, language: str | None = None, *, exponent: int | None = None) -> Scaled:
    """The exact value of what was written, in units of `exponent` if one is given.

    With a language, its decimal sign counts and the other one only parts thousands. Without one
    (a file of unknown origin), “1,234” could be either and is refused.
    """
    plain = _digits(text.translate(PARTING).translate(MINUS)).strip()
    shape = SHAPE.fullmatch(plain)
    if not shape or len(plain) > LONGEST:
        raise BadNumber(text, _example(language))
    whole, places = _parts(shape["body"], text, language)
    if len(places) > -FINEST:
        raise TooFine(-FINEST)
    if len((whole + places).lstrip("0")) > MOST_DIGITS:
        raise TooLarge(MOST_DIGITS)
    units = int(whole + places or "0")
    number = Scaled(-units if shape["sign"] == "-" else units, -len(places))
    return number if exponent is None else number.to(exponent)


def _parts(body: str, text: str, language: str | None) -> tuple[str, str]:
    """Digits before and after the decimal sign."""
    sign = _decimal_sign(language) if language else _guess(body, text)
    whole, found, places = body.partition(sign)
    if (found and not places) or (not places.isdigit() and places):
        raise BadNumber(text, _example(language, body))
    if not re.fullmatch(r"\d*|\d{1,3}((?P<part>[.,' ])\d{3})((?P=part)\d{3})*", whole):
        raise BadNumber(text, _example(language, body))
    return re.sub(r"\D", "", whole), places


def _guess(body: str, text: str) -> str:
    """Which sign is the decimal one, by the shape alone."""
    dots, commas = body.count("."), body.count(",")
    if dots and commas:
        return "," if body.rfind(",") > body.rfind(".") else "."
    sign = "." if dots else ","
    if dots + commas == 1 and re.fullmatch(r"[1-9]\d{0,2}[.,]\d{3}", body):
        raise AmbiguousNumber(text, [body.replace(sign, ""), body.replace(sign, ".")])
    several = dots + commas > 1
    return {".": ",", ",": "."}[sign] if several else sign


def _digits(text: str) -> str:
    """Arabic, Indic and full-width digits as 0 to 9."""
    return "".join(str(unicodedata.digit(c)) if c.isdecimal() else c for c in text)


def _decimal_sign(language: str) -> str:
    return str(get_format("DECIMAL_SEPARATOR", language, use_l10n=True))


def _example(language: str | None, body: str = "") -> str:
    """What they meant, perhaps, in the signs of their language."""
    sign = _decimal_sign(language) if language else "."
    digits = re.split(r"[.,]", re.sub(r"[ ']", "", body))
    if len(digits) > 1 and all(digits):
        return "".join(digits[:-1]) + sign + digits[-1]
    return f"1234{sign}5"
