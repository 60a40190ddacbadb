"""Dates as people and systems write them; the order of parts is read from a whole column."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from fairway.people.importing.cells import Bad
from fairway.people.importing.problems import shorten
from fairway.people.importing.spelling import fold

_ISO = re.compile(r"^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[T ].*)?$")
_COMPACT = re.compile(r"^(19|20)(\d\d)(\d\d)(\d\d)$")
_PARTS = re.compile(r"^(\d{1,2})\s*([-/.\s])\s*(\d{1,2})\s*[-/.\s]\s*(\d{4}|\d\d)(?:[T ,]+\d.*)?$")
_CJK = re.compile(r"^(\d{4})\s*[年년]\s*(\d{1,2})\s*[月월]\s*(\d{1,2})\s*[日일]?$")
_SERIAL = re.compile(r"^(\d{5})(?:\.\d+)?$")
_MONTHS = """
    january januar janvier enero janeiro gennaio januari stycznia styczen tammikuu leden januaar|
    february februar fevrier febrero fevereiro febbraio februari lutego luty helmikuu unor feber|
    march marz maerz mars marzo marco maart marca marzec maaliskuu brezen|
    april avril abril aprile kwietnia kwiecien huhtikuu duben|
    may mai mayo maio maggio mei maj toukokuu kveten|
    june juni juin junio junho giugno czerwca czerwiec kesakuu cerven|
    july juli juillet julio julho luglio lipca lipiec heinakuu cervenec|
    august aout agosto augustus augusti sierpnia sierpien elokuu srpen|
    september septembre septiembre setembro settembre wrzesnia wrzesien syyskuu zari sept|
    october oktober octobre octubre outubro ottobre pazdziernika pazdziernik lokakuu rijen|
    november novembre noviembre novembro listopada listopad marraskuu|
    december dezember decembre diciembre dezembro dicembre grudnia grudzien joulukuu prosinec desember"""
MONTHS = {
    word: number for number, line in enumerate(_MONTHS.split("|"), start=1) for word in line.split()
}
_SHORT = """jan feb mar apr may jun jul aug sep oct nov dec"""
MONTHS |= {word: number for number, word in enumerate(_SHORT.split(), start=1)}
_EXCEL_DAY_ZERO = date(1899, 12, 30)
DAY_FIRST, MONTH_FIRST = "day", "month"


@dataclass(frozen=True, slots=True)
class Order:
    """Which part comes first, and how that is known: "column", "other" or "assumed"."""

    first: str
    known_by: str


def order_of(texts: Iterable[str]) -> str:
    """The order that the column's own values prove, or nothing where none does."""
    proof: Counter[str] = Counter()
    for text in texts:
        parts = _PARTS.match(text)
        if parts is None:
            continue
        one, other = int(parts[1]), int(parts[3])
        if one > 12 and _exists(parts[4], other, one):
            proof[DAY_FIRST] += 1
        elif other > 12 and _exists(parts[4], one, other):
            proof[MONTH_FIRST] += 1
    return proof.most_common(1)[0][0] if proof else ""


def is_either(text: str) -> bool:
    """Whether the date could be read both ways, to different days."""
    parts = _PARTS.match(text)
    if parts is None:
        return False
    one, other = int(parts[1]), int(parts[3])
    return 1 <= one <= 12 and 1 <= other <= 12 and one != other


def separator_of(text: str) -> str:
    parts = _PARTS.match(text)
    return parts[2] if parts else ""


def looks_like_date(text: str) -> bool:
    try:
        read_date(text, DAY_FIRST)
    except Bad as bad:
        return bad.code in {"wrong_order", "not_in_calendar", "unlikely_year"}
    return True


@lru_cache(maxsize=20_000)
def read_date(text: str, first: str, this_year: int = 0) -> date:
    """The day the text means, when `first` ("day" or "month") comes first where it matters."""
    year, month, day = _parts(text, first)
    if year < 100 and not re.search(r"\d{4}", text):
        pivot = (this_year or date.today().year) % 100 + 2  # noqa: DTZ011 only a pivot
        year += 2000 if year <= pivot else 1900
    try:
        read = date(year, month, day)
    except ValueError:
        if _swapped_exists(text, first):
            names = {DAY_FIRST: "day", MONTH_FIRST: "month"}
            raise Bad("wrong_order", value=shorten(text), first=names[first]) from None
        raise Bad("not_in_calendar", value=shorten(text)) from None
    if not 1900 <= year <= (this_year or date.today().year) + 10:  # noqa: DTZ011
        raise Bad("unlikely_year", year=year)
    return read


def _parts(text: str, first: str) -> tuple[int, int, int]:
    for pattern in (_ISO, _CJK):
        if match := pattern.match(text):
            return int(match[1]), int(match[2]), int(match[3])
    if match := _COMPACT.match(text):
        return int(match[1] + match[2]), int(match[3]), int(match[4])
    if match := _PARTS.match(text):
        one, other, year = int(match[1]), int(match[3]), int(match[4])
        day, month = (one, other) if first == DAY_FIRST else (other, one)
        return year, month, day
    if match := _SERIAL.match(text):
        read = _EXCEL_DAY_ZERO + timedelta(days=int(match[1]))
        return read.year, read.month, read.day
    if named := _named(text):
        return named
    raise Bad("not_a_date", value=shorten(text))


def _named(text: str) -> tuple[int, int, int] | None:
    """ "14-May-1987", "May 14, 2020", "14 mai 2020", "14 de mayo de 2020"."""
    words = re.findall(r"[^\W\d_]+|\d+", fold(text))
    month = next((found for word in words if (found := month_named(word))), 0)
    numbers = [word for word in words if word.isdigit()]
    if not month or len(numbers) < 2:
        return None
    one, other = numbers[:2]
    day, year = (other, one) if len(one) == 4 else (one, other)
    if len(day) > 2 or len(year) not in {2, 4}:
        return None
    return int(year), month, int(day)


@lru_cache(maxsize=1000)
def month_named(word: str) -> int:
    if len(word) < 3 or not word.isalpha():
        return 0
    if word in MONTHS:
        return MONTHS[word]
    found = {number for name, number in MONTHS.items() if name.startswith(word)}
    return found.pop() if len(found) == 1 else 0


def _exists(year: str, month: int, day: int) -> bool:
    try:
        date(2000 + int(year) if len(year) == 2 else int(year), month, day)
    except ValueError:
        return False
    return True


def _swapped_exists(text: str, first: str) -> bool:
    parts = _PARTS.match(text)
    if parts is None:
        return False
    one, other = int(parts[1]), int(parts[3])
    month, day = (one, other) if first == DAY_FIRST else (other, one)
    return _exists(parts[4], month, day)
