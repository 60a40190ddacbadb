"""Public holidays by country and part of it, from the `holidays` library."""

from __future__ import annotations

import logging
from collections.abc import Iterable
from datetime import date

from fairway.foundation.bounded.running import Bounded, run_bounded

logger = logging.getLogger(__name__)

Year = tuple[str, str, int]  # country, part of it, year

_known: dict[Year, frozenset[date]] = {}


def public_holidays(country: str, subdivision: str, year: int) -> frozenset[date]:
    """None where the library knows nothing of the place: then every day may be a working day."""
    key = (country, subdivision, year)
    if key not in _known:
        _known[key] = frozenset(_ask(*key)) if country else frozenset()
    return _known[key]


def between(country: str, subdivision: str, start: date, until: date) -> list[date]:
    """Those from `start` until `until`, the latter excluded, in order."""
    years = range(start.year, until.year + 1)
    return sorted(
        day
        for year in years
        for day in public_holidays(country, subdivision, year)
        if start <= day < until
    )


def look_up(years: Iterable[Year]) -> None:
    """Know these from now on, asked in a process of its own.

    The library loads every country of the world, twenty megabytes, whichever is asked for. They go
    with that process; a server that has looked up its places at its start never loads them.
    """
    asked = sorted({one for one in years if one[0]} - _known.keys())
    if not asked:
        return
    try:
        answers = run_bounded(f"{__name__}:answers", asked)
    except Bounded as bounded:
        logger.warning("holidays not looked up ahead: %s", bounded)
        return
    for key, days in zip(asked, answers, strict=True):
        _known[key] = frozenset(date.fromisoformat(day) for day in days)


def answers(years: list[Year]) -> list[list[str]]:
    """What `look_up` asks for, as JSON can say it."""
    return [sorted(day.isoformat() for day in _ask(*year)) for year in years]


def _ask(country: str, subdivision: str, year: int) -> list[date]:
    import holidays  # see look_up

    try:
        return list(holidays.country_holidays(country, subdiv=subdivision or None, years=year))
    except NotImplementedError:
        return _ask(country, "", year) if subdivision else []
